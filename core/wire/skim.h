// SPDX-License-Identifier: GPL-3.0-or-later
// The fast way through a log: reads from a line only what grouping needs, and only when the line is exactly
// as current kernels print an IPv4 echo, TCP or UDP packet. Everything else is left to LogReader. For a line
// that both read, both say the same (a test and the fuzz target hold them against each other).
#pragma once

#include <cstdint>
#include <string_view>

namespace hookwalk::wire
{

struct Skimmed {
    std::int64_t timeUs = 0;  // since boot
    std::uint64_t record = 0; // its number among those of the kernel log, where saysRecord
    bool saysRecord = false;
    bool saysSource = false;                   // its head has more values: see wire/origin.h
    std::string_view prefix;                   // may be empty
    std::string_view in, out;                  // may be empty
    std::uint32_t source = 0, destination = 0; // host byte order
    std::uint32_t length = 0;
    std::uint16_t ipId = 0;
    std::uint8_t ttl = 0;
    std::uint8_t protocol = 0; // 1, 6 or 17
    std::uint8_t icmpType = 0, icmpCode = 0;
    std::uint16_t portA = 0, portB = 0; // TCP, UDP: source and destination port; ICMP echo: id and sequence
};

// False where the line is of any other form; `skimmed` is then unspecified.
bool skim(std::string_view line, Skimmed& skimmed);

} // namespace hookwalk::wire
