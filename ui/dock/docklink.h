// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the left dock with a session: what the session tells is shown, what the panels ask for is passed on.
#pragma once

#include "session/session.h"
#include "ui/dock/changerequest.h"

#include <map>
#include <set>

namespace hookwalk::ui
{

class LeftDock;

class DockLink : public QObject
{
    Q_OBJECT

public:
    explicit DockLink(session::Session& session, QObject* parent = nullptr);
    Ask ask();
    void serve(LeftDock& dock); // once

private:
    void pass(QObject* asker, const Order& order, const Answer& answer);
    void showState();
    void showTunInUse();
    void noteNames(const std::vector<protocol::Device>& devices);
    void examine(); // soon, and once for all that happens until then
    void abandon(); // the helper is gone: whoever waits is told

    session::Session& m_session;
    LeftDock* m_dock = nullptr;
    std::map<quint64, Answer> m_waiting;
    quint64 m_asked = 0;
    session::Session::State m_before = session::Session::State::Idle;
    bool m_examining = false;
    std::set<std::string> m_names; // of the devices
};

} // namespace hookwalk::ui
