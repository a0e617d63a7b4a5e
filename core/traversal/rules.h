// SPDX-License-Identifier: GPL-3.0-or-later
// Which rules were run on a packet, and which of them decided.
#pragma once

#include "traversal/trace.h"
#include "traversal/walk.h"

#include <optional>

namespace hookwalk
{

// Puts the rules that nftrace told of at the stops where they were run.
void placeRules(const Trace& trace, TraversalIndex which, std::vector<Stop>& stops);

// The rule or policy that dropped the packet, and where; nothing where nftrace told of none.
struct RuleDrop {
    RuleHit hit;
    std::uint8_t at = noChain; // index in allChains
};
std::optional<RuleDrop> ruleDropOf(const Trace& trace, TraversalIndex which);
bool hasRuleDrop(const Trace& trace, TraversalIndex which); // the same, without the words

// "rule 3 of ip filter FORWARD (-p icmp -j DROP)", counted from 1; "the policy of ip filter FORWARD"
Said said(const RuleHit& hit);
bool isReject(const RuleHit& hit);
// The hit that gave the verdict of the stop; null: not told.
const RuleHit* decidingHit(const Stop& stop);

} // namespace hookwalk
