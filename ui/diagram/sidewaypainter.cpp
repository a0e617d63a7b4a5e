// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the packet's way: the answer to a rejected one, and copies.
#include "ui/diagram/sidewaypainter.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double sideMarkReach = 14; // around a station, where the dashed line begins
constexpr double sideBend = 8, sideDash = 5, sideGap = 4, sideWordGap = 6;

QPointF along(const QPointF& from, const QPointF& to, double length)
{
    const QLineF line(from, to);
    return line.length() > 0 ? line.pointAt(length / line.length()) : from;
}

// From the mark to the corner, round it, and on.
QPainterPath wayOf(const SideWay& side, const QPointF& to)
{
    QPainterPath path(along(side.from, side.corner, sideMarkReach));
    path.lineTo(along(side.corner, side.from, sideBend));
    path.quadTo(side.corner, along(side.corner, to, sideBend));
    path.lineTo(to);
    return path;
}

void stroke(Canvas& canvas, const QPainterPath& path, const QColor& colour)
{
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(dashedPen(colour, canvas.theme.isPrint() ? 1.25 : 2, sideDash, sideGap));
    canvas.painter.drawPath(path);
}

TextStyle answerStyle(const Canvas& canvas)
{
    return {11, QFont::Normal, canvas.theme.text2};
}

// In large type the words of a routing decision stand where the tip would be.
QPointF tipOf(const Canvas& canvas, const SideWay& side)
{
    constexpr double wordsBeside = 28;
    return side.corner + side.back * (side.room - (canvas.isLarge() && side.back.y() == 0 ? wordsBeside : 0));
}

// Over a level line, left of an upright one.
QRectF answerWords(const Canvas& canvas, const SideWay& side)
{
    const TextStyle style = answerStyle(canvas);
    const double height = canvas.typeSize(style.size);
    const QSizeF size(canvas.textWidth(side.words, style), height * 1.3);
    if (side.words.isEmpty())
        return {};
    if (side.back.y() == 0)
        return {{std::max(side.corner.x() - side.room + sideWordGap,
                          side.corner.x() - sideWordGap - size.width()),
                 side.corner.y() - sideWordGap - size.height()},
                size};
    const double middle = side.corner.y() + side.back.y() * side.room * 0.6;
    return {{side.corner.x() - sideWordGap - size.width(), middle - size.height() / 2}, size};
}

QRectF answerLine(const Canvas& canvas, const SideWay& side)
{
    constexpr double half = 4;
    const QPointF tip = tipOf(canvas, side);
    return QRectF(side.corner, tip).normalized().adjusted(-half, -half, half, half) |
           QRectF(side.from, side.corner).normalized().adjusted(-half, 0, half, 0);
}

} // namespace

void paintAnswer(Canvas& canvas, const SideWay& side, const QColor& colour, const Clearance& clearance)
{
    const QPointF tip = tipOf(canvas, side);
    const QPointF base = tip - side.back * canvas.strokes.arrowLength;
    stroke(canvas, wayOf(side, base), colour);
    const QPointF across = QPointF(-side.back.y(), side.back.x()) * canvas.strokes.arrowHalf;
    QPainterPath head(tip);
    head.lineTo(base + across);
    head.lineTo(base - across);
    head.closeSubpath();
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(colour);
    canvas.painter.drawPath(head);
    const QRectF words = answerWords(canvas, side);
    if (!words.isEmpty() && clearance.place(words) == words)
        canvas.text({words.left(), words.bottom() - words.height() * 0.25}, side.words, answerStyle(canvas));
}

std::vector<QRectF> answerBoxes(const Canvas& canvas, const SideWay& side)
{
    return {answerLine(canvas, side), answerWords(canvas, side)};
}

QRectF copyWantedAt(const SideWay& side, const QSizeF& pill)
{
    constexpr double sideBeside = 16;
    QRectF wanted(QPointF(), pill);
    wanted.moveCenter(side.corner);
    if (side.back.y() == 0)
        wanted.moveLeft(side.corner.x() + sideBeside);
    else
        wanted.moveRight(side.corner.x() - sideBeside);
    return wanted;
}

void paintCopyLine(Canvas& canvas, const SideWay& side, const QRectF& pill, const QColor& colour)
{
    constexpr double copyRadius = 12;
    stroke(canvas, wayOf(side, nearestIn(pill, side.corner)), colour);
    canvas.painter.save();
    canvas.painter.setOpacity(canvas.painter.opacity() * side.opacity);
    paintEndingMark(canvas.painter, EndingMark::Duplicated, side.from, copyRadius, canvas.theme,
                    canvas.theme.card);
    canvas.painter.restore();
}

namespace
{

TextStyle copyStyle(const Canvas& canvas, const SideWay& side)
{
    return {canvas.isLarge() ? 13.5 : 12, QFont::DemiBold, faded(canvas.theme.onAccent, side.opacity)};
}

std::vector<QRectF> copyBoxes(const Canvas& canvas)
{
    constexpr double height = 28, padding = 14;
    std::vector<QRectF> boxes;
    if (canvas.picture.copies.empty())
        return boxes;
    Clearance clearance(canvas);
    for (const QRectF& note : noteBoxes(canvas))
        clearance.add(note);
    if (canvas.options.caption)
        clearance.add(captionBox(canvas));
    for (const SideWay& side : canvas.picture.copies) {
        const double width = canvas.textWidth(side.words, copyStyle(canvas, side)) + 2 * padding;
        boxes.push_back(
            clearance.placeOffRoute(copyWantedAt(side, {width, canvas.isLarge() ? height * 1.2 : height})));
        clearance.add(boxes.back());
    }
    return boxes;
}

void paintCopy(Canvas& canvas, const SideWay& side, const QRectF& pill)
{
    const QColor colour = faded(canvas.theme.accent, side.opacity);
    paintCopyLine(canvas, side, pill, colour);
    canvas.box(pill, pill.height() / 2, colour, {});
    TextStyle style = copyStyle(canvas, side);
    style.align = Qt::AlignHCenter;
    canvas.text({pill.center().x(), canvas.baselineIn(pill, style.size)}, side.words, style);
}

} // namespace

std::vector<QRectF> sideWayBoxes(const Canvas& canvas)
{
    auto boxes = copyBoxes(canvas);
    if (const auto& answer = canvas.picture.answer)
        std::ranges::copy(answerBoxes(canvas, *answer), std::back_inserter(boxes));
    return boxes;
}

void paintSideWays(Canvas& canvas)
{
    if (const auto& answer = canvas.picture.answer)
        paintAnswer(canvas, *answer, canvas.theme.dropped, Clearance(canvas));
    const auto boxes = copyBoxes(canvas);
    for (std::size_t i = 0; i < boxes.size(); ++i)
        paintCopy(canvas, canvas.picture.copies[i], boxes[i]);
}

} // namespace hookwalk::ui
