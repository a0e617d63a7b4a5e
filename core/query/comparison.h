// SPDX-License-Identifier: GPL-3.0-or-later
// Two packets' ways beside each other, as of one probe before a change and one behind it: which steps both have, and
// where they part. Steps are paired by what they are, never by time.
#pragma once

#include "traversal/walk.h"

#include <string>
#include <vector>

namespace hookwalk::query
{

struct StepPair {
    // Indices in Walk::stops of A and B; -1: that packet was not there.
    int a = -1, b = -1;
    // The same where it was not there, too, as it skipped the chain or its log does not tell of it: each stop of both is
    // in one pair, so that its number, counted from 1, is that of a locator. -1: that walk has no such stop.
    int stopOfA = -1, stopOfB = -1;
    // Where lines show both: what B's header has in the place of A's (before: A, after: B).
    std::vector<wire::FieldChange> changed;
    // The same for what is another one with every probe or lab: ID, SPT, SEQ, MARK and MAC.
    std::vector<wire::FieldChange> expected;
    // What became of each in this chain: the verdict that was told, or that of an end here ("reject", "queue", too), or
    // "accept" where it went on; "": not known.
    std::string verdictOfA = {}, verdictOfB = {};
    bool hasOtherVerdict = false; // both are known, and are not the same

    // Alone, and whether the other packet was there is not known: its log does not report the chain, lines are lost,
    // or nothing but lines of one log shows what conntrack did.
    bool isUnknown = false;

    bool isAlone() const { return (a < 0) != (b < 0); }
    bool isPassedBy() const { return a < 0 && b < 0; } // neither was there
    bool isDifferent() const { return (isAlone() && !isUnknown) || hasOtherVerdict || !changed.empty(); }
};

struct Comparison {
    std::vector<StepPair> steps; // in the order of both ways
    int first = -1;              // index in steps of the first difference; -1: none
    bool hasOtherEnding = false; // another kind, place or device
    bool isSame() const { return first < 0 && !hasOtherEnding; }
    int stepOfA(int stop) const; // index in steps of what is the stop of A's walk; -1: it has no such stop
};

struct ComparedPacket {
    const Trace& trace;
    const Walk& walk;
};
// Cost: the product of both numbers of steps, at most some 40 each.
Comparison compare(const ComparedPacket& a, const ComparedPacket& b);

} // namespace hookwalk::query
