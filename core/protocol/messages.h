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

inline constexpr std::uint32_t version = 1;

// ---- requests --------------------------------------------------------------------------------

// Must come first. The helper refuses another version.
struct Hello {
    std::uint32_t version = protocol::version;
};

// Makes the lab: two network namespaces joined by veth, the tun, addresses, routes, forwarding, MASQUERADE.
struct MakeLab {
};

// Asks for the file descriptor of the tun (IFF_TUN | IFF_NO_PI, non-blocking); it comes with the Done reply.
struct OpenTun {
    std::string name; // device name, 1 to 15 bytes, no "/" and no blank
};

enum class LogSource : std::uint8_t { Auto, KernelLog, Nflog };

// Puts a log statement at the head of all 17 chains for packets from or to the addresses, and starts to send
// what they report. Replaces trace points set before.
struct SetTrace {
    std::vector<IpAddress> addresses; // 1 to 64, IPv4 and IPv6
    std::uint32_t tag = 0;            // 1 to wire::maxTag: the number in the prefix
    LogSource source = LogSource::Auto;
};

// Takes the trace points away. Their last reports come before the answer.
struct ClearTrace {
};

// Asks which trace points are in place. The answer comes behind every report of a packet that was logged
// before the question, and behind Lost where some of these did not arrive.
struct ShowTrace {
};

using Request = std::variant<Hello, MakeLab, OpenTun, SetTrace, ClearTrace, ShowTrace>;

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
    std::string tun;            // "tun0"
    IpAddress tunAddress;       // the kernel's own end, 192.168.69.100/24
    IpAddress pingSource;       // an address of the tun's subnet that is nobody's, 192.168.69.1
    std::string network;        // "eth0"
    IpAddress networkAddress;   // 198.51.100.15
    IpAddress gateway;          // 198.51.100.1
    IpAddress farAddress;       // 203.0.113.29, in the namespace that plays the rest of the world
    bool userNamespace = false; // made without root
};

// Which trace points there are and where their reports come from.
struct TraceShown {
    std::uint32_t request = 0;
    bool active = false;
    std::uint32_t tag = 0;
    std::vector<std::string> chains; // "raw PREROUTING", in the order of allChains
    std::vector<IpAddress> addresses;
    LogSource source = LogSource::Auto; // KernelLog or Nflog: the one in use
    std::string why;                    // one sentence: why this source
    std::string ruleset;                // the table as nft prints it
};

// Records of /dev/kmsg with our tag, each "prio,seq,usec,flags;text\n", in order.
struct KernelLogLines {
    std::string text;
};

// Packets of NFLOG, in order: see nflogbatch.h for the layout of the bytes.
struct NflogPackets {
    std::string bytes;
};

// What the kernel could not deliver, counted since the trace points were set.
struct Lost {
    std::uint64_t kernelLog = 0; // records of the kernel log, whoever made them: its sequence counts them all
    std::uint64_t nflog = 0;     // packets
};

using Reply = std::variant<Done, Refused, LabMade, TraceShown, KernelLogLines, NflogPackets, Lost>;

} // namespace hookwalk::protocol
