// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/tunnels.h"

#include "traversal/event.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

constexpr TraversalIndex mostApart = 64;          // packets
constexpr std::int64_t longestInside = 1'000'000; // microseconds: times of logs may be whole seconds

// What the headers between both leave no doubt about; "": it is no such tunnel, or this is not inside it.
std::string_view tunnelKind(const TraceEvent& outer, const TraceEvent& inner)
{
    constexpr std::uint32_t ethernet = 14, vlan = 4, udpHeader = 8,
                            ownHeader = 8; // VXLAN's, Geneve's: RFC 7348, RFC 8926
    constexpr std::uint32_t mostGreWords = 4, mostGeneveOptions = 252; // RFC 2784, RFC 2890
    const std::uint32_t header = outer.source.isV4() ? 20 : 40;
    if (outer.length < header + inner.length || (outer.flags & TraceEvent::Fragment) != 0)
        return {};
    const auto between = outer.length - header - inner.length;
    const auto isFrameBehind = [&](std::uint32_t bytes) {
        return between == bytes + ethernet || between == bytes + ethernet + vlan;
    };
    switch (outer.protocol) {
    case 4:  // IP in IP (RFC 2003)
    case 41: // IPv6 in IP (RFC 4213, RFC 2473)
        return between == 0 && inner.source.isV4() == (outer.protocol == 4) ? "IP in IP" : "";
    case 17:
        if (outer.portB == 4789 || outer.portB == 8472) // IANA's, and what Linux takes where none is named
            return isFrameBehind(udpHeader + ownHeader) ? "VXLAN" : "";
        if (outer.portB == 6081 && between >= udpHeader + ownHeader + ethernet)
            return (between - udpHeader - ownHeader - ethernet) % 4 == 0 &&
                           between <= udpHeader + ownHeader + ethernet + vlan + mostGeneveOptions
                       ? "Geneve"
                       : "";
        return {};
    case 47:
        for (std::uint32_t words = 1; words <= mostGreWords; ++words) {
            if (between == words * 4 || isFrameBehind(words * 4))
                return "GRE";
        }
        return {};
    default:
        return {};
    }
}

bool mayCarry(const TraceEvent& outer)
{
    const bool port = outer.portB == 4789 || outer.portB == 8472 || outer.portB == 6081;
    return outer.protocol == 4 || outer.protocol == 41 || outer.protocol == 47 ||
           (outer.protocol == 17 && port);
}

// The first and the last chain that each was seen at; nothing where none was.
struct Ends {
    EventIndex first = noIndex, last = noIndex;
};
Ends endsOf(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    Ends ends{noIndex, traversal.lastPlaced};
    for (auto at = traversal.first; at != noIndex && ends.first == noIndex; at = trace.events()[at].next)
        ends.first = trace.events()[at].hasChain() ? at : noIndex;
    return ends;
}

bool isSoon(const TraceEvent& before, const TraceEvent& after)
{
    return before.timeUs == noTime || after.timeUs == noTime ||
           (after.timeUs >= before.timeUs && after.timeUs - before.timeUs <= longestInside);
}

Hook hookAt(const TraceEvent& event)
{
    return allChains[event.chain].hook;
}

// Put in here: the inner one leaves by the device of the tunnel, and then the outer one is made.
std::string_view sentInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto &made = trace.events()[outer.first], &left = trace.events()[inner.last];
    const bool isMadeHere = hookAt(made) == Hook::Output || hookAt(made) == Hook::Postrouting;
    if (!isMadeHere || inner.last >= outer.first || hookAt(left) != Hook::Postrouting || left.out == 0 ||
        left.out == made.out || (made.in != 0 && made.in != left.out) || !isSoon(left, made))
        return {};
    return tunnelKind(made, left);
}

// Taken out here: the outer one is for this machine, and then the inner one comes in by the device of the tunnel.
std::string_view receivedInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto &ended = trace.events()[outer.last], &came = trace.events()[inner.first];
    if (hookAt(ended) != Hook::Input || outer.last >= inner.first || hookAt(came) != Hook::Prerouting ||
        came.in == 0 || came.in == ended.in || !isSoon(ended, came))
        return {};
    return tunnelKind(ended, came);
}

} // namespace

std::optional<TunnelLink> carriedBy(const Trace& trace, TraversalIndex outer)
{
    const auto& traversals = trace.traversals();
    if (!mayCarry(trace.events()[traversals[outer].first]))
        return std::nullopt;
    const auto ends = endsOf(trace, outer);
    if (ends.first == noIndex)
        return std::nullopt;
    const auto oldest = std::max<TraversalIndex>(static_cast<TraversalIndex>(traversals.first()),
                                                 outer - std::min(outer, mostApart));
    for (auto i = outer; i-- > oldest;) { // the nearest before
        const auto inner = endsOf(trace, i);
        const auto kind = inner.first == noIndex ? std::string_view() : sentInside(trace, ends, inner);
        if (!kind.empty())
            return TunnelLink{i, kind, true};
    }
    const auto end = std::min<std::size_t>(traversals.size(), std::size_t{outer} + 1 + mostApart);
    for (auto i = outer + 1; i < end; ++i) {
        const auto inner = endsOf(trace, i);
        const auto kind = inner.first == noIndex ? std::string_view() : receivedInside(trace, ends, inner);
        if (!kind.empty())
            return TunnelLink{i, kind, false};
    }
    return std::nullopt;
}

std::optional<TunnelLink> carrierOf(const Trace& trace, TraversalIndex inner)
{
    const auto& traversals = trace.traversals();
    const auto oldest = std::max<TraversalIndex>(static_cast<TraversalIndex>(traversals.first()),
                                                 inner - std::min(inner, mostApart));
    const auto end = std::min<std::size_t>(traversals.size(), std::size_t{inner} + 1 + mostApart);
    for (auto i = oldest; i < end; ++i) {
        const auto link = i == inner ? std::nullopt : carriedBy(trace, i);
        if (link && link->packet == inner)
            return TunnelLink{i, link->kind, link->isSent};
    }
    return std::nullopt;
}

} // namespace hookwalk
