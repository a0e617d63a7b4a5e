// ICMP echo packets for the tun: crafted and read with libtins.
#pragma once

#include "model/ipaddress.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hookwalk::wire
{

struct EchoRequest {
    IpAddress source, destination; // both IPv4
    std::uint16_t id = 0, sequence = 0;
    std::uint16_t ipId = 0;
    std::uint8_t ttl = 64;
    std::string payload = "1145141919810";
};

// The IP packet as it is written to a tun fd (IFF_NO_PI), checksums filled in. RFC 791, RFC 792.
std::vector<std::uint8_t> craft(const EchoRequest& request);

enum class Received : std::uint8_t { EchoReply, TimeExceeded, Unreachable, OtherIcmpError, Foreign };

struct ReceivedPacket {
    Received kind =
        Received::Foreign; // Foreign: nothing that answers an echo of ours (router solicitations, …)
    IpAddress source, destination;
    std::uint16_t id = 0, sequence = 0; // of the reply, or of the echo that an error quotes
    std::uint8_t ttl = 0;
    std::uint8_t icmpType = 0, icmpCode = 0;
};

// What was read from the tun fd. Never throws; a packet too short or of another kind is Foreign.
ReceivedPacket readPacket(std::span<const std::uint8_t> bytes);

} // namespace hookwalk::wire
