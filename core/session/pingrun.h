// SPDX-License-Identifier: GPL-3.0-or-later
// The bookkeeping of one ping run: which probe comes next and when, which ping a packet answers, the summary.
// It has no clock and no tun: times (CLOCK_MONOTONIC, nanoseconds) and packets are given to it.
#pragma once

#include "session/ping.h"

#include <limits>
#include <map>
#include <vector>

namespace hookwalk::session
{

class PingRun
{
public:
    static constexpr qint64 never = std::numeric_limits<qint64>::max();

    // A firstId or sourcePort of 0 is replaced by a random one.
    PingRun(PingRequest request, qint64 startNs);

    wire::Probe nextProbe() const;
    std::vector<wire::Packet> nextPackets() const; // the same as bytes: its pieces, or the raw packet
    // What is to be written at once, to go on with a handshake.
    std::vector<wire::Packet> takeFollowing() { return std::exchange(m_following, {}); }
    bool hasFollowing() const { return !m_following.empty(); }
    qint64 nextSendNs() const;   // or never: all are sent, or the last one's answer comes first
    qint64 nextExpiryNs() const; // when the oldest unanswered ping is given up, or never
    quint32 written() const { return static_cast<quint32>(m_pings.size()); } // so far
    bool isFinished() const { return m_pings.size() == m_request.count && m_waiting == 0; }

    void sent(qint64 atNs);
    void refused(qint64 atNs); // the write failed; ends the run
    void received(std::span<const std::uint8_t> packet, qint64 atNs);
    void expire(qint64 nowNs);
    void cancel() { m_cancelled = true; }
    void heldBack(qint64 ns) { m_heldBackNs += ns; }
    void fail(Sentences problem) { m_problem = std::move(problem); }

    // Results since the last call. A ping given up as Lost comes again, as Late or Error, if its answer still
    // arrives.
    QVector<PingResult> takeResults() { return std::exchange(m_results, {}); }
    bool hasResults() const { return !m_results.isEmpty(); }
    PingSummary summary() const;

private:
    struct Ping {
        qint64 sentNs = 0;
        PingOutcome outcome = PingOutcome::Waiting;
    };

    struct Answer {
        wire::ReceivedPacket packet;
        std::span<const std::uint8_t> bytes; // to be kept
        Handshake handshake = Handshake::NotTried;
    };

    // A connection that was opened and is not closed yet.
    struct Open {
        wire::ReceivedPacket answer;
        QByteArray bytes;
        double roundTripUs = 0;
        quint16 followed = 0; // packets of ours since
    };

    wire::Probe probeAt(quint32 index) const;
    std::string payloadOf(quint32 index) const;
    void open(quint32 index, const Answer& answer, double roundTripUs);
    void goOn(const wire::ReceivedPacket& segment);
    void close(quint32 index, Handshake handshake);
    void follow(quint32 index, quint8 flags, std::uint16_t ahead, std::uint32_t acknowledges);
    quint16 idOf(quint32 index) const;
    quint16 sequenceOf(quint32 index) const;
    bool allLookAlike() const;
    static quint16 ipIdOf(quint32 index) { return static_cast<quint16>(index % 0xffff + 1); } // never 0
    quint32 stepsBack(const wire::ReceivedPacket& packet) const;
    std::optional<quint32> indexOf(const wire::ReceivedPacket& packet) const;
    void decide(quint32 index, PingOutcome outcome, double roundTripUs, const Answer& answer);
    void skipDecided();

    PingRequest m_request;
    quint16 m_port = 0;  // the probes' destination port
    quint16 m_token = 1; // see wire::Probe
    std::map<quint32, Open> m_open;
    std::vector<wire::Packet> m_following;
    std::uint32_t m_peerNext = 0; // what the next packet of a flow acknowledges; 0: nothing was answered
    qint64 m_nextSendNs;
    std::vector<Ping> m_pings; // all sent so far
    quint32 m_oldestWaiting = 0;
    quint32 m_waiting = 0;
    std::vector<double> m_roundTripsUs; // of replies in time
    QVector<PingResult> m_results;
    quint32 m_lost = 0, m_late = 0, m_duplicates = 0, m_foreign = 0, m_errors = 0, m_refused = 0;
    qint64 m_heldBackNs = 0;
    bool m_cancelled = false;
    Sentences m_problem;
};

} // namespace hookwalk::session
