// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/frames.h"

#include "traversal/event.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

constexpr int sameTtl = 1, sameAddresses = 2, samePorts = 4, wholeHeader = 8, sameToken = 16, sameDevice = 32;

// An echo's data is changed by nobody; what conntrack's helpers and SYNPROXY write into a segment or a datagram comes
// behind the last chain (nf_confirm() in net/netfilter/nf_conntrack_proto.c).
bool isAnother(const TraceEvent& seen, const TraceEvent& frame)
{
    return seen.protocol != 6 && seen.protocol != 17 && seen.hasOtherToken(frame);
}

bool isFragment(const TraceEvent& event)
{
    return (event.flags & TraceEvent::Fragment) != 0;
}

// A fragment has the header of its packet, but another length and, behind the first, no ports.
int fragmentFit(const TraceEvent& whole, const TraceEvent& frame)
{
    const bool same = whole.ipId == frame.ipId && whole.destination == frame.destination;
    return same ? sameAddresses : 0;
}

// At another device than the one that PREROUTING names: a port of that bridge, or what carries a VLAN.
int receivedFit(const TraceEvent& seen, const TraceEvent& frame)
{
    if (!seen.hasChain() || allChains[seen.chain].hook != Hook::Prerouting)
        return 0;
    const bool here = seen.in == frame.in;
    if (isFragment(frame) && seen.source == frame.source)
        return here ? sameDevice + fragmentFit(seen, frame) : 0;
    const bool same = isSameHeader(seen, frame) && (here || seen.ttl == frame.ttl);
    const int byToken = seen.hasTokenOf(frame) ? sameToken : 0;
    return same ? wholeHeader + byToken + (here ? sameDevice : 0) + (seen.ttl == frame.ttl ? sameTtl : 0) : 0;
}

// Seen from behind PREROUTING on only: it had none of the traced addresses before NAT.
int translatedFit(const TraceEvent& first, const TraceEvent& frame)
{
    const auto hook = first.hasChain() ? allChains[first.chain].hook : Hook::Prerouting;
    if ((hook != Hook::Forward && hook != Hook::Input) || first.in != frame.in || isFragment(frame))
        return 0;
    const int ttl = first.ttl + (hook == Hook::Forward ? 1 : 0);
    const bool same = first.ipId == frame.ipId && first.length == frame.length && ttl == frame.ttl &&
                      first.icmpType == frame.icmpType && first.icmpCode == frame.icmpCode;
    return same && first.source == frame.source ? sameAddresses : 0;
}

// Another device had the same frame before: a bridge and its port, a VLAN and what carries it. A packet that no
// chain saw was passed on by a bridge where its frame leaves as it came, and by a router where its TTL is one lower; there
// that tells, too, which way the frames of a capture went.
bool isCarriedOn(const TraceEvent& before, const TraceEvent& frame)
{
    const auto source = sourceOf(before);
    const bool isFrame = wire::isFrame(source) && source != wire::Source::TunRead;
    const auto device = before.out != 0 ? before.out : before.in;
    const bool isRouted = source != wire::Source::WireOut && device != 0 && frame.out != 0 &&
                          device != frame.out && before.ttl == frame.ttl + 1;
    return isFrame && isSameHeader(before, frame) &&
           ((before.ttl == frame.ttl && source != wire::Source::Wire) || isRouted);
}

// Where a frame of it would have been seen last: at its last chain; of one that no chain saw, what was read from a tun is
// still the frame that the tun was sent.
EventIndex lastBeforeSending(const Traversal& traversal, const EventList& events)
{
    auto last = traversal.lastPlaced != noIndex ? traversal.lastPlaced : traversal.first;
    for (auto at = traversal.first; traversal.loops() && at != noIndex; at = events[at].next) {
        const auto& seen = events[at];
        if (seen.hasChain() && allChains[seen.chain].hook == Hook::Postrouting)
            last = at;
    }
    return last;
}

// A copy that a rule at ingress sent: with the TTL of before FORWARD, though the packet was seen there.
bool isFromBeforeForward(const TraceEvent& last, const TraceEvent& frame)
{
    const auto hook = last.hasChain() ? allChains[last.chain].hook : Hook::Prerouting;
    return (hook == Hook::Forward || hook == Hook::Postrouting) && frame.ttl == last.ttl + 1;
}

// `same`: one of its sightings has the frame's token. Not each source tells one, so the last alone is not asked: a copy
// that nftrace told of would have the better claim.
int sentFit(const TraceEvent& seen, const TraceEvent& frame, bool same)
{
    // Two frames of a capture that tells no direction: one packet only where a router has passed it on.
    if (sourceOf(seen) == wire::Source::Wire &&
        (seen.ttl != frame.ttl + 1 || seen.hasOtherToken(frame) || !(same || isSameHeader(seen, frame))))
        return 0;
    const bool isHere = seen.out == frame.out;
    // Behind POSTROUTING alone a rule may have raised it again where no trace point tells.
    if (seen.hasChain() && allChains[seen.chain].hook == Hook::Forward && isFromBeforeForward(seen, frame))
        return 0;
    // Behind the last chain a rule at egress or tc may send it out elsewhere. A capture does not always name the device.
    const bool isElsewhere = frame.out != 0 && !(same && seen.hasChain() && seen.length == frame.length);
    if (!isHere && (isElsewhere || seen.ttl != frame.ttl))
        return 0;
    if (seen.ipId != frame.ipId || (seen.destination != frame.destination && !same))
        return 0;
    if (isFragment(frame))
        return fragmentFit(seen, frame);
    if ((seen.length != frame.length && !same) || seen.icmpType != frame.icmpType ||
        seen.icmpCode != frame.icmpCode)
        return 0;
    const bool ports = seen.portA == frame.portA && seen.portB == frame.portB;
    return (isHere ? sameDevice : 0) + (same ? sameToken : 0) +
           (seen.source == frame.source ? sameAddresses : 0) + (ports ? samePorts : 0) +
           (isSameHeader(seen, frame) ? wholeHeader : 0) + (seen.ttl == frame.ttl ? sameTtl : 0);
}

} // namespace

EventIndex copySentBefore(const Traversal& traversal, const EventList& events, const TraceEvent& frame)
{
    const auto& last = events[lastBeforeSending(traversal, events)];
    if (sourceOf(frame) != wire::Source::WireOut || frame.out == 0 || frame.ttl != last.ttl ||
        traversal.lastPlaced == noIndex)
        return noIndex;
    for (auto at = events[traversal.first].next; at != noIndex; at = events[at].next) {
        const auto& seen = events[at];
        if (sourceOf(seen) == wire::Source::WireOut && seen.in == frame.in && seen.out == frame.out &&
            seen.ipId == frame.ipId && isFromBeforeForward(last, seen))
            return at;
    }
    return noIndex;
}

int frameFit(const Traversal& traversal, const EventList& events, const TraceEvent& frame)
{
    if (events[traversal.first].protocol != frame.protocol)
        return 0;
    const auto source = sourceOf(frame);
    int fit = 0;
    bool hasToken = false;
    for (auto at = traversal.first; at != noIndex; at = events[at].next) {
        const auto& seen = events[at];
        hasToken |= seen.hasTokenOf(frame);
        if (isAnother(seen, frame))
            return 0;
        const bool isNamed = frame.in != 0 || frame.out != 0; // a capture does not always name the device
        const bool again =
            sourceOf(seen) == source && (!isNamed || (seen.in == frame.in && seen.out == frame.out));
        if (again && !isFragment(frame) && copySentBefore(traversal, events, frame) != at)
            return 0;
        if (source == wire::Source::WireIn)
            fit = std::max(fit, receivedFit(seen, frame));
        else if (source == wire::Source::WireOut && fit == 0 && isCarriedOn(seen, frame) &&
                 (traversal.lastPlaced == noIndex || sourceOf(seen) == wire::Source::WireOut))
            fit = wholeHeader;
    }
    if (source == wire::Source::WireIn)
        return std::max(fit, translatedFit(events[traversal.first], frame));
    return std::max(fit, sentFit(events[lastBeforeSending(traversal, events)], frame, hasToken));
}

} // namespace hookwalk
