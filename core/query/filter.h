// SPDX-License-Identifier: GPL-3.0-or-later
// The language in which a person says which packets to show, in the window and on the command line:
//   dropped,rejected -udp 198.51.100.0/24 nat PREROUTING "SYN URGP=0"
// Terms separated by blanks must all hold. Of conditions joined by commas one must hold. A - or ! in front of a term is
// NOT for the whole term; behind a comma it is NOT for that condition alone.
#pragma once

#include "model/network.h"
#include "model/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::query
{

struct Condition {
    enum class Kind : std::uint8_t {
        Ending,   // number: EndingKind
        Answered, // a packet answered it
        NoAnswer, // nothing answered it, and it is no answer itself
        Path,     // number: Path
        Cause,    // number: index in causeCodes
        Address,  // net: an address of its first or last line lies there
        Port,     // number: a port of its first or last line; TCP, UDP and UDP-Lite. Whose lines tell none
                  // (ICMP, later fragments) has no port, and so is NOT of any
        Protocol, // number: IANA's
        Chains,   // number: bits as Traversal::visited; it was seen at one of them
        Chain,    // name: a chain of the ruleset's or of a log prefix
        Rule,     // number: the place, from 1, of a rule that was run on it
        Device,   // name: of its first or last line
        Name,     // name: a device or a chain of this log, whichever it has
        Text,     // name: stands in one of its lines, byte by byte
        Time,     // span: its first line is of then
    };
    Kind kind = Kind::Name;
    bool isNot = false;
    std::uint32_t number = 0;
    Network net;
    struct Span { // microseconds on the log's clock, both ends within; of a day: since midnight, on any day
        std::int64_t from = 0, to = 0;
        bool isOfDay = false;
    } span;
    std::string name;
    std::string text; // as the language writes it, without the NOT

    bool operator==(const Condition& other) const { return isNot == other.isNot && text == other.text; }
};

struct Term {
    bool isNot = false;
    std::vector<Condition> any; // at least one
    bool operator==(const Term&) const = default;
};
using Filter = std::vector<Term>; // none: every packet

struct BadTerm {
    std::string text; // as it was typed
    Error error;      // what is wrong with it and at which letter of the whole text, counted from 1
};
struct ReadFilter {
    Filter good; // the terms that can be read, in order
    std::vector<BadTerm> bad;
};
// Term by term, so that one that cannot be read takes nothing away from the others. Whether a log has the names that
// they have says Query::unknownNames().
ReadFilter readFilter(std::string_view text);
// All or nothing: the Error of the first bad term.
Result<Filter> parseFilter(std::string_view text);
// "time 10:42:31..10:42:35" or "time 31.402..35", as precise as it need be: no moment of the span is left out. Both ends
// are microseconds on the log's clock. isOfDay: by the time of day, which needs a span within one.
Condition timeCondition(std::int64_t fromUs, std::int64_t toUs, bool isOfDay);
// What parseFilter() reads back as the same; the usual form of what was typed.
std::string toText(const Term& term);
std::string toText(const Filter& filter);

} // namespace hookwalk::query
