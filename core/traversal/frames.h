// SPDX-License-Identifier: GPL-3.0-or-later
// Whose frame is it? Frames at devices (wire::isFrame) are reported by a source of their own, behind the
// trace points.
#pragma once

#include "traversal/traversal.h"

namespace hookwalk
{

// How well a frame fits as one of the traversal: received before its first PREROUTING chain, or sent behind
// its last chain, where source NAT may have rewritten it, or a part of it where it is a fragment. 0: not at
// all. `frame` is of WireIn, WireOut or TunRead.
int frameFit(const Traversal& traversal, const EventList& events, const TraceEvent& frame);

// A frame that was taken for the packet's own until `frame`, which left by the same device and is: a rule at ingress had
// sent a copy out there, with the TTL of before FORWARD. noIndex: none.
EventIndex copySentBefore(const Traversal& traversal, const EventList& events, const TraceEvent& frame);

} // namespace hookwalk
