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
    Text host;              // null: not named
    bool isKernels = false; // it ends with the kernel's own stamp: all that follows is the prefix
};

// `text`: the line up to "IN=". Nobody knows all the programs that put something before a line of the kernel, so each
// part that has a known form is looked for at each place: whatever stands before the last one is wrapping, what is left behind it the rule author's prefix.
LogWrapping readLogWrapping(Text text, LogReader::Clock& clock);

// Lines without a packet can move the clock too: dmesg -H prints differences, and where a record takes several lines
// (the journal's export, JSON spread out) its time and host stand in others.
void noteTime(Text line, LogReader::Clock& clock);

// ---- timestamp.cpp: each takes its form from the front of `text`, or leaves it alone and returns nothing.

struct Stamp {
    std::optional<std::int64_t> timeUs;
};
// "[ 5281.733217]", "[  +0.000011]", "[Jan14 11:48]", "[Thu Apr 23 21:55:11 2020]", each with or without the
// difference that dmesg -d adds, and with the blank behind. A difference moves the clock.
std::optional<Stamp> takeBracketStamp(Text& text, LogReader::Clock& clock);
// RFC 3164 and its kin ("Jan 14 11:48:00", with a week day before, a fraction or a year behind), ISO 8601, seconds since
// 1970.
std::optional<Stamp> takeDate(Text& text, LogReader::Clock& clock);
// "14/Jan/2021:11:48:00 +0100" of pve-firewall; nothing is taken.
std::optional<Stamp> readWebLogDate(Text text);

// ---- wrappingparts.cpp: the same, of what is no time.

// "<4>"
bool takePriority(Text& text);
// "4,1207,2212192318,-;" of /dev/kmsg (Documentation/ABI/testing/dev-kmsg)
std::optional<Stamp> takeKmsg(Text& text);
// RFC 5424 behind the priority: "1 TIME HOST APP PROCID MSGID DATA "
std::optional<Stamp> takeRfc5424(Text& text, Text& host, LogReader::Clock& clock);
// "kern  :warn  : " of dmesg -x
bool takeDecodedPriority(Text& text);
// What printk puts behind its time: "[    C0]", "[ T1234]", Android's "[0:      swapper/0:    0]".
void takeCaller(Text& text);
// A word and the blank behind it.
Text takeHeadWord(Text& text);
bool isHostName(Text word);
bool isFacility(Text word); // "kern.info", "user.warn"
// The name under which a syslog daemon files the kernel: "kernel:", "kernel[0]:", "vmunix:", "kern.info:", and
// "[kernel]" of metalog.
bool isKernelTag(Text word);

// ---- for both

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Digits from the front, at most `most` of them.
inline std::optional<std::int64_t> takeDigits(Text& text, std::size_t most)
{
    const Digits digits = leadingDigits(text.data(), text.data() + std::min(most, text.size()));
    if (digits.count == 0)
        return std::nullopt;
    text.remove_prefix(digits.count);
    return static_cast<std::int64_t>(digits.value);
}

inline void skipBlanks(Text& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

inline bool takeLiteral(Text& text, Text literal)
{
    if (!text.starts_with(literal))
        return false;
    text.remove_prefix(literal.size());
    return true;
}

} // namespace hookwalk::wire
