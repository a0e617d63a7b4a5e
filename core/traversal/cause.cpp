// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/cause.h"

#include "traversal/clues.h"
#include "traversal/ruletext.h"

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

std::optional<Rewrite> destinationRewriteOf(const Trace& trace, TraversalIndex which, Hook hook)
{
    if (!trace.knowledge().hasRules())
        return std::nullopt;
    for (const auto& run : chainRunsOf(trace, which)) {
        if (run.base.type != "nat" || run.verdict != "accept" || run.stage().chain.hook != hook)
            continue;
        // Before it is confirmed conntrack tells of no mapping: the rule says which it chose.
        const auto& words = run.hits.back().text;
        const bool isNft = targetOf(words).empty();
        if (isNft && !hasWord(words, "dnat"))
            continue;
        auto to = valueOf(words, isNft ? "to" : "--to-destination");
        std::string_view port;
        if (to.starts_with('[')) {
            const auto end = std::min(to.find(']'), to.size());
            port = to.substr(end);
            to = to.substr(1, end - 1);
        } else if (to.find(':') == to.rfind(':')) {
            const auto colon = std::min(to.find(':'), to.size());
            port = to.substr(colon);
            to = to.substr(0, colon);
        }
        const auto address = IpAddress::parse(to);
        if (!address)
            continue;
        Rewrite rewrite{run.hits.back(), *address, 0};
        if (const auto digits = std::min(port.find_first_of("0123456789"), port.size()); digits < port.size())
            std::from_chars(port.data() + digits, port.data() + port.size(), rewrite.port);
        return rewrite;
    }
    return std::nullopt;
}

namespace
{

// nf_nat_packet() has rewritten it before the kernel looks for the route: at PREROUTING, and at OUTPUT once more.
void translate(const Trace& trace, TraversalIndex which, Hook hook, RouteSearch& search)
{
    const auto go = [&](const IpAddress& address, std::uint16_t port) {
        search.destination = address;
        if (search.destinationPort != 0 && port != 0)
            search.destinationPort = port;
    };
    const auto known = connectionOf(trace, which);
    if (known.connection && known.isReply && hook == Hook::Prerouting) {
        if (search.destination == known.connection->reply.destination)
            go(known.connection->original.source, known.connection->original.sourcePort);
    } else if (known.connection && known.connection->isDestinationNat()) {
        if (search.destination == known.connection->original.destination)
            go(known.connection->reply.source, known.connection->reply.sourcePort);
    } else if (const auto rewrite = destinationRewriteOf(trace, which, hook)) {
        go(rewrite->destination, rewrite->port);
    }
}

} // namespace

RouteSearch searchOf(const Trace& trace, TraversalIndex which, const TraceEvent& event, std::uint32_t mark)
{
    const auto hex = [](std::string_view text) {
        text.remove_prefix(text.starts_with("0x") ? 2 : 0);
        unsigned value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value, 16);
        return value;
    };
    const auto line = trace.line(event);
    const bool isPorted = hasPorts(event);
    RouteSearch search{
        event.source,
        event.destination,
        std::string(trace.device(event.in)),
        mark,
        event.protocol,
        isPorted ? event.portA : std::uint16_t{0},
        isPorted ? event.portB : std::uint16_t{0},
        static_cast<std::uint8_t>(hex(line.packet.tos) | hex(line.packet.prec) | line.packet.tc.value_or(0))};
    const auto hook = event.hasChain() ? allChains[event.chain].hook : Hook::Forward;
    if (hook == Hook::Prerouting || hook == Hook::Output)
        translate(trace, which, hook, search);
    return search;
}

RouteSearch wayBackOf(const RouteSearch& search)
{
    return {search.destination,     search.source,     {},        0, search.protocol,
            search.destinationPort, search.sourcePort, search.tos};
}

namespace
{

bool wasSent(const Trace& trace, const Traversal& traversal)
{
    for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
        if (sourceOf(trace.events()[at]) == wire::Source::WireOut)
            return true;
    }
    return false;
}

} // namespace

std::vector<RouteSearch> openQuestions(const Trace& trace, TraversalIndex from)
{
    constexpr std::size_t most = 64;
    std::vector<RouteSearch> questions;
    const auto ask = [&](RouteSearch question) {
        if (questions.size() < most && std::ranges::find(questions, question) == questions.end())
            questions.push_back(std::move(question));
    };
    const auto& traversals = trace.traversals();
    for (auto i = std::max<std::size_t>(from, traversals.first());
         i < traversals.size() && questions.size() < most; ++i) {
        const auto& traversal = traversals[i];
        if (traversal.lastPlaced == noIndex)
            continue;
        const auto which = static_cast<TraversalIndex>(i);
        const auto& last = trace.events()[traversal.lastPlaced];
        const auto hook = allChains[last.chain].hook;
        const auto search = [&](std::uint32_t mark) { return searchOf(trace, which, last, mark); };
        // Before a chain of type route at output the packet went by its old mark, behind it by the new one.
        if (const auto again = rerouteOf(trace, which)) {
            ask(search(again->before));
            ask(search(again->after));
        }
        // Made here and marked: would it leave elsewhere with that mark?
        const bool marked = last.in == 0 && last.out != 0 && markOf(trace, last) != 0;
        const bool isRewritten =
            hook == Hook::Output && destinationRewriteOf(trace, which, Hook::Output).has_value();
        if (marked || isRewritten || (hook == Hook::Prerouting && last.in != 0) ||
            (hook == Hook::Postrouting && traversal.reply == noIndex && !wasSent(trace, traversal)))
            ask(search(markOf(trace, last)));
        if (hook == Hook::Input && last.in != 0 && traversal.reply == noIndex)
            ask(wayBackOf(search(0)));
    }
    return questions;
}

} // namespace hookwalk
