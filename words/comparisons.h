// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of two ways beside each other, in one line: "B stops at filter FORWARD: rule 3 dropped it; A went on."
#pragma once

#include "query/comparison.h"
#include "query/rulesetdiff.h"

#include <string>

namespace hookwalk::words
{

Said verdictOf(const query::Comparison& comparison, const Walk& a, const Walk& b);
// What else there is to say of both: "7 steps are alike. The one rule that differs was added: rule 3 of ip filter FORWARD."
// `rules`: null where they are not known of both.
Sentences aboutBoth(const query::Comparison& comparison, const std::vector<query::ChainDifference>* rules);
// What is different at a step, in a few words: "A: accept by rule 2, B: drop by rule 3". Without a code: nothing is.
Said differenceAt(const query::StepPair& pair, const Walk& a, const Walk& b);
std::string comparedValue(const std::optional<wire::Field>& field); // "-": there is none
std::string tokenName(std::string_view field);                      // "SPT" for "tcp.spt": as LOG prints it

} // namespace hookwalk::words
