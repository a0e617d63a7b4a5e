// SPDX-License-Identifier: GPL-3.0-or-later
// A ping run as values: the request, each result and the summary. pingworker.h carries it out.
#pragma once

#include "model/result.h"
#include "session/farend.h"
#include "wire/probe.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QVector>
#include <vector>

namespace hookwalk::session
{

// Where probes come from.
enum class PingFrom {
    Tun,         // written to the tun: they enter as if a host behind it had sent them
    ThisMachine, // a process of the place under study; the source must be an address of its own
    Device,      // sent from the far end of `device`, where they arrive
    FarEnd, // by a socket at the other end of a veth, which is in `farEnd`; the source must be an address there
};

constexpr bool isBySocket(PingFrom from)
{
    return from == PingFrom::ThisMachine || from == PingFrom::FarEnd;
}

struct PingRequest {
    IpAddress source, destination; // one family
    wire::Probe::Protocol protocol = wire::Probe::Protocol::IcmpEcho;
    quint16 destinationPort = 0; // UDP and TCP; 0: the default of wire/probe.h
    // TCP: of each packet, 1 to 16; the last one's of all that follow. Several are packets of one flow: behind
    // the SYN they go on with its numbers, and with those of its answer where that is read.
    std::vector<quint8> tcpFlags{wire::Syn};
    // TCP, one SYN each: where it is answered, the connection is opened and closed again. Not with
    // PingFrom::Device. PingFrom::ThisMachine, FarEnd: a socket does it, with the numbers and options of the kernel.
    bool handshake = false;
    quint32 count = 1;             // 1 to 1,000,000
    qint64 intervalUs = 1'000'000; // between two writes; 0: the next follows as soon as the last is answered
    qint64 timeoutUs = 1'000'000;  // how long after the write a reply still counts
    std::string payload = "1145141919810"; // 0 to mostPayloadBytes()
    quint8 ttl = 64;                       // 1 to 255; IPv6: hop limit
    bool sameConnection = false; // one ICMP id or source port for all: nat chains see the first packet only
    quint16 firstId = 0;         // the ICMP id of the first ping; 0: a random one
    quint16 sourcePort = 0;      // the same for UDP and TCP
    bool dontFragment = false;   // IPv4
    quint16 fragmentBytes = 0;   // sent in fragments of so many bytes, a multiple of 8, 8 to 1448; 0: whole
    wire::Damage damage = wire::Damage::None;
    // Only the tun's answers are read: with another origin all pings stay Waiting, and the events show the
    // rest.
    PingFrom from = PingFrom::Tun;
    std::string device;     // for PingFrom::Device
    session::FarEnd farEnd; // for PingFrom::FarEnd
    // A whole IP packet that is sent as it is, instead of one that is crafted of the other fields; of those setRaw() has
    // set the ones that say where it goes and what its answers are known by. Not from a socket.
    std::string raw;
    std::vector<IpAddress> also; // traced besides source and destination, for address translation; up to 60
};

inline constexpr quint32 maxPings = 1'000'000;
inline constexpr std::size_t maxPayloadBytes = 1472; // with IPv4 and ICMP headers 1500, an Ethernet frame
inline constexpr std::size_t maxFragmentedPayloadBytes = 65507; // the longest UDP payload that IPv4 can carry
inline constexpr quint16 maxFragmentBytes = 1448; // with the IPv6 headers still within 1500 bytes
inline constexpr qint64 maxIntervalUs = 3'600'000'000;
inline constexpr qint64 maxTimeoutUs = 60'000'000;
inline constexpr std::size_t maxFurtherAddresses = 60;
inline constexpr std::size_t maxTcpFlags = 16;
inline constexpr quint32 maxPingsWithBytes = 1000; // longer runs keep no bytes of the answers
inline constexpr qsizetype keptAnswerBytes = 128;

// The longest payload for this family, protocol and fragmentation.
std::size_t mostPayloadBytes(const PingRequest& request);
// Makes `packet` the raw one of the request, whatever it was before. What is wrong with it, check() says.
void setRaw(PingRequest& request, std::string packet);
// Fails with an Error that names the first wrong field.
Result<void> check(const PingRequest& request);

enum class PingOutcome {
    Waiting,
    Replied,
    Late,
    Lost,
    Error /* an ICMP error or a TCP reset came back */,
    Refused /* write failed */
};

enum class Handshake { NotTried, Opened /* and the other end did not close it in time */, Closed };

struct PingResult {
    quint32 index = 0;            // from 0
    quint16 id = 0, sequence = 0; // see wire::Probe
    quint16 ipId = 0;
    PingOutcome outcome = PingOutcome::Waiting;
    qint64 sentUs = 0;      // CLOCK_MONOTONIC at the write
    double roundTripUs = 0; // Replied, Late and Error: from the write to the read
    wire::ReceivedPacket answer;
    Handshake handshake = Handshake::NotTried;
    QByteArray answerBytes; // the first 128 as they were read; only in runs of at most 1000 pings
};

// sent = received + lost + late + errors + waiting.
struct PingSummary {
    quint32 sent = 0, received = 0, lost = 0, late = 0, duplicates = 0, foreign = 0, errors = 0;
    quint32 waiting = 0; // not decided when the run was cancelled
    double minUs = 0, medianUs = 0, meanUs = 0, p99Us = 0, maxUs = 0; // of the replies in time; 0 with none
    qint64 heldBackUs = 0; // how long pings that were due had to wait until earlier events were read
    bool cancelled = false;
    Sentences problem; // why the tun could not be written to or read; else empty
};

} // namespace hookwalk::session

Q_DECLARE_METATYPE(hookwalk::session::PingResult)
Q_DECLARE_METATYPE(hookwalk::session::PingSummary)
