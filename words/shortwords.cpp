// SPDX-License-Identifier: GPL-3.0-or-later
// Codes in a few words, for lists and labels.
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

// Why a packet came no further: causeCodes in traversal/cause.h.
constexpr std::array causes{
    Sentence{"ip-forward-off", QT_TRANSLATE_NOOP("words", "forwarding off")},
    Sentence{"no-route", QT_TRANSLATE_NOOP("words", "no route")},
    Sentence{"route-blackhole", QT_TRANSLATE_NOOP("words", "blackhole route")},
    Sentence{"route-unreachable", QT_TRANSLATE_NOOP("words", "unreachable route")},
    Sentence{"route-prohibit", QT_TRANSLATE_NOOP("words", "prohibit route")},
    Sentence{"rp-filter", QT_TRANSLATE_NOOP("words", "reverse path filter")},
    Sentence{"martian-source", QT_TRANSLATE_NOOP("words", "martian source")},
    Sentence{"martian-destination", QT_TRANSLATE_NOOP("words", "martian destination")},
    Sentence{"ttl-expired", QT_TRANSLATE_NOOP("words", "TTL ran out")},
    Sentence{"rule-drop", QT_TRANSLATE_NOOP("words", "rule dropped it")},
    Sentence{"rule-reject", QT_TRANSLATE_NOOP("words", "rule rejected it")},
    Sentence{"policy-drop", QT_TRANSLATE_NOOP("words", "policy dropped it")},
    Sentence{"invalid-dropped", QT_TRANSLATE_NOOP("words", "invalid, dropped")},
    Sentence{"queue-no-reader", QT_TRANSLATE_NOOP("words", "queue without reader")},
    Sentence{"queue-held", QT_TRANSLATE_NOOP("words", "held by a queue")},
    Sentence{"stolen", QT_TRANSLATE_NOOP("words", "taken by a target")},
    Sentence{"redirect-of-nat", QT_TRANSLATE_NOOP("words", "redirect, dropped")},
    Sentence{"tproxy-no-route", QT_TRANSLATE_NOOP("words", "TPROXY, no local route")},
    Sentence{"xfrm-policy", QT_TRANSLATE_NOOP("words", "IPsec policy")},
    Sentence{"echo-ignored", QT_TRANSLATE_NOOP("words", "echo requests ignored")},
    Sentence{"next-hop-silent", QT_TRANSLATE_NOOP("words", "next hop silent")},
    Sentence{"qdisc-drop", QT_TRANSLATE_NOOP("words", "queue dropped it")},
    Sentence{"qdisc-held", QT_TRANSLATE_NOOP("words", "waits in a queue")},
    Sentence{"tc-drop", QT_TRANSLATE_NOOP("words", "tc dropped it")},
    Sentence{"nat-clash", QT_TRANSLATE_NOOP("words", "NAT port taken")},
    Sentence{"untracked-no-nat", QT_TRANSLATE_NOOP("words", "untracked, no NAT")},
    Sentence{"hairpin-nat", QT_TRANSLATE_NOOP("words", "answered past here")},
    Sentence{"other-host", QT_TRANSLATE_NOOP("words", "for another host")},
    Sentence{"nat-no-mapping", QT_TRANSLATE_NOOP("words", "source not rewritten")},
    Sentence{"peer-silent", QT_TRANSLATE_NOOP("words", "peer silent")},
    Sentence{"peer-refused", QT_TRANSLATE_NOOP("words", "peer refused")},
    Sentence{"mtu-exceeded", QT_TRANSLATE_NOOP("words", "larger than the MTU")},
    Sentence{"bad-checksum", QT_TRANSLATE_NOOP("words", "bad checksum")},
    Sentence{"interface-down", QT_TRANSLATE_NOOP("words", "device down")},
    Sentence{"conntrack-full", QT_TRANSLATE_NOOP("words", "conntrack full")},
    Sentence{"tun-closed", QT_TRANSLATE_NOOP("words", "tun not open")},
    Sentence{"no-listener", QT_TRANSLATE_NOOP("words", "no listener")},
    Sentence{"bad-packet", QT_TRANSLATE_NOOP("words", "malformed")},
    Sentence{"unexplained", QT_TRANSLATE_NOOP("words", "not explained")},
    Sentence{"lines-lost", QT_TRANSLATE_NOOP("words", "lines lost")},
    Sentence{"tunnel-not-followed", QT_TRANSLATE_NOOP("words", "tunnel not followed")},
};

// Why a packet did not enter a chain: SkipReason in traversal/skipped.h.
constexpr std::array skipReasons{
    Sentence{"connection-known", QT_TRANSLATE_NOOP("words", "known")},
    Sentence{"not-watched", QT_TRANSLATE_NOOP("words", "not watched")},
    Sentence{"decided-before", QT_TRANSLATE_NOOP("words", "other chain")},
    Sentence{"nat-settled", QT_TRANSLATE_NOOP("words", "settled")},
    Sentence{"icmp-error", QT_TRANSLATE_NOOP("words", "error")},
    Sentence{"notrack", QT_TRANSLATE_NOOP("words", "notrack")},
    Sentence{"invalid", QT_TRANSLATE_NOOP("words", "invalid")},
    Sentence{"no-conntrack", QT_TRANSLATE_NOOP("words", "no conntrack")},
    Sentence{"died-before", QT_TRANSLATE_NOOP("words", "died before")},
    Sentence{"other-path", QT_TRANSLATE_NOOP("words", "other path")},
    Sentence{"no-base-chain", QT_TRANSLATE_NOOP("words", "no chain")},
    Sentence{"bridged", QT_TRANSLATE_NOOP("words", "bridged")},
    Sentence{"not-logged", QT_TRANSLATE_NOOP("words", "not logged")},
    Sentence{"lines-lost", QT_TRANSLATE_NOOP("words", "not seen")},
    Sentence{"unknown", QT_TRANSLATE_NOOP("words", "unknown")},
};

} // namespace

std::span<const Sentence> causesInShort()
{
    return causes;
}

std::span<const Sentence> skipsInShort()
{
    return skipReasons;
}

} // namespace hookwalk::words
