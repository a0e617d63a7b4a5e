// SPDX-License-Identifier: GPL-3.0-or-later
// Rules in the text that nft prints of them with handles (nft -a list ruleset).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

struct ListedRule {
    std::uint64_t handle = 0;
    std::string text;                            // on one line, "counter" without its numbers
    std::optional<std::uint64_t> packets, bytes; // of the rule's own first counter, where it has one
    std::string iptables;                        // as iptables-save prints it; "" where it does not
};

struct ListedChain {
    std::string family, table, name;
    std::uint64_t handle = 0;
    std::string type, hook, policy; // base chains only, else ""
    int priority = 0;
    std::vector<std::string> devices; // of hooks ingress and egress
    bool isDormant = false;           // its table has the flag dormant: no packet comes to its base chains
    std::vector<ListedRule> rules;    // in order
    std::optional<std::uint64_t> packets; // that its policy decided; of iptables-legacy only
};

// The chains in the order in which they are printed. Priorities must be printed as numbers.
std::vector<ListedChain> readRuleListing(std::string_view listing);

} // namespace hookwalk::kernel
