// SPDX-License-Identifier: GPL-3.0-or-later
// What tells packets apart that look alike, from what NAT and routers leave alone: the sequence number and data of an
// echo, the numbers of a TCP segment, the data of UDP. Of 20 bytes behind the IP header at most, which is what nftrace
// hands over (NFT_TRACETYPE_TH_SIZE in net/netfilter/nf_tables_trace.c), so that all sources say the same.
#pragma once

#include <cstdint>
#include <span>

namespace hookwalk::wire
{

// `packet`: from the IP header on. 0: of another protocol, a later fragment, or too little of it is there.
std::uint16_t packetToken(std::span<const std::uint8_t> packet);

} // namespace hookwalk::wire
