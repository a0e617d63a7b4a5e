// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "session/sessionprivate.h"
#include "wire/traceprefix.h"

#include <QCoreApplication>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

quint32 tagOfThisProcess()
{
    return static_cast<quint32>(QCoreApplication::applicationPid() % wire::maxTag) + 1;
}

} // namespace

Session::Private::Private(Session* owner, Options given)
    : q(owner)
    , options(std::move(given))
    , helper(options.answerTimeoutMs)
{
    if (options.tag == 0)
        options.tag = tagOfThisProcess();
    QObject::connect(&helper, &HelperLink::linesArrived, q, &Session::linesArrived);
    QObject::connect(&helper, &HelperLink::lost, q, [this](const auto& now) { countLost(now); });
    QObject::connect(&helper, &HelperLink::devicesShown, q,
                     [this](const auto& shown) { keepDevices(shown); });
    QObject::connect(&helper, &HelperLink::ended, q, [this](const Error& error) { fail(error); });
}

Session::Session(Options options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{
}

Session::~Session()
{
    d->release();
}

Session::State Session::state() const
{
    return d->state;
}

const Error& Session::lastError() const
{
    return d->lastError;
}

const protocol::LabMade& Session::lab() const
{
    return d->lab;
}

const protocol::TraceShown& Session::trace() const
{
    return d->trace;
}

quint64 Session::eventsLost() const
{
    return d->lostBefore + d->lostSinceTrace;
}

const protocol::Lost& Session::lost() const
{
    return d->lost;
}

qint64 Session::helperPid() const
{
    return d->helper.processId();
}

Said Session::detailsOffReason() const
{
    const bool wanted = d->options.rules || d->options.connections || d->options.frames;
    if (!d->isTraced() || d->traced.details || !wanted)
        return {};
    return say("details-off");
}

void Session::start()
{
    if (d->state == State::Idle || d->state == State::Failed)
        d->start();
}

void Session::stop()
{
    d->leave();
    d->become(State::Idle);
}

void Session::setPlace(Place place, const NetworkNamespace& netns)
{
    const bool stays = d->options.place == place && d->options.netns == netns;
    d->options.place = place;
    d->options.netns = netns;
    if (!stays)
        stop();
}

void Session::setTrace(const std::vector<IpAddress>& addresses)
{
    if (d->state == State::Ready)
        d->setTraceOrReport(addresses);
}

void Session::ping(const PingRequest& request)
{
    if (const auto checked = check(request); !checked)
        return d->report(checked.error());
    const bool isPlain = request.fragmentBytes == 0 && request.damage == wire::Damage::None &&
                         (request.protocol != wire::ProbeProtocol::Tcp || request.handshake);
    if (d->isOnHost() && isBySocket(request.from) && !isPlain)
        return d->report(Error{ErrorCode::Unsupported, say("machine-sends-by-socket")});
    if (d->state != State::Ready)
        return d->report(
            Error{ErrorCode::Busy, d->state == State::Pinging ? say("run-under-way") : say("no-lab-yet")});
    if (d->opening)
        return d->report(Error{ErrorCode::Busy, say("tun-being-opened")});
    if (!d->worker && request.from == PingFrom::Tun)
        return d->report(Error{ErrorCode::NotFound,
                               d->lab.tun.empty() ? say("no-tun-chosen") : say("tun-deleted", d->lab.tun)});
    d->beginPing(request);
}

bool Session::isReady() const
{
    return d->state == State::Ready || d->state == State::Pinging;
}

const std::vector<protocol::Device>& Session::devices() const
{
    return d->devices;
}

void Session::cancelPing()
{
    d->cancelled = true;
    d->cancelProbes();
}

void Session::setQuestions(std::function<std::vector<protocol::RouteQuestion>()> questions)
{
    d->questions = std::move(questions);
}

void Session::setSources(protocol::LogSource source, bool rules, bool connections, bool frames)
{
    d->options.source = source;
    d->options.rules = rules;
    d->options.connections = connections;
    d->options.frames = frames;
    d->sourcesChanged = d->isTraced();
    if (d->state == State::Ready && std::exchange(d->sourcesChanged, false))
        d->setTraceOrReport(d->traced.addresses);
}

const Session::Options& Session::options() const
{
    return d->options;
}

bool Session::isTracing() const
{
    return d->tracing;
}

void Session::setTracing(bool on)
{
    d->tracing = on;
    if (!on && d->isTraced())
        d->setTraceOrReport({});
}

QString labCommand(qint64 helperPid)
{
    return (::geteuid() == 0 ? QStringLiteral("nsenter -t %1 -n")
                             : QStringLiteral("nsenter -t %1 -U -n --preserve-credentials"))
        .arg(helperPid);
}

} // namespace hookwalk::session
