// SPDX-License-Identifier: GPL-3.0-or-later
// The captions in one short sentence, for a projector: 45 letters at most.
#include "words/sentences.h"

namespace hookwalk::words
{

namespace
{

// brief-…: what follows is the stage as in captions.cpp, or the code of what is new about the packet there.
constexpr Sentence briefTable[]{
    {"brief-raw-PREROUTING", QT_TRANSLATE_NOOP("words", "raw comes before connection tracking.")},
    {"brief-mangle-PREROUTING", QT_TRANSLATE_NOOP("words", "Changes here are in time for routing.")},
    {"brief-nat-PREROUTING", QT_TRANSLATE_NOOP("words", "Rules here may change the destination.")},
    {"brief-mangle-INPUT", QT_TRANSLATE_NOOP("words", "The routing decision said: local.")},
    {"brief-filter-INPUT", QT_TRANSLATE_NOOP("words", "This machine's firewall decides.")},
    {"brief-security-INPUT", QT_TRANSLATE_NOOP("words", "SELinux may label what filter let in.")},
    {"brief-nat-INPUT", QT_TRANSLATE_NOOP("words", "Rules here may change the source.")},
    {"brief-mangle-FORWARD", QT_TRANSLATE_NOOP("words", "This machine is a router for it.")},
    {"brief-filter-FORWARD", QT_TRANSLATE_NOOP("words", "A router's firewall decides.")},
    {"brief-security-FORWARD", QT_TRANSLATE_NOOP("words", "SELinux may label what filter let through.")},
    {"brief-raw-OUTPUT", QT_TRANSLATE_NOOP("words", "raw comes before connection tracking.")},
    {"brief-mangle-OUTPUT", QT_TRANSLATE_NOOP("words", "A change here may change the route.")},
    {"brief-nat-OUTPUT", QT_TRANSLATE_NOOP("words", "Rules here may change the destination.")},
    {"brief-filter-OUTPUT", QT_TRANSLATE_NOOP("words", "A firewall against own programs decides.")},
    {"brief-security-OUTPUT", QT_TRANSLATE_NOOP("words", "SELinux may label what filter let out.")},
    {"brief-mangle-POSTROUTING", QT_TRANSLATE_NOOP("words", "Forwarded and local packets meet here.")},
    {"brief-nat-POSTROUTING", QT_TRANSLATE_NOOP("words", "SNAT and MASQUERADE act here.")},
    {"brief-conntrack-new", QT_TRANSLATE_NOOP("words", "conntrack makes an entry for it.")},
    {"brief-conntrack-known", QT_TRANSLATE_NOOP("words", "conntrack knows the connection.")},
    {"brief-routing-forward", QT_TRANSLATE_NOOP("words", "It is for another machine.")},
    {"brief-routing-input", QT_TRANSLATE_NOOP("words", "It is for an address of this machine.")},
    {"brief-routing-in", QT_TRANSLATE_NOOP("words", "The kernel looks up the destination.")},
    {"brief-routing-out", QT_TRANSLATE_NOOP("words", "The kernel chooses the device.")},
    {"brief-reroute-check", QT_TRANSLATE_NOOP("words", "OUTPUT changed a mark or an address.")},
    {"brief-process-sends", QT_TRANSLATE_NOOP("words", "A program wrote it to a socket.")},
    {"brief-process-receives", QT_TRANSLATE_NOOP("words", "It has reached a socket.")},
    {"brief-network-in", QT_TRANSLATE_NOOP("words", "It came in from the network.")},
    {"brief-network-in-unnamed", QT_TRANSLATE_NOOP("words", "It came in from the network.")},
    {"brief-network-out", QT_TRANSLATE_NOOP("words", "It goes to the network.")},
    {"brief-network-out-unnamed", QT_TRANSLATE_NOOP("words", "It goes to the network.")},
    {"brief-tun-written", QT_TRANSLATE_NOOP("words", "A program wrote it to the tun.")},
    {"brief-tun-read", QT_TRANSLATE_NOOP("words", "The program at the tun reads it.")},
    {"brief-base-chain", QT_TRANSLATE_NOOP("words", "It runs at its own priority.")},
    {"brief-user-rule", QT_TRANSLATE_NOOP("words", "A rule of a user-defined chain matched.")},
    {"brief-user-return", QT_TRANSLATE_NOOP("words", "The user-defined chain is through.")},
    {"brief-unplaced", QT_TRANSLATE_NOOP("words", "The line names no known hook.")},
    {"brief-unplaced-frame", QT_TRANSLATE_NOOP("words", "In or out: the capture does not say.")},
    {"brief-skipped", QT_TRANSLATE_NOOP("words", "This packet does not enter it: %1.")},
    {"brief-cause", QT_TRANSLATE_NOOP("words", "%1.")},
    {"brief-copied", QT_TRANSLATE_NOOP("words", "A copy of it is sent.")},
    {"brief-became", QT_TRANSLATE_NOOP("words", "%1 became %2.")},
    {"brief-ttl-one-lower", QT_TRANSLATE_NOOP("words", "The TTL is one lower now.")},
    {"brief-mark-became", QT_TRANSLATE_NOOP("words", "The mark is %1 now.")},
    {"brief-destination-became", QT_TRANSLATE_NOOP("words", "The destination is another one now.")},
    {"brief-source-became", QT_TRANSLATE_NOOP("words", "The source is another one now.")},
    {"brief-sender-put-back", QT_TRANSLATE_NOOP("words", "It goes back to the sender of the ping.")},
    {"brief-destination-put-in", QT_TRANSLATE_NOOP("words", "The new destination is in place.")},
    {"brief-source-put-in", QT_TRANSLATE_NOOP("words", "The new source is in place.")},
};

} // namespace

std::span<const Sentence> briefCaptions()
{
    return briefTable;
}

} // namespace hookwalk::words
