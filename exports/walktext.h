// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a packet as text for people.
#pragma once

#include "traversal/walk.h"

#include <string>

namespace hookwalk::exports
{

// A line for the packet, one a step, one for how it ended. A step: its mark (● observed, ◌ inferred, –
// skipped, ? not known), the stage, what the rules decided, what changed, and the evidence or reason where nothing
// reported it.
std::vector<std::string> walkText(const Trace& trace, const Walk& walk);

std::size_t columnsOf(const std::string& utf8); // of a terminal: a Chinese letter has two
std::string padded(const std::string& utf8, std::size_t columns);

} // namespace hookwalk::exports
