// SPDX-License-Identifier: GPL-3.0-or-later
// What the programs refuse by themselves: arguments of the command line, pictures.
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array ofPrograms{
    Sentence{"no-such-choice", QT_TRANSLATE_NOOP("words", "There is no %1 \"%2\". Say one of: %3.")},
    Sentence{"number-unusable",
             QT_TRANSLATE_NOOP("words", "%1 \"%2\" cannot be used. Give a whole number from %3 to %4.")},
    Sentence{"seconds-unusable",
             QT_TRANSLATE_NOOP("words", "%1 \"%2\" cannot be used. Give 0 to %3 seconds, for example 0.2.")},
    Sentence{"source-no-address",
             QT_TRANSLATE_NOOP("words", "The source \"%1\" is no IP address. In the lab there are "
                                        "192.168.69.1 and 2001:db8:69::1.")},
    Sentence{"destination-no-address",
             QT_TRANSLATE_NOOP("words", "The destination \"%1\" is no IP address. In the lab there are "
                                        "203.0.113.29 and 2001:db8:ffff::29.")},
    Sentence{"give-source-and-destination",
             QT_TRANSLATE_NOOP("words", "Give a source and a destination, for example: auto "
                                        "203.0.113.29.")},
    Sentence{"give-two-addresses",
             QT_TRANSLATE_NOOP("words", "Give one source and one destination, not %1 addresses.")},
    Sentence{"ports-for-udp-and-tcp",
             QT_TRANSLATE_NOOP("words",
                               "%1 is for UDP and TCP, and an echo has no ports. Give --protocol udp "
                               "or tcp, too, or leave %1 out.")},
    Sentence{"no-destination-given",
             QT_TRANSLATE_NOOP("words", "No destination was given. In the lab there is "
                                        "203.0.113.29.")},
    Sentence{"give-one-destination", QT_TRANSLATE_NOOP("words", "Give one destination, not %1.")},
    Sentence{"no-nsenter",
             QT_TRANSLATE_NOOP("words", "The program nsenter was not found, which runs the commands that "
                                        "prepare the lab. Install util-linux.")},
    Sentence{"lab-not-prepared",
             QT_TRANSLATE_NOOP("words", "The command \"%1\" could not prepare the lab: it ended with "
                                        "status %2.")},
    Sentence{"lab-not-prepared-saying",
             QT_TRANSLATE_NOOP("words", "The command \"%1\" could not prepare the lab: it ended with "
                                        "status %2 and said \"%3\".")},
    Sentence{"lab-without-ipv6",
             QT_TRANSLATE_NOOP("words", "This lab has no address of that family: the kernel was started "
                                        "without IPv6. Give an IPv4 address.")},
    Sentence{"printing-failed", QT_TRANSLATE_NOOP("words", "The output could not be written: %e.")},
    Sentence{"no-such-export",
             QT_TRANSLATE_NOOP("words", "\"%1\" does not say how packets are to be written: let the name end "
                                        "in .csv, .json, .pcapng or .log.")},
    Sentence{"no-diagram", QT_TRANSLATE_NOOP("words", "This is no diagram that Hookwalk can draw: %1.")},
    Sentence{"picture-too-large",
             QT_TRANSLATE_NOOP("words",
                               "The picture has more pixels than this machine has memory for: choose a "
                               "smaller --size or --scale.")},
    Sentence{"no-png",
             QT_TRANSLATE_NOOP("words", "The picture cannot be made into a PNG file. Look whether Qt's image "
                                        "plugins are whole.")},
    Sentence{"no-webp",
             QT_TRANSLATE_NOOP("words",
                               "The steps cannot be made into a WebP file, which takes pictures of 16383 "
                               "pixels at most.")},
    Sentence{"no-folder", QT_TRANSLATE_NOOP("words", "The folder %1 cannot be made. Choose another one.")},
};

} // namespace

std::span<const Sentence> sentencesOfPrograms()
{
    return ofPrograms;
}

} // namespace hookwalk::words
