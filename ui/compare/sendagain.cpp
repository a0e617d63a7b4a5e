// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/sendagain.h"

#include "traversal/walk.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

std::optional<wire::ProbeProtocol> protocolOf(const TraceEvent& event)
{
    constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmpV6 = 58; // IANA's numbers
    constexpr std::uint8_t request = 8, requestV6 = 128;             // echo requests, RFC 792 and RFC 4443
    if (event.protocol == tcp)
        return wire::ProbeProtocol::Tcp;
    if (event.protocol == udp)
        return wire::ProbeProtocol::Udp;
    const bool isEcho = (event.protocol == icmp && event.icmpType == request) ||
                        (event.protocol == icmpV6 && event.icmpType == requestV6);
    return isEcho ? std::optional(wire::ProbeProtocol::IcmpEcho) : std::nullopt;
}

std::uint8_t flagsOf(const wire::LogLine& line)
{
    std::string words;
    if (line.packet.tcp) {
        for (const auto flag : line.packet.tcp->flags)
            words += (words.empty() ? "" : ",") + std::string(flag);
    }
    return wire::tcpFlagsNamed(words).value_or(wire::Syn);
}

std::size_t headersOf(const session::PingRequest& request)
{
    constexpr std::size_t v4 = 20, v6 = 40, eight = 8; // of ICMP and UDP
    return (request.source.isV4() ? v4 : v6) + (request.protocol == wire::ProbeProtocol::Tcp
                                                    ? wire::tcpHeaderBytes(request.tcpFlags.front())
                                                    : eight);
}

} // namespace

std::optional<session::PingRequest> requestLike(const Trace& trace, TraversalIndex packet)
{
    const auto& all = trace.traversals();
    if (packet < all.first() || packet >= all.size())
        return std::nullopt;
    const TraversalIndex question = all[packet].replyTo;
    const TraversalIndex which = question == noIndex ? packet : question;
    if (which < all.first())
        return std::nullopt;
    const TraceEvent& event = trace.events()[all[which].first];
    const auto protocol = protocolOf(event);
    if (!protocol || (event.flags & TraceEvent::Fragment) != 0)
        return std::nullopt;
    session::PingRequest request;
    request.source = event.source;
    request.destination = event.destination;
    request.protocol = *protocol;
    if (*protocol != wire::ProbeProtocol::IcmpEcho)
        request.destinationPort = event.portB;
    if (*protocol == wire::ProbeProtocol::Tcp)
        request.tcpFlags = {flagsOf(trace.line(event))};
    request.ttl = std::max<std::uint8_t>(1, event.ttl);
    const auto headers = headersOf(request);
    request.payload.resize(
        event.length > headers ? std::min(event.length - headers, session::mostPayloadBytes(request)) : 0,
        'x');
    const std::string in(trace.device(event.in));
    request.from = in.empty()      ? session::PingFrom::ThisMachine
                   : isTunName(in) ? session::PingFrom::Tun
                                   : session::PingFrom::Device;
    if (request.from == session::PingFrom::Device)
        request.device = in;
    return request;
}

TraversalIndex sentAgain(const Trace& trace, TraversalIndex began, bool isAnswer)
{
    const auto& all = trace.traversals();
    for (auto packet = std::max(began, static_cast<TraversalIndex>(all.first())); packet < all.size();
         ++packet) {
        if ((all[packet].replyTo != noIndex) == isAnswer)
            return packet;
    }
    return noIndex;
}

} // namespace hookwalk::ui
