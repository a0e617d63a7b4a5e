// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/frames.h"

#include "traversal/event.h"

namespace hookwalk
{

namespace
{

constexpr int sameTtl = 1, sameAddresses = 2, samePorts = 4, wholeHeader = 8;

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

int receivedFit(const TraceEvent& seen, const TraceEvent& frame)
{
    if (!seen.hasChain() || allChains[seen.chain].hook != Hook::Prerouting || seen.in != frame.in)
        return 0;
    if (isFragment(frame) && seen.source == frame.source)
        return fragmentFit(seen, frame);
    return isSameHeader(seen, frame) ? wholeHeader + (seen.ttl == frame.ttl ? sameTtl : 0) : 0;
}

int sentFit(const TraceEvent& seen, const TraceEvent& frame)
{
    if (seen.out != frame.out || seen.ipId != frame.ipId || seen.destination != frame.destination)
        return 0;
    if (isFragment(frame))
        return fragmentFit(seen, frame);
    if (seen.length != frame.length || seen.icmpType != frame.icmpType || seen.icmpCode != frame.icmpCode)
        return 0;
    const bool ports = seen.portA == frame.portA && seen.portB == frame.portB;
    return (seen.source == frame.source ? sameAddresses : 0) + (ports ? samePorts : 0) +
           (isSameHeader(seen, frame) ? wholeHeader : 0) + (seen.ttl == frame.ttl ? sameTtl : 0);
}

} // namespace

int frameFit(const Traversal& traversal, const EventList& events, const TraceEvent& frame)
{
    if (events[traversal.first].protocol != frame.protocol)
        return 0;
    const auto source = sourceOf(frame);
    int fit = 0;
    for (auto at = traversal.first; at != noIndex; at = events[at].next) {
        const auto& seen = events[at];
        const bool again = sourceOf(seen) == source && seen.in == frame.in && seen.out == frame.out;
        if (again && !isFragment(frame))
            return 0;
        if (source == wire::Source::WireIn && fit == 0)
            fit = receivedFit(seen, frame);
    }
    if (source == wire::Source::WireIn)
        return fit;
    // Seen by no chain: what was read from a tun is still the frame that the tun was sent.
    auto last = traversal.lastPlaced != noIndex ? traversal.lastPlaced : traversal.first;
    for (auto at = traversal.first; traversal.loops() && at != noIndex; at = events[at].next) {
        const auto& seen = events[at];
        if (seen.hasChain() && allChains[seen.chain].hook == Hook::Postrouting)
            last = at;
    }
    return sentFit(events[last], frame);
}

} // namespace hookwalk
