// SPDX-License-Identifier: GPL-3.0-or-later
// Why a packet, or the answer to it, came no further. The codes are stable: scripts and lessons may rely on
// them.
#pragma once

#include "traversal/inquiry.h"
#include "traversal/trace.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace hookwalk
{

inline constexpr std::array<std::string_view, 41> causeCodes{
    "ip-forward-off",    // forwarding is off: net.ipv4.ip_forward, net.ipv6.conf.*.forwarding
    "no-route",          // no route to the destination
    "route-blackhole",   // ip route add blackhole …: dropped in silence
    "route-unreachable", // ip route add unreachable …: answered by host unreachable
    "route-prohibit",    // ip route add prohibit …: answered by administratively prohibited
    "rp-filter",         // the source would not be answered through the device it came by (RFC 3704)
    "martian-source",    // the source is an address of this machine, loopback or otherwise impossible
    "martian-destination",
    "ttl-expired",      // TTL or hop limit used up
    "rule-drop",        // a rule's DROP
    "rule-reject",      // a rule's REJECT: dropped and answered by an error
    "policy-drop",      // the policy of a base chain
    "invalid-dropped",  // a rule dropped it because conntrack could not make sense of it (ct state invalid)
    "queue-no-reader",  // a rule gave it to a queue (NFQUEUE) that no program reads: the kernel drops it
    "queue-held",       // not seen behind a queue; where a reader is known, that one did not give it back
    "stolen",           // a rule's target kept it (SYNPROXY, for example)
    "redirect-of-nat",  // an ICMP redirect about a translated connection: nat drops those
    "tproxy-no-route",  // TPROXY gave it a socket, and routing leads it elsewhere
    "xfrm-policy",      // an IPsec policy blocks it
    "echo-ignored",     // net.ipv4.icmp_echo_ignore_all
    "next-hop-silent",  // the next hop does not answer ARP or neighbour solicitations
    "qdisc-drop",       // the queueing discipline of the device it would leave by dropped it (tc qdisc)
    "qdisc-held",       // it waits there
    "tc-drop",          // a filter of tc at the device's ingress or egress dropped it (tc filter)
    "nat-clash",        // the translated address and port are another connection's
    "untracked-no-nat", // it left untranslated, as a rule took it out of connection tracking
    "hairpin-nat",      // destination NAT sent it back, and the answer went past this machine
    "other-host",       // the frame was for another host's hardware address
    "nat-no-mapping",   // it left with a source that nobody out there can answer
    "peer-silent",      // it was sent and nothing came back
    "peer-refused",     // the other end answered with an error or a reset
    "mtu-exceeded",     // larger than the MTU on the way out, and not to be fragmented
    "bad-checksum",     // the IP header's checksum is wrong: dropped before every hook
    "interface-down",   // the device it would leave by is down or has no carrier
    "conntrack-full",   // no room for another connection
    "tun-closed",       // routed to a tun that no program has open
    "no-listener",      // delivered, and no process wanted it
    "bad-packet",       // malformed: dropped before every hook
    "unexplained",      // it stopped, and nothing the kernel said tells why
    "lines-lost",       // lines are missing where its next one must have come: not known whether it stopped
    "tunnel-not-followed", // it or its answer went on inside a tunnel's packet of which not all is known
};

// Looks for the cause in what the kernel answered and fills code, reason and evidence where it finds one.
void explain(const Trace& trace, TraversalIndex which, Ending& ending);

// Packets of one class have the same kind of ending and the same code (Ending::code), so that not each needs its ending
// worked out; nothing: this one's depend on more. Less than causeClasses.
std::optional<std::uint8_t> causeClassOf(const Trace& trace, TraversalIndex which);
inline constexpr std::size_t causeClasses = allEndingKinds.size() * 2;
constexpr EndingKind endingOfClass(std::uint8_t causeClass)
{
    return static_cast<EndingKind>(causeClass / 2);
}

// What the kernel should be asked about the packets from `from` on: where would it send those that came no
// further than the routing decision, or were not sent behind it? Each question once, at most 64.
std::vector<RouteSearch> openQuestions(const Trace& trace, TraversalIndex from);

} // namespace hookwalk
