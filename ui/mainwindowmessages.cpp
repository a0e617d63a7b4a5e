// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says: errors with a way on, how a run ended, and what was said before.
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "ui/mainwindow.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "words/probes.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <QDockWidget>
#include <QMenu>

namespace hookwalk::ui
{

namespace
{

using Tone = MessageBar::Tone;

constexpr TraversalIndex mostOfRun = 256; // of a run: the ending of each packet takes time

// The packets of a run that came no further, as far as they were looked at.
struct Stopped {
    TraversalIndex first = noIndex;
    Ending ending; // of the first
    bool allAlike = true;
};

Stopped stoppedIn(const Document& document, TraversalIndex from)
{
    Stopped found;
    const auto end = std::min(document.count(), from + mostOfRun);
    for (auto packet = std::max(from, document.first()); packet < end; ++packet) {
        if (document.trace().traversals()[packet].replyTo != noIndex)
            continue;
        auto ending = endingOf(document.trace(), packet);
        if (ending.code.empty())
            continue;
        found.allAlike = found.allAlike && (found.first == noIndex || ending.reason == found.ending.reason);
        if (found.first == noIndex) {
            found.first = packet;
            found.ending = std::move(ending);
        }
    }
    return found;
}

bool isOfRule(const Ending& ending)
{
    static constexpr std::array codes{"rule-drop", "rule-reject", "policy-drop", "invalid-dropped"};
    return std::ranges::find(codes, ending.code) != codes.end();
}

} // namespace

void MainWindow::showError(const QString& sentence, std::vector<MessageBar::Action> actions,
                           bool offerExample)
{
    // Without a lab, or the log that was asked for, there is still something to see.
    const QStringList examples = exampleLogs();
    if (!examples.isEmpty() && offerExample)
        actions.push_back({tr("Open an example"), [this, path = examples.front()] { openFile(path); }});
    m_messages->show(Tone::Bad, sentence, actions);
}

void MainWindow::showLabError(const QString& sentence, bool canTryAgain, bool canUseNflog)
{
    std::vector<MessageBar::Action> actions;
    if (canUseNflog)
        actions.push_back({tr("Use NFLOG"), [this] {
                               auto sources = m_lab.sources();
                               sources.source = protocol::LogSource::Nflog;
                               useSources(sources);
                               m_lab.setTracing(true);
                           }});
    if (canTryAgain) {
        actions.push_back({tr("Try again"), [this] { m_lab.session().start(); }});
        actions.push_back({tr("Set up"), [this] { m_leftDock->showDoctor(); }});
    }
    showError(sentence, std::move(actions), canTryAgain);
}

// Nothing of a run can be seen there yet.
void MainWindow::askForTun()
{
    m_messages->show(Tone::Hint, tr("No tun is set up: create one, or choose one on the left."),
                     {{tr("Set up"), [this] { m_leftDock->tun().createTun(); }}});
}

void MainWindow::useSources(const SourcesMenu::Choice& sources)
{
    m_lab.setSources(sources);
    if (m_remember)
        SourcesMenu::remember(sources);
}

void MainWindow::showOutcome(const session::PingSummary& summary)
{
    if (!summary.problem.empty())
        return showError(qt(words::text(summary.problem)));
    const bool answered = summary.received == summary.sent || summary.cancelled;
    const Stopped stopped =
        answered || !m_document.isLive() ? Stopped() : stoppedIn(m_document, m_work->runBegan);
    const QString sentence =
        qt(words::outcome(summary, words::cause(stopped.ending), summary.sent == 1 || stopped.allAlike));
    std::vector<MessageBar::Action> actions;
    if (stopped.first != noIndex)
        actions.push_back({isOfRule(stopped.ending) ? tr("Show rule") : tr("Show packet"),
                           [this, packet = stopped.first] { showWhereItEnded(packet); }});
    const bool unread = summary.waiting == summary.sent && stopped.first == noIndex;
    m_messages->show(answered || unread ? Tone::Good : Tone::Bad, sentence, actions);
}

void MainWindow::showWhereItEnded(TraversalIndex packet)
{
    if (!m_document.isLive() || packet < m_document.first())
        return;
    takeOver();
    m_selection.select(packet);
    const Walk& walk = *m_selection.walk();
    const int death = deathStop(walk);
    m_selection.goTo(death >= 0 ? death : static_cast<int>(walk.stops.size()) - 1);
    showInspector(true);
    // Once the inspector has its new height.
    QMetaObject::invokeMethod(m_inspector, &Inspector::showRule, Qt::QueuedConnection);
}

void MainWindow::fillMessages(QMenu& menu)
{
    menu.clear(); // what belongs to the window stays its own
    m_actions.addTo(menu, {Command::MessageAction, Command::CopyMessage, Command::Dismiss});
    menu.addSeparator();
    for (const QString& sentence : m_messages->former())
        connect(menu.addAction(QFontMetrics(menu.font()).elidedText(sentence, Qt::ElideRight, 480)),
                &QAction::triggered, this, [this, sentence] { m_messages->show(Tone::Hint, sentence); });
    if (m_messages->former().isEmpty())
        menu.addAction(tr("None yet"))->setEnabled(false);
}

} // namespace hookwalk::ui
