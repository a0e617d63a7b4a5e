// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/clearance.h"

#include "ui/diagram/viewport.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double step = 4, farthest = 320; // of the search
constexpr double clearGap = 1;             // around what is placed

// All ways to move, the shortest first; across before up and down, where a tag is as near to its packet.
const std::vector<QPointF>& moves()
{
    static const std::vector<QPointF> all = [] {
        std::vector<QPointF> made;
        for (double x = -farthest; x <= farthest; x += step) {
            for (double y = -farthest; y <= farthest; y += step)
                made.emplace_back(x, y);
        }
        std::ranges::stable_sort(
            made, {}, [](const QPointF& move) { return move.x() * move.x() + move.y() * move.y(); });
        return made;
    }();
    return all;
}

QRectF around(const QRectF& rect, double across, double down)
{
    const QPointF reach(rect.width() / 2 * across, rect.height() / 2 * down);
    return {rect.center() - reach, rect.center() + reach};
}

} // namespace

Clearance::Clearance(const Canvas& canvas)
    : m_scene(QPointF(0, 0), canvas.layout.size())
{
    if (canvas.layout.hasLegend() && !canvas.options.legend)
        m_scene.setHeight(std::min(m_scene.height(), Viewport::legendFreeHeight));
    addStages(canvas);
    addWords(canvas);
    addRoute(canvas);
}

void Clearance::add(const QRectF& taken)
{
    m_taken.push_back(taken);
}

void Clearance::addStages(const Canvas& canvas)
{
    const Layout& layout = canvas.layout;
    for (std::size_t i = 0; i < layout.stages().size(); ++i) {
        const QRectF& rect = canvas.picture.stages[i].place.rect;
        const auto shape = layout.stages()[i].shape;
        if (!isShown(layout.stages()[i], canvas.picture.stages[i]))
            continue;
        if (shape != StageShape::Decision && shape != StageShape::SmallDecision) {
            add(rect);
            continue;
        }
        for (const auto& [across, down] : {std::pair{1 / 3.0, 1.0}, {2 / 3.0, 2 / 3.0}, {1.0, 1 / 3.0}})
            add(around(rect, across, down)); // a diamond
    }
    for (const CardLayout& card : layout.cards())
        add(card.rect);
    for (const PlateLayout& plate : layout.plates())
        add(plate.rect);
    for (std::size_t i = 0; i < layout.edges().size(); ++i) {
        if (canvas.picture.edgesOnRoute[i])
            add(layout.edges()[i].tile);
    }
}

void Clearance::addWords(const Canvas& canvas)
{
    const Layout& layout = canvas.layout;
    for (std::size_t i = 0; i < layout.stages().size(); ++i)
        add(decisionWords(canvas, i));
    for (std::size_t i = 0; i < layout.edges().size(); ++i)
        add(edgeWord(canvas, i));
    if (layout.hasLegend() && canvas.options.legend)
        add(legendBox(canvas));
}

void Clearance::addRoute(const Canvas& canvas)
{
    constexpr double halfStroke = 3;
    const auto& edges = canvas.layout.edges();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (!canvas.picture.edgesOnRoute[i])
            continue;
        for (const QPolygonF& line : edges[i].path.toSubpathPolygons()) {
            for (qsizetype at = 1; at < line.size(); ++at)
                m_route.push_back(QRectF(line[at - 1], line[at])
                                      .normalized()
                                      .adjusted(-halfStroke, -halfStroke, halfStroke, halfStroke));
        }
    }
}

bool Clearance::isOffRoute(const QRectF& place) const
{
    return std::ranges::none_of(m_route, [&](const QRectF& line) { return line.intersects(place); });
}

bool Clearance::isFree(const QRectF& place) const
{
    const QRectF with = place.adjusted(-clearGap, -clearGap, clearGap, clearGap);
    return m_scene.contains(place) &&
           std::ranges::none_of(m_taken, [&](const QRectF& taken) { return taken.intersects(with); });
}

QRectF Clearance::place(const QRectF& wanted) const
{
    for (const QPointF& move : moves()) {
        if (const QRectF moved = wanted.translated(move); isFree(moved))
            return moved;
    }
    return wanted;
}

QRectF Clearance::placeOffRoute(const QRectF& wanted) const
{
    for (const QPointF& move : moves()) {
        if (const QRectF moved = wanted.translated(move); isFree(moved) && isOffRoute(moved))
            return moved;
    }
    return place(wanted);
}

} // namespace hookwalk::ui
