// SPDX-License-Identifier: GPL-3.0-or-later
// Packets with their tags, and the boxes that tell which address was rewritten.
#include "ui/diagram/canvas.h"

#include <algorithm>
#include <QRadialGradient>

namespace hookwalk::ui
{

namespace
{

constexpr double glowRadius = 30, dotRadius = 10, coreRadius = 5.5, smallDotRadius = 4;
constexpr double markRadius = 12, smallRadius = 8;

void paintGlow(Canvas& canvas, const QPointF& at, double opacity)
{
    const QColor& accent = canvas.theme.accent;
    QRadialGradient gradient(at, glowRadius);
    gradient.setColorAt(0, faded(accent, canvas.theme.glow * opacity));
    gradient.setColorAt(0.45, faded(accent, canvas.theme.glow * 0.4 * opacity));
    gradient.setColorAt(1, faded(accent, 0));
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(gradient);
    canvas.painter.drawEllipse(at, glowRadius, glowRadius);
}

void paintDot(Canvas& canvas, const PacketPicture& packet)
{
    const double scale = canvas.theme.isPrint() ? 0.75 : 1;
    if (canvas.theme.glow > 0)
        paintGlow(canvas, packet.at, packet.opacity);
    canvas.circle(packet.at, dotRadius * scale, faded(canvas.theme.accent, packet.opacity));
    canvas.circle(packet.at, coreRadius * scale, faded(canvas.theme.packetCore, packet.opacity));
}

void paintEnd(Canvas& canvas, const EndPicture& end)
{
    const double radius = end.mark == EndingMark::Unknown || end.isSmall ? smallRadius : markRadius;
    canvas.painter.save();
    canvas.painter.translate(end.at);
    canvas.painter.rotate(end.angle);
    paintEndingMark(canvas.painter, end.mark, {}, radius * end.scale, canvas.theme, canvas.theme.card);
    canvas.painter.restore();
}

// The longest form of the tag that the room takes: with TTL, without, shortened.
QString fitting(const Canvas& canvas, const QString& tag, double room, const TextStyle& style)
{
    if (canvas.textWidth(tag, style) <= room)
        return tag;
    return canvas.elided(tag.section(QStringLiteral(" · "), 0, 0), room, style);
}

void paintStem(Canvas& canvas, const QPointF& from, const QRectF& pill, const QColor& colour)
{
    QPainterPath stem;
    if (pill.left() <= from.x() && from.x() <= pill.right()) {
        const bool below = pill.top() > from.y();
        stem.moveTo(from + QPointF(0, below ? dotRadius + 1 : -dotRadius - 1));
        stem.lineTo(from.x(), below ? pill.top() : pill.bottom());
    } else {
        const bool behind = pill.left() > from.x();
        stem.moveTo(from + QPointF(behind ? dotRadius + 1 : -dotRadius - 1, 0));
        stem.lineTo(behind ? pill.left() : pill.right(), from.y());
    }
    canvas.line(stem, colour, canvas.theme.isPrint() ? 1 : 2);
}

void paintTag(Canvas& canvas, const PacketPicture& packet)
{
    if (packet.tagStage < 0 || packet.tag.isEmpty())
        return;
    const StagePlace& place = canvas.picture.stages[static_cast<std::size_t>(packet.tagStage)].place;
    const QRectF room = place.tag.room;
    const auto& end = canvas.picture.end;
    const bool hollow = end && end->mark == EndingMark::Unknown;
    TextStyle style{canvas.isLarge() ? 13.5 : 12, QFont::DemiBold,
                    faded(hollow ? canvas.theme.text2 : canvas.theme.onAccent, packet.tagOpacity)};
    constexpr double leastPadding = 8, padding = 16, leastSize = 9;
    const QString brief = packet.tag.section(QStringLiteral(" · "), 0, 0);
    while (style.size > leastSize && canvas.textWidth(brief, style) > room.width() - 2 * leastPadding)
        style.size -= 0.5; // long words of another language
    const QString text = fitting(canvas, packet.tag, room.width() - 2 * leastPadding, style);
    const double width = std::min(canvas.textWidth(text, style) + 2 * padding, room.width());
    QRectF pill(room.topLeft(), QSizeF(width, room.height()));
    if (place.tag.endsRight)
        pill.moveRight(room.right());
    const QColor colour = end ? colourOf(end->mark, canvas.theme) : canvas.theme.accent;
    const QColor fill = faded(colour, packet.tagOpacity);
    if (place.tag.stem)
        paintStem(canvas, {place.station.x(), place.tag.stemFrom.value_or(place.station.y())}, pill, fill);
    if (hollow)
        canvas.box(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2,
                   faded(canvas.theme.card, packet.tagOpacity), fill, 1, {3, 3});
    else
        canvas.box(pill, pill.height() / 2, fill, {});
    style.align = Qt::AlignHCenter;
    canvas.text({pill.center().x(), canvas.baselineIn(pill, style.size)}, text, style);
}

// On paper a packet that has arrived is no news: its route says it.
bool isShownOn(const Theme& theme, const Picture& picture)
{
    return !theme.isPrint() || !picture.ahead.isEmpty();
}

void paintNote(Canvas& canvas, const NotePicture& note)
{
    const int index = canvas.layout.indexOf(note.stage);
    if (index < 0 || note.opacity <= 0)
        return;
    const StageLayout& stage = canvas.layout.stages()[static_cast<std::size_t>(index)];
    const Theme& theme = canvas.theme;
    constexpr double padding = 10;
    const double lineHeight = canvas.typeSize(15);
    const double least = std::min(136.0, stage.noteWidth - 12);
    const TextStyle head{11, QFont::Medium, faded(theme.text, note.opacity)};
    const qsizetype first = canvas.isLarge() ? 1 : 0; // its caption says who rewrites
    const QStringList lines = note.lines.mid(first);
    const auto styleOf = [&](qsizetype line) -> TextStyle {
        if (line + first == 0)
            return head;
        const bool after = (line + first) % 2 == 0;
        return {11, after ? QFont::DemiBold : QFont::Normal,
                faded(after ? theme.text : theme.text2, note.opacity), Qt::AlignLeft, true};
    };
    double width = least;
    for (qsizetype i = 0; i < lines.size(); ++i)
        width = std::max(width, canvas.textWidth(lines[i], styleOf(i)) + 2 * padding);
    width = std::min(width, stage.noteWidth);
    QRectF box(stage.note,
               QSizeF(width, canvas.typeSize(11) + lineHeight * static_cast<double>(lines.size())));
    const bool before = stage.note.x() < stage.station.x();
    if (before)
        box.moveRight(stage.note.x() + least);
    canvas.painter.setPen(dashedPen(faded(theme.text3, note.opacity), theme.isPrint() ? 1 : 1.5, 3, 3));
    const bool below = box.top() > stage.station.y();
    if (!stage.noteLine.empty())
        canvas.painter.drawPolyline(stage.noteLine.data(), static_cast<int>(stage.noteLine.size()));
    else if (before && below)
        canvas.painter.drawLine(stage.station - QPointF(5, 0), {box.right(), box.top() + 10});
    else if (below)
        canvas.painter.drawLine(stage.station + QPointF(0, 5), QPointF(stage.station.x(), box.top()));
    else
        canvas.painter.drawLine(stage.station + QPointF(before ? -5 : 5, 0),
                                QPointF(before ? box.right() : box.left(), stage.station.y()));
    canvas.box(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, faded(theme.canvas, note.opacity),
               faded(theme.text3, note.opacity), 1, {3, 3});
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const TextStyle style = styleOf(i);
        const QString text = canvas.elided(lines[i], width - 2 * padding, style, Qt::ElideMiddle);
        canvas.text(box.topLeft() +
                        QPointF(padding, canvas.typeSize(17) + lineHeight * static_cast<double>(i)),
                    text, style);
    }
}

} // namespace

void paintNotes(Canvas& canvas)
{
    for (const NotePicture& note : canvas.picture.notes)
        paintNote(canvas, note);
}

void paintPackets(Canvas& canvas)
{
    const Theme& theme = canvas.theme;
    for (const PacketPicture& packet : canvas.picture.packets) {
        if (!packet.selected)
            canvas.circle(packet.at, smallDotRadius, faded(theme.text2, packet.opacity),
                          QPen(faded(theme.canvas, packet.opacity), 1));
    }
    for (const PacketPicture& packet : canvas.picture.packets) {
        if (packet.selected && packet.opacity > 0 && isShownOn(theme, canvas.picture))
            paintDot(canvas, packet);
    }
    if (const auto& end = canvas.picture.end)
        paintEnd(canvas, *end);
    for (const PacketPicture& packet : canvas.picture.packets) {
        if (packet.selected && (isShownOn(theme, canvas.picture) || packet.dropped))
            paintTag(canvas, packet);
    }
}

} // namespace hookwalk::ui
