// SPDX-License-Identifier: GPL-3.0-or-later
// The clock of all measured times: CLOCK_MONOTONIC, as in /dev/kmsg.
#pragma once

#include <chrono>
#include <QtGlobal>

namespace hookwalk::session
{

inline qint64 monotonicNs() // steady_clock is CLOCK_MONOTONIC with libstdc++ and libc++ on Linux
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

inline constexpr qint64 handOverIntervalNs = 16'000'000; // the window is updated about 60 times a second

} // namespace hookwalk::session
