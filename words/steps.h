// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a step of a packet's way: why it is there, what came of it, and how we know.
#pragma once

#include "traversal/walk.h"

#include <string>

namespace hookwalk::words
{

std::string stepNote(const Walk& walk, int stop); // "+26 µs", "connection known", "to eth0"
std::string chipNote(const Stop& stop); // one word for the diagram: "known", "inferred"; "" observed
// "accept, by rule 2", "drop, by the policy"; "" where nftrace told of no verdict.
std::string decider(const Stop& stop); // what gave its verdict: "rule 3", "rule 1 of LOGDROP", "policy"; "" not told
std::string verdict(const Stop& stop);
// "drop by rule 7 of ip filter FORWARD (-p icmp -j DROP)"
std::string verdictInFull(const Stop& stop);
// "kernel log record 1207868", "frame at eth0 (out)", and what else is to be known of it where it was observed; for
// another step, why it is inferred or was skipped.
std::string stopEvidence(const Trace& trace, const Walk& walk, const Stop& stop);

} // namespace hookwalk::words
