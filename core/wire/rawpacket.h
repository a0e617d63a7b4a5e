// SPDX-License-Identifier: GPL-3.0-or-later
// A packet that a person wrote, byte by byte: from hexadecimal text and back, and what there is to know about it before it
// is sent as it is.
#pragma once

#include "model/result.h"
#include "wire/probe.h"

namespace hookwalk::wire
{

inline constexpr std::size_t maxRawBytes = 1500; // protocol::Inject

// Hexadecimal digits in pairs, with or without blanks, colons, "0x" and the offsets that tcpdump -x and Wireshark write
// before each line. Fails with a sentence that names what is none.
Result<Packet> packetOfHex(std::string_view text);
// 16 bytes a line: "45 00 00 29 …".
std::string hexOf(std::span<const std::uint8_t> packet);

struct RawPacket {
    IpAddress source, destination;
    std::uint8_t ipProtocol = 0; // IANA number, of what follows the IPv6 extension headers
    std::uint8_t ttl = 0;        // or hop limit
    // What an answer to it is known by; other kinds of packets have no answer.
    bool isProbe = false; // an echo request, UDP, TCP
    ProbeProtocol protocol = ProbeProtocol::IcmpEcho;
    std::uint16_t id = 0, port = 0;  // as in ReceivedPacket
    std::size_t declaredBytes = 0;   // by its own header
    std::uint16_t checksum = 0;      // of the IPv4 header, as it stands there
    std::uint16_t soundChecksum = 0; // as it would have to be; IPv6 has none: both are 0
};

// Fails where there is no whole IP header: nothing could be traced of such a packet; or beyond maxRawBytes.
Result<RawPacket> readRaw(std::span<const std::uint8_t> packet);

} // namespace hookwalk::wire
