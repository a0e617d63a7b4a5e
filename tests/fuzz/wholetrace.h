// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be asked of a trace, for the fuzz targets: nothing crashes, and the long way says what
// the short one does.
#pragma once

#include "traversal/cause.h"
#include "traversal/knowledge.h"
#include "traversal/walk.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"

#include <cstdlib>
#include <string>

namespace hookwalk::test
{

inline void demand(bool condition)
{
    if (!condition)
        std::abort();
}

inline void askAll(const Trace& trace)
{
    std::size_t events = 0;
    for (TraversalIndex i = 0; i < trace.traversals().size(); ++i) {
        const Walk walk = walkOf(trace, i);
        demand(walk.ending.kind == endingKindOf(trace, i) && walk.path == pathOf(trace, i));
        demand(!wire::dumpLine(toJson(trace, walk)).empty());
        events += trace.eventsOf(i).size();
        demand(trace.traversals()[i].eventCount == trace.eventsOf(i).size());
    }
    demand(events == trace.events().size()); // each belongs to one packet
    for (const TraceEvent& event : trace.events())
        demand(event.line >= 1 && event.line <= trace.lineCount() && !trace.text(event).empty());
    openQuestions(trace, 0);
}

// Whole and in two pieces, as live lines come.
inline void readAndAsk(const std::string& text)
{
    const Trace whole = Trace::fromText(text);
    askAll(whole);
    const auto cut = text.find('\n', text.size() / 2);
    if (cut == std::string::npos)
        return;
    Trace pieces = Trace::fromText(text.substr(0, cut + 1));
    if (!pieces.traversals().empty())
        walkOf(pieces, 0);
    pieces.append(text.substr(cut + 1));
    demand(pieces.events().size() == whole.events().size());
    demand(pieces.traversals().size() == whole.traversals().size() &&
           pieces.lineCount() == whole.lineCount());
}

} // namespace hookwalk::test
