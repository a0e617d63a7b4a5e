// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the stops of one traversal from its sightings, hook by hook (walk.cpp), with the ways in and out
// (walkends.cpp). Internal to walk.h.
#pragma once

#include "traversal/event.h"
#include "traversal/linewords.h"
#include "traversal/skipped.h"
#include "traversal/walk.h"

#include <optional>
#include <vector>

namespace hookwalk
{

class WalkBuilder
{
public:
    WalkBuilder(const Trace& trace, TraversalIndex which);

    Walk build();

private:
    void sortEvents(const std::vector<EventIndex>& events);
    void findCallers();
    bool isNftrace(EventIndex index) const;
    EventIndex frame(wire::Source source, std::uint16_t device) const;
    void endAtCounted();
    void noteCopies();
    void noteUnregistered();
    void noteTunnel();
    void noteFlood();

    const TraceEvent& event(std::size_t at) const { return m_trace.events()[m_events[at]]; }
    Hook hookOf(std::size_t at) const { return m_chains[at]->hook; }

    void add(Stop stop) { m_walk.stops.push_back(std::move(stop)); }
    void addIfAny(std::optional<Stop> stop);

    void wayIn();
    void framesIn(std::uint16_t device, const Stage& stage);
    void unwatchedPrerouting();
    void onlyFrames();
    std::size_t addHook(std::size_t from);
    void addLine(std::size_t at);
    std::size_t wholeUpTo(std::size_t at) const;
    std::vector<Chain> chainsInOrder(Hook hook, std::size_t from, std::size_t to) const;
    void beforeHook(Hook hook, std::size_t from);
    void addRewrite(Hook hook, std::size_t to);
    void addConntrack(Hook hook, const std::vector<Chain>& order);
    Said conntrackEvidence() const;
    void addChain(Chain chain, std::size_t from, std::size_t to);
    void addSkipped(Chain chain, SkipReason why);
    std::uint8_t placeOfLast() const;
    void addSeen(EventIndex index, Stage stage);
    void hint();
    void wayToDevice(const TraceEvent& last);
    void carriedOn(EventIndex sent);
    static Said readBack(const TraceEvent& read);
    void addRewriteOnWire(EventIndex sent);

    const Trace& m_trace;
    const Traversal& m_traversal;
    std::vector<EventIndex> m_events;
    std::vector<std::optional<Chain>> m_chains; // of m_events: where each stands; nothing: not known
    EventIndex m_lastObserved = noIndex;
    std::optional<BridgePorts> m_bridge; // where a bridge passed it on
    bool m_hasTimes = true; // all of one clock; else the sightings of nftrace lie between their neighbours
    Walk m_walk;
};

} // namespace hookwalk
