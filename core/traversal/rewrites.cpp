// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/rewrites.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/skipped.h"

namespace hookwalk
{

bool isAddressField(std::string_view field)
{
    return field == "src" || field == "dst" || field == "tcp.spt" || field == "tcp.dpt" ||
           field == "udp.spt" || field == "udp.dpt" || field == "icmp.id";
}

bool mayBeRewritten(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const TraceEvent& first = trace.events()[traversal.first];
    for (auto at = first.next; at != noIndex; at = trace.events()[at].next) {
        const TraceEvent& seen = trace.events()[at];
        if (!isSame(seen.source, first.source) || !isSame(seen.destination, first.destination) ||
            seen.portA != first.portA || seen.portB != first.portB)
            return true;
    }
    // Their id is in no event (TraceEvent::portA): timestamps, information and address masks.
    constexpr std::uint8_t icmpv4 = 1, timestamp = 13, maskReply = 18;
    if (first.protocol == icmpv4 && first.icmpType >= timestamp && first.icmpType <= maskReply)
        return true;
    return traversal.reply != noIndex &&
           !isSame(trace.events()[trace.traversals()[traversal.reply].first].destination, first.source);
}

namespace
{

// A rule may write an address itself ("ip saddr set"): that is none of conntrack's mappings.
bool mayBeConntrack(const Trace& trace, TraversalIndex which)
{
    const auto* connection = connectionOf(trace, which).connection;
    if (!connection)
        return isTracked(trace, which);
    const auto& [source, destination, sourcePort, destinationPort] = connection->original;
    return connection->reply != Tuple{destination, source, destinationPort, sourcePort};
}

} // namespace

std::optional<Stop> rewriteBetween(const Trace& trace, EventIndex before, EventIndex after, Hook hook,
                                   const Said& evidence)
{
    if (!mayBeConntrack(trace, trace.events()[before].traversal))
        return std::nullopt;
    auto changes = wire::changes(trace.line(trace.events()[before]), trace.line(trace.events()[after]));
    std::erase_if(changes, [](const auto& change) { return !isAddressField(change.name); });
    if (changes.empty())
        return std::nullopt;
    auto stop = Stop::inferred(Stage::rewrite(hook), {evidence});
    stop.changed = std::move(changes);
    return stop;
}

std::optional<Stop> rewriteShownByReply(const Trace& trace, TraversalIndex which, const TraceEvent& last)
{
    const auto replyIndex = trace.traversals()[which].reply;
    if (replyIndex == noIndex)
        return std::nullopt;
    const auto& reply = trace.events()[trace.traversals()[replyIndex].first];
    if (reply.destination == last.source || isIcmpError(reply) || reply.in == 0)
        return std::nullopt;
    auto stop = Stop::inferred(Stage::rewrite(Hook::Postrouting),
                               {say("reply-shows-source", reply.destination.toString())});
    const wire::Field before{"src", last.source.toString(), false},
        after{"src", reply.destination.toString(), false};
    stop.changed.push_back({"src", before, after});
    return stop;
}

} // namespace hookwalk
