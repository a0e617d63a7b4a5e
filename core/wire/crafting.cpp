// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/crafting.h"

#include "model/part.h"

#include <arpa/inet.h>
#include <cstring>
#include <netinet/ip6.h>
#include <tins/icmp.h>
#include <tins/icmpv6.h>
#include <tins/ip.h>
#include <tins/ipv6.h>
#include <tins/rawpdu.h>
#include <tins/tcp.h>
#include <tins/udp.h>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t ipv6HeaderBytes = 40;

Tins::IPv4Address v4(const IpAddress& address)
{
    std::uint32_t networkOrder = 0;
    std::memcpy(&networkOrder, address.bytes.data() + 12, sizeof networkOrder);
    return Tins::IPv4Address(networkOrder);
}

Tins::IPv6Address v6(const IpAddress& address)
{
    return Tins::IPv6Address(address.bytes.data());
}

// The part behind the IP header.
template<typename Header> Header withPayload(Header header, const Probe& probe)
{
    if (!probe.payload.empty())
        header /= Tins::RawPDU(probe.payload);
    return header;
}

Tins::UDP udpOf(const Probe& probe)
{
    return withPayload(Tins::UDP(probe.port(), probe.id), probe);
}

// On an Ethernet with an MTU of 1500 bytes; the window is what Linux has in bytes, and scaled where no SYN says
// how (tcp_select_initial_window() in net/ipv4/tcp_output.c).
constexpr std::uint16_t segmentBytes(bool isV4)
{
    return isV4 ? 1460 : 1440;
}
constexpr std::uint8_t windowScale = 7;

Tins::TCP tcpOf(const Probe& probe)
{
    const auto segment = segmentBytes(probe.source.isV4());
    const auto window = static_cast<std::uint16_t>(segment * (65535 / segment));
    const auto number = static_cast<std::uint32_t>(probe.sequence) << 16 | probe.token;
    Tins::TCP tcp(probe.port(), probe.id);
    tcp.flags(probe.tcpFlags);
    tcp.seq(number); // a reset acknowledges the payload, too
    if ((probe.tcpFlags & Ack) != 0)
        tcp.ack_seq(probe.acknowledges != 0 ? probe.acknowledges : number);
    if ((probe.tcpFlags & Syn) != 0) {
        tcp.window(window);
        tcp.mss(segment);
        tcp.sack_permitted();
        tcp.timestamp(number, 0);
        tcp.add_option(Tins::TCP::NOP);
        tcp.winscale(windowScale);
    } else {
        tcp.window((probe.tcpFlags & Rst) != 0 ? 0 : window >> windowScale);
    }
    return withPayload(tcp, probe);
}

template<typename Ip> Packet serialized(Ip ip, const Probe& probe)
{
    switch (probe.protocol) {
    case ProbeProtocol::Udp:
        return (ip / udpOf(probe)).serialize();
    case ProbeProtocol::Tcp:
        return (ip / tcpOf(probe)).serialize();
    case ProbeProtocol::IcmpEcho:
        break;
    }
    if constexpr (std::is_same_v<Ip, Tins::IP>) {
        Tins::ICMP echo(Tins::ICMP::ECHO_REQUEST);
        echo.id(probe.id);
        echo.sequence(probe.sequence);
        return (ip / withPayload(std::move(echo), probe)).serialize();
    } else {
        Tins::ICMPv6 echo(Tins::ICMPv6::ECHO_REQUEST);
        echo.identifier(probe.id);
        echo.sequence(probe.sequence);
        return (ip / withPayload(std::move(echo), probe)).serialize();
    }
}

Tins::IP ipv4Header(const Probe& probe)
{
    Tins::IP ip(v4(probe.destination), v4(probe.source));
    ip.id(probe.ipId);
    ip.ttl(probe.ttl);
    if (probe.dontFragment)
        ip.flags(Tins::IP::DONT_FRAGMENT);
    return ip;
}

Tins::IPv6 ipv6Header(const Probe& probe)
{
    Tins::IPv6 ip(v6(probe.destination), v6(probe.source));
    ip.hop_limit(probe.ttl);
    return ip;
}

Packet craftWhole(const Probe& probe)
{
    return probe.source.isV4() ? serialized(ipv4Header(probe), probe) : serialized(ipv6Header(probe), probe);
}

Packet craftPiece(const Probe& probe, std::uint8_t protocol, const CraftedPiece& piece)
{
    const auto offset = static_cast<std::uint16_t>(piece.offset / 8);
    const Tins::RawPDU content(piece.bytes.data(), static_cast<std::uint32_t>(piece.bytes.size()));
    if (probe.source.isV4()) {
        Tins::IP ip = ipv4Header(probe) / content;
        ip.protocol(protocol);
        ip.fragment_offset(offset);
        if (!piece.isLast)
            ip.flags(Tins::IP::MORE_FRAGMENTS);
        return ip.serialize();
    }
    // RFC 8200, 4.5; without its first two bytes, which libtins writes.
    ip6_frag header{};
    header.ip6f_offlg = htons(static_cast<std::uint16_t>(piece.offset | (piece.isLast ? 0 : 1)));
    header.ip6f_ident = htonl(probe.ipId);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&header);
    Tins::IPv6 ip = ipv6Header(probe) / content;
    ip.add_header(Tins::IPv6::ext_header(Tins::IPv6::FRAGMENT, sizeof header - 2, bytes + 2));
    Packet packet = ip.serialize();
    packet[ipv6HeaderBytes] = protocol;
    return packet;
}

} // namespace

} // namespace hookwalk::wire

HOOKWALK_PART hookwalk::wire::Crafting part{hookwalk::wire::craftWhole, hookwalk::wire::craftPiece};
