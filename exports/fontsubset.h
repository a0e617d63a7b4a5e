// SPDX-License-Identifier: GPL-3.0-or-later
// What HarfBuzz and libwoff2 do for the font of a document: a part of its own (model/part.h). Internal to exports.
#pragma once

#include <string>
#include <string_view>

namespace hookwalk::exports
{

struct FontSubsetting {
    // Those letters of a TrueType font, as WOFF2 without the font's name; letters that it lacks are left out. "" where memory ran out.
    std::string (*woff2)(std::string_view font, std::u32string_view letters);
};

} // namespace hookwalk::exports
