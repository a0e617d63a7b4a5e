// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/precautions/inuse.h"

#include "kernel/base/failure.h"
#include "kernel/base/sysctl.h"
#include "kernel/netlink/connectionfact.h"
#include "kernel/netlink/nexthopobjects.h"
#include "kernel/netlink/nexthops.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <libnetfilter_conntrack/libnetfilter_conntrack_tcp.h>
#include <linux/inet_diag.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <netlink/attr.h>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

constexpr std::array<unsigned char, 2> families{AF_INET, AF_INET6};

// An incomplete answer counts as none.
Result<void> askAll(nl_sock* socket, int type, const auto& content, const Said& notShown, const Said& hint,
                    const std::function<void(nlmsghdr*)>& each)
{
    return askForAll(socket, type, content, each).and_then([&](int error) -> Result<void> {
        if (error == 0)
            return {};
        return systemFailure(notShown, error, hint);
    });
}

// ---- routes

using Objects = std::map<std::uint32_t, std::vector<Hop>>;

// Of a route: its own, those of several, or those of the object that it names.
std::vector<Hop> hopsOf(nlmsghdr* message, const Objects& objects)
{
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof(rtmsg), attribute); };
    if (const auto object = objects.find(valueIn(find(RTA_NH_ID))); object != objects.end())
        return object->second;
    const auto gatewayOf = [](const nlattr* gateway, const nlattr* via) {
        return gateway || !via ? addressIn(gateway) : addressVia(via);
    };
    const nlattr* const several = find(RTA_MULTIPATH);
    if (!several)
        return {{valueIn(find(RTA_OIF)), gatewayOf(find(RTA_GATEWAY), find(RTA_VIA))}};
    std::vector<Hop> hops;
    eachHop(several, [&](const rtnexthop& hop, const char* at) {
        const auto* const first = reinterpret_cast<const nlattr*>(at + RTNH_LENGTH(0));
        const int length = hop.rtnh_len - int{RTNH_LENGTH(0)};
        hops.push_back({static_cast<std::uint32_t>(hop.rtnh_ifindex),
                        gatewayOf(nla_find(first, length, RTA_GATEWAY), nla_find(first, length, RTA_VIA))});
    });
    return hops;
}

void addRoute(nlmsghdr* message, const Objects& objects, std::vector<Reached>& routes)
{
    rtmsg content{};
    if (message->nlmsg_type != RTM_NEWROUTE || nlmsg_datalen(message) < static_cast<int>(sizeof content))
        return;
    std::memcpy(&content, nlmsg_data(message), sizeof content);
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof content, attribute); };
    if (content.rtm_type != RTN_UNICAST || (content.rtm_flags & unsigned{RTNH_F_DEAD | RTNH_F_LINKDOWN}))
        return;
    const bool isV4 = content.rtm_family == AF_INET;
    const auto hops = hopsOf(message, objects);
    Reached route{{addressIn(find(RTA_DST)), content.rtm_dst_len},
                  hops.size() == 1 ? hops.front().device : 0,
                  {},
                  {},
                  valueIn(find(RTA_PRIORITY)),
                  valueIn(find(RTA_TABLE))};
    for (const Hop& hop : hops) {
        if (!hop.gateway.isNull())
            route.gateways.push_back(hop.gateway);
    }
    route.destination = route.network;
    if (isV4 && !find(RTA_DST)) // the default route names none
        route.destination.address = IpAddress::v4(0);
    if (content.rtm_dst_len < widestRoute(isV4))
        route.network = {}; // but its gateway must stay reachable
    routes.push_back(route);
}

Result<void> addRoutes(nl_sock* socket, InUse& all)
{
    return nextHopObjects(socket).and_then([&](const Objects& objects) {
        Result<void> asked;
        for (const unsigned char family : families) {
            rtmsg content{};
            content.rtm_family = family;
            if (asked)
                asked = askAll(socket, RTM_GETROUTE, content, say("routes-in-use-unknown"), {},
                               [&](nlmsghdr* message) { addRoute(message, objects, all.routes); });
        }
        return asked;
    });
}

// ---- sockets

void addSocket(nlmsghdr* message, std::vector<Conversation>& all)
{
    inet_diag_msg content{};
    if (nlmsg_datalen(message) < static_cast<int>(sizeof content))
        return;
    std::memcpy(&content, nlmsg_data(message), sizeof content);
    const auto address = [&](const auto& words) {
        IpAddress end = IpAddress::v4(0);
        const std::size_t size = content.idiag_family == AF_INET ? 4 : 16;
        std::memcpy(end.bytes.data() + 16 - size, words, size);
        return end;
    };
    all.push_back({address(content.id.idiag_src), address(content.id.idiag_dst), Conversation::Seen::Socket});
}

Result<void> addSockets(InUse& all)
{
    return connectNetlink(NETLINK_SOCK_DIAG).and_then([&](const NlSocket& socket) {
        Result<void> asked;
        for (const unsigned char family : families) {
            for (const int protocol : {IPPROTO_TCP, IPPROTO_UDP}) {
                inet_diag_req_v2 content{};
                content.sdiag_family = family;
                content.sdiag_protocol = static_cast<unsigned char>(protocol);
                // All but those that listen or are over; a UDP socket with another end is "established".
                content.idiag_states =
                    ~(1U << TCP_LISTEN | 1U << TCP_CLOSE | 1U << TCP_TIME_WAIT | 1U << TCP_FIN_WAIT2);
                if (asked)
                    asked = askAll(socket.get(), SOCK_DIAG_BY_FAMILY, content, say("sockets-in-use-unknown"),
                                   say("as-root", "modprobe -a tcp_diag udp_diag"),
                                   [&](nlmsghdr* message) { addSocket(message, all.conversations); });
            }
        }
        return asked;
    });
}

// ---- what connection tracking knows

bool isUnderWay(const nf_conntrack* connection)
{
    const auto protocol = nfct_get_attr_u8(connection, ATTR_L4PROTO);
    if (protocol == IPPROTO_TCP) {
        const auto state = nfct_get_attr_u8(connection, ATTR_TCP_STATE);
        return state >= TCP_CONNTRACK_ESTABLISHED && state <= TCP_CONNTRACK_LAST_ACK;
    }
    return protocol != IPPROTO_ICMP && protocol != IPPROTO_ICMPV6;
}

// The real ends: the one that began the connection, and the one that answers, behind address translation.
bool addTracked(nlmsghdr* message, InUse& all)
{
    const TrackedConnection parsed(nfct_new());
    const nf_conntrack* const connection = parsed.get();
    if (!connection || nfct_nlmsg_parse(message, parsed.get()) < 0)
        return false;
    const bool isV4 = nfct_get_attr_u8(connection, ATTR_L3PROTO) == AF_INET;
    (isV4 ? all.tracks4 : all.tracks6) = true;
    if (!isUnderWay(connection))
        return true;
    const bool answered = nfct_get_attr_u32(connection, ATTR_STATUS) & unsigned{IPS_SEEN_REPLY};
    all.conversations.push_back({addressOf(connection, ATTR_ORIG_IPV4_SRC, ATTR_ORIG_IPV6_SRC),
                                 addressOf(connection, ATTR_REPL_IPV4_SRC, ATTR_REPL_IPV6_SRC),
                                 answered ? Conversation::Seen::BothWays : Conversation::Seen::OneWay});
    return true;
}

Result<void> addTracked(InUse& all)
{
    if (access("/proc/sys/net/ipv4", F_OK) != 0)
        return systemFailure(say("settings-in-use-unknown"), errno);
    if (access("/proc/sys/net/netfilter/nf_conntrack_max", F_OK) != 0 && errno == ENOENT)
        return {}; // not loaded: it tracks nothing
    return connectNetlink(NETLINK_NETFILTER).and_then([&](const NlSocket& socket) {
        bool isUnderstood = true;
        return askAll(socket.get(), NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET, nfgenmsg{},
                      say("connections-in-use-unknown"), say("as-root", "modprobe nf_conntrack_netlink"),
                      [&](nlmsghdr* message) { isUnderstood &= addTracked(message, all); })
            .and_then([&]() -> Result<void> {
                if (isUnderstood)
                    return {};
                return failure(ErrorCode::Unsupported, say("connections-not-understood"));
            });
    });
}

Result<bool> isOn(const char* setting)
{
    const auto value = sysctlValue(std::string("net/") + setting);
    if (value.empty() && access("/proc/sys/net/ipv6", F_OK) == 0)
        return failure(ErrorCode::KernelRefused, say("setting-in-use-unknown", setting));
    return value == "1";
}

} // namespace

bool InUse::isOwn(std::uint32_t link) const
{
    return std::ranges::find(own, link) != own.end();
}

bool InUse::isLocal(const IpAddress& address) const
{
    return address.isLoopback() || std::ranges::binary_search(local, address);
}

const Link* InUse::find(std::uint32_t link) const
{
    const auto found = std::ranges::find(links, link, &Link::index);
    return found == links.end() ? nullptr : &*found;
}

std::string InUse::nameOf(std::uint32_t link) const
{
    const Link* const found = find(link);
    return found ? found->name : std::string();
}

Result<InUse> whatIsInUse(nl_sock* route)
{
    InUse all;
    const auto keep = [](auto& place) { return [&place](auto value) { place = std::move(value); }; };
    return listLinks(route)
        .map(keep(all.links))
        .and_then([&] { return addRoutes(route, all); })
        .and_then([&] { return addSockets(all); })
        .and_then([&] { return addTracked(all); })
        .and_then([&] { return isOn("ipv4/ip_forward").map(keep(all.forwards4)); })
        .and_then([&] { return isOn("ipv6/conf/all/forwarding").map(keep(all.forwards6)); })
        .map([&] {
            for (const Link& link : all.links)
                std::ranges::transform(link.addresses, std::back_inserter(all.local), &Network::address);
            std::ranges::sort(all.local);
            return std::move(all);
        });
}

} // namespace hookwalk::kernel
