// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/probe.h"

#include "model/part.h"
#include "wire/crafting.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t ipv4HeaderBytes = 20;
constexpr std::size_t ipv6HeaderBytes = 40;

const Crafting& crafting()
{
    static const auto& part = *static_cast<const Crafting*>(loadPart("crafting"));
    return part;
}

// Another checksum, and none that counts as the same: 0 and 0xffff are equal in one's complement, and 0 says
// in UDP that there is none.
void spoil(Packet& packet, std::size_t at)
{
    const auto checksum = static_cast<std::uint16_t>(packet[at] << 8 | packet[at + 1]);
    const auto wrong = static_cast<std::uint16_t>(checksum == 1 ? 3 : checksum ^ 1);
    packet[at] = static_cast<std::uint8_t>(wrong >> 8);
    packet[at + 1] = static_cast<std::uint8_t>(wrong);
}

std::size_t transportChecksumAt(ProbeProtocol protocol)
{
    switch (protocol) {
    case ProbeProtocol::Udp:
        return 6;
    case ProbeProtocol::Tcp:
        return 16;
    case ProbeProtocol::IcmpEcho:
        break;
    }
    return 2;
}

void spoilIpHeader(Packet& packet, const Probe& probe)
{
    if (probe.damage == Damage::IpChecksum && probe.source.isV4())
        spoil(packet, 10);
}

// Everything but the IP header's damage, which each piece gets for itself.
Packet craftSoundHeader(const Probe& probe)
{
    const bool isV4 = probe.source.isV4();
    Packet packet = crafting().whole(probe);
    if (probe.damage == Damage::TransportChecksum)
        spoil(packet, (isV4 ? ipv4HeaderBytes : ipv6HeaderBytes) + transportChecksumAt(probe.protocol));
    return packet;
}

constexpr std::array<std::string_view, 8> flagNames{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

bool isSameWord(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::toupper(x) == y; });
}

} // namespace

std::optional<std::uint8_t> tcpFlagsNamed(std::string_view words)
{
    unsigned flags = 0;
    if (isSameWord(words, "NONE"))
        return 0;
    for (;;) {
        const auto end = words.find_first_of(",|");
        const auto named = std::ranges::find_if(
            flagNames, [&](std::string_view name) { return isSameWord(words.substr(0, end), name); });
        if (named == flagNames.end())
            return std::nullopt;
        flags |= 1U << (named - flagNames.begin());
        if (end == words.npos)
            return static_cast<std::uint8_t>(flags);
        words.remove_prefix(end + 1);
    }
}

std::string tcpFlagsText(std::uint8_t flags)
{
    std::string text;
    for (std::size_t i = 0; i < flagNames.size(); ++i) {
        if ((flags >> i & 1U) != 0)
            text += (text.empty() ? "" : ",") + std::string(flagNames[i]);
    }
    return text.empty() ? "none" : text;
}

std::size_t tcpHeaderBytes(std::uint8_t flags)
{
    return (flags & Syn) != 0 ? 40 : 20;
}

Packet craft(const Probe& probe)
{
    Packet packet = craftSoundHeader(probe);
    spoilIpHeader(packet, probe);
    return packet;
}

std::vector<Packet> craftPieces(const Probe& probe)
{
    Packet whole = craftSoundHeader(probe);
    const bool isV4 = probe.source.isV4();
    const auto content = std::span(whole).subspan(isV4 ? ipv4HeaderBytes : ipv6HeaderBytes);
    std::vector<Packet> pieces;
    if (probe.fragmentBytes == 0 || content.size() <= probe.fragmentBytes) {
        pieces.push_back(std::move(whole));
    } else {
        const std::uint8_t protocol = whole[isV4 ? 9 : 6];
        for (std::size_t offset = 0; offset < content.size(); offset += probe.fragmentBytes) {
            const auto size = std::min<std::size_t>(probe.fragmentBytes, content.size() - offset);
            const CraftedPiece piece{offset, content.subspan(offset, size), offset + size == content.size()};
            pieces.push_back(crafting().piece(probe, protocol, piece));
        }
    }
    for (Packet& piece : pieces)
        spoilIpHeader(piece, probe);
    return pieces;
}

} // namespace hookwalk::wire
