// SPDX-License-Identifier: GPL-3.0-or-later
// What Ctrl+Z takes back of what the left dock changed, the latest first. It goes the way of every change: its commands
// are shown, all of them, and on this machine they wait for one "Apply".
#pragma once

#include "ui/dock/changerequest.h"

#include <QWidget>
#include <vector>

namespace hookwalk::ui
{

class ChangeStrip;

struct InForce {
    const std::vector<protocol::Device>& devices;
    const protocol::GatewayShown& gateway;
};

// The changes, in order, that bring back what `change` will change of it, but for routes that will go with it. Empty:
// nothing, or it cannot be told.
std::vector<change::Change> wayBack(const change::Change& change, const InForce& before);

// A control of the strip without a face.
class Undo : public QWidget
{
    Q_OBJECT

public:
    using Now = std::function<InForce()>;

    explicit Undo(Now now, QWidget* parent = nullptr);

    Ask through(const Ask& ask);                                    // what is done by it can be undone
    void alsoLost(const std::vector<change::RestoreRoute>& routes); // by the change whose answer comes next
    void run(ChangeStrip& strip);
    void redo(ChangeStrip& strip); // what was undone last, if nothing else was changed since
    void forget();                 // another place
    void takeOver(Undo& other);
    bool isPossible() const { return !m_done.empty(); }
    bool isRedoPossible() const { return !m_undone.empty(); }
    QString words() const; // of the latest change, "Set tun0 down"; empty: there is none
    QString redoWords() const;

Q_SIGNALS:
    void changed(); // what is possible, and its words

private:
    struct Done {
        change::Change change;
        std::vector<change::Change> back; // what is left of it
    };

    void giveUp(const change::Change& change);
    void note(const change::Change& change, std::vector<change::Change> back);
    std::optional<Proposal> next() const;
    std::optional<Proposal> proposalOf(const change::Change& change) const;

    const Now m_now;
    std::vector<Done> m_done;                 // the latest one last
    std::vector<change::Change> m_undone;     // the latest one last
    std::vector<change::RestoreRoute> m_lost; // by the change that is being answered
    bool m_isRunning = false;
};

} // namespace hookwalk::ui
