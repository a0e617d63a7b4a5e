// SPDX-License-Identifier: GPL-3.0-or-later
// Tun and tap devices as rtnetlink tells them (IFLA_TUN_…, include/uapi/linux/if_link.h).
#pragma once

#include "kernel/netlink/netlink.h"
#include "protocol/messages.h"

#include <optional>
#include <vector>

namespace hookwalk::kernel
{

struct TunInfo {
    protocol::Device device; // without holder and `own`
    bool packetInfo = false; // each packet on the descriptor begins with four bytes of its own (no IFF_NO_PI)
    bool vnetHeader = false; // IFF_VNET_HDR
    bool multiQueue = false; // IFF_MULTI_QUEUE
    std::uint32_t queues = 0; // multi-queue: how many programs have open
    int flags() const;        // as TUNSETIFF takes them
};

// In the order of their numbers, with their addresses.
Result<std::vector<TunInfo>> tunDevices(nl_sock* socket);
// Without addresses. Nothing where the kernel says that there is none, or that it is of another kind.
Result<std::optional<TunInfo>> tunDevice(nl_sock* socket, const std::string& name);

} // namespace hookwalk::kernel
