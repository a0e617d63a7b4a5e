// SPDX-License-Identifier: GPL-3.0-or-later
// Chinese letters for readers whose machine has none.
#pragma once

#include <optional>
#include <string>

namespace hookwalk::exports
{

// An HTML or SVG document with a font, H, of just the Chinese letters that it has (WOFF2, W3C Recommendation of 2018), at the end of
// its first style sheet; one without such letters as it is. Letters that Hookwalk Han lacks stay the reader's own.
// Nothing where it is larger than mostBytes then.
std::optional<std::string> withHanFont(std::string document, std::size_t mostBytes);

} // namespace hookwalk::exports
