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
};

} // namespace

std::span<const Sentence> sentencesOfFilters()
{
    return ofFilters;
}

} // namespace hookwalk::words
