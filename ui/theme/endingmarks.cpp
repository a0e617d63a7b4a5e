// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/endingmarks.h"

#include <algorithm>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

// All shapes are drawn as at radius 12; small ones have stronger lines.
constexpr double drawnRadius = 12;

using Points = std::initializer_list<QPointF>;

QPainterPath lines(Points points)
{
    QPainterPath path(*points.begin());
    for (const QPointF& point : points)
        path.lineTo(point);
    return path;
}

class Marker
{
public:
    Marker(QPainter& painter, const QColor& colour, const QColor& ground, double scale)
        : m_painter(painter)
        , m_colour(colour)
        , m_ground(ground)
        , m_least(1.2 / scale)
    {
    }

    void fill(const QPainterPath& path, double rounding = 0) const
    {
        m_painter.setBrush(m_colour);
        m_painter.setPen(rounding > 0 ? pen(m_colour, rounding) : QPen(Qt::NoPen));
        m_painter.drawPath(path);
    }
    void stroke(const QPainterPath& path, double width) const { draw(path, pen(m_colour, width)); }
    void cut(const QPainterPath& path, double width) const { draw(path, pen(m_ground, width)); }
    void clear(const QPainterPath& path) const { m_painter.fillPath(path, m_ground); }
    void disc(const QPointF& at, double radius, double opacity = 1) const
    {
        QColor colour = m_colour;
        colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawEllipse(at, radius, radius);
    }
    void octagon() const
    {
        constexpr double r = drawnRadius, c = 4.97; // r times the tangent of 22.5 degrees
        fill(lines({{-c, -r}, {c, -r}, {r, -c}, {r, c}, {c, r}, {-c, r}, {-r, c}, {-r, -c}, {-c, -r}}));
    }
    void square() const
    {
        QPainterPath path;
        path.addRoundedRect(QRectF(-10.5, -10.5, 21, 21), 4, 4);
        fill(path);
    }

private:
    QPen pen(const QColor& colour, double width) const
    {
        return {colour, std::max(width, m_least), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    }
    void draw(const QPainterPath& path, const QPen& pen) const
    {
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
    }

    QPainter& m_painter;
    QColor m_colour, m_ground;
    double m_least; // width of a line
};

void draw(const Marker& marker, EndingMark mark)
{
    switch (mark) {
    case EndingMark::Transmitted:
        return marker.fill(lines({{-8, -9}, {8, 0}, {-8, 9}, {-8, -9}}), 2);
    case EndingMark::Delivered: {
        QPainterPath cup(QPointF(-10, -3));
        cup.lineTo(-10, 0);
        cup.arcTo(QRectF(-10, -10, 20, 20), 180, 180);
        cup.lineTo(10, -3);
        marker.stroke(cup, 3);
        return marker.disc({0, -3}, 4.6);
    }
    case EndingMark::DroppedByRule:
        marker.octagon();
        marker.cut(lines({{-4.32, -4.32}, {4.32, 4.32}}), 2.88);
        return marker.cut(lines({{4.32, -4.32}, {-4.32, 4.32}}), 2.88);
    case EndingMark::DroppedByPolicy:
        marker.octagon();
        return marker.cut(lines({{-5.5, 0}, {5.5, 0}}), 3.2);
    case EndingMark::DroppedByKernel:
        marker.octagon();
        return marker.cut(lines({{0, -6}, {6, 0}, {0, 6}, {-6, 0}, {0, -6}}), 2.2);
    case EndingMark::Rejected:
        marker.octagon();
        marker.cut(lines({{6, 0}, {-5.5, 0}}), 2.6);
        return marker.cut(lines({{-1.5, -4.5}, {-6, 0}, {-1.5, 4.5}}), 2.6);
    case EndingMark::Redirected:
        marker.square();
        marker.cut(lines({{-6, 4.5}, {0.5, 4.5}, {0.5, -5}}), 2.4);
        return marker.cut(lines({{-3.5, -1.5}, {0.5, -5.5}, {4.5, -1.5}}), 2.4);
    case EndingMark::Queued:
        marker.square();
        for (const double y : {-5.0, 0.0, 5.0})
            marker.cut(lines({{-6, y}, {6, y}}), 2.4);
        return;
    case EndingMark::Stolen:
        marker.fill(lines({{-9, -10}, {9, -10}, {9, 2}, {0, 11}, {-9, 2}, {-9, -10}}), 2);
        marker.cut(lines({{0, -6}, {0, 4}}), 2.2);
        return marker.cut(lines({{-4, 0}, {0, 4.4}, {4, 0}}), 2.2);
    case EndingMark::Duplicated: {
        QPainterPath hollow, ground;
        hollow.addEllipse(QPointF(4.6, -4.6), 6, 6);
        marker.stroke(hollow, 2.2);
        ground.addEllipse(QPointF(-3.4, 3.4), 8.4, 8.4);
        marker.clear(ground);
        return marker.disc({-3.4, 3.4}, 7);
    }
    case EndingMark::Unknown:
        marker.disc({-9, 0}, 4.2);
        marker.disc({0, 0}, 3.4, 0.66);
        return marker.disc({8, 0}, 2.6, 0.38);
    }
}

} // namespace

QColor colourOf(EndingMark mark, const Theme& theme)
{
    switch (mark) {
    case EndingMark::Transmitted:
    case EndingMark::Delivered:
    case EndingMark::Redirected:
    case EndingMark::Duplicated:
        return theme.accent;
    case EndingMark::Queued:
        return theme.isPrint() ? theme.text : theme.hint;
    case EndingMark::Stolen:
        return theme.text2;
    case EndingMark::Unknown:
        return theme.text3;
    default:
        return theme.dropped;
    }
}

void paintEndingMark(QPainter& painter, EndingMark mark, QPointF centre, double radius, const Theme& theme,
                     const QColor& ground)
{
    const double scale = radius / drawnRadius;
    painter.save();
    painter.translate(centre);
    painter.scale(scale, scale);
    draw(Marker(painter, colourOf(mark, theme), ground, scale), mark);
    painter.restore();
}

void paintOctagon(QPainter& painter, QPointF centre, double radius, const QColor& colour)
{
    const double scale = radius / drawnRadius;
    painter.save();
    painter.translate(centre);
    painter.scale(scale, scale);
    Marker(painter, colour, colour, scale).octagon();
    painter.restore();
}

} // namespace hookwalk::ui
