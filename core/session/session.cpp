#include "session/session.h"

#include "session/administration.h"
#include "session/conversation.h"
#include "session/hosttun.h"
#include "session/injectrun.h"
#include "session/pingplan.h"
#include "session/pingworker.h"
#include "session/readback.h"
#include "wire/traceprefix.h"

#include <algorithm>
#include <QCoreApplication>
#include <QThread>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

using Refused = Conversation::Refused;

quint32 tagOfThisProcess()
{
    return static_cast<quint32>(QCoreApplication::applicationPid() % wire::maxTag) + 1;
}

// What trace points are set for.
struct Traced {
    std::vector<IpAddress> addresses;
    bool details = true;
    bool operator==(const Traced&) const = default;
};

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
        QObject::connect(&helper, &Conversation::lost, q, [this](const auto& now) { countLost(now); });
        QObject::connect(&helper, &Conversation::devicesShown, q,
                         [this](const auto& shown) { keepDevices(shown.devices); });
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
        closeTun();
        helper.close();
        devices.clear();
        injection.reset();
        traced = {};
        trace = {};
        lost = {};
        knowsRules = false;
    }
    void closeTun()
    {
        if (worker)
            worker->cancel();
        workerThread.quit();
        workerThread.wait();
        worker.reset();
    }
    void countLost(const protocol::Lost& now)
    {
        lost = now;
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
        const auto started =
            planStart(*program, options.place, options.startBy).and_then([this](const HelperStart& how) {
                return helper.start(how);
            });
        if (!started)
            return fail(started.error());
        helper.ask<protocol::Done>(
            protocol::Hello{}, [this](const auto&) { isOnHost() ? useHost() : makeLab(); }, refusedStart());
    }
    void makeLab()
    {
        const auto openTun = [this](const protocol::LabMade& made) {
            lab = made;
            const auto nothing = [](const auto&) {}; // a lab can be used without the list of its devices
            helper.ask<protocol::Done>(protocol::WatchDevices{}, nothing, nothing);
            const auto opened = [this](const auto&) { openedTun(helper.takeDescriptor()); };
            helper.ask<protocol::Done>(protocol::OpenTun{lab.tun}, opened, refusedStart());
        };
        helper.ask<protocol::LabMade>(protocol::MakeLab{}, openTun, refusedStart());
    }
    bool isOnHost() const { return options.place == Place::Host; }
    void useHost()
    {
        const auto watch = [this](const auto&) {
            const auto ready = [this](const auto&) { become(State::Ready); };
            helper.ask<protocol::Done>(protocol::WatchDevices{}, ready, refusedStart());
        };
        lab = {};
        helper.ask<protocol::Done>(protocol::UseHost{}, watch, refusedStart());
    }
    Refused refusedStart()
    {
        return [this](const Error& error) { fail(error); };
    }
    void openedTun(FileDescriptor tun)
    {
        if (!tun.isOpen())
            return fail(Conversation::nonsense());
        closeTun();
        worker = std::make_unique<PingWorker>(std::move(tun));
        worker->moveToThread(&workerThread);
        QObject::connect(
            worker.get(), &PingWorker::resultsReady, q, [this] { takeResults(); }, Qt::QueuedConnection);
        workerThread.setObjectName(QStringLiteral("hookwalk-ping"));
        workerThread.start();
        if (state == State::Starting)
            become(State::Ready);
        Q_EMIT q->tunChanged(QString::fromStdString(lab.tun));
    }

    // ---- devices

    void keepDevices(const std::vector<protocol::Device>& shown)
    {
        devices = shown;
        if (isOnHost() && !lab.tun.empty())
            describe(lab.tun); // its addresses may be others now
        Q_EMIT q->devicesChanged(devices);
    }
    void describe(const std::string& tun)
    {
        const auto device =
            std::ranges::find_if(devices, [&](const auto& known) { return known.name == tun; });
        if (device != devices.end())
            lab = describeTun(*device);
    }
    void leaveTun()
    {
        closeTun();
        lab = {};
        Q_EMIT q->tunChanged({});
    }
    void useTun(const std::string& name)
    {
        if (!lab.tun.empty())
            leaveTun();
        const auto opened = [this, name](const auto&) {
            auto tun = helper.takeDescriptor();
            lab.tun = name;
            describe(name);
            openedTun(std::move(tun));
        };
        helper.ask<protocol::Done>(protocol::OpenTun{name}, opened,
                                   [this](const Error& error) { report(error); });
    }
    void change(const protocol::Request& wanted, const Administration::Answered& then)
    {
        const auto* deleted = std::get_if<protocol::DeleteTun>(&wanted);
        if (deleted && deleted->name == lab.tun && isOnHost())
            leaveTun();
        const bool isGateway = std::holds_alternative<protocol::SetGateway>(wanted);
        administration.change(wanted, [this, then, isGateway](const std::optional<Error>& refusal) {
            if (then)
                then(refusal);
            Q_EMIT q->changed(!refusal, refusal.value_or(Error()));
            if (isGateway && q->isReady())
                showGateway();
        });
    }
    void showGateway()
    {
        helper.ask<protocol::GatewayShown>(
            protocol::ShowGateway{}, [this](const auto& shown) { Q_EMIT q->gatewayChanged(shown); },
            [this](const Error& error) { report(error); });
    }
    void restoreLeftovers(const Restored& then)
    {
        helper.ask<protocol::Restored>(
            protocol::RestoreLeftovers{}, [then](const auto& answer) { then({}, answer.done); },
            [then](const Error& error) { then(error, {}); });
    }
    void examine()
    {
        const auto tell = [this](const std::vector<protocol::Check>& checks) { Q_EMIT q->examined(checks); };
        const auto refused = [this](const Error& error) { report(error); };
        if (!q->isReady())
            return administration.examineBefore(options.helperPath, options.answerTimeoutMs, tell, refused);
        helper.ask<protocol::Examined>(
            protocol::Examine{}, [tell](const auto& answer) { tell(answer.checks); }, refused);
    }

    // ---- trace points

    using Then = std::function<void()>;

    void setTrace(const Traced& wanted, const Then& then, const Refused& refused)
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
                                   details && options.connections, details && options.frames},
                done, refused);
    }
    void setTraceOrReport(const std::vector<IpAddress>& addresses)
    {
        setTrace(
            {addresses}, [] {}, [this](const Error& error) { report(error); });
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

    void beginPing(const PingRequest& wanted)
    {
        cancelled = false;
        request = wanted;
        readBack.clear();
        readBackCount = 0;
        become(State::Pinging);
        if (!tracing)
            return startProbes();
        const Traced wish{addressesOf(request, lab), !isTooFastForDetails(request)};
        if (traced == wish && !std::exchange(sourcesChanged, false))
            return prepareProbes();
        setTrace(
            wish, [this] { prepareProbes(); },
            [this](const Error& error) {
                become(State::Ready);
                report(error);
            });
    }
    void prepareProbes()
    {
        std::vector<protocol::Request> requests;
        if (!std::exchange(knowsRules, true))
            requests.emplace_back(protocol::ShowRules{});
        requests.emplace_back(protocol::MarkCounters{});
        helper.askAll(requests, [this] { startProbes(); });
    }
    void startProbes()
    {
        if (request.from == PingFrom::Tun) {
            worker->start(request);
        } else {
            injection = std::make_unique<InjectRun>(
                helper, request, [this](const PingSummary& summary) { finishPing(summary); });
            injection->start();
        }
        if (cancelled) // while the trace points were set
            cancelProbes();
    }
    void cancelProbes()
    {
        if (request.from != PingFrom::Tun && injection)
            injection->cancel();
        else if (worker)
            worker->cancel();
    }
    void takeResults()
    {
        if (!worker)
            return; // stopped meanwhile
        const auto batch = worker->take();
        if (isTraced() && traced.details && options.frames) {
            appendReadBack(batch.results, lab.tun, readBack);
            readBackCount += batch.results.size();
        }
        if (!batch.results.isEmpty())
            Q_EMIT q->pingsAnswered(batch.results);
        if (batch.summary)
            finishPing(*batch.summary);
        else if (readBackCount >= mostHeldBack)
            showReadBack();
    }
    // Behind the events of the same packets, and not long after them: the answer to ShowTrace comes behind
    // all that was logged before the question (messages.h).
    void showReadBack()
    {
        readBackCount = 0;
        const auto show = [this, lines = std::exchange(readBack, {})](const auto&) {
            Q_EMIT q->linesArrived(lines);
        };
        helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, show, show);
    }
    void finishPing(const PingSummary& summary)
    {
        if (!isTraced())
            return endPing(summary);
        const auto inquire = [this, summary](const auto&) { inquireAfter(summary); };
        helper.ask<protocol::TraceShown>(protocol::ShowTrace{}, inquire, inquire);
    }
    void inquireAfter(const PingSummary& summary)
    {
        if (!readBack.empty())
            Q_EMIT q->linesArrived(std::exchange(readBack, {}));
        auto routes = questions ? questions() : std::vector{routeQuestion(request, lab)};
        if (state != State::Pinging)
            return; // stopped by who got the lines
        routes.resize(std::min(routes.size(), mostQuestions));
        helper.askAll({protocol::Investigate{std::move(routes)}, protocol::ShowRules{}},
                      [this, summary] { endPing(summary); });
    }
    void endPing(const PingSummary& summary)
    {
        if (state != State::Pinging)
            return; // stopped by who got the last results
        become(State::Ready);
        Q_EMIT q->pingFinished(summary);
    }
    bool isTraced() const { return !traced.addresses.empty(); }

    static constexpr qsizetype mostHeldBack = 50;
    static constexpr std::size_t mostQuestions = 64; // protocol::Investigate

    Session* q;
    Options options;
    State state = State::Idle;
    Error lastError;
    protocol::LabMade lab;
    Traced traced;
    protocol::TraceShown trace;
    protocol::Lost lost;
    bool tracing = true;
    quint64 lostBefore = 0, lostSinceTrace = 0; // the helper counts anew with each SetTrace
    bool knowsRules = false;                    // they were shown since the start
    bool sourcesChanged = false;                // since the trace points were set
    std::function<std::vector<protocol::RouteQuestion>()> questions;

    // The run under way.
    PingRequest request;
    bool cancelled = false;
    std::string readBack; // lines of what was read from the tun, for behind its events
    qsizetype readBackCount = 0;

    std::vector<protocol::Device> devices;
    Conversation helper;
    Administration administration{helper};
    std::unique_ptr<InjectRun> injection;
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

const protocol::Lost& Session::lost() const
{
    return d->lost;
}

qint64 Session::helperPid() const
{
    return d->helper.helperPid();
}

QString Session::detailsOffReason() const
{
    const bool wanted = d->options.rules || d->options.connections || d->options.frames;
    if (!d->isTraced() || d->traced.details || !wanted)
        return {};
    return QStringLiteral("Rules, connections and frames are not reported in this run: it is one of more "
                          "than 100 pings less than 1 ms apart, which they would slow down.");
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

void Session::setPlace(Place place)
{
    if (std::exchange(d->options.place, place) != place)
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
    if (d->state != State::Ready)
        return d->report({ErrorCode::Busy, d->state == State::Pinging
                                               ? "A ping run is under way. Wait for its end or cancel it."
                                               : "There is no lab to send the ping in. Start it first."});
    if (!d->worker)
        return d->report({ErrorCode::NotFound, "There is no tun to send into. Choose or create one first."});
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

void Session::useTun(const QString& name)
{
    if (d->state == State::Ready)
        d->useTun(name.toStdString());
    else
        d->report({ErrorCode::Busy,
                   "The tun cannot be chosen now. Wait for the end of the run, or start first.", 0});
}

void Session::change(const protocol::Request& request,
                     const std::function<void(const std::optional<Error>&)>& then)
{
    if (isReady())
        return d->change(request, then);
    const Error error{ErrorCode::Busy, "There is no place yet that could be changed. Start it first.", 0};
    if (then)
        then(error);
    Q_EMIT changed(false, error);
}

void Session::showGateway()
{
    if (isReady())
        d->showGateway();
}

void Session::restoreLeftovers(const Restored& then)
{
    if (isReady())
        return d->restoreLeftovers(then);
    then(Error{ErrorCode::Busy, "There is no place yet. Start it first.", 0}, {});
}

void Session::examine()
{
    d->examine();
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
