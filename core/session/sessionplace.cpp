// SPDX-License-Identifier: GPL-3.0-or-later
// A session and its place: from the start to the end of a helper, the devices there, and changes of them.
#include "session/sessionprivate.h"
#include "session/tundescription.h"

#include <algorithm>
#include <cerrno>

namespace hookwalk::session
{

// ---- state

void Session::Private::become(State next)
{
    if (std::exchange(state, next) != next)
        Q_EMIT q->stateChanged(next);
}

void Session::Private::report(const Error& error)
{
    lastError = error;
    Q_EMIT q->failed(error);
}

void Session::Private::fail(const Error& error)
{
    leave();
    become(State::Failed);
    report(error);
}

void Session::Private::leave()
{
    release();
    leaveTun();
}

void Session::Private::release()
{
    closeTun();
    helper.close();
    devices.clear();
    settingsTold = tunIndex = refusedIndex = 0;
    injection.reset();
    farHelper.reset();
    traced = {};
    trace = {};
    lost = {};
}

void Session::Private::closeTun()
{
    if (worker)
        worker->cancel();
    workerThread.quit();
    workerThread.wait();
    worker.reset();
}

void Session::Private::countLost(const protocol::Lost& now)
{
    lost = now;
    lostSinceTrace = lost.total();
    Q_EMIT q->eventsLostChanged(q->eventsLost());
}

// ---- from Starting to Ready

void Session::Private::start()
{
    const auto program = findHelper(options.helperPath);
    if (!program)
        return fail(program.error());
    lostBefore = lostSinceTrace = 0;
    opening = false;
    become(State::Starting);
    if (const auto stillThere = checkNetns(); !stillThere)
        return fail(stillThere.error());
    const auto started =
        planStart(*program, options.place, options.netns.file.isEmpty() ? options.startBy : StartBy::Direct,
                  options.level)
            .and_then([this](HelperStart how) {
                how.netns = options.netns;
                return helper.start(restricted(std::move(how), options.level));
            });
    if (!started)
        return fail(started.error());
    helper.ask<protocol::Done>(
        protocol::Hello{}, [this](const auto&) { isOnHost() ? useHost() : makeLab(); }, refusedStart());
}

// A process may have ended since, and what has its PID now be somewhere else.
Result<void> Session::Private::checkNetns() const
{
    if (options.netns.file.isEmpty())
        return {};
    return findNetns(options.netns.name).and_then([this](const NetworkNamespace& found) -> Result<void> {
        if (found == options.netns)
            return {};
        return failure(ErrorCode::NotFound, say("netns-not-entered", found.name.toStdString()), ENOENT,
                       say("netns-are-named"));
    });
}

void Session::Private::makeLab()
{
    const auto made = [this](const protocol::LabMade& description) {
        const auto nothing = [](const auto&) {}; // a lab can be used without the list of its devices
        helper.ask<protocol::Done>(protocol::WatchDevices{}, nothing, nothing);
        openTun(description, refusedStart());
    };
    helper.ask<protocol::LabMade>(protocol::MakeLab{}, made, refusedStart());
}

void Session::Private::useHost()
{
    const auto watch = [this](const auto&) {
        const auto ready = [this](const auto&) { become(State::Ready); };
        helper.ask<protocol::Done>(protocol::WatchDevices{}, ready, refusedStart());
    };
    helper.ask<protocol::Done>(protocol::UseHost{}, watch, refusedStart());
}

HelperLink::Refused Session::Private::refusedStart()
{
    return [this](const Error& error) { fail(error); };
}

// Replaces the tun in use, which stays if this one cannot be opened.
void Session::Private::openTun(const protocol::LabMade& wanted, const Refused& refused)
{
    opening = true;
    const auto opened = [this, wanted](const auto&) {
        opening = false;
        openedTun(wanted, helper.takeDescriptor());
    };
    const auto failed = [this, refused](const Error& error) {
        opening = false;
        refused(error);
    };
    helper.ask<protocol::Done>(protocol::OpenTun{wanted.tun}, opened, failed);
}

void Session::Private::openedTun(const protocol::LabMade& opened, UniqueFd tun)
{
    if (!tun)
        return fail(HelperLink::unreadableAnswer());
    closeTun();
    lab = opened;
    const auto device =
        std::ranges::find_if(devices, [&](const auto& known) { return known.name == lab.tun; });
    tunIndex = device != devices.end() ? device->index : 0;
    worker = std::make_unique<PingWorker>(std::move(tun));
    worker->moveToThread(&workerThread);
    QObject::connect(
        worker.get(), &PingWorker::resultsReady, q, [this] { takeResults(); }, Qt::QueuedConnection);
    QObject::connect(
        worker.get(), &PingWorker::halfUsed, q, [this] { makeRoom(); }, Qt::QueuedConnection);
    workerThread.setObjectName(QStringLiteral("hookwalk-ping"));
    workerThread.start();
    if (state == State::Starting)
        become(State::Ready);
    Q_EMIT q->tunChanged(QString::fromStdString(lab.tun));
}

// ---- devices

void Session::Private::keepDevices(const protocol::DevicesShown& shown)
{
    devices = shown.devices;
    if (state == State::Ready) // a run ends by itself when its tun is deleted
        followTun();
    Q_EMIT q->devicesChanged(devices);
    if (std::exchange(settingsTold, shown.settings) != shown.settings)
        q->showGateway();
}

// Handles that the tun in use was deleted, made again, or got other addresses.
void Session::Private::followTun()
{
    if (lab.tun.empty() || opening)
        return;
    const auto device =
        std::ranges::find_if(devices, [&](const auto& known) { return known.name == lab.tun; });
    const bool isThere = device != devices.end();
    if (isThere && worker && tunIndex == 0)
        tunIndex = device->index; // reported for the first time
    const bool isAnother = tunIndex != 0 && (!isThere || device->index != tunIndex);
    if (worker && isAnother)
        isOnHost() ? leaveTun() : closeTun();
    else if (worker && isThere && isOnHost())
        describe(*device);
    if (isOnHost() || worker || !isThere || device->index == refusedIndex)
        return;
    openTun(lab,
            [this, index = device->index](const Error& error) { // the lab's tun was deleted and made again
                refusedIndex = index;
                report(error);
            });
}

void Session::Private::describe(const protocol::Device& device)
{
    const auto before = std::exchange(lab, describeTun(device));
    const bool same = before.tun == lab.tun && before.pingSource == lab.pingSource &&
                      before.pingSource6 == lab.pingSource6 && before.tunAddress == lab.tunAddress &&
                      before.tunAddress6 == lab.tunAddress6;
    if (!same)
        Q_EMIT q->tunChanged(QString::fromStdString(lab.tun));
}

void Session::Private::leaveTun()
{
    closeTun();
    if (!std::exchange(lab, {}).tun.empty())
        Q_EMIT q->tunChanged({});
}

void Session::useTun(const QString& name)
{
    if (d->state != State::Ready)
        return d->report(Error{ErrorCode::Busy, say("tun-not-chosen-now")});
    protocol::LabMade wanted;
    wanted.tun = name.toStdString();
    const auto device =
        std::ranges::find_if(d->devices, [&](const auto& known) { return known.name == wanted.tun; });
    d->openTun(device != d->devices.end() ? describeTun(*device) : wanted,
               [this](const Error& error) { d->report(error); });
}

// ---- changes

void Session::change(const change::Change& wanted, const Answered& then)
{
    const auto answered = [this, then,
                           isGateway = change::isOfGateway(wanted)](const std::optional<Error>& refusal) {
        if (then)
            then(refusal);
        Q_EMIT changed(!refusal, refusal.value_or(Error()));
        if (isGateway)
            showGateway();
    };
    if (!isReady())
        return answered(Error{ErrorCode::Busy, say("no-place-to-change")});
    d->helper.ask<protocol::Done>(
        wanted,
        [this, answered](const protocol::Done& done) {
            if (!done.lost.empty())
                Q_EMIT routesLost(done.lost);
            answered({});
        },
        answered);
}

void Session::showGateway()
{
    if (isReady())
        d->helper.ask<protocol::GatewayShown>(
            protocol::ShowGateway{}, [this](const auto& shown) { Q_EMIT gatewayChanged(shown); },
            [this](const Error& error) { d->report(error); });
}

void Session::restoreLeftovers(const Restored& then)
{
    if (!isReady())
        return then(Error{ErrorCode::Busy, say("no-place-yet")}, {});
    d->helper.ask<protocol::Restored>(
        protocol::RestoreLeftovers{}, [then](const auto& answer) { then({}, answer.done); },
        [then](const Error& error) { then(error, {}); });
}

// ---- the doctor

void Session::examine()
{
    const auto refused = [this](const Error& error) { d->report(error); };
    if (!isReady())
        return d->examineByVisitor(refused);
    d->helper.ask<protocol::Examined>(
        protocol::Examine{}, [this](const auto& answer) { Q_EMIT examined(answer.checks); }, refused);
}

// A helper of its own, without privileges where this program has none.
void Session::Private::examineByVisitor(const Refused& refused)
{
    visitor = std::make_unique<HelperLink>(options.answerTimeoutMs);
    auto* const asked = visitor.get();
    // Deleted later, because its own code is still running when the answer comes.
    const auto leave = [this, asked] {
        asked->close();
        asked->deleteLater();
        if (visitor.get() == asked)
            static_cast<void>(visitor.release()); // it deletes itself
    };
    const auto end = [leave, refused](const Error& error) {
        leave();
        refused(error);
    };
    QObject::connect(asked, &HelperLink::ended, asked, end);
    const auto started = findHelper(options.helperPath)
                             .and_then([](const QString& program) {
                                 return planStart(program, Place::Lab); // asks for nothing
                             })
                             .and_then([&](const HelperStart& how) { return asked->start(how); });
    if (!started)
        return end(started.error());
    const auto tell = [this, leave](const protocol::Examined& answer) {
        const auto checks = answer.checks;
        leave();
        Q_EMIT q->examined(checks);
    };
    asked->ask<protocol::Done>(
        protocol::Hello{},
        [asked, tell, end](const auto&) { asked->ask<protocol::Examined>(protocol::Examine{}, tell, end); },
        end);
}

} // namespace hookwalk::session
