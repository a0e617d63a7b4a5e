#include "session/session.h"

#include "session/conversation.h"
#include "session/pingworker.h"
#include "wire/traceprefix.h"

#include <QCoreApplication>
#include <QThread>

namespace hookwalk::session
{

namespace
{

using Refused = Conversation::Refused;

quint32 tagOfThisProcess()
{
    return static_cast<quint32>(QCoreApplication::applicationPid() % wire::maxTag) + 1;
}

} // namespace

struct Session::Private {
    Private(Session* owner, Options given)
        : q(owner)
        , options(std::move(given))
        , helper(options.answerTimeoutMs)
    {
        if (options.tag == 0)
            options.tag = tagOfThisProcess();
        QObject::connect(&helper, &Conversation::linesArrived, q, &Session::linesArrived);
        QObject::connect(&helper, &Conversation::lost, q, [this](const auto& lost) { countLost(lost); });
        QObject::connect(&helper, &Conversation::ended, q, [this](const Error& error) { fail(error); });
    }

    // ---- state

    void become(State next)
    {
        if (std::exchange(state, next) != next)
            Q_EMIT q->stateChanged(next);
    }
    void report(const Error& error)
    {
        lastError = error;
        Q_EMIT q->failed(error);
    }
    void fail(const Error& error)
    {
        release();
        become(State::Failed);
        report(error);
    }
    // The tun's fd goes first: it keeps the lab's namespace alive.
    void release()
    {
        if (worker)
            worker->cancel();
        workerThread.quit();
        workerThread.wait();
        worker.reset();
        helper.close();
        traced.clear();
        trace = {};
    }
    void countLost(const protocol::Lost& lost)
    {
        lostSinceTrace = lost.kernelLog + lost.nflog;
        Q_EMIT q->eventsLostChanged(q->eventsLost());
    }

    // ---- from Starting to Ready

    void start()
    {
        const auto program = findHelper(options.helperPath);
        if (!program)
            return fail(program.error());
        lostBefore = lostSinceTrace = 0;
        become(State::Starting);
        if (const auto started = helper.start(*program); !started)
            return fail(started.error());
        helper.ask<protocol::Done>(
            protocol::Hello{}, [this](const auto&) { makeLab(); }, refusedStart());
    }
    void makeLab()
    {
        const auto openTun = [this](const protocol::LabMade& made) {
            lab = made;
            const auto opened = [this](const auto&) { openedTun(helper.takeDescriptor()); };
            helper.ask<protocol::Done>(protocol::OpenTun{lab.tun}, opened, refusedStart());
        };
        helper.ask<protocol::LabMade>(protocol::MakeLab{}, openTun, refusedStart());
    }
    Refused refusedStart()
    {
        return [this](const Error& error) { fail(error); };
    }
    void openedTun(FileDescriptor tun)
    {
        if (!tun.isOpen())
            return fail(Conversation::nonsense());
        worker = std::make_unique<PingWorker>(std::move(tun));
        worker->moveToThread(&workerThread);
        QObject::connect(
            worker.get(), &PingWorker::resultsReady, q, [this] { takeResults(); }, Qt::QueuedConnection);
        workerThread.setObjectName(QStringLiteral("hookwalk-ping"));
        workerThread.start();
        become(State::Ready);
    }

    // ---- trace points

    using Then = std::function<void()>;

    void setTrace(const std::vector<IpAddress>& addresses, const Then& then, const Refused& refused)
    {
        const auto done = [this, addresses, then, refused](const protocol::Done&) {
            traced = addresses;
            lostBefore += std::exchange(lostSinceTrace, 0);
            showTrace(then, refused);
        };
        if (addresses.empty())
            helper.ask<protocol::Done>(protocol::ClearTrace{}, done, refused);
        else
            helper.ask<protocol::Done>(protocol::SetTrace{addresses, options.tag, options.source}, done,
                                       refused);
    }
    void setTraceOrReport(const std::vector<IpAddress>& addresses)
    {
        setTrace(
            addresses, [] {}, [this](const Error& error) { report(error); });
    }
    void showTrace(const Then& then, const Refused& refused)
    {
        const auto shown = [this, then](const protocol::TraceShown& answer) {
            trace = answer;
            Q_EMIT q->traceChanged();
            then();
        };
        helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, shown, refused);
    }

    // ---- a ping run

    void beginPing(const PingRequest& request)
    {
        cancelled = false;
        become(State::Pinging);
        const std::vector<IpAddress> addresses{request.destination, request.source};
        if (!tracing || traced == addresses)
            return startWorker(request);
        setTrace(
            addresses, [this, request] { startWorker(request); },
            [this](const Error& error) {
                become(State::Ready);
                report(error);
            });
    }
    void startWorker(const PingRequest& request)
    {
        worker->start(request);
        if (cancelled) // while the trace points were set
            worker->cancel();
    }
    void takeResults()
    {
        if (!worker)
            return; // stopped meanwhile
        const auto batch = worker->take();
        if (!batch.results.isEmpty())
            Q_EMIT q->pingsAnswered(batch.results);
        if (batch.summary)
            finishPing(*batch.summary);
    }
    // The answer to ShowTrace comes behind all that was logged before the question: see messages.h.
    void finishPing(const PingSummary& summary)
    {
        const auto finish = [this, summary] {
            become(State::Ready);
            Q_EMIT q->pingFinished(summary);
        };
        if (traced.empty())
            return finish();
        helper.ask<protocol::TraceShown>(
            protocol::ShowTrace{}, [finish](const auto&) { finish(); }, [finish](const auto&) { finish(); });
    }

    Session* q;
    Options options;
    State state = State::Idle;
    Error lastError;
    protocol::LabMade lab;
    std::vector<IpAddress> traced; // what trace points are set for
    protocol::TraceShown trace;
    bool tracing = true;
    quint64 lostBefore = 0, lostSinceTrace = 0; // the helper counts anew with each SetTrace
    bool cancelled = false;

    Conversation helper;
    QThread workerThread;
    std::unique_ptr<PingWorker> worker; // lives in workerThread; deleted when that has ended
};

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

void Session::start()
{
    if (d->state == State::Idle || d->state == State::Failed)
        d->start();
}

void Session::stop()
{
    d->release();
    d->become(State::Idle);
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
    if (d->state != State::Ready)
        return d->report({ErrorCode::Busy, d->state == State::Pinging
                                               ? "A ping run is under way. Wait for its end or cancel it."
                                               : "There is no lab to send the ping in. Start it first."});
    d->beginPing(request);
}

void Session::cancelPing()
{
    d->cancelled = true;
    if (d->worker)
        d->worker->cancel();
}

bool Session::isTracing() const
{
    return d->tracing;
}

void Session::setTracing(bool on)
{
    d->tracing = on;
    if (!on && !d->traced.empty())
        d->setTraceOrReport({});
}

} // namespace hookwalk::session
