// SPDX-License-Identifier: GPL-3.0-or-later
// Two whole runs beside each other: the same probes paired, and for each pair whether it went the same way.
#pragma once

#include "output.h"
#include "savedpacket.h"

namespace hookwalk::cli
{

enum class As { Text, Json };

// Prints it. True: each packet of one run has its pair in the other, and both went the same way. An Error where a filter
// of the locators cannot be used.
Result<bool> compareRuns(const SavedPacket& a, const SavedPacket& b, As as, Output& output);

} // namespace hookwalk::cli
