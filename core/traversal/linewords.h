// SPDX-License-Identifier: GPL-3.0-or-later
// What the text of a line tells of a packet's way beyond its chain.
#pragma once

#include "traversal/trace.h"
#include "wire/placehint.h"

namespace hookwalk
{

struct BridgePorts {
    std::string in, out;
};
// A bridge's own device is in and out, two of its ports are told, and the TTL is that of the line `before` (null: none):
// the packet was not routed.
std::optional<BridgePorts> bridgeThatPassed(const Trace& trace, const TraceEvent& forwarded,
                                            const TraceEvent* before);

Said saidOf(const wire::PlaceHint& hint);

} // namespace hookwalk
