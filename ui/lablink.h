// SPDX-License-Identifier: GPL-3.0-or-later
// The lab as the window speaks of it: the session's states in words, and what can be asked of it now.
#pragma once

#include "session/session.h"
#include "traversal/cause.h"
#include "ui/panels/pill.h"
#include "ui/panels/sendform.h"
#include "ui/panels/sourcesmenu.h"

#include <functional>

namespace hookwalk::ui
{

class LabLink : public QObject
{
    Q_OBJECT

public:
    struct Words {
        Pill::Tone tone = Pill::Tone::Quiet;
        QString pill, why;       // "Kernel log", and why this source
        QString title, sentence; // what the empty diagram says
        QString loss = {};       // "1,204 lost"; empty where nothing is traced
    };

    explicit LabLink(const session::Session::Options& options, QObject* parent = nullptr);

    void setPlace(session::Place place, const session::NetworkNamespace& netns = {}); // and starts there
    bool isOnHost() const { return m_session.options().place == session::Place::Host; }
    // Where that is not this machine's own; its name may be empty.
    const session::NetworkNamespace& netns() const { return m_session.options().netns; }
    QString placeName() const; // "Lab", "This machine", or the network namespace as it was given
    QString placeIcon() const;
    QString placeMeaning() const;
    void setTracing(bool on);
    void setSources(const SourcesMenu::Choice& choice);
    SourcesMenu::Choice sources() const;
    // Asked when a run is over: for which packets should the kernel say where it would send them?
    void setQuestions(const std::function<std::vector<RouteSearch>()>& questions);

    Words words() const;
    static QString lossText(quint64 lost); // "1,204 lost", "1.2 M lost"
    SendForm::Mode mode() const;
    const session::Session& session() const { return m_session; }
    session::Session& session() { return m_session; }

Q_SIGNALS:
    void changed(); // words or mode
    void ready(const hookwalk::protocol::LabMade& lab);
    // canUseNflog: only the source that was asked for cannot be had.
    void failed(const QString& sentence, bool canTryAgain, bool canUseNflog);
    void
    finished(const hookwalk::session::PingSummary& summary); // the run is over, and all of it has been told

private:
    void stateChanged(session::Session::State state);
    Words wordsOnHost() const;
    void traceLab();
    void tellSource(Words& words) const;

    session::Session m_session;
    session::Session::State m_before = session::Session::State::Idle;
};

} // namespace hookwalk::ui
