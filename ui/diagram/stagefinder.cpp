// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/stagefinder.h"

#include "ui/diagram/canvas.h"

#include <cmath>
#include <limits>

namespace hookwalk::ui
{

namespace
{

bool covers(const QPointF& point, StageShape shape, const QRectF& rect)
{
    const QPointF fromCentre = point - rect.center();
    switch (shape) {
    case StageShape::Decision:
    case StageShape::SmallDecision: // a diamond
        return std::abs(fromCentre.x()) + std::abs(fromCentre.y()) <= rect.width() / 2;
    case StageShape::RewriteMark: // small to hit
    case StageShape::OwnStation:
        return rect.adjusted(-4, -4, 4, 4).contains(point);
    default:
        return rect.contains(point);
    }
}

template<typename Add> void addLines(const QPainterPath& way, const Add& add)
{
    constexpr double halfStroke = 3;
    for (const QPolygonF& line : way.toSubpathPolygons()) {
        for (qsizetype at = 1; at < line.size(); ++at)
            add(QRectF(line[at - 1], line[at])
                    .normalized()
                    .adjusted(-halfStroke, -halfStroke, halfStroke, halfStroke));
    }
}

} // namespace

int stageUnder(const QPointF& point, const Layout& layout, const Picture& picture)
{
    for (std::size_t i = layout.stages().size(); i-- > 0;) {
        const StageLayout& stage = layout.stages()[i];
        if (isShown(stage, picture.stages[i]) && covers(point, stage.shape, picture.stages[i].place.rect))
            return static_cast<int>(i);
    }
    return -1;
}

int stageTowards(const QPointF& direction, int from, const Layout& layout, const Picture& picture)
{
    constexpr double straightness = 2; // rather far ahead than near and aside
    const auto centre = [&](std::size_t stage) { return picture.stages[stage].place.rect.center(); };
    double least = std::numeric_limits<double>::max();
    int nearest = from;
    for (std::size_t i = 0; i < layout.stages().size(); ++i) {
        const QPointF way = centre(i) - centre(static_cast<std::size_t>(from));
        const double along = QPointF::dotProduct(way, direction);
        const double across = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        if (along <= 1 || !isShown(layout.stages()[i], picture.stages[i]))
            continue;
        if (along + straightness * across < least) {
            least = along + straightness * across;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return {};
    }
}

int stageBeside(int from, bool next, const Layout& layout, const Picture& picture)
{
    const int count = static_cast<int>(layout.stages().size());
    for (int stage = from + (next ? 1 : -1); stage >= 0 && stage < count; stage += next ? 1 : -1) {
        const auto i = static_cast<std::size_t>(stage);
        if (isShown(layout.stages()[i], picture.stages[i]))
            return stage;
    }
    return -1;
}

std::vector<QRect> marksOf(const Layout& layout, const Picture& picture, const Theme& theme,
                           const PaintOptions& options, const QTransform& transform)
{
    QPainter none; // nothing is painted
    const Canvas canvas(none, layout, picture, theme, options);
    constexpr QPointF radius(14, 14);
    std::vector<QRect> all;
    const auto add = [&](const QRectF& place) {
        if (!place.isEmpty())
            all.push_back(transform.mapRect(place).toAlignedRect());
    };
    for (const PacketPicture& packet : picture.packets)
        add(tagBox(canvas, packet));
    if (picture.end)
        add(QRectF(picture.end->at - radius, picture.end->at + radius));
    if (options.caption)
        add(captionBox(canvas));
    for (std::size_t i = 0; i < layout.stages().size(); ++i) {
        if (picture.stages[i].stop < 0)
            continue;
        add(picture.stages[i].place.rect);
        add(decisionWords(canvas, i));
    }
    for (const QPainterPath& way : {picture.walked, picture.ahead})
        addLines(way, add);
    Picture later = picture; // its boxes come one after the other
    for (NotePicture& note : later.notes)
        note.opacity = 1;
    for (const QRectF& box : noteBoxes(Canvas(none, layout, later, theme, options)))
        add(box);
    return all;
}

std::vector<QRect> titlesOf(const Layout& layout, const QTransform& transform)
{
    std::vector<QRect> all;
    for (const CardLayout& card : layout.cards()) // a line along the card's head
        all.push_back(
            transform.mapRect(QRectF(card.rect.topLeft(), QPointF(card.rect.right(), card.titleAt.y() + 4)))
                .toAlignedRect());
    return all;
}

} // namespace hookwalk::ui
