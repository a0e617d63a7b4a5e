// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/packettoken.h"

#include <algorithm>
#include <netinet/in.h>

namespace hookwalk::wire
{

namespace
{

using Bytes = std::span<const std::uint8_t>;

unsigned shortAt(Bytes bytes, std::size_t place)
{
    return bytes[place] * 256U + bytes[place + 1];
}

// Where it begins and ends behind the IP header, RFC 792, RFC 4443, RFC 9293, RFC 768.
Bytes lasting(std::uint8_t protocol, Bytes transport)
{
    std::size_t from = 0, to = 20;
    const bool isEcho =
        !transport.empty() && (protocol == IPPROTO_ICMP     ? transport[0] == 8 || transport[0] == 0
                               : protocol == IPPROTO_ICMPV6 ? transport[0] == 128 || transport[0] == 129
                                                            : false);
    if (isEcho) {
        from = 6;
    } else if (protocol == IPPROTO_TCP) {
        from = 4;
        to = 12;
    } else if (protocol == IPPROTO_UDP) {
        from = 8;
    } else {
        return {};
    }
    to = std::min(to, transport.size());
    return from < to ? transport.subspan(from, to - from) : Bytes();
}

} // namespace

std::uint16_t packetToken(std::span<const std::uint8_t> packet)
{
    constexpr std::size_t ipv4Header = 20, ipv6Header = 40;
    const auto version = packet.empty() ? 0 : packet[0] >> 4;
    const bool isV6 = version == 6;
    if ((version != 4 && !isV6) || packet.size() < (isV6 ? ipv6Header : ipv4Header))
        return 0;
    if (!isV6 && (shortAt(packet, 6) & 0x1fff) != 0)
        return 0; // a later fragment
    const std::size_t header = isV6 ? ipv6Header : (packet[0] & 15U) * 4;
    const std::size_t whole = isV6 ? ipv6Header + shortAt(packet, 4) : shortAt(packet, 2);
    const std::uint8_t protocol = packet[isV6 ? 6 : 9];
    const auto end = std::min(whole, packet.size()); // an Ethernet frame may be filled up
    const auto bytes = header < end ? lasting(protocol, packet.subspan(header, end - header)) : Bytes();
    std::uint32_t hash = 2166136261;                            // FNV-1a
    if (protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6) // a reply carries what its request did
        hash ^= bytes.empty() ? 0U : packet[header];
    for (const auto byte : bytes)
        hash = (hash ^ byte) * 16777619;
    const auto folded = static_cast<std::uint16_t>(hash >> 16 ^ hash);
    return bytes.empty() ? std::uint16_t{0} : std::max<std::uint16_t>(folded, 1);
}

} // namespace hookwalk::wire
