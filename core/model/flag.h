// SPDX-License-Identifier: GPL-3.0-or-later
// A mark that a person set at one event, with what was written to it. It belongs to the record, not to a
// moment or a row: a filter or another kind of time leaves it where it is.
#pragma once

#include <cstdint>
#include <string>

namespace hookwalk
{

// How long a note may be, in letters (UTF-16 units): one line beside the flag.
inline constexpr int longestNote = 80;

struct Flag {
    std::uint32_t record = 0; // number of the event in its trace, from 1: EventIndex + 1
    std::string note;         // UTF-8, one line; "": none
    bool operator==(const Flag&) const = default;
};

} // namespace hookwalk
