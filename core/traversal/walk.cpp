// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/walk.h"

#include "traversal/event.h"
#include "traversal/rewrites.h"
#include "traversal/rules.h"
#include "traversal/skipped.h"
#include "traversal/title.h"
#include "traversal/walktime.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

// Builds the stops of one traversal from its sightings, hook by hook.
class Builder
{
public:
    Builder(const Trace& trace, TraversalIndex which)
        : m_trace(trace)
        , m_traversal(trace.traversals()[which])
    {
        sortEvents(trace.eventsOf(which));
        m_walk.traversal = which;
        m_walk.path = pathOf(trace, which);
        m_walk.ending = endingOf(trace, which);
        const auto& first = trace.events()[m_traversal.first];
        m_walk.inDevice = trace.device(first.in);
        m_walk.title = titleOf(first, trace.line(first));
        m_walk.connection = connectionOf(trace, which);
    }

    Walk build()
    {
        wayIn();
        for (std::size_t at = 0; at < m_events.size();)
            at = addHook(at);
        hint();
        placeRules(m_trace, m_walk.traversal, m_walk.stops);
        noteUnregistered();
        placeInTime(m_walk);
        return std::move(m_walk);
    }

private:
    // Two sources may report the same chain; one is enough for the way. Frames stand before and behind it.
    void sortEvents(const std::vector<EventIndex>& events)
    {
        for (const auto index : events) {
            const auto& sighting = m_trace.events()[index];
            const auto source = sourceOf(sighting);
            const bool again = std::ranges::any_of(m_events, [&](EventIndex other) {
                const auto& before = m_trace.events()[other];
                return before.hasChain() && before.chain == sighting.chain && sourceOf(before) != source;
            });
            if (wire::isFrame(source))
                m_walk.frames.push_back(index);
            else if (!again)
                m_events.push_back(index);
        }
    }
    // The frame of a source at a device; noIndex: none.
    EventIndex frame(wire::Source source, std::uint16_t device) const
    {
        const auto found = std::ranges::find_if(m_walk.frames, [&](EventIndex index) {
            const auto& frame = m_trace.events()[index];
            return sourceOf(frame) == source && (frame.in == device || frame.out == device);
        });
        return found == m_walk.frames.end() ? noIndex : *found;
    }
    void noteUnregistered()
    {
        const auto* ruleset = m_trace.ruleset();
        for (auto& stop : m_walk.stops) {
            if (ruleset && stop.kind == StopKind::Observed && stop.stage.kind == StageKind::Chain &&
                stop.rules.empty() && !ruleset->hasBaseChain(stop.stage.chain))
                stop.note = {say("only-trace-point-here")};
        }
    }

    const TraceEvent& event(std::size_t at) const { return m_trace.events()[m_events[at]]; }
    Hook hookOf(std::size_t at) const { return allChains[event(at).chain].hook; }

    void add(Stop stop) { m_walk.stops.push_back(std::move(stop)); }
    void addIfAny(std::optional<Stop> stop)
    {
        if (stop)
            add(std::move(*stop));
    }

    void wayIn()
    {
        if (m_events.empty())
            return onlyFrames();
        const auto& first = event(0);
        if (!first.hasChain() || (first.in == 0 && mayLackItsHead(m_trace, m_walk.traversal)))
            return;
        if (first.in == 0) {
            add(Stop::inferred(Stage::of(StageKind::LocalProcess), {say("first-line-has-no-in")}));
            const std::string out(m_trace.device(first.out));
            if (hookOf(0) == Hook::Output)
                add(Stop::inferred(Stage::of(StageKind::RoutingOut), {say("out-chosen-before-output", out)}));
        } else if (m_trace.device(first.in) == "lo") {
            add(Stop::inferred(Stage::of(StageKind::LocalProcess), {say("in-is-lo")}));
        } else {
            const bool tun = isTunName(m_trace.device(first.in));
            const auto stage = Stage::of(tun ? StageKind::TunWritten : StageKind::NetworkIn);
            const auto received = frame(wire::Source::WireIn, first.in);
            if (received != noIndex)
                addSeen(received, stage);
            else
                add(Stop::inferred(stage, {tun ? say("in-is-tun", m_walk.inDevice)
                                               : say("in-on-first-line", m_walk.inDevice)}));
        }
    }

    // No chain saw it.
    void onlyFrames()
    {
        for (const auto index : m_walk.frames) {
            const auto& frame = m_trace.events()[index];
            const bool in = sourceOf(frame) == wire::Source::WireIn;
            const bool tun = isTunName(m_trace.device(in ? frame.in : frame.out));
            addSeen(index, Stage::of(in ? (tun ? StageKind::TunWritten : StageKind::NetworkIn)
                                        : (tun ? StageKind::TunRead : StageKind::NetworkOut)));
        }
    }

    // Adds all stops of the hook that the sighting at `from` belongs to; returns the first sighting behind
    // it.
    std::size_t addHook(std::size_t from)
    {
        if (!event(from).hasChain()) {
            addSeen(m_events[from], Stage::of(StageKind::Unplaced));
            return from + 1;
        }
        const Hook hook = hookOf(from);
        std::size_t to = from;
        while (to < m_events.size() && (!event(to).hasChain() || hookOf(to) == hook))
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
        for (auto at = from; at < to; ++at) {
            if (!event(at).hasChain())
                addSeen(m_events[at], Stage::of(StageKind::Unplaced));
        }
        return to;
    }

    // The chains of a hook in the order of the live priorities; without them the default one, but INPUT's as
    // they were seen.
    std::vector<Chain> chainsInOrder(Hook hook, std::size_t from, std::size_t to) const
    {
        std::vector<Chain> order;
        const auto* ruleset = m_trace.ruleset();
        const std::vector<Chain> all =
            ruleset ? ruleset->order : std::vector(allChains.begin(), allChains.end());
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

    void beforeHook(Hook hook, std::size_t from)
    {
        if (from == 0)
            return;
        const auto& before = event(from - 1);
        if (hook == Hook::Input || hook == Hook::Forward)
            addRewrite(Hook::Prerouting, from);
        if (hook == Hook::Input)
            add(Stop::inferred(Stage::of(StageKind::RoutingIn), {say("input-follows")}));
        if (hook == Hook::Forward) {
            const auto out = m_trace.device(event(from).out);
            const bool lower = event(from).ttl + 1 == before.ttl;
            add(Stop::inferred(Stage::of(StageKind::RoutingIn),
                               {lower ? say("out-chosen-ttl-lower", out) : say("out-chosen", out)}));
        }
        if (hook == Hook::Postrouting && before.hasChain() && hookOf(from - 1) == Hook::Output) {
            addRewrite(Hook::Output, from);
            if (before.out != event(from).out)
                add(Stop::inferred(Stage::of(StageKind::RerouteCheck), {say("device-changed-after-output")}));
        }
        if (hook == Hook::Prerouting)
            addRewrite(Hook::Postrouting, from);
    }

    // NAT that took effect between the sighting before `to` and it, put at the end of `hook`.
    void addRewrite(Hook hook, std::size_t to)
    {
        const Chain nat{Table::Nat, hook};
        addIfAny(rewriteBetween(m_trace, m_events[to - 1], m_events[to], hook,
                                m_traversal.saw(nat) ? say("rule-chose-mapping", name(nat))
                                : lossAround(m_trace, m_walk.traversal, nat)
                                    ? say("mapping-lines-missing", name(nat))
                                    : say("mapping-known")));
    }

    void addConntrack(Hook hook, const std::vector<Chain>& order)
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

    Said conntrackEvidence() const
    {
        const auto& known = m_walk.connection;
        if (known.stateObserved)
            return say("nftrace-state", known.state);
        if (known.connection)
            return say("conntrack-told");
        return say("nat-runs-with-conntrack");
    }

    void addChain(Chain chain, std::size_t from, std::size_t to)
    {
        for (auto at = from; at < to; ++at) {
            if (event(at).chain == chainIndex(chain)) {
                addSeen(m_events[at], Stage::of(chain));
                return;
            }
        }
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

    void addSkipped(Chain chain, SkipReason why)
    {
        auto stop = Stop::inferred(Stage::of(chain), std::move(why.reason));
        stop.kind = StopKind::Skipped;
        stop.skipCode = std::move(why.code);
        add(std::move(stop));
    }

    // How far the packet got within the hook of its last sighting, as an index of allChains.
    std::uint8_t placeOfLast() const
    {
        return m_traversal.lastPlaced == noIndex ? std::uint8_t{0}
                                                 : m_trace.events()[m_traversal.lastPlaced].chain;
    }

    void addSeen(EventIndex index, Stage stage)
    {
        Stop stop;
        stop.stage = stage;
        stop.event = index;
        const auto& seen = m_trace.events()[index];
        if (m_lastObserved != noIndex)
            stop.changed = wire::changes(m_trace.line(m_trace.events()[m_lastObserved]), m_trace.line(seen));
        m_lastObserved = index;
        // The clock of the frames is not that of the trace points (wire/origin.h): they lie between
        // neighbours.
        if (!m_events.empty() && !wire::isFrame(sourceOf(seen)) && seen.timeUs != noTime &&
            event(0).timeUs != noTime) {
            stop.offsetUs = static_cast<double>(seen.timeUs - event(0).timeUs);
            stop.timed = true;
        }
        add(std::move(stop));
    }

    void hint()
    {
        const auto& ending = m_walk.ending;
        if (m_events.empty())
            return;
        const auto& last = event(m_events.size() - 1);
        if (ending.kind == EndingKind::Delivered) {
            add(Stop::inferred(Stage::of(StageKind::LocalProcess), ending.reason));
        } else if (ending.kind == EndingKind::Transmitted) {
            m_walk.outDevice = m_trace.device(last.out);
            wayToDevice(last);
        } else if (ending.isAt(StageKind::RoutingIn)) {
            add(Stop::inferred(Stage::of(StageKind::RoutingIn), ending.reason));
        }
    }

    void wayToDevice(const TraceEvent& last)
    {
        const bool tun = isTunName(m_walk.outDevice);
        const auto stage = Stage::of(tun ? StageKind::TunRead : StageKind::NetworkOut);
        auto sent = frame(wire::Source::WireOut, last.out);
        const auto read = frame(wire::Source::TunRead, last.out);
        if (sent == noIndex)
            sent = read;
        if (sent == noIndex) {
            addIfAny(rewriteShownByReply(m_trace, m_walk.traversal, last));
            return add(Stop::inferred(stage, {say("out-on-last-line", m_walk.outDevice)}));
        }
        addRewriteOnWire(sent);
        addSeen(sent, stage);
        auto& stop = m_walk.stops.back();
        std::erase_if(stop.changed, [](const auto& change) { return isAddressField(change.name); });
        if (read != noIndex)
            stop.note = {readBack(m_trace.events()[read])};
    }
    static Said readBack(const TraceEvent& read)
    {
        return say("read-back", read.source.toString(), read.destination.toString(), read.length, read.ttl);
    }

    // Source NAT happens behind the last chain: the frame shows it.
    void addRewriteOnWire(EventIndex sent)
    {
        const Chain nat{Table::Nat, Hook::Postrouting};
        const auto& device = m_walk.outDevice;
        addIfAny(rewriteBetween(m_trace, m_events.back(), sent, Hook::Postrouting,
                                m_traversal.saw(nat) ? say("frame-rewritten-by-rule", device)
                                : lossAround(m_trace, m_walk.traversal, nat)
                                    ? say("frame-rewritten-lines-missing", device)
                                    : say("frame-rewritten-by-conntrack", device)));
    }

    const Trace& m_trace;
    const Traversal& m_traversal;
    std::vector<EventIndex> m_events;
    EventIndex m_lastObserved = noIndex;
    Walk m_walk;
};

} // namespace

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
    return Builder(trace, traversal).build();
}

int deathStop(const Walk& walk)
{
    if (walk.ending.kind != EndingKind::Dropped)
        return -1;
    for (int i = static_cast<int>(walk.stops.size()) - 1; i >= 0; --i) {
        if (walk.stops[static_cast<std::size_t>(i)].kind != StopKind::Skipped)
            return i;
    }
    return -1;
}

bool isTunName(std::string_view device)
{
    const auto digits = device.find_first_of("0123456789");
    const auto stem = device.substr(0, digits);
    return stem == "tun" || stem == "tap" || stem == "utun" || stem == "hookwalk";
}

} // namespace hookwalk
