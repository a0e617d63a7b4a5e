// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/skipped.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/losses.h"

#include <algorithm>

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
    if (traced && traced->state == "untracked")
        return true;
    const auto hits = trace.knowledge().hits(which);
    return std::ranges::any_of(hits, [&](const PlacedHit& placed) {
        const auto* ruleset = trace.ruleset();
        const auto* rule =
            ruleset ? ruleset->find(placed.hit.family, placed.hit.table, placed.hit.chain, placed.hit.handle)
                    : nullptr;
        return rule && (rule->text.find("notrack") != std::string::npos ||
                        rule->words().find("--notrack") != std::string::npos ||
                        rule->words().find("NOTRACK") != std::string::npos);
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

// "" where packets of this path pass the hook.
std::string otherPath(Path path, Hook hook)
{
    const std::string hookName(name(hook));
    switch (path) {
    case Path::Forwarded:
        if (hook == Hook::Input)
            return "INPUT sees packets for this machine; this one was passed on.";
        return hook == Hook::Output ? "OUTPUT sees packets made on this machine; this one came from outside."
                                    : "";
    case Path::LocalIn:
        return hook == Hook::Prerouting || hook == Hook::Input
                   ? ""
                   : "The packet was for this machine, so it did not come to " + hookName + ".";
    case Path::LocalOut:
        return hook == Hook::Output || hook == Hook::Postrouting
                   ? ""
                   : "The packet was made on this machine, so it did not come to " + hookName + ".";
    case Path::Loopback:
        return hook == Hook::Forward ? "The packet stayed on this machine: nothing was forwarded." : "";
    case Path::Unknown:
        break;
    }
    return {};
}

} // namespace

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
        return {"icmp-error",
                "An ICMP error belongs to the connection it quotes, so " + chain + " is not run.", "error"};
    if (wasNotTracked(trace, which))
        return {"notrack",
                "A rule of raw told conntrack to leave it alone (NOTRACK), and without it nat is not run.",
                "notrack"};
    const auto connection = connectionOf(trace, which);
    const auto* loss = connection.stateObserved ? nullptr : lossAround(trace, which, nat);
    if (loss)
        return {"lines-lost",
                "Not seen. " + loss->sentence() + " Whether " + chain + " was run is not known.", "not seen"};
    if (connection.state == "invalid")
        return {"invalid",
                "conntrack could make no sense of it (state INVALID), so it belongs to no connection and nat "
                "is not run.",
                "invalid"};
    if (!isTracked(trace, which))
        return {"no-conntrack",
                "No packet of this log entered a nat chain: nothing switched connection tracking on, and "
                "without it "
                "nat is not run.",
                "no conntrack"};
    return {"connection-known",
            "The connection is already known: " + chain + " is run for its first packet only" +
                (traversal.replyTo != noIndex ? ", and this is a reply." : "."),
            "known"};
}

SkipReason whyNotAt(const Trace& trace, const Walk& walk, Chain chain)
{
    if (const auto other = otherPath(walk.path, chain.hook); !other.empty())
        return {"other-path", other, "other path"};
    for (const auto& stop : walk.stops) {
        if (stop.kind == StopKind::Skipped && stop.stage == Stage::of(chain))
            return {chain.table == Table::Nat ? whyNatWasSkipped(trace, walk.traversal, chain).code
                                              : "not-logged",
                    stop.note, stop.shortNote};
    }
    if (walk.ending.kind == EndingKind::Dropped)
        return {"died-before",
                "It was dropped" + (walk.ending.at.empty() ? "" : " at " + walk.ending.at) +
                    ", before it could come here.",
                "died before"};
    const auto* ruleset = trace.ruleset();
    if (ruleset && !ruleset->hasBaseChain(chain) && !trace.isTraced(chain))
        return {"no-base-chain", "Nothing is registered at " + name(chain) + ", so the kernel passes it by.",
                "no chain"};
    if (chain.table == Table::Nat)
        return whyNatWasSkipped(trace, walk.traversal, chain);
    if (!trace.isTraced(chain))
        return {"not-logged",
                "No line of this log comes from " + name(chain) + ", so nothing is known about it.",
                "not logged"};
    return {"unknown", "The log does not tell how far the packet went.", "unknown"};
}

} // namespace hookwalk
