// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before the kernel's own text in a log line: the wrapping of dmesg, /dev/kmsg, syslog or the
// journal, with the time. Internal to wire.
#pragma once

#include "wire/token.h"

#include <algorithm>

namespace hookwalk::wire
{

struct LogWrapping {
    std::size_t length = 0; // bytes before the prefix
    std::optional<std::int64_t> timeUs;
    Escapes escapes = Escapes::None;
};

// `text`: the line up to "IN=". The header may not be all of it: what is left is the rule author's prefix.
LogWrapping readLogWrapping(Text text, LogReader::Clock& clock);

// Lines without a packet can move the clock too: dmesg -H prints differences, the journal's export one key a
// line.
void noteTime(Text line, LogReader::Clock& clock);

// ---- timestamp.cpp: each takes its form from the front of `text`, or leaves it alone and returns nothing.

struct Stamp {
    std::optional<std::int64_t> timeUs;
};
// "[ 5281.733217]", "[  +0.000011]", "[Jan14 11:48]", "[Thu Apr 23 21:55:11 2020]", each with or without the
// difference that dmesg -d adds, and with the blank behind. A difference moves the clock.
std::optional<Stamp> takeBracketStamp(Text& text, LogReader::Clock& clock);
// RFC 3164 and its kin ("Jan 14 11:48:00", with a week day before, a fraction or a year behind), ISO 8601.
std::optional<Stamp> takeDate(Text& text, LogReader::Clock& clock);
// Digits from the front, at most `most` of them.
inline std::optional<std::int64_t> takeDigits(Text& text, std::size_t most)
{
    const Digits digits = leadingDigits(text.data(), text.data() + std::min(most, text.size()));
    if (digits.count == 0)
        return std::nullopt;
    text.remove_prefix(digits.count);
    return static_cast<std::int64_t>(digits.value);
}

inline bool takeLiteral(Text& text, Text literal)
{
    if (!text.starts_with(literal))
        return false;
    text.remove_prefix(literal.size());
    return true;
}

} // namespace hookwalk::wire
