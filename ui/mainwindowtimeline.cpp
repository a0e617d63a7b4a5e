// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine in the window: where its commands and its hands on time lead. Every jump walks the rows that the
// filter leaves.
#include "ui/mainwindow.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/gotoeditor.h"
#include "ui/timeline/jumps.h"
#include "ui/timeline/noteeditor.h"
#include "ui/timeline/ruler.h"

#include <algorithm>
#include <QLocale>
#include <QProgressBar>

namespace hookwalk::ui
{

namespace
{

constexpr double keyZoom = 1.5;

}

void MainWindow::connectTimeline()
{
    TimelineView& view = *m_bottom->timeline().view();
    TransportBar& transport = m_bottom->transport();
    connect(&view, &TimelineView::spotChosen, this, &MainWindow::goToSpot);
    connect(&view.ruler(), &Ruler::stepRequested, this, [this](int direction) {
        takeOver();
        direction > 0 ? m_playhead.stepForward() : m_playhead.stepBack();
    });
    connect(&view.ruler(), &Ruler::flagChosen, this,
            [this](std::uint32_t record) { goToFlag(m_work->flags.at(record)); });
    m_note = new NoteEditor(m_appearance, m_work->flags, m_diagram);
    connect(m_note, &NoteEditor::closed, m_diagram, qOverload<>(&QWidget::setFocus));
    connect(m_note, &NoteEditor::removed, this, &MainWindow::offerFlagBack);
    m_goTo = new GoToEditor(m_appearance, m_diagram);
    connect(m_goTo, &GoToEditor::closed, m_diagram, qOverload<>(&QWidget::setFocus));
    connect(m_goTo, &GoToEditor::chosen, this, &MainWindow::goToTyped);
    connect(m_bottom, &BottomPanel::touched, this, &MainWindow::takeOver);
    connect(m_bottom, &BottomPanel::filterAsked, &m_actions[Command::Filter], &QAction::trigger);
    connect(&transport, &TransportBar::touched, this, &MainWindow::takeOver);
    connect(&transport, &TransportBar::listsToggled, &m_actions[Command::Lists], &QAction::trigger);
    connect(&transport, &TransportBar::asked, this,
            [this](Command command) { m_actions[command].trigger(); });
    connect(&m_playhead, &Playhead::finished, this, &MainWindow::loopOn);
    connect(&m_model, &TimelineModel::frozenChanged, this, &MainWindow::showTransport);
    connect(&m_model, &TimelineModel::newerChanged, this, &MainWindow::showTransport);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &MainWindow::showTransport);
    connect(&m_selection, &Selection::stopChanged, this, &MainWindow::showTransport);
    connect(&m_selection, &Selection::walkChanged, this, &MainWindow::showTransport);
    connect(&m_work->flags, &Flags::changed, this, &MainWindow::showTransport);
    connect(&m_document, &Document::reset, m_note, &NoteEditor::leave);
    connect(&m_document, &Document::forgot, this, [this] {
        if (!isKept(m_document.trace(), m_note->record()))
            m_note->leave();
    });
    connect(&m_search, &RowSearch::searching, this, [this](bool on) { m_busy->setVisible(on); });
    showTransport();
}

void MainWindow::bindTimeline()
{
    using C = Command;
    const auto hasPacket = [this] { return !isComparing() && m_selection.walk() != nullptr; };
    const auto hasRows = [this] {
        return !isComparing() && m_bottom->listsShown() && m_model.rowCount() > 0;
    };
    const auto hasLanes = [this, hasRows] { return hasRows() && m_bottom->timeline().view()->lanesShown(); };
    const auto bind = [&](C forward, C back, void (MainWindow::*go)(int)) {
        for (const auto& [command, direction] : {std::pair(forward, 1), std::pair(back, -1)})
            m_actions.bind(
                command, [this, go, direction = direction] { (this->*go)(direction); }, hasPacket);
    };
    bind(C::NextDrop, C::PreviousDrop, &MainWindow::goToDrop);
    bind(C::NextRewrite, C::PreviousRewrite, &MainWindow::goToRewrite);
    bind(C::NextOfConnection, C::PreviousOfConnection, &MainWindow::goToPacketOfConnection);
    m_actions.bind(
        C::GoTo, [this] { m_goTo->open(); },
        [this] { return !isComparing() && m_document.count() > m_document.first(); });
    m_actions.bindSwitch(
        C::LoopPacket, false, [this](bool on) { setLoop(on ? Loop::Packet : Loop::None); }, hasPacket);
    m_actions.bindSwitch(
        C::LoopView, false, [this](bool on) { setLoop(on ? Loop::View : Loop::None); }, hasPacket);
    m_actions.bindSwitch(
        C::Live, true, [this](bool) { m_model.isFrozen() ? goLive() : takeOver(); },
        [this] { return !isComparing() && m_document.isLive(); });
    m_actions.bind(
        C::Flag, [this] { toggleFlag(); }, hasPacket);
    m_actions.bind(
        C::FlagNote, [this] { writeNote(recordHere()); }, hasPacket);
    m_actions.bind(
        C::RemoveFlag, [this] { removeFlag(recordOfStep()); },
        [this] { return !isComparing() && m_work->flags.at(recordOfStep()); });
    m_actions.bind(
        C::NextFlag, [this] { goToFlag(m_work->flags.behind(recordHere())); },
        [this] { return !isComparing() && m_work->flags.behind(recordHere()); });
    m_actions.bind(
        C::PreviousFlag, [this] { goToFlag(m_work->flags.before(recordHere())); },
        [this] { return !isComparing() && m_work->flags.before(recordHere()); });
    const auto zoom = [this](double factor) {
        LaneScale& scale = m_bottom->timeline().view()->scale();
        scale.zoom(factor, scale.playheadX());
    };
    m_actions.bind(
        C::TimeCloser, [zoom] { zoom(keyZoom); }, hasLanes);
    m_actions.bind(
        C::TimeFarther, [zoom] { zoom(1 / keyZoom); }, hasLanes);
    TimelineView& view = *m_bottom->timeline().view();
    m_actions.bind(
        C::Rows,
        [&view] {
            constexpr int kinds = 3;
            view.setRowKind(static_cast<RowKind>((static_cast<int>(view.rowKind()) + 1) % kinds));
        },
        hasRows);
    m_actions.bind(
        C::OpenConnection, [&view] { view.toggleConnection(); },
        [hasRows, &view] { return hasRows() && view.rowKind() != RowKind::Packets; });
    m_actions.bind(
        C::AllTime, [this] { m_bottom->timeline().view()->scale().showAll(); }, hasLanes);
}

void MainWindow::takeOver()
{
    m_search.stop(); // a person acts: it is not wanted any more
    m_selection.stopFollowing();
    if (m_document.isLive() && m_document.count() > m_document.first())
        m_model.setFrozen(true);
}

void MainWindow::goLive()
{
    m_model.setFrozen(false);
    m_selection.select(m_model.traversalAt(m_model.rowCount() - 1));
    m_selection.followNew();
}

// none: what to say where there is no such row.
void MainWindow::search(int direction, RowSearch::Test isIt, const QString& none, RowSearch::Found go)
{
    m_search.start(m_selection.traversal(), direction, std::move(isIt),
                   [this, none, go = std::move(go)](TraversalIndex found) {
                       if (found == noIndex)
                           return m_messages->show(MessageBar::Tone::Hint, none);
                       m_selection.select(found);
                       go(found);
                   });
}

void MainWindow::goToDrop(int direction)
{
    takeOver();
    search(direction, isDrop(m_document),
           direction > 0 ? tr("No drop comes behind this packet.") : tr("No drop comes before this packet."),
           [this](TraversalIndex) { m_selection.goTo(lastStop(*m_selection.walk())); });
}

void MainWindow::goToRewrite(int direction)
{
    takeOver();
    if (const auto here = rewriteIn(*m_selection.walk(), m_selection.stop() + direction, direction))
        return m_selection.goTo(*here);
    search(direction, isRewritten(m_document), tr("No address is changed there."),
           [this, direction](TraversalIndex) {
               const auto& walk = *m_selection.walk();
               const int from = direction > 0 ? 0 : static_cast<int>(walk.stops.size()) - 1;
               m_selection.goTo(rewriteIn(walk, from, direction).value_or(0));
           });
}

void MainWindow::goToPacketOfConnection(int direction)
{
    takeOver();
    search(direction, isOfConnection(m_document, m_selection.traversal()),
           tr("The list has no other packet of this connection there."), [](TraversalIndex) {});
}

void MainWindow::goToTyped(const QString& text)
{
    const auto say = [this](const QString& sentence) { m_messages->show(MessageBar::Tone::Hint, sentence); };
    const auto place = goToIn(text);
    if (!place)
        return say(tr("\"%1\" is no packet and no time. Write a number, or a time as in 10:42:31 or 31.402.")
                       .arg(text));
    auto packet = packetAt(m_document, *place, m_selection.traversal());
    if (packet == noIndex)
        return say(tr("There is no packet %1: the list has %2 to %3.")
                       .arg(text.trimmed())
                       .arg(m_document.first() + 1)
                       .arg(m_document.count()));
    takeOver();
    // A packet that is named is shown in any case, of a time the next one that the filter leaves.
    if (!std::holds_alternative<TraversalIndex>(*place) && m_model.isInTime() && !m_model.shows(packet))
        packet = m_model.traversalAt(std::min(m_model.rowBehind(packet), m_model.rowCount() - 1));
    if (packet == noIndex)
        return say(tr("The filter leaves no packet."));
    m_selection.select(packet);
}

void MainWindow::goToSpot(const LaneScale::Spot& spot)
{
    takeOver();
    m_selection.goTo(spot.packet, spot.stop, spot.part);
}

void MainWindow::clickStage(const Stage& stage)
{
    takeOver();
    if (const auto& walk = m_selection.walk()) {
        for (std::size_t i = 0; i < walk->stops.size(); ++i) {
            if (walk->stops[i].stage == stage)
                return m_selection.goTo(static_cast<int>(i));
        }
    }
    m_playhead.settle();
    m_inspector->showStage(stage, &m_document, m_selection.walk().get());
}

// To the packet's stop at one of them, each click to the next; else what the first of them is.
void MainWindow::clickChains(const std::vector<BaseChain>& chains)
{
    takeOver();
    const auto& walk = m_selection.walk();
    const int count = walk ? static_cast<int>(walk->stops.size()) : 0;
    for (int i = 1; i <= count; ++i) {
        const int stop = (std::max(m_selection.stop(), 0) + i) % count;
        const auto& base = walk->stops[static_cast<std::size_t>(stop)].base;
        const bool isHere = base && std::ranges::any_of(chains, [&](const BaseChain& chain) {
                                return chain.fullName() == base->fullName();
                            });
        if (isHere && walk->stops[static_cast<std::size_t>(stop)].stage.kind == StageKind::BaseChain)
            return m_selection.goTo(stop);
    }
    m_playhead.settle();
    m_inspector->showBaseChain(chains.front(), m_document, walk.get());
}

void MainWindow::setLoop(Loop loop)
{
    m_loop = loop;
    m_actions[Command::LoopPacket].setChecked(loop == Loop::Packet);
    m_actions[Command::LoopView].setChecked(loop == Loop::View);
    m_bottom->transport().showLoop(loop != Loop::None);
}

void MainWindow::loopOn()
{
    if (m_loop == Loop::None || m_selection.isFollowing() || !m_selection.walk())
        return;
    if (m_loop == Loop::View) {
        const auto [from, to] = m_bottom->timeline().view()->scale().rowsInView();
        const int next = m_model.rowBehind(m_selection.traversal());
        if (to > from)
            m_selection.select(m_model.traversalAt(next >= from && next < to ? next : from));
    }
    m_playhead.play(); // from the start
}

std::uint32_t MainWindow::recordOfStep() const
{
    const auto& walk = m_selection.walk();
    const int stop = m_selection.stop();
    if (!walk || stop < 0 || stop >= static_cast<int>(walk->stops.size()))
        return 0;
    const auto event = walk->stops[static_cast<std::size_t>(stop)].event;
    return event == noIndex ? 0 : event + 1;
}

std::uint32_t MainWindow::recordHere() const
{
    const auto& walk = m_selection.walk();
    if (!walk || walk->traversal < m_document.first() || walk->traversal >= m_document.count())
        return 0;
    for (int stop = std::min(m_selection.stop(), static_cast<int>(walk->stops.size()) - 1); stop >= 0;
         --stop) {
        if (const auto event = walk->stops[static_cast<std::size_t>(stop)].event; event != noIndex)
            return event + 1;
    }
    return m_document.trace().traversals()[walk->traversal].first + 1;
}

void MainWindow::toggleFlag()
{
    takeOver();
    Flags& flags = m_work->flags;
    const auto record = recordHere();
    if (!flags.at(record))
        flags.set(record, {});
    else if (record == recordOfStep())
        removeFlag(record);
    else
        m_messages->show(MessageBar::Tone::Hint,
                         tr("No record tells of this step. The one before it has a flag already."));
}

void MainWindow::writeNote(std::uint32_t record)
{
    takeOver();
    const QWidget& lanes = m_bottom->timeline().view()->ruler();
    const auto x = m_bottom->timeline().view()->scale().xOfRecord(record - 1);
    const bool isSeen = x && lanes.isVisible();
    const auto& event = m_document.trace().events()[record - 1];
    const auto clock = clockText(event.timeUs, hasWallClock(m_document.trace(), event.traversal));
    const QString where = tr("Flag at record %1").arg(record);
    m_note->open(record,
                 clock.whole.isEmpty() ? where : where + QStringLiteral(", ") + clock.whole + clock.part,
                 isSeen ? lanes.mapTo(this, QPoint(qRound(*x), 0)).x() - m_diagram->mapTo(this, QPoint()).x()
                        : m_diagram->width() / 2.0);
}

void MainWindow::removeFlag(std::uint32_t record)
{
    const Flag gone = *m_work->flags.at(record);
    m_work->flags.remove(record);
    offerFlagBack(gone);
}

void MainWindow::offerFlagBack(const Flag& flag)
{
    if (!flag.note.empty()) // one without a word is set again as quickly
        m_messages->show(
            MessageBar::Tone::Hint, tr("The flag is gone: %1").arg(QString::fromStdString(flag.note)),
            {{tr("Undo"), [this, flag, whose = std::weak_ptr(m_document.sharedTrace())] {
                  if (whose.lock() == m_document.sharedTrace() && isKept(m_document.trace(), flag.record))
                      m_work->flags.set(flag.record, flag.note);
                  m_messages->clear();
              }}});
}

void MainWindow::goToFlag(const Flag* flag)
{
    if (!flag || !m_document.trace().events().has(flag->record - 1))
        return;
    const EventIndex event = flag->record - 1;
    const auto packet = m_document.trace().events()[event].traversal;
    if (packet == noIndex || packet < m_document.first())
        return;
    showMoment(packet, 0);
    m_selection.goTo(stopOfRecord(*m_selection.walk(), event));
}

void MainWindow::showTransport()
{
    TransportBar& transport = m_bottom->transport();
    const bool isLive = m_document.isLive();
    m_actions[Command::Live].setChecked(isLive && !m_model.isFrozen());
    transport.showLive(isLive, m_model.isFrozen(), m_model.newer());
    transport.showFlag(m_work->flags.at(recordHere()) != nullptr);
    const auto number = [](qint64 n) { return QLocale(QLocale::English).toString(n); };
    const int row = m_model.rowOf(m_selection.traversal());
    transport.showPlace(!m_selection.walk() ? QString()
                        : row < 0           ? tr("filtered out")
                                  : tr("packet %1 of %2").arg(number(row + 1), number(m_model.rowCount())));
}

} // namespace hookwalk::ui
