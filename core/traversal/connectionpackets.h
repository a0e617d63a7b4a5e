// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of each connection, found by their addresses and ports. Built when first asked for and carried
// on from there, so that a long run costs nothing until somebody looks.
#pragma once

#include "traversal/facts.h"
#include "traversal/traversal.h"

#include <unordered_map>
#include <vector>

namespace hookwalk
{

class Trace;

class ConnectionPackets
{
public:
    // In order.
    std::vector<TraversalIndex> of(const Connection& connection, const Trace& trace);

    void forgetBefore(TraversalIndex oldest);

private:
    void add(TraversalIndex packet, const Trace& trace);

    std::unordered_map<std::uint64_t, std::vector<TraversalIndex>> m_byTuple;
    std::vector<TraversalIndex> m_unlinkedErrors; // ICMP errors: what they answer may become known later
    TraversalIndex m_next = 0;
    TraversalIndex m_swept = 0; // no packets before it are held
};

} // namespace hookwalk
