// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/recordend.h"

#include "wire/jsontext.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

std::size_t nextStart(Text text, std::size_t from)
{
    const auto start = findFirstStart(text.substr(from));
    return start == Text::npos ? start : from + start;
}

// What stands between two starts is a packet of its own, and not the rule author's prefix of the second.
bool isPacket(Text text)
{
    const bool hasAddresses = text.find("SRC=") != Text::npos && text.find(" DST=") != Text::npos;
    return hasAddresses || text.find(" MAC=") != Text::npos;
}

// A word that a LOG line has behind its first: "TTL=64", "DF", "OPT", "(0204)", "[8", "bytes]", "]".
bool isLogWord(Text word, Text before)
{
    const auto name = std::min(word.find_first_of("=:"), word.size());
    const auto isBig = [](char c) { return (c >= 'A' && c <= 'Z') || isDigit(c); };
    if (name != 0 && std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(name), isBig))
        return !isDigit(word[0]) || before == "Hdr";
    if (word[0] == '[')
        return word.starts_with("[SRC=") || before == "INCOMPLETE";
    return word[0] == '(' || word == ")" || word == "]" || word == "bytes]" || word == "ICMPv6" ||
           before == "Unknown" || before == "Ext";
}

// Where the packet that begins at `text` ends, at the latest at its end.
std::size_t packetEnd(Text text)
{
    std::size_t end = 0;
    Text before;
    for (std::size_t at = 0; at < text.size();) {
        const auto last =
            static_cast<std::size_t>(findBlank(text.data() + at, text.data() + text.size()) - text.data());
        const Text word = text.substr(at, last - at);
        if (!word.empty() && !isLogWord(word, before))
            return end;
        // "URGP=0[ 5281.733217] …": nothing but a line end was lost.
        const auto glued = word.find_first_of("[<{\"", 1);
        if (glued != Text::npos)
            return at + glued;
        if (!word.empty())
            before = word;
        at = std::min(last + 1, text.size());
        end = at;
    }
    return end;
}

// In JSON the next packet may belong to the next object, or to the next element of a list.
std::size_t objectEnd(Text between)
{
    for (const Text border :
         {Text("},{"), Text("}, {"), Text("} {"), Text("}{"), Text("],["), Text("], [")}) {
        const auto place = between.find(border);
        if (place != Text::npos)
            return place + 1;
    }
    return Text::npos;
}

Text trimmed(Text text)
{
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

} // namespace

std::size_t firstRecordLength(Text text)
{
    auto first = nextStart(text, 0);
    while (first != Text::npos) {
        auto next = nextStart(text, first + 3);
        if (next == Text::npos)
            break;
        if (!isPacket(text.substr(first, next - first))) {
            first = next;
            continue;
        }
        const Text string = jsonStringAround(text, first);
        if (!has(string) || string.data() + string.size() >= text.data() + next)
            return first + packetEnd(text.substr(first, next - first));
        const auto end = static_cast<std::size_t>(string.data() + string.size() - text.data());
        const auto border = objectEnd(text.substr(end, next - end));
        if (border != Text::npos)
            return end + border;
        const Text body = trimmed(text.substr(first, end - first));
        if (!text.substr(next).starts_with(body))
            return end + 1;
        while (border == Text::npos && next != Text::npos && text.substr(next).starts_with(body))
            next = nextStart(text, next + body.size());
        if (next == Text::npos)
            break;
        return end + 1;
    }
    return text.size();
}

} // namespace hookwalk::wire
