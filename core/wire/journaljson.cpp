// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/journaljson.h"

#include "wire/logwrapping.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

struct ByteList {
    Text written; // from its "[" to behind its "]"
    std::string bytes;
};

void skipSpace(Text& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

std::optional<ByteList> messageOf(Text json)
{
    constexpr Text key = "\"MESSAGE\"";
    const auto place = json.find(key);
    if (place == Text::npos)
        return std::nullopt;
    Text rest = json.substr(place + key.size());
    skipSpace(rest);
    if (!takeLiteral(rest, ":"))
        return std::nullopt;
    skipSpace(rest);
    const Text from = rest;
    if (!takeLiteral(rest, "["))
        return std::nullopt;
    ByteList list;
    do {
        skipSpace(rest);
        const auto byte = takeDigits(rest, 3);
        if (!byte || *byte > 255)
            return std::nullopt;
        list.bytes += static_cast<char>(*byte);
        skipSpace(rest);
    } while (takeLiteral(rest, ","));
    if (!takeLiteral(rest, "]"))
        return std::nullopt;
    list.written = from.substr(0, from.size() - rest.size());
    return list;
}

} // namespace

std::optional<std::string> journalWithText(Text json)
{
    const auto message = messageOf(json);
    if (!message)
        return std::nullopt;
    const auto begin = static_cast<std::size_t>(message->written.data() - json.data());
    std::string told(json.substr(0, begin));
    told += '"';
    for (const char byte : message->bytes) {
        told += byte == '"' || byte == '\\' ? "\\" : "";
        told += byte;
    }
    told += '"';
    told += json.substr(begin + message->written.size());
    return told;
}

std::optional<Text> journalRecord(Text text)
{
    constexpr std::size_t mostBytes = 64 * 1024;
    if (!text.starts_with("{\n") && !text.starts_with("{\r\n"))
        return std::nullopt;
    const auto end = text.substr(0, mostBytes).find("\n}");
    if (end == Text::npos)
        return std::nullopt;
    const Text record = text.substr(0, end + 2);
    const auto message = messageOf(record);
    const bool isSpread = message && message->written.find('\n') != Text::npos;
    return isSpread ? std::optional(record) : std::nullopt;
}

} // namespace hookwalk::wire
