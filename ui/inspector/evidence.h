// SPDX-License-Identifier: GPL-3.0-or-later
// How sure we are that the packet stood at a step: observed, inferred or skipped, and what tells it.
#pragma once

#include "ui/appearance.h"
#include "ui/document.h"

#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class Evidence : public QWidget
{
    Q_OBJECT

public:
    explicit Evidence(const Appearance& appearance, QWidget* parent = nullptr);
    void showStop(const Document& document, const Walk& walk, int stop);
    void showAbsence(const QString& reason); // why the packet did not come to a place

private:
    void tint();

    const Appearance& m_appearance;
    QLabel *m_icon, *m_text;
    StopKind m_kind = StopKind::Observed;
    bool m_absent = false;
    QString m_reason;
};

} // namespace hookwalk::ui
