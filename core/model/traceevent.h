// SPDX-License-Identifier: GPL-3.0-or-later
// One sighting of a packet at one chain: what is needed to group events into traversals, small (at most 88
// bytes) because a log has millions. Everything else is parsed again from the event's text when a person
// looks at it (wire/logline.h), so text and event cannot disagree.
#pragma once

#include "model/chain.h"
#include "model/ipaddress.h"

#include <cstdint>
#include <limits>

namespace hookwalk
{

using EventIndex = std::uint32_t;
using TraversalIndex = std::uint32_t;
inline constexpr std::uint32_t noIndex = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t noTime = std::numeric_limits<std::int64_t>::min();

struct TraceEvent {
    std::int64_t timeUs = noTime; // microseconds on the clock of its source, or noTime
    std::uint64_t textOffset = 0; // where its line stands in the text of its Trace
    std::uint32_t textLength = 0;
    std::uint32_t line = 0; // line number from 1
    TraversalIndex traversal = noIndex;
    EventIndex next = noIndex; // the next event of the same traversal
    IpAddress source;
    IpAddress destination;
    std::uint32_t length = 0; // IP total length, bytes (IPv6: payload + 40)
    std::uint16_t in = 0;     // device, as numbered by its Trace; 0: none
    std::uint16_t out = 0;
    std::uint16_t portA = 0;      // TCP, UDP: source port. ICMP echo: id. Else 0
    std::uint16_t portB = 0;      // TCP, UDP: destination port. ICMP echo: sequence number
    std::uint16_t ipId = 0;       // IPv4 identification
    std::uint16_t prefixHash = 0; // tells two rules of one chain apart
    std::uint16_t token = 0;      // of its content, see wire/packettoken.h; 0: not known
    std::uint8_t chain = noChain; // index in allChains
    std::uint8_t protocol = 0;    // IANA number
    std::uint8_t ttl = 0;         // or IPv6 hop limit
    std::uint8_t icmpType = 0;
    std::uint8_t icmpCode = 0;
    std::uint8_t flags = 0; // EventFlag bits, and from SourceShift on who reported it (wire::Source)

    enum EventFlag : std::uint8_t { HasPacket = 1, Damaged = 2, Traced = 4 /* iptables TRACE line */ };
    static constexpr unsigned sourceShift = 3; // three bits
    static constexpr std::uint8_t Fragment = 64;
    // Of a LOG rule of the user's, which may report some packets and not others: that no line follows says nothing.
    static constexpr std::uint8_t OneRule = 128;
    bool hasChain() const { return chain != noChain; }
    // Both tell of their content, and it is the same, or is not.
    bool hasTokenOf(const TraceEvent& other) const { return token != 0 && token == other.token; }
    bool hasOtherToken(const TraceEvent& other) const
    {
        return token != 0 && other.token != 0 && token != other.token;
    }
};
static_assert(sizeof(TraceEvent) <= 88);

} // namespace hookwalk
