// SPDX-License-Identifier: GPL-3.0-or-later
// A lane: what happened to one packet, on the axis of time.
#include "ui/panels/paint.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/dropmarks.h"
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

// Triangle or ending's mark behind the way.
void paintEnd(const PaintedRow& cell, EndingMark mark, double x, double radius)
{
    const qreal y = cell.rect.center().y() + 0.5;
    if (mark != EndingMark::Transmitted && mark != EndingMark::Delivered)
        return paintEndingMark(cell.painter, mark, {x, y}, radius, cell.theme, cell.theme.panel);
    QPainterPath triangle(QPointF(x + 5, y - 4));
    triangle.lineTo(x + 11, y);
    triangle.lineTo(x + 5, y + 4);
    triangle.closeSubpath();
    cell.painter.setPen(Qt::NoPen);
    cell.painter.setBrush(cell.theme.accent);
    cell.painter.drawPath(triangle);
}

void paintBar(const PaintedRow& cell, double from, double width, bool isSelected)
{
    const qreal y = cell.rect.center().y() + 0.5;
    cell.painter.setPen(Qt::NoPen);
    cell.painter.setBrush(isSelected ? cell.theme.accent : cell.theme.edge);
    if (width < leastPacket)
        cell.painter.drawRect(QRectF(from - 1, y - 5, 2, 10));
    else
        cell.painter.drawRoundedRect(QRectF(from, y - 3, width, 6), 2, 2);
}

void paintLine(QPainter& painter, double from, double to, qreal y, const QPen& pen)
{
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to, y));
}

// One packet's way, as far as its steps can be told apart. Its octagon goes to `drops`: on top of what else lies there.
void paintWay(const PaintedRow& cell, const TimelineModel& model, const LaneScale& scale,
              TraversalIndex packet, bool isSelected, int current, DropMarks& drops)
{
    const Theme& theme = cell.theme;
    const auto walk = model.document().walk(packet);
    const double left = cell.rect.left();
    const qreal y = cell.rect.center().y() + 0.5;
    const auto& stops = scale.stopsOf(packet);
    const bool isExact = !stops.empty() && stops.size() == walk->stops.size();
    const double from = left + (isExact ? stops.front() : scale.xAt(scale.beginOf(packet)));
    const double to = left + (isExact ? stops.back() : scale.xAt(scale.endOf(packet)));
    const auto mark = markOf(walk->ending);
    const double width = to - from, radius = isSelected ? 8 : 7;
    const auto paintLast = [&](double x) {
        isDrop(mark) ? drops.add(x, mark, radius) : paintEnd(cell, mark, x, radius);
    };
    if (!isExact || width < leastPacket || width < leastStep * static_cast<double>(stops.size() - 1)) {
        paintBar(cell, from, width, isSelected);
        return paintLast(width < leastPacket ? from : to);
    }
    paintLine(cell.painter, from, to, y, QPen(theme.border, 2, Qt::SolidLine, Qt::RoundCap));
    if (isSelected && current >= 0)
        paintLine(cell.painter, from,
                  left + stops[std::min(static_cast<std::size_t>(current), stops.size() - 1)], y,
                  QPen(theme.accent, 3, Qt::SolidLine, Qt::RoundCap));
    const int last = lastStop(*walk);
    for (std::size_t stop = 0; stop < stops.size(); ++stop) {
        const bool isEnd = static_cast<int>(stop) == last && mark != EndingMark::Transmitted &&
                           mark != EndingMark::Delivered;
        if (!isEnd)
            paintLaneMark(cell.painter, walk->stops[stop].stage, walk->stops[stop].kind,
                          {left + stops[stop], y}, theme);
        if (walk->stops[stop].copy)
            paintEndingMark(cell.painter, EndingMark::Duplicated, {left + stops[stop], y}, 5.5, theme,
                            theme.panel);
    }
    paintLast(last >= 0 ? left + stops[static_cast<std::size_t>(last)] : to);
}

// Its packets, one behind the other; those that share a pixel are one bar. Each drop among them is seen, or counted.
void paintConnection(const PaintedRow& cell, const TimelineModel& model, const LaneScale& scale,
                     const PacketRows::Connection& connection, TraversalIndex selected, int current)
{
    const auto packets = connection.packets;
    const auto begin = [&](TraversalIndex packet) { return scale.beginOf(packet); };
    const TimeSpan& window = scale.window();
    const auto behind = std::ranges::upper_bound(packets, window.end, {}, begin);
    auto at = std::ranges::lower_bound(packets, window.begin, {}, begin);
    while (at != packets.begin() && scale.endOf(*std::prev(at)) >= window.begin)
        --at; // still under way
    if (at == behind) {
        if (behind == packets.end())
            return paintHint(cell, scale, packets.back(), -1);
        return at == packets.begin() ? paintHint(cell, scale, packets.front(), 1) : void();
    }
    const double left = cell.rect.left();
    DropMarks drops;
    while (at != behind) {
        if (!scale.stopsOf(*at).empty()) {
            paintWay(cell, model, scale, *at, *at == selected, current, drops);
            ++at;
            continue;
        }
        const double x = scale.xAt(scale.beginOf(*at));
        const auto next =
            std::max(std::next(at),
                     std::upper_bound(at, behind, scale.usAt(x + leastPacket),
                                      [&](double us, TraversalIndex packet) { return us < begin(packet); }));
        const bool isAlone = next - at == 1;
        const double width = isAlone ? scale.xAt(scale.endOf(*at)) - x : 0;
        paintBar(cell, left + x, width, std::find(at, next, selected) != next);
        const double end = left + x + std::max(0.0, width);
        for (auto one = at; connection.drops > 0 && one != next && !drops.isFullAt(end); ++one) {
            if (connection.isDrop(*one))
                drops.add(end, EndingMark::DroppedByRule, 7);
        }
        at = next;
    }
    drops.paint(cell.painter, cell.rect.center().y() + 0.5, cell.theme);
}

} // namespace

int sideOf(const LaneScale& scale, TraversalIndex packet)
{
    return scale.endOf(packet) < scale.window().begin   ? -1
           : scale.beginOf(packet) > scale.window().end ? 1
                                                        : 0;
}

void paintLane(const PaintedRow& cell, const TimelineModel& model, const PacketRows& rows,
               const LaneScale& scale, TraversalIndex selected, int current)
{
    const Theme& theme = cell.theme;
    QPainter& painter = cell.painter;
    const int row = cell.index.row();
    const TraversalIndex packet = rows.traversalAt(row);
    if (packet == noIndex || packet < model.document().first())
        return;
    painter.setClipRect(cell.rect);
    painter.setPen(QPen(mix(theme.panel, theme.divider, 0.7), 1));
    painter.drawLine(QPointF(cell.rect.left(), cell.rect.bottom() + 0.5),
                     QPointF(cell.rect.right() + 1, cell.rect.bottom() + 0.5));
    painter.setPen(QPen(theme.divider, 1));
    painter.drawLine(QPointF(cell.rect.left() + 0.5, cell.rect.top()),
                     QPointF(cell.rect.left() + 0.5, cell.rect.bottom() + 1));
    if (const auto connection = rows.connectionAt(row))
        return paintConnection(cell, model, scale, *connection, selected, current);
    if (const int side = sideOf(scale, packet); side != 0)
        return paintHint(cell, scale, packet, side);
    DropMarks drops;
    paintWay(cell, model, scale, packet, packet == selected, current, drops);
    drops.paint(painter, cell.rect.center().y() + 0.5, theme);
}

} // namespace hookwalk::ui
