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
    const auto& first = trace.events()[trace.traversals()[asked].first];
    m_byTuple[tupleKey(first.protocol, tupleOf(first))].push_back(packet);
}

std::vector<TraversalIndex> ConnectionPackets::of(const Connection& connection, const Trace& trace)
{
    for (const auto error : std::exchange(m_unlinkedErrors, {}))
        add(error, trace);
    for (; m_next < trace.traversals().size(); ++m_next)
        add(m_next, trace);

    auto packets = trace.knowledge().tracedPackets(connection.id);
    for (const auto& tuple : {connection.original, connection.reply}) {
        const auto found = m_byTuple.find(tupleKey(connection.protocol, tuple));
        if (found != m_byTuple.end())
            packets.insert(packets.end(), found->second.begin(), found->second.end());
    }
    // The same addresses and ports may have been another connection's before.
    std::erase_if(packets,
                  [&](auto packet) { return connectionOf(trace, packet).connection != &connection; });
    std::ranges::sort(packets);
    packets.erase(std::unique(packets.begin(), packets.end()), packets.end());
    return packets;
}

} // namespace hookwalk
