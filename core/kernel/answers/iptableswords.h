// SPDX-License-Identifier: GPL-3.0-or-later
// The words that iptables-nft has for its rules, from iptables-nft-save and ip6tables-nft-save; and the rules of
// iptables-legacy, of which only these programs can tell.
#pragma once

#include "kernel/answers/rulelisting.h"
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

// The tables of iptables-legacy of both families, with their counters. Empty where the program is not installed or has
// no table loaded. Not between the two calls above.
std::vector<ListedChain> legacyChains();

// Whole tables only: up to their COMMIT.
IptablesWords readIptablesSave(std::string_view saved);
// The same with counters (option -c): a rule's handle is its place in the chain from 1, a chain's packets are those that
// its policy decided.
std::vector<ListedChain> readIptablesCounts(std::string_view saved, const std::string& family);

} // namespace hookwalk::kernel
