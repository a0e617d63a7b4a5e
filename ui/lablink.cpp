// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lablink.h"

#include "session/pingplan.h"
#include "ui/keys/commands.h"
#include "words/words.h"

#include <QLocale>

namespace hookwalk::ui
{

namespace
{

using State = session::Session::State;

QString fromUtf8(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

LabLink::LabLink(const session::Session::Options& options, QObject* parent)
    : QObject(parent)
    , m_session(options)
{
    connect(&m_session, &session::Session::stateChanged, this, &LabLink::stateChanged);
    connect(&m_session, &session::Session::traceChanged, this, &LabLink::changed);
    connect(&m_session, &session::Session::eventsLostChanged, this, &LabLink::changed);
    connect(&m_session, &session::Session::tunChanged, this, [this] { // of this machine: a person chose one
        if (isOnHost())
            Q_EMIT ready(m_session.lab());
        Q_EMIT changed();
    });
    connect(&m_session, &session::Session::pingFinished, this, [this](const session::PingSummary& summary) {
        Q_EMIT changed();
        Q_EMIT finished(summary);
    });
    connect(&m_session, &session::Session::failed, this, [this](const Error& error) {
        Q_EMIT failed(fromUtf8(words::text(error)), m_session.state() == State::Failed,
                      error.hint.code == "choose-nflog");
    });
}

QString LabLink::placeName() const
{
    if (!isOnHost())
        return tr("Lab");
    return netns().file.isEmpty() ? tr("This machine") : netns().name;
}

QString LabLink::placeIcon() const
{
    if (!isOnHost())
        return QStringLiteral("flask");
    return netns().file.isEmpty() ? QStringLiteral("process") : QStringLiteral("network");
}

QString LabLink::placeMeaning() const
{
    if (!isOnHost())
        return tr("Lab: network namespaces of its own");
    return netns().file.isEmpty()
               ? tr("This machine: its real network, changed by the helper and put back")
               : tr("Network namespace %1: changed by the helper and put back").arg(netns().name);
}

void LabLink::setPlace(session::Place place, const session::NetworkNamespace& netns)
{
    m_session.setPlace(place, netns);
    m_session.start();
    Q_EMIT changed();
}

void LabLink::setTracing(bool on)
{
    m_session.setTracing(on);
    if (on)
        traceLab();
    Q_EMIT changed();
}

// Trace points stand before the first ping, so that the window can say which source is in use.
void LabLink::traceLab()
{
    if (m_session.state() == State::Ready && m_session.isTracing() && !m_session.lab().farAddress.isNull())
        m_session.setTrace({m_session.lab().farAddress, m_session.lab().pingSource});
}

void LabLink::stateChanged(State state)
{
    if (std::exchange(m_before, state) == State::Starting && state == State::Ready) {
        Q_EMIT ready(m_session.lab());
        traceLab();
    }
    Q_EMIT changed();
}

SendForm::Mode LabLink::mode() const
{
    switch (m_session.state()) {
    case State::Ready:
        if (m_session.lab().tun.empty()) // on this machine, before one is chosen
            return SendForm::Mode::Unavailable;
        return SendForm::Mode::Ready;
    case State::Pinging:
        return SendForm::Mode::Sending;
    default:
        return SendForm::Mode::Unavailable;
    }
}

LabLink::Words LabLink::wordsOnHost() const
{
    const auto none = placeName();
    switch (m_session.state()) {
    case State::Starting:
        return {Pill::Tone::Quiet, tr("Starting the helper…"),
                tr("An administrator may be asked to let it in."), none,
                tr("The helper is being started. An administrator may be asked to let it in.")};
    case State::Failed:
        return {Pill::Tone::Bad, tr("No helper"), fromUtf8(words::text(m_session.lastError())), none,
                tr("The helper could not be started. The Lab needs no privileges.")};
    default:
        return {Pill::Tone::Quiet,
                tr("No tun chosen"),
                {},
                none,
                tr("Create a tun on the left, or choose one, and send pings into it. All that "
                   "Hookwalk changes is "
                   "put back at the end.")};
    }
}

LabLink::Words LabLink::words() const
{
    if (isOnHost() && m_session.lab().tun.empty())
        return wordsOnHost();
    const QString nowhere =
        tr("Open a saved kernel log with %1, or drop one here.").arg(keysText(Command::Open));
    switch (m_session.state()) {
    case State::Idle:
        return {Pill::Tone::Quiet, tr("No lab"), {}, QStringLiteral("Hookwalk"), nowhere};
    case State::Starting:
        return {
            Pill::Tone::Quiet, tr("Making the lab…"),
            tr("Network namespaces of its own, with a tun and a far host."), tr("Making the lab…"),
            tr("Network namespaces of its own, a tun and a far host. Nothing of this machine is touched.")};
    case State::Failed:
        return {Pill::Tone::Bad, tr("No lab"), fromUtf8(words::text(m_session.lastError())),
                tr("There is no lab"), nowhere};
    case State::Ready:
    case State::Pinging:
        break;
    }
    Words words{Pill::Tone::Good,
                isOnHost() ? tr("%1 ready").arg(fromUtf8(m_session.lab().tun)) : tr("Lab ready"),
                {},
                tr("Press Send"),
                tr("A real ping walks through this kernel's netfilter and back, and you see each step.")};
    const auto& trace = m_session.trace();
    if (!m_session.isTracing()) {
        words.tone = Pill::Tone::Quiet;
        words.pill = tr("Trace is off");
        words.why = tr("Pings are sent, but nothing of their way is reported.");
        words.title = tr("Trace is off: nothing is drawn");
        words.sentence =
            tr("Pings are sent, but nothing of their way is reported. Switch Trace on to see it.");
    } else if (trace.active) {
        tellSource(words);
    }
    return words;
}

// Of one width, nearly: six digits, then millions.
QString LabLink::lossText(quint64 lost)
{
    const QLocale english(QLocale::English);
    return lost < 1'000'000 ? tr("%1 lost").arg(english.toString(lost))
                            : tr("%1 M lost").arg(english.toString(static_cast<double>(lost) / 1e6, 'f', 1));
}

void LabLink::tellSource(Words& words) const
{
    const auto& trace = m_session.trace();
    words.tone = m_session.eventsLost() > 0 ? Pill::Tone::Bad : Pill::Tone::Good;
    words.pill = trace.source == protocol::LogSource::Both ? tr("Log + NFLOG") : sourceName(trace.source);
    words.loss = lossText(m_session.eventsLost());
    auto why = trace.why;
    if (const auto off = m_session.detailsOffReason(); !off.isEmpty())
        why.push_back(off);
    words.why = fromUtf8(words::text(why));
}

void LabLink::setSources(const SourcesMenu::Choice& choice)
{
    m_session.setSources(choice.source, choice.rules, choice.connections, choice.frames);
}

SourcesMenu::Choice LabLink::sources() const
{
    const auto& options = m_session.options();
    return {options.source, options.rules, options.connections, options.frames};
}

void LabLink::setQuestions(const std::function<std::vector<RouteSearch>()>& questions)
{
    m_session.setQuestions([questions] { return session::routeQuestions(questions()); });
}

} // namespace hookwalk::ui
