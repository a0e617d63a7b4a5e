// SPDX-License-Identifier: GPL-3.0-or-later
// What conntrack(8) prints of connections. Internal to wire; see othertools.h.
#pragma once

#include "wire/token.h"

#include <string>

namespace hookwalk::wire
{

std::optional<std::string> conntrackFact(Text line);

} // namespace hookwalk::wire
