// SPDX-License-Identifier: GPL-3.0-or-later
// Lines about packets that are not packets: rules that ran, connections, routes, counters. The helper writes
// them into the stream between the packets, so that a saved stream holds them too:
//
//     6,0,3456,-,source=hookwalk;hookwalk rule {"packet":"1a2b3c4d","family":"ip","table":"filter",...}
//
// The word behind "hookwalk" is the kind. The rest of the line is one JSON object, whose members each kind
// lists below. Addresses are text, numbers are numbers, names are those of the kernel's tools. This comment is
// the only specification of the format.
//
// The first three are of recordings (core/recording) and no lines: nobody counts them.
//
// recording   The first line of a recording.
//   format      1; a newer one may have kinds of facts and members that this comment does not list
//   program     "hookwalk 0.1.0"
//   kernel      "Linux 6.1.0 x86_64", of the machine that saw the packets; not told where a log was opened and saved
//   place       "lab", "host" or "file"
//   made        "2026-11-29T22:30:00Z"
//   line        number of the line behind it and behind those that are told again; greater than 1 where earlier
//               ones were forgotten
//   again       number of "sources" and "ruleset" lines that follow at once, as they stood among those that were forgotten.
//               Where recordings are joined (cat a b), what the one before has said is not told again
//   anonymised  true where addresses and names were replaced (recording/anonymise.h)
//
// flags       What a person marked: {flags}, behind the lines; the last such fact counts.
//   flags       list of {line, record, note}; record: from 0, where the line tells of several packets
//
// view        What the window showed; the last such fact counts.
//   line, record   as in flags: the first record of the packet that is selected
//   step        of it, from 1
//   filter      terms (query/filter.h)
//   time        "true", "even" or "stretched"
//
// rule        One nftrace event that is not a trace point of ours.
//   packet      hexadecimal id
//   type        "rule", "return" (end of a user-defined chain) or "policy" (end of a base chain)
//   family      "ip", "ip6" or "inet"
//   table, chain
//   handle      number of the rule; for type "rule"
//   text        the rule's words, where the tool that told of it prints them
//   verdict     "accept", "drop", "continue", "jump", "goto", "return", "queue" or "stolen"
//   queue       its number; for verdict "queue"
//   target      chain of a jump or goto
//   mark        number
//   ct          where the kernel tells it (6.16 and later):
//     id          number
//     direction   "original" or "reply"
//     state       "new", "established", "related", "invalid" or "untracked"
//     status      number: bits of enum ip_conntrack_status
//
// tracking    The place of a packet in its connection, where a trace point of ours saw it first or changed.
//   packet      hexadecimal id
//   ct          as in rule
//
// connection  One conntrack event.
//   event       "new", "update" or "destroy"
//   id, family
//   protocol    number
//   original, reply
//     source, destination
//     sourcePort, destinationPort       of UDP and TCP
//     icmpId, icmpType, icmpCode        of ICMP
//   status      list: "expected", "seen-reply", "assured", "confirmed", "src-nat", "dst-nat", ...
//   mark
//   timeout     seconds
//   tcpState    "SYN_SENT", ...
//
// sources     What reports from this line on.
//   sightings   "kmsg", "nflog", "both" or "nftrace"
//   rules, connections, frames   true where these are reported, too
//
// canary      A canary packet was sent and all reports about it were waited for: what has not reported it since the
//             canary before is blind. nftrace sees it only where it is the one that reports the trace points;
//             else it is blind where it told of fewer sightings there than the other source. Packets from and to 127.87.75.67 are canaries and no others' (traceprefix.h).
//   sent        false: it could not be sent
//
// lost        How much the kernel could not deliver, counted since the latest "sources". Written when a number
//             has risen. Names and numbers of protocol::Lost.
//   kernelLog   records
//   nflog       packets
//   nftrace, connections   events
//   frames
//
// ruleset     The rules in force. Many rules take several lines.
//   generation  number of the ruleset (nft list ruleset)
//   chains      list:
//     family, table, name, handle
//     type, hook, priority, policy      of base chains
//     rules       list:
//       handle
//       text        as nft prints it
//       iptables    as iptables-save prints it; for rules of iptables-nft
//       packets, bytes                  where the rule counts
//     legacy      true: of iptables-legacy, as iptables-legacy-save -c prints it; handle: the rule's place in the chain
//     packets     that the policy decided; of iptables-legacy only
//   legacy      tables of iptables-legacy: ["filter", ...]; in the last line
//   part        number of the line, from 0
//   more        true where another line follows. A part that begins with the chain that the one before ended
//               with goes on with its rules
//   problem     alone: why the rules could not be read. List of {code, values, errno} (model/said.h); a
//               sentence in older files
//
// route       The answer to RTM_GETROUTE.
//   source, destination, in, mark
//   error       null, or the name of the errno: "EHOSTUNREACH"
//   errno
//   type        "unicast", "local", "blackhole", "unreachable", "prohibit", ... or null
//   out, gateway, mtu
//
// counters    What rose since they were last read: {"Ip.InAddrErrors": 1, "TcpExt....": ..., "Conntrack.drop": ...,
//             "Device.tun0.tx_dropped": ...}. Names as in /proc/net/snmp, snmp6, netstat and stat/nf_conntrack; of
//             queueing disciplines as tc(8) has them: "Device.eth0.pfifo 8001: dropped", "... queued" (waits there),
//             "... offered" (passed, dropped or waits there).
//
// settings    The sysctls that decide about forwarding: {"net.ipv4.ip_forward": "1", ...}
//
// links       List of {name, kind ("vxlan", … as in `ip -d link`), up, carrier, mtu, addresses: ["192.0.2.1/24"]}.
//
// policy      What decides beside the usual tables: {rules, routes}.
//   rules       of `ip rule`: list of {family, priority, from, to, in, out, mark, mask, not, action, table}; action:
//               "lookup", "blackhole", "unreachable", "prohibit" or "" (another one)
//   routes      those that refuse, of all tables: list of {family, to, type, table}
//
// neighbours  Next hops that have not answered: list of {address, device, state: "incomplete" or "failed"}.
//
// queues      The queues that programs read (NFQUEUE): list of {number, port, waiting}.
//
// dropped     One event of the tracepoint skb:kfree_skb.
//   reason      "NETFILTER_DROP", ...
//   location    "nf_hook_slow+0x9d"
//   protocol
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
