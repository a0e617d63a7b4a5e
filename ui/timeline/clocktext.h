// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of a log as people read them: by the clock where the log has one, else in seconds since the start.
#pragma once

#include "traversal/trace.h"

#include <QString>

namespace hookwalk::ui
{

struct ClockText {
    QString whole, part; // "10:42:07" and ".118204"; "1207" and ".871234"
};

// Of its first record; empty where the log has no time.
ClockText clockText(const Trace& trace, TraversalIndex packet);
// Whether the times of the log are those of a clock on the wall: it prints dates.
bool hasWallClock(const Trace& trace, TraversalIndex packet);
ClockText clockText(std::int64_t timeUs, bool isWallClock);
// So many places behind the point as tell moments `stepUs` apart: "10:42:07", "31.402" where `isShort` leaves hours and
// minutes away.
QString clockText(double timeUs, double stepUs, bool isWallClock, bool isShort);
QString lengthText(double us); // "3.6 s", "1 min 24 s"

} // namespace hookwalk::ui
