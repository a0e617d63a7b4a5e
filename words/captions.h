// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a packet at a stop, in plain words: for the caption over the diagram, readable from the back row.
#pragma once

#include "traversal/walk.h"

#include <string>
#include <vector>

namespace hookwalk::words
{

inline constexpr int mostLettersInBrief = 45;

struct Caption {
    std::string small; // "Echo reply, seq 0 · step 8 of 13"
    std::string title; // "Forwarded to tun0"
    std::string body;  // one to three short sentences
    std::string
        brief; // for the back row: one sentence, of mostLettersInBrief without what is put in; or empty
    std::string code; // where it ended and something is amiss: the cause, as in traversal/cause.h
    std::vector<std::string> evidence; // and what proves it, one sentence each
    bool operator==(const Caption&) const = default;
};

// A pure function of walk and stop; `stop` is an index in walk.stops.
Caption captionOf(const Walk& walk, int stop);

// "echo reply · TTL 63": the packet as it is at the stop; without TTL where no line of the walk shows a
// change of it.
std::string tag(const Walk& walk, int stop);

} // namespace hookwalk::words
