// SPDX-License-Identifier: GPL-3.0-or-later
// The services of the lab's machines: sockets that this process only holds open.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <cstdint>

namespace hookwalk::kernel
{

// In the network namespace that the process is in; for IPv4 and, where the kernel has it, IPv6. A port below
// 1024 takes CAP_NET_BIND_SERVICE.

// The kernel answers SYN by SYN/ACK; nobody accepts.
Result<UniqueFd> listenTcp(std::uint16_t port);
// Takes every datagram and answers none.
Result<UniqueFd> silentUdp(std::uint16_t port);

} // namespace hookwalk::kernel
