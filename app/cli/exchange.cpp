// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "words/packets.h"
#include "words/probes.h"
#include "words/words.h"

#include <algorithm>
#include <netinet/in.h>

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
    case ProbeProtocol::TcpSyn:
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

// What else belongs to the probe's connection, and what answers that.
void addConnection(const Trace& trace, Exchange& exchange)
{
    if (exchange.probe == noIndex)
        return;
    auto& packets = exchange.packets;
    const auto add = [&](TraversalIndex packet) {
        if (packet >= exchange.probe && std::ranges::find(packets, packet) == packets.end())
            packets.push_back(packet);
    };
    if (const auto* connection = connectionOf(trace, exchange.probe).connection) {
        for (const auto packet : trace.packetsOf(*connection))
            add(packet);
    }
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const auto asked = packets[i];
        for (auto packet = exchange.probe; packet < trace.traversals().size(); ++packet) {
            if (trace.traversals()[packet].replyTo == asked)
                add(packet);
        }
    }
    std::ranges::sort(packets);
}

} // namespace

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
        const bool isProbe = first.source == request.source && first.destination == request.destination &&
                             isProtocol(first, request.protocol);
        if (isProbe && exchange.probe == noIndex)
            exchange.probe = i;
        if (isProbe || isIn(traversal.replyTo))
            exchange.packets.push_back(i);
    }
    addConnection(trace, exchange);
    return exchange;
}

Outcome outcomeOf(const Trace& trace, const Exchange& exchange, const session::PingResult& result)
{
    Outcome outcome;
    outcome.answer = words::answer(result);
    const bool wasAnswered = result.outcome == PingOutcome::Replied || result.outcome == PingOutcome::Late;
    if (exchange.probe == noIndex) {
        outcome.decision = say("ending-unknown");
        outcome.reason = {say("no-probe-reported")};
        outcome.isGood = wasAnswered;
        return outcome;
    }
    const Walk walk = walkOf(trace, exchange.probe);
    outcome.decision = words::decision(walk.ending);
    outcome.connection = connectionText(walk.connection);

    // Why the probe stopped; if it did not, why an answer stopped.
    Ending why = walk.ending;
    const auto reply = trace.traversals()[exchange.probe].reply;
    if (why.code.empty() && reply != noIndex) {
        if (const Ending answered = endingOf(trace, reply);
            !answered.code.empty() && answered.kind != EndingKind::Delivered)
            why = answered;
    }
    outcome.code = why.code;
    outcome.reason = why.reason;
    outcome.evidence = why.evidence;

    // Answers are read at the tun only. For probes from elsewhere the trace shows whether they were answered.
    const bool isNotRead = result.outcome == PingOutcome::Waiting;
    const bool isSeen = reply != noIndex || walk.ending.kind == EndingKind::Delivered;
    outcome.isGood = isNotRead ? isSeen && why.code.empty() : wasAnswered;
    if (isNotRead && reply != noIndex)
        outcome.answer = say("answer-packet", walkOf(trace, reply).title, reply + 1);
    return outcome;
}

std::vector<std::string> toText(const Outcome& outcome)
{
    std::vector<std::string> lines{words::text(say("outcome-decision", outcome.decision))};
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
    return {{"decision", words::english(outcome.decision)},
            {"answer", outcome.answer.isEmpty() ? Json(nullptr) : Json(words::english(outcome.answer))},
            {"code", orNull(outcome.code)},
            {"reason", words::english(outcome.reason)},
            {"evidence", std::move(evidence)}};
}

} // namespace hookwalk::cli
