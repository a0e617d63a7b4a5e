// SPDX-License-Identifier: GPL-3.0-or-later
// A log and a capture of the same time, or two captures, as one trace, in which frames and lines of a packet find each
// other as those of the live sources do (grouping.h).
#pragma once

#include "traversal/trace.h"

#include <string>

namespace hookwalk
{

// The times of the capture are set to the log's clock, which may count from boot or in another time zone, by the packets
// that look the same in both and are the only ones that do; Trace::remark() says how many these are, or that there are
// none. Lines are counted in both together. Refused: two logs, and what Trace::open() refuses.
Result<Trace> openTogether(const std::string& path, const std::string& with);

} // namespace hookwalk
