// SPDX-License-Identifier: GPL-3.0-or-later
// Saved logs in the window: opened, shown from a place in them, left for the lab.
#include "session/recordingfile.h"
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
    return tr("Recordings, logs and captures "
              "(*.hookwalk *.kmsg *.dmesg *.log *.txt *.gz *.pcap *.pcapng);;All files (*)");
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
    if (m_document.isLive()) {
        m_work->liveFlags = m_work->flags.all();
        m_work->livePacket = m_selection.traversal();
    }
    const bool isLeft = m_work->left && path == QFile::decodeName(m_work->left->path.c_str());
    m_document.showFile(std::move(*trace), isLeft ? tr("Recovered") : QFileInfo(path).fileName());
    m_work->recordingPath = session::isRecordingName(path) && !isLeft ? m_work->path : QString();
    if (m_remember && !isLeft)
        rememberFile(path);
    if (const Said& remark = m_document.trace().remark(); !remark.isEmpty())
        m_messages->show(MessageBar::Tone::Hint, qt(words::text(remark)));
    m_work->flags.setAll(recording::flagsIn(m_document.trace()));
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
    m_opener.cancel();
    if (m_document.isLive())
        return;
    m_document.showLive();
    m_work->flags.setAll(std::exchange(m_work->liveFlags, {}));
    if (m_work->livePacket != noIndex && m_work->livePacket >= m_document.first())
        m_selection.select(m_work->livePacket);
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
    const QString path = fileToOpen(this, tr("Open a saved kernel log or a capture"), logFilter());
    if (!path.isEmpty())
        openFile(path);
}

} // namespace hookwalk::ui
