// SPDX-License-Identifier: GPL-3.0-or-later
// Which rules were run on a packet, and which of them decided.
#pragma once

#include "model/basechain.h"
#include "traversal/trace.h"
#include "traversal/walk.h"

#include <optional>

namespace hookwalk
{

// A base chain as the packet went through it.
struct ChainRun {
    BaseChain base;
    std::optional<Chain>
        classic; // it is one of the 17; or nothing is known of it, and this is its trace point
    std::uint8_t behind = noChain; // index in allChains: the trace point that the packet had passed last
    std::vector<RuleHit> hits;     // with their words
    std::string verdict;           // what came of it: "accept", "drop", …; "" not told

    Stage stage() const; // where it stands
};
// In the order in which the kernel ran them, as far as nftrace told.
std::vector<ChainRun> chainRunsOf(const Trace& trace, TraversalIndex which);
// Whether one of them is a nat chain of the hook: of those the first that decides is the last to be asked
// (nf_nat_inet_fn() in net/netfilter/nf_nat_core.c).
bool ranNatAt(const Trace& trace, TraversalIndex which, Hook hook);

// The rules in force when the packet was seen last, as far as they were told; null: they were not.
const Ruleset* rulesetOf(const Trace& trace, TraversalIndex which);

// Puts the rules that nftrace told of at the stops where they were run, and adds a stop for each base chain
// that is none of the 17.
void placeRules(const Trace& trace, TraversalIndex which, std::vector<Stop>& stops);

// The rule or policy whose verdict ended the packet's way, and where: drop, or queue and stolen where it was
// not seen again. Nothing where nftrace told of none.
struct RuleEnd {
    RuleHit hit;
    BaseChain base;
    std::optional<Stage> at;
};
std::optional<RuleEnd> ruleEndOf(const Trace& trace, TraversalIndex which);

// The last chain of type route at output that changed the mark: behind it the kernel looks for the route again. Nothing
// where nftrace told of none.
struct Reroute {
    RuleHit hit; // that set the mark
    BaseChain base;
    Stage at;
    std::uint8_t behind = noChain;       // index in allChains: the trace point before the chain
    std::uint32_t before = 0, after = 0; // marks
};
std::optional<Reroute> rerouteOf(const Trace& trace, TraversalIndex which);

// With its words and place, where the ruleset has it.
RuleHit withText(const Ruleset* ruleset, RuleHit hit);

// The rule at the ingress of `in` that sends what it takes out by `out` (netdev: fwd). Nothing: the ruleset has none.
std::optional<RuleHit> redirectionBetween(const Trace& trace, std::string_view in, std::string_view out);

// The copies of the packet that rules sent, where nftrace told of the rule, or where the copy was seen and a rule at
// ingress, or one of iptables-legacy by its counter, sends such.
struct PlacedCopy {
    CopySent sent;
    std::optional<Stage> at;   // the chain; nothing: the device that it came in by
    std::uint64_t counted = 0; // of iptables-legacy: how much its counter rose
};
std::vector<PlacedCopy> copiesOf(const Trace& trace, TraversalIndex which);
// The packet that this one is a copy of; noIndex: of none that is known. nf_dup_ipv4() in net/ipv4/netfilter sends the
// copy as if it were made here, with the source of the original; nf_dup_netdev_egress() in net/netfilter as it came in,
// past all chains.
TraversalIndex copyOf(const Trace& trace, TraversalIndex which);

// A rule that drops or rejects and whose counter rose, in reach of a base chain.
struct CountedDrop {
    const RuleChain* base = nullptr;
    RuleHit hit;
    std::uint64_t packets = 0;
};
std::vector<CountedDrop> countedDrops(const Trace& trace, const std::vector<const RuleChain*>& bases);

// "rule 3 of ip filter FORWARD (-p icmp -j DROP)", counted from 1; "the policy of ip filter FORWARD"
Said said(const RuleHit& hit);
bool isReject(const RuleHit& hit);
// The hit that gave the verdict of the stop; null: not told.
const RuleHit* decidingHit(const Stop& stop);
// It stands in the stop's base chain itself, so that its number needs no name of a chain.
bool isInBaseChain(const Stop& stop, const RuleHit& hit);

} // namespace hookwalk
