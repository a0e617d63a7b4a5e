// SPDX-License-Identifier: GPL-3.0-or-later
// What a person calls a packet: words/packets has "echo reply, seq 0", "time exceeded", "TCP 40000 → 80 SYN".
#pragma once

#include "model/said.h"
#include "model/traceevent.h"
#include "wire/logline.h"

namespace hookwalk
{

Said titleOf(const TraceEvent& event, const wire::LogLine& line);

} // namespace hookwalk
