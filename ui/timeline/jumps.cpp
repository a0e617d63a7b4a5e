// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/jumps.h"

#include "traversal/event.h"

#include <algorithm>
#include <array>

namespace hookwalk::ui
{

namespace
{

template<typename IsIt>
TraversalIndex search(const TimelineModel& model, TraversalIndex from, int direction, const IsIt& isIt)
{
    int row = direction > 0 ? model.rowBehind(from) : model.rowBefore(from);
    for (; row >= 0 && row < model.rowCount(); row += direction) {
        if (const auto packet = model.traversalAt(row); isIt(packet))
            return packet;
    }
    return noIndex;
}

// Two ends that talk, in either direction.
struct Ends {
    std::uint8_t protocol = 0;
    std::pair<IpAddress, std::uint16_t> low, high;
    bool operator==(const Ends&) const = default;
};

Ends endsOf(const TraceEvent& event)
{
    const auto tuple = tupleOf(event);
    Ends ends{event.protocol, {tuple.source, tuple.sourcePort}, {tuple.destination, tuple.destinationPort}};
    if (ends.high < ends.low)
        std::swap(ends.low, ends.high);
    return ends;
}

std::array<Ends, 2> endsOf(const Trace& trace, TraversalIndex packet)
{
    const auto& traversal = trace.traversals()[packet];
    return {endsOf(trace.events()[traversal.first]), endsOf(trace.events()[traversal.last])};
}

bool isRewrite(const Stop& stop)
{
    return stop.stage.kind == StageKind::AddressRewrite;
}

std::optional<int> rewriteIn(const Walk& walk, int stop, int direction)
{
    for (; stop >= 0 && stop < static_cast<int>(walk.stops.size()); stop += direction) {
        if (isRewrite(walk.stops[static_cast<std::size_t>(stop)]))
            return stop;
    }
    return std::nullopt;
}

} // namespace

TraversalIndex nextDrop(const TimelineModel& model, TraversalIndex from, int direction)
{
    return search(model, from, direction, [&](TraversalIndex packet) {
        return isDropped(endingKindOf(model.document().trace(), packet));
    });
}

std::optional<StopPlace> nextRewrite(const TimelineModel& model, const Walk& from, int stop, int direction)
{
    if (const auto here = rewriteIn(from, stop + direction, direction))
        return StopPlace{from.traversal, *here};
    const Trace& trace = model.document().trace();
    std::optional<int> found;
    const auto packet = search(model, from.traversal, direction, [&](TraversalIndex one) {
        const auto ends = endsOf(trace, one);
        if (ends[0] == ends[1])
            return false;
        const auto walk = model.document().walk(one);
        found = rewriteIn(*walk, direction > 0 ? 0 : static_cast<int>(walk->stops.size()) - 1, direction);
        return found.has_value();
    });
    return packet == noIndex ? std::nullopt : std::optional(StopPlace{packet, *found});
}

TraversalIndex nextOfConnection(const TimelineModel& model, TraversalIndex from, int direction)
{
    const Trace& trace = model.document().trace();
    const auto* connection = connectionOf(trace, from).connection;
    const auto wanted = endsOf(trace, from);
    if (wanted.front() == Ends{})
        return noIndex; // it has no addresses
    return search(model, from, direction, [&](TraversalIndex packet) {
        const auto ends = endsOf(trace, packet);
        return std::ranges::find_first_of(ends, wanted) != ends.end() ||
               (connection && connectionOf(trace, packet).connection == connection);
    });
}

} // namespace hookwalk::ui
