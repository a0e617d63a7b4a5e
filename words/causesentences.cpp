// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended and why it came no further (Ending::reason, traversal/cause.h).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array endings{
    // as far as the sightings tell
    Sentence{"prefix-names-no-chain",
             QT_TRANSLATE_NOOP("words", "The prefix of its line names no chain, so its place is not known.")},
    Sentence{
        "not-told-behind-chain",
        QT_TRANSLATE_NOOP("words", "The last line of it is of %1; what became of it there is not told.")},
    Sentence{"a-rule-dropped-it", QT_TRANSLATE_NOOP("words", "A rule dropped it.")},
    Sentence{"arrived-and-no-chain",
             QT_TRANSLATE_NOOP("words",
                               "It arrived at %1 and no chain saw it: it was dropped before every hook.")},
    Sentence{"bridged-unseen",
             QT_TRANSLATE_NOOP("words",
                               "It came in by %1 and left by %2 unchanged, and no chain of IP saw it: a "
                               "bridge passed it on.")},
    Sentence{"seen-at-devices-only",
             QT_TRANSLATE_NOOP("words", "Only frames at devices show it: what netfilter did with it is in no "
                                        "line.")},
    Sentence{"left-and-no-chain", QT_TRANSLATE_NOOP("words", "It left by %1, and no chain reported it.")},
    Sentence{"passed-and-not-sent",
             QT_TRANSLATE_NOOP("words", "It passed the last chain, and %1 did not send it.")},
    Sentence{"next-line-may-be-missing",
             QT_TRANSLATE_NOOP("words", "It was seen last at %1. Its next line may be among those that are "
                                        "missing, so how it ended is not known.")},
    Sentence{"answered-all-the-same",
             QT_TRANSLATE_NOOP(
                 "words",
                 "No line tells what happened behind %1, but packet %2 answered it: it was not dropped.")},
    Sentence{"no-chain-behind",
             QT_TRANSLATE_NOOP(
                 "words", "This log reports no chain behind %1, so it cannot tell what happened there.")},
    Sentence{"no-line-followed", QT_TRANSLATE_NOOP("words", "It entered %1 and no line followed from %2.")},
    Sentence{
        "ttl-was-one",
        QT_TRANSLATE_NOOP("words", "The TTL was 1 on arrival: a router does not forward such a packet.")},
    Sentence{"ttl-was-one-and-exceeded",
             QT_TRANSLATE_NOOP("words", "The TTL was 1 on arrival: a router does not forward such a packet. "
                                        "The time exceeded message proves it.")},
    Sentence{"no-probe-reported",
             QT_TRANSLATE_NOOP("words", "The kernel reported no packet that could be the probe.")},
    Sentence{"not-seen-after-error-answered",
             QT_TRANSLATE_NOOP("words", "It was not seen after %1, and an ICMP error answered it.")},
    Sentence{"neither-in-nor-on",
             QT_TRANSLATE_NOOP("words", "It was not seen after %1: no INPUT and no FORWARD chain saw it. "
                                        "Look at ip_forward, the routes, rp_filter and martian sources.")},
    Sentence{"dropped-there-or-at-routing",
             QT_TRANSLATE_NOOP("words",
                               "It was not seen after %1: dropped there, or at the routing decision. "
                               "Look at ip_forward, the routes, rp_filter and martian sources.")},
    Sentence{"not-back-from-lo",
             QT_TRANSLATE_NOOP("words", "It left by lo and was not seen coming back in.")},
    Sentence{"machine-answered", QT_TRANSLATE_NOOP("words", "The machine answered it.")},
    Sentence{"seen-in-every-input",
             QT_TRANSLATE_NOOP("words", "It was seen in every INPUT chain, the last is %1.")},
    Sentence{"last-before-the-device", QT_TRANSLATE_NOOP("words", "%1 is the last chain before the device.")},
    Sentence{"last-before-device", QT_TRANSLATE_NOOP("words", "%1 is the last chain before %2.")},
    Sentence{"last-before-device-error",
             QT_TRANSLATE_NOOP("words", "%1 is the last chain before %2; nat is skipped for an ICMP error.")},
    Sentence{
        "last-before-device-known",
        QT_TRANSLATE_NOOP("words", "%1 is the last chain before %2; nat is skipped for a known connection.")},
    // before every hook
    Sentence{"header-checksum-wrong",
             QT_TRANSLATE_NOOP(
                 "words",
                 "The checksum of its IP header is wrong, so it was dropped before every hook (ip_rcv).")},
    Sentence{"header-malformed",
             QT_TRANSLATE_NOOP("words", "Its IP header is malformed, so it was dropped before every hook.")},
    Sentence{"loopback-from-outside",
             QT_TRANSLATE_NOOP("words", "Its source %1 must not come from outside.")},
    // at the routing decision
    Sentence{"hop-limit-was-one",
             QT_TRANSLATE_NOOP("words",
                               "The hop limit was 1 on arrival: a router does not forward such a packet.")},
    Sentence{
        "too-large-df",
        QT_TRANSLATE_NOOP(
            "words", "It has %1 bytes, more than the MTU of the way out, and may not be fragmented (DF).")},
    Sentence{"too-large-ipv6",
             QT_TRANSLATE_NOOP("words", "It has %1 bytes, more than the MTU of the way out, and may not be "
                                        "fragmented (IPv6 routers never do).")},
    Sentence{"source-is-martian",
             QT_TRANSLATE_NOOP(
                 "words",
                 "Its source %1 cannot come from outside: the kernel takes it for a martian and drops it.")},
    Sentence{"destination-is-martian",
             QT_TRANSLATE_NOOP("words", "Its destination %1 must not be seen on a wire.")},
    Sentence{"answer-leaves-elsewhere",
             QT_TRANSLATE_NOOP("words", "An answer to %1 would not leave by %2, where it came in, so the "
                                        "reverse path filter dropped it.")},
    Sentence{
        "route-drops-in-silence",
        QT_TRANSLATE_NOOP("words", "The route to %1 is of type %2: what takes it is dropped in silence.")},
    Sentence{
        "route-drops-and-answers",
        QT_TRANSLATE_NOOP(
            "words", "The route to %1 is of type %2: what takes it is dropped and answered by an error.")},
    Sentence{"forwarding-is-off",
             QT_TRANSLATE_NOOP("words", "It is not for this machine, and forwarding is off (%1 = 0).")},
    Sentence{
        "forwarding-is-off-at",
        QT_TRANSLATE_NOOP(
            "words", "It is not for this machine, and the device it came by does not forward (%1 = 0).")},
    Sentence{"mark-set-by", QT_TRANSLATE_NOOP("words", "Its mark became %3 instead of %2 by %w1.")},
    Sentence{
        "route-with-mark-refused",
        QT_TRANSLATE_NOOP("words", "Asked for the route from %1 to %2 with mark %3, the kernel answers %4.")},
    Sentence{"rerouted-and-refused",
             QT_TRANSLATE_NOOP(
                 "words",
                 "It was marked by %w1 in a chain of type route, behind which the kernel looks for the "
                 "route again: with mark %2 there is none.")},
    Sentence{
        "policy-rule-refuses",
        QT_TRANSLATE_NOOP(
            "words", "Policy routing refuses it: the rule with priority %1 (see ip rule) is of type %2.")},
    Sentence{"route-of-table-refuses",
             QT_TRANSLATE_NOOP("words",
                               "The route to %1 in table %3 is of type %2; the policy routing rule with "
                               "priority %4 (see ip rule) leads there.")},
    Sentence{"rewritten-to-loopback",
             QT_TRANSLATE_NOOP("words",
                               "NAT rewrote its destination to %1, which may not come from %2: %3 is 0.")},
    Sentence{"tproxy-not-local",
             QT_TRANSLATE_NOOP(
                 "words",
                 "It was given to a local socket by %w1, but no policy routing rule (see ip rule) sends it "
                 "(its mark) to a local route, and a packet with a socket is not forwarded.")},
    Sentence{"blocked-by-xfrm", QT_TRANSLATE_NOOP("words", "An IPsec policy blocks it (ip xfrm policy).")},
    Sentence{"error-was-dropped-by",
             QT_TRANSLATE_NOOP("words", "The error that would tell the sender was dropped by %w1.")},
    Sentence{"redirects-before-nat-are-dropped",
             QT_TRANSLATE_NOOP(
                 "words", "It is a redirect about the first packet of a connection, whose translation is "
                          "not settled yet: nat OUTPUT drops it.")},
    Sentence{"redirects-of-nat-are-dropped",
             QT_TRANSLATE_NOOP("words",
                               "It is a redirect of a translated connection, which nat OUTPUT drops: its "
                               "addresses would mean nothing to who gets it.")},
    Sentence{
        "next-hop-does-not-answer",
        QT_TRANSLATE_NOOP("words", "It waits for the hardware address of %1, and nobody answers at %2.")},
    Sentence{"dropped-by-qdisc",
             QT_TRANSLATE_NOOP("words",
                               "The queueing discipline of %1 (tc qdisc) dropped it behind the last chain.")},
    Sentence{"probably-this-one",
             QT_TRANSLATE_NOOP("words", "Only a counter tells so: it may have been another packet's.")},
    Sentence{"held-by-qdisc",
             QT_TRANSLATE_NOOP(
                 "words", "It waits in the queueing discipline of %1 (tc qdisc), behind the last chain.")},
    Sentence{
        "dropped-by-tc-egress",
        QT_TRANSLATE_NOOP("words", "A filter of tc at the egress of %1 dropped it behind the last chain.")},
    Sentence{"dropped-by-tc-ingress",
             QT_TRANSLATE_NOOP("words", "A filter of tc at the ingress of %1 dropped it before every hook.")},
    Sentence{"translation-is-taken",
             QT_TRANSLATE_NOOP("words",
                               "The address and port that NAT gave it are taken by another connection, so "
                               "conntrack dropped it behind the last chain.")},
    Sentence{"not-tracked-by",
             QT_TRANSLATE_NOOP("words",
                               "It was taken out of connection tracking by %w1, so nat is not run and it "
                               "left with its own source.")},
    Sentence{
        "not-tracked-so-no-nat",
        QT_TRANSLATE_NOOP("words", "It is not tracked, so nat is not run and it left with its own source.")},
    Sentence{"echo-requests-are-ignored",
             QT_TRANSLATE_NOOP("words", "This machine answers no echo requests: %1 is 1.")},
    Sentence{"answered-past-this-machine",
             QT_TRANSLATE_NOOP(
                 "words", "It was answered to %1 directly, past this machine, by %2, which nobody "
                          "there asked: the question went to %3. Rewrite the source too (hairpin NAT).")},
    Sentence{
        "frame-is-for-another-host",
        QT_TRANSLATE_NOOP("words", "The frame at %1 is for another host: this machine only saw it pass.")},
    Sentence{"no-route-to", QT_TRANSLATE_NOOP("words", "There is no route to %1.")},
    Sentence{"no-route-while-down", QT_TRANSLATE_NOOP("words", "There is no route to %1 while %2 is down.")},
    // in a chain
    Sentence{"policy-is-drop", QT_TRANSLATE_NOOP("words", "No rule accepted it, and %w1 is drop.")},
    Sentence{"rejected-by",
             QT_TRANSLATE_NOOP("words", "It was rejected by %w1: dropped, and answered by an error.")},
    Sentence{
        "invalid-dropped-by",
        QT_TRANSLATE_NOOP(
            "words", "conntrack could not make sense of it (state INVALID), and %w1 drops such packets.")},
    Sentence{"dropped-by", QT_TRANSLATE_NOOP("words", "It was dropped by %w1.")},
    Sentence{"tproxy-without-listener",
             QT_TRANSLATE_NOOP("words",
                               "It was dropped by %w1: no socket that is transparent listens where it sends "
                               "packets.")},
    Sentence{"dropped-at-device-by", QT_TRANSLATE_NOOP("words", "It was dropped at %1 by %w2.")},
    Sentence{"rejected-at-device-by",
             QT_TRANSLATE_NOOP("words", "It was rejected at %1 by %w2: dropped, and answered by an error.")},
    Sentence{"dropped-at-device-in-one-of",
             QT_TRANSLATE_NOOP("words",
                               "It was dropped at %1, before the first trace point, by a rule or the policy "
                               "of one of these: %2.")},
    Sentence{"dropped-at-device-in",
             QT_TRANSLATE_NOOP("words", "It was dropped at %1 by a rule or the policy of %2, which stands "
                                        "before the first trace point.")},
    Sentence{"queued-without-reader",
             QT_TRANSLATE_NOOP("words", "It was handed by %w1 to queue %2, which no program reads: without "
                                        "bypass such a packet is dropped.")},
    Sentence{
        "queued-and-not-back",
        QT_TRANSLATE_NOOP("words", "It was handed by %w1 to queue %2, and its reader did not give it back.")},
    Sentence{"queued-and-reader-unknown",
             QT_TRANSLATE_NOOP(
                 "words",
                 "It was handed by %w1 to a queue, and is not seen behind it. Whether a program reads "
                 "that queue is not told.")},
    Sentence{"stolen-by", QT_TRANSLATE_NOOP("words", "It was taken by %w1: the kernel keeps it there.")},
    Sentence{"rejected-with", QT_TRANSLATE_NOOP("words", "Packet %1 is that answer: %w2.")},
    Sentence{"rejected-and-no-answer-seen", QT_TRANSLATE_NOOP("words", "That answer was not seen.")},
    Sentence{"redirected-by",
             QT_TRANSLATE_NOOP("words",
                               "At the ingress of %1 it was sent on to %2 by %w3, before every other hook.")},
    Sentence{"redirected-at-egress",
             QT_TRANSLATE_NOOP("words",
                               "At the egress of %1 it was sent on to %2 by %w3, behind every other hook.")},
    Sentence{"sent-elsewhere",
             QT_TRANSLATE_NOOP("words",
                               "It passed the last chain before %1 and left by %2: behind the chains "
                               "tc or a rule at egress sent it on there.")},
    Sentence{"copied-by", QT_TRANSLATE_NOOP("words", "A copy of it was sent by %w1.")},
    Sentence{"copied-by-as", QT_TRANSLATE_NOOP("words", "A copy of it was sent by %w1: packet %2.")},
    Sentence{"is-copy-of", QT_TRANSLATE_NOOP("words", "It is a copy of packet %1 and needs no answer.")},
    Sentence{"flooded", QT_TRANSLATE_NOOP("words", "The bridge %1 flooded it: a copy left by each of %2.")},
    Sentence{"went-on-inside", QT_TRANSLATE_NOOP("words", "It went on inside packet %1 (%2).")},
    Sentence{"carrier-dropped",
             QT_TRANSLATE_NOOP("words", "Packet %1, which carried it, was dropped at %2.")},
    Sentence{"came-inside", QT_TRANSLATE_NOOP("words", "It came inside packet %1 (%2).")},
    Sentence{"had-inside", QT_TRANSLATE_NOOP("words", "Inside it was packet %1 (%2).")},
    Sentence{"rejected-in",
             QT_TRANSLATE_NOOP(
                 "words",
                 "It entered %1 and came no further, and an error answered it: a rule there rejected it.")},
    Sentence{"rules-told-were-lost", QT_TRANSLATE_NOOP("words", "What nftrace told of its rules was lost.")},
    Sentence{"no-reported-rule-dropped",
             QT_TRANSLATE_NOOP("words", "No rule that nftrace reports dropped it.")},
    Sentence{"dropped-by-legacy",
             QT_TRANSLATE_NOOP("words", "It was dropped in %1 by a rule or the policy of iptables-legacy.")},
    Sentence{"dropped-by-legacy-rule",
             QT_TRANSLATE_NOOP("words", "It was dropped by %w1, of iptables-legacy.")},
    Sentence{"rejected-by-legacy-rule",
             QT_TRANSLATE_NOOP("words", "It was rejected by %w1, of iptables-legacy.")},
    Sentence{"dropped-in",
             QT_TRANSLATE_NOOP(
                 "words", "A rule or the policy of %1 dropped it: it entered there and came no further.")},
    Sentence{"connections-full",
             QT_TRANSLATE_NOOP(
                 "words",
                 "The table of connections is full, so conntrack dropped the first packet of a new one.")},
    // behind the last chain
    Sentence{"tun-not-open",
             QT_TRANSLATE_NOOP("words", "It was routed to %1, and no program has that tun open.")},
    Sentence{"no-carrier-not-sent",
             QT_TRANSLATE_NOOP("words", "%1 has no carrier, so it could not be sent.")},
    Sentence{"device-down-not-sent", QT_TRANSLATE_NOOP("words", "%1 is down, so it could not be sent.")},
    Sentence{"answered-by-error", QT_TRANSLATE_NOOP("words", "It was answered by an error.")},
    Sentence{"reset-nothing-listens",
             QT_TRANSLATE_NOOP("words",
                               "It was answered by a reset: nothing listens on that port, or a firewall "
                               "there refuses it.")},
    Sentence{"reset-no-connection",
             QT_TRANSLATE_NOOP("words", "It was answered by a reset: the other end has no such connection.")},
    Sentence{"mark-would-route-elsewhere",
             QT_TRANSLATE_NOOP("words",
                               "With its mark %1 the route would lead out by %2, but it left by %3: only "
                               "chains of type route at output look for the route again.")},
    Sentence{"answer-refused-by-asker",
             QT_TRANSLATE_NOOP("words", "Packet %1 refuses this answer: no socket stands behind the probe "
                                        "there. That is the probe's own, and no fault.")},
    Sentence{"not-known-whether-answered",
             QT_TRANSLATE_NOOP("words", "Whether it was answered is not known: lines are missing.")},
    Sentence{"not-known-what-carried-it",
             QT_TRANSLATE_NOOP("words", "Whether it was answered is not known: it went on inside a tunnel's "
                                        "packets, and not all of these are known.")},
    Sentence{"answer-may-be-inside",
             QT_TRANSLATE_NOOP("words", "Whether it was answered is not known: packet %1 came by its tunnel, "
                                        "and what that carried was not seen.")},
    Sentence{"carrier-of-answer-dropped",
             QT_TRANSLATE_NOOP("words",
                               "Packet %1, which came by its tunnel and may have carried an answer, was "
                               "dropped at %2.")},
    Sentence{"source-not-rewritten",
             QT_TRANSLATE_NOOP("words", "It left by %1 with the source %2: no rule of nat POSTROUTING "
                                        "rewrote it, so the other end has no way to answer.")},
    Sentence{"answers-not-looked-for",
             QT_TRANSLATE_NOOP(
                 "words", "A rule gave it the source %1 without conntrack: whether an answer came to that "
                          "address is not known, as nobody looked for it.")},
    Sentence{
        "new-source-is-foreign",
        QT_TRANSLATE_NOOP(
            "words", "Its source there, %1, is no address of this machine: an answer may go elsewhere.")},
    Sentence{"answer-not-written-back",
             QT_TRANSLATE_NOOP("words",
                               "The answer, packet %1, was not rewritten to %2 and stayed on this machine: "
                               "conntrack does not know it for one of this connection.")},
    Sentence{"answer-not-tracked-by",
             QT_TRANSLATE_NOOP("words",
                               "The answer, packet %1, was not rewritten to %2 and stayed on this machine: "
                               "%w3 took it out of connection tracking.")},
    Sentence{"kept-by-xfrm",
             QT_TRANSLATE_NOOP("words",
                               "An IPsec policy kept it from the process, behind every INPUT chain (ip xfrm "
                               "policy).")},
    Sentence{
        "answer-has-no-way",
        QT_TRANSLATE_NOOP("words", "It was delivered to this machine, whose answer to %1 finds no route.")},
    Sentence{"group-not-joined",
             QT_TRANSLATE_NOOP("words",
                               "No process here has joined the group %1 at %2, and no multicast router "
                               "passes it on.")},
    Sentence{"ttl-set-by",
             QT_TRANSLATE_NOOP("words",
                               "It came with TTL %1, and %w3 made it %2: a router does not forward such a "
                               "packet.")},
    Sentence{"ttl-lowered-here",
             QT_TRANSLATE_NOOP("words",
                               "It came with TTL %1 and had %2 before routing: a router does not forward "
                               "such a packet.")},
    Sentence{"sent-and-not-answered",
             QT_TRANSLATE_NOOP("words", "It was sent by %1, and %2 did not answer.")},
    Sentence{"of-no-connection",
             QT_TRANSLATE_NOOP("words", "It was delivered to this machine, which has no such connection.")},
    Sentence{"no-process-wanted-it",
             QT_TRANSLATE_NOOP("words", "It was delivered to this machine, and no process wanted it.")},
};

} // namespace

std::span<const Sentence> sentencesOfEndings()
{
    return endings;
}

} // namespace hookwalk::words
