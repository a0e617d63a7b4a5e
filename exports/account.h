// SPDX-License-Identifier: GPL-3.0-or-later
// What all documents tell: the steps of one packet, of a request and its reply, or of two packets beside each other.
// Internal to exports.
#pragma once

#include "exports/comparetext.h"
#include "exports/exports.h"

#include <array>
#include <optional>

namespace hookwalk::exports
{

struct Leg { // the way of one packet
    const Trace& trace;
    Walk walk;          // in a picture that shows less, only that (firstOf())
    std::string head;   // "Packet 1: echo request, seq 0, 192.168.69.1 → 203.0.113.29, sent on by eth0"
    bool isCut = false; // its last steps are left out
    std::vector<wire::FieldChange> inGap{}; // what changed in the steps that withoutMiddle() left out
};

struct Step {
    enum class Known : std::uint8_t {
        Observed,
        Inferred, // no line, but it must have been there
        Skipped,  // a chain that it did not enter
        NotKnown, // no line, and nothing tells whether it was there
    };
    enum class Side : std::uint8_t { Alike, Different, OnlyA, OnlyB, NotKnown };

    std::array<int, 2> stops{-1, -1}; // index in Walk::stops, by leg; -1: that packet is not there
    Known known = Known::Observed;    // of two packets: the weaker of both
    std::optional<Side> side;         // of a comparison
    std::string title;                // "mangle FORWARD"
    std::string when;                 // "+26 µs", "inferred"
    std::string sentence;             // what happens there
    std::string evidence;             // "kernel log record 1207868", or why it is inferred or skipped
    std::array<std::string, 2> lines; // as they were reported, by leg; "": none

    std::size_t leg() const { return stops[0] < 0 ? 1 : 0; }
};

struct Account {
    enum class Kind : std::uint8_t { One, Exchange, Comparison };

    Kind kind = Kind::One;
    std::vector<Leg> legs;
    std::string title; // "Echo request, seq 0: tun0 → eth0"
    std::string outcome;
    std::vector<Step> steps;
    std::size_t left = 0;           // steps behind these, not to be shown
    std::size_t gap = 0, inGap = 0; // before the step with that index as many are left out
    int first = -1;                 // Comparison: index in steps of the first difference; -1: none
    std::optional<Compared> compared;

    const Stop& stopOf(const Step& step) const
    {
        const auto leg = step.leg();
        return legs[leg].walk.stops[static_cast<std::size_t>(step.stops[leg])];
    }
    std::size_t count() const { return steps.size() + left + inGap; }
    std::size_t numberOf(std::size_t index) const { return index + 1 + (index < gap ? 0 : inGap); }
    int indexOf(int number) const; // of a step, from 1; -1: it is not shown
    bool isEnd(std::size_t leg, int stop) const { return stop == lastStop(legs[leg].walk); }
};

inline constexpr std::size_t mostSteps = 40; // of a page and an animation

Account accountOf(const Packet& packet);
Account accountOf(const Exchange& exchange);
Account accountOf(const Pair& pair);
// The same without what is behind so many steps, for pictures: their room is for those that are shown.
Account firstOf(const Account& account, std::size_t count);
// The same with so many steps, at least two: the first ones and the last ones, and with that number, where it can be.
Account withoutMiddle(const Account& account, std::size_t count, int number);

Step::Known knownOf(const Stop& stop);
// "● observed", …: the marks of plain forms.
std::string_view markOf(Step::Known known);
std::string legend();
std::string endOf(const Ending& ending);                    // "dropped at filter FORWARD. Rule 3 …"
std::string deviceOf(const Trace& trace, const Stop& stop); // " eth0" for a frame that was seen there
// What was reported there; of a comparison each line says whose it is.
std::vector<std::string> linesOf(const Account& account, const Step& step);
// "mangle FORWARD, conntrack (inferred), …": a picture in words, with what is not shown.
std::string namesOf(const Account& account);
std::string leftText(const Account& account,
                     const Options& options); // "3 steps in between, not shown here.", or ""

struct Row { // of a list
    std::string number, time, packet, from, to, path, ending;
};
Row rowOf(const Trace& trace, const Walk& walk, std::int64_t startUs);
std::int64_t startOf(const List& list);         // noTime: not known
std::string sourceText(const Options& options); // "From kern.log.", or ""

// Each form. Of a step that is not there: see make().
Result<std::string> pageOf(const Account& account, const Options& options);
std::string pageOf(const List& list, const Options& options);
std::size_t roomInPage(const List& list, const Options& options); // for how many of its packets
Result<std::string> animationOf(const Account& account, const Options& options);
std::string mermaidOf(const Account& account, const Options& options);
std::string mermaidOf(const List& list, const Options& options);
std::size_t roomInMermaid(const List& list);
std::string markdownOf(const Account& account, const Options& options);
std::string markdownOf(const List& list, const Options& options);
std::string textOf(const Account& account, const Options& options);
std::string textOf(const List& list, const Options& options);

// The names of the devices at a port of the diagram; where no packet passed there, what it is.
std::string portTitle(const Account& account, StageKind kind);

} // namespace hookwalk::exports
