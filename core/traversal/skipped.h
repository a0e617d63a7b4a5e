// SPDX-License-Identifier: GPL-3.0-or-later
// Why a packet did not enter a chain.
#pragma once

#include "traversal/walk.h"

#include <string>
#include <string_view>

namespace hookwalk
{

struct Loss;

struct SkipReason {
    // Stable: "connection-known", "decided-before", "not-watched", "bridged", "nat-settled", "icmp-error", "notrack", "invalid", "no-conntrack", "died-before",
    // "other-path", "no-base-chain", "not-logged", "lines-lost", "unknown".
    std::string code;
    Sentences reason;
};

// Of its code: nothing is proved, the packet may have entered the chain all the same.
bool isUnknownSkip(std::string_view code);
// Whether anything shows that connection tracking looked at this packet.
bool isTracked(const Trace& trace, TraversalIndex which);
// Lines that are missing where the packet's line of a chain on its way would stand; null: none.
const Loss* lossAround(const Trace& trace, TraversalIndex which, Chain chain);
// The same of the nat chain that only the first packet of a connection enters.
const Loss* lossAroundFirstNat(const Trace& trace, TraversalIndex which);
// For a nat chain on the packet's way.
SkipReason whyNatWasSkipped(const Trace& trace, TraversalIndex which, Chain nat);
// No line of this log comes from there.
SkipReason notLogged(Chain chain);
// For any chain that is not among the walk's observed stops.
SkipReason whyNotAt(const Trace& trace, const Walk& walk, Chain chain);

} // namespace hookwalk
