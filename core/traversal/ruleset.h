// SPDX-License-Identifier: GPL-3.0-or-later
// The rules in force in the place under study, as the helper's last "ruleset" lines told them
// (wire/factline.h).
#pragma once

#include "model/basechain.h"
#include "model/chain.h"
#include "model/said.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk
{

struct Rule {
    std::uint64_t handle = 0;
    std::string text;     // as nft prints it
    std::string iptables; // as iptables-save prints it, where iptables-nft made the rule; else ""
    std::optional<std::uint64_t> packets, bytes; // where the rule counts

    const std::string& words() const { return iptables.empty() ? text : iptables; }
};
std::string withoutCounts(std::string_view rule); // "counter packets 3 bytes 252" becomes "counter"

struct RuleChain {
    std::string family, table, name; // "ip", "filter", "FORWARD"
    // Base chains only:
    bool isBase = false;
    std::string type, hook, policy; // "filter", "forward", "accept"
    int priority = 0;
    std::optional<Chain> stage; // which of the 17 it is, or is nearest to by hook, kind and priority
    bool isClassic = false;     // it is one of the 17: as iptables makes them, by family, names and hook
    std::vector<std::string> devices; // those that a chain of ingress or egress stands at
    std::vector<Rule> rules;
    std::optional<std::uint64_t> policyPackets; // that the policy decided; of iptables-legacy only

    // What it is as a place; without hook and priority where it is no base chain.
    BaseChain base() const
    {
        return {family, table, name, type, hook, isBase ? std::optional(priority) : std::nullopt};
    }

    bool isSameAs(const RuleChain& other) const
    {
        return family == other.family && table == other.table && name == other.name;
    }
    const Rule* find(std::uint64_t handle) const; // null: none
};

struct Ruleset {
    std::uint32_t generation = 0;    // nftables' number of the ruleset; 0: not told
    std::vector<RuleChain> chains;   // without the trace points of ours
    std::vector<std::string> legacy; // tables of iptables-legacy that are loaded: their rules run too, unseen
    std::vector<RuleChain>
        legacyChains; // theirs, as iptables-legacy-save tells of them; a rule's handle is its place
    // The 17 pairs hook by hook in the order in which the kernel runs them here.
    std::vector<Chain> order;

    // A rule that does NAT or asks for a connection's state switches connection tracking on in its namespace.
    bool needsConntrack = false;
    bool hasSameRules(const Ruleset& other) const; // whatever they have counted

    Sentences problem; // why the rules could not be read, and none are here

    int priorityAt(Chain stage) const; // of iptables-nft's chain, the default where there is none
    bool hasLegacy(Table table) const;
    bool hasBaseChain(Chain stage) const; // something is registered there, by nftables or by iptables-legacy
    // Base chains of the stage in the order in which they run, and the user-defined chains of their tables.
    std::vector<const RuleChain*> chainsAt(Chain stage) const;
    const RuleChain* find(std::string_view family, std::string_view table, std::string_view name) const;
    const Rule* find(std::string_view family, std::string_view table, std::string_view chain,
                     std::uint64_t handle) const;
    // The chain of these names, among those of iptables-legacy or the others.
    const RuleChain* same(const RuleChain& chain, bool isLegacy) const;
    // The chains that the base chain's rules jump to, and it itself; of its own kind.
    std::vector<const RuleChain*> reachedFrom(const RuleChain& base, bool isLegacy = false) const;
};

// None where no rules are known (null).
inline std::span<const RuleChain> chainsOf(const Ruleset* ruleset, bool isLegacy = false)
{
    return !ruleset ? std::span<const RuleChain>() : isLegacy ? ruleset->legacyChains : ruleset->chains;
}

// Joins the parts of "ruleset" lines.
class RulesetReader
{
public:
    // The rules, with their last part; nothing before that, and where a part is missing or makes no sense.
    std::optional<Ruleset> add(std::string_view json);

private:
    Ruleset m_ruleset;   // so far
    unsigned m_next = 0; // part that can follow; 0 can always
};

// From one line that says it all.
inline std::optional<Ruleset> readRuleset(std::string_view json)
{
    return RulesetReader().add(json);
}

} // namespace hookwalk
