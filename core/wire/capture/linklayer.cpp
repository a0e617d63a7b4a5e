// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/linklayer.h"

#include <algorithm>
#include <array>
#include <linux/if_ether.h>
#include <linux/if_packet.h>

namespace hookwalk::wire
{

namespace
{

using Bytes = std::span<const std::uint8_t>;

enum LinkType {
    Null = 0, // BSD loopback: the address family in the byte order of its machine
    Ethernet = 1,
    Raw = 101,
    Loop = 108, // OpenBSD's: in network byte order
    LinuxSll = 113,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxSll2 = 276,
};

std::uint32_t shortAt(Bytes bytes, std::size_t place)
{
    return place + 2 > bytes.size() ? 0U : bytes[place] * 256U + bytes[place + 1];
}

Bytes from(Bytes bytes, std::size_t place)
{
    return bytes.subspan(std::min(place, bytes.size()));
}

// `packetAt`: where what the protocol names begins.
std::optional<LinkPayload> behindProtocol(Bytes frame, std::uint32_t protocol, std::size_t packetAt)
{
    while (protocol == ETH_P_8021Q || protocol == ETH_P_8021AD || protocol == 0x9100) {
        protocol = shortAt(frame, packetAt + 2); // behind the tag
        packetAt += 4;
    }
    if (protocol != ETH_P_IP && protocol != ETH_P_IPV6)
        return std::nullopt;
    return LinkPayload{from(frame, packetAt)};
}

std::optional<LinkPayload> rawPacket(Bytes bytes)
{
    const auto version = bytes.empty() ? 0 : bytes[0] >> 4;
    return version == 4 || version == 6 ? std::optional(LinkPayload{bytes}) : std::nullopt;
}

// sll_pkttype of packet(7)
Direction directionOf(std::uint32_t packetType)
{
    return packetType == PACKET_OUTGOING    ? Direction::Out
           : packetType <= PACKET_OTHERHOST ? Direction::In
                                            : Direction::Unknown;
}

} // namespace

bool isKnownLinkType(int linkType)
{
    constexpr std::array known{Null, Ethernet, Raw, Loop, LinuxSll, Ipv4, Ipv6, LinuxSll2};
    return std::ranges::find(known, linkType) != known.end();
}

std::optional<LinkPayload> ipPacketIn(int linkType, Bytes frame)
{
    std::optional<LinkPayload> payload;
    switch (linkType) {
    case Ethernet:
        return behindProtocol(frame, shortAt(frame, 12), 14);
    case Raw:
    case Ipv4:
    case Ipv6:
        return rawPacket(frame);
    case Null:
    case Loop:
        return rawPacket(from(frame, 4));
    case LinuxSll:
        payload = behindProtocol(frame, shortAt(frame, 14), 16);
        if (payload)
            payload->direction = directionOf(shortAt(frame, 0));
        return payload;
    case LinuxSll2:
        payload = behindProtocol(frame, shortAt(frame, 0), 20);
        if (payload && frame.size() >= 20) {
            payload->deviceIndex = shortAt(frame, 4) << 16 | shortAt(frame, 6);
            payload->direction = directionOf(frame[10]);
        }
        return payload;
    default:
        return std::nullopt;
    }
}

} // namespace hookwalk::wire
