// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/connectiongroups.h"

#include "traversal/event.h"
#include "traversal/facts.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

std::uint64_t keyOf(const Ends& ends)
{
    return tupleKey(ends.protocol, {ends.low.first, ends.high.first, ends.low.second, ends.high.second});
}

// From the worst on.
constexpr std::array byGravity{EndingKind::Dropped,   EndingKind::Rejected,   EndingKind::Unknown,
                               EndingKind::Stolen,    EndingKind::Queued,     EndingKind::Redirected,
                               EndingKind::Delivered, EndingKind::Transmitted};
static_assert(byGravity.size() == allEndingKinds.size());

std::size_t indexOf(EndingKind kind)
{
    return static_cast<std::size_t>(kind);
}

// Whether the first one is worse, or as bad and earlier.
bool isWorse(EndingKind kind, TraversalIndex packet, EndingKind other, TraversalIndex otherPacket)
{
    const auto place = [](EndingKind one) { return std::ranges::find(byGravity, one); };
    return place(kind) < place(other) || (kind == other && packet < otherPacket);
}

} // namespace

Ends endsOf(std::uint8_t protocol, const Tuple& tuple)
{
    Ends ends{protocol, {tuple.source, tuple.sourcePort}, {tuple.destination, tuple.destinationPort}};
    if (ends.high < ends.low)
        std::swap(ends.low, ends.high);
    return ends;
}

std::array<Ends, 2> endsOf(const Trace& trace, TraversalIndex packet)
{
    const auto& traversal = trace.traversals()[packet];
    const auto of = [](const TraceEvent& event) { return endsOf(event.protocol, tupleOf(event)); };
    return {of(trace.events()[traversal.first]), of(trace.events()[traversal.last])};
}

ConnectionGroups::Packet* ConnectionGroups::find(TraversalIndex packet)
{
    return packet >= m_first && packet - m_first < m_packets.size() ? &m_packets[packet - m_first] : nullptr;
}

ConnectionGroups::Number ConnectionGroups::of(TraversalIndex packet) const
{
    return packet >= m_first && packet - m_first < m_packets.size() ? m_packets[packet - m_first].group
                                                                    : none;
}

EndingKind ConnectionGroups::endingOf(TraversalIndex packet) const
{
    return m_packets[packet - m_first].ending;
}

std::span<const TraversalIndex> ConnectionGroups::packets(Number group) const
{
    return std::span(m_groups[group].packets).subspan(m_groups[group].gone);
}

std::size_t ConnectionGroups::drops(Number group) const
{
    std::size_t count = 0;
    for (const auto kind : allEndingKinds)
        count += isDropped(kind) ? m_groups[group].endings[indexOf(kind)] : 0;
    return count;
}

ConnectionGroups::Number ConnectionGroups::add(const Trace& trace, TraversalIndex packet)
{
    // An ICMP error belongs to the connection of the packet that it answers.
    const auto& event = trace.events()[trace.traversals()[packet].first];
    const auto asked = isIcmpError(event) ? trace.traversals()[packet].replyTo : packet;
    const auto ends = endsOf(trace, trace.traversals().has(asked) ? asked : packet);
    const std::array keys{keyOf(ends[0]), keyOf(ends[1])};
    auto number = none;
    for (const auto key : keys) {
        if (const auto known = m_byEnds.find(key); number == none && known != m_byEnds.end())
            number = known->second;
    }
    if (number == none) {
        number = size();
        m_groups.emplace_back();
    }
    Group& group = m_groups[number];
    for (const auto key : keys) {
        if (m_byEnds.emplace(key, number).second)
            group.keys.push_back(key);
    }
    const auto begin = group.packets.begin() + static_cast<std::ptrdiff_t>(group.gone);
    group.packets.insert(std::upper_bound(begin, group.packets.end(), packet), packet);
    if (m_packets.empty())
        m_first = packet;
    if (packet < m_first) {
        m_packets.insert(m_packets.begin(), m_first - packet, {});
        m_first = packet;
    }
    if (packet - m_first >= m_packets.size())
        m_packets.resize(packet - m_first + 1);
    const auto ending = endingKindOf(trace, packet);
    m_packets[packet - m_first] = {number, ending};
    ++group.endings[indexOf(ending)];
    if (packets(number).size() == 1 ||
        (group.worst != noIndex && isWorse(ending, packet, endingOf(group.worst), group.worst)))
        group.worst = packet;
    return number;
}

ConnectionGroups::Number ConnectionGroups::remove(TraversalIndex packet)
{
    Packet* const known = find(packet);
    if (!known || known->group == none)
        return none;
    const auto number = known->group;
    Group& group = m_groups[number];
    --group.endings[indexOf(known->ending)];
    if (group.worst == packet)
        group.worst = noIndex;
    *known = {};
    if (group.packets[group.gone] == packet) // the oldest go first
        ++group.gone;
    else // those before are gone, and may have come again behind
        group.packets.erase(std::lower_bound(group.packets.begin() + static_cast<std::ptrdiff_t>(group.gone),
                                             group.packets.end(), packet));
    if (group.gone == group.packets.size()) {
        for (const auto key : group.keys)
            m_byEnds.erase(key); // who comes next is another connection
        group = {};
        ++m_empty;
    }
    // What is forgotten from the beginning on needs no room.
    std::size_t free = 0;
    if (packet == m_first) {
        while (free < m_packets.size() && m_packets[free].group == none)
            ++free;
    }
    if (free > m_packets.size() / 2) {
        m_packets.erase(m_packets.begin(), m_packets.begin() + static_cast<std::ptrdiff_t>(free));
        m_first += static_cast<TraversalIndex>(free);
    }
    return number;
}

ConnectionGroups::Number ConnectionGroups::judge(const Trace& trace, TraversalIndex packet)
{
    Packet* const known = find(packet);
    if (!known || known->group == none)
        return none;
    const auto now = endingKindOf(trace, packet);
    if (now == known->ending)
        return none;
    Group& group = m_groups[known->group];
    --group.endings[indexOf(known->ending)];
    ++group.endings[indexOf(now)];
    known->ending = now;
    if (group.worst == packet)
        group.worst = noIndex;
    else if (group.worst != noIndex && isWorse(now, packet, endingOf(group.worst), group.worst))
        group.worst = packet;
    return known->group;
}

TraversalIndex ConnectionGroups::worst(Number group) const
{
    TraversalIndex& worst = m_groups[group].worst;
    if (worst != noIndex)
        return worst;
    const auto& endings = m_groups[group].endings;
    const auto kind = std::ranges::find_if(byGravity, [&](auto one) { return endings[indexOf(one)] > 0; });
    const auto all = packets(group);
    const auto found = std::ranges::find_if(
        all, [&](auto packet) { return kind != byGravity.end() && endingOf(packet) == *kind; });
    worst = found == all.end() ? noIndex : *found;
    return worst;
}

bool ConnectionGroups::isWorn() const
{
    constexpr std::size_t few = 1024;
    return m_empty > std::max(few, m_groups.size() / 2);
}

void ConnectionGroups::clear()
{
    *this = {};
}

} // namespace hookwalk::ui
