// A decoded LOG line as a TraceEvent, and the keys by which events of one packet find each other.
#pragma once

#include "model/traceevent.h"
#include "wire/logline.h"

#include <string>
#include <vector>

namespace hookwalk
{

// Device names as small numbers; 0 is "no device". A log has a handful of them.
class DeviceNames
{
public:
    std::uint16_t numberOf(std::string_view name);
    std::string_view nameOf(std::uint16_t number) const;

private:
    std::vector<std::string> m_names;
    std::uint16_t m_last = 0; // the next line mostly names the same one
};

// Fills everything that comes from the line itself; not its place in the text and not its traversal.
TraceEvent eventOf(const wire::LogLine& line, DeviceNames& devices);
// The packet that an ICMP error quotes, as far as needed to find the traversal it belongs to.
TraceEvent quotedEventOf(const wire::PacketPart& inner);

bool isEchoRequest(const TraceEvent& event);
bool isEchoReply(const TraceEvent& event);
bool isIcmpError(const TraceEvent& event); // a new packet that quotes another one

// The same for all sightings of a packet whose addresses were not rewritten in between.
std::uint64_t exactKey(const TraceEvent& event);
// The same even where NAT rewrote addresses, ports or the echo id: length, IP id, protocol, ICMP type, echo
// sequence.
std::uint64_t looseKey(const TraceEvent& event);
// Who would answer: protocol and destination (with port) of a request, or of a reply seen from the other
// side.
std::uint64_t peerKey(const TraceEvent& request);
std::uint64_t peerKeyOfReply(const TraceEvent& reply);

} // namespace hookwalk
