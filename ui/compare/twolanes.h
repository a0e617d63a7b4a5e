// SPDX-License-Identifier: GPL-3.0-or-later
// Both packets as lanes below the diagram, with one playhead: both on the numbers of their steps. Dragging scrubs.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"

#include <QWidget>

namespace hookwalk::ui
{

class TwoLanes : public QWidget
{
    Q_OBJECT

public:
    static constexpr int usualHeight = 96;

    explicit TwoLanes(const Appearance& appearance, QWidget* parent = nullptr);

    void setCompared(ComparedPointer compared);
    void setPosition(double position); // in steps
    void setNamesWidth(int width);     // of what stands before the lanes
    double xOf(double position) const; // of the widget

    int steps() const { return m_compared ? m_compared->steps() : 0; }
    int step() const { return static_cast<int>(m_position); }

Q_SIGNALS:
    void scrubbed(double position);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void scrubTo(double x);
    void paintNames(QPainter& painter, Side side) const;
    void paintLane(QPainter& painter, Side side) const;
    void paintHooks(QPainter& painter) const;
    QRectF laneOf(Side side) const;

    const Appearance& m_appearance;
    ComparedPointer m_compared;
    double m_position = 0;
    int m_namesWidth = 300;
};

} // namespace hookwalk::ui
