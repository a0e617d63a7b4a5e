// SPDX-License-Identifier: GPL-3.0-or-later
// A term of the filter, with a cross that takes it away.
#pragma once

#include "query/filter.h"
#include "ui/appearance.h"

#include <functional>
#include <QToolButton>

namespace hookwalk::ui
{

// Clicked: the cross, or Enter, Space, Delete and Backspace where it has the focus.
class FilterChip : public QToolButton
{
    Q_OBJECT

public:
    // `tip` is asked when it is to be shown: what would come back.
    FilterChip(const Appearance& appearance, const query::Term& term, std::function<QString()> tip,
               QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRectF cross() const;
    double markWidth() const; // of what stands before the words: the mark of an ending, a table's colour

    const Appearance& m_appearance;
    query::Term m_term;
    std::function<QString()> m_tip;
};

} // namespace hookwalk::ui
