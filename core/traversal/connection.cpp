// SPDX-License-Identifier: GPL-3.0-or-later
// A packet's place in its connection, from conntrack's events and from nftrace.
#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/losses.h"
#include "traversal/rules.h"
#include "traversal/skipped.h"
#include "traversal/trace.h"

namespace hookwalk
{

namespace
{

// The connection that an ICMP error belongs to is that of the packet it quotes (nf_conntrack_icmp_error).
PacketConnection related(const Trace& trace, const Traversal& traversal)
{
    PacketConnection found;
    if (!trace.traversals().has(traversal.replyTo))
        return found;
    found.connection = connectionOf(trace, traversal.replyTo).connection;
    found.isReply = true;
    found.state = found.connection ? "related" : "";
    return found;
}

// Its first packet: the one that nat chains see.
bool enteredNat(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto entered = [&](Hook hook) {
        return traversal.saw({Table::Nat, hook}) || ranNatAt(trace, which, hook);
    };
    return entered(Hook::Prerouting) || entered(Hook::Output);
}

} // namespace

Tuple tupleOf(const TraceEvent& event)
{
    const bool echo = isEchoRequest(event) || isEchoReply(event);
    return {event.source, event.destination, event.portA, echo ? event.portA : event.portB};
}

PacketConnection connectionOf(const Trace& trace, TraversalIndex which)
{
    const auto& knowledge = trace.knowledge();
    const auto& traversal = trace.traversals()[which];
    const auto& first = trace.events()[traversal.first];
    PacketConnection found;
    if (isIcmpError(first)) {
        found = related(trace, traversal);
    } else if (knowledge.hasConnections()) {
        const auto tuple = tupleOf(first);
        found.connection = knowledge.connection(first.protocol, tuple);
        found.isReply = found.connection && found.connection->original != tuple &&
                        (found.connection->original.source != tuple.source ||
                         found.connection->original.sourcePort != tuple.sourcePort);
        const bool isNew = enteredNat(trace, which);
        if (found.connection && (isNew || found.isReply || !lossAroundFirstNat(trace, which)))
            found.state = isNew && !found.isReply ? "new" : "established";
    }
    // The kernel gives an INVALID packet no connection (nf_conntrack_in), so nftrace tells of none either.
    // Any other packet that has passed the nat priority was new there, or its connection is known.
    const bool pastNat = ((traversal.saw(Hook::Forward) || traversal.saw(Hook::Input)) &&
                          traversal.saw({Table::Mangle, Hook::Prerouting})) ||
                         traversal.saw({Table::Filter, Hook::Output});
    const bool active = knowledge.hasTracking() || (trace.ruleset() && trace.ruleset()->needsConntrack);
    const auto traced = knowledge.traced(which);
    if (!traced && !found.connection && knowledge.reportsRules(first.line) && pastNat && active &&
        !enteredNat(trace, which) && !isIcmpError(first) && !lossAroundFirstNat(trace, which) &&
        !trace.losses().behind(first, Loss::Rules | Loss::Connections))
        return {nullptr, false, "invalid", false};
    if (traced) {
        if (const auto* connection = knowledge.connection(traced->id); connection && traced->id != 0)
            found.connection = connection;
        found.isReply = traced->isReply;
        if (!traced->state.empty()) {
            found.state = traced->state;
            found.stateObserved = true;
        }
    }
    return found;
}

} // namespace hookwalk
