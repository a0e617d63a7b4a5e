// SPDX-License-Identifier: GPL-3.0-or-later
// The probe that a packet came from, to be sent once more.
#pragma once

#include "session/ping.h"
#include "traversal/trace.h"

#include <optional>

namespace hookwalk::ui
{

// As the packet was when it was seen first; of an answer: the packet that it answers. One probe. Nothing for a packet
// that no probe can be made of (its protocol, an IPv6 fragment), or that is forgotten.
std::optional<session::PingRequest> requestLike(const Trace& trace, TraversalIndex packet);
// The first packet from `began` on that stands where `like` stood: a request, or an answer; noIndex: it is not there yet.
TraversalIndex sentAgain(const Trace& trace, TraversalIndex began, bool isAnswer);

} // namespace hookwalk::ui
