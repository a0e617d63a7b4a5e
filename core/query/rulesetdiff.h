// SPDX-License-Identifier: GPL-3.0-or-later
// Two rulesets beside each other: which rules both have, and which were added or taken away.
#pragma once

#include "traversal/ruleset.h"

#include <vector>

namespace hookwalk::query
{

// How a rule of A is found in B.
enum class SameRule {
    ByHandle, // two states of one machine's ruleset: the same handle and the same words
    ByWords,  // of two machines, or two starts of one: handles were given anew
};

// A rule of one or both chains. Only in A: it was taken away. Only in B: it was added. One that stands elsewhere among
// the others is both.
struct RulePair {
    const Rule* a = nullptr; // null: A has none such
    const Rule* b = nullptr;
    int numberInA = 0, numberInB = 0; // places in their chains, from 1; 0: not there

    bool isInBoth() const { return a && b; }
    const Rule& rule() const { return b ? *b : *a; }
};

// The rules of both, in order; those that only A has before those that only B has. null: no such chain. Counters make no
// difference. Cost: n log n of the rules.
std::vector<RulePair> unionOf(const RuleChain* a, const RuleChain* b, SameRule same);

// A chain that is not the same in both.
struct ChainDifference {
    const RuleChain* a = nullptr; // null: added or taken away as a whole
    const RuleChain* b = nullptr;
    std::vector<RulePair> changed; // only what one of them lacks

    const RuleChain& chain() const { return b ? *b : *a; }
    bool hasOtherPolicy() const { return a && b && a->policy != b->policy; }
};
// In the order of B, then what only A has; tables of iptables-legacy behind those of nftables.
std::vector<ChainDifference> differencesOf(const Ruleset& a, const Ruleset& b, SameRule same);

} // namespace hookwalk::query
