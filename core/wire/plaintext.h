// SPDX-License-Identifier: GPL-3.0-or-later
// What terminals, web pages and mail put between the words of a line, taken out again. Internal to wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// The text with plain blanks for tabs, no-break spaces and the like, without colours (ESC [ … m, also as rsyslog and
// less write it) and without other control characters. Nothing where there are none of these.
std::optional<std::string> plainText(std::string_view text);

// Whether plainText() has to look closer. Cheap: every line is asked.
bool mayNeedPlainText(std::string_view text);

} // namespace hookwalk::wire
