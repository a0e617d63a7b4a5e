// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/tuninfo.h"

#include <algorithm>
#include <cstring>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

namespace hookwalk::kernel
{

namespace
{

nlattr* inside(const nlattr* nest, int attribute)
{
    return nest ? nla_find(static_cast<nlattr*>(nla_data(nest)), nla_len(nest), attribute) : nullptr;
}

void readCounters(const nlattr* attribute, protocol::Device& device)
{
    rtnl_link_stats64 counters{};
    if (!attribute)
        return;
    std::memcpy(&counters, nla_data(attribute),
                std::min(sizeof counters, static_cast<std::size_t>(nla_len(attribute))));
    device.rxPackets = counters.rx_packets;
    device.rxBytes = counters.rx_bytes;
    device.rxDropped = counters.rx_dropped;
    device.txPackets = counters.tx_packets;
    device.txBytes = counters.tx_bytes;
    device.txDropped = counters.tx_dropped;
}

std::optional<TunInfo> readLink(nlmsghdr* message)
{
    const auto* const header = static_cast<const ifinfomsg*>(nlmsg_data(message));
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof *header, attribute); };
    const nlattr* const info = find(IFLA_LINKINFO);
    nlattr* const kind = inside(info, IFLA_INFO_KIND);
    if (!kind || std::string_view(nla_get_string(kind)) != "tun") // a tap's, too
        return {};
    TunInfo tun;
    auto& device = tun.device;
    device.index = static_cast<std::uint32_t>(header->ifi_index);
    device.up = header->ifi_flags & IFF_UP;
    if (nlattr* const name = find(IFLA_IFNAME))
        device.name = nla_get_string(name);
    if (const nlattr* const carrier = find(IFLA_CARRIER))
        device.carrier = nla_get_u8(carrier) != 0;
    if (const nlattr* const mtu = find(IFLA_MTU))
        device.mtu = nla_get_u32(mtu);
    if (const nlattr* const length = find(IFLA_TXQLEN))
        device.queueLength = nla_get_u32(length);
    readCounters(find(IFLA_STATS64), device);
    const nlattr* const data = inside(info, IFLA_INFO_DATA);
    const auto byte = [&](int attribute) {
        const nlattr* const value = inside(data, attribute);
        return value ? nla_get_u8(value) : std::uint8_t{0};
    };
    device.tap = byte(IFLA_TUN_TYPE) == IFF_TAP;
    device.persistent = byte(IFLA_TUN_PERSIST) != 0;
    tun.packetInfo = byte(IFLA_TUN_PI) != 0;
    tun.vnetHeader = byte(IFLA_TUN_VNET_HDR) != 0;
    tun.multiQueue = byte(IFLA_TUN_MULTI_QUEUE) != 0;
    if (const nlattr* const queues = inside(data, IFLA_TUN_NUM_QUEUES)) // of a multi-queue device only
        tun.queues = nla_get_u32(queues);
    if (const nlattr* const resting = inside(data, IFLA_TUN_NUM_DISABLED_QUEUES))
        tun.queues += nla_get_u32(resting);
    if (const nlattr* const owner = inside(data, IFLA_TUN_OWNER)) // left out: nobody
        device.owner = nla_get_u32(owner);
    if (const nlattr* const group = inside(data, IFLA_TUN_GROUP))
        device.group = nla_get_u32(group);
    return tun;
}

void readAddress(nlmsghdr* message, std::vector<TunInfo>& tuns)
{
    const auto* const header = static_cast<const ifaddrmsg*>(nlmsg_data(message));
    const auto tun =
        std::ranges::find(tuns, header->ifa_index, [](const TunInfo& one) { return one.device.index; });
    const nlattr* bytes = nlmsg_find_attr(message, sizeof *header, IFA_LOCAL);
    if (!bytes)
        bytes = nlmsg_find_attr(message, sizeof *header, IFA_ADDRESS);
    constexpr std::size_t most = 64; // protocol/messagefields.h
    if (tun == tuns.end() || !bytes || tun->device.addresses.size() == most)
        return;
    const NlAddress address(nl_addr_alloc_attr(bytes, header->ifa_family));
    if (const auto local = fromNl(address.get()); !local.isNull())
        tun->device.addresses.push_back(local.toString() + '/' + std::to_string(header->ifa_prefixlen));
}

} // namespace

int TunInfo::flags() const
{
    return (device.tap ? IFF_TAP : IFF_TUN) | (packetInfo ? 0 : IFF_NO_PI) | (vnetHeader ? IFF_VNET_HDR : 0) |
           (multiQueue ? IFF_MULTI_QUEUE : 0);
}

Result<std::vector<TunInfo>> tunDevices(nl_sock* socket)
{
    std::vector<TunInfo> tuns;
    return dump(socket, RTM_GETLINK, AF_UNSPEC,
                [&](nlmsghdr* message) {
                    constexpr std::size_t most = 256; // protocol/messagefields.h
                    if (auto tun = readLink(message); tun && tuns.size() < most)
                        tuns.push_back(std::move(*tun));
                })
        .and_then([&] {
            std::ranges::sort(tuns, {}, [](const TunInfo& one) { return one.device.index; });
            return dump(socket, RTM_GETADDR, AF_UNSPEC,
                        [&](nlmsghdr* message) { readAddress(message, tuns); });
        })
        .map([&] { return std::move(tuns); });
}

Result<std::optional<TunInfo>> tunDevice(nl_sock* socket, const std::string& name)
{
    const NlMessage request(nlmsg_alloc_simple(RTM_GETLINK, NLM_F_REQUEST));
    ifinfomsg link{};
    nlmsg_append(request.get(), &link, sizeof link, NLMSG_ALIGNTO);
    nla_put_string(request.get(), IFLA_IFNAME, name.c_str());
    std::optional<TunInfo> found;
    const auto asked = ask(socket, request.get(), [&](nlmsghdr* message) { found = readLink(message); });
    return isThere(asked, name).map([&](bool) { return std::move(found); });
}

} // namespace hookwalk::kernel
