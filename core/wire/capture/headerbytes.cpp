// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/headerbytes.h"

#include "model/ipaddress.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <netinet/in.h>
#include <string_view>

namespace hookwalk::wire
{

namespace
{

using Octets = std::vector<std::uint8_t>;

// "0x0A", "0A" or "10": as the base says; 0 where it is none.
std::uint32_t numberIn(Text text, int base)
{
    if (text.starts_with("0x"))
        text.remove_prefix(2);
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

void put(std::uint64_t value, int size, Octets& to)
{
    for (int i = size; i-- > 0;)
        to.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

// Hex as printed, filled up to whole words as a header has them; nothing where they are not told whole.
Octets options(Text hex)
{
    Octets bytes;
    for (; hex.size() >= 2; hex.remove_prefix(2)) {
        std::uint8_t byte = 0;
        if (std::from_chars(hex.data(), hex.data() + 2, byte, 16).ptr != hex.data() + 2)
            return {};
        bytes.push_back(byte);
    }
    bytes.resize((bytes.size() + 3) / 4 * 4);
    return bytes;
}

bool hasFlag(const PacketPart& packet, Text flag)
{
    return std::ranges::find(packet.flags, flag) != packet.flags.end();
}

std::uint8_t tcpFlags(const TcpPart& tcp)
{
    constexpr std::array<Text, 8> names{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    unsigned bits = 0;
    for (std::size_t i = 0; i < names.size(); ++i)
        bits |= std::ranges::find(tcp.flags, names[i]) != tcp.flags.end() ? 1U << i : 0U;
    return static_cast<std::uint8_t>(bits);
}

void putIcmp(const IcmpPart& icmp, Octets& to)
{
    put(icmp.type.value_or(0), 1, to);
    put(icmp.code.value_or(0), 1, to);
    put(0, 2, to);
    if (has(icmp.gateway)) {
        const auto gateway = IpAddress::parse(icmp.gateway).value_or(IpAddress{});
        to.insert(to.end(), gateway.bytes.end() - 4, gateway.bytes.end());
    } else if (has(icmp.pointer)) {
        put(numberIn(icmp.pointer, 16), 4, to);
    } else if (icmp.parameter) {
        put(std::uint64_t{*icmp.parameter} << 24, 4, to);
    } else if (icmp.mtu) {
        put(*icmp.mtu, 4, to);
    } else {
        put(icmp.id.value_or(0), 2, to);
        put(icmp.seq.value_or(0), 2, to);
    }
}

// Of options that no line has. A SYN carries no data (but for TCP Fast Open): behind its header are options.
std::size_t optionsUntold(const PacketPart& packet, std::size_t networkHeader)
{
    constexpr std::size_t header = 20, most = 40; // RFC 9293
    const auto& flags = packet.tcp->flags;
    const auto length = packet.len.value_or(0);
    const bool isSyn = std::ranges::find(flags, Text("SYN")) != flags.end();
    const auto rest = length > networkHeader + header ? length - networkHeader - header : 0;
    return isSyn && !hasFlag(packet, "MF") && rest <= most && rest % 4 == 0 ? rest : 0;
}

// As much of it as there was, where the kernel found too little (INCOMPLETE).
void putTransport(const PacketPart& packet, Octets& to)
{
    const auto before = to.size();
    if (packet.tcp) {
        const auto& tcp = *packet.tcp;
        put(tcp.spt.value_or(0), 2, to);
        put(tcp.dpt.value_or(0), 2, to);
        put(tcp.seq.value_or(0), 4, to);
        put(tcp.ack.value_or(0), 4, to);
        const auto told = options(tcp.opt);
        const auto words = 5 + (told.empty() ? optionsUntold(packet, before) : told.size()) / 4;
        put(std::min<std::size_t>(words, 15) << 4, 1, to);
        put(tcpFlags(tcp), 1, to);
        put(tcp.window.value_or(0), 2, to);
        put(0, 2, to);
        put(tcp.urgp.value_or(0), 2, to);
        to.insert(to.end(), told.begin(), told.end());
    } else if (packet.udp) {
        put(packet.udp->spt.value_or(0), 2, to);
        put(packet.udp->dpt.value_or(0), 2, to);
        put(packet.udp->len.value_or(0), 2, to);
        put(0, 2, to);
    } else if (packet.icmp) {
        putIcmp(*packet.icmp, to);
    } else if (has(packet.espSpi)) {
        put(numberIn(packet.espSpi, 16), 4, to);
    }
    if (packet.incomplete && to.size() - before > *packet.incomplete)
        to.resize(before + *packet.incomplete);
}

void checksumIpv4(Octets& header)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < header.size(); i += 2)
        sum += header[i] * 256U + header[i + 1];
    sum = (sum & 0xffff) + (sum >> 16);
    sum = ~(sum + (sum >> 16)) & 0xffff;
    header[10] = static_cast<std::uint8_t>(sum >> 8);
    header[11] = static_cast<std::uint8_t>(sum);
}

Octets ipv4(const PacketPart& packet, std::uint8_t protocol, const IpAddress& from, const IpAddress& to)
{
    Octets bytes;
    const auto told = options(packet.opt);
    put(0x45 + told.size() / 4, 1, bytes);
    put(numberIn(packet.tos, 16) | numberIn(packet.prec, 16), 1, bytes);
    put(packet.len.value_or(0), 2, bytes);
    put(numberIn(packet.id, 10), 2, bytes);
    const auto flags = (hasFlag(packet, "CE") ? 0x8000U : 0U) | (hasFlag(packet, "DF") ? 0x4000U : 0U) |
                       (hasFlag(packet, "MF") ? 0x2000U : 0U);
    put(flags | (packet.frag.value_or(0) & 0x1fff), 2, bytes);
    put(packet.ttl.value_or(0), 1, bytes);
    put(protocol, 1, bytes);
    put(0, 2, bytes);
    bytes.insert(bytes.end(), from.bytes.end() - 4, from.bytes.end());
    bytes.insert(bytes.end(), to.bytes.end() - 4, to.bytes.end());
    bytes.insert(bytes.end(), told.begin(), told.end());
    checksumIpv4(bytes);
    return bytes;
}

Octets ipv6(const PacketPart& packet, std::uint8_t protocol, const IpAddress& from, const IpAddress& to)
{
    constexpr std::uint32_t header = 40;
    const bool isFragment = packet.frag.has_value();
    Octets bytes;
    put(6U << 28 | (packet.tc.value_or(0) & 0xff) << 20 | (packet.flowlbl.value_or(0) & 0xfffff), 4, bytes);
    put(std::max(packet.len.value_or(0), header) - header, 2, bytes);
    put(isFragment ? std::uint8_t{IPPROTO_FRAGMENT} : protocol, 1, bytes);
    put(packet.hoplimit.value_or(0), 1, bytes);
    bytes.insert(bytes.end(), from.bytes.begin(), from.bytes.end());
    bytes.insert(bytes.end(), to.bytes.begin(), to.bytes.end());
    if (isFragment) {
        put(protocol, 1, bytes);
        put(0, 1, bytes);
        put((*packet.frag & 0xfff8) | (hasFlag(packet, "INCOMPLETE") ? 1U : 0U), 2, bytes);
        put(numberIn(packet.id, 16), 4, bytes);
    }
    return bytes;
}

} // namespace

std::vector<std::uint8_t> headerBytes(const PacketPart& packet, std::uint8_t protocol)
{
    const auto from = IpAddress::parse(packet.src), to = IpAddress::parse(packet.dst);
    if (!from || !to)
        return {};
    auto bytes = from->isV4() ? ipv4(packet, protocol, *from, *to) : ipv6(packet, protocol, *from, *to);
    if (packet.frag.value_or(0) == 0)
        putTransport(packet, bytes);
    return bytes;
}

} // namespace hookwalk::wire
