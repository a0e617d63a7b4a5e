// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window works: the lab, this machine, a network namespace of it, or a saved log.
#include "session/netns.h"
#include "ui/filenames.h"
#include "ui/mainwindow.h"
#include "ui/panels/netnsdialog.h"
#include "ui/recentfiles.h"

#include <algorithm>
#include <QMenu>

namespace hookwalk::ui
{

namespace
{

constexpr std::size_t mostNamespaces = 12; // others are typed

}

void MainWindow::fillPlaces()
{
    using session::Place;
    QMenu& menu = *m_top->placeMenu();
    menu.clear();
    const auto add = [&](const QString& text, const QString& tip, bool isHere, const auto& go) {
        QAction* place = menu.addAction(text);
        place->setToolTip(tip);
        place->setCheckable(true);
        place->setChecked(m_document.isLive() && isHere);
        connect(place, &QAction::triggered, this, go);
    };
    const bool isOnHost = m_lab.isOnHost();
    const QString here = isOnHost ? m_lab.netns().name : QString();
    add(tr("Lab"), tr("Network namespaces of its own: nothing of this machine is touched."), !isOnHost,
        [this] { goTo(Place::Lab); });
    add(tr("This machine"), tr("Its real network. The helper may ask an administrator to be let in."),
        isOnHost && here.isEmpty(), [this] { goTo(Place::Host); });
    menu.addSeparator();
    auto known = session::knownNetns();
    known.resize(std::min(known.size(), mostNamespaces));
    const auto isListed = [&](const session::KnownNetns& one) { return one.given == here; };
    if (!here.isEmpty() && std::ranges::none_of(known, isListed))
        known.push_back({here, {}});
    for (const auto& [given, program] : known) {
        const QString text = program.isEmpty() ? given : tr("%1 (PID %2)").arg(program, given);
        add(QString(text).replace(u'&', QStringLiteral("&&")), tr("The network namespace %1").arg(text),
            given == here, [this, given = given] { goToNetns(given); });
    }
    QAction* other = menu.addAction(tr("Other network namespace…"));
    other->setObjectName(QStringLiteral("otherNetns"));
    other->setToolTip(tr("By its name, its file or a process in it: of a container, for example."));
    connect(other, &QAction::triggered, this, [this] { askForNetns().open(); });
    menu.addSeparator();
    QAction* open = menu.addAction(tr("Open file…"));
    open->setToolTip(tr("A kernel log that was saved before."));
    connect(open, &QAction::triggered, this, &MainWindow::chooseFile);
    for (const QStringList& paths : recentFiles()) {
        QAction* file = menu.addAction(namesOf(paths));
        file->setToolTip(paths.join(u'\n'));
        connect(file, &QAction::triggered, this, [this, paths] { openFiles(paths); });
    }
}

void MainWindow::goTo(session::Place place, const session::NetworkNamespace& netns)
{
    if (!leaveFile([this, place, netns] { goTo(place, netns); }))
        return;
    m_lab.setPlace(place, netns); // starts again, where it failed
    showDocument();
}

// What is shown stays where it may not be entered.
void MainWindow::goToNetns(const QString& given)
{
    const auto netns = session::findNetns(given);
    if (netns)
        return goTo(session::Place::Host, *netns);
    NetnsDialog& dialog = askForNetns();
    dialog.showRefused(given, netns.error());
    dialog.open();
}

NetnsDialog& MainWindow::askForNetns()
{
    auto* dialog = new NetnsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NetnsDialog::found, this,
            [this](const session::NetworkNamespace& netns) { goTo(session::Place::Host, netns); });
    return *dialog;
}

} // namespace hookwalk::ui
