// SPDX-License-Identifier: GPL-3.0-or-later
// A base chain as the ruleset has it: a place where packets meet rules. Any number of them may stand at one
// hook, at any priority, also in families whose hooks are not those of the 17 (netdev, bridge).
#pragma once

#include <optional>
#include <string>

namespace hookwalk
{

struct BaseChain {
    std::string family, table, name; // "inet", "fw4", "forward", as nft prints them
    std::string type;                // "filter", "nat", "route"; "" not known
    std::string hook;                // "prerouting", …, "ingress", "egress"; "" not known
    std::optional<int> priority;     // nothing: not known

    bool operator==(const BaseChain&) const = default;
    std::string fullName() const { return family + ' ' + table + ' ' + name; }
    // With where it stands: "inet fw4 forward (FORWARD 10)"
    std::string place() const;
};

} // namespace hookwalk
