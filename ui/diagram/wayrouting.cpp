// SPDX-License-Identifier: GPL-3.0-or-later
// Ways through the diagram: which edges and rails lie between two stages, and the path a packet glides along.
#include "ui/diagram/layout.h"

#include <algorithm>
#include <cmath>
#include <QLineF>

namespace hookwalk::ui
{

namespace
{

constexpr double bowWidth = 16;   // how far a route keeps away from a skipped station
constexpr double bowReach = 20;   // how long before it begins
constexpr double bowPull = 12;    // of the control points
constexpr double circle = 0.5523; // cubic control points for a quarter of a circle

using Point = EdgeLayout::Point;

QPointF unit(const QPointF& vector)
{
    const double length = std::hypot(vector.x(), vector.y());
    return length > 0 ? vector / length : vector;
}

void bow(QPainterPath& path, const QPointF& station, const QPointF& along, const QPointF& bypass)
{
    const double share = std::hypot(bypass.x(), bypass.y());
    const QPointF reach = along * bowReach * share, pull = along * bowPull * share;
    const QPointF apex = station + unit(bypass) * bowWidth;
    path.lineTo(station - reach);
    path.cubicTo(station - reach + pull, apex - pull, apex);
    path.cubicTo(apex + pull, station + reach - pull, station + reach);
}

void corner(QPainterPath& path, const QPointF& at, const QPointF& in, const QPointF& out, double radius)
{
    const double pull = radius * (1 - circle);
    path.lineTo(at - in * radius);
    path.cubicTo(at - in * pull, at + out * pull, at + out * radius);
}

// Joins a point to those before it; where it is the same place, what is known of both is kept.
void append(std::vector<Point>& points, const Point& point)
{
    if (points.empty() || QLineF(points.back().at, point.at).length() > 0.01)
        points.push_back(point);
}

} // namespace

QPainterPath pathAlong(std::span<const Point> points)
{
    QPainterPath path;
    if (points.empty())
        return path;
    path.moveTo(points.front().at);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point& point = points[i];
        if (point.curve) {
            path.cubicTo(point.curve->first, point.curve->second, point.at);
            continue;
        }
        const bool last = i + 1 == points.size();
        if (last || points[i + 1].curve) {
            path.lineTo(point.at);
            continue;
        }
        const QPointF in = unit(point.at - points[i - 1].at);
        const QPointF out = unit(points[i + 1].at - point.at);
        const bool straight = QPointF::dotProduct(in, out) > 0.99;
        if (straight && !point.bypass.isNull())
            bow(path, point.at, in, point.bypass);
        else if (straight)
            path.lineTo(point.at);
        else
            corner(path, point.at, in, out,
                   point.bypass.isNull() ? point.bend : std::max(point.bend, bowWidth));
    }
    return path;
}

int Layout::endNamed(const QString& name, bool first) const
{
    for (const CardLayout& card : m_cards) {
        if (name == QString::fromStdString(std::string(hookwalk::name(card.hook))))
            return first ? card.chips.front() : card.chips.back();
    }
    const auto stage = stageWithId(name.toStdString());
    return stage ? indexOf(*stage) : -1;
}

bool Layout::connect()
{
    m_ends.clear();
    m_next.assign(m_stages.size(), {});
    const auto join = [this](int from, int to) { m_next[static_cast<std::size_t>(from)].push_back(to); };
    for (const CardLayout& card : m_cards) {
        for (std::size_t i = 1; i < card.chips.size(); ++i)
            join(card.chips[i - 1], card.chips[i]);
    }
    for (const EdgeLayout& edge : m_edges) {
        const Ends ends{edge.fromStage >= 0 ? edge.fromStage : endNamed(edge.from, false),
                        edge.toStage >= 0 ? edge.toStage : endNamed(edge.to, true)};
        if (ends.from < 0 || ends.to < 0)
            return false;
        join(ends.from, ends.to);
        m_ends.push_back(ends);
    }
    return true;
}

int Layout::edgeBetween(int from, int to) const
{
    const auto found = std::find_if(m_ends.begin(), m_ends.end(),
                                    [=](const Ends& ends) { return ends.from == from && ends.to == to; });
    return found == m_ends.end() ? -1 : static_cast<int>(found - m_ends.begin());
}

// Breadth first: the diagram has some thirty stages, and the shortest way is the one that packets take.
std::vector<int> Layout::hops(int from, int to) const
{
    std::vector<int> before(m_stages.size(), -1);
    std::vector<int> queue{from};
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const int next : m_next[static_cast<std::size_t>(queue[i])]) {
            if (before[static_cast<std::size_t>(next)] >= 0 || next == from)
                continue;
            before[static_cast<std::size_t>(next)] = queue[i];
            if (next != to) {
                queue.push_back(next);
                continue;
            }
            std::vector<int> result{to};
            while (result.back() != from)
                result.push_back(before[static_cast<std::size_t>(result.back())]);
            std::reverse(result.begin(), result.end());
            return result;
        }
    }
    return {};
}

Way Layout::way(int from, int to, std::span<const int> skipped) const
{
    if (from == to) // two chains of one chip
        return {};
    const auto stationOf = [this](int stage) {
        Point point;
        point.at = m_stages[static_cast<std::size_t>(stage)].station;
        return point;
    };
    const std::vector<int> stages = hops(from, to);
    if (stages.empty())
        return {pathAlong(std::vector{stationOf(from), stationOf(to)}), {}};
    Way result;
    std::vector<Point> points;
    for (std::size_t i = 1; i < stages.size(); ++i) {
        const int edge = edgeBetween(stages[i - 1], stages[i]);
        if (edge >= 0) {
            for (const Point& point : m_edges[static_cast<std::size_t>(edge)].points)
                append(points, point);
            result.edges.push_back(edge);
        } else {
            append(points, stationOf(stages[i - 1]));
            append(points, stationOf(stages[i]));
        }
        if (std::find(skipped.begin(), skipped.end(), stages[i]) != skipped.end())
            points.back().bypass = m_stages[static_cast<std::size_t>(stages[i])].bypass;
    }
    result.path = pathAlong(points);
    return result;
}

Way Layout::onwardsFrom(int stage) const
{
    std::vector<int> next = m_next[static_cast<std::size_t>(stage)];
    std::erase_if(next, [&](int to) {
        const int edge = edgeBetween(stage, to);
        return edge >= 0 && m_edges[static_cast<std::size_t>(edge)].onlyWhenUsed;
    });
    return next.size() == 1 ? way(stage, next.front()) : Way{};
}

} // namespace hookwalk::ui
