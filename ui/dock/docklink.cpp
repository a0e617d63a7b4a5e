// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/docklink.h"

#include "ui/dock/changestrip.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/gatewaypanel.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "ui/dock/undo.h"
#include "words/words.h"

#include <QPointer>
#include <QTimer>

namespace hookwalk::ui
{

namespace
{

using session::Session;

constexpr int examineDelayMs = 100; // several changes at once are looked at once

QString idleSentence(const Session& session)
{
    const bool lab = session.options().place == session::Place::Lab;
    switch (session.state()) {
    case Session::State::Idle:
        return lab ? DockLink::tr("Start the lab to see its tun.")
                   : DockLink::tr("Start on this machine to see its tun devices.");
    case Session::State::Starting:
        return lab ? DockLink::tr("The lab is being made…") : DockLink::tr("The helper is being started…");
    case Session::State::Failed:
        return (lab ? DockLink::tr("There is no lab. ") : DockLink::tr("The helper could not be started. ")) +
               QString::fromStdString(words::text(session.lastError()));
    default:
        return {};
    }
}

QString startWords(const Session& session)
{
    switch (session.state()) {
    case Session::State::Idle:
        return DockLink::tr("Start");
    case Session::State::Failed:
        return DockLink::tr("Try again");
    default:
        return {};
    }
}

// What lets a command run at the place.
QString commandPrefix(const Session& session)
{
    if (!session.isReady())
        return {};
    if (session.options().place == session::Place::Lab)
        return session::labCommand(session.helperPid());
    const auto& netns = session.options().netns;
    return netns.file.isEmpty() ? QString() : session::netnsCommand(netns);
}

} // namespace

DockLink::DockLink(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

Ask DockLink::ask()
{
    return [this](QObject* asker, const Order& order, const Answer& answer) { pass(asker, order, answer); };
}

void DockLink::serve(LeftDock& dock)
{
    m_dock = &dock;
    connect(&m_session, &Session::stateChanged, this, &DockLink::showState);
    connect(&m_session, &Session::devicesChanged, &dock,
            [&dock](const auto& devices) { dock.tun().showDevices(devices); });
    connect(&m_session, &Session::devicesChanged, this, &DockLink::noteNames);
    connect(&m_session, &Session::changed, this, [this](bool done) {
        if (done)
            examine();
    });
    connect(&m_session, &Session::routesLost, &dock,
            [&dock](const auto& routes) { dock.undo().alsoLost(routes); });
    connect(&m_session, &Session::gatewayChanged, &dock,
            [&dock](const auto& shown) { dock.gateway().showGateway(shown); });
    connect(&m_session, &Session::examined, &dock,
            [&dock](const auto& checks) { dock.doctor().showChecks(checks); });
    connect(&m_session, &Session::failed, this, &DockLink::showState); // the reason comes behind the state
    connect(&m_session, &Session::tunChanged, this, &DockLink::showTunInUse);
    connect(&dock, &LeftDock::startAsked, &m_session, &Session::start);
    connect(&dock, &LeftDock::useAsked, &m_session, &Session::useTun);
    connect(&dock.doctor(), &DoctorPanel::refreshAsked, this, &DockLink::examine);
    showState();
}

void DockLink::showState()
{
    const bool isHost = m_session.options().place == session::Place::Host;
    m_dock->setIdle(idleSentence(m_session), startWords(m_session));
    m_dock->setNeeded(isHost && m_session.isReady());
    m_dock->strip().setPlace(commandPrefix(m_session), isHost);
    const auto before = std::exchange(m_before, m_session.state());
    const bool wasReady = before == Session::State::Ready || before == Session::State::Pinging;
    if (before == m_before || (wasReady && m_session.isReady()))
        return;
    if (wasReady)
        abandon();
    if (m_before != Session::State::Starting)
        examine();
    if (!m_session.isReady())
        return;
    m_dock->tun().choose(QString::fromStdString(m_session.lab().tun));
    m_dock->tun().showDevices(m_session.devices());
    m_dock->gateway().setOut(QString::fromStdString(m_session.lab().network));
    showTunInUse();
    m_session.showGateway();
}

// A lab has a tun of its own, on this machine a person chooses one.
void DockLink::showTunInUse()
{
    const bool isHost = m_session.options().place == session::Place::Host;
    m_dock->tun().setInUse(isHost ? std::optional(QString::fromStdString(m_session.lab().tun))
                                  : std::nullopt);
}

// Each device has settings of its own at the gateway.
void DockLink::noteNames(const std::vector<protocol::Device>& devices)
{
    std::set<std::string> names;
    for (const auto& device : devices)
        names.insert(device.name);
    if (std::exchange(m_names, names) != names)
        m_session.showGateway();
}

void DockLink::examine()
{
    if (std::exchange(m_examining, true))
        return;
    QTimer::singleShot(examineDelayMs, this, [this] {
        m_examining = false;
        if (m_session.state() != Session::State::Starting) // then its end asks again
            m_session.examine();
    });
}

void DockLink::pass(QObject* asker, const Order& order, const Answer& answer)
{
    const quint64 number = ++m_asked;
    m_waiting[number] = [asker = QPointer<QObject>(asker), answer](const std::optional<Error>& refusal) {
        if (asker)
            answer(refusal);
    };
    const auto then = [this, self = QPointer<DockLink>(this), number](const std::optional<Error>& refusal) {
        if (!self)
            return;
        if (const auto waiting = m_waiting.extract(number))
            waiting.mapped()(refusal);
    };
    if (const auto* change = std::get_if<change::Change>(&order))
        return m_session.change(*change, then);
    m_session.restoreLeftovers(
        [then, dock = QPointer<LeftDock>(m_dock)](const auto& refusal, const auto& sentences) {
            if (dock && !refusal)
                dock->doctor().showRestored(sentences);
            then(refusal);
        });
}

void DockLink::abandon()
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& [number, answer] : waiting)
        answer(Error{ErrorCode::HelperGone, say("helper-gone-unanswered")});
    m_dock->undo().forget(); // the helper has undone all
}

} // namespace hookwalk::ui
