// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/tunnels.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"

#include <algorithm>
#include <array>

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

// The device of the tunnel that made it, which POSTROUTING names as IN (net/ipv4/ip_output.c, since Linux 5.5); 0: not told.
std::uint16_t tunnelThatMade(const Trace& trace, const Ends& outer)
{
    const auto& events = trace.events();
    for (auto at = outer.first; at != noIndex; at = events[at].next) {
        if (events[at].hasChain() && hookAt(events[at]) == Hook::Postrouting && events[at].in != 0)
            return events[at].in;
    }
    return 0;
}

// Devices of the kinds, as `ip -d link` calls them.
bool isTunnelOf(const LinkState& link, std::string_view kind)
{
    const std::string_view device(link.kind);
    return kind == "VXLAN"    ? device == "vxlan"
           : kind == "Geneve" ? device == "geneve"
           : kind == "GRE"    ? device.find("gre") != device.npos
                              : device == "ipip" || device == "sit" || device == "ip6tnl";
}

// By the device of the tunnel, which may be a port of a bridge: its frame shows it. What OUTPUT dropped, POSTROUTING does
// not name: there the device is one of that kind.
bool leftByTunnel(const Trace& trace, const Ends& outer, const Ends& inner, std::string_view kind)
{
    const auto& events = trace.events();
    const auto device = tunnelThatMade(trace, outer);
    const auto* inquiry = device == 0 && hookAt(events[outer.last]) == Hook::Output
                              ? trace.knowledge().inquiryBehind(events[outer.last].line)
                              : nullptr;
    for (auto at = inner.last; at != noIndex; at = events[at].next) {
        const auto* link = inquiry ? inquiry->link(trace.device(events[at].out)) : nullptr;
        if (events[at].out != 0 && (events[at].out == device || (link && isTunnelOf(*link, kind))))
            return true;
    }
    return false;
}

// Put in here: the inner one leaves by the device of the tunnel, and then the outer one is made.
std::string_view sentInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto &made = trace.events()[outer.first], &left = trace.events()[inner.last];
    const bool isMadeHere = hookAt(made) == Hook::Output || hookAt(made) == Hook::Postrouting;
    if (!isMadeHere || inner.last >= outer.first || hookAt(left) != Hook::Postrouting || !isSoon(left, made))
        return {};
    const auto kind = tunnelKind(made, left);
    return !kind.empty() && leftByTunnel(trace, outer, inner, kind) ? kind : std::string_view();
}

// Taken out here: the outer one is for this machine, and then the inner one comes in by the device of the tunnel.
std::string_view receivedInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto &ended = trace.events()[outer.last], &came = trace.events()[inner.first];
    if (hookAt(ended) != Hook::Input || outer.last >= inner.first || hookAt(came) != Hook::Prerouting ||
        came.in == 0 || came.in == ended.in || !isSoon(ended, came))
        return {};
    const auto kind = tunnelKind(ended, came);
    return kind.empty() || trace.line(ended).host != trace.line(came).host ? std::string_view() : kind;
}

// Which of two such packets goes with which other one, lengths do not tell.
bool areAlike(const Trace& trace, const Ends& one, const Ends& other)
{
    const auto &a = trace.events()[one.first], &b = trace.events()[other.first];
    return a.length == b.length && a.in == b.in && a.out == b.out;
}

TraversalIndex oldestFor(const Trace& trace, TraversalIndex packet)
{
    return std::max(static_cast<TraversalIndex>(trace.traversals().first()),
                    packet - std::min(packet, mostApart));
}

TraversalIndex endFor(const Trace& trace, TraversalIndex packet)
{
    return static_cast<TraversalIndex>(
        std::min<std::size_t>(trace.traversals().size(), std::size_t{packet} + 1 + mostApart));
}

// Of the packets before this one and behind the last one that is like it: the only one for which `fits` names a tunnel.
template<typename Fits>
std::optional<TunnelLink> onlyOneBefore(const Trace& trace, TraversalIndex packet, bool isSent, Fits fits)
{
    const auto ends = endsOf(trace, packet);
    std::optional<TunnelLink> found;
    for (auto i = packet; ends.first != noIndex && i-- > oldestFor(trace, packet);) {
        const auto other = endsOf(trace, i);
        if (other.first == noIndex)
            continue;
        if (areAlike(trace, ends, other))
            break;
        const std::string_view kind = fits(ends, other);
        if (!kind.empty() && found)
            return std::nullopt;
        if (!kind.empty())
            found = TunnelLink{i, kind, isSent};
    }
    return found;
}

std::optional<TunnelLink> putInto(const Trace& trace, TraversalIndex outer)
{
    return onlyOneBefore(trace, outer, true,
                         [&](const Ends& made, const Ends& inner) { return sentInside(trace, made, inner); });
}

std::optional<TunnelLink> takenOutOf(const Trace& trace, TraversalIndex inner)
{
    return onlyOneBefore(trace, inner, false, [&](const Ends& came, const Ends& outer) {
        return mayCarry(trace.events()[outer.first]) ? receivedInside(trace, outer, came)
                                                     : std::string_view();
    });
}

} // namespace

std::optional<TunnelLink> carriedBy(const Trace& trace, TraversalIndex outer)
{
    if (!mayCarry(trace.events()[trace.traversals()[outer].first]))
        return std::nullopt;
    if (const auto inner = putInto(trace, outer))
        return inner;
    const auto ends = endsOf(trace, outer);
    for (auto i = outer + 1; ends.first != noIndex && i < endFor(trace, outer); ++i) {
        const auto inner = endsOf(trace, i);
        if (inner.first == noIndex || receivedInside(trace, ends, inner).empty())
            continue;
        const auto carrier = takenOutOf(trace, i);
        return carrier && carrier->packet == outer ? std::optional(TunnelLink{i, carrier->kind, false})
                                                   : std::nullopt;
    }
    return std::nullopt;
}

bool wentIntoTunnel(const Trace& trace, TraversalIndex inner)
{
    const auto& events = trace.events();
    const auto& traversal = trace.traversals()[inner];
    const auto* inquiry = trace.knowledge().inquiryBehind(events[traversal.last].line);
    for (auto at = traversal.first; inquiry && at != noIndex; at = events[at].next) {
        const auto* link = inquiry->link(trace.device(events[at].out));
        if (link && std::ranges::any_of(std::array{"VXLAN", "Geneve", "GRE", "IP in IP"},
                                        [&](const char* kind) { return isTunnelOf(*link, kind); }))
            return true;
    }
    return false;
}

bool isOfTunnel(const Trace& trace, TraversalIndex outer)
{
    const auto& traversal = trace.traversals()[outer];
    const auto& first = trace.events()[traversal.first];
    const auto ends = endsOf(trace, outer);
    const auto hook =
        ends.first == noIndex ? std::nullopt : std::optional(hookAt(trace.events()[ends.first]));
    if (hook == Hook::Output && tunnelThatMade(trace, ends) != 0)
        return true;
    const auto* inquiry = trace.knowledge().inquiryBehind(trace.events()[traversal.last].line);
    const bool cameIn = first.in != 0 && hook != Hook::Postrouting;
    return inquiry && !cameIn && first.protocol == 17 && mayCarry(first) &&
           std::ranges::any_of(inquiry->links, [&](const LinkState& link) {
               return isTunnelOf(link, first.portB == 6081 ? "Geneve" : "VXLAN");
           });
}

std::optional<TunnelLink> carrierOf(const Trace& trace, TraversalIndex inner)
{
    if (const auto outer = takenOutOf(trace, inner))
        return outer;
    const auto ends = endsOf(trace, inner);
    for (auto i = inner + 1; ends.first != noIndex && i < endFor(trace, inner); ++i) {
        if (!mayCarry(trace.events()[trace.traversals()[i].first]))
            continue;
        const auto outer = endsOf(trace, i);
        if (outer.first == noIndex || sentInside(trace, outer, ends).empty())
            continue;
        const auto carried = putInto(trace, i);
        return carried && carried->packet == inner ? std::optional(TunnelLink{i, carried->kind, true})
                                                   : std::nullopt;
    }
    return std::nullopt;
}

} // namespace hookwalk
