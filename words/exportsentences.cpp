// SPDX-License-Identifier: GPL-3.0-or-later
// What documents say (exports/) beside the steps themselves.
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array exportTable{
    Sentence{"form-page", QT_TRANSLATE_NOOP("words", "Interactive page")},
    Sentence{"form-animated-svg", QT_TRANSLATE_NOOP("words", "Animated SVG")},
    Sentence{"form-mermaid", QT_TRANSLATE_NOOP("words", "Mermaid diagram")},
    Sentence{"form-markdown", QT_TRANSLATE_NOOP("words", "Markdown")},
    Sentence{"form-text", QT_TRANSLATE_NOOP("words", "Plain text")},
    Sentence{"form-json", QT_TRANSLATE_NOOP("words", "JSON")},

    Sentence{"export-needs-packet",
             QT_TRANSLATE_NOOP("words", "An animated SVG shows one packet, not a list. Say which, as in "
                                        "kern.log#packet=3.")},
    Sentence{
        "export-forgotten",
        QT_TRANSLATE_NOOP("words", "This packet has been forgotten meanwhile: only the latest are kept.")},
    Sentence{"export-choose-packet",
             QT_TRANSLATE_NOOP("words", "This shows the way of a packet: choose one first.")},
    Sentence{"export-no-reply",
             QT_TRANSLATE_NOOP("words", "Nothing of this log answers packet %1. Leave out --with-reply.")},
    Sentence{"export-no-step",
             QT_TRANSLATE_NOOP("words", "Step %1 is not there: the last one is number %2. Count from 1.")},
    Sentence{"export-not-kept",
             QT_TRANSLATE_NOOP("words",
                               "%1 is not there yet, so there is nothing to compare with. Make it first.")},
    Sentence{"export-not-readable", QT_TRANSLATE_NOOP("words", "%1 cannot be read: %2.")},
    Sentence{"export-onto-log",
             QT_TRANSLATE_NOOP("words", "%1 is the log itself, and would be replaced. Give another name.")},
    Sentence{"export-too-large",
             QT_TRANSLATE_NOOP("words", "This does not fit into %1 kB, however much is left out.")},
    Sentence{"export-none-match", QT_TRANSLATE_NOOP("words", "No packet of this log matches the filter.")},
    Sentence{"export-room",
             QT_TRANSLATE_NOOP(
                 "words", "The list shows %2; of these this form has room for the first %1. Markdown, plain "
                          "text and JSON have all, however many.")},
    Sentence{"export-long-list",
             QT_TRANSLATE_NOOP("words",
                               "While packets come in, a document has at most %1 of them, and the list shows "
                               "%2. Save the recording and open it, or choose CSV, JSON or a log below: "
                               "these have no limit.")},
    Sentence{"export-changed",
             QT_TRANSLATE_NOOP("words", "%1 is stale: its line %2 is “%3”, and would be “%4” now.")},
    Sentence{"export-grown",
             QT_TRANSLATE_NOOP("words", "%1 is stale: behind its line %2 “%3” would follow now.")},
    Sentence{"export-shrunk",
             QT_TRANSLATE_NOOP("words", "%1 is stale: its line %2, “%3”, would not be there now.")},

    Sentence{
        "export-looks-changed",
        QT_TRANSLATE_NOOP("words", "%1 is stale: it reads the same, but looks other from its line %2 on.")},
    Sentence{"export-damaged", QT_TRANSLATE_NOOP("words", "%1 is damaged: it cannot be read to its end. Make it again.")},

    Sentence{"export-exchange", QT_TRANSLATE_NOOP("words", "%1, and back: %2")},
    Sentence{"export-side", QT_TRANSLATE_NOOP("words", "%1: %2")},
    Sentence{"export-skipped", QT_TRANSLATE_NOOP("words", "skipped")},
    Sentence{"export-not-known", QT_TRANSLATE_NOOP("words", "not known")},
    Sentence{"export-different", QT_TRANSLATE_NOOP("words", "different")},
    Sentence{"export-alike", QT_TRANSLATE_NOOP("words", "the same")},
    Sentence{"export-only", QT_TRANSLATE_NOOP("words", "%1 only")},
    Sentence{"export-only-known", QT_TRANSLATE_NOOP("words", "%1; %2 not known")},
    Sentence{"export-but-inferred", QT_TRANSLATE_NOOP("words", "%1 · %2: inferred")},
    Sentence{"export-and-inferred", QT_TRANSLATE_NOOP("words", "%1 · inferred")},
    Sentence{"export-both", QT_TRANSLATE_NOOP("words", "A: %1 B: %2")},
    Sentence{"export-because-not-known", QT_TRANSLATE_NOOP("words", "not known: %1")},
    Sentence{"export-list", QT_TRANSLATE_NOOP("words", "%1, %2")},
    Sentence{"export-sentence", QT_TRANSLATE_NOOP("words", "%1.")},
    Sentence{"export-sentence-more", QT_TRANSLATE_NOOP("words", "%1. %2")},
    Sentence{"export-more", QT_TRANSLATE_NOOP("words", "%1 %2")},
    Sentence{"export-with-remark", QT_TRANSLATE_NOOP("words", "%1 (%2)")},
    Sentence{"export-step-left-out",
             QT_TRANSLATE_NOOP("words", "Step %1, where the packet should stand, is not shown.")},
    Sentence{"export-differs", QT_TRANSLATE_NOOP("words", "A | B: %1.")},
    Sentence{
        "export-legend",
        QT_TRANSLATE_NOOP("words", "● observed, ◌ inferred from what was observed, – skipped, ? not known")},
    Sentence{"export-from", QT_TRANSLATE_NOOP("words", "From %1.")},
    Sentence{"export-from-both", QT_TRANSLATE_NOOP("words", "A is from %1, B from %2.")},
    Sentence{"export-made", QT_TRANSLATE_NOOP("words", "Made with Hookwalk.")},
    Sentence{"export-dashed", QT_TRANSLATE_NOOP("words", "Dashed: inferred, not observed.")},
    Sentence{"export-step-of", QT_TRANSLATE_NOOP("words", "Step %1 of %2")},
    Sentence{"export-more-packets", QT_TRANSLATE_N_NOOP("words", "%n packet(s) more, not shown here")},
    Sentence{"export-more-steps", QT_TRANSLATE_N_NOOP("words", "%n step(s) more, not shown here")},
    Sentence{"export-steps-between", QT_TRANSLATE_N_NOOP("words", "%n step(s) in between, not shown here")},
    Sentence{"export-packets", QT_TRANSLATE_N_NOOP("words", "%n packet(s)")},
    Sentence{"export-lines", QT_TRANSLATE_NOOP("words", "Lines of the log")},
    Sentence{"export-lines-cut", QT_TRANSLATE_NOOP("words", "Long lines are cut to keep the page small.")},
    Sentence{"export-no-line", QT_TRANSLATE_NOOP("words", "No line: nothing reported the packet here.")},
    Sentence{"export-number", QT_TRANSLATE_NOOP("words", "No.")},
    Sentence{"export-known-as", QT_TRANSLATE_NOOP("words", "Known")},
    Sentence{"export-step", QT_TRANSLATE_NOOP("words", "Step")},
    Sentence{"export-steps", QT_TRANSLATE_NOOP("words", "Steps")},
    Sentence{"export-header", QT_TRANSLATE_NOOP("words", "Header")},
    Sentence{"export-line", QT_TRANSLATE_NOOP("words", "Line of the log")},
    Sentence{"export-when", QT_TRANSLATE_NOOP("words", "When")},
    Sentence{"export-what", QT_TRANSLATE_NOOP("words", "What happens there")},
    Sentence{"export-packet", QT_TRANSLATE_NOOP("words", "Packet")},
    Sentence{"export-sender", QT_TRANSLATE_NOOP("words", "From")},
    Sentence{"export-destination", QT_TRANSLATE_NOOP("words", "To")},
    Sentence{"export-path", QT_TRANSLATE_NOOP("words", "Path")},
    Sentence{"export-ending", QT_TRANSLATE_NOOP("words", "Ending")},
    Sentence{"export-previous", QT_TRANSLATE_NOOP("words", "Previous")},
    Sentence{"export-next", QT_TRANSLATE_NOOP("words", "Next")},
    Sentence{"export-to-step", QT_TRANSLATE_NOOP("words", "step")},
    Sentence{"export-picture", QT_TRANSLATE_NOOP("words", "Netfilter hooks and the way of the packet")},
    Sentence{"export-network", QT_TRANSLATE_NOOP("words", "network")},
    Sentence{"export-none", QT_TRANSLATE_NOOP("words", "none")},
};

} // namespace

std::span<const Sentence> exportWords()
{
    return exportTable;
}

} // namespace hookwalk::words
