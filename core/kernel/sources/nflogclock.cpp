// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/nflogclock.h"

#include <algorithm>

namespace hookwalk::kernel
{

namespace
{

// A time for the first packet of a batch that has none.
std::int64_t startOf(std::span<const std::int64_t> timesUs, std::int64_t readUs)
{
    const auto stamped =
        std::ranges::find_if(timesUs, [](auto time) { return time != NflogClock::unstamped; });
    const auto ahead = stamped - timesUs.begin();
    return (stamped == timesUs.end() ? readUs : *stamped) - ahead;
}

} // namespace

void NflogClock::fill(std::span<std::int64_t> timesUs, std::int64_t readUs)
{
    if (timesUs.empty())
        return;
    if (timesUs.front() == unstamped)
        timesUs.front() = startOf(timesUs, readUs);
    for (std::size_t i = 0; i < timesUs.size(); ++i) {
        if (timesUs[i] == unstamped)
            timesUs[i] = m_lastUs + 1;
        timesUs[i] = m_lastUs = std::max(timesUs[i], m_lastUs);
    }
}

} // namespace hookwalk::kernel
