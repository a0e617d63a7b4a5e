// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/tunnels.h"

#include "traversal/knowledge.h"
#include "traversal/tunnelkinds.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

constexpr TraversalIndex mostApart = 64;          // packets
constexpr std::int64_t longestInside = 1'000'000; // microseconds: times of logs may be whole seconds

const LinkState* linkBehind(const Trace& trace, const TraceEvent& event, std::uint16_t device)
{
    const auto* inquiry = trace.knowledge().inquiryBehind(event.line);
    return inquiry ? inquiry->link(trace.device(device)) : nullptr;
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

// By the device of the tunnel, which may be a port of a bridge: its frame shows it. What OUTPUT dropped, POSTROUTING does
// not name: there the device is one of that kind.
bool leftByTunnel(const Trace& trace, const Ends& outer, const TraceEvent& left, std::string_view kind)
{
    const auto& made = trace.events()[outer.last];
    if (const auto device = tunnelThatMade(trace, outer); device != 0 || hookAt(made) != Hook::Output)
        return device != 0 && device == left.out;
    const auto* link = linkBehind(trace, made, left.out);
    return link && isTunnelOf(*link, kind) && (link->port == 0 || hasPort(*link, made));
}

// Behind the last chain: its frames are shorter.
bool wasFragmented(const Trace& trace, const Ends& inner)
{
    const auto& events = trace.events();
    for (auto at = events[inner.last].next; at != noIndex; at = events[at].next) {
        if (events[at].out != 0 && events[at].length < events[inner.last].length)
            return true;
    }
    return false;
}

// Put in here: the inner one leaves by the device of the tunnel, its frames tell in which pieces, and then the outer one is
// made.
std::string_view sentInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto& events = trace.events();
    const auto &made = events[outer.first], &last = events[inner.last];
    const bool isMadeHere = hookAt(made) == Hook::Output || hookAt(made) == Hook::Postrouting;
    if (!isMadeHere || inner.last >= outer.first || hookAt(last) != Hook::Postrouting || !isSoon(last, made))
        return {};
    for (auto at = wasFragmented(trace, inner) ? last.next : inner.last; at != noIndex;
         at = events[at].next) {
        const auto kind = tunnelKind(trace, made, events[at]);
        if (!kind.empty() && leftByTunnel(trace, outer, events[at], kind))
            return kind;
    }
    return {};
}

// Taken out here: the outer one is for this machine, and then the inner one comes in by the device of the tunnel.
std::string_view receivedInside(const Trace& trace, const Ends& outer, const Ends& inner)
{
    const auto &ended = trace.events()[outer.last], &came = trace.events()[inner.first];
    if (hookAt(ended) != Hook::Input || outer.last >= inner.first || hookAt(came) != Hook::Prerouting ||
        came.in == 0 || came.in == ended.in || !isSoon(ended, came))
        return {};
    const auto* link =
        linkBehind(trace, came, came.in); // or of a bridge that the tunnel's device is a port of
    if (link && link->port != 0 && !hasPort(*link, ended))
        return {};
    const auto kind = tunnelKind(trace, ended, came);
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
        return mayCarry(trace, trace.events()[outer.first]) ? receivedInside(trace, outer, came)
                                                            : std::string_view();
    });
}

} // namespace

std::optional<TunnelLink> carriedBy(const Trace& trace, TraversalIndex outer)
{
    if (!mayCarry(trace, trace.events()[trace.traversals()[outer].first]))
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

std::vector<TunnelLink> carriersOf(const Trace& trace, TraversalIndex inner)
{
    std::vector<TunnelLink> all;
    const auto first = carrierOf(trace, inner);
    if (first)
        all.push_back(*first);
    if (!first || !first->isSent || !wasFragmented(trace, endsOf(trace, inner)))
        return all;
    for (auto i = first->packet + 1; i < endFor(trace, inner); ++i) {
        const auto carried = carriedBy(trace, i);
        if (carried && carried->packet == inner)
            all.push_back({i, carried->kind, true});
    }
    return all;
}

bool wentOnUnseen(const Trace& trace, TraversalIndex inner)
{
    const auto& events = trace.events();
    const auto& traversal = trace.traversals()[inner];
    for (auto at = traversal.first; at != noIndex; at = events[at].next) {
        const auto* link = linkBehind(trace, events[traversal.last], events[at].out);
        if (!link || !isTunnel(*link))
            continue;
        std::size_t fragments = 0;
        for (auto behind = traversal.lastPlaced; behind != noIndex; behind = events[behind].next)
            fragments += events[behind].out == events[at].out &&
                         events[behind].length < events[traversal.lastPlaced].length;
        // What comes back by `ip fou` may have another port.
        return !link->encapsulation.empty() ||
               carriersOf(trace, inner).size() < std::max<std::size_t>(fragments, 1);
    }
    return false;
}

TraversalIndex mayHoldAnswerTo(const Trace& trace, TraversalIndex inner)
{
    const auto carrier = carrierOf(trace, inner);
    if (!carrier || !carrier->isSent)
        return noIndex;
    const auto firstOf = [&](TraversalIndex i) -> const TraceEvent& {
        return trace.events()[trace.traversals()[i].first];
    };
    const auto& sent = firstOf(carrier->packet);
    const auto* inquiry = trace.knowledge().inquiryBehind(sent.line);
    for (auto i = carrier->packet + 1; inquiry && i < trace.traversals().size(); ++i) {
        const auto& came = firstOf(i);
        if (came.line > inquiry->line)
            break;
        if (came.in != 0 && came.protocol == sent.protocol && came.portB == sent.portB &&
            !carriedBy(trace, i))
            return i;
    }
    return noIndex;
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
    return inquiry && !cameIn &&
           std::ranges::any_of(inquiry->links, [&](const LinkState& link) { return hasPortOf(link, first); });
}

std::optional<TunnelLink> carrierOf(const Trace& trace, TraversalIndex inner)
{
    if (const auto outer = takenOutOf(trace, inner))
        return outer;
    const auto ends = endsOf(trace, inner);
    for (auto i = inner + 1; ends.first != noIndex && i < endFor(trace, inner); ++i) {
        if (!mayCarry(trace, trace.events()[trace.traversals()[i].first]))
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
