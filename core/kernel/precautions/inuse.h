// SPDX-License-Identifier: GPL-3.0-or-later
// What lives in the network namespace: its links with their networks, the networks that are reached through
// them, and who talks with whom. Gathered in one place, so that every precaution (precautions.h) asks for all
// of it: rtnetlink for links and routes, sock_diag(7) for sockets, ctnetlink for what passes through.
// Internal to kernel.
#pragma once

#include "kernel/netlink/links.h"

namespace hookwalk::kernel
{

// A route to a network elsewhere, of any table. One that is wider than `widestRoute` is taken for a default
// route: it is there for what has no way of its own.
struct Reached {
    Network network;          // null: a default route
    std::uint32_t device = 0; // 0: several, or not told
    IpAddress gateway;
};
constexpr unsigned widestRoute(bool isV4)
{
    return isV4 ? 8 : 7; // fc00::/7 is somebody's network, 0.0.0.0/1 the trick of a VPN
}

// A TCP connection, a connected UDP socket, or what connection tracking knows under way. No echo request:
// each finds its way anew, and those of a session before this one would be in the way of this one.
struct Conversation {
    enum class Seen : std::uint8_t { Socket, OneWay, BothWays };
    IpAddress source, destination; // of a socket: its own end first; behind a rewrite: the real ends
    Seen seen = Seen::Socket;
};

struct InUse {
    std::vector<Link> links;
    std::vector<std::uint32_t> own;   // tuns that nobody but this session uses
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

// `own` and `ownNetworks` stay empty. An Error where a part of it cannot be asked: then nobody knows what would be cut. Where
// the module of connection tracking is not loaded there is nothing to ask, which is an answer.
Result<InUse> whatIsInUse(nl_sock* route);

} // namespace hookwalk::kernel
