// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of ebtables' log watcher (net/bridge/netfilter/ebt_log.c): devices as in a LOG line, then a
// wording of their own: "MAC source = … MAC dest = … proto = 0x0800 IP SRC=… IP DST=…, IP tos=0x00, IP
// proto=1". Internal to wire.
#pragma once

#include "wire/logline.h"

namespace hookwalk::wire
{

// False where `body`, a line from "IN=" on, is not of that kind; `line` is then as it was.
bool readEbtables(Text body, LogLine& line);

} // namespace hookwalk::wire
