// SPDX-License-Identifier: GPL-3.0-or-later
// Why a packet did not enter a chain (traversal/skipped.h).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array skips{
    // other ways through netfilter
    Sentence{"passed-on-not-for-input",
             QT_TRANSLATE_NOOP("words", "INPUT sees packets for this machine; this one was passed on.")},
    Sentence{
        "from-outside-not-output",
        QT_TRANSLATE_NOOP("words", "OUTPUT sees packets made on this machine; this one came from outside.")},
    Sentence{"for-this-machine",
             QT_TRANSLATE_NOOP("words", "The packet was for this machine, so it did not come to %1.")},
    Sentence{"made-on-this-machine",
             QT_TRANSLATE_NOOP("words", "The packet was made on this machine, so it did not come to %1.")},
    Sentence{"stayed-on-this-machine",
             QT_TRANSLATE_NOOP("words", "The packet stayed on this machine: nothing was forwarded.")},
    Sentence{"bridge-forwards",
             QT_TRANSLATE_NOOP(
                 "words", "The bridge %1 passed it from its port %2 to its port %3: nothing was routed.")},
    // nat chains
    Sentence{
        "error-belongs-to-quoted",
        QT_TRANSLATE_NOOP("words", "An ICMP error belongs to the connection it quotes, so %1 is not run.")},
    Sentence{"copy-not-tracked-no-nat",
             QT_TRANSLATE_NOOP(
                 "words", "It is a copy that a rule sent: conntrack leaves it alone, and nat is not run.")},
    Sentence{"not-tracked-no-nat",
             QT_TRANSLATE_NOOP(
                 "words",
                 "A rule of raw told conntrack to leave it alone (NOTRACK), and without it nat is not run.")},
    Sentence{"nat-settled-before-lo",
             QT_TRANSLATE_NOOP("words",
                               "The packet was made here and came in again by lo: what nat does with "
                               "its connection was settled on the way out, so %1 is not run.")},
    Sentence{"nat-settled-before",
             QT_TRANSLATE_NOOP("words",
                               "The first packet of the connection settled what nat does with it, so "
                               "%1 is not run, though conntrack calls the connection new until an "
                               "answer comes.")},
    Sentence{
        "other-nat-chain-decided",
        QT_TRANSLATE_NOOP("words", "Another nat chain of the hook decided before, so %1 was not asked.")},
    Sentence{"not-watched-before-nat",
             QT_TRANSLATE_NOOP("words",
                               "It had none of the watched addresses until NAT gave it one: whether %1 "
                               "was run was not watched.")},
    Sentence{"bridged-not-routed",
             QT_TRANSLATE_NOOP("words", "The bridge %1 forwards it from port to port: it is not routed.")},
    Sentence{"not-seen", QT_TRANSLATE_NOOP("words", "Not seen.")},
    Sentence{"not-known-whether-run", QT_TRANSLATE_NOOP("words", "Whether %1 was run is not known.")},
    Sentence{"invalid-no-nat",
             QT_TRANSLATE_NOOP("words", "conntrack could make no sense of it (state INVALID), so it belongs "
                                        "to no connection and nat is not run.")},
    Sentence{"nothing-tracks-no-nat",
             QT_TRANSLATE_NOOP("words", "No packet of this log entered a nat chain: nothing switched "
                                        "connection tracking on, and without it nat is not run.")},
    Sentence{
        "known-by-first-packet",
        QT_TRANSLATE_NOOP("words", "The connection is already known: %1 is run for its first packet only.")},
    Sentence{
        "known-by-reply",
        QT_TRANSLATE_NOOP(
            "words",
            "The connection is already known: %1 is run for its first packet only, and this is a reply.")},
    // any chain
    Sentence{"dropped-before-here", QT_TRANSLATE_NOOP("words", "It was dropped, before it could come here.")},
    Sentence{
        "dropped-before-here-at-routing",
        QT_TRANSLATE_NOOP("words", "It was dropped at the routing decision, before it could come here.")},
    Sentence{"dropped-before-here-at",
             QT_TRANSLATE_NOOP("words", "It was dropped at %1, before it could come here.")},
    Sentence{"taken-before-here-at",
             QT_TRANSLATE_NOOP("words", "It was taken at %1, before it could come here.")},
    Sentence{"nothing-registered",
             QT_TRANSLATE_NOOP("words", "Nothing is registered at %1, so the kernel passes it by.")},
    Sentence{"chain-not-in-log",
             QT_TRANSLATE_NOOP("words", "No line of this log comes from %1, so nothing is known about it.")},
    Sentence{"not-known-how-far",
             QT_TRANSLATE_NOOP("words", "The log does not tell how far the packet went.")},
};

} // namespace

std::span<const Sentence> sentencesOfSkips()
{
    return skips;
}

} // namespace hookwalk::words
