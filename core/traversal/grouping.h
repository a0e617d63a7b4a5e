// Finds for each event the traversal it continues, or begins a new one. Lines of packets on several CPUs
// interleave and LOG prints no packet number, so an event is matched by what cannot change on the way
// (length, IP id, protocol, echo sequence), by the order of the chains, and by what NAT may change between
// two of them.
#pragma once

#include "traversal/recentindex.h"
#include "traversal/replies.h"
#include "traversal/traversal.h"
#include "wire/logline.h"

#include <vector>

namespace hookwalk
{

class Grouping
{
public:
    // Puts `event`, read from `line`, behind the others and into its traversal. `lo`: number of the loopback
    // device, 0: none seen.
    void add(TraceEvent event, const wire::PacketPart* quoted, std::uint16_t lo);
    void reserve(std::size_t events);

    const std::vector<TraceEvent>& events() const { return m_events; }
    const std::vector<Traversal>& traversals() const { return m_traversals; }

private:
    struct Best {
        TraversalIndex traversal = noIndex;
        int oddness = 0;
        bool tie = false;
    };
    void consider(TraversalIndex candidate, const TraceEvent& event, std::uint16_t lo, Best& best) const;
    Best findIn(const RecentIndex& index, std::uint64_t key, const TraceEvent& event, std::uint16_t lo) const;
    TraversalIndex begin();

    std::vector<TraceEvent> m_events;
    std::vector<Traversal> m_traversals;
    RecentIndex m_exact{1U << 12};
    RecentIndex m_loose{1U << 12};
    Replies m_replies;
};

} // namespace hookwalk
