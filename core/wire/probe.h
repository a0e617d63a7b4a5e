// SPDX-License-Identifier: GPL-3.0-or-later
// Probes: the packets that are sent to see where they go. Crafted with libtins; what comes back is told by
// the bytes of its headers, because an error may quote less of the probe than libtins takes for a packet.
#pragma once

#include "model/ipaddress.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::wire
{

using Packet = std::vector<std::uint8_t>;

enum class ProbeProtocol : std::uint8_t { IcmpEcho, Udp, Tcp };

// TCP's control bits, RFC 9293, 3.1.
enum TcpFlag : std::uint8_t { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16, Urg = 32, Ece = 64, Cwr = 128 };
// "syn,ack" in any case, "none" for no bit; nothing for what names none. And back: "SYN,ACK".
std::optional<std::uint8_t> tcpFlagsNamed(std::string_view words);
std::string tcpFlagsText(std::uint8_t flags);
std::size_t tcpHeaderBytes(std::uint8_t flags); // a SYN has options

// A checksum that is wrong on purpose, to see where the kernel notices.
enum class Damage : std::uint8_t { None, IpChecksum /* IPv4 has one, IPv6 none */, TransportChecksum };

inline constexpr std::uint16_t defaultUdpPort = 33434; // where traceroute starts; nothing listens there
inline constexpr std::uint16_t defaultTcpPort = 80;

struct Probe {
    using Protocol = ProbeProtocol;

    IpAddress source, destination; // one family
    Protocol protocol = Protocol::IcmpEcho;
    std::uint16_t id = 0;       // the echo's id, or the source port
    std::uint16_t sequence = 0; // the echo's; TCP: upper half of the sequence number; UDP: not used
    // TCP: the lower half, 1 to 0xffff less the payload, so that what acknowledges it has the same upper half.
    std::uint16_t token = 1;
    // TCP. A SYN is one as Linux sends it: MSS, SACK, timestamp, window scale (tcp_syn_options() in
    // net/ipv4/tcp_output.c).
    std::uint8_t tcpFlags = Syn;
    std::uint32_t acknowledges = 0;    // TCP with ACK; 0: what has the same number
    std::uint16_t destinationPort = 0; // UDP and TCP; 0: the default of the protocol
    std::uint16_t ipId = 0;            // IPv4; IPv6: of the fragments
    std::uint8_t ttl = 64;             // or hop limit
    std::string payload = "1145141919810";
    bool dontFragment = false;       // IPv4; routers never split an IPv6 packet
    std::uint16_t fragmentBytes = 0; // bytes of the IP payload in each fragment, a multiple of 8; 0: whole
    Damage damage = Damage::None;

    std::uint16_t port() const // the destination port, chosen or default; 0: ICMP has none
    {
        if (protocol == Protocol::IcmpEcho)
            return 0;
        if (destinationPort != 0)
            return destinationPort;
        return protocol == Protocol::Udp ? defaultUdpPort : defaultTcpPort;
    }
};

// The whole IP packet as it is written to a tun fd (IFF_NO_PI), checksums filled in. RFC 791, RFC 792,
// RFC 768, RFC 9293, RFC 8200, RFC 4443.
Packet craft(const Probe& probe);
// The same in the pieces that fragmentBytes asks for, in order; one where it fits or is 0.
std::vector<Packet> craftPieces(const Probe& probe);

enum class Received : std::uint8_t {
    Reply,        // echo reply, SYN/ACK, or UDP: any packet to the probe's port from a port
    Refused,      // TCP reset
    TimeExceeded, // this and the following: an ICMP or ICMPv6 error that quotes a probe
    Unreachable,
    Prohibited,   // unreachable by a decision: ICMP type 3 code 9, 10, 13, ICMPv6 type 1 code 1, 5, 6
    PacketTooBig, // ICMP "fragmentation needed" (type 3 code 4), ICMPv6 type 2
    ParameterProblem,
    Segment,  // TCP with ACK and neither SYN nor RST: of a connection that is open
    Redirect, // advice to the sender: the probe itself went on
    Fragment, // a later piece of a packet, which does not say what it belongs to
    Foreign,  // nothing that answers a probe (router solicitations, …)
};

struct ReceivedPacket {
    Received kind = Received::Foreign;
    IpAddress source, destination;
    // Of the probe that it answers:
    ProbeProtocol protocol = ProbeProtocol::IcmpEcho;
    std::uint16_t id = 0;                    // as Probe::id
    std::uint16_t sequence = 0;              // ICMP and TCP
    std::uint16_t port = 0;                  // its destination port; ICMP: 0
    std::uint8_t ttl = 0;                    // of the answer, or its hop limit
    std::uint8_t icmpType = 0, icmpCode = 0; // of the answer
    std::uint8_t tcpFlags = 0;               // of the answer
    std::uint32_t tcpNumber = 0;             // its sequence number
};

// True for an ICMP or ICMPv6 error that says that the probe came no further.
constexpr bool isError(Received kind)
{
    return kind >= Received::TimeExceeded && kind <= Received::ParameterProblem;
}

// What its own headers say of a packet that is to be sent, as far as its answers are known by it.
struct SentPacket {
    ReceivedPacket packet; // its addresses, TTL, protocol, id, sequence and port
    std::uint8_t ipProtocol = 0;
    bool isProbe = false; // one that is answered: an echo request, UDP, TCP
};

// Nothing where there is no whole IP header.
std::optional<SentPacket> readSent(std::span<const std::uint8_t> bytes);

// What was read from the tun fd. Never throws; a packet too short or of another kind is Foreign.
ReceivedPacket readPacket(std::span<const std::uint8_t> bytes);

} // namespace hookwalk::wire
