// SPDX-License-Identifier: GPL-3.0-or-later
// Whether one sighting can be the next one of the same packet: the order of the chains, and what NAT,
// forwarding and rules may have changed between them.
#pragma once

#include "traversal/traversal.h"

#include <optional>

namespace hookwalk
{

// How odd it would be that `next` is the same packet as the traversal whose latest sighting is `last`: 0 for
// a step that changes nothing it need not, more for each rewritten field and chain left out; nothing where it
// cannot be. `lo` is the number of the loopback device.
std::optional<int> oddness(const Traversal& traversal, const TraceEvent& last, const TraceEvent& next,
                           std::uint16_t lo);

// Longest time between two chains for one packet, microseconds. The kernel needs some; a packet held by a
// queue to user space (NFQUEUE) may take long.
inline constexpr std::int64_t longestStepUs = 1'000'000;

} // namespace hookwalk
