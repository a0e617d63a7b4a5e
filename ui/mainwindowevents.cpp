// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with keys, its own size and what is dropped on it.
#include "ui/charts/charting.h"
#include "ui/compare/compareview.h"
#include "ui/dock/leftdock.h"
#include "ui/mainwindow.h"
#include "ui/theme/focus.h"
#include "ui/timeline/filterpanel.h"

#include <algorithm>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace hookwalk::ui
{

namespace
{

constexpr int roomForLists = 820;     // lower windows fold the lists away
constexpr int roomForWay = 480;       // still lower ones the way of the packet, too
constexpr int roomForInspector = 900; // narrower ones the inspector

const QString chartKey = QStringLiteral("chart");
const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");
const QString listsKey = QStringLiteral("window/lists");
const QString rowsKey = QStringLiteral("timeline/rows");
const QString kindKey = QStringLiteral("playback/kind");
const QString speedKey = QStringLiteral("playback/speed");
const QString slowdownKey = QStringLiteral("playback/slowdown");

// None where one of what is dragged is no file of this machine.
QStringList filesIn(const QMimeData& dragged)
{
    QStringList paths;
    for (const QUrl& url : dragged.urls()) {
        if (!url.isLocalFile())
            return {};
        paths << url.toLocalFile();
    }
    paths.removeDuplicates();
    return paths;
}

// What is put aside in a small window comes back in a large one.
std::optional<bool> chosenOver(bool shown, bool fits)
{
    return shown == fits ? std::nullopt : std::optional(shown);
}

} // namespace

void MainWindow::dismiss()
{
    if (m_opener.isBusy())
        m_opener.cancel();
    else if (m_search.isSearching())
        m_search.stop();
    else if (m_messages->isVisible())
        m_messages->clear();
    else
        leaveComparison();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isFields = isReturn && qobject_cast<QLineEdit*>(focusWidget()); // it has sent, sought, …
    if (isFields || !m_actions.press(*event, {Reach::Free, Reach::Unclaimed}))
        QMainWindow::keyPressEvent(event);
}

// What the lists and the diagram would take for themselves.
bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QMainWindow::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    const bool done = watched == m_bottom->timeline().view()
                          ? m_actions.press(key, {Reach::Packets, Reach::Free})
                          : m_actions.press(key, {Reach::Free});
    return done || QMainWindow::eventFilter(watched, event);
}

// In the order in which one sees them, also what was added later.
bool MainWindow::focusNextPrevChild(bool next)
{
    if (const QWidget* focus = focusWidget();
        focus && !focus->isVisible()) { // it goes, with the form that it was in
        m_middle->currentWidget()->setFocus();
        return true;
    }
    return moveFocus(*this, next);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    foldToFit();
}

// The style has told the controls by now how wide they are.
void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    foldToFit();
}

// What the first packet needs is made behind the first frame: neither waits for it.
void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (std::exchange(m_wasPainted, true))
        return;
    QTimer::singleShot(0, m_inspector, &Inspector::prepare);
    QTimer::singleShot(0, this, [] { (void)charting(); });
}

// The first size, and a remembered one, within the screen that there is now, with room for the window's frame.
void MainWindow::fitIntoScreen()
{
    constexpr QSize frame(8, 40);
    const QSize room = screen()->availableGeometry().size() - frame;
    setMinimumSize(minimumSize().boundedTo(room));
    if (!isMaximized() && !isFullScreen())
        resize(size().boundedTo(room));
}

void MainWindow::foldToFit()
{
    if (isComparing())
        return; // it has panels of its own
    const bool inspector = m_inspectorChosen.value_or(fitsInspector());
    m_inspectorDock->setVisible(inspector);
    m_actions[Command::Inspector].setChecked(inspector);
    m_bottom->fitInto(width() - (inspector ? m_inspectorDock->width() : 0));
    const bool shown = m_listsChosen.value_or(fitsLists());
    m_actions[Command::Lists].setChecked(shown);
    const bool isNew = shown != m_bottom->listsShown() || fitsLists() == !m_bottom->covered().isNull();
    const bool isFocusThere = m_bottom->splitter().isAncestorOf(focusWidget());
    m_bottom->showLists(shown, fitsLists() ? nullptr : m_diagram, height() >= roomForWay);
    if (shown)
        m_filterPanel->leave();
    else if (isFocusThere)
        m_diagram->setFocus();
    m_messages->place();
    m_messages->raise();
    if (isNew && shown && fitsLists())
        resizeDocks({m_bottomDock}, {BottomPanel::usualHeight}, Qt::Vertical);
}

bool MainWindow::fitsLists() const
{
    return height() >= roomForLists;
}

bool MainWindow::fitsInspector() const
{
    return width() >= roomForInspector;
}

void MainWindow::showLists(bool shown)
{
    m_listsChosen = chosenOver(shown, fitsLists());
    foldToFit();
}

void MainWindow::showInspector(bool shown)
{
    m_inspectorChosen = chosenOver(shown, fitsInspector());
    foldToFit();
}

void MainWindow::restore()
{
    if (!m_remember)
        return;
    const QSettings settings;
    restoreGeometry(settings.value(geometryKey).toByteArray());
    restoreState(settings.value(stateKey).toByteArray());
    m_bottom->splitter().restoreState(settings.value(listsKey).toByteArray());
    m_bottom->charts().showChart(settings.value(chartKey).toInt());
    m_bottom->timeline().view()->setRowKind(
        static_cast<RowKind>(std::clamp(settings.value(rowsKey).toInt(), 0, 2)));
    const auto even = static_cast<int>(TimeKind::Even);
    m_playhead.setKind(static_cast<TimeKind>(std::clamp(settings.value(kindKey, even).toInt(), 0, 2)));
    m_playhead.setSpeed(settings.value(speedKey, 1.0).toDouble());
    m_playhead.setSlowdown(settings.value(slowdownKey, 0).toLongLong());
}

void MainWindow::continueFrom(MainWindow& before)
{
    form().fillFrom(before.form());
    m_filter.setFilter(before.m_filter.filter());
    m_leftDock->continueFrom(*before.m_leftDock);
    m_listsChosen = before.m_listsChosen;
    m_inspectorChosen = before.m_inspectorChosen;
    foldToFit();
    m_model.continueFrom(before.m_model);
    m_playhead.setKind(before.m_playhead.kind());
    m_playhead.setSpeed(before.m_playhead.chosenSpeed());
    m_playhead.setSlowdown(before.m_playhead.slowdown());
    if (before.m_selection.traversal() != noIndex) {
        m_selection.select(before.m_selection.traversal());
        m_playhead.setPosition(before.m_playhead.positionMs());
    }
    TimelineView &view = *m_bottom->timeline().view(), &viewBefore = *before.m_bottom->timeline().view();
    view.setRowKind(viewBefore.rowKind());
    if (!viewBefore.scale().isAll())
        view.scale().setWindow(viewBefore.scale().window());
    setLoop(before.m_loop);
    if (before.m_selection.isFollowing())
        m_selection.followNew();
    if (before.m_playhead.isPlaying())
        m_playhead.play();
    if (!before.m_wasComparing)
        return;
    showComparison();
    if (isComparing())
        m_compare->playhead().setPosition(before.m_compare->playhead().positionMs());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const auto again = [this] { close(); };
    if (m_remember && !(mayForgetFlags(Noted::InFile, again) && mayForgetFlags(Noted::Live, again)))
        return event->ignore();
    keepArrangement();
    QMainWindow::closeEvent(event);
}

void MainWindow::giveWay()
{
    keepArrangement();
    hide();
}

void MainWindow::keepArrangement()
{
    m_wasComparing = isComparing();
    leaveComparison(); // the docks that it hides are not to be remembered as hidden
    if (!m_remember)
        return;
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(stateKey, saveState());
    settings.setValue(listsKey, m_bottom->splitter().saveState());
    settings.setValue(rowsKey, static_cast<int>(m_bottom->timeline().view()->rowKind()));
    settings.setValue(kindKey, static_cast<int>(m_playhead.kind()));
    settings.setValue(chartKey, m_bottom->charts().chart());
    settings.setValue(speedKey, m_playhead.chosenSpeed());
    settings.setValue(slowdownKey, m_playhead.slowdown());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto paths = filesIn(*event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    openFiles(paths);
}

} // namespace hookwalk::ui
