// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the window, and what they start: pictures, settings.
#include "session/savedfile.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/undo.h"
#include "ui/export/pictures.h"
#include "ui/export/png.h"
#include "ui/filechooser.h"
#include "ui/filenames.h"
#include "ui/keys/keyswindow.h"
#include "ui/mainwindow.h"
#include "ui/panels/filterfield.h"
#include "ui/panels/tracepointsdialog.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "ui/timeline/filterpanel.h"
#include "words/language.h"
#include "words/words.h"

#include <algorithm>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>

namespace hookwalk::ui
{

namespace
{

const QString pngFilter = QStringLiteral("PNG (*.png)");

} // namespace

void MainWindow::buildMenus()
{
    bindCommands();
    QMenu& menu = *m_top->mainMenu();
    using C = Command;
    m_actions.addTo(menu, {C::Open});
    QMenu* recent = menu.addMenu(tr("Open &recent"));
    QMenu* examples = menu.addMenu(tr("E&xample logs"));
    for (const QString& path : exampleLogs())
        connect(examples->addAction(QFileInfo(path).fileName()), &QAction::triggered, this,
                [this, path] { openFile(path); });
    examples->menuAction()->setVisible(!examples->isEmpty());
    m_actions.addTo(menu, {C::Save, C::SaveAs});
    menu.addSeparator();
    m_actions.addTo(menu, {C::ExportDiagram, C::ExportWindow});
    menu.addSeparator();
    QMenu& edit = *menu.addMenu(tr("E&dit"));
    m_actions.addTo(
        edit, {C::Undo, C::Redo, C::CopyLocator, C::CopyPicture, C::CopyText, C::Filter, C::ClearFilter});
    m_actions.addTo(menu, {C::Send, C::TracePoints});
    QMenu& playback = *menu.addMenu(tr("&Playback"));
    m_actions.addTo(playback, {C::Play, C::StepForward, C::StepBack, C::FirstStep, C::LastStep});
    playback.addSeparator();
    m_actions.addTo(playback,
                    {C::NextPacket, C::PreviousPacket, C::FirstPacket, C::LastPacket, C::PlayPacket});
    playback.addSeparator();
    m_actions.addTo(playback, {C::TrueTime, C::EvenTime, C::StretchedTime, C::Slower, C::Faster});
    playback.addSeparator();
    m_actions.addTo(playback, {C::LoopPacket, C::LoopView});
    QMenu& timeline = *menu.addMenu(tr("Time &machine"));
    m_actions.addTo(timeline, {C::NextDrop, C::PreviousDrop, C::NextRewrite, C::PreviousRewrite,
                               C::NextOfConnection, C::PreviousOfConnection, C::GoTo});
    timeline.addSeparator();
    m_actions.addTo(timeline, {C::Live});
    timeline.addSeparator();
    m_actions.addTo(timeline, {C::Flag, C::FlagNote, C::RemoveFlag, C::NextFlag, C::PreviousFlag});
    timeline.addSeparator();
    m_actions.addTo(timeline, {C::TimeCloser, C::TimeFarther, C::AllTime});
    timeline.addSeparator();
    m_actions.addTo(timeline, {C::Rows, C::OpenConnection});
    bindComparison(*menu.addMenu(tr("&Comparison")));
    QMenu& messages = *menu.addMenu(tr("&Messages"));
    connect(&messages, &QMenu::aboutToShow, this, [this, &messages] { fillMessages(messages); });
    fillMessages(messages);
    menu.addSeparator();
    QMenu& view = *menu.addMenu(tr("&View"));
    m_actions.addTo(view, {C::LeftDock, C::Inspector, C::Lists, C::Details});
    view.addSeparator();
    m_actions.addTo(view, {C::Fit, C::ActualSize, C::ZoomIn, C::ZoomOut});
    view.addSeparator();
    m_actions.addTo(view, {C::Dark});
    QAction* reduceMotion = view.addAction(tr("Reduce &motion"));
    reduceMotion->setCheckable(true);
    reduceMotion->setChecked(m_appearance.reducedMotion());
    connect(reduceMotion, &QAction::triggered, &m_appearance, &Appearance::setReducedMotion);
    fillLanguages(*view.addMenu(tr("L&anguage")));
    fillLanguages(*m_top->languageMenu());
    menu.addSeparator();
    QMenu& projector = *menu.addMenu(tr("P&rojector"));
    m_actions.addTo(projector, {C::Projector, C::Black, C::ZoomToPacket});
    menu.addSeparator();
    QMenu& help = *menu.addMenu(tr("&Help"));
    m_actions.addTo(help, {C::Keys});
    connect(help.addAction(tr("&About Hookwalk")), &QAction::triggered, this, &MainWindow::about);
    m_actions.addTo(menu, {C::Quit});

    for (QWidget* widget :
         {static_cast<QWidget*>(m_bottom->timeline().view()), static_cast<QWidget*>(m_diagram)})
        widget->addActions({&m_actions[C::CopyText], &m_actions[C::CopyPicture],
                            &m_actions[C::CopyLocator]}); // for their right click
    m_top->setDockAction(m_leftDock->toggleAction());
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QStringList& paths : recentFiles())
            connect(recent->addAction(namesOf(paths)), &QAction::triggered, this,
                    [this, paths] { openFiles(paths); });
        if (recent->isEmpty())
            recent->addAction(tr("No files yet"))->setEnabled(false);
    });
    m_top->placeMenu()->setToolTipsVisible(true);
    connect(m_top->placeMenu(), &QMenu::aboutToShow, this, &MainWindow::fillPlaces);
}

void MainWindow::bindCommands()
{
    using C = Command;
    const auto call = [this](auto slot) { return [this, slot] { (this->*slot)(); }; };
    m_actions.bind(C::Open, call(&MainWindow::chooseFile));
    const auto hasPackets = [this] { return m_document.count() > m_document.first(); };
    m_actions.bind(C::Save, call(&MainWindow::save), hasPackets);
    m_actions.bind(C::SaveAs, call(&MainWindow::saveAs), hasPackets);
    m_actions.bind(C::CopyLocator, call(&MainWindow::copyLocator));
    m_actions.bind(C::CopyPicture, call(&MainWindow::copyPicture));
    m_actions.bind(C::CopyText, call(&MainWindow::copyText));
    m_actions.bind(C::ExportDiagram, call(&MainWindow::exportDiagram));
    m_actions.bind(C::ExportWindow, call(&MainWindow::exportWindow));
    m_actions.bind(C::TracePoints, call(&MainWindow::showTracePoints));
    m_actions.bind(C::Quit, [this] { close(); });
    m_actions.bind(C::Send, [this] { m_top->form().press(); });
    const auto isAlone = [this] { return !isComparing(); }; // else what they are for is not on the screen
    m_actions.bind(
        C::Filter,
        [this] {
            m_bottom->listsShown() ? m_bottom->timeline().filterField()->begin() : m_filterPanel->open();
        },
        isAlone);
    m_actions.bind(
        C::ClearFilter,
        [this] {
            (m_bottom->listsShown() ? *m_bottom->timeline().filterField() : m_filterPanel->field()).clear();
        },
        isAlone);
    m_actions.bind(C::Keys, [this] { KeysWindow(this).exec(); });
    m_actions.bind(
        C::Fit, [this] { m_diagram->fit(); }, isAlone);
    m_actions.bind(
        C::ActualSize, [this] { m_diagram->showActualSize(); }, isAlone);
    m_actions.bind(
        C::ZoomIn, [this] { m_diagram->zoomIn(); }, isAlone);
    m_actions.bind(
        C::ZoomOut, [this] { m_diagram->zoomOut(); }, isAlone);
    m_actions.adopt(C::LeftDock, *m_leftDock->toggleAction());
    m_actions.bindSwitch(
        C::Lists, true, [this](bool on) { showLists(on); }, isAlone);
    m_actions.bindSwitch(
        C::Details, false, [this](bool on) { m_bottom->showDetails(on); }, isAlone);
    m_actions.bindSwitch(
        C::Inspector, true, [this](bool on) { showInspector(on); }, isAlone);
    m_actions.bindSwitch(C::Dark, m_appearance.look() == Look::Dark,
                         [this](bool dark) { m_appearance.setLook(dark ? Look::Dark : Look::Light); });
    m_actions.bind(C::Dismiss, call(&MainWindow::dismiss), [this] {
        return m_opener.isBusy() || m_search.isSearching() || m_messages->isVisible() || isComparing();
    });
    m_actions.bind(
        C::MessageAction, [this] { m_messages->runAction(); }, [this] { return m_messages->hasAction(); });
    m_actions.bind(
        C::CopyMessage, [this] { m_messages->copy(); }, [this] { return m_messages->isVisible(); });
    m_actions.bind(
        C::Undo, [this] { m_leftDock->takeBack(); }, [this] { return m_leftDock->undo().isPossible(); });
    m_actions.bind(
        C::Redo, [this] { m_leftDock->makeAgain(); }, [this] { return m_leftDock->undo().isRedoPossible(); });
    connect(&m_leftDock->undo(), &Undo::changed, this, [this] {
        const QString words = m_leftDock->undo().words(), again = m_leftDock->undo().redoWords();
        m_actions.setText(C::Undo, words.isEmpty() ? menuText(C::Undo) : tr("&Undo: %1").arg(words));
        m_actions.setText(C::Redo, again.isEmpty() ? menuText(C::Redo) : tr("&Redo: %1").arg(again));
    });
    const auto projecting = [this] { return m_projector && m_projector->isVisible(); };
    m_actions.bindSwitch(C::Projector, false,
                         [this](bool on) { on ? projector().showFullScreen() : void(projector().close()); });
    m_actions.bindSwitch(
        C::Black, false, [this](bool on) { projector().setBlack(on); }, projecting);
    m_actions.bindSwitch(
        C::ZoomToPacket, false, [this](bool on) { projector().setZoomed(on); }, projecting);
    bindPlayback();
    bindTimeline();
}

Projector& MainWindow::projector()
{
    if (m_projector)
        return *m_projector;
    m_projector = new Projector(m_appearance, m_actions, m_playhead, this);
    connect(&m_projector->bar(), &PresenterBar::touched, this, &MainWindow::takeOver);
    connect(m_projector, &Projector::closed, this, [this] {
        for (const Command command : {Command::Projector, Command::Black, Command::ZoomToPacket})
            m_actions[command].setChecked(false);
        activateWindow();
    });
    m_projector->setWalk(m_selection.walk().get());
    showScene();
    return *m_projector;
}

void MainWindow::bindPlayback()
{
    using C = Command;
    const auto hasPacket = [this] { return isComparing() || m_selection.walk(); };
    const auto isAlone = [this] { return !isComparing() && m_selection.walk(); };
    const auto bind = [&](C command, void (Playhead::*slot)()) {
        m_actions.bind(
            command,
            [this, slot] {
                takeOver();
                (playing().*slot)();
            },
            hasPacket);
    };
    bind(C::Play, &Playhead::toggle);
    bind(C::StepForward, &Playhead::stepForward);
    bind(C::StepBack, &Playhead::stepBack);
    bind(C::FirstStep, &Playhead::toFirst);
    bind(C::LastStep, &Playhead::toLast);
    const std::pair<C, TimeKind> kinds[] = {{C::TrueTime, TimeKind::True},
                                            {C::EvenTime, TimeKind::Even},
                                            {C::StretchedTime, TimeKind::Stretched}};
    for (const auto& [command, kind] : kinds)
        m_actions.bind(
            command, [this, kind = kind] { m_playhead.setKind(kind); }, isAlone);
    m_actions.bind(
        C::Slower, [this] { playing().slower(); }, hasPacket);
    m_actions.bind(
        C::Faster, [this] { playing().faster(); }, hasPacket);
    const auto go = [&](C command, auto rowFrom) { // rowFrom(packet now, the last row)
        m_actions.bind(
            command,
            [this, rowFrom] {
                takeOver();
                const int last = m_model.rowCount() - 1;
                m_selection.select(
                    m_model.traversalAt(std::clamp(rowFrom(m_selection.traversal(), last), 0, last)));
            },
            [this] { return !isComparing() && m_model.rowCount() > 0; });
    };
    go(C::NextPacket, [this](TraversalIndex packet, int) { return m_model.rowBehind(packet); });
    go(C::PreviousPacket, [this](TraversalIndex packet, int) { return m_model.rowBefore(packet); });
    go(C::FirstPacket, [](TraversalIndex, int) { return 0; });
    go(C::LastPacket, [](TraversalIndex, int last) { return last; });
    m_actions.bind(
        C::PlayPacket,
        [this] {
            takeOver();
            m_playhead.toFirst();
            m_playhead.play();
        },
        isAlone);
}

// Each by its own name, so that it is found in whatever language the window is.
void MainWindow::fillLanguages(QMenu& menu)
{
    for (const QString& language : words::languages()) {
        QAction* one = menu.addAction(words::nameOf(language));
        one->setData(language);
        one->setCheckable(true);
        one->setChecked(language == words::spoken());
        connect(one, &QAction::triggered, this, [this, one, language] {
            one->setChecked(language == words::spoken());
            if (!one->isChecked())
                Q_EMIT languageChosen(language);
        });
    }
}

void MainWindow::exportWindow()
{
    const QImage image = windowImage(*this);
    const QString path = fileToSave(this, tr("Export picture"), QStringLiteral("hookwalk.png"), pngFilter);
    if (!path.isEmpty())
        showFailure(pngOf(image, {}).and_then([&](const QByteArray& png) {
            return session::saveFile(path, {png.constData(), static_cast<std::size_t>(png.size())});
        }));
}

void MainWindow::showFailure(const Result<void>& saved)
{
    if (!saved)
        showError(qt(words::text(saved.error())));
}

void MainWindow::showTracePoints()
{
    TracePointsDialog(m_lab.session().trace(), this).exec();
}

void MainWindow::about()
{
    QMessageBox::about(this, tr("About Hookwalk"),
                       QStringLiteral("<b>Hookwalk %1</b><p>%2</p><p>%3</p>")
                           .arg(QStringLiteral(HOOKWALK_VERSION),
                                tr("See how the Linux kernel moves a packet through netfilter."),
                                tr("Licence: GPL 3.0 or later.")));
}

} // namespace hookwalk::ui
