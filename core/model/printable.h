// SPDX-License-Identifier: GPL-3.0-or-later
// Text from outside made fit to be shown: names of devices and programs, lines of logs, errors.
#pragma once

#include <string>
#include <string_view>

namespace hookwalk
{

// Replaces with "\xNN", byte for byte, what a terminal or reader would take for more than a letter: control
// characters (C0 and C1, line ends among them), marks without width, marks that change the writing direction,
// and bytes that are not UTF-8.
std::string printable(std::string_view text);
bool isPrintable(std::string_view text); // printable() would leave it as it is

} // namespace hookwalk
