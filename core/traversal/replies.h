// SPDX-License-Identifier: GPL-3.0-or-later
// Which packet answers which: echo replies, ICMP errors with what they quote, and the two directions of a TCP
// or UDP flow. Addresses may have been rewritten, so a reply is compared as seen before NAT and, once known,
// after it.
#pragma once

#include "traversal/recentindex.h"
#include "traversal/traversal.h"

#include <array>

namespace hookwalk
{

class Replies
{
public:
    // Called when a traversal begins and whenever its addresses changed.
    void link(TraversalIndex which, const EventList& events, TraversalList& traversals);
    // Called when a traversal begins that only a device saw: an error about it may have been told before, as devices tell
    // behind chains.
    void seenAtDevice(TraversalIndex which, const EventList& events, TraversalList& traversals);
    // `loose` finds packets by looseKey(), but those that only a device saw.
    void linkError(TraversalIndex error, const TraceEvent& quoted, const RecentIndex& loose,
                   const EventList& events, TraversalList& traversals);

private:
    struct Unasked {
        TraversalIndex error = noIndex;
        TraceEvent quoted;
    };

    RecentIndex m_waiting{1U << 12}, m_atDevices{1U << 12};
    std::array<Unasked, 64> m_unasked; // the latest errors about packets that were not seen yet
    std::size_t m_latestUnasked = 0;
};

} // namespace hookwalk
