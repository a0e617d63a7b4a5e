// SPDX-License-Identifier: GPL-3.0-or-later
// Saved logs in the window: opened, shown from a place in them, saved.
#include "session/savedfile.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>

namespace hookwalk::ui
{

namespace
{

QString logFilter()
{
    return tr("Kernel logs (*.kmsg *.dmesg *.log *.txt);;All files (*)");
}

} // namespace

void MainWindow::openFile(const QString& path)
{
    m_work->wanted.reset();
    m_work->against.reset();
    m_work->isAgainst = false;
    m_opener.open(path);
}

void MainWindow::openLocator(const query::Locator& locator)
{
    openFile(QFile::decodeName(QByteArray::fromStdString(locator.file)));
    m_work->wanted = locator;
}

void MainWindow::showOpened(const std::shared_ptr<Trace>& trace, const QString& path)
{
    const auto wanted = std::exchange(m_work->wanted, std::nullopt).value_or(query::Locator());
    m_messages->clear();
    m_work->path = QFileInfo(path).absoluteFilePath();
    m_document.showFile(std::move(*trace), QFileInfo(path).fileName());
    if (m_remember)
        rememberFile(path);
    m_filter.setFilter(wanted.filter);
    const auto packet = query::packetOf(wanted, m_document.trace());
    if (packet && *packet != noIndex) {
        showMoment(*packet, static_cast<int>(std::max(wanted.step, 1U)) - 1);
        return pinOpened();
    }
    m_selection.select(0);
    if (!packet)
        showError(qt(words::text(packet.error())));
    else if (!m_appearance.reducedMotion())
        m_playhead.play();
}

std::optional<query::Locator> MainWindow::locator() const
{
    if (m_document.isLive() || !m_selection.walk())
        return std::nullopt;
    query::Locator here;
    here.file = QFile::encodeName(m_work->path).toStdString();
    here.packet = m_selection.traversal() + 1;
    here.step = static_cast<std::uint32_t>(std::max(0, m_selection.stop())) + 1;
    here.filter = m_filter.filter();
    return here;
}

void MainWindow::copyLocator()
{
    const auto here = locator();
    if (!here)
        return m_messages->show(MessageBar::Tone::Hint,
                                tr("A locator leads into a saved log: save this one and open it first."));
    const QString text = qt(query::toText(*here));
    QGuiApplication::clipboard()->setText(text);
    m_messages->show(MessageBar::Tone::Good, tr("Copied: %1").arg(text));
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
        showError(qt(words::text(saved.error())));
}

} // namespace hookwalk::ui
