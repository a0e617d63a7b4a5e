// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/lablinks.h"

#include "kernel/base/failure.h"
#include "kernel/netlink/links.h"
#include "kernel/netlink/rtmessages.h"

#include <cerrno>
#include <chrono>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <netlink/route/link.h>
#include <netlink/route/link/veth.h>
#include <netlink/route/neighbour.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>
#include <poll.h>

namespace hookwalk::kernel
{

namespace
{

using Veth = std::unique_ptr<rtnl_link, Put<rtnl_link_put>>;
using Neighbour = std::unique_ptr<rtnl_neigh, Put<rtnl_neigh_put>>;
using Route = std::unique_ptr<rtnl_route, Put<rtnl_route_put>>;

Result<void> unlessError(int error, Said refusal)
{
    if (error != 0)
        return systemFailure(std::move(refusal), error);
    return {};
}

NlAddress macToNl(const MacAddress& mac)
{
    return NlAddress(nl_addr_build(AF_LLC, mac.data(), mac.size()));
}

} // namespace

Result<LabLinks> LabLinks::open()
{
    auto requests = connectNetlink(NETLINK_ROUTE);
    auto events = connectNetlink(NETLINK_ROUTE);
    if (!requests || !events)
        return tl::unexpected((requests ? events : requests).error());
    nl_socket_disable_seq_check(events->get());
    nl_socket_set_nonblocking(events->get());
    return check(nl_socket_add_membership(events->get(), RTNLGRP_LINK), say("link-changes-not-told"))
        .map([&] { return LabLinks(std::move(*requests), std::move(*events)); });
}

Result<std::uint32_t> LabLinks::indexOf(const std::string& link)
{
    return findLink(m_requests.get(), link).and_then([&](const auto& found) -> Result<std::uint32_t> {
        if (!found)
            return failure(ErrorCode::NotFound, say("no-such-device", link), ENODEV);
        return found->index;
    });
}

Result<void> LabLinks::addVeth(const End& here, const End& there, int thereNamespace)
{
    const Veth link(rtnl_link_veth_alloc());
    const Veth peer(rtnl_link_veth_get_peer(link.get())); // this call takes a reference
    rtnl_link_set_name(link.get(), here.name.c_str());
    rtnl_link_set_addr(link.get(), macToNl(here.mac).get());
    rtnl_link_set_name(peer.get(), there.name.c_str());
    rtnl_link_set_addr(peer.get(), macToNl(there.mac).get());
    rtnl_link_set_ns_fd(peer.get(), thereNamespace);
    return check(rtnl_link_add(m_requests.get(), link.get(), NLM_F_CREATE | NLM_F_EXCL),
                 say("veth-not-made", here.name));
}

Result<void> LabLinks::addAddress(const std::string& link, const Network& network)
{
    return indexOf(link).and_then([&](std::uint32_t index) {
        const std::uint8_t flags = network.address.isV4() ? 0 : IFA_F_NODAD;
        return unlessError(addToKernel(m_requests.get(), RtMessage::ofAddress(index, network, flags)),
                           say("address-not-given", link, network.address.toString()));
    });
}

Result<void> LabLinks::addDefaultRoute(const std::string& link, const IpAddress& gateway)
{
    return indexOf(link).and_then([&](std::uint32_t index) {
        const Route route(rtnl_route_alloc());
        const NlAddress via = toNl(gateway);
        const NlAddress any = toNl(gateway.isV4() ? IpAddress::v4(0) : IpAddress{});
        nl_addr_set_prefixlen(any.get(), 0);
        rtnl_route_set_dst(route.get(), any.get());
        rtnl_nexthop* hop = rtnl_route_nh_alloc();
        rtnl_route_nh_set_ifindex(hop, static_cast<int>(index));
        rtnl_route_nh_set_gateway(hop, via.get());
        rtnl_route_add_nexthop(route.get(), hop); // now owned by the route
        return check(rtnl_route_add(m_requests.get(), route.get(), NLM_F_CREATE),
                     say("default-route-not-taken", gateway.toString()));
    });
}

Result<void> LabLinks::addNeighbour(const std::string& link, const IpAddress& address, const MacAddress& mac)
{
    return indexOf(link).and_then([&](std::uint32_t index) {
        const Neighbour neighbour(rtnl_neigh_alloc());
        rtnl_neigh_set_ifindex(neighbour.get(), static_cast<int>(index));
        rtnl_neigh_set_dst(neighbour.get(), toNl(address).get());
        rtnl_neigh_set_lladdr(neighbour.get(), macToNl(mac).get());
        rtnl_neigh_set_state(neighbour.get(), NUD_PERMANENT);
        return check(rtnl_neigh_add(m_requests.get(), neighbour.get(), NLM_F_CREATE),
                     say("neighbour-not-taken", address.toString()));
    });
}

Result<void> LabLinks::setUp(const std::string& link)
{
    // A device with ARP joins a multicast group for each IPv6 address (addrconf_join_solict() in
    // net/ipv6/addrconf.c), and announces that.
    const bool isLoopback = link == "lo";
    return indexOf(link).and_then([&](std::uint32_t index) {
        return unlessError(setLinkFlags(m_requests.get(), index,
                                        IFF_UP | (isLoopback ? 0U : unsigned{IFF_NOARP}),
                                        isLoopback ? 0U : unsigned{IFF_MULTICAST}),
                           say("device-not-up", link));
    });
}

Result<void> LabLinks::waitUntilReady(const std::string& link)
{
    using std::chrono::milliseconds;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    for (;;) {
        nl_recvmsgs_default(m_events.get()); // only tells that something changed; findLink() tells what
        const auto found = findLink(m_requests.get(), link);
        if (!found)
            return tl::unexpected(found.error());
        if (*found && (*found)->isReady)
            return {};
        const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
        pollfd changed{nl_socket_get_fd(m_events.get()), POLLIN, 0};
        if (left <= milliseconds::zero() || poll(&changed, 1, static_cast<int>(left.count())) == 0)
            return failure(ErrorCode::KernelRefused, say("device-not-ready", link));
    }
}

} // namespace hookwalk::kernel
