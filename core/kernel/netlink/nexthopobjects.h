// SPDX-License-Identifier: GPL-3.0-or-later
// Next-hop objects (`ip nexthop`, Linux 5.3), which routes name by number (RTA_NH_ID) in the place of a gateway and a
// device of their own. Where net.ipv4.nexthop_compat_mode is 0, the kernel tells of such a route the number alone
// (fib_dump_info() in net/ipv4/fib_semantics.c, rt6_fill_node() in net/ipv6/route.c). Internal to kernel.
#pragma once

#include "kernel/netlink/netlink.h"

#include <map>
#include <vector>

namespace hookwalk::kernel
{

struct Hop {
    std::uint32_t device = 0; // 0: a blackhole
    IpAddress gateway = {};   // null: none; of a route of IPv4 it may be of IPv6
};

// By their number, a group with the hops of its members. Empty where the kernel has no such objects.
Result<std::map<std::uint32_t, std::vector<Hop>>> nextHopObjects(nl_sock* socket);

} // namespace hookwalk::kernel
