// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet came in and how it left: devices, their frames, and what NAT changed between chain and frame.
#include "traversal/knowledge.h"
#include "traversal/losses.h"
#include "traversal/rewrites.h"
#include "traversal/walkbuilder.h"

#include <algorithm>
#include <array>

namespace hookwalk
{

// The frame of a source at a device; noIndex: none.
EventIndex WalkBuilder::frame(wire::Source source, std::uint16_t device) const
{
    const auto found = std::ranges::find_if(m_walk.frames, [&](EventIndex index) {
        const auto& frame = m_trace.events()[index];
        return sourceOf(frame) == source && (frame.in == device || frame.out == device);
    });
    return found == m_walk.frames.end() ? noIndex : *found;
}

void WalkBuilder::wayIn()
{
    if (m_events.empty())
        return onlyFrames();
    const auto& first = event(0);
    if (!m_chains.front() || (first.in == 0 && mayLackItsHead(m_trace, m_walk.traversal)))
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
        framesIn(first.in, stage);
        if (frame(wire::Source::WireIn, first.in) == noIndex)
            add(Stop::inferred(
                stage, {tun ? say("in-is-tun", m_walk.inDevice) : say("in-on-first-line", m_walk.inDevice)}));
        if (m_trace.knowledge().isOurs() && !m_trace.losses().ahead(first) &&
            (hookOf(0) == Hook::Forward || hookOf(0) == Hook::Input))
            unwatchedPrerouting();
    }
}

// Where they were seen: at a port before its bridge, at what carries a VLAN before that, at last at the device.
void WalkBuilder::framesIn(std::uint16_t device, const Stage& stage)
{
    for (const auto index : m_walk.frames) {
        const auto& seen = m_trace.events()[index];
        if (sourceOf(seen) == wire::Source::WireIn && seen.in != device)
            addSeen(index, Stage::of(StageKind::NetworkIn));
    }
    if (const auto received = frame(wire::Source::WireIn, device); received != noIndex)
        addSeen(received, stage);
}

// It had none of the traced addresses until NAT gave it one, so the trace points before did not report it.
void WalkBuilder::unwatchedPrerouting()
{
    for (const Chain chain : allChains) {
        if (chain.hook == Hook::Prerouting && chain.table != Table::Nat)
            addSkipped(chain, {"not-watched", {say("not-watched-before-nat", name(chain))}});
    }
    const auto received = frame(wire::Source::WireIn, event(0).in);
    if (received != noIndex)
        addIfAny(rewriteBetween(m_trace, received, m_events.front(), Hook::Prerouting, say("mapping-known")));
    const bool on = hookOf(0) == Hook::Forward;
    add(Stop::inferred(Stage::of(StageKind::RoutingIn),
                       {on ? say("out-chosen", m_trace.device(event(0).out)) : say("input-follows")}));
}

// No chain saw it.
void WalkBuilder::onlyFrames()
{
    for (const auto index : m_walk.frames) {
        const auto& frame = m_trace.events()[index];
        if (sourceOf(frame) == wire::Source::Wire) {
            addSeen(index, Stage::of(StageKind::Unplaced));
            m_walk.stops.back().note = {say("direction-not-captured")};
            continue;
        }
        const bool in = sourceOf(frame) == wire::Source::WireIn;
        const bool tun = isTunName(m_trace.device(in ? frame.in : frame.out));
        addSeen(index, Stage::of(in ? (tun ? StageKind::TunWritten : StageKind::NetworkIn)
                                    : (tun ? StageKind::TunRead : StageKind::NetworkOut)));
    }
}

void WalkBuilder::hint()
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
        if (m_bridge) {
            m_walk.path = Path::Bridged;
            m_walk.inDevice = m_bridge->in;
            m_walk.outDevice = m_walk.ending.device = m_bridge->out;
        }
    } else if (ending.isAt(StageKind::RoutingIn)) {
        add(Stop::inferred(Stage::of(StageKind::RoutingIn), ending.reason));
    }
}

void WalkBuilder::wayToDevice(const TraceEvent& last)
{
    const bool tun = isTunName(m_walk.outDevice);
    const auto stage = Stage::of(tun ? StageKind::TunRead : StageKind::NetworkOut);
    auto sent = frame(wire::Source::WireOut, last.out);
    const auto read = frame(wire::Source::TunRead, last.out);
    if (sent == noIndex)
        sent = read;
    if (sent == noIndex) {
        addIfAny(rewriteShownByReply(m_trace, m_walk.traversal, last));
        return add(Stop::inferred(stage, {m_bridge ? say("out-by-bridge-port", m_bridge->out)
                                                   : say("out-on-last-line", m_walk.outDevice)}));
    }
    const auto before = m_walk.stops.size();
    addRewriteOnWire(sent);
    const bool isRewriteTold = m_walk.stops.size() != before;
    addSeen(sent, stage);
    auto& stop = m_walk.stops.back();
    std::erase_if(stop.changed,
                  [&](const auto& change) { return isRewriteTold && isAddressField(change.name); });
    if (read != noIndex)
        stop.note = {readBack(m_trace.events()[read])};
    carriedOn(sent);
}

// By a port of that bridge, by what carries that VLAN.
void WalkBuilder::carriedOn(EventIndex sent)
{
    for (const auto index : m_walk.frames) {
        const auto& seen = m_trace.events()[index];
        if (index > sent && sourceOf(seen) == wire::Source::WireOut && seen.out != m_trace.events()[sent].out)
            addSeen(index, Stage::of(StageKind::NetworkOut));
    }
}

Said WalkBuilder::readBack(const TraceEvent& read)
{
    return say("read-back", read.source.toString(), read.destination.toString(), read.length, read.ttl);
}

// Source NAT happens behind the last chain: the frame shows it.
void WalkBuilder::addRewriteOnWire(EventIndex sent)
{
    const Chain nat{Table::Nat, Hook::Postrouting};
    const auto& device = m_walk.outDevice;
    addIfAny(rewriteBetween(m_trace, m_events.back(), sent, Hook::Postrouting,
                            m_traversal.saw(nat) ? say("frame-rewritten-by-rule", device)
                            : lossAround(m_trace, m_walk.traversal, nat)
                                ? say("frame-rewritten-lines-missing", device)
                                : say("frame-rewritten-by-conntrack", device)));
}

// Frames at several ports of a bridge are no way that goes on from port to port: each is a copy. Where a VLAN or a bond is one
// of them, the device that carries it shows the same copy again, so nothing is said.
void WalkBuilder::noteFlood()
{
    constexpr std::array carried{"vlan", "bond", "team", "macvlan", "ipvlan", "macsec"};
    const auto* inquiry = m_trace.knowledge().inquiryBehind(m_trace.events()[m_traversal.last].line);
    std::string bridge, ports;
    int count = 0;
    for (const auto index : m_walk.frames) {
        const auto& seen = m_trace.events()[index];
        if (!inquiry || sourceOf(seen) != wire::Source::WireOut)
            continue;
        const auto* link = inquiry->link(m_trace.device(seen.out));
        if (!link || std::ranges::find(carried, link->kind) != carried.end())
            return;
        if (link->kind == "bridge") {
            bridge = link->name;
        } else {
            ports += (count++ == 0 ? "" : ", ") + link->name;
        }
    }
    if (!bridge.empty() && count > 1)
        m_walk.ending.reason.push_back(say("flooded", bridge, ports));
}

} // namespace hookwalk
