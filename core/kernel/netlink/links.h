// SPDX-License-Identifier: GPL-3.0-or-later
// The links (network devices) of one network namespace, read and changed through rtnetlink(7). Read attribute
// by attribute, since libnl knows none of a tun's (IFLA_TUN_…, include/uapi/linux/if_link.h). Internal to
// kernel.
#pragma once

#include "change/change.h"
#include "kernel/netlink/netlink.h"
#include "model/network.h"

#include <cstdint>
#include <linux/if_link.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

// What only a tun or tap device has.
struct Tun {
    bool tap = false, persistent = false;
    bool packetInfo = false; // each packet on the descriptor begins with four bytes of its own (no IFF_NO_PI)
    bool vnetHeader = false; // IFF_VNET_HDR
    bool multiQueue = false; // IFF_MULTI_QUEUE
    std::uint32_t queues = 0; // multi-queue: how many programs have open
    std::uint32_t owner = change::nobody, group = change::nobody;

    int flags() const; // as TUNSETIFF takes them
};

// What puts a tunnel's packets into UDP, and where they go to.
struct OverUdp {
    std::string encapsulation; // "fou", "gue"; "" the tunnel itself (vxlan, geneve)
    std::uint16_t port = 0;    // 0: nothing does
};
// Of the device as RTM_NEWLINK describes it; `data`: IFLA_INFO_DATA.
OverUdp overUdpOf(std::string_view kind, const nlattr* data);

struct Link {
    std::uint32_t index = 0;
    std::string name, kind;  // kind: "tun" (a tap, too), "veth", …, "" a device of the machine's own
    std::string queue;       // qdisc: "noop" as long as the device was never up
    std::string alias;       // IFLA_IFALIAS, a text for people
    bool isUp = false;       // by its administrator (IFF_UP)
    bool hasCarrier = false; // a tun: a program has it open
    bool isReady = false;    // to carry packets: IF_OPER_UP (RFC 2863)
    std::uint32_t mtu = 0, queueLength = 0;  // bytes, packets
    std::uint32_t master = 0;                // the bridge or bond that it is a port of; 0: none
    std::uint32_t lower = 0;                 // the device of this namespace that it stands on; 0: none
    std::optional<std::uint8_t> addressMode; // IFLA_INET6_ADDR_GEN_MODE; nothing: no IPv6 at it
    rtnl_link_stats64 counters{};            // since it was made
    std::optional<Tun> tun;
    OverUdp overUdp;
    std::vector<Network> addresses; // of listLinks() only
};

// All, in the order of their numbers.
Result<std::vector<Link>> listLinks(nl_sock* socket);
// One, without its addresses. Nothing where the kernel says that there is none; it finds a device by its
// other names (altname), too.
Result<std::optional<Link>> findLink(nl_sock* socket, std::uint32_t index);
Result<std::optional<Link>> findLink(nl_sock* socket, const std::string& name);

// errno, 0 where it was done.
int deleteLink(nl_sock* socket, std::uint32_t index);
int setLinkFlags(nl_sock* socket, std::uint32_t index, unsigned on, unsigned off); // IFF_…
int setLinkUp(nl_sock* socket, std::uint32_t index, bool up);
int setLinkMtu(nl_sock* socket, std::uint32_t index, std::uint32_t mtu);
int setLinkAlias(nl_sock* socket, std::uint32_t index, const std::string& alias);
int setAddressMode(nl_sock* socket, std::uint32_t index, std::uint8_t mode);

} // namespace hookwalk::kernel
