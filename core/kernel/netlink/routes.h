// SPDX-License-Identifier: GPL-3.0-or-later
// Where the kernel would send a packet, asked before or after one was sent (RTM_GETROUTE, rtnetlink(7)).
//
// What Linux 6.18 answers for a packet that comes in by a device, and what it counts and says when one is
// really sent (tests/kernel/tst_verbs.cpp makes each; "reason" is that of kfree_skb, for root only):
//
//                        errno         type         counters                       reason           answered
// IPv4
// good                   -             unicast      Ip.ForwDatagrams               -                -
// forwarding off         EHOSTUNREACH  unicast      Ip.InAddrErrors                IP_INADDRERRORS  no
// no route               ENETUNREACH   -            IpExt.InNoRoutes               IP_INNOROUTES    3/0 net
// out device down        ENETUNREACH   -            IpExt.InNoRoutes               IP_INNOROUTES    3/0 net
// throw                  ENETUNREACH   throw        IpExt.InNoRoutes               IP_INNOROUTES    3/0 net
// blackhole              EINVAL        blackhole    -                              -                no
// unreachable            EHOSTUNREACH  unreachable  Icmp.OutDestUnreachs           -                3/1 host
// prohibit               EACCES        prohibit     Icmp.OutDestUnreachs           -                3/13
// rp_filter              EINVAL        unicast      TcpExt.IPReversePathFilter     IP_RPFILTER      no
// source is our own      EINVAL        unicast      -                              IP_LOCAL_SOURCE  no
// source 127.x           EINVAL        unicast      -                              IP_LOCALNET      no
// source not unicast     EINVAL        unicast      -                              IP_INVALID_SOURCE no
// destination 127.x      EINVAL        local        -                              IP_LOCALNET      no
// destination 0.0.0.0    EINVAL        unicast      -                              IP_INVALID_DEST  no
// TTL used up            -             unicast      Ip.InHdrErrors                 IP_INHDR         11/0
// over the MTU with DF   -             unicast      Ip.FragFails                   PKT_TOO_BIG      3/4
// wrong checksum         -             unicast      IpExt.InCsumErrors             IP_CSUM          no
// dropped by a rule      -             unicast      Ip.ForwDatagrams (in FORWARD)  NETFILTER_DROP   no
// IPv6: forwarding and addresses are looked at after routing, so that the route is answered all the same
// forwarding off         -             unicast      Ip6InAddrErrors                IP_INADDRERRORS  no
// no route               ENETUNREACH   -            Ip6InNoRoutes                  IP_INNOROUTES    1/0
// blackhole              EINVAL        blackhole    -                              -                no
// unreachable            EHOSTUNREACH  unreachable  Ip6InNoRoutes                  IP_INNOROUTES    1/0
// prohibit               EACCES        prohibit     Ip6InNoRoutes                  IP_INNOROUTES    1/1
// source is our own      -             unicast      Ip6OutForwDatagrams            (it is forwarded)
// source ::1             -             unicast      Ip6InHdrErrors                 IP_INHDR         no
// hop limit used up      -             unicast      Ip6InHdrErrors                 IP_INHDR         3/0
#pragma once

#include "kernel/netlink/netlink.h"
#include "protocol/messages.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookwalk::kernel
{

struct RouteAnswer {
    int error = 0;         // errno
    std::string errorName; // "EHOSTUNREACH"; "" without an error
    std::string type;      // "unicast", "local", "blackhole", …; "" where no route matches the destination
    std::string out, gateway; // device and address; "" where it has none
    std::uint32_t mtu = 0;    // bytes, of the route, else of the device; 0: not known
};

// A packet made here may have a source that is not this machine's, as raw(7) allows.
Result<RouteAnswer> askRoute(nl_sock* socket, const protocol::RouteQuestion& question);

} // namespace hookwalk::kernel
