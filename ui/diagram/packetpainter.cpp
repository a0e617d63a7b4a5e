// SPDX-License-Identifier: GPL-3.0-or-later
// Packets with their tags.
#include "ui/diagram/clearance.h"

#include <algorithm>
#include <QLineF>
#include <QRadialGradient>

namespace hookwalk::ui
{

namespace
{

constexpr double glowRadius = 30, dotRadius = 10, coreRadius = 5.5, smallDotRadius = 4;
constexpr double markRadius = 12, smallRadius = 8;

constexpr double glowKnee = 0.45, glowAtKnee = 0.4; // parts of its radius and of its strength

// Circles upon each other that together are as strong as the gradient.
void paintGlowInRings(Canvas& canvas, const QPointF& at, double strength)
{
    constexpr int rings = 16;
    double outside = 0;
    for (int ring = rings; ring > 0; --ring) {
        const double part = (ring - 0.5) / rings;
        const double here = strength * (part > glowKnee ? glowAtKnee * (1 - part) / (1 - glowKnee)
                                                        : 1 - (1 - glowAtKnee) * part / glowKnee);
        canvas.circle(at, glowRadius * ring / rings,
                      faded(canvas.theme.accent, (here - outside) / (1 - outside)));
        outside = here;
    }
}

void paintGlow(Canvas& canvas, const QPointF& at, double opacity)
{
    const QColor& accent = canvas.theme.accent;
    const double strength = canvas.theme.glow * opacity;
    if (!canvas.canFade())
        return paintGlowInRings(canvas, at, strength);
    QRadialGradient gradient(at, glowRadius);
    gradient.setColorAt(0, faded(accent, strength));
    gradient.setColorAt(glowKnee, faded(accent, strength * glowAtKnee));
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

// From the packet to the nearest point of its tag.
void paintStem(Canvas& canvas, const QPointF& from, const QRectF& pill, const QColor& colour)
{
    const QPointF to = nearestIn(pill, from);
    const QLineF line(from, to);
    if (line.length() <= dotRadius + 1)
        return;
    QPainterPath stem(line.pointAt((dotRadius + 1) / line.length()));
    stem.lineTo(to);
    canvas.line(stem, colour, canvas.theme.isPrint() ? 1 : 2);
}

struct Tag {
    QRectF box;
    QString text;
    TextStyle style;
};

bool isHollow(const Canvas& canvas)
{
    return canvas.picture.end && canvas.picture.end->mark == EndingMark::Unknown;
}

Tag tagOf(const Canvas& canvas, const PacketPicture& packet)
{
    if (packet.tagStage < 0 || packet.tag.isEmpty())
        return {};
    const TagPlace& place = canvas.picture.stages[static_cast<std::size_t>(packet.tagStage)].place.tag;
    const QRectF& room = place.room;
    TextStyle style{canvas.isLarge() ? 13.5 : 12, QFont::DemiBold,
                    faded(isHollow(canvas) ? canvas.theme.text2 : canvas.theme.onAccent, packet.tagOpacity)};
    constexpr double leastPadding = 8, padding = 16, leastSize = 9;
    const QString brief = packet.tag.section(QStringLiteral(" · "), 0, 0);
    while (style.size > leastSize && canvas.textWidth(brief, style) > room.width() - 2 * leastPadding)
        style.size -= 0.5; // long words of another language
    const QString text = fitting(canvas, packet.tag, room.width() - 2 * leastPadding, style);
    const double width = std::min(canvas.textWidth(text, style) + 2 * padding, room.width());
    QRectF box(room.topLeft(), QSizeF(width, room.height()));
    if (place.endsRight)
        box.moveRight(room.right());
    Clearance clearance(canvas);
    for (const QRectF& note : noteBoxes(canvas))
        clearance.add(note);
    for (const QRectF& side : sideWayBoxes(canvas))
        clearance.add(side);
    if (canvas.options.caption)
        clearance.add(captionBox(canvas));
    return {clearance.place(box), text, style};
}

void paintTag(Canvas& canvas, const PacketPicture& packet)
{
    auto [pill, text, style] = tagOf(canvas, packet);
    if (pill.isEmpty())
        return;
    const StagePlace& place = canvas.picture.stages[static_cast<std::size_t>(packet.tagStage)].place;
    const auto& end = canvas.picture.end;
    const QColor colour = end ? colourOf(end->mark, canvas.theme) : canvas.theme.accent;
    const QColor fill = faded(colour, packet.tagOpacity);
    if (place.tag.stem && !canvas.picture.answer)
        paintStem(canvas, {place.station.x(), place.tag.stemFrom.value_or(place.station.y())}, pill, fill);
    if (isHollow(canvas))
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

} // namespace

QRectF tagBox(const Canvas& canvas, const PacketPicture& packet)
{
    return tagOf(canvas, packet).box;
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
