// SPDX-License-Identifier: GPL-3.0-or-later
// Two packets that are pinned, A and B, and the window that compares them.
#include "session/ping.h"
#include "ui/compare/compareview.h"
#include "ui/compare/sendagain.h"
#include "ui/dock/leftdock.h"
#include "ui/filenames.h"
#include "ui/mainwindow.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <QDockWidget>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <utility>

namespace hookwalk::ui
{

namespace
{
using Tone = MessageBar::Tone;
}

void MainWindow::bindComparison(QMenu& menu)
{
    using C = Command;
    m_actions.bind(C::PinA, [this] { togglePin(Side::A); });
    m_actions.bind(C::PinB, [this] { togglePin(Side::B); });
    bindDifferences();
    m_actions.addTo(menu, {C::PinA, C::PinB});
    menu.addSeparator();
    m_actions.addTo(menu, {C::Compare, C::NextDifference, C::PreviousDifference, C::Swap});
    menu.addSeparator();
    m_actions.addTo(menu, {C::SendAsB});
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_bottom->timeline().view(), m_diagram, m_inspector})
        offerPins(*widget);

    Pins& pins = m_work->pins;
    const auto refresh = [this, &pins] { pins.refresh(m_document); };
    connect(&m_document, &Document::grew, this, [this, refresh] {
        pinAwaited();
        refresh();
    });
    connect(&m_document, &Document::learned, this, refresh);
    connect(&m_document, &Document::forgot, this, refresh);
    connect(&m_document, &Document::forgotAside, this, refresh);
    connect(&m_document, &Document::reset, this, refresh);
    connect(&m_lab, &LabLink::finished, this, [this] {
        if (std::exchange(m_work->awaitedB, std::nullopt))
            m_messages->show(Tone::Bad, tr("Nothing was seen of the packet that was sent again."));
    });
    connect(&pins, &Pins::changed, this, &MainWindow::showPinned);
    connect(&pins, &Pins::forgotten, this, [this](Side side) {
        m_messages->show(
            Tone::Hint,
            tr("The packet that was pinned as %1 is gone: only the latest ones are kept.").arg(nameOf(side)));
    });
}

void MainWindow::bindDifferences()
{
    using C = Command;
    m_actions.bind(
        C::Compare, [this] { isComparing() ? leaveComparison() : showComparison(); },
        [this] { return m_work->pins.areBoth(); });
    const auto go = [this](int direction) {
        if (!m_compare->goToDifference(direction))
            m_messages->show(Tone::Good,
                             direction > 0 ? tr("No further difference.") : tr("No difference before."));
    };
    const auto comparing = [this] { return isComparing(); };
    m_actions.bind(
        C::NextDifference, [go] { go(1); }, comparing);
    m_actions.bind(
        C::PreviousDifference, [go] { go(-1); }, comparing);
    m_actions.bind(
        C::Swap, [this] { m_work->pins.swap(); }, [this] { return m_work->pins.areBoth(); });
    m_actions.bind(
        C::SendAsB, [this] { sendAgain(); }, [this] { return m_work->pins[Side::A].has_value(); });
}

// On its right click. Where there is a menu to copy from, it takes them in.
void MainWindow::offerPins(QWidget& widget)
{
    widget.addActions({&m_actions[Command::PinA], &m_actions[Command::PinB]});
    if (widget.contextMenuPolicy() == Qt::DefaultContextMenu)
        widget.setContextMenuPolicy(Qt::ActionsContextMenu);
}

void MainWindow::togglePin(Side side)
{
    Pins& pins = m_work->pins;
    const auto& walk = m_selection.walk();
    if (isComparing())
        return; // no packet is chosen there
    if (!walk)
        return m_messages->show(Tone::Hint, tr("Choose a packet to pin first."));
    if (pins.isPinned(side, m_document.trace(), walk->traversal))
        return pins.unpin(side);
    pins.pin(side, {m_document.sharedTrace(), walk, m_document.name()});
    if (pins.areBoth())
        return showComparison();
    m_messages->show(Tone::Good, tr("Pinned as %1: %2. Pin another packet as %3 to compare them.")
                                     .arg(nameOf(side), qt(words::text(walk->title)),
                                          nameOf(side == Side::A ? Side::B : Side::A)));
}

bool MainWindow::isComparing() const
{
    return m_compare && m_middle->currentWidget() == m_compare;
}

Playhead& MainWindow::playing()
{
    return isComparing() ? m_compare->playhead() : m_playhead;
}

void MainWindow::makeComparison()
{
    m_compare = new CompareView(m_appearance, m_work->pins, Playhead::steadyClock(), m_middle);
    m_middle->addWidget(m_compare);
    for (QWidget* list : m_compare->lists())
        list->installEventFilter(this);
    connect(m_compare, &CompareView::left, this, &MainWindow::leaveComparison);
    connect(m_compare, &CompareView::sendAsked, this, &MainWindow::sendAgain);
    connect(m_compare, &CompareView::copied, this,
            [this](const QString& sentence) { m_messages->show(Tone::Good, sentence); });
}

void MainWindow::showComparison()
{
    if (!m_work->pins.areBoth() || isComparing())
        return;
    m_playhead.pause();
    takeOver();
    m_messages->clear();
    if (!m_compare)
        makeComparison();
    m_compare->showPins();
    m_middle->setCurrentWidget(m_compare);
    m_leftDock->setAside(true);
    m_inspectorDock->hide();
    m_bottomDock->hide();
    m_messages->moveOver(m_compare->diagram());
    m_compare->setFocus();
}

void MainWindow::leaveComparison()
{
    if (!isComparing())
        return;
    m_compare->playhead().pause();
    m_middle->setCurrentWidget(m_diagram);
    m_bottomDock->show();
    m_leftDock->setAside(false);
    foldToFit();
    m_messages->moveOver(*m_diagram);
    m_diagram->setFocus();
}

void MainWindow::showPinned()
{
    if (isComparing())
        m_work->pins.areBoth() ? m_compare->showPins() : leaveComparison();
}

// The probe as it was sent from here, or one that makes such a packet.
std::optional<session::PingRequest> MainWindow::requestOfA() const
{
    const Pin& a = *m_work->pins[Side::A];
    if (a.trace.get() != &m_document.liveTrace())
        return requestLike(*a.trace, a.packet());
    const auto& runs = m_work->sentRuns;
    const auto behind = std::ranges::upper_bound(runs, a.packet(), {}, &Work::SentRun::began);
    if (behind == runs.begin())
        return requestLike(*a.trace, a.packet());
    auto request = std::prev(behind)->request;
    request.count = 1;
    return request;
}

void MainWindow::sendAgain()
{
    const auto& a = m_work->pins[Side::A];
    if (!a)
        return;
    if (m_lab.mode() != SendForm::Mode::Ready)
        return m_messages->show(Tone::Hint,
                                tr("Nothing can be sent now: the lab is not ready, or a run is under way."));
    const auto request = requestOfA();
    if (!request)
        return m_messages->show(Tone::Hint,
                                tr("No probe makes a packet like A: ICMP echo, UDP and TCP can be sent."));
    const bool isAnswer = a->trace->traversals()[a->packet()].replyTo != noIndex;
    send(*request);
    m_work->awaitedB = {m_work->runBegan, isAnswer};
}

void MainWindow::pinAwaited()
{
    const auto& awaited = m_work->awaitedB;
    if (!awaited || !m_document.isLive())
        return;
    const auto packet = sentAgain(m_document.trace(), awaited->began, awaited->isAnswer);
    if (packet == noIndex)
        return;
    m_work->awaitedB.reset();
    m_work->pins.pin(Side::B, {m_document.sharedTrace(), m_document.walk(packet), m_document.name()});
    showComparison();
}

void MainWindow::openComparison(const query::Locator& a, const query::Locator& b)
{
    openLocator(a);
    m_work->against = b;
}

// The packet of the locator that was opened: first A, then the one that it is compared with.
void MainWindow::pinOpened()
{
    Pins& pins = m_work->pins;
    const auto pin = [&](Side side) {
        pins.pin(side, {m_document.sharedTrace(), m_selection.walk(), m_document.name()});
    };
    if (const auto against = std::exchange(m_work->against, std::nullopt)) {
        pin(Side::A);
        pins.unpin(Side::B);
        const auto here = query::packetOf(*against, m_document.trace());
        if (wholePaths(filesOf(*against)) == m_work->paths && here &&
            *here != noIndex) { // they need not be read twice
            m_selection.select(*here);
            pin(Side::B);
            return showComparison();
        }
        openLocator(*against);
        m_work->isAgainst = true;
    } else if (std::exchange(m_work->isAgainst, false)) {
        pin(Side::B);
        showComparison();
    }
}

} // namespace hookwalk::ui
