// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/logwrapping.h"

#include <algorithm>
#include <array>

namespace hookwalk::wire
{

namespace
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

Text takeWord(Text& text)
{
    const auto end = std::min(text.find(' '), text.size());
    const Text word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

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

// RFC 5424 behind the priority: "1 TIME HOST APP PROCID MSGID DATA "
std::optional<Stamp> takeRfc5424(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    if (!takeLiteral(rest, "1 "))
        return std::nullopt;
    auto stamp = takeLiteral(rest, "-") ? Stamp{} : takeDate(rest, clock);
    if (!stamp || !takeLiteral(rest, " "))
        return std::nullopt;
    for (int i = 0; i < 4; ++i) { // host, program, process id, message id
        if (takeWord(rest).empty())
            return std::nullopt;
    }
    if (!takeStructuredData(rest))
        return std::nullopt;
    takeLiteral(rest, "\xef\xbb\xbf");
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

// The name under which a syslog daemon files the kernel: "kernel:", "kernel[0]:", "vmunix:", "kern.info:".
bool isKernelTag(Text word)
{
    if (!word.ends_with(':'))
        return false;
    word.remove_suffix(1);
    if (isFacility(word))
        return true;
    if (word.ends_with(']'))
        word = word.substr(0, word.find('['));
    return word == "kernel" || word == "vmunix" || word == "klogd" || word == "ulogd";
}

bool isHostName(Text word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
               c == '_' || c == ':';
    });
}

// "host kernel: ", "host [hostname] kernel:", "kernel: ", "user.warn kernel: "
bool takeHostAndTag(Text& text, int mostWords)
{
    Text rest = text;
    for (int i = 0; i < mostWords && !rest.empty(); ++i) {
        if (isKernelTag(takeWord(rest))) {
            text = rest;
            return true;
        }
    }
    return false;
}

// ulogd2's LOGEMU writes a host and no tag. A word that ends with ":", or is all there is, is the prefix
// itself.
void takeHost(Text& text)
{
    Text rest = text;
    const Text host = takeWord(rest);
    if (isHostName(host) && !host.ends_with(':') && !rest.empty())
        text = rest;
}

// "kern  :warn  : " of dmesg -x
void takeDecodedPriority(Text& text)
{
    Text rest = text;
    for (int i = 0; i < 2; ++i) {
        const auto letters = std::min(rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), rest.size());
        rest.remove_prefix(letters);
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        if (letters == 0 || !takeLiteral(rest, ":"))
            return;
    }
    if (takeLiteral(rest, " ") && rest.starts_with('['))
        text = rest;
}

// "[    C0]", "[ T1234]": CONFIG_PRINTK_CALLER, padded to six.
void takeCaller(Text& text)
{
    Text rest = text;
    takeLiteral(rest, " ");
    if (!takeLiteral(rest, "["))
        return;
    const auto width = rest.find(']');
    while (rest.starts_with(' '))
        rest.remove_prefix(1);
    if ((takeLiteral(rest, "C") || takeLiteral(rest, "T")) && takeDigits(rest, 10) &&
        takeLiteral(rest, "]") && width >= 6)
        text = rest;
}

// The kernel's own stamp, where it is switched on, and what printk puts behind it.
bool takeKernelStamp(Text& text, LogReader::Clock& clock, LogWrapping& header)
{
    const auto stamp = takeBracketStamp(text, clock);
    if (!stamp)
        return false;
    header.timeUs = stamp->timeUs;
    takeCaller(text);
    takeLiteral(text, " ");
    return true;
}

void takeSyslog(Text& text, LogReader::Clock& clock, LogWrapping& header)
{
    const bool hasPriority = takePriority(text);
    auto stamp = hasPriority ? takeRfc5424(text, clock) : std::nullopt;
    const bool isRfc5424 = stamp.has_value();
    if (!stamp) {
        stamp = takeDate(text, clock);
        if (stamp)
            takeLiteral(text, " ");
    }
    if (stamp)
        header.timeUs = stamp->timeUs;
    takeDecodedPriority(text);
    if (takePriority(text)) // daemontools: time, then the kernel's priority and text
        return;
    const bool hasDate = stamp.has_value() && !isRfc5424;
    constexpr int wordsToTag = 5, wordsWithoutDate = 2;
    if (!takeHostAndTag(text, hasDate ? wordsToTag : wordsWithoutDate) && hasDate && !text.starts_with('['))
        takeHost(text);
}

} // namespace

LogWrapping readLogWrapping(Text text, LogReader::Clock& clock)
{
    LogWrapping header;
    Text rest = text;
    if (const auto stamp = takeKmsg(rest)) {
        header.timeUs = stamp->timeUs;
        header.escapes = Escapes::Kmsg;
    } else if (takeKernelStamp(rest, clock, header)) {
        takeHostAndTag(rest, 2); // journalctl -o short-monotonic
    } else {
        if (takeLiteral(rest, "MESSAGE="))
            header.timeUs = clock.exportUs;
        takeSyslog(rest, clock, header);
        takeKernelStamp(rest, clock, header);
    }
    header.length = text.size() - rest.size();
    return header;
}

void noteTime(Text line, LogReader::Clock& clock)
{
    if (line.empty()) {
        clock.exportUs.reset(); // the journal's export: an empty line ends an entry
        return;
    }
    if (line[0] == '[') {
        takeBracketStamp(line, clock);
    } else if (line[0] == '_' && takeLiteral(line, "__REALTIME_TIMESTAMP=")) {
        clock.exportUs = takeDigits(line, 18);
    }
}

} // namespace hookwalk::wire
