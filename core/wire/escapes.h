// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that the wrapping of a line wrote as escapes, made plain again.
#pragma once

#include "wire/logline.h"

#include <string>

namespace hookwalk::wire
{

// "\x5c" -> "\" (/dev/kmsg), "\n", "\"", "\u00e4" (JSON). What is no escape stays as it is.
std::string unescaped(Text text, Escapes escapes);

} // namespace hookwalk::wire
