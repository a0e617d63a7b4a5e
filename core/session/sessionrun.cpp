// SPDX-License-Identifier: GPL-3.0-or-later
// A session at work: trace points, and a run of pings with what is asked of the kernel around it.
#include "session/pingplan.h"
#include "session/sessionprivate.h"
#include "wire/loglinewriter.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::session
{

namespace
{

// Adds what was read from the tun as lines of the stream, each the last sighting of an answer: one for every
// result that kept bytes of its answer.
void appendTunReadLines(const QVector<PingResult>& results, std::string_view tun, std::string& lines)
{
    for (const PingResult& result : results) {
        if (result.answerBytes.isEmpty())
            continue;
        wire::PacketReport packet;
        packet.source = wire::Source::TunRead;
        packet.timeUs = result.sentUs + std::llround(result.roundTripUs);
        packet.out = tun;
        packet.packet = {reinterpret_cast<const std::uint8_t*>(result.answerBytes.data()),
                         static_cast<std::size_t>(result.answerBytes.size())};
        wire::appendLogLine(packet, lines);
    }
}

} // namespace

// ---- trace points

void Session::Private::setTrace(const Traced& wanted, const Then& then, const Refused& refused)
{
    const auto done = [this, wanted, then, refused](const protocol::Done&) {
        traced = wanted;
        lost = {};
        lostBefore += std::exchange(lostSinceTrace, 0);
        showTrace(then, refused);
    };
    const bool details = wanted.details;
    if (wanted.addresses.empty())
        helper.ask<protocol::Done>(protocol::ClearTrace{}, done, refused);
    else
        helper.ask<protocol::Done>(
            protocol::SetTrace{wanted.addresses, options.tag, options.source, details && options.rules,
                               details && options.connections, details && options.frames, wanted.packets},
            done, refused);
}

void Session::Private::setTraceOrReport(const std::vector<IpAddress>& addresses)
{
    setTrace(
        {addresses}, [] {}, [this](const Error& error) { report(error); });
}

void Session::Private::showTrace(const Then& then, const Refused& refused)
{
    const auto shown = [this, then](const protocol::TraceShown& answer) {
        trace = answer;
        Q_EMIT q->traceChanged();
        then();
    };
    helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, shown, refused);
}

// ---- a ping run

void Session::Private::beginPing(const PingRequest& wanted)
{
    cancelled = false;
    request = wanted;
    readBack.clear();
    readBackCount = 0;
    become(State::Pinging);
    const auto refused = [this](const Error& error) {
        become(State::Ready);
        report(error);
    };
    if (!tracing && isTraced()) // setTracing() asked for the end of it, which is not there yet
        return setTrace(
            {}, [this] { startProbes(); }, refused);
    if (!tracing)
        return startProbes();
    const Traced wish{addressesOf(request, lab), !isTooFastForDetails(request), request.count};
    if (traced == wish && !std::exchange(sourcesChanged, false))
        return prepareProbes();
    setTrace(
        wish, [this] { prepareProbes(); }, refused);
}

void Session::Private::prepareProbes()
{
    // A person may have changed the rules since the run before.
    helper.askAll({protocol::ShowRules{}, protocol::Canary{}, protocol::MarkCounters{}},
                  [this] { startProbes(); });
}

void Session::Private::startProbes()
{
    if (request.from == PingFrom::Tun && !worker) {
        PingSummary summary;
        summary.problem = {say("tun-closed-before")};
        return finishPing(summary);
    }
    if (request.from == PingFrom::FarEnd)
        return startFarHelper();
    if (request.from == PingFrom::Tun) {
        worker->start(request, window());
    } else {
        injection = std::make_unique<InjectRun>(helper, request, isOnHost() || request.handshake,
                                                [this](const PingSummary& summary) { finishPing(summary); });
        injection->start();
    }
    if (cancelled) // while the trace points were set
        cancelProbes();
}

// Traces and changes nothing there: an ordinary socket sends, from the namespace that the helper is started in.
void Session::Private::startFarHelper()
{
    injection.reset();
    farHelper = std::make_unique<HelperLink>(options.answerTimeoutMs);
    auto* const there = farHelper.get();
    const auto refused = [this, there](const Error& error) {
        there->disconnect(q); // the first word counts
        if (state != State::Pinging)
            return;
        PingSummary summary;
        summary.problem = sentencesOf(error);
        finishPing(summary);
    };
    QObject::connect(there, &HelperLink::ended, q, refused);
    const auto send = [this, there](const protocol::Done&) {
        injection = std::make_unique<InjectRun>(*there, request, true,
                                                [this](const PingSummary& summary) { finishPing(summary); });
        injection->start();
        if (cancelled)
            cancelProbes();
    };
    const auto started =
        findHelper(options.helperPath)
            .and_then([&](const QString& program) {
                return planStart(program, Place::Host, StartBy::Direct, protocol::Level::Trace);
            })
            .and_then([&](HelperStart how) {
                how.netns = request.farEnd.netns;
                return there->start(restricted(std::move(how), protocol::Level::Trace));
            });
    if (!started)
        return refused(started.error());
    there->ask<protocol::Done>(
        protocol::Hello{},
        [there, send, refused](const protocol::Done&) {
            there->ask<protocol::Done>(protocol::UseHost{}, send, refused);
        },
        refused);
}

void Session::Private::cancelProbes()
{
    if (request.from != PingFrom::Tun && injection)
        injection->cancel();
    else if (worker)
        worker->cancel();
}

quint32 Session::Private::window() const
{
    return isTraced() ? std::clamp(trace.room / reportsOfPing, 1U, maxPings) : maxPings;
}

// When Sync is answered, the reports about all pings written so far have been read: another window of pings
// may follow.
void Session::Private::makeRoom()
{
    if (!worker)
        return; // stopped meanwhile
    const auto allow = [this, pings = worker->written() + window()](const auto&) {
        if (worker)
            worker->allow(pings);
    };
    helper.ask<protocol::Done>(protocol::Sync{}, allow, allow);
}

void Session::Private::takeResults()
{
    if (!worker)
        return; // stopped meanwhile
    const auto batch = worker->take();
    if (isTraced() && traced.details && options.frames) {
        appendTunReadLines(batch.results, lab.tun, readBack);
        readBackCount += batch.results.size();
    }
    if (!batch.results.isEmpty())
        Q_EMIT q->pingsAnswered(batch.results);
    if (batch.summary)
        finishPing(*batch.summary);
    else if (readBackCount >= mostHeldBack)
        showReadBack();
}

void Session::Private::showReadBack()
{
    readBackCount = 0;
    const auto show = [this, lines = std::exchange(readBack, {})](const auto&) {
        Q_EMIT q->linesArrived(lines);
    };
    helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, show, show);
}

void Session::Private::finishPing(const PingSummary& summary)
{
    if (!isTraced())
        return endPing(summary);
    const auto inquire = [this, summary](const auto&) { inquireAfter(summary); };
    helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, inquire, inquire);
}

void Session::Private::inquireAfter(const PingSummary& summary)
{
    if (!readBack.empty())
        Q_EMIT q->linesArrived(std::exchange(readBack, {}));
    auto routes = questions ? questions() : std::vector{routeQuestion(request, lab)};
    if (state != State::Pinging)
        return; // stopped by the receiver of the lines
    routes.resize(std::min(routes.size(), mostQuestions));
    // Once more: a source that has gone blind meanwhile is no witness either.
    helper.askAll({protocol::Investigate{std::move(routes)}, protocol::ShowRules{}, protocol::Canary{}},
                  [this, summary] { endPing(summary); });
}

void Session::Private::endPing(const PingSummary& summary)
{
    if (state != State::Pinging)
        return; // stopped by the receiver of the last results
    become(State::Ready);
    Q_EMIT q->pingFinished(summary);
    if (state == State::Ready)
        followTun();
}

} // namespace hookwalk::session
