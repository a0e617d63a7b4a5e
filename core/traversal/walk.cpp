// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/walk.h"

#include "traversal/clues.h"
#include "traversal/rewrites.h"
#include "traversal/rules.h"
#include "traversal/title.h"
#include "traversal/tunnels.h"
#include "traversal/walkbuilder.h"
#include "traversal/walktime.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

WalkBuilder::WalkBuilder(const Trace& trace, TraversalIndex which)
    : m_trace(trace)
    , m_traversal(trace.traversals()[which])
{
    sortEvents(trace.eventsOf(which));
    findCallers();
    m_walk.traversal = which;
    m_walk.path = pathOf(trace, which);
    m_walk.ending = endingOf(trace, which);
    const auto& first = trace.events()[m_traversal.first];
    m_walk.inDevice = trace.device(first.in);
    const auto whole =
        std::ranges::find_if(m_events, [&](EventIndex index) { return trace.events()[index].length != 0; });
    const auto& named = whole == m_events.end() ? first : trace.events()[*whole];
    m_walk.title = titleOf(named, trace.line(named));
    if (const auto reply = m_traversal.reply; reply != noIndex) {
        const auto& answer = trace.events()[trace.traversals()[reply].first];
        if (isRefusal(trace, answer))
            m_walk.refusal = titleOf(answer, trace.line(answer));
    }
    m_walk.connection = connectionOf(trace, which);
}

Walk WalkBuilder::build()
{
    wayIn();
    for (std::size_t at = 0; at < m_events.size();)
        at = addHook(at);
    hint();
    placeRules(m_trace, m_walk.traversal, m_walk.stops);
    endAtCounted();
    noteCopies();
    noteUnregistered();
    noteTunnel();
    noteFlood();
    placeInTime(m_walk);
    return std::move(m_walk);
}

void WalkBuilder::noteCopies()
{
    const auto isWayIn = [](const Stop& stop) {
        return stop.stage.kind == StageKind::NetworkIn || stop.stage.kind == StageKind::TunWritten;
    };
    for (auto& [copy, at, counted] : copiesOf(m_trace, m_walk.traversal)) {
        const auto isThere = [&, &sent = copy, &chain = at](const Stop& stop) {
            if (!chain)
                return isWayIn(stop);
            const auto isRule = [&](const RuleHit& hit) { return hit.line == sent.rule.line; };
            return stop.stage == *chain && stop.kind != StopKind::Skipped &&
                   (stop.rules.empty() || std::ranges::any_of(stop.rules, isRule));
        };
        const auto stop = std::ranges::find_if(m_walk.stops, isThere);
        if (stop != m_walk.stops.end() && !stop->copy)
            stop->copy = std::move(copy);
    }
}

// What is inside it, and what it was inside of, are packets of their own.
void WalkBuilder::noteTunnel()
{
    auto& reason = m_walk.ending.reason;
    if (const auto link = carrierOf(m_trace, m_walk.traversal))
        reason.push_back(say(link->isSent ? "went-on-inside" : "came-inside", link->packet + 1, link->kind));
    if (const auto link = carriedBy(m_trace, m_walk.traversal))
        reason.push_back(say("had-inside", link->packet + 1, link->kind));
}

// Where a counter alone tells of the chain that decided, no stop of it is there yet.
void WalkBuilder::endAtCounted()
{
    const auto& ending = m_walk.ending;
    const auto isSame = [&](const Stop& stop) {
        return stop.base && stop.base->fullName() == ending.base->fullName();
    };
    if (!ending.isAt(StageKind::BaseChain) || !ending.base || ending.base->hook.empty() ||
        std::ranges::any_of(m_walk.stops, isSame))
        return;
    auto stop = Stop::inferred(*ending.at, ending.reason);
    stop.base = ending.base;
    stop.verdict = "drop";
    add(std::move(stop));
}

// Two sources may report the same chain; one is enough for the way, and that of nftrace only where it is the
// only one: it has no times of its own. Frames stand before and behind it.
void WalkBuilder::sortEvents(const std::vector<EventIndex>& events)
{
    for (const auto index : events) {
        const auto& sighting = m_trace.events()[index];
        const auto source = sourceOf(sighting);
        if (wire::isFrame(source)) {
            m_walk.frames.push_back(index);
            continue;
        }
        const auto again = std::ranges::find_if(m_events, [&](EventIndex other) {
            const auto& before = m_trace.events()[other];
            return before.hasChain() && before.chain == sighting.chain && sourceOf(before) != source;
        });
        if (again == m_events.end())
            m_events.push_back(index);
        else if (sourceOf(m_trace.events()[*again]) == wire::Source::Nftrace)
            *again = index;
    }
    if (std::ranges::none_of(m_events, [&](EventIndex index) { return isNftrace(index); }) &&
        m_traversal.packetId != 0)
        std::ranges::stable_sort(m_events, {},
                                 [&](EventIndex index) { return m_trace.events()[index].timeUs; });
    m_hasTimes = std::ranges::all_of(m_events, [&](EventIndex index) { return !isNftrace(index); }) ||
                 std::ranges::all_of(m_events, [&](EventIndex index) { return isNftrace(index); });
}

bool WalkBuilder::isNftrace(EventIndex index) const
{
    return sourceOf(m_trace.events()[index]) == wire::Source::Nftrace;
}

void WalkBuilder::noteUnregistered()
{
    const auto* ruleset = m_trace.ruleset();
    for (auto& stop : m_walk.stops) {
        if (ruleset && stop.kind == StopKind::Observed && stop.stage.kind == StageKind::Chain &&
            stop.rules.empty() && !ruleset->hasBaseChain(stop.stage.chain))
            stop.note = {say("only-trace-point-here")};
    }
}

void WalkBuilder::addIfAny(std::optional<Stop> stop)
{
    if (stop)
        add(std::move(*stop));
}

// Adds all stops of the hook that the sighting at `from` belongs to; returns the first sighting behind
// it.
std::size_t WalkBuilder::addHook(std::size_t from)
{
    if (!m_chains[from]) {
        addLine(from);
        return from + 1;
    }
    const Hook hook = hookOf(from);
    std::size_t to = from;
    while (to < m_events.size() && (!m_chains[to] || hookOf(to) == hook))
        ++to;
    beforeHook(hook, from);
    const auto order = chainsInOrder(hook, from, to);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i].table == Table::Raw)
            addChain(order[i], from, to);
        if (i == 0 || order[i].table == Table::Raw)
            addConntrack(hook, order);
        if (order[i].table != Table::Raw)
            addChain(order[i], from, to);
    }
    return to;
}

// The chains of a hook in the order of the live priorities; without them the default one, but INPUT's as
// they were seen.
std::vector<Chain> WalkBuilder::chainsInOrder(Hook hook, std::size_t from, std::size_t to) const
{
    std::vector<Chain> order;
    const auto* ruleset = m_trace.ruleset();
    const std::vector<Chain> all = ruleset ? ruleset->order : std::vector(allChains.begin(), allChains.end());
    std::ranges::copy_if(all, std::back_inserter(order), [&](Chain chain) { return chain.hook == hook; });
    const auto place = [&](Chain chain) {
        for (auto at = from; at < to; ++at) {
            if (event(at).chain == chainIndex(chain))
                return at;
        }
        return to;
    };
    const Chain nat{Table::Nat, Hook::Input}, security{Table::Security, Hook::Input};
    if (!ruleset && hook == Hook::Input && place(nat) < place(security) && place(security) < to)
        std::iter_swap(std::ranges::find(order, nat), std::ranges::find(order, security));
    return order;
}

void WalkBuilder::beforeHook(Hook hook, std::size_t from)
{
    if (from == 0)
        return;
    const auto& before = event(wholeUpTo(from - 1));
    if (hook == Hook::Input || hook == Hook::Forward)
        addRewrite(Hook::Prerouting, from);
    if (hook == Hook::Input)
        add(Stop::inferred(Stage::of(StageKind::RoutingIn), {say("input-follows")}));
    if (hook == Hook::Forward) {
        const auto out = m_trace.device(event(from).out);
        if (event(from).in == event(from).out && event(from).ttl == before.ttl) {
            m_bridge = bridgeThatPassed(m_trace, event(from), &before);
            auto stop = Stop::inferred(Stage::of(StageKind::RoutingIn),
                                       {m_bridge ? say("bridge-forwards", out, m_bridge->in, m_bridge->out)
                                                 : say("bridged-not-routed", out)});
            stop.kind = StopKind::Skipped;
            stop.skipCode = "bridged";
            return add(std::move(stop));
        }
        const bool lower = event(from).ttl + 1 == before.ttl;
        add(Stop::inferred(Stage::of(StageKind::RoutingIn),
                           {lower ? say("out-chosen-ttl-lower", out) : say("out-chosen", out)}));
    }
    if (hook == Hook::Postrouting && m_chains[from - 1] && hookOf(from - 1) == Hook::Output) {
        addRewrite(Hook::Output, from);
        if (before.out != event(from).out)
            add(Stop::inferred(Stage::of(StageKind::RerouteCheck), {say("device-changed-after-output")}));
    }
    if (hook == Hook::Prerouting && before.hasChain()) // by lo
        addRewrite(Hook::Postrouting, from);
}

// The line at `at` or the nearest before it that tells more than an ebtables line does; `at` where none does.
std::size_t WalkBuilder::wholeUpTo(std::size_t at) const
{
    for (auto i = at + 1; i-- > 0;) {
        if (event(i).length != 0)
            return i;
    }
    return at;
}

// NAT that took effect between the sighting before `to` and it, put at the end of `hook`.
void WalkBuilder::addRewrite(Hook hook, std::size_t to)
{
    const Chain nat{Table::Nat, hook};
    addIfAny(rewriteBetween(m_trace, m_events[wholeUpTo(to - 1)], m_events[to], hook,
                            m_traversal.saw(nat) ? say("rule-chose-mapping", name(nat))
                            : lossAround(m_trace, m_walk.traversal, nat)
                                ? say("mapping-lines-missing", name(nat))
                                : say("mapping-known")));
}

void WalkBuilder::addConntrack(Hook hook, const std::vector<Chain>& order)
{
    const bool here = hook == Hook::Prerouting || hook == Hook::Output;
    const bool again =
        hook == Hook::Prerouting && m_traversal.saw(Hook::Output); // loopback: attached already
    if (!here || again || !isTracked(m_trace, m_walk.traversal))
        return;
    const Chain raw{Table::Raw, hook};
    const bool diedInRaw = m_traversal.lastPlaced != noIndex && order.front() == raw &&
                           m_trace.events()[m_traversal.lastPlaced].chain == chainIndex(raw);
    if (!diedInRaw)
        add(Stop::inferred(Stage::conntrack(hook), {conntrackEvidence()}));
}

Said WalkBuilder::conntrackEvidence() const
{
    const auto& known = m_walk.connection;
    if (known.stateObserved)
        return say("nftrace-state", known.state);
    if (known.connection)
        return say("conntrack-told");
    return say("nat-runs-with-conntrack");
}

// With the lines of the user-defined chains that it called, and of those whose place is not known: each behind the line
// that it was logged behind.
void WalkBuilder::addChain(Chain chain, std::size_t from, std::size_t to)
{
    bool isThere = false, isSeen = false;
    std::optional<Chain> there;
    for (auto at = from; at < to; ++at) {
        there = m_chains[at] ? m_chains[at] : there;
        if (there != chain)
            continue;
        isThere = true;
        if (!event(at).hasChain())
            addLine(at);
        else if (!std::exchange(isSeen, true)) // another rule's line of the same chain is no other place
            addSeen(m_events[at], Stage::of(chain));
    }
    if (isThere)
        return;
    const auto lastPlace = placeOfLast();
    const bool passed = to < m_events.size() || chainIndex(chain) < lastPlace;
    const bool died =
        m_walk.ending.kind != EndingKind::Transmitted && m_walk.ending.kind != EndingKind::Delivered;
    if (!passed && (died || chain.table != Table::Nat))
        return;
    if (chain.table == Table::Nat)
        addSkipped(chain, whyNatWasSkipped(m_trace, m_walk.traversal, chain));
    else if (m_trace.isTraced(chain))
        add(Stop::inferred(Stage::of(chain), {say("line-missing-here")}));
    else
        addSkipped(chain, notLogged(chain));
}

void WalkBuilder::addSkipped(Chain chain, SkipReason why)
{
    auto stop = Stop::inferred(Stage::of(chain), std::move(why.reason));
    stop.kind = StopKind::Skipped;
    stop.skipCode = std::move(why.code);
    add(std::move(stop));
}

// How far the packet got within the hook of its last sighting, as an index of allChains.
std::uint8_t WalkBuilder::placeOfLast() const
{
    return m_traversal.lastPlaced == noIndex ? std::uint8_t{0}
                                             : m_trace.events()[m_traversal.lastPlaced].chain;
}

void WalkBuilder::addSeen(EventIndex index, Stage stage)
{
    Stop stop;
    stop.stage = stage;
    stop.event = index;
    const auto& seen = m_trace.events()[index];
    if (m_lastObserved != noIndex)
        stop.changed = wire::changes(m_trace.line(m_trace.events()[m_lastObserved]), m_trace.line(seen));
    // A frame has no mark, and neither it nor nftrace knows of a port behind the device: no change for that.
    const auto blind = [&](EventIndex one) {
        return one != noIndex && (isNftrace(one) || wire::isFrame(sourceOf(m_trace.events()[one])));
    };
    if (blind(index) || blind(m_lastObserved))
        std::erase_if(stop.changed, [](const auto& change) {
            return change.name == "mark" || change.name == "physin" || change.name == "physout";
        });
    // What a frame of a capture does not tell is no other value.
    const auto isUnnamed = [&](EventIndex one) {
        if (one == noIndex || !wire::isFrame(sourceOf(m_trace.events()[one])))
            return false;
        const auto line = m_trace.line(m_trace.events()[one]);
        return line.in.empty() && line.out.empty();
    };
    if (isUnnamed(index) || isUnnamed(m_lastObserved))
        std::erase_if(stop.changed, [](const auto& change) {
            return change.name == "in" || change.name == "out" || change.name == "mac";
        });
    if (m_lastObserved == noIndex || seen.length != 0 || m_trace.events()[m_lastObserved].length == 0)
        m_lastObserved = index; // the next line is compared with the latest one that tells all
    // The clock of the frames is not that of the trace points (wire/origin.h): they lie between
    // neighbours, or have a clock of their own where there is nothing else.
    const bool isTimed =
        m_events.empty() || (!wire::isFrame(sourceOf(seen)) && (m_hasTimes || !isNftrace(index)));
    const auto began = m_events.empty() ? m_trace.events()[m_walk.frames.front()].timeUs : event(0).timeUs;
    if (isTimed && seen.timeUs != noTime && began != noTime) {
        stop.toldUs = static_cast<double>(seen.timeUs - began);
    }
    add(std::move(stop));
}

Stop Stop::inferred(const Stage& stage, Sentences evidence)
{
    Stop stop;
    stop.stage = stage;
    stop.kind = StopKind::Inferred;
    stop.note = std::move(evidence);
    return stop;
}

Walk walkOf(const Trace& trace, TraversalIndex traversal)
{
    return WalkBuilder(trace, traversal).build();
}

int lastStop(const Walk& walk)
{
    for (int i = static_cast<int>(walk.stops.size()) - 1; i >= 0; --i) {
        if (walk.stops[static_cast<std::size_t>(i)].kind != StopKind::Skipped)
            return i;
    }
    return -1;
}

int deathStop(const Walk& walk)
{
    return isDropped(walk.ending.kind) ? lastStop(walk) : -1;
}

bool isTunName(std::string_view device)
{
    const auto digits = device.find_first_of("0123456789");
    const auto stem = device.substr(0, digits);
    return stem == "tun" || stem == "tap" || stem == "utun" || stem == "hookwalk";
}

} // namespace hookwalk
