// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/cause.h"

#include "traversal/clues.h"

#include <algorithm>
#include <charconv>

namespace hookwalk
{

std::uint32_t markOf(const Trace& trace, const TraceEvent& event)
{
    auto text = trace.line(event).mark;
    if (text.starts_with("0x"))
        text.remove_prefix(2);
    std::uint32_t mark = 0;
    std::from_chars(text.data(), text.data() + text.size(), mark, 16);
    return mark;
}

void explain(const Trace& trace, TraversalIndex which, Ending& ending)
{
    const Clues clues(trace, which, ending);
    const auto& traversal = trace.traversals()[which];
    if (const auto drop = ruleEndOf(trace, which))
        return explainRule(clues, *drop);
    if (ending.kind == EndingKind::Transmitted)
        return explainSilence(clues);
    if (ending.kind == EndingKind::Delivered)
        return explainRefusal(clues);
    if (!isDropped(ending.kind))
        return;
    if (traversal.lastPlaced == noIndex)
        return explainBeforeHooks(clues);
    if (ending.isAt(StageKind::RoutingIn))
        return explainRouting(clues);
    const auto& last = trace.events()[traversal.lastPlaced];
    if (allChains[last.chain].table == Table::Raw && explainConntrack(clues))
        return;
    if (ending.isAt(StageKind::NetworkOut))
        return explainNotSent(clues);
    explainChain(clues);
}

std::vector<OpenQuestion> openQuestions(const Trace& trace, TraversalIndex from)
{
    constexpr std::size_t most = 64;
    std::vector<OpenQuestion> questions;
    const auto ask = [&](const TraceEvent& event, std::uint32_t mark) {
        OpenQuestion question{event.source, event.destination, std::string(trace.device(event.in)),
                              event.protocol, mark};
        if (std::ranges::find(questions, question) == questions.end())
            questions.push_back(std::move(question));
    };
    const auto& traversals = trace.traversals();
    for (auto i = std::max<std::size_t>(from, traversals.first());
         i < traversals.size() && questions.size() < most; ++i) {
        const auto& traversal = traversals[i];
        if (traversal.lastPlaced == noIndex)
            continue;
        const auto& last = trace.events()[traversal.lastPlaced];
        // Before a chain of type route at output the packet went by its old mark, behind it by the new one.
        if (const auto again = rerouteOf(trace, static_cast<TraversalIndex>(i))) {
            ask(last, again->before);
            ask(last, again->after);
        }
        // Made here and marked: would it leave elsewhere with that mark?
        const bool marked = last.in == 0 && last.out != 0 && markOf(trace, last) != 0;
        if (marked || (allChains[last.chain].hook == Hook::Prerouting && last.in != 0))
            ask(last, markOf(trace, last));
    }
    return questions;
}

} // namespace hookwalk
