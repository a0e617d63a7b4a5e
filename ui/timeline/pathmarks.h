// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a packet at a glance: as marks, and the same in words.
#pragma once

#include "traversal/walk.h"

#include <optional>
#include <QString>
#include <vector>

namespace hookwalk::ui
{

// One mark of the table "barcode".
struct PathMark {
    // Own: a base chain that is none of the 17. Copied: the one before sent a copy. Dropped, Ended: where neither device
    // nor process got it.
    enum class Kind { Chain, Own, Skipped, Copied, Dropped, Ended, HookGap } kind = Kind::Chain;
    Table table = Table::Raw; // Chain, Skipped
};
std::vector<PathMark> pathMarks(const Walk& walk);
QString chainsInWords(
    const Walk& walk); // the same for who sees no colours: "PREROUTING: raw, mangle, nat skipped · …"
// Time between the first and the last line of a packet; nothing where the log has no times.
std::optional<double> seenForUs(const Walk& walk);
// The time that is told of a place at `us` on the way: what is inferred before the first line or behind the last one has a
// place on the line of time, but no time of its own. seen: seenForUs() of its walk.
std::optional<double> toldUs(std::optional<double> seen, double us);

} // namespace hookwalk::ui
