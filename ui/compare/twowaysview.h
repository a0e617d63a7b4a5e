// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram with both ways: A solid, B dashed, where they part and where each ended.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/twoways.h"
#include "ui/diagram/backdrop.h"

#include <QWidget>

namespace hookwalk::ui
{

class TwoWaysView : public QWidget
{
    Q_OBJECT

public:
    explicit TwoWaysView(const Appearance& appearance, QWidget* parent = nullptr);

    void setCompared(ComparedPointer compared); // null: nothing
    // Between two steps both packets show on their ways; at a step its place is lit.
    void setPosition(double position);
    const TwoWays& ways() const { return m_ways; }
    QPointF placeOf(int stage) const; // the middle of a place, of the widget

    QSize minimumSizeHint() const override { return {320, 240}; }

Q_SIGNALS:
    void stepChosen(int step);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QTransform transform() const;
    int stepAt(const QPointF& position) const; // -1: none

    const Appearance& m_appearance;
    ComparedPointer m_compared;
    Layout m_layout = Layout::netfilter();
    TwoWays m_ways;
    QRectF m_content; // of the scene: what is to be seen of it
    Backdrop m_backdrop;
    double m_position = 0;
};

} // namespace hookwalk::ui
