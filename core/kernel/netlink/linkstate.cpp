// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/linkstate.h"

#include <algorithm>
#include <linux/if.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>

namespace hookwalk::kernel
{

namespace
{

LinkState toLinkState(rtnl_link* link)
{
    LinkState state;
    state.index = rtnl_link_get_ifindex(link);
    state.name = rtnl_link_get_name(link);
    state.isUp = rtnl_link_get_flags(link) & IFF_UP;
    state.hasCarrier = rtnl_link_get_flags(link) & IFF_LOWER_UP;
    state.mtu = rtnl_link_get_mtu(link);
    state.rxDropped = rtnl_link_get_stat(link, RTNL_LINK_RX_DROPPED);
    state.txDropped = rtnl_link_get_stat(link, RTNL_LINK_TX_DROPPED);
    state.txCarrierErrors = rtnl_link_get_stat(link, RTNL_LINK_TX_CARRIER_ERR);
    return state;
}

void addAddress(rtnl_addr* address, std::vector<LinkState>& states)
{
    const auto link = std::ranges::find(states, rtnl_addr_get_ifindex(address), &LinkState::index);
    const IpAddress local = fromNl(rtnl_addr_get_local(address));
    if (link != states.end() && !local.isNull())
        link->addresses.push_back(local.toString() + '/' + std::to_string(rtnl_addr_get_prefixlen(address)));
}

} // namespace

Result<std::vector<LinkState>> linkStates(nl_sock* socket)
{
    nl_cache* links = nullptr;
    nl_cache* addresses = nullptr;
    if (auto told = check(rtnl_link_alloc_cache(socket, AF_UNSPEC, &links), say("links-not-told")); !told)
        return tl::unexpected(told.error());
    const NlCache heldLinks(links);
    if (auto told = check(rtnl_addr_alloc_cache(socket, &addresses), say("addresses-not-told")); !told)
        return tl::unexpected(told.error());
    const NlCache heldAddresses(addresses);
    std::vector<LinkState> states;
    for (nl_object* item = nl_cache_get_first(links); item; item = nl_cache_get_next(item))
        states.push_back(toLinkState(reinterpret_cast<rtnl_link*>(item)));
    std::ranges::sort(states, {}, &LinkState::index);
    for (nl_object* item = nl_cache_get_first(addresses); item; item = nl_cache_get_next(item))
        addAddress(reinterpret_cast<rtnl_addr*>(item), states);
    return states;
}

} // namespace hookwalk::kernel
