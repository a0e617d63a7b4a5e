// SPDX-License-Identifier: GPL-3.0-or-later
// Ports with chains of ingress or egress: they grow to hold them.
#include "exports/diagram.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

// Where packets come in, and where they leave; those of a pair beside each other, in the order in which they make room.
constexpr std::array entries{StageKind::TunWritten, StageKind::NetworkIn};
constexpr std::array exits{StageKind::TunRead, StageKind::NetworkOut};

bool isAtPort(const Place& place)
{
    return place.shape == Place::Shape::Port || place.shape == Place::Shape::PortChip;
}

bool isOfDevice(const BaseChain& base)
{
    return base.family == "netdev" || base.hook == "ingress" || base.hook == "egress";
}

} // namespace

// Chains of devices stand at the port by which the packet came or left.
std::vector<int>& Diagram::laneOf(const Walk& walk, const Stop& stop)
{
    if (!isOfDevice(*stop.base))
        return m_inLane;
    for (auto& [port, chips] : m_inPorts) { // another packet met it already
        if (std::ranges::find(chips, placeOf(stop)) != chips.end())
            return chips;
    }
    const bool isExit = stop.base->hook == "egress";
    const auto& kinds = isExit ? exits : entries; // that of a tun first
    const bool isTun =
        std::ranges::any_of(walk.stops, [&](const Stop& one) { return one.stage.kind == kinds[0]; }) ||
        isTunName(isExit ? walk.outDevice : walk.inDevice);
    return m_inPorts[portOf(kinds[isTun ? 0 : 1])];
}

// Entries grow downwards and exits upwards, below their names; the one behind gives way. The first chip of an entry is the
// upper one, that of an exit the lower one.
void Diagram::arrangePorts()
{
    constexpr double step = 28 * scaleY, height = 24 * scaleY, edge = 4 * scaleX;
    for (const auto& kinds : {entries, exits}) {
        const bool isExit = kinds == exits;
        double moved = 0;
        for (const StageKind kind : kinds) {
            const int index = portOf(kind);
            Place& port = m_places[static_cast<std::size_t>(index)];
            const auto found = m_inPorts.find(index);
            const auto chips = found == m_inPorts.end() ? std::vector<int>() : found->second;
            const double more = step * static_cast<double>(chips.size()), by = isExit ? -moved - more : moved;
            double y = port.box.y + port.box.height + by;
            port.box.y += by;
            port.station.y += by;
            port.box.height += more;
            port.hasChips = !chips.empty();
            moved += more;
            for (std::size_t i = 0; i < chips.size(); ++i, y += step) {
                Place& chip = m_places[static_cast<std::size_t>(chips[isExit ? chips.size() - 1 - i : i])];
                chip.shape = Place::Shape::PortChip;
                chip.title = chip.id.substr(0, chip.id.find(' ')); // the family
                chip.box = {port.box.x + edge, y, port.box.width - 2 * edge, height};
                chip.station = {port.station.x, y + height / 2};
                chip.bypass = {isExit ? 1.0 : -1.0, 0};
            }
        }
    }
}

void Diagram::leadFrom(Edge& edge) const
{
    const Place& start = m_places[static_cast<std::size_t>(edge.from)];
    if (!isAtPort(start))
        return;
    edge.corners.front().at.y = start.station.y;
    if (auto& curve = edge.corners[1].curve)
        (*curve)[0].y = start.station.y;
}

void Diagram::leadTo(Edge& edge) const
{
    const Place& end = m_places[static_cast<std::size_t>(edge.to)];
    if (!isAtPort(end))
        return;
    edge.corners.back().at.y = end.station.y;
    if (auto& curve = edge.corners.back().curve)
        (*curve)[1].y = end.station.y;
    if (edge.arrow)
        (*edge.arrow)[0].y = end.station.y;
}

void Diagram::connectPorts()
{
    for (const auto& [port, chips] : m_inPorts) {
        std::vector<int> along{port};
        along.insert(along.end(), chips.begin(), chips.end());
        if (port == portOf(exits[0]) || port == portOf(exits[1]))
            std::rotate(along.begin(), along.begin() + 1, along.end());
        for (std::size_t i = 1; i < along.size(); ++i)
            m_next[static_cast<std::size_t>(along[i - 1])].push_back(along[i]);
    }
}

} // namespace hookwalk::exports
