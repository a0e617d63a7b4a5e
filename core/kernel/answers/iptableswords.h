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

// Starts a process ("hookwalk-words") that runs the program from now on, with this process's present
// namespaces and capabilities. So this process need not be allowed to start programs (confinement.h).
Result<void> startWords();

// Asks for the words of both families, without waiting.
void beginIptablesWords();
// Waits for the answers: IPv4, then IPv6. To be called once after each begin. Empty where the program is not
// installed. Tables that iptables-nft did not make, and cannot print, are left out.
std::array<IptablesWords, 2> iptablesWords();

// Whole tables only: up to their COMMIT.
IptablesWords readIptablesSave(std::string_view saved);

} // namespace hookwalk::kernel
