// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/loglinewriter.h"

#include "wire/logtext.h"
#include "wire/packettoken.h"

#include <arpa/inet.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>

namespace hookwalk::wire
{

namespace
{

// The parts of ip_auth_hdr and ip_esp_hdr (linux/ip.h) that are printed or must be there; those structures
// end in arrays without a size, which C++ does not have.
struct AuthenticationHeader {
    std::uint8_t nextHeader, length;
    std::uint16_t reserved;
    std::uint32_t spi, sequence;
};
struct EncapsulatingHeader {
    std::uint32_t spi, sequence;
};

enum class Rest { Print, Stop }; // what follows a part that was cut short

Rest incomplete(LogText& line, const PacketBytes& packet, std::uint32_t offset, Rest rest)
{
    line.text("INCOMPLETE [").number(packet.after(offset)).text(" bytes] ");
    return rest;
}

Rest appendTcp(LogText& line, const PacketBytes& packet, std::uint32_t offset, bool laterFragment)
{
    line.text("PROTO=TCP ");
    if (laterFragment)
        return Rest::Print;
    const auto tcp = packet.at<tcphdr>(offset);
    if (!tcp)
        return incomplete(line, packet, offset, Rest::Stop);
    line.token("SPT=", ntohs(tcp->source))
        .token("DPT=", ntohs(tcp->dest))
        .token("WINDOW=", ntohs(tcp->window));
    // Byte 12: data offset (4 bits), reserved (3), AE (1; RFC 9768, part of RES before Linux 6.15).
    const auto byte12 = *packet.at<std::uint8_t>(offset + 12);
    line.text("RES=0x").number((byte12 & 0x0e) << 2, 16, 2).text(" ").flag(byte12 & 1, "AE ");
    line.flag(tcp->cwr, "CWR ").flag(tcp->ece, "ECE ").flag(tcp->urg, "URG ").flag(tcp->ack, "ACK ");
    line.flag(tcp->psh, "PSH ").flag(tcp->rst, "RST ").flag(tcp->syn, "SYN ").flag(tcp->fin, "FIN ");
    line.token("URGP=", ntohs(tcp->urg_ptr));
    return Rest::Print;
}

Rest appendUdp(LogText& line, const PacketBytes& packet, std::uint32_t offset, bool laterFragment,
               std::string_view name)
{
    line.text(name);
    if (laterFragment)
        return Rest::Print;
    const auto udp = packet.at<udphdr>(offset);
    if (!udp)
        return incomplete(line, packet, offset, Rest::Stop);
    line.token("SPT=", ntohs(udp->source)).token("DPT=", ntohs(udp->dest)).token("LEN=", ntohs(udp->len));
    return Rest::Print;
}

template<typename Header> Rest appendSpi(LogText& line, const PacketBytes& packet, std::uint32_t offset)
{
    const auto header = packet.at<Header>(offset);
    if (!header)
        return incomplete(line, packet, offset, Rest::Print);
    line.text("SPI=0x").number(ntohl(header->spi), 16).text(" ");
    return Rest::Print;
}

// Bytes that an ICMP message of this type must have before the kernel looks further into it.
std::uint32_t neededIcmpBytes(std::uint8_t type)
{
    switch (type) {
    case ICMP_ECHOREPLY:
    case ICMP_ECHO:
        return 4;
    case ICMP_DEST_UNREACH:
    case ICMP_SOURCE_QUENCH:
    case ICMP_REDIRECT:
    case ICMP_TIME_EXCEEDED:
    case ICMP_PARAMETERPROB:
        return sizeof(icmphdr) + sizeof(iphdr);
    case ICMP_TIMESTAMP:
    case ICMP_TIMESTAMPREPLY:
        return 20;
    case ICMP_ADDRESS:
    case ICMP_ADDRESSREPLY:
        return 12;
    default:
        return 0;
    }
}

enum class Depth {
    Outer,
    Quoted
}; // Quoted: inside the brackets of an ICMP error, where no second pair opens

void appendIpv4(LogText& line, const PacketBytes& packet, std::uint32_t offset, Depth depth,
                std::uint32_t mark);
void appendIpv6(LogText& line, const PacketBytes& packet, std::uint32_t offset, Depth depth,
                std::uint32_t mark);

Rest appendIcmp(LogText& line, const PacketBytes& packet, std::uint32_t offset, bool laterFragment,
                Depth depth)
{
    line.text("PROTO=ICMP ");
    if (laterFragment)
        return Rest::Print;
    const auto icmp = packet.at<icmphdr>(offset);
    if (!icmp)
        return incomplete(line, packet, offset, Rest::Print);
    line.token("TYPE=", icmp->type).token("CODE=", icmp->code);
    if (packet.after(offset) < neededIcmpBytes(icmp->type))
        return incomplete(line, packet, offset, Rest::Print);

    switch (icmp->type) {
    case ICMP_ECHOREPLY:
    case ICMP_ECHO:
        line.token("ID=", ntohs(icmp->un.echo.id)).token("SEQ=", ntohs(icmp->un.echo.sequence));
        break;
    case ICMP_PARAMETERPROB:
        line.token("PARAMETER=", ntohl(icmp->un.gateway) >> 24);
        break;
    case ICMP_REDIRECT:
    case ICMP_DEST_UNREACH:
    case ICMP_SOURCE_QUENCH:
    case ICMP_TIME_EXCEEDED:
        if (icmp->type == ICMP_REDIRECT)
            line.dotted("GATEWAY=", &icmp->un.gateway);
        if (depth == Depth::Outer) {
            line.text("[");
            appendIpv4(line, packet, offset + static_cast<std::uint32_t>(sizeof(icmphdr)), Depth::Quoted, 0);
            line.text("] ");
        }
        if (icmp->type == ICMP_DEST_UNREACH && icmp->code == ICMP_FRAG_NEEDED)
            line.token("MTU=", ntohs(icmp->un.frag.mtu));
        break;
    default:
        break;
    }
    return Rest::Print;
}

Rest appendIcmpv6(LogText& line, const PacketBytes& packet, std::uint32_t offset, bool laterFragment,
                  Depth depth)
{
    line.text("PROTO=ICMPv6 ");
    if (laterFragment)
        return Rest::Print;
    const auto icmp = packet.at<icmp6hdr>(offset);
    if (!icmp)
        return incomplete(line, packet, offset, Rest::Stop);
    line.token("TYPE=", icmp->icmp6_type).token("CODE=", icmp->icmp6_code);

    switch (icmp->icmp6_type) {
    case ICMPV6_ECHO_REQUEST:
    case ICMPV6_ECHO_REPLY:
        line.token("ID=", ntohs(icmp->icmp6_identifier)).token("SEQ=", ntohs(icmp->icmp6_sequence));
        break;
    case ICMPV6_PARAMPROB:
    case ICMPV6_DEST_UNREACH:
    case ICMPV6_PKT_TOOBIG:
    case ICMPV6_TIME_EXCEED:
        if (icmp->icmp6_type == ICMPV6_PARAMPROB)
            line.text("POINTER=").number(ntohl(icmp->icmp6_pointer), 16, 8).text(" ");
        if (depth == Depth::Outer) {
            line.text("[");
            appendIpv6(line, packet, offset + static_cast<std::uint32_t>(sizeof(icmp6hdr)), Depth::Quoted, 0);
            line.text("] ");
        }
        if (icmp->icmp6_type == ICMPV6_PKT_TOOBIG)
            line.token("MTU=", ntohl(icmp->icmp6_mtu));
        break;
    default:
        break;
    }
    return Rest::Print;
}

Rest appendIpv4Transport(LogText& line, const PacketBytes& packet, std::uint32_t offset, const iphdr& ip,
                         Depth depth)
{
    const bool laterFragment = ntohs(ip.frag_off) & 0x1fff;
    switch (ip.protocol) {
    case IPPROTO_TCP:
        return appendTcp(line, packet, offset, laterFragment);
    case IPPROTO_UDP:
        return appendUdp(line, packet, offset, laterFragment, "PROTO=UDP ");
    case IPPROTO_UDPLITE:
        return appendUdp(line, packet, offset, laterFragment, "PROTO=UDPLITE ");
    case IPPROTO_ICMP:
        return appendIcmp(line, packet, offset, laterFragment, depth);
    case IPPROTO_AH:
        if (laterFragment)
            return Rest::Print;
        line.text("PROTO=AH ");
        return appendSpi<AuthenticationHeader>(line, packet, offset);
    case IPPROTO_ESP:
        line.text("PROTO=ESP ");
        return laterFragment ? Rest::Print : appendSpi<EncapsulatingHeader>(line, packet, offset);
    default:
        line.token("PROTO=", ip.protocol);
        return Rest::Print;
    }
}

void appendMark(LogText& line, std::uint32_t mark)
{
    if (mark != 0)
        line.text("MARK=0x").number(mark, 16).text(" ");
}

void appendIpv4(LogText& line, const PacketBytes& packet, std::uint32_t offset, Depth depth,
                std::uint32_t mark)
{
    const auto ip = packet.at<iphdr>(offset);
    if (!ip) {
        line.text("TRUNCATED");
        return;
    }
    line.dotted("SRC=", &ip->saddr).dotted("DST=", &ip->daddr).token("LEN=", ntohs(ip->tot_len));
    line.upperHexToken("TOS=0x", ip->tos & 0x1e).upperHexToken("PREC=0x", ip->tos & 0xe0);
    line.token("TTL=", ip->ttl).token("ID=", ntohs(ip->id));
    const auto fragment = ntohs(ip->frag_off);
    line.flag(fragment & 0x8000, "CE ").flag(fragment & 0x4000, "DF ").flag(fragment & 0x2000, "MF ");
    if (const auto units = fragment & 0x1fff)
        line.text("FRAG:").number(units).text(" ");
    if (appendIpv4Transport(line, packet, offset + ip->ihl * 4U, *ip, depth) == Rest::Print)
        appendMark(line, mark);
}

// Where the IPv6 extension headers lead: the protocol behind them and where it starts.
struct Ipv6Payload {
    std::uint8_t protocol = 0;
    std::uint32_t offset = 0;
    bool laterFragment = false;
    Rest rest = Rest::Print;
};

Ipv6Payload stopped(Ipv6Payload payload)
{
    payload.rest = Rest::Stop;
    return payload;
}

// Walks the extension headers; only the fragment header is printed.
Ipv6Payload appendExtensions(LogText& line, const PacketBytes& packet, std::uint32_t offset,
                             std::uint8_t protocol)
{
    struct FragmentHeader { // RFC 8200, 4.5
        std::uint8_t nextHeader, reserved;
        std::uint16_t offsetAndMore;
        std::uint32_t identification;
    };
    Ipv6Payload payload{protocol, offset};
    for (;;) {
        const bool extension = payload.protocol == IPPROTO_HOPOPTS || payload.protocol == IPPROTO_ROUTING ||
                               payload.protocol == IPPROTO_DSTOPTS || payload.protocol == IPPROTO_FRAGMENT ||
                               payload.protocol == IPPROTO_AH || payload.protocol == IPPROTO_ESP;
        if (!extension)
            return payload;
        const auto header = packet.at<ipv6_opt_hdr>(payload.offset);
        if (!header) {
            line.text("TRUNCATED");
            return stopped(payload);
        }
        std::uint32_t length = (header->hdrlen + 1U) * 8;
        if (payload.protocol == IPPROTO_ESP)
            return stopped(payload);
        if (payload.protocol == IPPROTO_FRAGMENT) {
            line.text("FRAG:");
            const auto fragment = packet.at<FragmentHeader>(payload.offset);
            if (!fragment) {
                line.text("TRUNCATED ");
                return stopped(payload);
            }
            const auto bits = ntohs(fragment->offsetAndMore);
            line.number(bits & 0xfff8).text(" ").flag(bits & 1, "INCOMPLETE ");
            line.text("ID:").number(ntohl(fragment->identification), 16, 8).text(" ");
            payload.laterFragment = payload.laterFragment || (bits & 0xfff8) != 0;
            length = sizeof(FragmentHeader);
        } else if (payload.protocol == IPPROTO_AH) {
            length = (header->hdrlen + 2U) * 4;
        } else if (payload.laterFragment) {
            return stopped(payload);
        }
        payload.protocol = header->nexthdr;
        payload.offset += length;
    }
}

void appendIpv6(LogText& line, const PacketBytes& packet, std::uint32_t offset, Depth depth,
                std::uint32_t mark)
{
    const auto ip = packet.at<ipv6hdr>(offset);
    if (!ip) {
        line.text("TRUNCATED");
        return;
    }
    const auto firstWord = ntohl(*packet.at<std::uint32_t>(offset));
    line.groups("SRC=", ip->saddr).groups("DST=", ip->daddr);
    line.token("LEN=", ntohs(ip->payload_len) + static_cast<std::uint32_t>(sizeof(ipv6hdr)));
    line.token("TC=", (firstWord >> 20) & 0xff).token("HOPLIMIT=", ip->hop_limit);
    line.token("FLOWLBL=", firstWord & 0xfffff);

    auto payload =
        appendExtensions(line, packet, offset + static_cast<std::uint32_t>(sizeof(ipv6hdr)), ip->nexthdr);
    if (payload.rest == Rest::Stop)
        return;
    switch (payload.protocol) {
    case IPPROTO_TCP:
        payload.rest = appendTcp(line, packet, payload.offset, payload.laterFragment);
        break;
    case IPPROTO_UDP:
        payload.rest = appendUdp(line, packet, payload.offset, payload.laterFragment, "PROTO=UDP ");
        break;
    case IPPROTO_UDPLITE:
        payload.rest = appendUdp(line, packet, payload.offset, payload.laterFragment, "PROTO=UDPLITE ");
        break;
    case IPPROTO_ICMPV6:
        payload.rest = appendIcmpv6(line, packet, payload.offset, payload.laterFragment, depth);
        break;
    default:
        line.token("PROTO=", payload.protocol);
    }
    if (payload.rest == Rest::Print)
        appendMark(line, mark);
}

// Linux allows neither blank nor slash in it, nor more than 15 bytes; the other systems of captures do.
void appendDevice(LogText& line, std::string_view name)
{
    constexpr std::string_view special = " /";
    constexpr std::size_t longest = 15;
    const auto first = name.substr(0, name.size() > longest ? 1 : 0);
    line.escaped(first, first).escaped(name.substr(first.size()), special);
}

void appendLinkHeader(LogText& line, std::span<const std::uint8_t> header)
{
    line.text("MAC=");
    for (std::size_t i = 0; i < header.size(); ++i)
        line.text(i == 0 ? "" : ":").number(header[i], 16, 2);
    line.text(" ");
}

} // namespace

void appendLogLine(const PacketReport& packet, std::string& to)
{
    LogText line(to);
    line.text("7,").number(packet.sequence).text(",").number(packet.timeUs).text(",-");
    if (packet.source != Source::KernelLog)
        line.text(",source=").text(name(packet.source));
    if (packet.packetId != 0)
        line.text(",packet=").number(packet.packetId, 16, 8);
    const auto token = packet.source == Source::KernelLog ? std::uint16_t{0} : packetToken(packet.packet);
    if (token != 0)
        line.text(",token=").number(token, 16, 4);
    if (!packet.comment.empty())
        line.text(",comment=").escaped(packet.comment, " ,;");
    line.text(";").escaped(packet.prefix);
    appendDevice(line.text("IN="), packet.in);
    appendDevice(line.text(" OUT="), packet.out);
    line.text(" ");
    if (!packet.in.empty())
        appendLinkHeader(line, packet.linkHeader);
    const PacketBytes bytes(packet.packet);
    if (bytes.version() == 6)
        appendIpv6(line, bytes, 0, Depth::Outer, packet.mark);
    else
        appendIpv4(line, bytes, 0, Depth::Outer, packet.mark);
    line.text("\n");
}

} // namespace hookwalk::wire
