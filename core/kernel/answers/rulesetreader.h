// SPDX-License-Identifier: GPL-3.0-or-later
// The rules in force in the network namespace that the process is in, without the trace points of ours.
#pragma once

#include "kernel/answers/rulelisting.h"
#include "model/result.h"

namespace hookwalk::kernel
{

struct RulesInForce {
    std::uint32_t generation = 0; // counts every change of the rules (NFTA_GEN_ID)
    std::vector<ListedChain> chains;
    std::vector<std::string> legacyTables = {}; // of iptables-legacy, loaded in this namespace
    std::vector<ListedChain> legacyChains = {}; // theirs, where its programs are installed
};

// Reads again where somebody changes rules meanwhile.
Result<RulesInForce> readRuleset();

// "ruleset" lines of wire/factline.h, each below protocol::maxReplyBytes; one that says why where they could
// not be read.
std::vector<std::string> rulesetLines(const Result<RulesInForce>& rules);

} // namespace hookwalk::kernel
