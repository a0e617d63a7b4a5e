// SPDX-License-Identifier: GPL-3.0-or-later
// Which packet answers which: echo replies, ICMP errors with what they quote, and the two directions of a TCP
// or UDP flow. Addresses may have been rewritten, so a reply is compared as seen before NAT and, once known,
// after it.
#pragma once

#include "traversal/recentindex.h"
#include "traversal/traversal.h"

namespace hookwalk
{

class Replies
{
public:
    // Called when a traversal begins and whenever its addresses changed.
    void link(TraversalIndex which, const EventList& events, TraversalList& traversals);
    // `loose` finds packets by looseKey().
    void linkError(TraversalIndex error, const TraceEvent& quoted, const RecentIndex& loose,
                   const EventList& events, TraversalList& traversals);

private:
    RecentIndex m_waiting{1U << 12};
};

} // namespace hookwalk
