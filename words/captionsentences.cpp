// SPDX-License-Identifier: GPL-3.0-or-later
// The title and the sentences over the diagram, for each place and for what happens there.
#include "words/sentences.h"

#include <QString>

namespace hookwalk::words
{

namespace
{

// title-…, body-…: what each stage is for, told as what happens to the packet there. %1 is the device that the
// packet came in by, %2 the one that it goes out by.
constexpr Sentence captionTable[]{
    {"title-raw-PREROUTING", QT_TRANSLATE_NOOP("words", "Received from %1")},
    {"body-raw-PREROUTING",
     QT_TRANSLATE_NOOP("words", "The raw table sees a packet first, before connection tracking. Its "
                                "rules can exempt it from tracking.")},
    {"title-mangle-PREROUTING", QT_TRANSLATE_NOOP("words", "Before the way is chosen")},
    {"body-mangle-PREROUTING",
     QT_TRANSLATE_NOOP("words", "mangle may change the header and the mark here, in time for the "
                                "routing decision to look at them.")},
    {"title-nat-PREROUTING", QT_TRANSLATE_NOOP("words", "First packet of a connection")},
    {"body-nat-PREROUTING",
     QT_TRANSLATE_NOOP("words", "Rules here can give it another destination: DNAT, REDIRECT. Later "
                                "packets of the connection skip nat.")},
    {"title-mangle-INPUT", QT_TRANSLATE_NOOP("words", "For this machine")},
    {"body-mangle-INPUT",
     QT_TRANSLATE_NOOP(
         "words", "The routing decision said: local. mangle may still change the header before filter.")},
    {"title-filter-INPUT", QT_TRANSLATE_NOOP("words", "Is it let in?")},
    {"body-filter-INPUT",
     QT_TRANSLATE_NOOP("words",
                       "A firewall of this machine stands here: ACCEPT lets the packet in, DROP ends it.")},
    {"title-security-INPUT", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-INPUT",
     QT_TRANSLATE_NOOP("words", "Mandatory access control, such as SELinux, labels what filter has let in.")},
    {"title-nat-INPUT", QT_TRANSLATE_NOOP("words", "Last stop before the socket")},
    {"body-nat-INPUT",
     QT_TRANSLATE_NOOP("words", "Rules here can give packets to this machine another source. nat "
                                "sees the first packet of a connection only.")},
    {"title-mangle-FORWARD", QT_TRANSLATE_NOOP("words", "Forwarded to %2")},
    {"body-mangle-FORWARD",
     QT_TRANSLATE_NOOP(
         "words", "This machine is a router for this packet. mangle may change it before filter decides.")},
    {"title-filter-FORWARD", QT_TRANSLATE_NOOP("words", "Is it let through?")},
    {"body-filter-FORWARD",
     QT_TRANSLATE_NOOP("words", "A router's firewall stands here. It judges what goes from %1 to %2.")},
    {"title-security-FORWARD", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-FORWARD",
     QT_TRANSLATE_NOOP("words",
                       "Mandatory access control, such as SELinux, labels what filter has let through.")},
    {"title-raw-OUTPUT", QT_TRANSLATE_NOOP("words", "Sent by a local process")},
    {"body-raw-OUTPUT",
     QT_TRANSLATE_NOOP("words", "The raw table sees the packet first, before connection tracking.")},
    {"title-mangle-OUTPUT", QT_TRANSLATE_NOOP("words", "Before it leaves")},
    {"body-mangle-OUTPUT",
     QT_TRANSLATE_NOOP("words",
                       "A mark or type of service changed here makes the kernel look up the route again.")},
    {"title-nat-OUTPUT", QT_TRANSLATE_NOOP("words", "First packet of a connection")},
    {"body-nat-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Rules here can give packets of this machine another destination.")},
    {"title-filter-OUTPUT", QT_TRANSLATE_NOOP("words", "Is it let out?")},
    {"body-filter-OUTPUT",
     QT_TRANSLATE_NOOP("words", "A firewall against this machine's own programs stands here.")},
    {"title-security-OUTPUT", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-OUTPUT",
     QT_TRANSLATE_NOOP("words",
                       "Mandatory access control, such as SELinux, labels what filter has let out.")},
    {"title-mangle-POSTROUTING", QT_TRANSLATE_NOOP("words", "About to leave by %2")},
    {"body-mangle-POSTROUTING",
     QT_TRANSLATE_NOOP("words", "Forwarded and local packets meet here. mangle sees the packet as it "
                                "will be queued for the device.")},
    {"title-nat-POSTROUTING", QT_TRANSLATE_NOOP("words", "The source may change")},
    {"body-nat-POSTROUTING",
     QT_TRANSLATE_NOOP("words", "SNAT and MASQUERADE choose the source here. The log still shows the "
                                "old one: the rewrite comes after.")},
    {"title-conntrack-new", QT_TRANSLATE_NOOP("words", "A new connection")},
    {"body-conntrack-new",
     QT_TRANSLATE_NOOP("words", "conntrack knows no connection of this packet and makes an entry for "
                                "it. It is no table: no rule can stand here.")},
    {"title-conntrack-known", QT_TRANSLATE_NOOP("words", "A known connection")},
    {"body-conntrack-known",
     QT_TRANSLATE_NOOP("words", "conntrack finds the connection that the first packet made. It is no "
                                "table: no rule can stand here.")},
    {"title-routing-forward", QT_TRANSLATE_NOOP("words", "The way leads to %2")},
    {"body-routing-forward",
     QT_TRANSLATE_NOOP("words",
                       "The destination is no address of this machine, so the packet is forwarded.")},
    {"title-routing-input", QT_TRANSLATE_NOOP("words", "It is for this machine")},
    {"body-routing-input",
     QT_TRANSLATE_NOOP("words",
                       "The destination is an address of this machine, so the packet goes up to INPUT.")},
    {"title-routing-in", QT_TRANSLATE_NOOP("words", "Which way?")},
    {"body-routing-in",
     QT_TRANSLATE_NOOP("words", "The kernel looks up the destination: this machine, or another one.")},
    {"title-routing-out", QT_TRANSLATE_NOOP("words", "Which way out?")},
    {"body-routing-out",
     QT_TRANSLATE_NOOP("words",
                       "The kernel chooses the device and, where the program did not, the source address.")},
    {"title-reroute-check", QT_TRANSLATE_NOOP("words", "The route is looked up again")},
    {"body-reroute-check",
     QT_TRANSLATE_NOOP("words",
                       "A rule of OUTPUT changed the mark or an address, so another way may be right.")},
    {"title-process-sends", QT_TRANSLATE_NOOP("words", "A local process sends")},
    {"body-process-sends",
     QT_TRANSLATE_NOOP("words", "A program on this machine wrote the packet to a socket.")},
    {"title-process-receives", QT_TRANSLATE_NOOP("words", "Delivered")},
    {"body-process-receives", QT_TRANSLATE_NOOP("words", "The packet has reached a socket on this machine.")},
    {"title-network-in", QT_TRANSLATE_NOOP("words", "Arrives at %1")},
    {"body-network-in", QT_TRANSLATE_NOOP("words", "The packet came in from the network by %1.")},
    {"title-network-out", QT_TRANSLATE_NOOP("words", "Sent out by %2")},
    {"body-network-out",
     QT_TRANSLATE_NOOP("words", "The packet leaves netfilter and goes to the network by %2.")},
    {"title-network-in-unnamed", QT_TRANSLATE_NOOP("words", "Arrives")},
    {"body-network-in-unnamed",
     QT_TRANSLATE_NOOP("words", "The packet came in from the network. No line tells by which device.")},
    {"title-network-out-unnamed", QT_TRANSLATE_NOOP("words", "Sent out")},
    {"body-network-out-unnamed",
     QT_TRANSLATE_NOOP("words", "The packet goes to the network. No line tells by which device.")},
    {"title-tun-written", QT_TRANSLATE_NOOP("words", "Written to %1")},
    {"body-tun-written",
     QT_TRANSLATE_NOOP(
         "words", "A program wrote the packet to the tun. For the kernel it was received from a network.")},
    {"title-tun-read", QT_TRANSLATE_NOOP("words", "Read from %2")},
    {"body-tun-read",
     QT_TRANSLATE_NOOP("words",
                       "The kernel sent the packet to the tun: the program that holds it reads it.")},
    {"title-own-chain", QT_TRANSLATE_NOOP("words", "Looked at by %1")},
    {"body-own-chain",
     QT_TRANSLATE_NOOP("words", "A base chain of this machine: family %1, type %2, hook %3, priority %4.")},
    {"body-own-verdict", QT_TRANSLATE_NOOP("words", "Its verdict: %1.")},
    {"title-base-chain", QT_TRANSLATE_NOOP("words", "A base chain of the ruleset")},
    {"body-base-chain",
     QT_TRANSLATE_NOOP("words",
                       "The kernel runs it where its priority puts it among the others of the hook.")},
    {"body-user-rule",
     QT_TRANSLATE_NOOP("words",
                       "A rule of a user-defined chain matched. %1 had called the chain, directly or by "
                       "way of another one.")},
    {"body-user-return",
     QT_TRANSLATE_NOOP("words",
                       "The packet came to the end of a user-defined chain and goes on behind the rule that "
                       "had jumped to it. %1 had called the chain, directly or by way of another one.")},
    {"title-unplaced", QT_TRANSLATE_NOOP("words", "Seen somewhere")},
    {"body-unplaced",
     QT_TRANSLATE_NOOP("words", "This line names no hook that is known, so its place is unknown.")},
    {"title-unplaced-frame", QT_TRANSLATE_NOOP("words", "Seen at a device")},
    {"body-unplaced-frame",
     QT_TRANSLATE_NOOP("words",
                       "The capture does not say whether the device received the frame or sent it.")},
    {"the-network", QT_TRANSLATE_NOOP("words", "the network")},
    {"no-value", QT_TRANSLATE_NOOP("words", "none")},
    {"caption-step", QT_TRANSLATE_NOOP("words", "%1  ·  step %2 of %3")},
    {"caption-rejected-in", QT_TRANSLATE_NOOP("words", "Rejected in %1")},
    {"caption-not-known", QT_TRANSLATE_NOOP("words", "Not known after %1")},
    {"caption-copied-to", QT_TRANSLATE_NOOP("words", "A copy is sent to %1")},
    {"caption-copied", QT_TRANSLATE_NOOP("words", "A copy of it is sent")},
    {"body-copied-as",
     QT_TRANSLATE_NOOP("words", "The packet itself goes on. The copy is packet %1, with a row of its own.")},
    {"body-copied",
     QT_TRANSLATE_NOOP("words", "The packet itself goes on. The copy is a packet of its own.")},
    {"caption-skipped", QT_TRANSLATE_NOOP("words", "%1 is skipped")},
    {"caption-new-destination", QT_TRANSLATE_NOOP("words", "The destination is rewritten")},
    {"caption-new-source", QT_TRANSLATE_NOOP("words", "The source is rewritten")},
    {"caption-expired", QT_TRANSLATE_NOOP("words", "The TTL ran out")},
    {"caption-dropped", QT_TRANSLATE_NOOP("words", "Dropped")},
    {"caption-dropped-in", QT_TRANSLATE_NOOP("words", "Dropped in %1")},
    {"caption-dropped-at-routing", QT_TRANSLATE_NOOP("words", "Dropped at the routing decision")},
    {"destination-became", QT_TRANSLATE_NOOP("words", "The destination %1 became %2.")},
    {"source-became", QT_TRANSLATE_NOOP("words", "The source %1 became %2.")},
    {"mark-became", QT_TRANSLATE_NOOP("words", "The mark is %1 now.")},
    {"ttl-one-lower", QT_TRANSLATE_NOOP("words", "The TTL is one lower now.")},
    {"sender-put-back",
     QT_TRANSLATE_NOOP("words", "conntrack has already put the sender of the ping back as destination.")},
    {"destination-put-in", QT_TRANSLATE_NOOP("words", "conntrack has already put the new destination in.")},
    {"source-put-in", QT_TRANSLATE_NOOP("words", "conntrack has already put the new source in.")},
    {"tag-ttl", QT_TRANSLATE_NOOP("words", "%1 · TTL %2")},
};

} // namespace

std::span<const Sentence> captionWords()
{
    return captionTable;
}

} // namespace hookwalk::words
