// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a filter or a locator that somebody wrote: core/query.
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array ofFilters{
    Sentence{"filter-condition-missing",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 of the filter a condition is missing, as dropped, tcp or "
                               ":8080. Write one, or take away the comma, - or ! before it.")},
    Sentence{"filter-not-twice",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 the filter says NOT inside a term that is NOT as a whole "
                               "by the sign in front of it. Take one of the two signs away.")},
    Sentence{"filter-no-address",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 of the filter \"%2\" is no address or network. Write one "
                               "as in 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32.")},
    Sentence{"filter-no-port",
             QT_TRANSLATE_NOOP("words", "At letter %1 of the filter \"%2\" is no port. Write a colon and a "
                                        "number up to 65535, as in :8080.")},
    Sentence{"filter-no-time",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 of the filter \"%2\" is no span of time. Write one as in "
                               "10:42:31..10:42:35, or in seconds as in 31.402..35.")},
    Sentence{"filter-no-such-chain",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 of the filter: table %2 has no chain %3. Write one that "
                               "is there, as in nat PREROUTING.")},
    Sentence{"filter-number-missing",
             QT_TRANSLATE_NOOP("words", "At letter %1 of the filter \"%2\" lacks its number. Write it behind "
                                        "the word, as in %2 %3.")},
    Sentence{"filter-name-missing",
             QT_TRANSLATE_NOOP("words", "At letter %1 of the filter \"%2\" lacks a name that fits. Write it "
                                        "behind the word, as in %2 %3.")},
    Sentence{"filter-quote-open",
             QT_TRANSLATE_NOOP("words",
                               "The text that begins at letter %1 of the filter has no end. Write the "
                               "quote that closes it.")},
    Sentence{"filter-quote-empty",
             QT_TRANSLATE_NOOP("words", "At letter %1 of the filter nothing stands between the quotes. Write "
                                        "the text that a line must have.")},
    Sentence{"filter-behind-quote",
             QT_TRANSLATE_NOOP("words",
                               "At letter %1 of the filter, behind the quote, a blank or a comma must "
                               "stand.")},
    Sentence{"filter-unknown-name",
             QT_TRANSLATE_NOOP("words",
                               "\"%1\" in the filter is no word that it knows, and no device or chain "
                               "of this log. Write an ending, a cause, a protocol, an address, :port, "
                               "a chain, a device, or a text in quotes.")},
    Sentence{"locator-unknown-part",
             QT_TRANSLATE_NOOP("words",
                               "\"%1\" behind # is no part of a locator. Write packet=, step=, filter= or "
                               "with=, as in kern.log#packet=7&step=4; a file of the whole name is "
                               "not there.")},
    Sentence{"locator-part-twice",
             QT_TRANSLATE_NOOP("words", "The locator has \"%1\" twice. Take one of them away.")},
    Sentence{"locator-no-number",
             QT_TRANSLATE_NOOP("words", "In the locator \"%1=%2\" is no number. Count from 1, as in %1=7.")},
    Sentence{"locator-bad-percent",
             QT_TRANSLATE_NOOP("words", "In the locator \"%1=%2\" has a percent sign without two hex digits "
                                        "behind it. Write 25 behind it where it stands for itself.")},
    Sentence{"locator-step-of-none",
             QT_TRANSLATE_NOOP("words", "The locator has a step and no packet. Write packet=, too, as in "
                                        "kern.log#packet=7&step=4.")},
    Sentence{"locator-without-packet",
             QT_TRANSLATE_NOOP("words",
                               "\"%1\" does not say which packet. Write its number behind the file, as in "
                               "'kern.log#packet=7'.")},
    Sentence{"give-two-packets",
             QT_TRANSLATE_NOOP("words",
                               "Give two packets, as in 'before.log#packet=1' 'after.log#packet=1', or "
                               "two logs of the same probes.")},
    Sentence{"no-packet-alike",
             QT_TRANSLATE_NOOP("words",
                               "%1 has no packet from %2 to %3 of this protocol. Save one with --save of "
                               "the same probe, or say which it is, as in '%1#packet=1'.")},
    Sentence{"locator-no-such-packet",
             QT_TRANSLATE_NOOP("words", "There is no packet %1: the last one of this log is number %2.")},
    Sentence{"locator-no-such-step",
             QT_TRANSLATE_NOOP("words", "Packet %1 has no step %2: its last one is number %3.")},
};

} // namespace

std::span<const Sentence> sentencesOfFilters()
{
    return ofFilters;
}

} // namespace hookwalk::words
