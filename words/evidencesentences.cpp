// SPDX-License-Identifier: GPL-3.0-or-later
// What proves how a packet ended (Ending::evidence), where lines are missing (traversal/losses.h), and which rule
// decided (traversal/rules.h).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array evidence{
    // rules, within another sentence
    Sentence{"policy-of", QT_TRANSLATE_NOOP("words", "the policy of %1")},
    Sentence{"rule-of", QT_TRANSLATE_NOOP("words", "rule %2 of %1")},
    Sentence{"rule-of-chain-and-text", QT_TRANSLATE_NOOP("words", "a rule of %1 (%2)")},
    Sentence{"rule-of-and-text", QT_TRANSLATE_NOOP("words", "rule %2 of %1 (%3)")},
    Sentence{"rule-with-handle-of", QT_TRANSLATE_NOOP("words", "the rule with handle %2 of %1")},
    Sentence{"rule-with-handle-of-and-text",
             QT_TRANSLATE_NOOP("words", "the rule with handle %2 of %1 (%3)")},
    // what nftrace and the rules in force say
    Sentence{"nftrace-verdict-drop", QT_TRANSLATE_NOOP("words", "nftrace: %w1 gave the verdict drop.")},
    Sentence{"nftrace-verdict", QT_TRANSLATE_NOOP("words", "nftrace: %w1 gave the verdict %2.")},
    Sentence{"rule-counter-rose", QT_TRANSLATE_NOOP("words", "The counter of %w1 rose by %2 meanwhile.")},
    Sentence{"legacy-policy-counted",
             QT_TRANSLATE_NOOP("words",
                               "The packets that %w1 decided, of iptables-legacy, rose by %2 meanwhile.")},
    Sentence{"neighbour-is", QT_TRANSLATE_NOOP("words", "The neighbour %1 at %2 is %3.")},
    Sentence{"destination-rewritten-by",
             QT_TRANSLATE_NOOP(
                 "words", "nftrace: %w1 gave it the destination %2, behind which the route is looked for.")},
    Sentence{"answer-was-delivered-here",
             QT_TRANSLATE_NOOP("words", "Packet %1 went to %2, an address of this machine.")},
    Sentence{"route-of-answer-refused",
             QT_TRANSLATE_NOOP("words",
                               "Asked for the route of a packet from here to %1, the kernel answered: %2.")},
    Sentence{"frame-for-another",
             QT_TRANSLATE_NOOP("words", "Packet %1 answered it: a frame at %2 for another host.")},
    Sentence{"queue-has-reader",
             QT_TRANSLATE_N_NOOP("words", "A program reads queue %2; %n packet(s) wait for its verdict.")},
    Sentence{"queue-without-reader", QT_TRANSLATE_NOOP("words", "No program reads queue %1.")},
    Sentence{"invalid-has-no-connection",
             QT_TRANSLATE_NOOP(
                 "words", "nftrace knows of no connection for it: conntrack gives an INVALID packet none.")},
    Sentence{"legacy-rules-unseen",
             QT_TRANSLATE_NOOP("words", "The table %1 of iptables-legacy is loaded; its rules run beside "
                                        "those of nftables and nftrace does not see them.")},
    // what the kernel answered
    Sentence{"counter-rose", QT_TRANSLATE_NOOP("words", "The kernel's counter %1 rose by %2.")},
    Sentence{"skb-dropped", QT_TRANSLATE_NOOP("words", "The tracepoint skb:kfree_skb gave the reason %1.")},
    Sentence{"skb-dropped-in",
             QT_TRANSLATE_NOOP("words", "The tracepoint skb:kfree_skb gave the reason %1 in %2.")},
    Sentence{"kernel-log-says", QT_TRANSLATE_NOOP("words", "The kernel log: %1")},
    Sentence{"setting-is", QT_TRANSLATE_NOOP("words", "%1 is %2.")},
    Sentence{"mtu-of-way-out", QT_TRANSLATE_NOOP("words", "The MTU of the way out is %1 bytes.")},
    Sentence{"is-own-address", QT_TRANSLATE_NOOP("words", "%1 is an address of this machine.")},
    Sentence{"device-is-down", QT_TRANSLATE_NOOP("words", "%1 is down.")},
    Sentence{"device-has-no-carrier", QT_TRANSLATE_NOOP("words", "%1 has no carrier.")},
    Sentence{"routes-went-with-device",
             QT_TRANSLATE_NOOP("words", "%1 is down, and routes through a device go when it goes down.")},
    Sentence{"route-refused",
             QT_TRANSLATE_NOOP("words", "Asked which way a packet from %1 to %2 goes that comes in by %3, "
                                        "the kernel answered with the error %4.")},
    Sentence{
        "route-refused-of-type",
        QT_TRANSLATE_NOOP(
            "words",
            "Asked which way a packet from %1 to %2 goes that comes in by %3, the kernel answered with the "
            "error %4. The best route to %2 in its routing tables, looked up beside that, is of type %5.")},
    Sentence{"route-leads", QT_TRANSLATE_NOOP("words", "Asked which way a packet from %1 to %2 goes that "
                                                       "comes in by %3, the kernel answered: out by %4.")},
    Sentence{"route-leads-of-type",
             QT_TRANSLATE_NOOP("words", "Asked which way a packet from %1 to %2 goes that comes in by %3, "
                                        "the kernel answered: out by %4, by a route of type %5.")},
    Sentence{"replies-expected-at",
             QT_TRANSLATE_NOOP("words", "conntrack holds no mapping for it: replies are expected at %1.")},
    // what other packets and frames show
    Sentence{"answered-by-icmp",
             QT_TRANSLATE_NOOP("words", "Packet %1 answered it: %2 type %3 code %4 from %5.")},
    Sentence{"answered-by-reset-from",
             QT_TRANSLATE_NOOP("words", "Packet %1 answered it: a TCP reset from %2.")},
    Sentence{"frame-and-no-chain",
             QT_TRANSLATE_NOOP("words", "A frame at %1, and no trace point reported it.")},
    Sentence{"no-frame-left", QT_TRANSLATE_NOOP("words", "No frame left by %1.")},
    Sentence{"frame-has-foreign-source",
             QT_TRANSLATE_NOOP(
                 "words", "The frame at %1 still has the source %2, which is no address of this machine.")},
    Sentence{"nothing-came-back", QT_TRANSLATE_NOOP("words", "Nothing came back.")},
    Sentence{"left-by", QT_TRANSLATE_NOOP("words", "It left by %1, and nothing came back.")},
    Sentence{"left-with-source",
             QT_TRANSLATE_NOOP("words", "It left by %1 with the source %2, and nothing came back.")},
    // lines that are missing
    Sentence{"no-canary-of-trace-points",
             QT_TRANSLATE_NOOP(
                 "words", "The trace points did not report the canary packet of line %1, so what they would "
                          "have shown of this packet is not known.")},
    Sentence{"nftrace-saw-fewer",
             QT_TRANSLATE_NOOP(
                 "words",
                 "In the lines up to %1 nftrace reported fewer sightings than the trace points, so which "
                 "rules were run on this packet is not known.")},
    Sentence{"no-canary-of-frames",
             QT_TRANSLATE_NOOP(
                 "words", "The devices did not report the canary packet of line %1, so which frames came "
                          "and went is not known.")},
    Sentence{
        "lines-missing-between",
        QT_TRANSLATE_NOOP(
            "words",
            "Lines are missing from the log between line %1 and line %2, by the numbers of its records.")},
    Sentence{"counted-lines-missing-between",
             QT_TRANSLATE_N_NOOP("words", "%n line(s) are missing from the log between line %2 and line %3, "
                                          "by the numbers of its records.")},
    Sentence{"lines-missing-says-line",
             QT_TRANSLATE_NOOP("words", "Lines are missing from the log about here, as its line %1 says.")},
    Sentence{
        "counted-lines-missing-says-line",
        QT_TRANSLATE_N_NOOP("words", "%n line(s) are missing from the log about here, as its line %2 says.")},
    Sentence{"log-begins-here", QT_TRANSLATE_NOOP("words", "The log begins here.")},
    Sentence{"others-may-have-counted",
             QT_TRANSLATE_NOOP(
                 "words",
                 "More packets than those seen here may have left by %1 meanwhile, so another one may "
                 "have raised that counter.")},
    Sentence{"log-ends-here",
             QT_TRANSLATE_NOOP("words",
                               "The log has no packet's line behind this one: if it was cut here, the "
                               "next may be missing.")},
    Sentence{"log-ends-early", QT_TRANSLATE_NOOP("words", "The file was cut: it ends here.")},
    Sentence{"log-is-damaged",
             QT_TRANSLATE_NOOP("words", "The file is damaged: lines may be missing anywhere.")},
};

} // namespace

std::span<const Sentence> sentencesOfEvidence()
{
    return evidence;
}

} // namespace hookwalk::words
