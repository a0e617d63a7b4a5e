// SPDX-License-Identifier: GPL-3.0-or-later
// All that session and helper say to each other. Requests go down, replies and events come up, one Unix
// stream socket (the helper's standard input). Adding a verb: a struct here, at the end of its variant (a frame's kind
// is the index); CONTRIBUTING.md says what else. Every text is bounded and checked when read; see codec.h for the bytes.
#pragma once

#include "change/setting.h"
#include "model/ipaddress.h"
#include "model/result.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hookwalk::protocol
{

inline constexpr std::uint32_t version = 10;

// ---- requests --------------------------------------------------------------------------------

// Must come first. The helper refuses another version.
struct Hello {
    std::uint32_t version = protocol::version;
};

// Makes the lab: three network namespaces joined by veth, the tun, addresses, routes, forwarding, NAT
// (kernel/lab/lab.h).
struct MakeLab {
};

// Asks for the file descriptor of the tun (IFF_TUN | IFF_NO_PI, non-blocking); it comes with the Done reply.
struct OpenTun {
    std::string name; // device name, 1 to 15 bytes, no "/" and no blank
};

// The source through which the kernel reports trace points. Auto: the kernel log if it can be used and the
// packets are few, else NFLOG.
enum class LogSource : std::uint8_t { Auto, KernelLog, Nflog, Both /* kernel log and NFLOG */, Nftrace };

// Puts a trace point at the head of all 17 chains for packets from or to the addresses, and starts to send
// what they report. Replaces trace points set before.
struct SetTrace {
    std::vector<IpAddress> addresses; // 1 to 64, IPv4 and IPv6
    std::uint32_t tag = 0;            // 1 to wire::maxTag: the number in the prefix
    LogSource source = LogSource::Auto;
    bool rules = false;       // also nftrace: every rule and verdict; always with LogSource::Nftrace
    bool connections = false; // conntrack events of these addresses
    bool frames = false;      // what passes the devices, as tcpdump -i any would show it
    // How many packets will be sent, 1 to 1,000,000: for many, Auto does not use the kernel log, where their
    // lines would push out the machine's own.
    std::uint32_t packets = 1;
};

// Removes the trace points. Their last reports come before the answer.
struct ClearTrace {
};

// Asks which trace points are set. The answer comes after every report of a packet that was logged before the
// question, and after Lost if some of these reports did not arrive.
struct ShowTrace {
};

// Asks for Done after every report that can be read now. It marks a place in the stream at little cost.
// Reports that the kernel itself still holds back may come after it.
struct Sync {
};

// Asks for the rules in force, with their counters: "ruleset" lines come before Done.
struct ShowRules {
};

// Sends a canary packet through lo to the trace points, where it is dropped before anybody else's chain sees it.
// The reports about it come before a "canary" line (wire/factline.h), and that before Done: a source that did not
// report it is blind.
struct Canary {
};

// What Investigate reports as counters and drops is counted from here on.
struct MarkCounters {
};

// Where would such a packet go? ip_route_input(), asked by RTM_GETROUTE (rtnetlink(7)).
struct RouteQuestion {
    IpAddress source, destination; // one family
    std::string in;                // device it comes from; "": made on this machine
    std::uint8_t protocol = 0;     // IANA number; 0: any
    std::uint32_t mark = 0;
    std::uint16_t sourcePort = 0, destinationPort = 0; // TCP, UDP; 0: any
    std::uint8_t tos = 0;                              // the DS field's byte
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

// Sends a probe by a socket of this machine, as any program may: with a source address of its own. TCP: opens a
// connection and closes it again. Done when it was sent; for TCP when it was opened or refused, or after that time. The
// reports show what became of it.
struct SendHere {
    IpAddress source, destination;     // one family
    std::uint8_t protocol = 0;         // IANA number: ICMP or ICMPv6 (an echo request), TCP, UDP
    std::uint16_t sourcePort = 0;      // 0: any. ICMP: the id
    std::uint16_t destinationPort = 0; // ICMP: the sequence number
    std::uint8_t ttl = 64;             // 1 to 255
    bool dontFragment = false;         // IPv4
    std::string payload;               // 0 to 1472 bytes; TCP: none
    std::uint32_t timeoutMs = 1000;    // 1 to 60,000
};

// Works in the network namespace that the helper was started in, the machine's own, instead of a lab. Every
// change there is noted first and undone at the end (kernel/journal/journal.h).
struct UseHost {
};

// Sends the tun and tap devices before Done, and again whenever one of them changes, until the end.
struct WatchDevices {
};

// Asks for GatewayShown. (A change of the machine is a request itself: change/change.h.)
struct ShowGateway {
};

// Asks for Examined: what the place needs, and why something would not be seen.
struct Examine {
};

// Asks for Restored: undoes what killed helpers have left in their journals.
struct RestoreLeftovers {
    bool operator==(const RestoreLeftovers&) const = default;
};

using Request = std::variant<Hello, MakeLab, OpenTun, SetTrace, ClearTrace, ShowTrace, ShowRules,
                             MarkCounters, Investigate, Inject, UseHost, WatchDevices, change::Change,
                             ShowGateway, Examine, RestoreLeftovers, Sync, SendHere, Canary>;

// ---- replies and events ----------------------------------------------------------------------

// The request with this number was carried out.
struct Done {
    std::uint32_t request = 0;
    bool withDescriptor = false; // the file descriptor that arrives with it, or before it, belongs to it
    // Of a change: routes through its device that the kernel took along, as far as they can be told in one line.
    std::vector<change::RestoreRoute> lost = {};
};

// The request failed and has left nothing behind.
struct Refused {
    std::uint32_t request = 0;
    Error error;
    std::string field = {}; // the request's invalid field ("mtu"), or ""
};

struct LabMade {
    std::uint32_t request = 0;
    std::string tun;          // "tun0"
    IpAddress tunAddress;     // the kernel's own end, 192.168.69.100/24
    IpAddress pingSource;     // a free address of the tun's subnet, 192.168.69.1
    std::string network;      // "eth0"
    IpAddress networkAddress; // 198.51.100.15
    IpAddress gateway;        // 198.51.100.1
    IpAddress farAddress;     // 203.0.113.29, in the namespace that plays the rest of the world
    std::string lan;          // "eth1"; "" where there is none
    IpAddress lanServer;      // 192.0.2.80, in the namespace of a server behind that
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
    // How many reports the kernel keeps until they are read; beyond that it drops them.
    std::uint32_t room = 0;
    Sentences why;       // why this source
    std::string ruleset; // the table as nft prints it
};

// Records of /dev/kmsg with our tag, each "prio,seq,usec,flags;text\n", in order.
struct KernelLogLines {
    std::string text;
};

// Packets of NFLOG, nftrace and the devices, in order; reportbatch.h has the layout of the bytes. Reports of
// nftrace and the devices come after those of the log about the same packets.
struct PacketReports {
    std::string bytes;
};

// Whole lines of wire/factline.h, in order with the packets.
struct Facts {
    std::string text;
};

// What the kernel could not deliver, counted since the trace points were set.
struct Lost {
    std::uint64_t kernelLog = 0;   // records of the kernel log, anybody's: its sequence number counts all
    std::uint64_t nflog = 0;       // packets
    std::uint64_t nftrace = 0;     // events, of trace points and of other rules (SO_MEMINFO)
    std::uint64_t connections = 0; // conntrack events (SO_MEMINFO), of any address
    std::uint64_t frames = 0;      // frames (PACKET_STATISTICS), of any address

    std::uint64_t total() const { return kernelLog + nflog + nftrace + connections + frames; }
};

struct Device {
    std::string name;
    std::uint32_t index = 0;
    bool tap = false, persistent = false;
    bool up = false, carrier = false; // carrier: a program has it open
    bool own = false;                 // this helper made it
    std::uint32_t owner = change::nobody, group = change::nobody;
    std::uint32_t mtu = 0, queueLength = 0; // bytes, packets
    std::vector<std::string> addresses;     // "192.168.69.100/24"
    std::string holder; // the program that has it open, "ping (1234)"; "" none or not to be seen
    std::uint64_t rxPackets = 0, rxBytes = 0, rxDropped = 0; // received by the kernel: written to the fd
    std::uint64_t txPackets = 0, txBytes = 0, txDropped = 0; // sent by the kernel: read from the fd
};

// All tun and tap devices of the place, by their numbers.
struct DevicesShown {
    std::vector<Device> devices;
    // Changes when the kernel reports a change of forwarding or rp_filter (RTM_NEWNETCONF): ask ShowGateway
    // then.
    std::uint32_t settings = 0;
};

struct SettingShown {
    change::Setting setting;
    std::string value;  // as it is
    std::string former; // as it was before this helper changed it; "" where that is the same
};

inline constexpr std::size_t mostNatChains = 64;

struct GatewayShown {
    std::uint32_t request = 0;
    bool forwarding = false, forwarding6 = false;
    change::SetNat nat; // by our own table
    std::vector<SettingShown> settings;
    std::vector<std::string> otherNat; // other chains that do NAT: "ip nat POSTROUTING"
};

enum class Health : std::uint8_t { Good, Hint, Bad };

struct Command {
    std::string line;     // for sh(1), as root
    bool inPlace = false; // it must run in the network namespace that was examined
    bool operator==(const Command&) const = default;
};
// How to repair it: no known way, a command, a change that the helper makes, or RestoreLeftovers.
using Remedy = std::variant<std::monostate, Command, change::Change, RestoreLeftovers>;

struct Check {
    std::string id; // stable: "tun-device", "user-namespaces", …
    Health health = Health::Good;
    Said title;        // "Forwarding is off"
    Sentences meaning; // its consequences
    Remedy remedy;
};

struct Examined {
    std::uint32_t request = 0;
    std::vector<Check> checks;
};

struct Restored {
    std::uint32_t request = 0;
    std::vector<Sentences> done; // the report about each thing that was put back, or was not
};

using Reply = std::variant<Done, Refused, LabMade, TraceShown, KernelLogLines, PacketReports, Facts, Lost,
                           DevicesShown, GatewayShown, Examined, Restored>;

} // namespace hookwalk::protocol
