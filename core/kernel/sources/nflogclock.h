// SPDX-License-Identifier: GPL-3.0-or-later
// When an NFLOG packet was at its chain, on CLOCK_MONOTONIC (the clock of /dev/kmsg).
//
// The kernel stamps a packet only at PREROUTING, INPUT and FORWARD (NFULA_TIMESTAMP, __build_packet_message()
// in net/netfilter/nfnetlink_log.c): with the time of that very step, or, while any socket of the machine
// asks for times of arrival (SO_TIMESTAMP: ping, captures, time daemons), with that of the packet's arrival,
// the same for all its steps. At OUTPUT and POSTROUTING it gives no time at all. Packets come in the order in
// which they were seen, so a packet without a time gets one from its neighbours in the batch:
//  - after a packet with a time: a microsecond later;
//  - before the first one with a time: as many microseconds before it;
//  - in a batch without any: just before the time of reading, at most one tick of the kernel (1 to 10 ms)
//  late.
// Times never go back.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace hookwalk::kernel
{

class NflogClock
{
public:
    static constexpr std::int64_t unstamped = std::numeric_limits<std::int64_t>::min();

    // Replaces each `unstamped` in a batch, in place. `readUs`: when the batch was read.
    void fill(std::span<std::int64_t> timesUs, std::int64_t readUs);

private:
    std::int64_t m_lastUs = std::numeric_limits<std::int64_t>::min();
};

} // namespace hookwalk::kernel
