// SPDX-License-Identifier: GPL-3.0-or-later
// Finds for each event the traversal it continues, or begins a new one. Lines of packets on several CPUs
// interleave and LOG prints no packet number, so an event is matched by what cannot change on the way
// (length, IP id, protocol, echo sequence), by the order of the chains, and by what NAT may change between
// two of them. Where a second source reports the same packet, its events join the traversal that the first
// one made; nftrace even knows which packet it is.
#pragma once

#include "traversal/recentindex.h"
#include "traversal/replies.h"
#include "traversal/traversal.h"
#include "wire/logline.h"

#include <unordered_map>

namespace hookwalk
{

class Grouping
{
public:
    // Puts `event`, read from `line`, behind the others and into its traversal. `lo`: number of the loopback
    // device, 0: none seen. `packetId`: see wire::Origin.
    void add(TraceEvent event, const wire::PacketPart* quoted, std::uint16_t lo, std::uint32_t packetId);
    void forgetBefore(TraversalIndex oldest); // packets before it, and their events

    bool prepareMemory() { return m_events.prepareBlock() || m_traversals.prepareBlock(); } // see ChunkedList

    const EventList& events() const { return m_events; }
    const TraversalList& traversals() const { return m_traversals; }

    // The packet that has the kernel's number now; noIndex: none.
    TraversalIndex withPacketId(std::uint32_t packetId) const;

private:
    struct Best {
        TraversalIndex traversal = noIndex;
        int oddness = 0;
        bool tie = false;
    };
    void consider(TraversalIndex candidate, const TraceEvent& event, std::uint16_t lo, std::uint32_t packetId,
                  Best& best) const;
    Best findIn(const RecentIndex& index, std::uint64_t key, const TraceEvent& event, std::uint16_t lo,
                std::uint32_t packetId) const;
    TraversalIndex continuedBy(std::uint32_t packetId, const TraceEvent& event) const;
    TraversalIndex reportedElsewhere(const TraceEvent& event, std::uint32_t packetId) const;
    struct Fit {
        TraversalIndex traversal = noIndex;
        int fit = 0;
    };
    Fit seenAtDevice(const TraceEvent& frame) const;
    TraversalIndex placeFrame(TraceEvent& frame);
    TraversalIndex beside(const TraceEvent& event) const;
    TraversalIndex begin();
    void part(EventIndex event, TraversalIndex from);
    void askFor(TraversalIndex seenAlone, const wire::PacketPart* quoted);
    void addLate(TraceEvent event, TraversalIndex to, std::uint32_t packetId);
    void number(TraversalIndex which, std::uint32_t packetId);
    bool isOtherPacket(const Traversal& traversal, const TraceEvent& event, std::uint32_t packetId) const;

    EventList m_events;
    TraversalList m_traversals;
    RecentIndex m_exact{1U << 12};
    RecentIndex m_loose{1U << 12};
    RecentIndex m_tokens{1U << 12};
    Replies m_replies;
    std::unordered_map<std::uint32_t, TraversalIndex> m_packetIds;
    unsigned m_sources = 0; // bit i: wire::Source i has reported
};

} // namespace hookwalk
