// SPDX-License-Identifier: GPL-3.0-or-later
// A recording: the stream as it came, rules, routes and answers among the packets, and what a person marked in it, as one
// gzip file (NAME.hookwalk). `zcat NAME.hookwalk` gives a kernel log that any tool reads; wire/factline.h lists what stands
// in it beside the packets. It is opened as any log is (Trace::open).
#pragma once

#include "model/flag.h"
#include "traversal/trace.h"
#include "wire/factline.h"

#include <functional>
#include <optional>

namespace hookwalk::recording
{

inline constexpr std::string_view fileEnding = ".hookwalk";

struct Head {
    std::string program; // "hookwalk 0.1.0"
    std::string place;   // "lab", "host", "file"
    bool isLive = false; // the packets were seen by this machine's kernel: it is named
};

// What the window shows.
struct View {
    TraversalIndex packet = noIndex;
    std::uint32_t step = 0;   // of it, from 1
    std::string filter, time; // terms; "true", "even" or "stretched". "": not told

    bool operator==(const View&) const = default;
};

// Each one or more whole lines.
std::string headLine(const Head& head, std::uint32_t firstLine, std::size_t toldAgain);
std::string headLines(const Trace& trace,
                      const Head& head); // "" where the text of the trace begins with its own
std::string flagsLine(const Trace& trace, const std::vector<Flag>& flags); // "" for none
std::string noFlagsLine();                                                 // takes those of before away
std::string viewLine(const Trace& trace, const View& view);

// What stands in the recording that the trace was read from. Flags at no record of it are left out.
std::vector<Flag> flagsIn(const Trace& trace);
std::optional<View> viewIn(const Trace& trace);

// Each fact of the text and its line, with its end, for those that look for a few of them in a large text.
void forEachFact(std::string_view text,
                 const std::function<void(const wire::FactLine& fact, std::string_view line)>& take);
// Gives the parts of the text that are not marks of before (flags, view): whole lines.
void withoutMarks(std::string_view text, const std::function<void(std::string_view lines)>& take);

// A trace as it is now, to be written on another thread while the trace goes on.
struct Snapshot {
    Snapshot(const Trace& trace, const Head& head, const std::vector<Flag>& flags, const View& view);

    std::string head, marks;
    std::vector<wire::TextFile> texts;

    Snapshot plain() const; // the log alone: no head, no marks

    // All of it as lines, in order; stops where `take` says false.
    void forEachPart(const std::function<bool(std::string_view lines)>& take) const;
};

} // namespace hookwalk::recording
