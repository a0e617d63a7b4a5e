// All that session and helper say to each other. Requests go down, replies and events come up, one Unix
// stream socket (the helper's standard input). Adding a verb: a struct here, a line in its variant, and the
// compiler lists the rest. Every text is bounded and checked when read; see codec.h for the bytes.
#pragma once

#include "model/ipaddress.h"
#include "model/result.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hookwalk::protocol
{

inline constexpr std::uint32_t version = 2;

// ---- requests --------------------------------------------------------------------------------

// Must come first. The helper refuses another version.
struct Hello {
    std::uint32_t version = protocol::version;
};

// Makes the lab: three network namespaces joined by veth, the tun, addresses, routes, forwarding, NAT
// (kernel/lab.h).
struct MakeLab {
};

// Asks for the file descriptor of the tun (IFF_TUN | IFF_NO_PI, non-blocking); it comes with the Done reply.
struct OpenTun {
    std::string name; // device name, 1 to 15 bytes, no "/" and no blank
};

// Through which of its sources the kernel reports the trace points. Auto: the kernel log where it speaks,
// else NFLOG.
enum class LogSource : std::uint8_t { Auto, KernelLog, Nflog, Both /* kernel log and NFLOG */, Nftrace };

// Puts a trace point at the head of all 17 chains for packets from or to the addresses, and starts to send
// what they report. Replaces trace points set before.
struct SetTrace {
    std::vector<IpAddress> addresses; // 1 to 64, IPv4 and IPv6
    std::uint32_t tag = 0;            // 1 to wire::maxTag: the number in the prefix
    LogSource source = LogSource::Auto;
    bool rules = false; // nftrace beside that source: every rule and verdict; always with LogSource::Nftrace
    bool connections = false; // conntrack events of these addresses
    bool frames = false;      // what passes the devices, as tcpdump -i any would show it
};

// Takes the trace points away. Their last reports come before the answer.
struct ClearTrace {
};

// Asks which trace points are in place. The answer comes behind every report of a packet that was logged
// before the question, and behind Lost where some of these did not arrive.
struct ShowTrace {
};

// Asks for the rules in force, with their counters: a "ruleset" line comes before Done.
struct ShowRules {
};

// Counts anew from here what Investigate tells: counters, links, reasons of drops.
struct MarkCounters {
};

// Where would such a packet go? ip_route_input(), asked by RTM_GETROUTE (rtnetlink(7)).
struct RouteQuestion {
    IpAddress source, destination; // one family
    std::string in;                // device it comes from; "": made on this machine
    std::uint8_t protocol = 0;     // IANA number; 0: any
    std::uint32_t mark = 0;
};

// Asks the kernel why packets stop: "counters", "settings", "links", "dropped" and a "route" line for each
// question come before Done (wire/factline.h). Counters and drops are those since MarkCounters.
struct Investigate {
    std::vector<RouteQuestion> questions; // 0 to 64
};

// Sends one packet that does not come from the tun, in the lab only.
struct Inject {
    std::string
        device; // "": from a process of this machine (raw(7)); else arriving at this device from its far end
    std::string packet; // 20 to 1500 bytes, from the IP header on
};

using Request = std::variant<Hello, MakeLab, OpenTun, SetTrace, ClearTrace, ShowTrace, ShowRules,
                             MarkCounters, Investigate, Inject>;

// ---- replies and events ----------------------------------------------------------------------

// The request with this number was carried out.
struct Done {
    std::uint32_t request = 0;
};

// It was not; nothing of it stays behind.
struct Refused {
    std::uint32_t request = 0;
    Error error;
};

struct LabMade {
    std::uint32_t request = 0;
    std::string tun;          // "tun0"
    IpAddress tunAddress;     // the kernel's own end, 192.168.69.100/24
    IpAddress pingSource;     // an address of the tun's subnet that is nobody's, 192.168.69.1
    std::string network;      // "eth0"
    IpAddress networkAddress; // 198.51.100.15
    IpAddress gateway;        // 198.51.100.1
    IpAddress farAddress;     // 203.0.113.29, in the namespace that plays the rest of the world
    IpAddress lanServer;      // 192.0.2.80, in the namespace of a server behind eth1
    IpAddress tunAddress6, pingSource6, networkAddress6, farAddress6,
        lanServer6;             // null: a kernel without IPv6
    bool userNamespace = false; // made without root
};

// Which trace points there are and where their reports come from.
struct TraceShown {
    std::uint32_t request = 0;
    bool active = false;
    std::uint32_t tag = 0;
    std::vector<std::string> chains; // "raw PREROUTING", in the order of allChains
    std::vector<IpAddress> addresses;
    LogSource source = LogSource::Auto; // the one in use, never Auto
    bool rules = false, connections = false, frames = false;
    std::string why;     // one sentence: why this source
    std::string ruleset; // the table as nft prints it
};

// Records of /dev/kmsg with our tag, each "prio,seq,usec,flags;text\n", in order.
struct KernelLogLines {
    std::string text;
};

// Packets of NFLOG, nftrace and the devices, in order: see reportbatch.h for the layout of the bytes. What
// nftrace and the devices report comes behind what the log reports of the same packets.
struct PacketReports {
    std::string bytes;
};

// Whole lines of wire/factline.h, in order with the packets.
struct Facts {
    std::string text;
};

// What the kernel could not deliver, counted since the trace points were set.
struct Lost {
    std::uint64_t kernelLog = 0; // records of the kernel log, whoever made them: its sequence counts them all
    std::uint64_t nflog = 0;     // packets
    std::uint64_t nftrace = 0;   // events, of trace points and of other rules (SO_MEMINFO)
    std::uint64_t connections = 0; // conntrack events (SO_MEMINFO), of any address
    std::uint64_t frames = 0;      // frames (PACKET_STATISTICS), of any address
};

using Reply = std::variant<Done, Refused, LabMade, TraceShown, KernelLogLines, PacketReports, Facts, Lost>;

} // namespace hookwalk::protocol
