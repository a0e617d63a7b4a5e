// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/stages.h"

#include "words/sentences.h"
#include "words/words.h"

#include <cstdlib>

namespace hookwalk::words
{

namespace
{

constexpr Sentence stageTable[]{
    {"stage-rewrite", QT_TRANSLATE_NOOP("words", "conntrack rewrites")},
    {"stage-routing", QT_TRANSLATE_NOOP("words", "Routing decision")},
    {"stage-reroute-check", QT_TRANSLATE_NOOP("words", "Reroute check")},
    {"stage-local-process", QT_TRANSLATE_NOOP("words", "Local process")},
    {"stage-network-in", QT_TRANSLATE_NOOP("words", "Received from the wire")},
    {"stage-network-out", QT_TRANSLATE_NOOP("words", "Out on the wire")},
    {"stage-tun-written", QT_TRANSLATE_NOOP("words", "Written to the tun")},
    {"stage-tun-read", QT_TRANSLATE_NOOP("words", "Read from the tun")},
    {"stage-base-chain", QT_TRANSLATE_NOOP("words", "Base chain")},
    {"stage-unplaced", QT_TRANSLATE_NOOP("words", "Place not known")},
    {"stage-user-rule", QT_TRANSLATE_NOOP("words", "rule %1 of %2 (%3)")},
    {"stage-user-return", QT_TRANSLATE_NOOP("words", "return from %2 (%3)")},
    {"purpose-user-chain",
     QT_TRANSLATE_NOOP("words",
                       "A user-defined chain of the table %1. It runs where a rule of a base chain of that "
                       "table, or of another such chain, jumps to it.")},
    {"purpose-raw-PREROUTING",
     QT_TRANSLATE_NOOP("words",
                       "The first table to see a packet that comes in, before connection tracking. Rules "
                       "here take packets out of tracking (NOTRACK) or drop a flood at the lowest cost.")},
    {"purpose-conntrack-PREROUTING",
     QT_TRANSLATE_NOOP(
         "words",
         "Connection tracking finds the connection that the packet belongs to, begins a new one, or calls "
         "it INVALID. It is no table and takes no rules; later rules ask for its answer with --ctstate.")},
    {"purpose-mangle-PREROUTING",
     QT_TRANSLATE_NOOP("words", "Changes headers and marks of everything that comes in, before address "
                                "translation and routing. A mark set here can choose the routing table.")},
    {"purpose-nat-PREROUTING",
     QT_TRANSLATE_NOOP(
         "words", "Picks a new destination (DNAT, REDIRECT) before routing, so that the route follows it. "
                  "Only the first packet of a connection comes here; conntrack treats the others alike.")},
    {"purpose-rewrite-PREROUTING",
     QT_TRANSLATE_NOOP(
         "words",
         "Connection tracking applies a mapping that it knows, at nat's priority, without running a nat "
         "chain. A reply to a masqueraded packet gets its real destination back here, before routing.")},
    {"purpose-routing-in",
     QT_TRANSLATE_NOOP(
         "words", "Is the packet for this machine (INPUT) or for another (FORWARD)? No route, forwarding "
                  "off, a failed reverse path check or a used-up TTL end it here, in no chain at all.")},
    {"purpose-mangle-INPUT",
     QT_TRANSLATE_NOOP("words", "Changes headers and marks of packets for this machine, after "
                                "routing and before filter INPUT decides.")},
    {"purpose-filter-INPUT",
     QT_TRANSLATE_NOOP("words", "Decides what may reach the programs of this machine: the usual home of a "
                                "host firewall. Packets that only pass through never come here.")},
    {"purpose-security-INPUT",
     QT_TRANSLATE_NOOP("words", "Sets labels for mandatory access control such as SELinux (SECMARK). It runs "
                                "after filter, so that only packets which filter let through are labelled.")},
    {"purpose-nat-INPUT",
     QT_TRANSLATE_NOOP("words", "Can give a connection to this machine another source address (SNAT) just "
                                "before delivery. Only the connection's first packet comes here.")},
    {"purpose-rewrite-INPUT",
     QT_TRANSLATE_NOOP("words", "Connection tracking applies the source mapping that the connection's "
                                "first packet got in nat INPUT, without running the chain again.")},
    {"purpose-mangle-FORWARD",
     QT_TRANSLATE_NOOP("words",
                       "Changes headers and marks of packets that pass through, before filter FORWARD "
                       "decides. The TTL is already one lower. Clamping the TCP MSS is the classic use.")},
    {"purpose-filter-FORWARD",
     QT_TRANSLATE_NOOP("words",
                       "Decides what this machine passes on from one network to another: the heart of a "
                       "router's firewall. Packets from or to the machine itself never come here.")},
    {"purpose-security-FORWARD",
     QT_TRANSLATE_NOOP("words",
                       "Sets labels for mandatory access control (SECMARK) on packets that pass through. "
                       "It runs after filter, so that only what filter let through is labelled.")},
    {"purpose-local-process",
     QT_TRANSLATE_NOOP("words",
                       "A socket on this machine. What is delivered ends here, and what the machine sends "
                       "itself starts here, the kernel's own ICMP errors and answers included.")},
    {"purpose-routing-out",
     QT_TRANSLATE_NOOP("words", "Before OUTPUT, the kernel chooses route, device and, where the "
                                "program left it open, the source address of a packet made here.")},
    {"purpose-raw-OUTPUT",
     QT_TRANSLATE_NOOP("words", "The first table for packets that this machine makes, before connection "
                                "tracking. Rules here take packets out of tracking (NOTRACK).")},
    {"purpose-conntrack-OUTPUT",
     QT_TRANSLATE_NOOP("words",
                       "Connection tracking finds or begins the connection of a packet made here. It is "
                       "no table and takes no rules; later rules ask for its answer with --ctstate.")},
    {"purpose-mangle-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Changes headers and marks of packets made here. A changed mark, TOS "
                                "or address makes the kernel look the route up once more.")},
    {"purpose-nat-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Picks a new destination (DNAT, REDIRECT) for connections that this "
                                "machine opens. Only the first packet of a connection comes here.")},
    {"purpose-rewrite-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Connection tracking applies a mapping that it knows to a packet "
                                "made here, at nat's priority, without running a nat chain.")},
    {"purpose-filter-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Decides what the programs of this machine may send. Packets that "
                                "only pass through never come here.")},
    {"purpose-security-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Sets labels for mandatory access control (SECMARK) on packets made here. It "
                                "runs after filter, so that only what filter let through is labelled.")},
    {"purpose-reroute-check",
     QT_TRANSLATE_NOOP("words", "Where mangle or nat OUTPUT changed the mark, the TOS or an address, "
                                "the first route may be wrong: the kernel looks it up again.")},
    {"purpose-mangle-POSTROUTING",
     QT_TRANSLATE_NOOP("words", "Changes headers and marks of everything about to leave, forwarded "
                                "or made here. The last chain that every leaving packet meets.")},
    {"purpose-nat-POSTROUTING",
     QT_TRANSLATE_NOOP(
         "words", "Picks a new source (SNAT, MASQUERADE) for a connection; only its first packet comes here. "
                  "A line logged here still shows the old source: the rewrite comes after the chain.")},
    {"purpose-rewrite-POSTROUTING",
     QT_TRANSLATE_NOOP(
         "words", "Connection tracking writes the mapped address into the packet, last before it leaves. "
                  "No line of the kernel log shows it any more; a capture on the wire does.")},
    {"purpose-network-in",
     QT_TRANSLATE_NOOP("words", "A network device hands the packet to the kernel. One with a damaged "
                                "IP header checksum is thrown away before any hook sees it.")},
    {"purpose-network-out",
     QT_TRANSLATE_NOOP("words", "The packet leaves through a network device, past the last chain. "
                                "Others see it with the addresses that it has now.")},
    {"purpose-tun-written",
     QT_TRANSLATE_NOOP("words",
                       "A program wrote the packet to the tun's file descriptor. The kernel takes it as "
                       "if a wire had brought it, and walks it all the way before write() returns.")},
    {"purpose-tun-read",
     QT_TRANSLATE_NOOP("words", "The kernel routed the packet to the tun: instead of going onto a "
                                "wire, it is read by the program that holds the file descriptor.")},
    {"purpose-base-chain",
     QT_TRANSLATE_NOOP("words", "A base chain of the ruleset that belongs to none of iptables' tables. The "
                                "kernel runs all base chains of a hook in the order of their priorities.")},
    {"purpose-unplaced-frame",
     QT_TRANSLATE_NOOP("words",
                       "A frame that a device received or sent: this capture does not say which. What chains "
                       "did is in no capture. One of all devices (tcpdump -i any) says the direction; a log "
                       "of the same time, opened together with it, says the rest.")},
    {"purpose-unplaced",
     QT_TRANSLATE_NOOP("words", "This line names no hook that is known, so that its place in the diagram is "
                                "not known. Log with prefixes such as \"filter-FORWARD\" to see it there.")},
};

} // namespace

std::span<const Sentence> stageWords()
{
    return stageTable;
}

std::string stageTitle(const Stage& stage)
{
    switch (stage.kind) {
    case StageKind::Chain:
        return name(stage.chain);
    case StageKind::Conntrack:
        return "conntrack"; // the kernel's word, as a chain's name is
    case StageKind::AddressRewrite:
        return text(say("stage-rewrite"));
    case StageKind::RoutingIn:
    case StageKind::RoutingOut:
        return text(say("stage-routing"));
    default:
        return text(Said{"stage-" + stageId(stage), {}});
    }
}

std::string stopTitle(const Stop& stop)
{
    if (const auto& line = stop.inChain)
        return text(say(line->type == wire::TraceType::Return ? "stage-user-return" : "stage-user-rule",
                        line->number, line->chain, line->table));
    return stop.stage.kind == StageKind::BaseChain && stop.base ? stop.base->place() : stageTitle(stop.stage);
}

bool isUnplacedFrame(const Stop& stop)
{
    return !stop.note.empty() && stop.note.front().code == "direction-not-captured";
}

std::string stopPurpose(const Stop& stop)
{
    if (stop.inChain)
        return text(say("purpose-user-chain", stop.inChain->table));
    return isUnplacedFrame(stop) ? text(say("purpose-unplaced-frame")) : stagePurpose(stop.stage);
}

std::string stagePurpose(const Stage& stage)
{
    return text(Said{"purpose-" + stageId(stage), {}});
}

std::string priority(const Stage& stage)
{
    int value = 0;
    switch (stage.kind) {
    case StageKind::Chain:
        value = defaultPriority(stage.chain);
        break;
    case StageKind::Conntrack:
        value = conntrackPriority;
        break;
    case StageKind::AddressRewrite:
        value = defaultPriority({Table::Nat, stage.chain.hook});
        break;
    default:
        return {};
    }
    return (value < 0 ? "−" : "") + std::to_string(std::abs(value));
}

} // namespace hookwalk::words
