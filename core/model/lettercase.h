// SPDX-License-Identifier: GPL-3.0-or-later
// ASCII letters in one case, whatever the locale: names of chains, tables, verdicts.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace hookwalk
{

inline std::string upperCase(std::string_view text)
{
    std::string upper(text);
    std::ranges::for_each(upper,
                          [](char& c) { c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return upper;
}

inline std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::for_each(lower,
                          [](char& c) { c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

} // namespace hookwalk
