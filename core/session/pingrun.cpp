// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pingrun.h"

#include <algorithm>
#include <numeric>
#include <QRandomGenerator>

namespace hookwalk::session
{

namespace
{
constexpr quint32 mostPort = 65535;
}

PingRun::PingRun(PingRequest request, qint64 startNs)
    : m_request(std::move(request))
    , m_nextSendNs(startNs)
{
    auto* random = QRandomGenerator::global();
    const bool isCrafted = m_request.raw.empty(); // else the ids are those that stand in it
    if (isCrafted && m_request.firstId == 0)
        m_request.firstId = static_cast<quint16>(random->bounded(1, 0x10000));
    if (isCrafted && m_request.sourcePort == 0) // net.ipv4.ip_local_port_range by default
        m_request.sourcePort = static_cast<quint16>(random->bounded(32768, 61000));
    m_request.sameConnection |= m_request.tcpFlags.size() > 1;
    const auto mostToken = 0xfff0 - static_cast<int>(m_request.payload.size());
    m_token = static_cast<quint16>(random->bounded(1, std::max(2, mostToken)));
    m_port = nextProbe().port();
    m_pings.reserve(m_request.count);
    m_roundTripsUs.reserve(m_request.count);
}

wire::Probe PingRun::nextProbe() const
{
    const auto index = static_cast<quint32>(m_pings.size());
    auto probe = probeAt(index);
    if (m_request.tcpFlags.size() > 1 && index > 0 && (probe.tcpFlags & wire::Syn) == 0) {
        ++probe.token; // a SYN counts as a byte
        probe.acknowledges = m_peerNext;
    }
    return probe;
}

std::vector<wire::Packet> PingRun::nextPackets() const
{
    if (m_request.raw.empty())
        return wire::craftPieces(nextProbe());
    return {wire::Packet(m_request.raw.begin(), m_request.raw.end())};
}

// UDP has no number of its own: its data tells one probe from another, whatever NAT makes of the ports
// (wire/packettoken.h).
std::string PingRun::payloadOf(quint32 index) const
{
    constexpr std::size_t numberBytes = 4;
    auto payload = m_request.payload;
    if (m_request.protocol != wire::Probe::Protocol::Udp || payload.size() < numberBytes)
        return payload;
    const auto number = static_cast<quint32>(m_token) << 16 | sequenceOf(index);
    for (std::size_t i = 0; i < numberBytes; ++i)
        payload[i] = static_cast<char>(number >> (24 - 8 * i) & 0xffU);
    return payload;
}

wire::Probe PingRun::probeAt(quint32 index) const
{
    return {.source = m_request.source,
            .destination = m_request.destination,
            .protocol = m_request.protocol,
            .id = idOf(index),
            .sequence = sequenceOf(index),
            .token = m_token,
            .tcpFlags = m_request.tcpFlags[std::min<std::size_t>(index, m_request.tcpFlags.size() - 1)],
            .destinationPort = m_request.destinationPort,
            .ipId = ipIdOf(index),
            .ttl = m_request.ttl,
            .payload = payloadOf(index),
            .dontFragment = m_request.dontFragment,
            .fragmentBytes = m_request.fragmentBytes,
            .damage = m_request.damage};
}

qint64 PingRun::nextSendNs() const
{
    const bool answerFirst = m_request.intervalUs == 0 && m_waiting > 0;
    return m_pings.size() == m_request.count || answerFirst ? never : m_nextSendNs;
}

qint64 PingRun::nextExpiryNs() const
{
    return m_waiting == 0 ? never : m_pings[m_oldestWaiting].sentNs + m_request.timeoutUs * 1000;
}

void PingRun::sent(qint64 atNs)
{
    m_pings.push_back({atNs});
    ++m_waiting;
    skipDecided();
    // Counted from when the last ping was due, so that delays do not add up; but missed pings are not sent
    // all at once.
    m_nextSendNs = std::max(m_nextSendNs + m_request.intervalUs * 1000, atNs);
}

void PingRun::refused(qint64 atNs)
{
    sent(atNs);
    ++m_refused;
    decide(static_cast<quint32>(m_pings.size() - 1), PingOutcome::Refused, 0, {});
}

void PingRun::received(std::span<const std::uint8_t> bytes, qint64 atNs)
{
    const auto packet = wire::readPacket(bytes);
    if (packet.kind == wire::Received::Fragment)
        return; // the first fragment is enough
    if (packet.kind == wire::Received::Segment)
        return goOn(packet);
    const bool decides = packet.kind != wire::Received::Foreign && packet.kind != wire::Received::Redirect;
    const auto index = decides ? indexOf(packet) : std::nullopt;
    if (!index) {
        ++m_foreign;
        return;
    }
    const Ping ping = m_pings[*index];
    const bool undecided = ping.outcome == PingOutcome::Waiting || ping.outcome == PingOutcome::Lost;
    if (!undecided) {
        ++m_duplicates;
        return;
    }
    if (ping.outcome == PingOutcome::Lost)
        --m_lost;
    const qint64 tookNs = atNs - ping.sentNs;
    const double tookUs = static_cast<double>(tookNs) / 1000.0;
    const Answer answer{packet, m_request.count <= maxPingsWithBytes ? bytes : bytes.first(0)};
    if (packet.kind == wire::Received::Reply && packet.protocol == wire::ProbeProtocol::Tcp)
        m_peerNext = packet.tcpNumber + 1;
    if (m_open.contains(*index) && packet.kind == wire::Received::Reply) {
        ++m_duplicates;
        return;
    }
    m_open.erase(*index); // refused after all
    if (packet.kind != wire::Received::Reply) {
        ++m_errors;
        decide(*index, PingOutcome::Error, tookUs, answer);
    } else if (tookNs > m_request.timeoutUs * 1000) {
        ++m_late;
        decide(*index, PingOutcome::Late, tookUs, answer);
    } else if (m_request.handshake) {
        open(*index, answer, tookUs);
    } else {
        m_roundTripsUs.push_back(tookUs);
        decide(*index, PingOutcome::Replied, tookUs, answer);
    }
}

// Opened, and closed at once: the other end is to answer the FIN by its own. RFC 9293, 3.5 and 3.6.
void PingRun::open(quint32 index, const Answer& answer, double roundTripUs)
{
    m_open[index] = {answer.packet,
                     QByteArray(reinterpret_cast<const char*>(answer.bytes.data()),
                                static_cast<qsizetype>(answer.bytes.size())),
                     roundTripUs, 0};
    follow(index, wire::Ack, 1, answer.packet.tcpNumber + 1);
    follow(index, wire::Fin | wire::Ack, 1, answer.packet.tcpNumber + 1);
}

void PingRun::goOn(const wire::ReceivedPacket& segment)
{
    const auto index = indexOf(segment);
    if (!index || !m_open.contains(*index)) {
        ++m_foreign;
        return;
    }
    if ((segment.tcpFlags & wire::Fin) == 0)
        return;
    follow(*index, wire::Ack, 2, segment.tcpNumber + 1);
    close(*index, Handshake::Closed);
}

void PingRun::close(quint32 index, Handshake handshake)
{
    const auto opened = m_open.extract(index).mapped();
    m_roundTripsUs.push_back(opened.roundTripUs);
    decide(index, PingOutcome::Replied, opened.roundTripUs,
           {opened.answer,
            {reinterpret_cast<const std::uint8_t*>(opened.bytes.data()),
             static_cast<std::size_t>(opened.bytes.size())},
            handshake});
}

void PingRun::follow(quint32 index, quint8 flags, std::uint16_t ahead, std::uint32_t acknowledges)
{
    auto probe = probeAt(index);
    probe.tcpFlags = flags;
    probe.token = static_cast<quint16>(probe.token + ahead);
    probe.acknowledges = acknowledges;
    probe.payload.clear();
    probe.ipId = static_cast<quint16>(probe.ipId + ++m_open[index].followed); // no two packets look alike
    m_following.push_back(wire::craft(probe));
}

void PingRun::expire(qint64 nowNs)
{
    while (nextExpiryNs() <= nowNs) {
        if (m_open.contains(m_oldestWaiting)) {
            close(m_oldestWaiting, Handshake::Opened);
            continue;
        }
        ++m_lost;
        decide(m_oldestWaiting, PingOutcome::Lost, 0, {});
    }
}

PingSummary PingRun::summary() const
{
    PingSummary summary;
    summary.sent = static_cast<quint32>(m_pings.size()) - m_refused;
    summary.received = static_cast<quint32>(m_roundTripsUs.size());
    summary.lost = m_lost;
    summary.late = m_late;
    summary.duplicates = m_duplicates;
    summary.foreign = m_foreign;
    summary.errors = m_errors;
    summary.waiting = m_waiting;
    summary.heldBackUs = m_heldBackNs / 1000;
    summary.cancelled = m_cancelled;
    summary.problem = m_problem;
    if (m_roundTripsUs.empty())
        return summary;

    auto sorted = m_roundTripsUs;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t count = sorted.size();
    summary.minUs = sorted.front();
    summary.medianUs = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    summary.meanUs = std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(count);
    summary.p99Us = sorted[(count * 99 + 99) / 100 - 1]; // the smallest time that 99 % do not exceed
    summary.maxUs = sorted.back();
    return summary;
}

quint16 PingRun::idOf(quint32 index) const
{
    const quint32 step = m_request.sameConnection ? 0 : index;
    if (m_request.protocol == wire::Probe::Protocol::IcmpEcho)
        return static_cast<quint16>(m_request.firstId + step);
    return static_cast<quint16>((m_request.sourcePort - 1U + step) % mostPort + 1); // never port 0
}

// Whether all probes are alike: one connection attempt, its SYN repeated as if unanswered.
bool PingRun::allLookAlike() const
{
    return !m_request.raw.empty() ||
           (m_request.sameConnection && m_request.protocol != wire::Probe::Protocol::IcmpEcho);
}

quint16 PingRun::sequenceOf(quint32 index) const
{
    return allLookAlike() ? quint16(0) : static_cast<quint16>(index);
}

// How many pings before the last one the answered one was sent. For UDP only the port tells.
quint32 PingRun::stepsBack(const wire::ReceivedPacket& packet) const
{
    const auto last = static_cast<quint32>(m_pings.size()) - 1;
    if (allLookAlike())
        return last - std::min(m_oldestWaiting, last);
    if (packet.protocol == wire::Probe::Protocol::Udp)
        return (idOf(last) + mostPort - packet.id) % mostPort;
    return static_cast<quint16>(last - packet.sequence);
}

// The newest ping that the packet may answer: ids, ports and sequence numbers wrap around.
std::optional<quint32> PingRun::indexOf(const wire::ReceivedPacket& packet) const
{
    const auto last = static_cast<quint32>(m_pings.size()) - 1;
    if (m_pings.empty() || packet.protocol != m_request.protocol || packet.port != m_port)
        return std::nullopt;
    const quint32 back = stepsBack(packet);
    if (back > last || idOf(last - back) != packet.id)
        return std::nullopt;
    return last - back;
}

void PingRun::decide(quint32 index, PingOutcome outcome, double roundTripUs, const Answer& answer)
{
    Ping& ping = m_pings[index];
    if (ping.outcome == PingOutcome::Waiting)
        --m_waiting;
    ping.outcome = outcome;
    skipDecided();
    PingResult result;
    result.index = index;
    result.id = idOf(index);
    result.sequence = sequenceOf(index);
    result.ipId = ipIdOf(index);
    result.outcome = outcome;
    result.sentUs = ping.sentNs / 1000;
    result.roundTripUs = roundTripUs;
    result.answer = answer.packet;
    result.handshake = answer.handshake;
    if (!answer.bytes.empty())
        result.answerBytes =
            QByteArray(reinterpret_cast<const char*>(answer.bytes.data()),
                       std::min(static_cast<qsizetype>(answer.bytes.size()), keptAnswerBytes));
    m_results.push_back(result);
}

void PingRun::skipDecided()
{
    while (m_oldestWaiting < m_pings.size() && m_pings[m_oldestWaiting].outcome != PingOutcome::Waiting)
        ++m_oldestWaiting;
}

} // namespace hookwalk::session
