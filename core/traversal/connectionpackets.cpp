// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/connectionpackets.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/trace.h"

#include <algorithm>

namespace hookwalk
{

void ConnectionPackets::add(TraversalIndex packet, const Trace& trace)
{
    // An ICMP error belongs to the connection of the packet that it answers.
    auto asked = packet;
    if (isIcmpError(trace.events()[trace.traversals()[packet].first]))
        asked = trace.traversals()[packet].replyTo;
    if (asked == noIndex) {
        m_unlinkedErrors.push_back(packet);
        return;
    }
    if (!trace.traversals().has(asked))
        return; // forgotten, and its connection is not known any more
    const auto& first = trace.events()[trace.traversals()[asked].first];
    m_byTuple[tupleKey(first.protocol, tupleOf(first))].push_back(packet);
}

// Now and then: to look at all of them costs as much as there are.
void ConnectionPackets::forgetBefore(TraversalIndex oldest)
{
    m_next = std::max(m_next, oldest);
    if (oldest - m_swept < m_byTuple.size() / 8)
        return;
    m_swept = oldest;
    const auto isOld = [&](TraversalIndex packet) { return packet < oldest; };
    std::erase_if(m_unlinkedErrors, isOld);
    for (auto at = m_byTuple.begin(); at != m_byTuple.end();) {
        std::erase_if(at->second, isOld);
        at = at->second.empty() ? m_byTuple.erase(at) : std::next(at);
    }
}

std::vector<TraversalIndex> ConnectionPackets::of(const Connection& connection, const Trace& trace)
{
    const auto& traversals = trace.traversals();
    for (const auto error : std::exchange(m_unlinkedErrors, {})) {
        if (traversals.has(error))
            add(error, trace);
    }
    for (; m_next < traversals.size(); ++m_next)
        add(m_next, trace);

    auto packets = trace.knowledge().tracedPackets(connection.id);
    for (const auto& tuple : {connection.original, connection.reply}) {
        const auto found = m_byTuple.find(tupleKey(connection.protocol, tuple));
        if (found != m_byTuple.end())
            packets.insert(packets.end(), found->second.begin(), found->second.end());
    }
    // The same addresses and ports may have been another connection's before.
    std::erase_if(packets, [&](auto packet) {
        return !traversals.has(packet) || connectionOf(trace, packet).connection != &connection;
    });
    std::ranges::sort(packets);
    packets.erase(std::unique(packets.begin(), packets.end()), packets.end());
    return packets;
}

} // namespace hookwalk
