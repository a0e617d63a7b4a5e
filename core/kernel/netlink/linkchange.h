// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of one device through rtnetlink, as plain steps with the kernel's errno. Internal to kernel.
#pragma once

#include "kernel/netlink/rtmessages.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookwalk::kernel
{

struct LinkNow {
    std::uint32_t index = 0;
    std::string name, kind; // kind: "tun", "veth", …, "" a device of the machine's own
    std::string queue;      // qdisc: "noop" as long as the device was never up
    std::string alias;      // IFLA_IFALIAS, a text for people
    bool isUp = false;
    std::uint32_t mtu = 0;                   // bytes
    std::optional<std::uint8_t> addressMode; // IFLA_INET6_ADDR_GEN_MODE; nothing: no IPv6 at it
};

// Nothing where the kernel says that there is none. By number, or with 0 by name.
Result<std::optional<LinkNow>> linkNow(nl_sock* socket, std::uint32_t index, const std::string& name = {});

// errno, 0 where it was done.
int deleteLink(nl_sock* socket, std::uint32_t index);
int setLinkUp(nl_sock* socket, std::uint32_t index, bool up);
int setLinkMtu(nl_sock* socket, std::uint32_t index, std::uint32_t mtu);
int setLinkAlias(nl_sock* socket, std::uint32_t index, const std::string& alias);
int setAddressMode(nl_sock* socket, std::uint32_t index, std::uint8_t mode);
// RTM_NEWADDR.
RtMessage addressMessage(std::uint32_t index, const IpAddress& address, unsigned prefix);
int changeAddress(nl_sock* socket, std::uint32_t index, const IpAddress& address, unsigned prefix, bool add);

} // namespace hookwalk::kernel
