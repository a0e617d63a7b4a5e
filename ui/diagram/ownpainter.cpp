// SPDX-License-Identifier: GPL-3.0-or-later
// Base chains that are none of the 17: neutral chips with a hatched strip, one look for all tables; the name
// tells them apart.
#include "ui/diagram/canvas.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr double ownRadius = 6, portRadius = 5;

// Lines of 2.5 px every 6 px at 45 degrees, from the strip's lower left up. No text lies on them. They are cut to the strip
// as shapes: QSvgGenerator of Qt 6.4 loses clips.
void hatch(Canvas& canvas, const QPainterPath& strip, const QColor& colour)
{
    constexpr double apart = 8.485,
                     half = 2.5 / 2 * 1.4142; // 6 px across; of a line's width, along the strip
    const QRectF rect = strip.boundingRect();
    QPainterPath lines;
    const int count = static_cast<int>(std::ceil((rect.width() + rect.height() + half) / apart));
    for (int i = 0; i < count; ++i) {
        const double x = rect.left() - rect.height() + i * apart, to = x + rect.height();
        lines.addPolygon(QPolygonF({{x - half, rect.bottom()},
                                    {to - half, rect.top()},
                                    {to + half, rect.top()},
                                    {x + half, rect.bottom()},
                                    {x - half, rect.bottom()}}));
    }
    canvas.painter.fillPath(lines.intersected(strip), colour);
}

// The left part of a rounded box, or the right one.
QPainterPath stripOf(const QRectF& box, double radius, double width, bool right)
{
    QPainterPath rounded = roundedBox(box, radius), part;
    part.addRect(right ? QRectF(box.right() - width, box.top(), width, box.height())
                       : QRectF(box.left(), box.top(), width, box.height()));
    return rounded.intersected(part);
}

double stripWidth(StageShape shape)
{
    switch (shape) {
    case StageShape::DeckChip:
    case StageShape::DeckCount:
        return 12;
    case StageShape::PortChip:
        return 9;
    case StageShape::BridgeChip:
        return 22;
    default:
        return 30; // under the rail
    }
}

bool isUpright(StageShape shape)
{
    return shape == StageShape::OwnChip || shape == StageShape::OwnCount;
}

void paintOwnBox(Canvas& canvas, const StageLayout& layout, const StagePicture& picture, int index)
{
    const Theme& theme = canvas.theme;
    const OwnColours& own = theme.own;
    const QRectF rect = picture.place.rect;
    const QRectF crisp = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const bool port = layout.shape == StageShape::PortChip;
    const double radius = port || layout.shape == StageShape::BridgeChip ? portRadius : ownRadius;
    const auto fill = [&](const QColor& colour) { return canvas.hovered(index, colour); };
    const bool reached = picture.light > 0.5;
    if (picture.state == StageState::Skipped || (picture.inferred && reached && !picture.deathMark)) {
        const bool skipped = picture.state == StageState::Skipped;
        canvas.box(crisp, radius, fill(theme.card), skipped ? theme.divider : theme.text3,
                   canvas.strokes.outline, skipped ? QVector<qreal>() : QVector<qreal>{3, 3});
        return;
    }
    const QColor rest = theme.isPrint() ? theme.divider : QColor(Qt::transparent);
    const QColor tint = mix(own.tint, own.current, picture.emphasis);
    const QColor border = mix(own.border, theme.text2, picture.emphasis);
    const bool right = port && picture.place.station.x() > rect.center().x();
    canvas.box(crisp, radius, fill(mix(theme.chip, tint, picture.light)), {});
    hatch(canvas, stripOf(crisp, radius, stripWidth(layout.shape), right),
          mix(own.hatch, own.hatchCurrent, picture.emphasis));
    const double inset = 0.5 * (1 - picture.emphasis);
    canvas.box(rect.adjusted(inset, inset, -inset, -inset), radius, {},
               picture.light > 0 ? faded(border, picture.light) : rest,
               picture.light > 0 ? 1 + picture.emphasis : canvas.strokes.outline);
    if (picture.emphasis > 0 && !picture.deathMark && !theme.isPrint())
        canvas.box(rect.adjusted(-3, -3, 3, 3), radius + 3, {}, faded(own.border, picture.emphasis));
    if (picture.deathMark)
        canvas.box(rect, radius, {}, theme.dropped, 2);
}

// Of a drop the rule, else the time.
QString remarkOf(const StagePicture& picture)
{
    if (picture.deathMark)
        return picture.decider;
    if (picture.state == StageState::Skipped || picture.inferred)
        return picture.word;
    return picture.light > 0 ? picture.offset : QString();
}

void paintOwnWords(Canvas& canvas, const StageLayout& layout, const StagePicture& picture)
{
    const Theme& theme = canvas.theme;
    const QRectF rect = picture.place.rect;
    const bool reached = picture.light > 0.5, skipped = picture.state == StageState::Skipped;
    const QColor quiet = skipped ? theme.text3 : theme.text2;
    const QColor strong = skipped                                                       ? theme.text3
                          : picture.state == StageState::NotVisited && !theme.isPrint() ? theme.text2
                                                                                        : theme.text;
    const TextStyle name{12.5, reached && !picture.inferred ? QFont::DemiBold : QFont::Medium, strong};
    const TextStyle small{11, QFont::Normal, quiet};
    TextStyle behind = small;
    behind.align = Qt::AlignRight;
    const double left = rect.left() + (isUpright(layout.shape) ? 32 : 20), right = rect.right() - 8;
    const bool oneLine = layout.shape == StageShape::OwnCount;
    const QString count = picture.chain >= 0
                              ? QStringLiteral("%1 / %2").arg(picture.chain + 1).arg(layout.chains.size())
                              : QString();
    const auto line = [&](double baseline, const QString& words, const TextStyle& style, const QString& end) {
        const double room = right - left - (end.isEmpty() ? 0 : canvas.textWidth(end, behind) + 6);
        canvas.text({left, rect.top() + baseline}, canvas.elided(words, room, style, Qt::ElideMiddle), style);
        canvas.text({right, rect.top() + baseline - (style.size > 12 ? 0.5 : 0)}, end, behind);
    };
    if (oneLine) {
        const QString words =
            picture.chain >= 0 ? picture.title + QLatin1Char(' ') + picture.subtitle : picture.title;
        return line(20.5, words, name, picture.chain >= 0 ? count : picture.priority);
    }
    const TextStyle plain = behind;
    if (picture.deathMark)
        behind = {11, QFont::DemiBold, theme.dropped, Qt::AlignRight};
    QString remark = count.isEmpty() || picture.deathMark ? remarkOf(picture) : count;
    const double needed = canvas.textWidth(picture.title, name) + canvas.textWidth(remark, behind) + 6;
    if (needed > right - left && !picture.deathMark)
        remark.clear(); // the tooltip has it; a name is not shortened for it
    line(17, picture.title, name, remark);
    behind = plain;
    line(32, picture.subtitle, small,
         layout.shape == StageShape::DeckCount && count.isEmpty() ? QString() : picture.priority);
}

void paintPortWords(Canvas& canvas, const StageLayout& layout, const StagePicture& picture)
{
    const Theme& theme = canvas.theme;
    const QRectF rect = picture.place.rect;
    const bool entry = picture.place.station.x() > rect.center().x(), reached = picture.light > 0.5;
    const bool bridge = layout.shape == StageShape::BridgeChip;
    const double left = rect.left() + (bridge ? 28 : entry ? 8 : 15), right = rect.right() - (entry ? 13 : 8);
    canvas.text({left, rect.top() + 16}, picture.title,
                {11, reached ? QFont::DemiBold : QFont::Medium, reached ? theme.text : theme.text2});
    canvas.text({right, rect.top() + 16}, picture.priority,
                {11, QFont::Normal, reached ? theme.text2 : theme.text3, Qt::AlignRight});
}

// Three dots in a capsule: several chains, one place.
void paintCapsule(Canvas& canvas, const QPointF& at, bool upright, const QColor& ring)
{
    const QSizeF size = upright ? QSizeF(12, 16) : QSizeF(16, 12);
    QRectF capsule({}, size);
    capsule.moveCenter(at);
    canvas.box(capsule, 6, canvas.theme.card, ring, 1.5);
    for (const double offset : {-4.0, 0.0, 4.0})
        canvas.circle(at + (upright ? QPointF(0, offset) : QPointF(offset, 0)), 1.3, ring);
}

} // namespace

bool isOwn(StageShape shape)
{
    return shape >= StageShape::OwnChip;
}

void paintOwnChip(Canvas& canvas, const StageLayout& layout, const StagePicture& picture, int index)
{
    if (layout.shape != StageShape::OwnStation) {
        paintOwnBox(canvas, layout, picture, index);
        if (layout.shape == StageShape::PortChip || layout.shape == StageShape::BridgeChip)
            paintPortWords(canvas, layout, picture);
        else
            paintOwnWords(canvas, layout, picture);
    }
    canvas.focusRing(index, roundedBox(picture.place.rect.adjusted(-3, -3, 3, 3), ownRadius + 3));
}

void paintOwnDisc(Canvas& canvas, const QPointF& at, double radius)
{
    const Theme& theme = canvas.theme;
    canvas.circle(at, radius, theme.own.station, QPen(theme.card, theme.isPrint() ? 1 : radius / 3));
    const double reach = radius * 0.37;
    QPainterPath slash(at + QPointF(-reach, reach));
    slash.lineTo(at + QPointF(reach, -reach));
    canvas.line(slash, theme.card, 1.5);
}

void paintOwnStation(Canvas& canvas, const StageLayout& layout, const StagePicture& picture)
{
    const Theme& theme = canvas.theme;
    const QPointF at = picture.place.station;
    const bool small = layout.shape == StageShape::OwnStation;
    const bool count = layout.shape == StageShape::OwnCount || layout.shape == StageShape::DeckCount ||
                       layout.shape == StageShape::BridgeChip;
    if (count && layout.chains.size() > 1)
        paintCapsule(canvas, at, layout.shape == StageShape::OwnCount,
                     picture.light > 0.5 ? theme.text : theme.text2);
    else if (picture.state == StageState::Skipped)
        canvas.circle(at, 3.5, theme.card, QPen(theme.text3, 1.5));
    else if (picture.light <= 0.5)
        canvas.circle(at, small ? 3 : 4, theme.card, QPen(theme.text2, small ? 1.5 : canvas.strokes.ring));
    else if (picture.inferred)
        canvas.circle(at, 5, theme.card, dashedPen(theme.text2, 1.5, 3, 2));
    else
        paintOwnDisc(canvas, at, small ? 4.5 : 6);
}

// From a station on the rail to its chip in the deck below.
void paintLeaders(Canvas& canvas)
{
    const auto& stages = canvas.layout.stages();
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const bool bridge = stages[i].shape == StageShape::BridgeChip;
        if (stages[i].shape != StageShape::DeckChip && stages[i].shape != StageShape::DeckCount && !bridge)
            continue;
        const StagePicture& picture = canvas.picture.stages[i];
        const QPointF from = picture.place.station;
        const QRectF chip = picture.place.rect;
        const double x = std::clamp(from.x(), chip.left() + 6, chip.right() - 6);
        QPainterPath leader(from);
        if (x != from.x()) {
            leader.lineTo(from.x(), chip.top() - 4);
            leader.lineTo(x, chip.top() - 4);
        }
        leader.lineTo(x, bridge ? chip.bottom() : chip.top());
        const Theme& theme = canvas.theme;
        canvas.line(leader,
                    picture.deathMark ? theme.dropped : mix(theme.own.border, theme.accent, picture.emphasis),
                    canvas.strokes.edge);
    }
}

} // namespace hookwalk::ui
