// SPDX-License-Identifier: GPL-3.0-or-later
// What is in use in the network namespace: links with their networks, networks reached through them, and
// connections. Gathered in one place, so that every precaution (precautions.h) sees all of it: rtnetlink
// gives links and routes, sock_diag(7) sockets, ctnetlink the connections that pass through. Internal to
// kernel.
#pragma once

#include "kernel/netlink/links.h"

namespace hookwalk::kernel
{

// A route to a network elsewhere, of any table. A prefix shorter than `widestRoute` counts as a default
// route, which is for everything that has no route of its own.
struct Reached {
    Network network;                 // null: a default route
    std::uint32_t device = 0;        // 0: several, or not told
    std::vector<IpAddress> gateways; // of its next hops
    Network destination;             // as it stands, of a default route too
    std::uint32_t metric = 0, table = 0;
};
constexpr unsigned widestRoute(bool isV4)
{
    return isV4 ? 8 : 7; // fc00::/7 is a network; 0.0.0.0/1 is how VPNs write a default route
}

// A TCP connection, a connected UDP socket, or a tracked connection that has not ended. Pings do not count:
// each is routed anew, and those of an earlier session would stand in the way of this one.
struct Conversation {
    enum class Seen : std::uint8_t { Socket, OneWay, BothWays };
    IpAddress source,
        destination; // the real ends where addresses are translated; of a socket its own end first
    Seen seen = Seen::Socket;
};

struct InUse {
    std::vector<Link> links;
    std::vector<std::uint32_t> own;   // tuns that only this session uses
    std::vector<Network> ownNetworks; // of tuns that this session had
    std::vector<Reached> routes;
    std::vector<Conversation> conversations;
    bool forwards4 = false, forwards6 = false; // for others, before Hookwalk
    bool tracks4 = false, tracks6 = false;     // connection tracking knows of connections

    std::vector<IpAddress> local; // this machine's addresses, sorted

    bool isOwn(std::uint32_t link) const;
    bool isLocal(const IpAddress& address) const;
    const Link* find(std::uint32_t link) const; // null: it is not among the links
    std::string nameOf(std::uint32_t link) const;
};

// `own` and `ownNetworks` stay empty. An Error where a part cannot be found out, because then it is not known
// what would be cut. Connection tracking that is not loaded is no error: it tracks nothing.
Result<InUse> whatIsInUse(nl_sock* route);

} // namespace hookwalk::kernel
