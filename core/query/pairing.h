// SPDX-License-Identifier: GPL-3.0-or-later
// The same probes of two runs, as before and after a change: which packet of A is which of B. Pairs are made of packets
// with the same protocol, addresses, service port and ICMP type, by what counts up in both runs (the sequence number of
// echoes, source ports or IP ids, which each run may begin anew), so that lost and overtaken packets do not move the
// others; where nothing counts up, in order.
#pragma once

#include "traversal/trace.h"

#include <span>
#include <vector>

namespace hookwalk::query
{

struct PacketPair {
    TraversalIndex a = noIndex, b = noIndex; // noIndex: the other run has no such packet
    bool operator==(const PacketPair&) const = default;
};

struct Run {
    const Trace& trace;
    std::span<const TraversalIndex> packets; // in order
};

// In the order of A; then those that only B has. Cost: grows with the number of packets, not with its square.
std::vector<PacketPair> pairsOf(const Run& a, const Run& b);

} // namespace hookwalk::query
