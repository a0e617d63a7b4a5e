// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the line the kernel's LOG target would have printed for a packet that came by NFLOG, so that both
// sources give the same events and read alike: byte for byte what net/netfilter/nf_log_syslog.c of Linux 6.18
// prints with default flags, short and damaged packets included. That is why the headers are read through the
// kernel's own structures and not with libtins, which refuses packets that the kernel still describes.
#pragma once

#include "wire/origin.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// One packet as nfnetlink_log hands it over (include/uapi/linux/netfilter/nfnetlink_log.h), or as nftrace and
// a packet socket do.
struct PacketReport {
    Source source = Source::Nflog;
    std::uint32_t packetId = 0; // see Origin
    std::int64_t timeUs = 0;    // on the clock of /dev/kmsg (CLOCK_MONOTONIC), microseconds
    std::uint64_t sequence = 0; // NFULA_SEQ_GLOBAL or NFULA_SEQ
    std::string_view prefix{};
    std::string_view in{}, out{};               // device names, empty: none
    std::span<const std::uint8_t> linkHeader{}; // NFULA_HWHEADER, empty: none
    std::uint32_t mark = 0;
    std::string_view comment{};             // of a capture file, see origin.h
    std::span<const std::uint8_t> packet{}; // from the IP header on
};

// Appends "prio,seq,usec,-,source=nflog;PREFIXIN=…\n" (the form of /dev/kmsg, priority 7) to `to`;
// without the source where that is the kernel log. A packet that cannot be
// read is printed as far as the kernel would have, ending in TRUNCATED.
void appendLogLine(const PacketReport& packet, std::string& to);

} // namespace hookwalk::wire
