// SPDX-License-Identifier: GPL-3.0-or-later
// The counters of the network namespace: how many packets went which way, and how many were dropped where.
#pragma once

#include "kernel/netlink/links.h"

#include <map>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// By name: "Ip.InAddrErrors" and "TcpExt.…" (/proc/net/snmp and netstat), "Ip6InNoRoutes" as it stands in
// /proc/net/snmp6, "Conntrack.drop" (/proc/net/stat/nf_conntrack, all CPUs), "Device.tun0.tx_dropped",
// "…rx_dropped", "…tx_carrier_errors" (as in /sys/class/net/tun0/statistics), and of queueing disciplines, named as
// tc(8) does: "Device.eth0.pfifo 8001: dropped", "… queued" (those that wait there now, so it may fall, too).
using Counters = std::map<std::string, std::uint64_t>;

// Of the namespace that the process is in. A file that this kernel does not have counts nothing. route: rtnetlink.
Result<Counters> readCounters(nl_sock* route, const std::vector<Link>& links);

// By how much each counter rose; the others are left out. One that was not there before began at 0.
Counters risen(const Counters& before, const Counters& after);

// The formats, each a whole file.
void readNamedPairs(std::string_view text, Counters& to); // snmp, netstat: a line of names, one of values
void readNamedLines(std::string_view text, Counters& to); // snmp6: "Ip6InReceives   0"
void readConntrackTable(std::string_view text,
                        Counters& to); // a line of names, one of hex values for each CPU

} // namespace hookwalk::kernel
