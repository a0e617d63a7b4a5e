// SPDX-License-Identifier: GPL-3.0-or-later
// What shows that a packet was at a stage which no line reports (Stop::note).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array stops{
    // the way in
    Sentence{"first-line-has-no-in",
             QT_TRANSLATE_NOOP("words", "The first line has no IN=: it was made on this machine.")},
    Sentence{"in-is-lo", QT_TRANSLATE_NOOP("words", "IN=lo: it was made on this machine.")},
    Sentence{"in-on-first-line", QT_TRANSLATE_NOOP("words", "IN=%1 on the first line.")},
    Sentence{"in-is-tun",
             QT_TRANSLATE_NOOP("words", "IN=%1 on the first line: a program wrote it to the tun fd.")},
    // routing
    Sentence{"out-chosen-before-output", QT_TRANSLATE_NOOP("words", "OUT=%1 is chosen before OUTPUT.")},
    Sentence{"input-follows", QT_TRANSLATE_NOOP("words", "INPUT follows: the destination is this machine.")},
    Sentence{"out-chosen", QT_TRANSLATE_NOOP("words", "OUT=%1 was chosen.")},
    Sentence{"out-chosen-ttl-lower",
             QT_TRANSLATE_NOOP("words", "OUT=%1 was chosen and the TTL is one lower.")},
    Sentence{"device-changed-after-output", QT_TRANSLATE_NOOP("words", "The device changed after OUTPUT.")},
    // chains and connection tracking
    Sentence{"nftrace-ran-it", QT_TRANSLATE_NOOP("words", "nftrace tells that it was run.")},
    Sentence{"only-trace-point-here",
             QT_TRANSLATE_NOOP("words", "Nothing but the trace point is registered here.")},
    Sentence{"line-missing-here",
             QT_TRANSLATE_NOOP("words", "Other packets were reported here and this one was seen further on: "
                                        "its line is missing from the log.")},
    Sentence{"nftrace-state", QT_TRANSLATE_NOOP("words", "nftrace: the state of the packet is %1.")},
    Sentence{"conntrack-told", QT_TRANSLATE_NOOP("words", "conntrack told of its connection.")},
    Sentence{"nat-runs-with-conntrack",
             QT_TRANSLATE_NOOP("words", "nat chains appear in this log, and they run only with conntrack.")},
    // addresses rewritten
    Sentence{"rule-chose-mapping",
             QT_TRANSLATE_NOOP("words", "A rule of %1 chose this mapping and conntrack remembers it.")},
    Sentence{"mapping-lines-missing",
             QT_TRANSLATE_NOOP("words", "conntrack rewrites it at the nat priority. Lines are missing there: "
                                        "whether %1 was run is not known.")},
    Sentence{"mapping-known",
             QT_TRANSLATE_NOOP("words", "conntrack rewrites a packet of a known connection at the nat "
                                        "priority, without running a nat chain.")},
    Sentence{"reply-shows-source",
             QT_TRANSLATE_NOOP("words", "The reply came to %1, so that was the source on the wire.")},
    Sentence{"direction-not-captured",
             QT_TRANSLATE_NOOP("words", "The capture does not say whether the device received the frame or "
                                        "sent it.")},
    Sentence{"frame-rewritten-by-rule",
             QT_TRANSLATE_NOOP(
                 "words", "The frame at %1 has the new address, as a rule of nat POSTROUTING chose it.")},
    Sentence{"frame-rewritten-by-conntrack",
             QT_TRANSLATE_NOOP(
                 "words",
                 "The frame at %1 has the new address; no nat chain was run, conntrack knows the mapping.")},
    Sentence{"frame-rewritten-lines-missing",
             QT_TRANSLATE_NOOP("words", "The frame at %1 has the new address; whether a nat chain was run is "
                                        "not known, lines are missing there.")},
    // the way out
    Sentence{"out-by-bridge-port",
             QT_TRANSLATE_NOOP("words", "PHYSOUT=%1: it left by that port of the bridge.")},
    // a chain of the user's
    Sentence{"caller-not-certain",
             QT_TRANSLATE_NOOP("words",
                               "A user-defined chain of the table %1: neither its devices nor the lines "
                               "around it tell for certain which base chain called it.")},
    // what a prefix makes likely
    Sentence{"hint-of-place-and-verdict",
             QT_TRANSLATE_NOOP("words", "A hint (%1), no proof: logged in %2, verdict %3.")},
    Sentence{"hint-of-place", QT_TRANSLATE_NOOP("words", "A hint (%1), no proof: logged in %2.")},
    Sentence{"hint-of-verdict", QT_TRANSLATE_NOOP("words", "A hint (%1), no proof: verdict %2.")},
    Sentence{"logged-in-hook", QT_TRANSLATE_NOOP("words", "The line names the hook: %1.")},
    Sentence{"out-on-last-line", QT_TRANSLATE_NOOP("words", "OUT=%1 on the last line.")},
    Sentence{
        "read-back",
        QT_TRANSLATE_NOOP("words", "The program read it back from the tun fd: %1 → %2, %3 bytes, TTL %4.")},
};

} // namespace

std::span<const Sentence> sentencesOfStops()
{
    return stops;
}

} // namespace hookwalk::words
