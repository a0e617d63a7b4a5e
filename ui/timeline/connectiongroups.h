// SPDX-License-Identifier: GPL-3.0-or-later
// Packets between the same two ends, whichever way they go, seen before or behind NAT: one group each. Packets come and go
// one by one, at any place, so that a million of them need not be looked at again.
#pragma once

#include "traversal/trace.h"

#include <array>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace hookwalk::ui
{

// Two ends that talk, in either direction.
struct Ends {
    std::uint8_t protocol = 0;
    std::pair<IpAddress, std::uint16_t> low, high;
    bool operator==(const Ends&) const = default;
};
Ends endsOf(std::uint8_t protocol, const Tuple& tuple);
// As its first and its last record have them.
std::array<Ends, 2> endsOf(const Trace& trace, TraversalIndex packet);

class ConnectionGroups
{
public:
    using Number = std::uint32_t; // of a group; the first one is 0
    static constexpr Number none = noIndex;

    // The group that it belongs to now. Packets of a group are in order, whatever the order in which they are added.
    Number add(const Trace& trace, TraversalIndex packet);
    Number remove(TraversalIndex packet); // the group that it was in; none: in none
    // Its ending may be another one. The group, where it is another one.
    Number judge(const Trace& trace, TraversalIndex packet);
    void clear();

    bool isWorn() const; // most of its groups have no packets any more: time to begin anew
    Number size() const
    {
        return static_cast<Number>(m_groups.size());
    } // with those that have no packets any more
    Number of(TraversalIndex packet) const;
    std::span<const TraversalIndex> packets(Number group) const;
    std::size_t count(Number group) const { return packets(group).size(); }
    std::size_t drops(Number group) const; // of its packets
    // Of those of its packets with the worst ending the first one: dropped, rejected, unknown, …, delivered.
    TraversalIndex worst(Number group) const;
    EndingKind endingOf(TraversalIndex packet) const; // as it was when it was added or judged last

private:
    struct Group {
        std::vector<TraversalIndex> packets;
        std::size_t gone = 0; // so many at their beginning were removed
        std::array<std::uint32_t, allEndingKinds.size()> endings{};
        mutable TraversalIndex worst = noIndex; // noIndex: to be looked for
        std::vector<std::uint64_t> keys;        // in m_byEnds
    };
    struct Packet {
        Number group = none;
        EndingKind ending = EndingKind::Unknown;
    };
    Packet* find(TraversalIndex packet);

    std::vector<Group> m_groups;
    std::unordered_map<std::uint64_t, Number> m_byEnds;
    std::vector<Packet> m_packets; // from m_first on
    TraversalIndex m_first = 0;
    std::size_t m_empty = 0; // groups
};

} // namespace hookwalk::ui
