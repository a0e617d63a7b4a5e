// SPDX-License-Identifier: GPL-3.0-or-later
// Text from logs made harmless for each form. All begin with printable(): no control characters, no marks that change the
// direction of writing. Internal to exports.
#pragma once

#include <string>
#include <string_view>

namespace hookwalk::exports
{

std::string xml(std::string_view text);      // for elements and quoted attributes of HTML and SVG
std::string mermaid(std::string_view text);  // for a quoted label, a message
std::string markdown(std::string_view text); // for a paragraph or the cell of a table
// A fenced block, whose fence is longer than any in it.
std::string fenced(const std::string& lines);
std::string scriptJson(std::string json); // JSON that may stand in <script>

// At most so many bytes, at the end of a letter, with "…" where something is cut.
std::string cut(const std::string& utf8, std::size_t bytes);

} // namespace hookwalk::exports
