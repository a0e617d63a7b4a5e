// SPDX-License-Identifier: GPL-3.0-or-later
// The links of the network namespace as they are now, asked through rtnetlink (libnl).
#pragma once

#include "kernel/netlink/netlink.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

struct LinkState {
    int index = 0;
    std::string name;
    bool isUp = false;                  // by its administrator (IFF_UP)
    bool hasCarrier = false;            // could carry packets (IFF_LOWER_UP); a tun: a program has it open
    std::uint32_t mtu = 0;              // bytes
    std::vector<std::string> addresses; // "192.0.2.1/24"
    std::uint64_t rxDropped = 0, txDropped = 0, txCarrierErrors = 0; // packets since the link was made
};

// In the order of their numbers.
Result<std::vector<LinkState>> linkStates(nl_sock* socket);

} // namespace hookwalk::kernel
