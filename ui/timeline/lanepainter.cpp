// SPDX-License-Identifier: GPL-3.0-or-later
// A lane: what happened to one packet, on the axis of time.
#include "ui/panels/paint.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/rowpainter.h"

#include <algorithm>
#include <cmath>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

constexpr double leastStep = 6, leastPacket = 3; // pixels: narrower ones are not told apart

void paintChevron(QPainter& painter, QPointF at, int direction, const QColor& colour)
{
    QPainterPath chevron(at + QPointF(-direction * 2.5, -4));
    chevron.lineTo(at + QPointF(direction * 2.5, 0));
    chevron.lineTo(at + QPointF(-direction * 2.5, 4));
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(chevron);
}

// It lies outside of the window: where, and how far.
void paintHint(const PaintedRow& cell, const LaneScale& scale, TraversalIndex packet, int side)
{
    const Theme& theme = cell.theme;
    const QRectF place = cell.rect.adjusted(12, 0, -12, 0);
    const double away =
        side < 0 ? scale.window().begin - scale.endOf(packet) : scale.beginOf(packet) - scale.window().end;
    const QString length = lengthText(std::max(0.0, away));
    const QString words = !scale.isTimed() ? QString()
                          : side < 0       ? ui::tr("%1 before").arg(length)
                                           : ui::tr("%1 on").arg(length);
    const qreal middle = cell.rect.center().y() + 0.5;
    paintChevron(cell.painter, {side < 0 ? place.left() + 4 : place.right() - 4, middle}, side, theme.text3);
    cell.text(place.adjusted(14, 0, -14, 0), words, textFont(11), theme.text3,
              Qt::AlignVCenter | (side < 0 ? Qt::AlignLeft : Qt::AlignRight));
}

void paintLine(QPainter& painter, double from, double to, qreal y, const QPen& pen)
{
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to, y));
}

} // namespace

int sideOf(const LaneScale& scale, TraversalIndex packet)
{
    return scale.endOf(packet) < scale.window().begin   ? -1
           : scale.beginOf(packet) > scale.window().end ? 1
                                                        : 0;
}

void paintLane(const PaintedRow& cell, const TimelineModel& model, const LaneScale& scale, int current)
{
    const Theme& theme = cell.theme;
    QPainter& painter = cell.painter;
    const TraversalIndex packet = model.traversalAt(cell.index.row());
    if (packet == noIndex || packet < model.document().first())
        return;
    painter.setClipRect(cell.rect);
    painter.setPen(QPen(mix(theme.panel, theme.divider, 0.7), 1));
    painter.drawLine(QPointF(cell.rect.left(), cell.rect.bottom() + 0.5),
                     QPointF(cell.rect.right() + 1, cell.rect.bottom() + 0.5));
    painter.setPen(QPen(theme.divider, 1));
    painter.drawLine(QPointF(cell.rect.left() + 0.5, cell.rect.top()),
                     QPointF(cell.rect.left() + 0.5, cell.rect.bottom() + 1));
    if (const int side = sideOf(scale, packet); side != 0)
        return paintHint(cell, scale, packet, side);
    const auto walk = model.document().walk(packet);
    const double left = cell.rect.left();
    const qreal y = cell.rect.center().y() + 0.5;
    const auto& stops = scale.stopsOf(packet);
    const bool isExact = !stops.empty() && stops.size() == walk->stops.size();
    const double from = left + (isExact ? stops.front() : scale.xAt(scale.beginOf(packet)));
    const double to = left + (isExact ? stops.back() : scale.xAt(scale.endOf(packet)));
    const bool isSelected = cell.state & QStyle::State_Selected;
    const auto mark = markOf(walk->ending);
    const auto ends = [&](double x, double radius) {
        if (mark == EndingMark::Transmitted || mark == EndingMark::Delivered) {
            QPainterPath triangle(QPointF(x + 5, y - 4));
            triangle.lineTo(x + 11, y);
            triangle.lineTo(x + 5, y + 4);
            triangle.closeSubpath();
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawPath(triangle);
        } else {
            paintEndingMark(painter, mark, {x, y}, radius, theme, theme.panel);
        }
    };
    const double width = to - from;
    if (width < leastPacket) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isSelected ? theme.accent : theme.edge);
        painter.drawRect(QRectF(from - 1, y - 5, 2, 10));
        return ends(from, isSelected ? 8 : 7);
    }
    if (!isExact || width < leastStep * static_cast<double>(stops.size() - 1)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isSelected ? theme.accent : theme.edge);
        painter.drawRoundedRect(QRectF(from, y - 3, width, 6), 2, 2);
        return ends(to, isSelected ? 8 : 7);
    }
    paintLine(painter, from, to, y, QPen(theme.border, 2, Qt::SolidLine, Qt::RoundCap));
    if (isSelected && current >= 0)
        paintLine(painter, from, left + stops[std::min(static_cast<std::size_t>(current), stops.size() - 1)],
                  y, QPen(theme.accent, 3, Qt::SolidLine, Qt::RoundCap));
    const int last = lastStop(*walk);
    for (std::size_t stop = 0; stop < stops.size(); ++stop) {
        const bool isEnd = static_cast<int>(stop) == last && mark != EndingMark::Transmitted &&
                           mark != EndingMark::Delivered;
        if (!isEnd)
            paintLaneMark(painter, walk->stops[stop].stage, walk->stops[stop].kind, {left + stops[stop], y},
                          theme);
    }
    ends(last >= 0 ? left + stops[static_cast<std::size_t>(last)] : to, isSelected ? 8 : 7);
}

} // namespace hookwalk::ui
