// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/probes.h"

#include "words/sentences.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <array>

namespace hookwalk::words
{

namespace
{

constexpr Sentence probeTable[]{
    // what is sent
    {"probe-udp", QT_TRANSLATE_NOOP("words", "UDP from %1 to port %3 of %2")},
    {"probe-tcp", QT_TRANSLATE_NOOP("words", "TCP %4 from %1 to port %3 of %2")},
    {"probe-then", QT_TRANSLATE_NOOP("words", "%1, then %2")},
    {"probe-handshake", QT_TRANSLATE_NOOP("words", "opened and closed")},
    {"probe-echo", QT_TRANSLATE_NOOP("words", "Echo request from %1 to %2")},
    {"probe-payload", QT_TRANSLATE_N_NOOP("words", "%n byte(s) of payload")},
    {"probe-ttl", QT_TRANSLATE_NOOP("words", "TTL %1")},
    {"probe-whole", QT_TRANSLATE_NOOP("words", "not to be fragmented")},
    {"probe-fragments", QT_TRANSLATE_NOOP("words", "in fragments of %1 bytes")},
    {"probe-ip-damaged", QT_TRANSLATE_NOOP("words", "with a wrong IP checksum")},
    {"probe-transport-damaged", QT_TRANSLATE_NOOP("words", "with a wrong transport checksum")},
    {"probe-of-this-machine", QT_TRANSLATE_NOOP("words", "by a process of this machine")},
    {"probe-arriving", QT_TRANSLATE_NOOP("words", "arriving at %1")},
    {"probe-from-far-end", QT_TRANSLATE_NOOP("words", "from the other end of %1")},
    {"probe-written", QT_TRANSLATE_NOOP("words", "written to %1")},
    // what came back
    {"answer-none", QT_TRANSLATE_NOOP("words", "none came")},
    {"answer-read", QT_TRANSLATE_NOOP("words", "%w1 from %2, read after %3 us")},
    {"answer-udp", QT_TRANSLATE_NOOP("words", "UDP reply")},
    {"answer-syn-ack", QT_TRANSLATE_NOOP("words", "SYN/ACK")},
    {"answer-opened",
     QT_TRANSLATE_NOOP("words", "%w1; the connection was opened, and not closed by the other end")},
    {"answer-closed", QT_TRANSLATE_NOOP("words", "%w1; the connection was opened and closed")},
    {"answer-reset", QT_TRANSLATE_NOOP("words", "TCP reset")},
    {"answer-unreachable", QT_TRANSLATE_NOOP("words", "destination unreachable, code %1")},
    {"answer-prohibited", QT_TRANSLATE_NOOP("words", "administratively prohibited")},
    {"answer-packet", QT_TRANSLATE_NOOP("words", "%w1, packet %2")},
    // what came of one probe
    {"outcome-of", QT_TRANSLATE_NOOP("words", "Packet %1")},
    {"outcome-of-unseen", QT_TRANSLATE_NOOP("words", "A packet that nothing reported")},
    {"outcome-decision", QT_TRANSLATE_NOOP("words", "Decision: %w1.")},
    {"outcome-answer", QT_TRANSLATE_NOOP("words", "Answer: %1.")},
    {"outcome-cause", QT_TRANSLATE_NOOP("words", "Cause: %1. %2")},
    {"outcome-good", QT_TRANSLATE_NOOP("words", "Cause: nothing is amiss. %1")},
    {"outcome-reason", QT_TRANSLATE_NOOP("words", "Cause: %1")},
    {"answered-though-not-seen",
     QT_TRANSLATE_NOOP("words",
                       "The answer was read; what was reported of its way and of the probe's is not whole.")},
    {"outcome-evidence", QT_TRANSLATE_NOOP("words", "Evidence:")},
    {"outcome-connection", QT_TRANSLATE_NOOP("words", "Connection:")},
    {"tuple-original", QT_TRANSLATE_NOOP("words", "original  %1 → %2, id %3")},
    {"tuple-original-ports", QT_TRANSLATE_NOOP("words", "original  %1 port %3 → %2 port %4")},
    {"tuple-reply", QT_TRANSLATE_NOOP("words", "reply     %1 → %2, id %3")},
    {"tuple-reply-ports", QT_TRANSLATE_NOOP("words", "reply     %1 port %3 → %2 port %4")},
    {"with-source-nat", QT_TRANSLATE_NOOP("words", "%1 (source NAT)")},
    {"with-destination-nat", QT_TRANSLATE_NOOP("words", "%1 (destination NAT)")},
    // what came of a run
    {"pings-sent", QT_TRANSLATE_NOOP("words", "%1 sent")},
    {"pings-received", QT_TRANSLATE_NOOP("words", "%1 received")},
    {"pings-lost", QT_TRANSLATE_NOOP("words", "%1 lost")},
    {"pings-late", QT_TRANSLATE_NOOP("words", "%1 late")},
    {"pings-errors", QT_TRANSLATE_NOOP("words", "%1 answered by an ICMP error")},
    {"pings-duplicates", QT_TRANSLATE_N_NOOP("words", "%n duplicate(s)")},
    {"pings-foreign", QT_TRANSLATE_NOOP("words", "%1 foreign")},
    {"pings-waiting", QT_TRANSLATE_NOOP("words", "%1 not waited for")},
    {"pings-done", QT_TRANSLATE_NOOP("words", "%1.")},
    {"pings-cancelled", QT_TRANSLATE_NOOP("words", "%1; cancelled.")},
    {"pings-round-trip",
     QT_TRANSLATE_NOOP("words", "Round trip: min %1, median %2, mean %3, p99 %4, max %5 us.")},
    {"pings-held-back",
     QT_TRANSLATE_NOOP(
         "words", "Slowed down: pings waited for %1 ms in all until the events of those before were read.")},
    {"run-answered", QT_TRANSLATE_NOOP("words", "%1 sent, %2 answered, median %3")},
    {"run-no-answer", QT_TRANSLATE_NOOP("words", "%1 sent, no answer")},
    {"run-some-answers", QT_TRANSLATE_NOOP("words", "%1 sent, %2 answered, %3 not")},
    {"run-not-read", QT_TRANSLATE_NOOP("words", "%1 sent; their answers go where they were sent from")},
    {"run-because", QT_TRANSLATE_NOOP("words", "%1: %2")},
    {"run-because-of-first", QT_TRANSLATE_NOOP("words", "%1; the first: %2")},
    {"run-dropped-by", QT_TRANSLATE_NOOP("words", "dropped by %w1")},
    {"run-rejected-by", QT_TRANSLATE_NOOP("words", "rejected by %w1")},
    {"run-dropped-in", QT_TRANSLATE_NOOP("words", "dropped in %1")},
    {"run-rejected-in", QT_TRANSLATE_NOOP("words", "rejected in %1")},
    {"events-counted", QT_TRANSLATE_N_NOOP("words", "%n event(s), %2 lost.")},
    {"rules-unread", QT_TRANSLATE_NOOP("words", "The rules in force could not be read: %1")},
    // where they go and who tells of them
    {"lab-head", QT_TRANSLATE_NOOP("words", "Lab: %1 %2, %3 %4. From %5 to %6.")},
    {"machine-head", QT_TRANSLATE_NOOP("words", "This machine. From %1 to %2.")},
    {"netns-head", QT_TRANSLATE_NOOP("words", "Network namespace %1. From %2 to %3.")},
    {"lab-head-without-root",
     QT_TRANSLATE_NOOP("words", "Lab: %1 %2, %3 %4, made without root. From %5 to %6.")},
    {"events-from", QT_TRANSLATE_NOOP("words", "Events from %1: %2")},
};

Said nameOf(const wire::ReceivedPacket& answer)
{
    using wire::ProbeProtocol;
    using wire::Received;
    switch (answer.kind) {
    case Received::Reply:
        return answer.protocol == ProbeProtocol::Udp   ? say("answer-udp")
               : answer.protocol == ProbeProtocol::Tcp ? say("answer-syn-ack")
                                                       : say("brief-packet-echo-reply");
    case Received::Refused:
        return say("answer-reset");
    case Received::TimeExceeded:
        return say("packet-time-exceeded");
    case Received::Unreachable:
        return say("answer-unreachable", answer.icmpCode);
    case Received::Prohibited:
        return say("answer-prohibited");
    case Received::PacketTooBig:
        return answer.source.isV4() ? say("packet-fragmentation-needed") : say("packet-too-big");
    case Received::ParameterProblem:
        return say("packet-parameter-problem");
    case Received::Segment: // these answer no probe
    case Received::Redirect:
    case Received::Fragment:
    case Received::Foreign:
        break;
    }
    return say("packet");
}

// "SYN, then ACK"
std::string flagsText(const session::PingRequest& request)
{
    std::string flags;
    for (const auto one : request.tcpFlags)
        flags =
            flags.empty() ? wire::tcpFlagsText(one) : text(say("probe-then", flags, wire::tcpFlagsText(one)));
    return flags;
}

Said head(const session::PingRequest& request)
{
    wire::Probe probe;
    probe.protocol = request.protocol;
    probe.destinationPort = request.destinationPort;
    const char* const code = request.protocol == wire::ProbeProtocol::Udp   ? "probe-udp"
                             : request.protocol == wire::ProbeProtocol::Tcp ? "probe-tcp"
                                                                            : "probe-echo";
    return say(code, request.source.toString(), request.destination.toString(), probe.port(),
               flagsText(request));
}

Said origin(const session::PingRequest& request, const std::string& tun)
{
    switch (request.from) {
    case session::PingFrom::ThisMachine:
        return say("probe-of-this-machine");
    case session::PingFrom::Device:
        return say("probe-arriving", request.device);
    case session::PingFrom::FarEnd:
        return say("probe-from-far-end", request.farEnd.device);
    case session::PingFrom::Tun:
        break;
    }
    return say("probe-written", tun);
}

} // namespace

std::span<const Sentence> probeWords()
{
    return probeTable;
}

std::string probe(const session::PingRequest& request, const std::string& tun)
{
    Sentences items{head(request), say("probe-payload", request.payload.size()),
                    say("probe-ttl", request.ttl)};
    if (request.handshake)
        items.insert(items.begin() + 1, say("probe-handshake"));
    if (request.dontFragment)
        items.push_back(say("probe-whole"));
    if (request.fragmentBytes != 0)
        items.push_back(say("probe-fragments", request.fragmentBytes));
    if (request.damage != wire::Damage::None)
        items.push_back(request.damage == wire::Damage::IpChecksum ? say("probe-ip-damaged")
                                                                   : say("probe-transport-damaged"));
    items.push_back(origin(request, tun));
    return list(items);
}

Said answer(const session::PingResult& result)
{
    using session::PingOutcome;
    switch (result.outcome) {
    case PingOutcome::Replied:
    case PingOutcome::Late:
    case PingOutcome::Error: {
        const auto read = say("answer-read", nameOf(result.answer), result.answer.source.toString(),
                              tenths(result.roundTripUs));
        return result.handshake == session::Handshake::NotTried ? read
               : result.handshake == session::Handshake::Opened ? say("answer-opened", read)
                                                                : say("answer-closed", read);
    }
    case PingOutcome::Lost:
        return say("answer-none");
    case PingOutcome::Waiting: // nobody reads what is not sent from the tun
    case PingOutcome::Refused:
        break;
    }
    return {};
}

std::vector<std::string> summary(const session::PingSummary& summary)
{
    Sentences counts{say("pings-sent", summary.sent), say("pings-received", summary.received),
                     say("pings-lost", summary.lost)};
    for (const auto& [count, said] :
         {std::pair{summary.late, say("pings-late", summary.late)},
          std::pair{summary.errors, say("pings-errors", summary.errors)},
          std::pair{summary.duplicates, say("pings-duplicates", summary.duplicates)},
          std::pair{summary.foreign, say("pings-foreign", summary.foreign)},
          std::pair{summary.waiting, say("pings-waiting", summary.waiting)}}) {
        if (count > 0)
            counts.push_back(said);
    }
    std::vector<std::string> lines{
        text(summary.cancelled ? say("pings-cancelled", list(counts)) : say("pings-done", list(counts)))};
    if (summary.received > 0)
        lines.push_back(text(say("pings-round-trip", tenths(summary.minUs), tenths(summary.medianUs),
                                 tenths(summary.meanUs), tenths(summary.p99Us), tenths(summary.maxUs))));
    if (summary.heldBackUs > 0)
        lines.push_back(text(say("pings-held-back", tenths(static_cast<double>(summary.heldBackUs) / 1000))));
    return lines;
}

std::string cause(const Ending& ending)
{
    // Sentences of endings that name a rule or a chain, and how they are said in passing.
    static constexpr std::array<std::pair<std::string_view, const char*>, 9> inPassing{
        {{"dropped-by", "run-dropped-by"},
         {"invalid-dropped-by", "run-dropped-by"},
         {"policy-is-drop", "run-dropped-by"},
         {"rejected-by", "run-rejected-by"},
         {"dropped-in", "run-dropped-in"},
         {"dropped-by-legacy", "run-dropped-in"},
         {"dropped-by-legacy-rule", "run-dropped-by"},
         {"rejected-by-legacy-rule", "run-rejected-by"},
         {"rejected-in", "run-rejected-in"}}};
    for (const Said& reason : ending.reason) {
        const auto known =
            std::ranges::find(inPassing, reason.code, &std::pair<std::string_view, const char*>::first);
        if (known == inPassing.end() || reason.values.empty())
            continue;
        std::string what = reason.values.front();
        static constexpr std::string_view andText = "-and-text"; // rule-of-and-text: its number is enough
        if (const auto at = what.substr(0, what.find(saidSeparator)).find(andText); at != what.npos)
            what.erase(at, andText.size());
        return text(say(known->second, what));
    }
    return ofCause(ending.code);
}

std::string outcome(const session::PingSummary& summary, const std::string& cause, bool allForThat)
{
    if (summary.cancelled)
        return words::summary(summary).front();
    const auto sent = summary.sent, answered = summary.received;
    const Said counts = summary.waiting == sent ? say("run-not-read", sent)
                        : answered == 0         ? say("run-no-answer", sent)
                        : answered < sent       ? say("run-some-answers", sent, answered, sent - answered)
                                          : say("run-answered", sent, answered, duration(summary.medianUs));
    std::string said = text(counts);
    if (!cause.empty())
        said = text(say(allForThat ? "run-because" : "run-because-of-first", said, cause));
    if (summary.heldBackUs > 0)
        said += ". " + text(say("pings-held-back", tenths(static_cast<double>(summary.heldBackUs) / 1000)));
    return said;
}

} // namespace hookwalk::words
