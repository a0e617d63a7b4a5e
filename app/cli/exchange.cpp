// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "walktext.h"
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

std::string decisionText(const Ending& ending)
{
    switch (ending.kind) {
    case EndingKind::Transmitted:
        return "sent on by " + ending.at;
    case EndingKind::Delivered:
        return "delivered to " + (ending.at.empty() ? "a local process" : "the " + ending.at);
    case EndingKind::Dropped:
        return ending.at.empty() ? "dropped" : "dropped at " + ending.at;
    case EndingKind::Unknown:
        break;
    }
    return ending.at.empty() ? "not known" : "not known behind " + ending.at;
}

std::string answerName(const wire::ReceivedPacket& answer)
{
    using wire::Received;
    switch (answer.kind) {
    case Received::Reply:
        return answer.protocol == ProbeProtocol::Udp      ? "UDP reply"
               : answer.protocol == ProbeProtocol::TcpSyn ? "SYN/ACK"
                                                          : "echo reply";
    case Received::Refused:
        return "TCP reset";
    case Received::TimeExceeded:
        return "time exceeded";
    case Received::Unreachable:
        return "destination unreachable, code " + std::to_string(answer.icmpCode);
    case Received::Prohibited:
        return "administratively prohibited";
    case Received::PacketTooBig:
        return answer.source.isV4() ? "fragmentation needed" : "packet too big";
    case Received::ParameterProblem:
        return "parameter problem";
    case Received::Redirect:
    case Received::Fragment:
    case Received::Foreign:
        break;
    }
    return "nothing";
}

std::string answerText(const session::PingResult& result)
{
    switch (result.outcome) {
    case PingOutcome::Replied:
    case PingOutcome::Late:
    case PingOutcome::Error:
        return answerName(result.answer) + " from " + result.answer.source.toString() + ", read after " +
               fixed(result.roundTripUs) + " us";
    case PingOutcome::Lost:
        return "none came";
    case PingOutcome::Waiting: // nobody reads what is not sent from the tun
    case PingOutcome::Refused:
        break;
    }
    return {};
}

std::string tupleText(const Connection& connection, const Tuple& tuple)
{
    const bool hasPorts = connection.protocol == IPPROTO_TCP || connection.protocol == IPPROTO_UDP;
    const auto end = [hasPorts](const IpAddress& address, std::uint16_t port) {
        return address.toString() + (hasPorts ? " port " + std::to_string(port) : "");
    };
    return end(tuple.source, tuple.sourcePort) + " → " + end(tuple.destination, tuple.destinationPort) +
           (hasPorts ? "" : ", id " + std::to_string(tuple.sourcePort));
}

std::vector<std::string> connectionText(const PacketConnection& known)
{
    if (!known.connection)
        return {};
    const Connection& connection = *known.connection;
    std::string translated = connection.isSourceNat() ? " (source NAT)" : "";
    translated += connection.isDestinationNat() ? " (destination NAT)" : "";
    return {"original  " + tupleText(connection, connection.original),
            "reply     " + tupleText(connection, connection.reply) + translated};
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
    return exchange;
}

Outcome outcomeOf(const Trace& trace, const Exchange& exchange, const session::PingResult& result)
{
    Outcome outcome;
    outcome.answer = answerText(result);
    const bool wasAnswered = result.outcome == PingOutcome::Replied || result.outcome == PingOutcome::Late;
    if (exchange.probe == noIndex) {
        outcome.decision = "not known";
        outcome.reason = {say("no-probe-reported")};
        outcome.isGood = wasAnswered;
        return outcome;
    }
    const Walk walk = walkOf(trace, exchange.probe);
    outcome.decision = decisionText(walk.ending);
    outcome.connection = connectionText(walk.connection);

    // The probe's own cause; where it has none, that of an answer which did not come through.
    Ending why = walk.ending;
    const auto reply = trace.traversals()[exchange.probe].reply;
    if (why.code.empty() && reply != noIndex) {
        if (const Ending answered = endingOf(trace, reply); !answered.code.empty())
            why = answered;
    }
    outcome.code = why.code;
    outcome.reason = why.reason;
    outcome.evidence = why.evidence;

    // What is not sent from the tun is not read there either: the trace tells whether it was answered.
    const bool isNotRead = result.outcome == PingOutcome::Waiting;
    const bool isSeen = reply != noIndex || walk.ending.kind == EndingKind::Delivered;
    outcome.isGood = isNotRead ? isSeen && why.code.empty() : wasAnswered;
    if (isNotRead && reply != noIndex)
        outcome.answer = walkOf(trace, reply).title + ", packet " + std::to_string(reply + 1);
    return outcome;
}

std::vector<std::string> toText(const Outcome& outcome)
{
    std::vector<std::string> text{"Decision: " + outcome.decision + '.'};
    if (!outcome.answer.empty())
        text.push_back("Answer: " + outcome.answer + '.');
    const std::string code = outcome.code.empty() && outcome.isGood ? "nothing is amiss" : outcome.code;
    text.push_back("Cause: " + (code.empty() ? "" : code + ". ") + words::text(outcome.reason));
    if (!outcome.evidence.empty())
        text.emplace_back("Evidence:");
    for (const auto& said : outcome.evidence)
        text.push_back("  " + words::text(said));
    if (!outcome.connection.empty())
        text.emplace_back("Connection:");
    for (const auto& line : outcome.connection)
        text.push_back("  " + line);
    return text;
}

nlohmann::ordered_json toJson(const Outcome& outcome)
{
    using Json = nlohmann::ordered_json;
    const auto orNull = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    auto evidence = Json::array();
    for (const auto& said : outcome.evidence)
        evidence.push_back(words::english(said));
    return {{"decision", outcome.decision},
            {"answer", orNull(outcome.answer)},
            {"code", orNull(outcome.code)},
            {"reason", words::english(outcome.reason)},
            {"evidence", std::move(evidence)}};
}

} // namespace hookwalk::cli
