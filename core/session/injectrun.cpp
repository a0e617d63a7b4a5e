// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/injectrun.h"

#include "session/monotonic.h"
#include "session/pingplan.h"

#include <algorithm>

namespace hookwalk::session
{

namespace
{

std::chrono::milliseconds milliseconds(qint64 us)
{
    return std::chrono::milliseconds((us + 999) / 1000);
}

} // namespace

InjectRun::InjectRun(HelperLink& helper, const PingRequest& request, bool bySocket, Finished finished)
    : m_helper(helper)
    , m_request(request)
    , m_run(request, monotonicNs())
    , m_finished(std::move(finished))
    , m_left(request.count)
    , m_bySocket(bySocket && request.from != PingFrom::Device)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (m_left == 0)
            finish();
        else
            sendNext();
    });
}

void InjectRun::start()
{
    sendNext();
}

void InjectRun::cancel()
{
    m_cancelled = true;
    if (m_awaitsAnswer)
        return;
    m_timer.stop();
    m_run.cancel();
    finish();
}

void InjectRun::sendNext()
{
    if (m_bySocket)
        return sendBySocket();
    for (auto& piece : m_run.nextPackets())
        m_pieces.push_back(std::move(piece));
    sendPiece();
}

void InjectRun::sendPiece()
{
    const auto& piece = m_pieces.front();
    const protocol::Inject request{m_request.from == PingFrom::Device ? m_request.device : std::string(),
                                   std::string(piece.begin(), piece.end())};
    m_awaitsAnswer = true;
    const auto sent = [this](const protocol::Done&) {
        m_awaitsAnswer = false;
        m_pieces.pop_front();
        if (m_pieces.empty())
            sentAll();
        else
            sendPiece();
    };
    m_helper.ask<protocol::Done>(request, sent, [this](const Error& error) { refused(error); });
}

void InjectRun::sendBySocket()
{
    const auto probe = m_run.nextProbe();
    constexpr qint64 mostMs = 60'000; // protocol::SendHere
    const bool isEcho = probe.protocol == wire::ProbeProtocol::IcmpEcho;
    const protocol::SendHere request{
        probe.source,
        probe.destination,
        ipProtocol(m_request),
        probe.id,
        isEcho ? probe.sequence : probe.port(),
        probe.ttl,
        probe.dontFragment,
        m_request.handshake ? std::string() : probe.payload,
        static_cast<std::uint32_t>(std::clamp<qint64>(milliseconds(m_request.timeoutUs).count(), 1, mostMs))};
    m_awaitsAnswer = true;
    const auto done = [this](const protocol::Done&) {
        m_awaitsAnswer = false;
        sentAll();
    };
    m_helper.ask<protocol::Done>(request, done, [this](const Error& error) { refused(error); });
}

void InjectRun::sentAll()
{
    m_run.sent(monotonicNs());
    --m_left;
    if (m_cancelled)
        return cancel();
    m_timer.start(milliseconds(m_left == 0 ? m_request.timeoutUs : m_request.intervalUs));
}

void InjectRun::refused(const Error& error)
{
    m_awaitsAnswer = false;
    m_run.refused(monotonicNs());
    m_run.fail(sentencesOf(error));
    finish();
}

void InjectRun::finish()
{
    const auto finished = std::exchange(m_finished, {}); // calling it may delete this object
    if (finished)
        finished(m_run.summary());
}

} // namespace hookwalk::session
