// SPDX-License-Identifier: GPL-3.0-or-later
// Where pictures and documents go: into the file that was named, or beside it to be compared. What is wrong is written to
// standard error.
#pragma once

#include "arguments.h"
#include "ui/export/pictures.h"

namespace hookwalk
{

inline constexpr int notMade = 1, notThere = 2; // exit statuses, as hookwalk-cli has them

int complain(const QString& sentence, int status = notMade);
int complain(const Error& error, int status = notMade);

// Each returns the exit status: 0; notMade, also for what was checked and is stale; of a document that cannot be made of
// this notThere.
class Output
{
public:
    // `locator`, `against`: what it is made of, A and B.
    Output(ui::RenderOrder order, query::Locator locator = {}, query::Locator against = {});

    const ui::RenderOrder& order() const { return m_order; }
    ui::Look look() const { return m_order.look.value_or(ui::Look::Light); }
    bool isOfWindow() const; // or of its projector
    bool needsSteps() const; // of a drawing, not its sheet alone

    int draw(ui::Drawing drawing) const; // look, size and scale are the order's
    int document(const exports::Subject& subject) const;
    int put(const Result<QByteArray>& bytes) const;

private:
    ui::RenderOrder m_order;
    query::Locator m_locator, m_against;
};

} // namespace hookwalk
