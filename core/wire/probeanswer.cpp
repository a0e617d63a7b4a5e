// SPDX-License-Identifier: GPL-3.0-or-later
// What a packet that comes out of the tun says about a probe.
#include "wire/logtext.h"
#include "wire/probe.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <optional>

namespace hookwalk::wire
{

namespace
{

struct IpHeader {
    IpAddress source, destination;
    std::uint8_t protocol = 0, ttl = 0;
    std::uint32_t transport = 0; // offset of what follows
    bool laterFragment = false;
};

IpAddress fromV6(const in6_addr& bytes)
{
    IpAddress address;
    std::copy_n(bytes.s6_addr, address.bytes.size(), address.bytes.begin());
    return address;
}

std::optional<IpHeader> readIpv4(const PacketBytes& packet, std::uint32_t offset)
{
    const auto ip = packet.at<iphdr>(offset);
    if (!ip || ip->ihl < 5)
        return std::nullopt;
    constexpr unsigned offsetBits = 0x1fff; // RFC 791, 3.1
    return IpHeader{
        IpAddress::v4(ntohl(ip->saddr)), IpAddress::v4(ntohl(ip->daddr)),        ip->protocol, ip->ttl,
        offset + ip->ihl * 4U,           (ntohs(ip->frag_off) & offsetBits) != 0};
}

bool isExtension(std::uint8_t nextHeader)
{
    return nextHeader == IPPROTO_HOPOPTS || nextHeader == IPPROTO_ROUTING || nextHeader == IPPROTO_FRAGMENT ||
           nextHeader == IPPROTO_DSTOPTS;
}

std::optional<IpHeader> readIpv6(const PacketBytes& packet, std::uint32_t offset)
{
    const auto ip = packet.at<ipv6hdr>(offset);
    if (!ip)
        return std::nullopt;
    IpHeader header{fromV6(ip->saddr), fromV6(ip->daddr), ip->nexthdr, ip->hop_limit, offset + 40, false};
    while (isExtension(header.protocol)) {
        const auto extension = packet.at<std::array<std::uint8_t, 8>>(header.transport); // RFC 8200, 4
        if (!extension)
            return std::nullopt;
        const bool isFragment = header.protocol == IPPROTO_FRAGMENT;
        header.laterFragment |= isFragment && ((*extension)[2] != 0 || (*extension)[3] >> 3 != 0);
        header.protocol = (*extension)[0];
        header.transport += isFragment ? 8 : 8 + (*extension)[1] * 8U;
    }
    return header;
}

std::optional<IpHeader> readIp(const PacketBytes& packet, std::uint32_t offset)
{
    const auto first = packet.at<std::uint8_t>(offset);
    if (first && *first >> 4 == 4)
        return readIpv4(packet, offset);
    return first && *first >> 4 == 6 ? readIpv6(packet, offset) : std::nullopt;
}

// Both UDP and TCP begin so; an error need not quote more than 8 bytes (RFC 792).
struct Ports {
    std::uint16_t source, destination;
    std::uint32_t sequence; // TCP
};

std::uint16_t sequenceIn(std::uint32_t tcpSequence) // see craft()
{
    return static_cast<std::uint16_t>(tcpSequence >> 16);
}

Received unreachableKind(std::uint8_t code)
{
    switch (code) {
    case ICMP_FRAG_NEEDED:
        return Received::PacketTooBig;
    case ICMP_NET_ANO:
    case ICMP_HOST_ANO:
    case ICMP_PKT_FILTERED:
        return Received::Prohibited;
    default:
        return Received::Unreachable;
    }
}

Received errorKind(std::uint8_t type, std::uint8_t code)
{
    switch (type) {
    case ICMP_TIME_EXCEEDED:
        return Received::TimeExceeded;
    case ICMP_DEST_UNREACH:
        return unreachableKind(code);
    case ICMP_PARAMETERPROB:
        return Received::ParameterProblem;
    case ICMP_REDIRECT:
        return Received::Redirect;
    default:
        return Received::Foreign;
    }
}

Received errorKind6(std::uint8_t type, std::uint8_t code)
{
    switch (type) {
    case ICMPV6_TIME_EXCEED:
        return Received::TimeExceeded;
    case ICMPV6_DEST_UNREACH: {
        const bool decided =
            code == ICMPV6_ADM_PROHIBITED || code == ICMPV6_POLICY_FAIL || code == ICMPV6_REJECT_ROUTE;
        return decided ? Received::Prohibited : Received::Unreachable;
    }
    case ICMPV6_PKT_TOOBIG:
        return Received::PacketTooBig;
    case ICMPV6_PARAMPROB:
        return Received::ParameterProblem;
    case 137: // redirect, RFC 4861, 4.5: another layout; it quotes the packet in an option
    default:
        return Received::Foreign;
    }
}

bool readQuotedProbe(const PacketBytes& packet, std::uint32_t offset, ReceivedPacket& received)
{
    const auto ip = readIp(packet, offset);
    if (!ip || ip->laterFragment)
        return false;
    if (ip->protocol == IPPROTO_UDP || ip->protocol == IPPROTO_TCP) {
        const auto ports = packet.at<Ports>(ip->transport);
        if (!ports)
            return false;
        received.protocol = ip->protocol == IPPROTO_UDP ? ProbeProtocol::Udp : ProbeProtocol::Tcp;
        received.id = ntohs(ports->source);
        received.port = ntohs(ports->destination);
        if (ip->protocol == IPPROTO_TCP)
            received.sequence = sequenceIn(ntohl(ports->sequence));
        return true;
    }
    const auto echo = packet.at<icmphdr>(ip->transport); // icmp6hdr has the same places for an echo
    const bool isRequest = echo && ((ip->protocol == IPPROTO_ICMP && echo->type == ICMP_ECHO) ||
                                    (ip->protocol == IPPROTO_ICMPV6 && echo->type == ICMPV6_ECHO_REQUEST));
    if (!isRequest)
        return false;
    received.id = ntohs(echo->un.echo.id);
    received.sequence = ntohs(echo->un.echo.sequence);
    return true;
}

void readIcmp(const PacketBytes& packet, const IpHeader& ip, ReceivedPacket& received)
{
    const auto icmp = packet.at<icmphdr>(ip.transport);
    if (!icmp)
        return;
    const bool isV6 = ip.protocol == IPPROTO_ICMPV6;
    received.icmpType = icmp->type;
    received.icmpCode = icmp->code;
    if (icmp->type == (isV6 ? ICMPV6_ECHO_REPLY : ICMP_ECHOREPLY)) {
        received.kind = Received::Reply;
        received.id = ntohs(icmp->un.echo.id);
        received.sequence = ntohs(icmp->un.echo.sequence);
        return;
    }
    const auto kind = isV6 ? errorKind6(icmp->type, icmp->code) : errorKind(icmp->type, icmp->code);
    if (kind != Received::Foreign && readQuotedProbe(packet, ip.transport + sizeof(icmphdr), received))
        received.kind = kind;
}

void readUdp(const PacketBytes& packet, const IpHeader& ip, ReceivedPacket& received)
{
    const auto udp = packet.at<udphdr>(ip.transport);
    if (!udp)
        return;
    received.kind = Received::Reply;
    received.protocol = ProbeProtocol::Udp;
    received.id = ntohs(udp->dest);
    received.port = ntohs(udp->source);
}

void readTcp(const PacketBytes& packet, const IpHeader& ip, ReceivedPacket& received)
{
    const auto tcp = packet.at<tcphdr>(ip.transport);
    // RFC 9293, 3.10.7: what answers a SYN acknowledges it; a reset of what had an ACK has its number instead.
    if (!tcp || !(tcp->ack || tcp->rst))
        return;
    received.kind = tcp->rst ? Received::Refused : tcp->syn ? Received::Reply : Received::Segment;
    received.tcpFlags = *packet.at<std::uint8_t>(ip.transport + 13);
    received.tcpNumber = ntohl(tcp->seq);
    received.protocol = ProbeProtocol::Tcp;
    received.id = ntohs(tcp->dest);
    received.port = ntohs(tcp->source);
    received.sequence = sequenceIn(tcp->ack ? ntohl(tcp->ack_seq) - 1 : ntohl(tcp->seq));
}

} // namespace

std::optional<SentPacket> readSent(std::span<const std::uint8_t> bytes)
{
    const PacketBytes packet(bytes);
    const auto ip = readIp(packet, 0);
    if (!ip)
        return std::nullopt;
    SentPacket sent;
    sent.packet.source = ip->source;
    sent.packet.destination = ip->destination;
    sent.packet.ttl = ip->ttl;
    sent.ipProtocol = ip->protocol;
    sent.isProbe = readQuotedProbe(packet, 0, sent.packet);
    return sent;
}

ReceivedPacket readPacket(std::span<const std::uint8_t> bytes)
{
    ReceivedPacket received;
    const PacketBytes packet(bytes);
    const auto ip = readIp(packet, 0);
    if (!ip)
        return received;
    received.source = ip->source;
    received.destination = ip->destination;
    received.ttl = ip->ttl;
    if (ip->laterFragment) {
        received.kind = Received::Fragment;
        return received;
    }
    switch (ip->protocol) {
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6:
        readIcmp(packet, *ip, received);
        break;
    case IPPROTO_UDP:
        readUdp(packet, *ip, received);
        break;
    case IPPROTO_TCP:
        readTcp(packet, *ip, received);
        break;
    default:
        break;
    }
    return received;
}

} // namespace hookwalk::wire
