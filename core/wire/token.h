// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of values in a LOG line: numbers as %u prints them, hex fields, addresses, device names. Each
// check takes the whole value. Internal to wire.
#pragma once

#include "wire/logline.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace hookwalk::wire
{

// The largest values of 8, 16 and 32 bits.
constexpr std::uint32_t maxByte = 0xff, maxShort = 0xffff, maxWord = 0xffffffff;

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr auto hexDigits = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("0123456789abcdefABCDEF"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

constexpr bool isHexDigit(char c)
{
    return hexDigits[static_cast<unsigned char>(c)];
}

struct Digits {
    std::uint64_t value = 0;
    std::size_t count = 0;
};

// The decimal digits at the start of [at, end), up to 18 of them. Eight bytes at a time: the length of a
// number is different in each line, and a loop over it would be guessed wrong by the processor.
inline Digits leadingDigits(const char* at, const char* end)
{
    constexpr std::size_t most = 18;
    Digits digits;
    if constexpr (std::endian::native == std::endian::little) {
        if (end - at >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            word ^= 0x3030303030303030; // a digit is now 0 to 9
            const std::uint64_t others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
            digits.count = others == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(others)) / 8;
            if (digits.count == 0)
                return digits;
            word <<= 64 - 8 * digits.count; // zeros in front
            word = word * 10 + (word >> 8); // pairs
            digits.value = ((word & 0x000000ff000000ff) * 0x000f424000000064 +
                            ((word >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >>
                           32;
            if (digits.count < 8)
                return digits;
        }
    }
    for (at += digits.count; at != end && isDigit(*at) && digits.count < most; ++at, ++digits.count)
        digits.value = digits.value * 10 + static_cast<unsigned>(*at - '0');
    return digits;
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
    const Digits digits = leadingDigits(text.data(), text.data() + text.size());
    if (digits.count == 0 || digits.count != text.size() || (text[0] == '0' && text.size() > 1) ||
        digits.value > max)
        return std::nullopt;
    return static_cast<std::uint32_t>(digits.value);
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

// The end of a dotted address that begins at `at`, and its value in host byte order; null where there is none. Parts
// have no leading zeros.
inline const char* ipv4End(const char* at, const char* end, std::uint32_t& value)
{
    for (int part = 0; part < 4; ++part) {
        if (part != 0 && (at == end || *at++ != '.'))
            return nullptr;
        const Digits digits = leadingDigits(at, end);
        if (digits.count == 0 || digits.value > 255 || (*at == '0' && digits.count > 1))
            return nullptr;
        at += digits.count;
        value = value << 8 | static_cast<std::uint32_t>(digits.value);
    }
    return at;
}

inline bool isIpv4(Text text)
{
    std::uint32_t value = 0;
    const char* const end = text.data() + text.size();
    return !text.empty() && ipv4End(text.data(), end, value) == end;
}

// The kernel's eight groups of four, or a shortened form as other programs write it.
bool isIpv6(Text text);

inline bool isAddress(Text text)
{
    return isIpv4(text) || isIpv6(text);
}

// IFNAMSIZ allows 15 bytes; each may be written as "\xNN". Captures of other systems have longer names, of which at least
// one byte is written so (loglinewriter.cpp).
inline bool isDevice(Text text)
{
    if (text.find('/') != Text::npos)
        return false;
    if (text.size() <= 15)
        return true;
    constexpr std::size_t longest = 4 * 256;
    return text.size() <= longest && text.find("\\x") != Text::npos;
}

} // namespace hookwalk::wire
