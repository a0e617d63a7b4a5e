// SPDX-License-Identifier: GPL-3.0-or-later
// The next hops in a message about a route. Internal to rtmessages.h.
#pragma once

#include "kernel/netlink/rtmessages.h"

#include <algorithm>
#include <cstring>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

namespace hookwalk::kernel
{

inline std::string bytesOf(const nlattr* attribute)
{
    return attribute ? std::string(static_cast<const char*>(nla_data(attribute)),
                                   static_cast<std::size_t>(nla_len(attribute)))
                     : std::string();
}

inline IpAddress ipOf(const std::string& bytes) // null of none
{
    const NlAddress address(
        nl_addr_build(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), bytes.size()));
    return bytes.empty() ? IpAddress() : fromNl(address.get());
}

// Visits each next hop of a multipath route, with its position. False where a length is wrong.
template<typename Visit> bool eachHop(const nlattr* hops, const Visit& visit)
{
    auto* at = static_cast<char*>(nla_data(hops));
    for (auto left = static_cast<std::size_t>(nla_len(hops)); left > 0;) {
        rtnexthop hop{};
        if (left < sizeof hop)
            return false;
        std::memcpy(&hop, at, sizeof hop);
        if (hop.rtnh_len < sizeof hop || hop.rtnh_len > left)
            return false;
        visit(hop, at);
        const auto step = std::min<std::size_t>(RTNH_ALIGN(hop.rtnh_len), left);
        at += step;
        left -= step;
    }
    return true;
}

} // namespace hookwalk::kernel
