// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of tunnels: their devices, ports and headers.
#pragma once

#include "traversal/inquiry.h"
#include "traversal/trace.h"

#include <string_view>

namespace hookwalk
{

// Also one of a kind that is not followed.
bool isTunnel(const LinkState& link);
bool isTunnelOf(const LinkState& link, std::string_view kind); // as TunnelLink::kind names them
// The outer packet goes to the UDP port that the device has.
bool hasPort(const LinkState& link, const TraceEvent& outer);
// It goes to that port, or to one that is usual for devices of this kind.
bool hasPortOf(const LinkState& link, const TraceEvent& outer);

bool mayCarry(const Trace& trace, const TraceEvent& outer);
// What the headers between both leave no doubt about; "": it is no such tunnel, or this is not inside it. A port that a
// device here has is that device's.
std::string_view tunnelKind(const Trace& trace, const TraceEvent& outer, const TraceEvent& inner);

} // namespace hookwalk
