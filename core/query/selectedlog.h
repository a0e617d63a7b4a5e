// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a log that is a log again: the lines of some packets, with all that is told beside packets.
#pragma once

#include "traversal/trace.h"

#include <span>
#include <string>

namespace hookwalk::query
{

// Where lines carry record numbers, those behind a gap say how many were left out (wire/origin.h), so that none seem lost.
std::string logOf(const Trace& trace, std::span<const TraversalIndex> packets);

} // namespace hookwalk::query
