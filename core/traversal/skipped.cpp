// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/skipped.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/losses.h"
#include "traversal/rules.h"
#include "traversal/ruletext.h"

#include <algorithm>
#include <array>

namespace hookwalk
{

namespace
{

bool anyNatSeen(const Trace& trace)
{
    return std::ranges::any_of(allChains,
                               [&](Chain chain) { return chain.table == Table::Nat && trace.isSeen(chain); });
}

bool wasRewritten(const Trace& trace, const Traversal& traversal)
{
    if (traversal.lastPlaced == noIndex)
        return false;
    const auto& first = trace.events()[traversal.first];
    const auto& last = trace.events()[traversal.lastPlaced];
    return first.source != last.source || first.destination != last.destination;
}

bool wasNotTracked(const Trace& trace, TraversalIndex which)
{
    const auto traced = trace.knowledge().traced(which);
    if (traced && !traced->state.empty())
        return traced->state == "untracked";
    const auto hits = trace.knowledge().hits(which);
    return std::ranges::any_of(hits, [&](const PlacedHit& placed) {
        const auto* ruleset = trace.ruleset();
        const auto* rule =
            ruleset ? ruleset->find(placed.hit.family, placed.hit.table, placed.hit.chain, placed.hit.handle)
                    : nullptr;
        return rule && stopsTracking(rule->words());
    });
}

// How far on the way a chain stands; the same for two whose order depends on the rules.
int placeOnTheWay(Chain chain, bool loops)
{
    int hook = 0;
    if (chain.hook == Hook::Input || chain.hook == Hook::Forward)
        hook = loops ? 3 : 1;
    else if (chain.hook == Hook::Postrouting)
        hook = loops ? 1 : 2;
    else if (chain.hook == Hook::Prerouting && loops)
        hook = 2;
    const bool natLast = chain.hook == Hook::Input && chain.table == Table::Nat;
    return hook * 8 + static_cast<int>(natLast ? Table::Security : chain.table);
}

// Empty where packets of this path pass the hook.
Said otherPath(Path path, Hook hook)
{
    switch (path) {
    case Path::Forwarded:
    case Path::Bridged:
        if (hook == Hook::Input)
            return say("passed-on-not-for-input");
        return hook == Hook::Output ? say("from-outside-not-output") : Said();
    case Path::LocalIn:
        return hook == Hook::Prerouting || hook == Hook::Input ? Said() : say("for-this-machine", name(hook));
    case Path::LocalOut:
        return hook == Hook::Output || hook == Hook::Postrouting ? Said()
                                                                 : say("made-on-this-machine", name(hook));
    case Path::Loopback:
        return hook == Hook::Forward ? say("stayed-on-this-machine") : Said();
    case Path::Unknown:
        break;
    }
    return {};
}

} // namespace

SkipReason notLogged(Chain chain)
{
    return {"not-logged", {say("chain-not-in-log", name(chain))}};
}

const Loss* lossAround(const Trace& trace, TraversalIndex which, Chain chain)
{
    const auto& traversal = trace.traversals()[which];
    const bool loops = traversal.saw(Hook::Output) && traversal.saw(Hook::Prerouting);
    const int place = placeOnTheWay(chain, loops);
    const TraceEvent* before = nullptr;
    const TraceEvent* after = nullptr;
    for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
        const auto& event = trace.events()[at];
        if (!event.hasChain())
            continue;
        const int there = placeOnTheWay(allChains[event.chain], loops);
        if (there < place)
            before = &event;
        if (there > place && !after)
            after = &event;
    }
    const auto& losses = trace.losses();
    if (before && after)
        return losses.between(*before, *after);
    return before ? losses.behind(*before) : after ? losses.ahead(*after) : nullptr;
}

const Loss* lossAroundFirstNat(const Trace& trace, TraversalIndex which)
{
    const bool local = trace.events()[trace.traversals()[which].first].in == 0;
    return lossAround(trace, which, {Table::Nat, local ? Hook::Output : Hook::Prerouting});
}

bool isTracked(const Trace& trace, TraversalIndex which)
{
    const auto& knowledge = trace.knowledge();
    if (const auto traced = knowledge.traced(which); traced && !traced->state.empty())
        return traced->state != "untracked";
    if (connectionOf(trace, which).state == "invalid")
        return true;
    return anyNatSeen(trace) || connectionOf(trace, which).connection ||
           wasRewritten(trace, trace.traversals()[which]);
}

SkipReason whyNatWasSkipped(const Trace& trace, TraversalIndex which, Chain nat)
{
    const auto& traversal = trace.traversals()[which];
    const auto& first = trace.events()[traversal.first];
    const std::string chain = name(nat);
    if (isIcmpError(first))
        return {"icmp-error", {say("error-belongs-to-quoted", chain)}};
    if (ranNatAt(trace, which, nat.hook))
        return {"decided-before", {say("other-nat-chain-decided", chain)}};
    if (copyOf(trace, which) != noIndex) // nf_dup_ipv4() in net/ipv4/netfilter
        return {"notrack", {say("copy-not-tracked-no-nat")}};
    if (wasNotTracked(trace, which))
        return {"notrack", {say("not-tracked-no-nat")}};
    if (traversal.loops() && (nat.hook == Hook::Prerouting || nat.hook == Hook::Input) &&
        traversal.replyTo == noIndex)
        return {"nat-settled", {say("nat-settled-before-lo", chain)}};
    const auto connection = connectionOf(trace, which);
    const auto* loss = connection.stateObserved ? nullptr : lossAround(trace, which, nat);
    if (loss)
        return {"lines-lost", {say("not-seen"), loss->said(), say("not-known-whether-run", chain)}};
    if (connection.state == "new" && connection.stateObserved) // no answer has been seen yet
        return {"nat-settled", {say("nat-settled-before", chain)}};
    if (connection.state == "invalid")
        return {"invalid", {say("invalid-no-nat")}};
    const bool isTold = connection.stateObserved || connection.connection;
    if (!trace.isTraced(nat) && !isTold) // nothing in this log would show it
        return notLogged(nat);
    if (!isTracked(trace, which))
        return {"no-conntrack", {say("nothing-tracks-no-nat")}};
    return {
        "connection-known",
        {traversal.replyTo != noIndex ? say("known-by-reply", chain) : say("known-by-first-packet", chain)}};
}

bool isUnknownSkip(std::string_view code)
{
    constexpr std::array<std::string_view, 4> unknown{"unknown", "not-logged", "not-watched", "lines-lost"};
    return std::ranges::find(unknown, code) != unknown.end();
}

SkipReason whyNotAt(const Trace& trace, const Walk& walk, Chain chain)
{
    if (const auto other = otherPath(walk.path, chain.hook); !other.isEmpty())
        return {"other-path", {other}};
    for (const auto& stop : walk.stops) {
        if (stop.kind == StopKind::Skipped && stop.stage == Stage::of(chain))
            return {stop.skipCode, stop.note};
    }
    if (walk.ending.kind == EndingKind::Queued || walk.ending.kind == EndingKind::Stolen)
        return {"died-before", {say("taken-before-here-at", walk.ending.place())}};
    if (isDropped(walk.ending.kind) && walk.ending.place().empty() && !trace.isTraced(chain))
        return notLogged(
            chain); // where it was dropped has a name of the user's, and this chain may lie before it
    if (isDropped(walk.ending.kind))
        return {"died-before",
                {walk.ending.isAt(StageKind::RoutingIn) ? say("dropped-before-here-at-routing")
                 : walk.ending.place().empty()          ? say("dropped-before-here")
                                               : say("dropped-before-here-at", walk.ending.place())}};
    const auto* ruleset = trace.ruleset();
    if (ruleset && !ruleset->hasBaseChain(chain) && !trace.isTraced(chain))
        return {"no-base-chain", {say("nothing-registered", name(chain))}};
    if (chain.table == Table::Nat)
        return whyNatWasSkipped(trace, walk.traversal, chain);
    if (!trace.isTraced(chain))
        return notLogged(chain);
    return {"unknown", {say("not-known-how-far")}};
}

} // namespace hookwalk
