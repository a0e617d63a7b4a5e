// SPDX-License-Identifier: GPL-3.0-or-later
// A kernel log as large as wanted, the same bytes every time: what a router with trace points in all chains
// prints while packets of two CPUs interleave. For benchmarks, and for tests that know what must come out.
#pragma once

#include <cstdint>
#include <string>

namespace hookwalk::test
{

// How many packets of each way begin in the log; the last of each CPU may be cut off by its end.
struct GeneratedLog {
    std::string text; // lines in the form of /dev/kmsg
    std::uint32_t lines = 0;
    std::uint32_t forwarded = 0; // of which replies that are forwarded back: half, less the drops
    std::uint32_t localIn = 0;
    std::uint32_t localOut = 0;
    std::uint32_t dropped = 0; // counted in the ways above too
    std::uint32_t packets() const { return forwarded + localIn + localOut; }
};

GeneratedLog generateLog(std::uint32_t lines);

} // namespace hookwalk::test
