// The shapes of values in a LOG line: numbers as %u prints them, hex fields, addresses, device names. Each
// check takes the whole value. Internal to wire.
#pragma once

#include "wire/logline.h"

#include <bit>
#include <charconv>
#include <cstring>

namespace hookwalk::wire
{

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The first blank in [at, end), or end. Eight bytes at a time: most tokens are that short.
inline const char* findBlank(const char* at, const char* end)
{
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080, blanks = ones * ' ';
        for (; end - at >= 8; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            word ^= blanks;
            if (const std::uint64_t found = (word - ones) & ~word & highs)
                return at + std::countr_zero(found) / 8;
        }
    }
    while (at != end && *at != ' ')
        ++at;
    return at;
}

// "%u": digits without a leading zero, at most `max`.
inline Number readNumber(Text text, std::uint32_t max)
{
    if (text.empty() || text.size() > 10 || (text[0] == '0' && text.size() > 1))
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value > max)
        return std::nullopt;
    return static_cast<std::uint32_t>(value);
}

inline bool isHex(Text text, std::size_t least, std::size_t most)
{
    if (text.size() < least || text.size() > most)
        return false;
    for (const char c : text) {
        if (!isHexDigit(c))
            return false;
    }
    return true;
}

// "0x%x", "0x%02X", "0x%04x"
inline bool isPrefixedHex(Text text, std::size_t least, std::size_t most)
{
    return text.starts_with("0x") && isHex(text.substr(2), least, most);
}

// Octets as "%02x" joined by ":"; none at all is allowed.
inline bool isOctets(Text text)
{
    if (text.empty())
        return true;
    if (text.size() % 3 != 2)
        return false;
    for (std::size_t i = 0; i + 1 < text.size(); i += 3) {
        if (!isHexDigit(text[i]) || !isHexDigit(text[i + 1]) || (i != 0 && text[i - 1] != ':'))
            return false;
    }
    return true;
}

inline bool isMacAddress(Text text)
{
    return text.size() == 17 && isOctets(text);
}

inline bool isIpv4(Text text)
{
    if (text.size() > 15)
        return false;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int part = 0; part < 4; ++part) {
        if (part != 0 && (at == end || *at++ != '.'))
            return false;
        const char* const first = at;
        unsigned value = 0;
        while (at != end && isDigit(*at))
            value = value * 10 + static_cast<unsigned>(*at++ - '0');
        if (at == first || at - first > 3 || value > 255 || (*first == '0' && at - first > 1))
            return false;
    }
    return at == end;
}

// The kernel's eight groups of four, or a shortened form as other programs write it.
bool isIpv6(Text text);

// IFNAMSIZ allows 15 bytes; each may be written as "\xNN".
inline bool isDevice(Text text)
{
    if (text.find('/') != Text::npos)
        return false;
    if (text.size() <= 15)
        return true;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < text.size(); ++bytes)
        i += text.substr(i).starts_with("\\x") ? 4 : 1;
    return bytes <= 15;
}

} // namespace hookwalk::wire
