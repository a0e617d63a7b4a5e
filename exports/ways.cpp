// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a packet between two places of the diagram.
#include "exports/diagram.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace hookwalk::exports
{

namespace
{

constexpr double roundness = 0.5523; // of a quarter circle as a cubic curve
constexpr double bow = 12;           // around a place that was skipped

struct Turn : Edge::Corner {
    std::optional<Point> around; // where it bows to
};

Point towards(Point from, Point to, double x, double y)
{
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length == 0)
        return {};
    return {(to.x - from.x) / length * x, (to.y - from.y) / length * y};
}

Outline along(const std::vector<Turn>& turns)
{
    Outline outline(turns.front().at);
    for (std::size_t i = 1; i < turns.size(); ++i) {
        const Turn& turn = turns[i];
        const Point last = outline.end();
        if (turn.curve) {
            outline.curveTo((*turn.curve)[0], (*turn.curve)[1], turn.at);
            continue;
        }
        const bool isLast = i + 1 == turns.size();
        const Point next = isLast ? turn.at : turns[i + 1].curve ? (*turns[i + 1].curve)[0] : turns[i + 1].at;
        if (turn.around && !isLast) {
            const Point in = towards(last, turn.at, bow, bow), out = towards(turn.at, next, bow, bow);
            const Point side{turn.at.x + turn.around->x * bow, turn.at.y + turn.around->y * bow};
            outline.lineTo({turn.at.x - in.x, turn.at.y - in.y});
            outline.curveTo({turn.at.x - in.x / 2, turn.at.y - in.y / 2},
                            {side.x - in.x / 2, side.y - in.y / 2}, side);
            outline.curveTo({side.x + out.x / 2, side.y + out.y / 2},
                            {turn.at.x + out.x / 2, turn.at.y + out.y / 2},
                            {turn.at.x + out.x, turn.at.y + out.y});
            continue;
        }
        const Point in = towards(last, turn.at, turn.bend.x, turn.bend.y),
                    out = towards(turn.at, next, turn.bend.x, turn.bend.y);
        const bool isCorner = !isLast && turn.bend.x > 0 && std::abs(in.x * out.y - in.y * out.x) > 1;
        if (!isCorner) {
            outline.lineTo(turn.at);
            continue;
        }
        const double rest = 1 - roundness;
        outline.lineTo({turn.at.x - in.x, turn.at.y - in.y});
        outline.curveTo({turn.at.x - in.x * rest, turn.at.y - in.y * rest},
                        {turn.at.x + out.x * rest, turn.at.y + out.y * rest},
                        {turn.at.x + out.x, turn.at.y + out.y});
    }
    return outline;
}

} // namespace

// The shortest one, by the number of places; both included. By lo it goes only from POSTROUTING to PREROUTING.
std::vector<int> Diagram::hops(int from, int to) const
{
    const auto& start = m_places[static_cast<std::size_t>(from)].stage;
    const bool hasHook = start.kind == StageKind::Chain || start.kind == StageKind::BaseChain ||
                         start.kind == StageKind::AddressRewrite;
    const bool mayLoop = hasHook && start.chain.hook == Hook::Postrouting;
    std::vector<int> before(m_places.size(), -1);
    std::deque<int> open{from};
    while (!open.empty() && before[static_cast<std::size_t>(to)] < 0) {
        const int here = open.front();
        open.pop_front();
        for (const int next : m_next[static_cast<std::size_t>(here)]) {
            const Edge* edge = edgeBetween(here, next);
            const bool isOpen = mayLoop || !edge || !edge->isOnlyWhenUsed;
            if (isOpen && next != from && before[static_cast<std::size_t>(next)] < 0) {
                before[static_cast<std::size_t>(next)] = here;
                open.push_back(next);
            }
        }
    }
    if (before[static_cast<std::size_t>(to)] < 0)
        return {from, to};
    std::vector<int> all{to};
    while (all.back() != from)
        all.push_back(before[static_cast<std::size_t>(all.back())]);
    std::ranges::reverse(all);
    return all;
}

const Edge* Diagram::edgeBetween(int from, int to) const
{
    const auto found =
        std::ranges::find_if(m_edges, [&](const Edge& edge) { return edge.from == from && edge.to == to; });
    return found == m_edges.end() ? nullptr : &*found;
}

std::vector<int> Diagram::edgesUsed(int from, int to) const
{
    std::vector<int> used;
    const auto all = hops(from, to);
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (const Edge* edge = edgeBetween(all[i - 1], all[i]))
            used.push_back(static_cast<int>(edge - m_edges.data()));
    }
    return used;
}

Outline Diagram::outlineOf(const Edge& edge)
{
    std::vector<Turn> turns;
    for (const Edge::Corner& corner : edge.corners)
        turns.push_back({corner, {}});
    return along(turns);
}

Outline Diagram::way(int from, int to, std::span<const int> skipped) const
{
    const auto all = hops(from, to);
    std::vector<Turn> turns;
    if (!edgeBetween(all[0],
                     all[1])) // else it begins where the edge does: a process sends from the side of its card
        turns.push_back({{m_places[static_cast<std::size_t>(from)].station, {}, {}}, {}});
    for (std::size_t i = 1; i < all.size(); ++i) {
        const Place& place = m_places[static_cast<std::size_t>(all[i])];
        if (const Edge* edge = edgeBetween(all[i - 1], all[i])) {
            for (const Edge::Corner& corner : edge->corners)
                turns.push_back({corner, {}}); // the first one is mostly where it is already
        }
        turns.push_back({{place.station, {}, {}}, {}});
        if (i + 1 < all.size() && std::ranges::find(skipped, all[i]) != skipped.end())
            turns.back().around = place.bypass;
    }
    std::vector<Turn> apart; // what stands twice would be no corner
    for (const Turn& turn : turns) {
        const bool isSame =
            !apart.empty() && std::hypot(turn.at.x - apart.back().at.x, turn.at.y - apart.back().at.y) < 0.1;
        if (!isSame)
            apart.push_back(turn);
        else if (turn.around)
            apart.back().around = turn.around;
    }
    return along(apart);
}

} // namespace hookwalk::exports
