// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/printable.h"

#include <algorithm>
#include <array>

namespace hookwalk
{

namespace
{

// The length in bytes of the first code point, 1 to 4; 0: not UTF-8 (RFC 3629, 3).
std::size_t lengthOf(std::string_view text, char32_t& point)
{
    const auto head = static_cast<unsigned char>(text[0]);
    const std::size_t length = head < 0x80                   ? 1
                               : head >= 0xc2 && head < 0xe0 ? 2
                               : head >= 0xe0 && head < 0xf0 ? 3
                               : head >= 0xf0 && head < 0xf5 ? 4
                                                             : 0;
    if (length > text.size())
        return 0;
    point = length == 1 ? head : head & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (next & 0x3f);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool isWrong = point < least[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000);
    return isWrong ? 0 : length;
}

bool isShown(char32_t point)
{
    struct Range {
        char32_t first, last;
    };
    constexpr std::array<Range, 8> hidden{{{0, 0x1f},
                                           {0x7f, 0x9f},
                                           {0xad, 0xad},     // soft hyphen
                                           {0x61c, 0x61c},   // Arabic letter mark
                                           {0x200b, 0x200f}, // without width; marks of direction
                                           {0x2028, 0x202e}, // ends of lines; directions
                                           {0x2060, 0x206f},
                                           {0xfeff, 0xfeff}}};
    return std::ranges::none_of(
        hidden, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

} // namespace

bool isPrintable(std::string_view text)
{
    const auto isPlain = [](char letter) { return letter >= ' ' && letter < 0x7f; };
    return std::ranges::all_of(text, isPlain) || printable(text) == text;
}

std::string printable(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        char32_t point = 0;
        const auto length = lengthOf(text, point);
        const auto bytes = text.substr(0, std::max<std::size_t>(length, 1));
        if (length > 0 && isShown(point)) {
            shown += bytes;
        } else {
            for (const char byte : bytes) {
                const auto value = static_cast<unsigned char>(byte);
                shown += "\\x";
                shown += digits[value >> 4];
                shown += digits[value & 0xf];
            }
        }
        text.remove_prefix(bytes.size());
    }
    return shown;
}

} // namespace hookwalk
