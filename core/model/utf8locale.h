// SPDX-License-Identifier: GPL-3.0-or-later
// Before Qt is started. Version 6.8 complains on standard error where the locale is not UTF-8, and then
// does what is done here: without a choice, as in a bare container, or with "C", the locale is that of plain C in UTF-8.
#pragma once

#include <cstdlib>
#include <string_view>

namespace hookwalk
{

// The first of these that is set decides (setlocale(3)). Another locale, and so a language, is left as it is.
inline void preferUtf8Locale()
{
    constexpr const char* utf8 = "C.UTF-8";
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* chosen = std::getenv(name);
        if (!chosen || !*chosen)
            continue;
        if (const std::string_view locale = chosen; locale == "C" || locale == "POSIX")
            ::setenv(name, utf8, 1);
        return;
    }
    ::setenv("LC_CTYPE", utf8, 1);
}

} // namespace hookwalk
