// SPDX-License-Identifier: GPL-3.0-or-later
// Saved logs in the window: opened, shown from a place in them, left for the lab.
#include "session/recordingfile.h"
#include "ui/filechooser.h"
#include "ui/filenames.h"
#include "ui/mainwindow.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QStackedWidget>

namespace hookwalk::ui
{

namespace
{

QString logFilter()
{
    return tr("Recordings, logs and captures "
              "(*.hookwalk *.kmsg *.dmesg *.log *.txt *.gz *.pcap *.pcapng);;All files (*)");
}

} // namespace

void MainWindow::openFiles(const QStringList& paths)
{
    m_work->wanted.reset();
    m_work->against.reset();
    m_work->isAgainst = false;
    m_opener.open(paths);
}

void MainWindow::openLocator(const query::Locator& locator)
{
    openFiles(filesOf(locator));
    m_work->wanted = locator;
}

void MainWindow::showOpened(const std::shared_ptr<Trace>& trace, const QStringList& paths)
{
    const auto again = [this, trace, paths] {
        m_opener.watch(paths);
        showOpened(trace, paths);
    };
    if (!mayForgetFlags(Noted::InFile, again))
        return m_opener.watch(m_work->paths); // that one is still shown
    const auto wanted = std::exchange(m_work->wanted, std::nullopt).value_or(query::Locator());
    m_messages->clear();
    m_middle->currentWidget()->setFocus(); // there the keys walk it
    m_work->paths = wholePaths(paths);
    if (m_document.isLive()) {
        m_work->liveFlags = m_work->flags.all();
        m_work->livePacket = m_selection.traversal();
    }
    const bool isLeft = m_work->left && paths == QStringList(QFile::decodeName(m_work->left->path.c_str()));
    m_document.showFile(std::move(*trace), isLeft ? tr("Recovered") : namesOf(paths));
    const bool isRecording = paths.size() == 1 && session::isRecordingName(paths.front()) && !isLeft;
    m_work->recordingPath = isRecording ? m_work->paths.front() : QString();
    if (m_remember && !isLeft)
        rememberFiles(m_work->paths);
    if (const Said& remark = m_document.trace().remark(); !remark.isEmpty())
        m_messages->show(MessageBar::Tone::Hint, qt(words::text(remark)));
    m_work->flags.setAll(recording::flagsIn(m_document.trace()));
    m_work->savedFileFlags = m_work->flags.all();
    if (wanted.packet == 0 && wanted.filter.empty() && showRecorded())
        return;
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

void MainWindow::showLab()
{
    leaveFile([this] { showLab(); });
}

bool MainWindow::leaveFile(std::function<void()> onceSaved)
{
    m_opener.cancel();
    if (!mayForgetFlags(Noted::InFile, std::move(onceSaved)))
        return false;
    if (m_document.isLive())
        return true;
    m_document.showLive();
    m_work->flags.setAll(std::exchange(m_work->liveFlags, {}));
    if (m_work->livePacket != noIndex && m_work->livePacket >= m_document.first())
        m_selection.select(m_work->livePacket);
    return true;
}

std::optional<query::Locator> MainWindow::locator() const
{
    if (m_document.isLive() || !m_selection.walk())
        return std::nullopt;
    query::Locator here = locatorOf(m_work->paths);
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
    const QStringList paths =
        filesToOpen(this, tr("Open a saved kernel log or a capture, or both together"), logFilter());
    if (!paths.isEmpty())
        openFiles(paths);
}

} // namespace hookwalk::ui
