// SPDX-License-Identifier: GPL-3.0-or-later
// The time in microseconds; CLOCK_MONOTONIC is the clock of /dev/kmsg and of every report.
#pragma once

#include <cstdint>
#include <time.h>

namespace hookwalk::kernel
{

inline std::int64_t clockUs(clockid_t clock = CLOCK_MONOTONIC)
{
    timespec now{};
    clock_gettime(clock, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

} // namespace hookwalk::kernel
