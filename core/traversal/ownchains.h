// SPDX-License-Identifier: GPL-3.0-or-later
// The base chains of a ruleset that are none of the 17, as places that packets come to: where each runs, which
// of them packets of this recording met, and in which order those of one priority were seen to run. Where no ruleset is
// told, those that the lines of `nft monitor trace` name.
#pragma once

#include "traversal/walk.h"

#include <string>
#include <vector>

namespace hookwalk
{

struct OwnChain {
    BaseChain base;                   // with hook, and with priority where a ruleset tells it
    std::vector<std::string> devices; // that a chain of ingress or egress stands at
    int runsAt = 0; // priority at its hook: chains of type nat are all run from nat's (nf_nat_core.c)
    bool isBehindClassic = true; // or before the one of the 17 that has the same priority
    bool wasMet = false;         // by a packet of this recording
    bool hasDecided = false;     // it ended a packet's way
    // The kernel runs chains of one priority in the order in which they were registered, which nothing tells:
    // only what was observed is said.
    enum class Order : std::uint8_t { Alone, Behind, Before, NotKnown } order = Order::Alone;
    std::string neighbour; // Behind, Before: the table of the other one

    bool operator==(const OwnChain&) const = default;
};

// In the order in which packets meet them, hook by hook.
std::vector<OwnChain> ownChains(const Trace& trace);
// The kernel reported the packet at the stop: by a line, or by the rules that it ran there.
bool wasReported(const Stop& stop);

} // namespace hookwalk
