// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a wrapping that the kernel and syslog daemons write.
#include "wire/logwrapping.h"

#include <algorithm>
#include <array>

namespace hookwalk::wire
{

// /dev/kmsg: "prio,seq,usec,flags;" (Documentation/ABI/testing/dev-kmsg)
std::optional<Stamp> takeKmsg(Text& text)
{
    Text rest = text;
    if (!takeDigits(rest, 4) || !takeLiteral(rest, ",") || !takeDigits(rest, 18) || !takeLiteral(rest, ","))
        return std::nullopt;
    const auto time = takeDigits(rest, 18);
    if (!time || !rest.starts_with(','))
        return std::nullopt;
    const auto end = rest.find(';');
    if (end == Text::npos)
        return std::nullopt;
    text = rest.substr(end + 1);
    return Stamp{*time};
}

// "<4>"
bool takePriority(Text& text)
{
    Text rest = text;
    if (!takeLiteral(rest, "<") || !takeDigits(rest, 3) || !takeLiteral(rest, ">"))
        return false;
    text = rest;
    return true;
}

Text takeHeadWord(Text& text)
{
    const auto end = std::min(text.find(' '), text.size());
    const Text word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

namespace
{

// "-" or "[id key="value"]…" of RFC 5424, 6.3
bool takeStructuredData(Text& text)
{
    if (takeLiteral(text, "-"))
        return takeLiteral(text, " ");
    while (text.starts_with('[')) {
        bool quoted = false;
        std::size_t i = 1;
        for (; i < text.size() && (quoted || text[i] != ']'); ++i) {
            if (text[i] == '\\')
                ++i;
            else if (text[i] == '"')
                quoted = !quoted;
        }
        if (i >= text.size())
            return false;
        text.remove_prefix(i + 1);
    }
    return takeLiteral(text, " ");
}

} // namespace

bool isHostName(Text word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return isDigit(c) || isLetter(c) || c == '-' || c == '.' || c == '_' || c == ':';
    });
}

// RFC 5424 behind the priority: "1 TIME HOST APP PROCID MSGID DATA "
std::optional<Stamp> takeRfc5424(Text& text, Text& host, LogReader::Clock& clock)
{
    Text rest = text;
    if (!takeLiteral(rest, "1 "))
        return std::nullopt;
    auto stamp = takeLiteral(rest, "-") ? Stamp{} : takeDate(rest, clock);
    if (!stamp || !takeLiteral(rest, " "))
        return std::nullopt;
    const Text name = takeHeadWord(rest);
    for (int i = 0; i < 3; ++i) { // program, process id, message id
        if (takeHeadWord(rest).empty())
            return std::nullopt;
    }
    if (name.empty() || !takeStructuredData(rest))
        return std::nullopt;
    takeLiteral(rest, "\xef\xbb\xbf");
    if (name != "-")
        host = name;
    text = rest;
    return stamp;
}

// "kern.info", "user.warn"
bool isFacility(Text word)
{
    constexpr std::array<Text, 6> facilities{"kern.", "user.", "daemon.", "syslog.", "local0.", "local7."};
    constexpr std::array<Text, 11> severities{"emerg",   "alert",  "crit", "err",   "error", "warn",
                                              "warning", "notice", "info", "debug", "panic"};
    for (const Text facility : facilities) {
        if (word.starts_with(facility))
            return std::find(severities.begin(), severities.end(), word.substr(facility.size())) !=
                   severities.end();
    }
    return false;
}

// The name under which a syslog daemon files the kernel: "kernel:", "kernel[0]:", "vmunix:", "kern.info:", and
// "[kernel]" of metalog.
bool isKernelTag(Text word)
{
    if (word == "[kernel]")
        return true;
    if (!word.ends_with(':'))
        return false;
    word.remove_suffix(1);
    if (isFacility(word))
        return true;
    if (word.ends_with(']'))
        word = word.substr(0, word.find('['));
    return word == "kernel" || word == "vmunix" || word == "klogd" || word == "ulogd";
}

// "kern  :warn  : " of dmesg -x
bool takeDecodedPriority(Text& text)
{
    Text rest = text;
    for (int i = 0; i < 2; ++i) {
        const auto letters = std::min(rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), rest.size());
        rest.remove_prefix(letters);
        skipBlanks(rest);
        if (letters < 3 || !takeLiteral(rest, ":"))
            return false;
    }
    if (!takeLiteral(rest, " "))
        return false;
    text = rest;
    return true;
}

// "[    C0]", "[ T1234]" (CONFIG_PRINTK_CALLER, padded to six), "[0:      swapper/0:    0]" (Android).
void takeCaller(Text& text)
{
    Text rest = text;
    skipBlanks(rest);
    const auto width = rest.find(']');
    if (!takeLiteral(rest, "[") || width == Text::npos)
        return;
    const Text after = rest.substr(width);
    Text task = rest.substr(0, width - 1);
    skipBlanks(rest);
    const bool hasCaller = (takeLiteral(rest, "C") || takeLiteral(rest, "T")) && takeDigits(rest, 10) &&
                           rest.starts_with(']') && width >= 6;
    const bool hasTask = takeDigits(task, 4) && takeLiteral(task, ":") && task.find(':') != Text::npos;
    if (hasCaller || hasTask)
        text = after;
}

} // namespace hookwalk::wire
