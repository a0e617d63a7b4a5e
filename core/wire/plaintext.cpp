// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/plaintext.h"

#include <algorithm>
#include <array>

namespace hookwalk::wire
{

namespace
{

using Text = std::string_view;

// U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000; tab.
constexpr std::array<Text, 16> blanks{"\t",           "\xc2\xa0",     "\xe2\x80\x80", "\xe2\x80\x81",
                                      "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
                                      "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89",
                                      "\xe2\x80\x8a", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};
// U+200B to U+200D and the byte order mark: they have no width.
constexpr std::array<Text, 4> nothings{"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xef\xbb\xbf"};
// ESC as it is, and as rsyslog, cat -v and less write it.
constexpr std::array<Text, 4> escapes{"\x1b[", "#033[", "^[[", "ESC["};

// What any of these begins with, other control characters, and the end of "ESC[".
constexpr auto suspects = [] {
    std::array<bool, 256> bytes{};
    std::fill_n(bytes.begin(), ' ', true);
    for (const unsigned byte : {0x23U, 0x5eU, 0x5bU, 0xc2U, 0xe2U, 0xe3U, 0xefU}) // # ^ [ and UTF-8
        bytes[byte] = true;
    return bytes;
}();

template<std::size_t Size> Text startOf(Text text, const std::array<Text, Size>& starts)
{
    const auto* found =
        std::find_if(starts.begin(), starts.end(), [&](Text start) { return text.starts_with(start); });
    return found == starts.end() ? Text() : *found;
}

// "ESC [ 1 ; 31 m": the length, or 0 where it is no such sequence (ECMA-48, 5.4)
std::size_t escapeLength(Text text)
{
    const Text start = startOf(text, escapes);
    if (start.empty())
        return 0;
    const auto end = text.find_first_not_of("0123456789;?", start.size());
    if (end == Text::npos)
        return text.size();
    const bool isFinal = (text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z');
    return isFinal ? end + 1 : start.size();
}

} // namespace

bool mayNeedPlainText(Text text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (suspects[static_cast<unsigned char>(text[at])] &&
            (text[at] != '[' || text.substr(0, at).ends_with("ESC")))
            return true;
    }
    return false;
}

std::optional<std::string> plainText(Text text)
{
    if (!mayNeedPlainText(text))
        return std::nullopt;
    const Text whole = text;
    std::string plain;
    while (!text.empty()) {
        if (const Text blank = startOf(text, blanks); !blank.empty()) {
            plain += ' ';
            text.remove_prefix(blank.size());
        } else if (const auto escape = escapeLength(text); escape != 0) {
            text.remove_prefix(escape);
        } else if (const Text nothing = startOf(text, nothings); !nothing.empty()) {
            text.remove_prefix(nothing.size());
        } else if (text[0] == '\x01' &&
                   text.size() > 1) { // KERN_SOH and the level (include/linux/kern_levels.h)
            text.remove_prefix(2);
        } else {
            const auto byte = static_cast<unsigned char>(text[0]);
            if (byte >= ' ')
                plain += text[0];
            text.remove_prefix(1);
        }
    }
    return plain == whole ? std::nullopt : std::optional(std::move(plain));
}

} // namespace hookwalk::wire
