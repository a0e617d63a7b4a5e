// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people read them.
#pragma once

#include <string>

namespace hookwalk::words
{

std::string duration(double us);  // "26 µs", "14.2 ms"
std::string offset(double us);    // "+13 µs", "+1.2 ms": when something happened since the first event
std::string tenths(double value); // "35.1"

} // namespace hookwalk::words
