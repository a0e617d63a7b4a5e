// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/links.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_tun.h>
#include <linux/if_tunnel.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

namespace hookwalk::kernel
{

namespace
{

// ---- reading

Tun readTun(const nlattr* data)
{
    const auto byte = [&](int attribute) { return valueIn<std::uint8_t>(inside(data, attribute)); };
    const auto userOrGroup = [&](int attribute) { // left out: nobody
        const nlattr* const found = inside(data, attribute);
        return found ? valueIn(found) : change::nobody;
    };
    Tun tun;
    tun.tap = byte(IFLA_TUN_TYPE) == IFF_TAP;
    tun.persistent = byte(IFLA_TUN_PERSIST) != 0;
    tun.packetInfo = byte(IFLA_TUN_PI) != 0;
    tun.vnetHeader = byte(IFLA_TUN_VNET_HDR) != 0;
    tun.multiQueue = byte(IFLA_TUN_MULTI_QUEUE) != 0;
    tun.queues = // of a multi-queue device only
        valueIn(inside(data, IFLA_TUN_NUM_QUEUES)) + valueIn(inside(data, IFLA_TUN_NUM_DISABLED_QUEUES));
    tun.owner = userOrGroup(IFLA_TUN_OWNER);
    tun.group = userOrGroup(IFLA_TUN_GROUP);
    return tun;
}

Link readLink(nlmsghdr* message)
{
    const auto* const header = static_cast<const ifinfomsg*>(nlmsg_data(message));
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof *header, attribute); };
    Link link;
    link.index = static_cast<std::uint32_t>(header->ifi_index);
    link.name = textIn(find(IFLA_IFNAME));
    link.kind = textIn(inside(find(IFLA_LINKINFO), IFLA_INFO_KIND));
    link.queue = textIn(find(IFLA_QDISC));
    link.alias = textIn(find(IFLA_IFALIAS));
    link.isUp = header->ifi_flags & IFF_UP;
    link.hasCarrier = valueIn<std::uint8_t>(find(IFLA_CARRIER)) != 0;
    link.isReady = valueIn<std::uint8_t>(find(IFLA_OPERSTATE)) == IF_OPER_UP;
    link.mtu = valueIn(find(IFLA_MTU));
    link.queueLength = valueIn(find(IFLA_TXQLEN));
    link.master = valueIn(find(IFLA_MASTER));
    if (!find(IFLA_LINK_NETNSID)) // else it is the number of a device in another namespace
        link.lower = valueIn(find(IFLA_LINK));
    if (const nlattr* const mode = inside(inside(find(IFLA_AF_SPEC), AF_INET6), IFLA_INET6_ADDR_GEN_MODE))
        link.addressMode = nla_get_u8(mode);
    link.counters = valueIn<rtnl_link_stats64>(find(IFLA_STATS64));
    const nlattr* const data = inside(find(IFLA_LINKINFO), IFLA_INFO_DATA);
    if (link.kind == "tun")
        link.tun = readTun(data);
    link.overUdp = overUdpOf(link.kind, data);
    return link;
}

void readAddress(nlmsghdr* message, std::vector<Link>& links)
{
    const auto* const header = static_cast<const ifaddrmsg*>(nlmsg_data(message));
    const auto link = std::ranges::find(links, header->ifa_index, &Link::index);
    const auto find = [&](int attribute) {
        return addressIn(nlmsg_find_attr(message, sizeof *header, attribute));
    };
    const auto own = find(IFA_LOCAL), local = own.isNull() ? find(IFA_ADDRESS) : own;
    if (link != links.end() && !local.isNull())
        link->addresses.push_back({local, header->ifa_prefixlen});
}

NlMessage linkRequest(int type, std::uint32_t index, unsigned change = 0, unsigned flags = 0)
{
    NlMessage request(nlmsg_alloc_simple(type, NLM_F_REQUEST));
    ifinfomsg header{};
    header.ifi_index = static_cast<int>(index);
    header.ifi_change = change;
    header.ifi_flags = flags;
    nlmsg_append(request.get(), &header, sizeof header, NLMSG_ALIGNTO);
    return request;
}

// Not told is not the same as not there.
Result<std::optional<Link>> find(nl_sock* socket, const NlMessage& request, const std::string& device)
{
    std::optional<Link> found;
    return ask(socket, request.get(), [&](nlmsghdr* message) { found = readLink(message); })
        .and_then([&](int error) -> Result<std::optional<Link>> {
            if (error != 0 && error != ENODEV)
                return systemFailure(say("device-not-told", device), error);
            return std::move(found);
        });
}

// ---- changing

int carryOut(nl_sock* socket, const NlMessage& request)
{
    return ask(socket, request.get(), [](nlmsghdr*) {}).value_or(EIO);
}

} // namespace

int Tun::flags() const
{
    return (tap ? IFF_TAP : IFF_TUN) | (packetInfo ? 0 : IFF_NO_PI) | (vnetHeader ? IFF_VNET_HDR : 0) |
           (multiQueue ? IFF_MULTI_QUEUE : 0);
}

OverUdp overUdpOf(std::string_view kind, const nlattr* data)
{
    const auto number = [&](int attribute) { return valueIn<std::uint16_t>(inside(data, attribute)); };
    if (kind == "vxlan" || kind == "geneve")
        return {{}, ntohs(number(kind == "vxlan" ? int(IFLA_VXLAN_PORT) : int(IFLA_GENEVE_PORT)))};
    const bool isGre = kind.find("gre") != kind.npos;
    if (!isGre && kind != "ipip" && kind != "sit" && kind != "ip6tnl")
        return {};
    const auto type = number(isGre ? int(IFLA_GRE_ENCAP_TYPE) : int(IFLA_IPTUN_ENCAP_TYPE));
    if (type != TUNNEL_ENCAP_FOU && type != TUNNEL_ENCAP_GUE)
        return {};
    return {type == TUNNEL_ENCAP_FOU ? "fou" : "gue",
            ntohs(number(isGre ? int(IFLA_GRE_ENCAP_DPORT) : int(IFLA_IPTUN_ENCAP_DPORT)))};
}

Result<std::vector<Link>> listLinks(nl_sock* socket)
{
    std::vector<Link> links;
    return dump(socket, RTM_GETLINK, AF_UNSPEC,
                [&](nlmsghdr* message) { links.push_back(readLink(message)); })
        .and_then([&] {
            std::ranges::sort(links, {}, &Link::index);
            return dump(socket, RTM_GETADDR, AF_UNSPEC,
                        [&](nlmsghdr* message) { readAddress(message, links); });
        })
        .map([&] { return std::move(links); });
}

Result<std::optional<Link>> findLink(nl_sock* socket, std::uint32_t index)
{
    return find(socket, linkRequest(RTM_GETLINK, index), std::to_string(index));
}

Result<std::optional<Link>> findLink(nl_sock* socket, const std::string& name)
{
    const NlMessage request = linkRequest(RTM_GETLINK, 0);
    nla_put_string(request.get(), IFLA_IFNAME, name.c_str());
    return find(socket, request, name);
}

int deleteLink(nl_sock* socket, std::uint32_t index)
{
    return carryOut(socket, linkRequest(RTM_DELLINK, index));
}

int setLinkFlags(nl_sock* socket, std::uint32_t index, unsigned on, unsigned off)
{
    return carryOut(socket, linkRequest(RTM_NEWLINK, index, on | off, on));
}

int setLinkUp(nl_sock* socket, std::uint32_t index, bool up)
{
    return setLinkFlags(socket, index, up ? IFF_UP : 0, up ? 0 : IFF_UP);
}

int setLinkMtu(nl_sock* socket, std::uint32_t index, std::uint32_t mtu)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nla_put_u32(request.get(), IFLA_MTU, mtu);
    return carryOut(socket, request);
}

int setLinkAlias(nl_sock* socket, std::uint32_t index, const std::string& alias)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nla_put_string(request.get(), IFLA_IFALIAS, alias.c_str());
    return carryOut(socket, request);
}

int setAddressMode(nl_sock* socket, std::uint32_t index, std::uint8_t mode)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nlattr* const families = nla_nest_start(request.get(), IFLA_AF_SPEC);
    nlattr* const v6 = nla_nest_start(request.get(), AF_INET6);
    nla_put_u8(request.get(), IFLA_INET6_ADDR_GEN_MODE, mode);
    nla_nest_end(request.get(), v6);
    nla_nest_end(request.get(), families);
    return carryOut(socket, request);
}

} // namespace hookwalk::kernel
