// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of two ways beside each other, in one line: "B stops at filter FORWARD: rule 3 dropped it; A went on."
#pragma once

#include "query/comparison.h"

#include <string>

namespace hookwalk::words
{

Said verdictOf(const query::Comparison& comparison, const Walk& a, const Walk& b);
std::string comparedValue(const std::optional<wire::Field>& field); // "-": there is none
std::string tokenName(std::string_view field); // "SPT" for "tcp.spt": as LOG prints it

} // namespace hookwalk::words
