// SPDX-License-Identifier: GPL-3.0-or-later
// The link header that NFLOG and nftrace hand over with a packet.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace hookwalk::kernel
{

// A packet that came without a link header (from a tun) and leaves by Ethernet is handed over with the start
// of its IP header in the place of one. The kernel log knows better (dump_mac_header() in nf_log_syslog.c).
inline std::span<const std::uint8_t> realLinkHeader(std::span<const std::uint8_t> link,
                                                    std::span<const std::uint8_t> packet)
{
    const bool isPacketItself =
        link.size() <= packet.size() && std::ranges::equal(link, packet.first(link.size()));
    return isPacketItself ? std::span<const std::uint8_t>{} : link;
}

} // namespace hookwalk::kernel
