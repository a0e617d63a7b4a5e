// What a tun ping is asked to do and what came of it. Values only; see pingworker.h for who does it.
#pragma once

#include "model/result.h"
#include "wire/probe.h"

#include <QMetaType>
#include <QString>
#include <QVector>

namespace hookwalk::session
{

struct PingRequest {
    IpAddress source, destination; // both IPv4
    quint32 count = 1;             // 1 to 1,000,000
    qint64 intervalUs = 1'000'000; // between two writes; 0: the next follows as soon as the last is answered
    qint64 timeoutUs = 1'000'000;  // how long after the write a reply still counts
    std::string payload = "1145141919810"; // 0 to 1472 bytes
    quint8 ttl = 64;                       // 1 to 255
    bool sameConnection = false;           // keep one ICMP id for all pings: nat chains see only the first
    quint16 firstId = 0;                   // the id of the first ping; 0: one of its own choice
};

inline constexpr quint32 maxPings = 1'000'000;
inline constexpr std::size_t maxPayloadBytes = 1472; // with both headers an Ethernet frame's 1500 bytes
inline constexpr qint64 maxIntervalUs = 3'600'000'000;
inline constexpr qint64 maxTimeoutUs = 60'000'000;

// An Error that says which field cannot be what it is.
Result<void> check(const PingRequest& request);

enum class PingOutcome {
    Waiting,
    Replied,
    Late,
    Lost,
    Error /* an ICMP error came back */,
    Refused /* write failed */
};

struct PingResult {
    quint32 index = 0; // from 0
    quint16 id = 0, sequence = 0;
    quint16 ipId = 0;
    PingOutcome outcome = PingOutcome::Waiting;
    qint64 sentUs = 0;      // CLOCK_MONOTONIC at the write
    double roundTripUs = 0; // Replied, Late and Error: from the write to the read
    wire::ReceivedPacket answer;
};

// sent = received + lost + late + errors + waiting.
struct PingSummary {
    quint32 sent = 0, received = 0, lost = 0, late = 0, duplicates = 0, foreign = 0, errors = 0;
    quint32 waiting = 0; // not decided when the run was cancelled
    double minUs = 0, medianUs = 0, meanUs = 0, p99Us = 0, maxUs = 0; // of the replies in time; 0 with none
    bool cancelled = false;
    QString problem; // a sentence where the tun could not be written or read; else empty
};

} // namespace hookwalk::session

Q_DECLARE_METATYPE(hookwalk::session::PingResult)
Q_DECLARE_METATYPE(hookwalk::session::PingSummary)
