// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pingplan.h"

#include <algorithm>
#include <netinet/in.h>

namespace hookwalk::session
{

namespace
{

constexpr quint32 mostDetailedPings = 100;
constexpr qint64 leastDetailedIntervalUs = 1000;

} // namespace

quint8 ipProtocol(const PingRequest& request)
{
    if (!request.raw.empty()) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(request.raw.data());
        return wire::readSent({bytes, request.raw.size()}).value_or(wire::SentPacket()).ipProtocol;
    }
    switch (request.protocol) {
    case wire::Probe::Protocol::Udp:
        return IPPROTO_UDP;
    case wire::Probe::Protocol::Tcp:
        return IPPROTO_TCP;
    case wire::Probe::Protocol::IcmpEcho:
        break;
    }
    return static_cast<quint8>(request.destination.isV4() ? int(IPPROTO_ICMP) : int(IPPROTO_ICMPV6));
}

bool isTooFastForDetails(const PingRequest& request)
{
    return request.intervalUs < leastDetailedIntervalUs && request.count > mostDetailedPings;
}

std::vector<IpAddress> addressesOf(const PingRequest& request, const protocol::LabMade& lab)
{
    std::vector<IpAddress> addresses;
    const auto add = [&addresses](const IpAddress& address) {
        if (!address.isNull() && std::ranges::find(addresses, address) == addresses.end())
            addresses.push_back(address);
    };
    add(request.destination);
    add(request.source);
    if (request.destination == lab.networkAddress)
        add(lab.lanServer);
    if (request.destination == lab.networkAddress6)
        add(lab.lanServer6);
    std::ranges::for_each(request.also, add);
    return addresses;
}

protocol::RouteQuestion routeQuestion(const PingRequest& request, const protocol::LabMade& lab)
{
    const std::string in = request.from == PingFrom::Tun      ? lab.tun
                           : request.from == PingFrom::Device ? request.device
                           : request.from == PingFrom::FarEnd ? request.farEnd.entry()
                                                              : std::string();
    const bool isPorted = request.protocol != wire::ProbeProtocol::IcmpEcho;
    return {request.source,
            request.destination,
            in,
            ipProtocol(request),
            0,
            isPorted ? request.sourcePort : quint16{0},
            isPorted ? request.destinationPort : quint16{0},
            0};
}

std::vector<protocol::RouteQuestion> routeQuestions(const std::vector<RouteSearch>& open)
{
    std::vector<protocol::RouteQuestion> asked;
    asked.reserve(open.size());
    for (const auto& one : open)
        asked.push_back({one.source, one.destination, one.in, one.protocol, one.mark, one.sourcePort,
                         one.destinationPort, one.tos});
    return asked;
}

} // namespace hookwalk::session
