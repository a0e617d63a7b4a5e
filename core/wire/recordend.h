// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that hold several packets: a line end was lost, a terminal joined lines, a list of JSON stands in one line.
// Internal to wire.
#pragma once

#include "wire/token.h"

namespace hookwalk::wire
{

// "IN=" of the first packet in `text`, where OUT= follows; npos: none.
std::size_t findFirstStart(Text text);

// How much of `text` belongs to its first packet; all of it where it holds one or none. A packet told twice by the same
// object of JSON ("message", "event.original") is one.
std::size_t firstRecordLength(Text text);

} // namespace hookwalk::wire
