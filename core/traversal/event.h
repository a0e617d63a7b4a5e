// SPDX-License-Identifier: GPL-3.0-or-later
// A decoded LOG line as a TraceEvent, and the keys by which events of one packet find each other.
#pragma once

#include "model/traceevent.h"
#include "wire/logline.h"
#include "wire/origin.h"
#include "wire/skim.h"

#include <array>
#include <bit>
#include <string>
#include <vector>

namespace hookwalk
{

// Device names as small numbers; 0 is "no device". A log has a handful of them.
class DeviceNames
{
public:
    // Each machine that wrote into the log (`host`, "": not named) has devices of its own.
    std::uint16_t numberOf(std::string_view name, std::string_view host = {});
    std::uint16_t known(std::string_view name, std::string_view host = {}) const; // 0: never seen
    std::string_view nameOf(std::uint16_t number) const;

private:
    struct Device {
        std::string name, host;
    };
    std::vector<Device> m_devices;
};

// What a prefix says, remembered: a log has as many prefixes as rules, and each is read once.
class KnownPrefixes
{
public:
    struct Meaning {
        std::string prefix;
        std::uint8_t chain = noChain;
        std::uint16_t hash = 0;
        bool known = false;
        bool oneRule = false;
    };
    // Null: not seen lately, read the line in full and tell().
    const Meaning* find(std::string_view prefix) const;
    void tell(std::string_view prefix, const TraceEvent& event);

private:
    static std::size_t slot(std::string_view prefix);
    std::array<Meaning, 64> m_meanings;
};

// Fills everything that comes from the line itself; not its place in the text and not its traversal.
TraceEvent eventOf(const wire::LogLine& line, DeviceNames& devices);
TraceEvent eventOf(const wire::Skimmed& skimmed, const KnownPrefixes::Meaning& meaning, DeviceNames& devices);
// The packet that an ICMP error quotes, as far as needed to find the traversal it belongs to.
TraceEvent quotedEventOf(const wire::PacketPart& inner);

inline wire::Source sourceOf(const TraceEvent& event)
{
    return static_cast<wire::Source>(event.flags >> TraceEvent::sourceShift & 7U);
}
inline void replaceSource(TraceEvent& event, wire::Source source)
{
    event.flags &= static_cast<std::uint8_t>(~(7U << TraceEvent::sourceShift));
    event.flags |= static_cast<std::uint8_t>(static_cast<unsigned>(source) << TraceEvent::sourceShift);
}
inline void setSource(TraceEvent& event, wire::Source source)
{
    event.flags |= static_cast<std::uint8_t>(static_cast<unsigned>(source) << TraceEvent::sourceShift);
}
// The same as ==, which the compilers make a call for 16 bytes of.
inline bool isSame(const IpAddress& a, const IpAddress& b)
{
    using Halves = std::array<std::uint64_t, 2>;
    const auto one = std::bit_cast<Halves>(a.bytes), other = std::bit_cast<Halves>(b.bytes);
    return ((one[0] ^ other[0]) | (one[1] ^ other[1])) == 0;
}
// Whether the line had the address, `event.source` or `event.destination`: all zero is one of IPv6 as well (RFC 4291, 2.5.2).
bool tellsAddress(const TraceEvent& event, const IpAddress& address);
bool isSameHeader(const TraceEvent& a, const TraceEvent& b); // all that exactKey() is made of
bool hasPorts(const TraceEvent& event);                      // TCP, UDP or UDP-Lite, and its line tells them
bool isEchoRequest(const TraceEvent& event);
bool isEchoReply(const TraceEvent& event);
bool isIcmpError(const TraceEvent& event); // a new packet that quotes another one
bool isRedirect(const TraceEvent& event);  // one of those, and no error: a hint of a better router

// The same for all sightings of a packet whose addresses were not rewritten in between.
std::uint64_t exactKey(const TraceEvent& event);
// The same even where NAT rewrote addresses, ports or the echo id: length, IP id, protocol, ICMP type, echo
// sequence.
std::uint64_t looseKey(const TraceEvent& event);
// The same even where rules rewrote more than that: what the packet carries, its IP id and protocol. 0: not known.
std::uint64_t tokenKey(const TraceEvent& event);
// Who would answer: protocol and destination (with port) of a request, or of a reply seen from the other
// side.
std::uint64_t peerKey(const TraceEvent& request);
std::uint64_t peerKeyOfReply(const TraceEvent& reply);

} // namespace hookwalk
