// Lines about packets that are no packets: rules that were run, connections, routes, counters. Written by the
// helper into the stream between the packets, so that a saved stream holds them too:
//
//     6,0,3456,-,source=hookwalk;hookwalk rule {"packet":"1a2b3c4d","family":"ip","table":"filter",…}
//
// kind       content (a JSON object; addresses as text, numbers as numbers, names as the kernel's tools write
// them) rule       one nftrace event that is no trace point of ours. packet: hex id; type: "rule", "return"
// (end of a
//            user-defined chain) or "policy" (end of a base chain); family: "ip", "ip6", "inet"; table;
//            chain; handle (rules); verdict: "accept", "drop", "continue", "jump", "goto", "return", "queue",
//            "stolen"; target: chain of jump and goto; mark; and where the kernel has them (6.16): ct: {id,
//            direction: "original" | "reply", state: "new" | "established" | "related" | "invalid" |
//            "untracked", status: number, bits of enum ip_conntrack_status}
// tracking   the place of a packet in its connection, where a trace point of ours saw it first or changed.
//            packet; ct: as in rule
// connection one conntrack event. event: "new", "update" or "destroy"; id; family; protocol: number; original
// and reply:
//            {source, destination, and for TCP and UDP sourcePort, destinationPort, for ICMP icmpId,
//            icmpType, icmpCode}; status: ["expected", "seen-reply", "assured", "confirmed", "src-nat",
//            "dst-nat", …]; mark; timeout: seconds; tcpState: "SYN_SENT", …
// sources    what reports from here on. sightings: "kmsg",
//            "nflog", "both" or "nftrace"; rules, connections, frames: true where these are reported, too
// lost       how much the kernel could not deliver, counted since the latest "sources": kernelLog: records;
//            nflog: packets; nftrace: events; connections: events; frames. Names and numbers of
//            protocol::Lost. Written when one of them has risen
// ruleset    the rules in force. generation; chains: [{family, table, name, handle, and for base chains type,
// hook,
//            priority, policy; rules: [{handle, text: as nft prints it, iptables: as iptables-save prints it
//            where it is a rule of iptables-nft, packets, bytes: where it counts}]}]; legacy: ["filter", …],
//            tables of iptables-legacy. Many rules take several lines: part: number of the line, from 0;
//            more: true where another follows; a part that begins with the chain that the one before ended
//            with goes on with its rules; legacy is in the last. Where they cannot be read: problem: one
//            sentence alone
// route      the answer to RTM_GETROUTE. source, destination, in; error: null or the name of the errno
// ("EHOSTUNREACH"); errno;
//            type: "unicast", "local", "blackhole", "unreachable", "prohibit", … or null; out; gateway; mtu
// counters   what rose since they were last read: {"Ip.InAddrErrors": 1, "TcpExt.…": …, "Conntrack.drop": …,
//            "Device.tun0.tx_dropped": …}; names as in /proc/net/snmp, snmp6, netstat and stat/nf_conntrack
// settings   {"net.ipv4.ip_forward": "1", …}: sysctls that decide about forwarding
// links      [{name, up, carrier, mtu, addresses: ["192.0.2.1/24"]}]
// dropped    one event of the tracepoint skb:kfree_skb. reason: "NETFILTER_DROP", …; location:
// "nf_hook_slow+0x9d"; protocol
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// Appends the line; timeUs on the clock of /dev/kmsg (CLOCK_MONOTONIC). Text that is no UTF-8 is replaced.
void appendFactLine(std::int64_t timeUs, std::string_view kind, const nlohmann::ordered_json& content,
                    std::string& to);

struct FactLine {
    std::int64_t timeUs = 0;
    std::string_view kind;
    std::string_view content; // JSON, not parsed yet
};

// Nothing where the line is no fact. Cheap: it only looks at the head.
std::optional<FactLine> readFactLine(std::string_view line);

} // namespace hookwalk::wire
