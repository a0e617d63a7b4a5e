// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/links.h"

#include <chrono>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <netlink/route/addr.h>
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

using Link = std::unique_ptr<rtnl_link, Put<rtnl_link_put>>;
using LinkAddress = std::unique_ptr<rtnl_addr, Put<rtnl_addr_put>>;
using Neighbour = std::unique_ptr<rtnl_neigh, Put<rtnl_neigh_put>>;
using Route = std::unique_ptr<rtnl_route, Put<rtnl_route_put>>;

NlAddress macToNl(const MacAddress& mac)
{
    return NlAddress(nl_addr_build(AF_LLC, mac.data(), mac.size()));
}

} // namespace

Result<Links> Links::open()
{
    auto requests = connectNetlink(NETLINK_ROUTE);
    auto events = connectNetlink(NETLINK_ROUTE);
    if (!requests || !events)
        return tl::unexpected((requests ? events : requests).error());
    nl_socket_disable_seq_check(events->get());
    nl_socket_set_nonblocking(events->get());
    return check(nl_socket_add_membership(events->get(), RTNLGRP_LINK), say("link-changes-not-told"))
        .map([&] { return Links(std::move(*requests), std::move(*events)); });
}

Result<int> Links::indexOf(const std::string& link)
{
    rtnl_link* found = nullptr;
    return check(rtnl_link_get_kernel(m_requests.get(), 0, link.c_str(), &found),
                 say("device-not-known", link))
        .map([&] { return rtnl_link_get_ifindex(Link(found).get()); });
}

Result<void> Links::addVeth(const End& here, const End& there, int thereNamespace)
{
    const Link link(rtnl_link_veth_alloc());
    const Link peer(rtnl_link_veth_get_peer(link.get())); // counted once more by this call
    rtnl_link_set_name(link.get(), here.name.c_str());
    rtnl_link_set_addr(link.get(), macToNl(here.mac).get());
    rtnl_link_set_name(peer.get(), there.name.c_str());
    rtnl_link_set_addr(peer.get(), macToNl(there.mac).get());
    rtnl_link_set_ns_fd(peer.get(), thereNamespace);
    return check(rtnl_link_add(m_requests.get(), link.get(), NLM_F_CREATE | NLM_F_EXCL),
                 say("veth-not-made", here.name));
}

Result<void> Links::addAddress(const std::string& link, const Network& network)
{
    return indexOf(link).and_then([&](int index) {
        const LinkAddress address(rtnl_addr_alloc());
        const NlAddress local = toNl(network.address);
        nl_addr_set_prefixlen(local.get(), network.prefix);
        rtnl_addr_set_ifindex(address.get(), index);
        rtnl_addr_set_local(address.get(), local.get());
        if (!network.address.isV4())
            rtnl_addr_set_flags(address.get(), IFA_F_NODAD);
        return check(rtnl_addr_add(m_requests.get(), address.get(), 0),
                     say("address-not-given", link, network.address.toString()));
    });
}

Result<void> Links::addDefaultRoute(const std::string& link, const IpAddress& gateway)
{
    return indexOf(link).and_then([&](int index) {
        const Route route(rtnl_route_alloc());
        const NlAddress via = toNl(gateway);
        const NlAddress any = toNl(gateway.isV4() ? IpAddress::v4(0) : IpAddress{});
        nl_addr_set_prefixlen(any.get(), 0);
        rtnl_route_set_dst(route.get(), any.get());
        rtnl_nexthop* hop = rtnl_route_nh_alloc();
        rtnl_route_nh_set_ifindex(hop, index);
        rtnl_route_nh_set_gateway(hop, via.get());
        rtnl_route_add_nexthop(route.get(), hop); // the route's from here on
        return check(rtnl_route_add(m_requests.get(), route.get(), NLM_F_CREATE),
                     say("default-route-not-taken", gateway.toString()));
    });
}

Result<void> Links::addNeighbour(const std::string& link, const IpAddress& address, const MacAddress& mac)
{
    return indexOf(link).and_then([&](int index) {
        const Neighbour neighbour(rtnl_neigh_alloc());
        rtnl_neigh_set_ifindex(neighbour.get(), index);
        rtnl_neigh_set_dst(neighbour.get(), toNl(address).get());
        rtnl_neigh_set_lladdr(neighbour.get(), macToNl(mac).get());
        rtnl_neigh_set_state(neighbour.get(), NUD_PERMANENT);
        return check(rtnl_neigh_add(m_requests.get(), neighbour.get(), NLM_F_CREATE),
                     say("neighbour-not-taken", address.toString()));
    });
}

Result<void> Links::changeFlags(const std::string& link, unsigned on, unsigned off, const Said& refusal)
{
    return indexOf(link).and_then([&](int index) {
        const Link now(rtnl_link_alloc());
        const Link wanted(rtnl_link_alloc());
        rtnl_link_set_ifindex(now.get(), index);
        rtnl_link_set_flags(wanted.get(), on);
        rtnl_link_unset_flags(wanted.get(), off);
        return check(rtnl_link_change(m_requests.get(), now.get(), wanted.get(), 0), refusal);
    });
}

Result<void> Links::setUp(const std::string& link)
{
    // A device with ARP joins a multicast group for each IPv6 address (addrconf_join_solict() in
    // net/ipv6/addrconf.c), and announces that.
    return changeFlags(link, IFF_UP | (link == "lo" ? 0U : unsigned{IFF_NOARP}),
                       link == "lo" ? 0U : unsigned{IFF_MULTICAST}, say("device-not-brought-up", link));
}

Result<void> Links::allowResolution(const std::string& link)
{
    return changeFlags(link, 0, IFF_NOARP, say("arp-not-allowed", link));
}

Result<void> Links::waitUntilReady(const std::string& link)
{
    using std::chrono::milliseconds;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    for (;;) {
        nl_recvmsgs_default(m_events.get()); // tells only that something changed: what, is asked for
        rtnl_link* found = nullptr;
        auto known = check(rtnl_link_get_kernel(m_requests.get(), 0, link.c_str(), &found),
                           say("device-not-known", link));
        if (!known)
            return known;
        if (rtnl_link_get_operstate(Link(found).get()) == IF_OPER_UP)
            return {};
        const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
        pollfd changed{nl_socket_get_fd(m_events.get()), POLLIN, 0};
        if (left <= milliseconds::zero() || poll(&changed, 1, static_cast<int>(left.count())) == 0)
            return failure(ErrorCode::KernelRefused, say("device-not-ready", link));
    }
}

} // namespace hookwalk::kernel
