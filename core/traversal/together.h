// SPDX-License-Identifier: GPL-3.0-or-later
// A log and captures of the same time, or captures alone, as one trace, in which frames and lines of a packet find each
// other as those of the live sources do (grouping.h).
#pragma once

#include "traversal/trace.h"

#include <string>
#include <vector>

namespace hookwalk
{

// One path: Trace::open(). Of several, in any order, the times of each capture are set to the log's clock (that of the
// first one, where all are captures), which may count from boot or in another time zone, by the packets that look the same
// in both and are the only ones that do; Trace::remark() says how many these are, or that there are none. Lines are
// counted in all together, and the marks of a recording stay at theirs. Refused: two logs, and what Trace::open() refuses.
Result<Trace> openTogether(const std::vector<std::string>& paths);

} // namespace hookwalk
