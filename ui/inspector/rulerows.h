// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a chain as rows: those in force, and what nftrace said of each for one packet. Pure functions.
#pragma once

#include "traversal/ruleset.h"
#include "traversal/walk.h"

#include <QString>
#include <span>
#include <vector>

namespace hookwalk::ui
{

enum class RuleState {
    Unknown,    // no packet, or nothing reports its rules
    NoMatch,    // looked at, and one of its matches did not hold
    Matched,    // its matches held
    Decided,    // and its verdict ended the chain
    NotReached, // the chain had ended before it
};

struct RuleRow {
    enum class Kind { Chain, Rule, Policy };

    Kind kind = Kind::Rule;
    QString number; // from 1; of the policy a dash
    QString words;  // "ip filter FORWARD", "-p icmp -j DROP", "policy accept"
    QString full;   // the same to be copied: "-A FORWARD -p icmp -j DROP"
    QString detail; // "3 pkts · 252 B"; of a chain "priority 0 · policy accept"
    RuleState state = RuleState::Unknown;
    QString verdict;               // Matched, Decided: "drop", "jump to user"
    bool taken = false;            // a jump that this packet took
    std::vector<RuleRow> children; // the rules of the chain that it jumps to
    bool operator==(const RuleRow&) const = default;
};

// The base chains registered at `chain` in the order in which they run, each followed by its rules and its
// policy. `hits`: of the packet at this chain (Stop::rules), empty: nothing is known of it. Without a ruleset
// only the hits themselves are rows.
enum class RuleFamily { Any, Ip, Ip6 }; // of the packet: chains of the other one do not see it
std::vector<RuleRow> ruleRows(const Ruleset* ruleset, Chain chain, std::span<const RuleHit> hits,
                              RuleFamily family = RuleFamily::Any);

std::vector<RuleRow> ruleRows(const Ruleset* ruleset, const BaseChain& chain, std::span<const RuleHit> hits);

// Rules of the base chains and of the chains that were jumped to.
struct RuleCount {
    int rules = 0, matched = 0;
};
RuleCount countRules(const std::vector<RuleRow>& rows);

QString
statusText(const RuleRow& row); // "matched", "decided: drop", "not reached"; "" where nothing is known
QString packetsAndBytes(std::uint64_t packets, std::uint64_t bytes); // "3 pkts · 252 B", "1.2 M pkts · 98 MB"

} // namespace hookwalk::ui
