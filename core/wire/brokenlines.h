// SPDX-License-Identifier: GPL-3.0-or-later
// Records over several lines: those that mail or a terminal broke are made whole again. Internal to wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// A longer text is a log and no paste: it is left as it is.
constexpr std::size_t mostBrokenBytes = 1U << 20;

// The text with each record of netfilter's on one line where it was broken at a blank, as mail does (also in quotes), or at
// a column, as terminals do. Behind it come as many empty lines as it had more, so lines keep their numbers. Nothing where
// none is broken: what goes on must begin with a field that no record begins with.
std::optional<std::string> joinedLines(std::string_view text);

// Where the last whole line ends, or before it an object of JSON over several lines that is not closed yet.
std::size_t wholeRecords(std::string_view text);

} // namespace hookwalk::wire
