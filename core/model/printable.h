// SPDX-License-Identifier: GPL-3.0-or-later
// Text from outside made fit to be shown: names of devices and programs, lines of logs, errors.
#pragma once

#include <string>
#include <string_view>

namespace hookwalk
{

// UTF-8 without anything that a terminal or a reader would take for more than a letter: control characters
// (C0 and C1, the ends of lines among them), marks without width or that turn the direction of writing, and
// bytes that are no UTF-8 become "\xNN", byte for byte.
std::string printable(std::string_view text);
bool isPrintable(std::string_view text); // it stays as it is

} // namespace hookwalk
