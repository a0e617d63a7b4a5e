// SPDX-License-Identifier: GPL-3.0-or-later
// The packets that tunnels of this namespace make of others: a packet on its way inside another one keeps its addresses
// there, so it is known by them, and what others send through the same tunnel is not taken for it.
#pragma once

#include "kernel/netlink/netlink.h"
#include "model/ipaddress.h"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

// The headers that a tunnel puts before an IP packet. IPv4 options and other extension headers than a tunnel's own are not
// reckoned with: no tunnel of Linux sends them.
struct Carrier {
    std::uint8_t version = 4;  // of the outer IP header: 4, 6
    std::uint8_t protocol = 0; // behind it: 4, 41 (IP in IP), 17 (VXLAN, Geneve, FOU, GUE), 47 (GRE)
    std::uint16_t port = 0;    // UDP: destination port; else 0
    std::uint8_t before = 0;   // bytes from the outer IP header to the inner one
    bool isTagged = false;     // among them a VLAN tag (802.1Q)

    auto operator<=>(const Carrier&) const = default; // NOLINT(modernize-use-nullptr)
};
using Carriers = std::vector<Carrier>; // in order, each once

// Of the tunnels that are up (vxlan, geneve, gre, gretap, ipip, sit and their IPv6 kinds, also with `encap fou` or `encap gue`);
// none where the kernel gives no list.
Carriers carriersHere();
// Of one tunnel as RTM_NEWLINK describes it; `data`: IFLA_INFO_DATA. None: it is no such tunnel.
Carriers carriersOf(std::string_view kind, const nlattr* data);

// Rules in nft's language, a line each, that report carriers of packets from or to one of the addresses.
std::string carrierRules(const Carriers& carriers, const std::vector<IpAddress>& addresses,
                         const std::string& report);
// The packet inside, from its IP header on; empty: it is none of these carriers, or too little of it is there.
std::span<const std::uint8_t> packetInside(std::span<const std::uint8_t> packet, const Carriers& carriers);

} // namespace hookwalk::kernel
