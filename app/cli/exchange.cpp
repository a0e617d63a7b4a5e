// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "traversal/tunnels.h"
#include "words/packets.h"
#include "words/probes.h"
#include "words/words.h"

#include <algorithm>
#include <netinet/in.h>
#include <utility>

namespace hookwalk::cli
{

namespace
{

using session::PingOutcome;
using wire::ProbeProtocol;

bool isProtocol(const TraceEvent& event, ProbeProtocol protocol)
{
    switch (protocol) {
    case ProbeProtocol::Udp:
        return event.protocol == IPPROTO_UDP;
    case ProbeProtocol::Tcp:
        return event.protocol == IPPROTO_TCP;
    case ProbeProtocol::IcmpEcho:
        break;
    }
    return event.protocol == IPPROTO_ICMP || event.protocol == IPPROTO_ICMPV6;
}

std::string tupleText(const char* code, const Connection& connection, const Tuple& tuple)
{
    const bool hasPorts = connection.protocol == IPPROTO_TCP || connection.protocol == IPPROTO_UDP;
    return words::text(say(hasPorts ? code + std::string("-ports") : code, tuple.source.toString(),
                           tuple.destination.toString(), tuple.sourcePort, tuple.destinationPort));
}

std::vector<std::string> connectionText(const PacketConnection& known)
{
    if (!known.connection)
        return {};
    const Connection& connection = *known.connection;
    std::string reply = tupleText("tuple-reply", connection, connection.reply);
    if (connection.isSourceNat())
        reply = words::text(say("with-source-nat", reply));
    if (connection.isDestinationNat())
        reply = words::text(say("with-destination-nat", reply));
    return {tupleText("tuple-original", connection, connection.original), reply};
}

} // namespace

namespace
{

// What else belongs to the probes' connections, what answers that, and what they and their answers were inside of.
void addConnections(const Trace& trace, Exchange& exchange)
{
    const auto first = exchange.first();
    if (first == noIndex)
        return;
    auto& packets = exchange.packets;
    const auto add = [&](TraversalIndex packet) {
        if (packet >= first && std::ranges::find(packets, packet) == packets.end())
            packets.push_back(packet);
    };
    for (const auto probe : exchange.probes) {
        const auto* connection = probe == noIndex ? nullptr : connectionOf(trace, probe).connection;
        for (const auto packet : connection ? trace.packetsOf(*connection) : std::vector<TraversalIndex>())
            add(packet);
    }
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const auto asked = packets[i];
        for (auto packet = first; packet < trace.traversals().size(); ++packet) {
            if (trace.traversals()[packet].replyTo == asked)
                add(packet);
        }
    }
    for (std::size_t i = 0; i < packets.size(); ++i) {
        for (auto packet = first; packet < trace.traversals().size(); ++packet) {
            const auto link = carriedBy(trace, packet); // more than one carries its fragments
            if (link && link->packet == packets[i])
                add(packet);
        }
        if (const auto packet = trace.traversals()[packets[i]].reply == noIndex
                                    ? mayHoldAnswerTo(trace, packets[i])
                                    : noIndex;
            packet != noIndex)
            add(packet);
    }
    std::ranges::sort(packets);
}

// Whether the packet may be the probe that was sent as number `index`. A prober without a socket refuses the answer
// to its SYN by a reset of its own (tcp_v4_send_reset()), which looks like a probe of the same flow.
bool maySendAs(const Trace& trace, const TraceEvent& event, const session::PingRequest& request,
               quint32 index)
{
    if (request.protocol != ProbeProtocol::Tcp || !event.hasChain())
        return true;
    const auto wanted = request.tcpFlags[std::min<std::size_t>(index, request.tcpFlags.size() - 1)];
    std::uint8_t flags = 0;
    if (const auto line = trace.line(event); line.packet.tcp) {
        for (const auto flag : line.packet.tcp->flags)
            flags |= wire::tcpFlagsNamed(flag).value_or(0);
    }
    const unsigned ofEcn =
        request.handshake ? wire::Ece | wire::Cwr : 0U; // a socket's SYN may ask for it, RFC 3168
    return (flags & ~ofEcn) == wanted;
}

Outcome outcomeOf(const Trace& trace, TraversalIndex probe, const session::PingResult& result,
                  bool needsAnswer)
{
    Outcome outcome;
    outcome.packet = probe;
    outcome.answer = words::answer(result);
    const bool wasAnswered = result.outcome == PingOutcome::Replied || result.outcome == PingOutcome::Late;
    if (probe == noIndex) {
        outcome.decision = say("ending-unknown");
        outcome.reason = {say("no-probe-reported")};
        outcome.isGood = wasAnswered;
        return outcome;
    }
    const Walk walk = walkOf(trace, probe);
    outcome.decision = words::decision(walk.ending);
    outcome.connection = connectionText(walk.connection);

    // Why the probe stopped; if it did not, why an answer stopped.
    Ending why = walk.ending;
    const auto reply = trace.traversals()[probe].reply;
    if (why.code.empty() && reply != noIndex) {
        if (const Ending answered = endingOf(trace, reply);
            !answered.code.empty() && answered.kind != EndingKind::Delivered)
            why = answered;
    }
    // What was read is not denied: nothing is amiss where the answer came.
    if (wasAnswered && !why.code.empty()) {
        if (std::exchange(why.code, {}) != "stolen") // SYNPROXY answers in the other end's place
            why.reason = {say("answered-though-not-seen")};
        why.evidence.clear();
    }
    outcome.code = why.code;
    outcome.reason = why.reason;
    outcome.evidence = why.evidence;

    // Answers are read at the tun only. For probes from elsewhere the trace shows whether they were answered.
    const bool isNotRead = result.outcome == PingOutcome::Waiting;
    const bool isSeen = reply != noIndex || walk.ending.kind == EndingKind::Delivered;
    const bool wentOn = isSeen || (!needsAnswer && walk.ending.kind == EndingKind::Transmitted);
    const bool isSilent = result.outcome == PingOutcome::Lost && !needsAnswer;
    outcome.isGood = isNotRead || isSilent ? wentOn && why.code.empty() : wasAnswered;
    if (isNotRead && reply != noIndex)
        outcome.answer = isDropped(endingKindOf(trace, reply)) // and so it came to nobody
                             ? say("answer-none")
                             : say("answer-packet", walkOf(trace, reply).title, reply + 1);
    return outcome;
}

// Of a handshake: the SYN, unless a later packet of ours came no further.
TraversalIndex firstStopped(const Trace& trace, const Exchange& exchange, TraversalIndex syn)
{
    for (const auto packet : exchange.packets) {
        const auto& first = trace.events()[trace.traversals()[packet].first];
        const auto& asked = trace.events()[trace.traversals()[syn].first];
        const bool isOurs = first.source == asked.source && first.portA == asked.portA;
        if (const auto kind = endingKindOf(trace, packet);
            isOurs && kind != EndingKind::Transmitted && kind != EndingKind::Delivered)
            return packet;
    }
    return syn;
}

} // namespace

TraversalIndex Exchange::first() const
{
    const auto seen = std::ranges::find_if(probes, [](auto probe) { return probe != noIndex; });
    return seen == probes.end() ? noIndex : *seen;
}

Exchange exchangeOf(const Trace& trace, const session::PingRequest& request)
{
    Exchange exchange;
    const auto isIn = [&exchange](TraversalIndex packet) {
        return std::ranges::find(exchange.packets, packet) != exchange.packets.end();
    };
    for (auto i = static_cast<TraversalIndex>(trace.traversals().first()); i < trace.traversals().size();
         ++i) {
        const auto& traversal = trace.traversals()[i];
        const auto& first = trace.events()[traversal.first];
        const bool isOurs = first.source == request.source && first.destination == request.destination &&
                            isProtocol(first, request.protocol);
        const auto sent = static_cast<quint32>(exchange.probes.size());
        if (isOurs && sent < request.count && maySendAs(trace, first, request, sent))
            exchange.probes.push_back(i);
        if (isOurs || isIn(traversal.replyTo))
            exchange.packets.push_back(i);
    }
    exchange.probes.resize(request.count, noIndex);
    addConnections(trace, exchange);
    return exchange;
}

std::vector<Outcome> outcomesOf(const Trace& trace, const Exchange& exchange,
                                const session::PingRequest& request,
                                const QVector<session::PingResult>& results)
{
    std::vector<Outcome> outcomes;
    for (quint32 i = 0; i < request.count; ++i) {
        session::PingResult read;
        for (const auto& result : results) {
            if (result.index == i)
                read = result; // the last word about it
        }
        auto probe = exchange.probes[i];
        if (request.handshake && probe != noIndex)
            probe = firstStopped(trace, exchange, probe);
        const auto flags = request.tcpFlags[std::min<std::size_t>(i, request.tcpFlags.size() - 1)];
        const bool needsAnswer = request.protocol != ProbeProtocol::Tcp || (flags & wire::Syn) != 0;
        outcomes.push_back(outcomeOf(trace, probe, read, needsAnswer));
    }
    return outcomes;
}

std::vector<std::string> toText(const Outcome& outcome, bool ofSeveral)
{
    std::vector<std::string> lines;
    if (ofSeveral)
        lines.push_back(words::text(outcome.packet == noIndex ? say("outcome-of-unseen")
                                                              : say("outcome-of", outcome.packet + 1)));
    lines.push_back(words::text(say("outcome-decision", outcome.decision)));
    if (!outcome.answer.isEmpty())
        lines.push_back(words::text(say("outcome-answer", words::text(outcome.answer))));
    lines.push_back(words::text(!outcome.code.empty()
                                    ? say("outcome-cause", outcome.code, words::text(outcome.reason))
                                : outcome.isGood ? say("outcome-good", words::text(outcome.reason))
                                                 : say("outcome-reason", words::text(outcome.reason))));
    if (!outcome.evidence.empty())
        lines.push_back(words::text(say("outcome-evidence")));
    for (const auto& said : outcome.evidence)
        lines.push_back("  " + words::text(said));
    if (!outcome.connection.empty())
        lines.push_back(words::text(say("outcome-connection")));
    for (const auto& line : outcome.connection)
        lines.push_back("  " + line);
    return lines;
}

nlohmann::ordered_json toJson(const Outcome& outcome)
{
    using Json = nlohmann::ordered_json;
    const auto orNull = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    auto evidence = Json::array();
    for (const auto& said : outcome.evidence)
        evidence.push_back(words::english(said));
    return {{"packet", outcome.packet == noIndex ? Json(nullptr) : Json(outcome.packet + 1)},
            {"decision", words::english(outcome.decision)},
            {"answer", outcome.answer.isEmpty() ? Json(nullptr) : Json(words::english(outcome.answer))},
            {"code", orNull(outcome.code)},
            {"reason", words::english(outcome.reason)},
            {"evidence", std::move(evidence)}};
}

} // namespace hookwalk::cli
