// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the window, and what they start: files, pictures, settings.
#include "session/savedfile.h"
#include "ui/dock/leftdock.h"
#include "ui/export/pictures.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/panels/tracepointsdialog.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>

namespace hookwalk::ui
{

namespace
{

constexpr double exportScale = 2;

const QString pngFilter = QStringLiteral("PNG (*.png)");

QString logFilter()
{
    return tr("Kernel logs (*.kmsg *.dmesg *.log *.txt);;All files (*)");
}

} // namespace

void MainWindow::buildMenus()
{
    QMenu& menu = *m_top->mainMenu();
    const auto add = [&](const QString& text, const QKeySequence& keys, auto slot) {
        QAction* action = menu.addAction(text);
        action->setShortcut(keys);
        addAction(action); // the shortcut works while the menu is closed
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    add(tr("&Open…"), QKeySequence::Open, &MainWindow::chooseFile);
    QMenu* recent = menu.addMenu(tr("Open &recent"));
    QMenu* examples = menu.addMenu(tr("E&xample logs"));
    for (const QString& path : exampleLogs())
        connect(examples->addAction(QFileInfo(path).fileName()), &QAction::triggered, this,
                [this, path] { openFile(path); });
    examples->menuAction()->setVisible(!examples->isEmpty());
    m_saveLog = add(tr("&Save log as…"), QKeySequence::Save, &MainWindow::saveLog);
    menu.addSeparator();
    add(tr("&Export diagram (PNG)…"), QKeySequence(Qt::CTRL | Qt::Key_E), &MainWindow::exportDiagram);
    add(tr("Export &window (PNG)…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        &MainWindow::exportWindow);
    menu.addSeparator();
    add(tr("&Trace points…"), QKeySequence(Qt::CTRL | Qt::Key_T), &MainWindow::showTracePoints);
    buildPlayback(*menu.addMenu(tr("&Playback")));
    QMenu* messages = menu.addMenu(tr("&Messages"));
    connect(messages, &QMenu::aboutToShow, this, [this, messages] { fillMessages(*messages); });
    menu.addSeparator();
    menu.addAction(m_leftDock->toggleAction());
    addAction(m_leftDock->toggleAction());
    m_top->setDockAction(m_leftDock->toggleAction());
    m_inspectorToggle = add(tr("&Inspector"), QKeySequence(Qt::CTRL | Qt::Key_2), [this](bool on) {
        m_inspectorChosen = on;
        foldToFit();
    });
    m_inspectorToggle->setCheckable(true);
    m_dark = add(tr("&Dark"), QKeySequence(Qt::CTRL | Qt::Key_D),
                 [this](bool dark) { m_appearance.setLook(dark ? Look::Dark : Look::Light); });
    m_dark->setCheckable(true);
    m_dark->setChecked(m_appearance.look() == Look::Dark);
    m_reduceMotion = add(tr("Reduce &motion"), {}, [this](bool on) { m_appearance.setReducedMotion(on); });
    m_reduceMotion->setCheckable(true);
    m_reduceMotion->setChecked(m_appearance.reducedMotion());
    menu.addSeparator();
    add(tr("&About Hookwalk"), {}, &MainWindow::about);
    add(tr("&Quit"), QKeySequence::Quit, &QWidget::close);

    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& path : recentFiles())
            connect(recent->addAction(QFileInfo(path).fileName()), &QAction::triggered, this,
                    [this, path] { openFile(path); });
        if (recent->isEmpty())
            recent->addAction(tr("No files yet"))->setEnabled(false);
    });
    m_top->placeMenu()->setToolTipsVisible(true);
    connect(m_top->placeMenu(), &QMenu::aboutToShow, this, &MainWindow::fillPlaces);
}

// The keys are playbackKey()'s: as shortcuts they would take the blank from a button that has the focus.
void MainWindow::buildPlayback(QMenu& menu)
{
    const auto add = [&](const QString& text, const QString& key, int pressed) {
        connect(menu.addAction(text + QLatin1Char('\t') + key), &QAction::triggered, this,
                [this, pressed] { playbackKey(QKeyEvent(QEvent::KeyPress, pressed, Qt::NoModifier)); });
    };
    add(tr("&Play or pause"), tr("Blank"), Qt::Key_Space);
    add(tr("One step &forward"), QStringLiteral("→"), Qt::Key_Right);
    add(tr("One step &back"), QStringLiteral("←"), Qt::Key_Left);
    add(tr("To the f&irst step"), tr("Home"), Qt::Key_Home);
    add(tr("To the &last step"), tr("End"), Qt::Key_End);
    menu.addSeparator();
    add(tr("&True time"), QStringLiteral("1"), Qt::Key_1);
    add(tr("&Even time"), QStringLiteral("2"), Qt::Key_2);
    add(tr("&Stretched time"), QStringLiteral("3"), Qt::Key_3);
    add(tr("Slo&wer"), QStringLiteral(","), Qt::Key_Comma);
    add(tr("Faste&r"), QStringLiteral("."), Qt::Key_Period);
}

void MainWindow::fillPlaces()
{
    QMenu& menu = *m_top->placeMenu();
    menu.clear();
    QAction* lab = menu.addAction(tr("Lab"));
    lab->setToolTip(tr("Network namespaces of its own: nothing of this machine is touched."));
    lab->setCheckable(true);
    lab->setChecked(m_document.isLive() && !m_lab.isOnHost());
    QAction* host = menu.addAction(tr("This machine"));
    host->setToolTip(tr("Its real network. The helper may ask an administrator to be let in."));
    host->setCheckable(true);
    host->setChecked(m_document.isLive() && m_lab.isOnHost());
    const auto goTo = [this](session::Place place) {
        showLab();
        m_lab.setPlace(place); // starts again, where it failed
        showDocument();
    };
    connect(lab, &QAction::triggered, this, [goTo] { goTo(session::Place::Lab); });
    connect(host, &QAction::triggered, this, [goTo] { goTo(session::Place::Host); });
    menu.addSeparator();
    QAction* open = menu.addAction(tr("Open file…"));
    open->setToolTip(tr("A kernel log that was saved before."));
    connect(open, &QAction::triggered, this, &MainWindow::chooseFile);
    for (const QString& path : recentFiles()) {
        QAction* file = menu.addAction(QFileInfo(path).fileName());
        file->setToolTip(path);
        connect(file, &QAction::triggered, this, [this, path] { openFile(path); });
    }
}

void MainWindow::chooseFile()
{
    const QString path = fileToOpen(this, tr("Open a saved kernel log"), logFilter());
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::saveLog()
{
    const QString path =
        fileToSave(this, tr("Save the lines of the lab"), QStringLiteral("hookwalk.kmsg"), logFilter());
    if (path.isEmpty())
        return;
    if (const auto saved = session::saveFile(path, m_document.trace().wholeText()); !saved)
        showError(qt(words::text(saved.error())), false);
}

void MainWindow::exportDiagram()
{
    savePicture(diagramImage(m_diagram->picture(), m_appearance.look(), exportScale),
                QStringLiteral("diagram.png"));
}

void MainWindow::exportWindow()
{
    savePicture(windowImage(*this), QStringLiteral("hookwalk.png"));
}

void MainWindow::savePicture(const QImage& image, const QString& suggestion)
{
    const QString path = fileToSave(this, tr("Export picture"), suggestion, pngFilter);
    if (path.isEmpty())
        return;
    if (const auto saved = savePng(image, path); !saved)
        showError(qt(words::text(saved.error())), false);
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
