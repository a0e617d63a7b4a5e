// SPDX-License-Identifier: GPL-3.0-or-later
// The words that iptables-nft has for its rules, from iptables-nft-save and ip6tables-nft-save.
#pragma once

#include "model/result.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookwalk::kernel
{

// By table and chain: the rules in order, "-A FORWARD -p icmp -j ACCEPT".
using IptablesWords = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

// From here on the program is run by a process of its own ("hookwalk-words"), which takes the place of this
// one's namespaces and capabilities as they are now: this one need not be allowed to start any
// (confinement.h).
Result<void> startWords();

// Asks for the words of both families; they are found out while this process goes on.
void beginIptablesWords();
// Waits for them: of IPv4, then of IPv6. Once for each begin. Nothing where the program is not installed.
// Tables that iptables-nft did not make, and cannot say, are not in.
std::array<IptablesWords, 2> iptablesWords();

// Whole tables only: up to their COMMIT.
IptablesWords readIptablesSave(std::string_view saved);

} // namespace hookwalk::kernel
