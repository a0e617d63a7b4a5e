// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings: what is shown is saved with its flags and view, shown again as it was, and kept for after a crash.
#include "session/recordingfile.h"
#include "ui/filechooser.h"
#include "ui/mainwindow.h"
#include "ui/recentfiles.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <array>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>
#include <QTimer>

namespace hookwalk::ui
{

namespace
{

constexpr int betweenMarks = 400; // ms

constexpr std::array<std::string_view, 3> timeNames{"true", "even", "stretched"}; // of TimeKind, in files

} // namespace

recording::View MainWindow::recordedView() const
{
    recording::View view;
    if (m_selection.walk()) {
        view.packet = m_selection.traversal();
        view.step = static_cast<std::uint32_t>(std::max(0, m_selection.stop())) + 1;
    }
    view.filter = query::toText(m_filter.filter());
    view.time = timeNames.at(static_cast<std::size_t>(m_playhead.kind()));
    return view;
}

bool MainWindow::showRecorded()
{
    const auto view = recording::viewIn(m_document.trace());
    if (!view)
        return false;
    m_filter.setFilter(query::readFilter(view->filter).good);
    if (const auto* kind = std::ranges::find(timeNames, view->time); kind != timeNames.end())
        m_playhead.setKind(static_cast<TimeKind>(kind - timeNames.begin()));
    if (view->packet == noIndex)
        m_selection.select(0);
    else
        showMoment(view->packet, static_cast<int>(std::max(view->step, 1U)) - 1);
    return true;
}

QString& MainWindow::recordingOfShown()
{
    return m_document.isLive() ? m_work->liveRecordingPath : m_work->recordingPath;
}

void MainWindow::save()
{
    recordingOfShown().isEmpty() ? saveAs() : saveTo(recordingOfShown(), session::Names::Real);
}

void MainWindow::saveAs()
{
    const QString anonymised = tr("Recordings without real addresses and names (*.hookwalk)");
    const QStringList formats{tr("Recordings (*.hookwalk)"), anonymised,
                              tr("Kernel logs, without flags (*.kmsg *.log *.txt)")};
    QString chosen;
    const QString path = fileToSave(this, tr("Save what is shown"), QStringLiteral("packets.hookwalk"),
                                    formats.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        m_onceSaved = nullptr;
    else
        saveTo(path, chosen == anonymised ? session::Names::Replaced : session::Names::Real);
}

void MainWindow::saveTo(const QString& path, session::Names names)
{
    const bool isLive = m_document.isLive();
    const auto head = session::recordingHead(!isLive ? "file" : m_lab.isOnHost() ? "host" : "lab", isLive);
    const bool isLeft = !isLive && m_work->left &&
                        m_work->paths == QStringList(QFile::decodeName(m_work->left->path.c_str()));
    if (m_work->paths.contains(path))
        m_opener.stopWatching(); // it changes by this window's own hand
    m_work->saver.save({path, names, m_document.sharedTrace(), isLive, isLeft, m_work->flags.all()},
                       recording::Snapshot(m_document.trace(), head, m_work->flags.all(), recordedView()));
}

bool MainWindow::mayForgetFlags(Noted where, std::function<void()> onceSaved)
{
    const bool isLive = where == Noted::Live, isShown = isLive == m_document.isLive();
    if (!isLive && !isShown)
        return true;
    const auto& flags = isShown ? m_work->flags.all() : m_work->liveFlags;
    if (isLive ? flags.empty() || flags == m_work->savedFlags : flags == m_work->savedFileFlags)
        return true;
    m_onceSaved = nullptr; // what is wanted now counts
    const auto sentence = isLive ? tr("%n flag(s) of the live recording are not saved.", nullptr,
                                      static_cast<int>(flags.size()))
                                 : tr("Flags in %1 were changed and are not saved.").arg(m_document.name());
    QMessageBox box(QMessageBox::Question, QStringLiteral("Hookwalk"), sentence, QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText); // a file may have any name
    const auto* save = isShown ? box.addButton(tr("Save…"), QMessageBox::AcceptRole) : nullptr;
    const auto* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.exec();
    if (save && box.clickedButton() == save) {
        m_onceSaved = std::move(onceSaved);
        this->save();
    }
    return box.clickedButton() == discard;
}

void MainWindow::clear()
{
    if (!mayForgetFlags(Noted::Live, [this] { clear(); }))
        return;
    m_document.clear();
    m_diagram->setFocus();
}

// By now other packets may be shown than those that were saved.
void MainWindow::noteSaved(const FileSaver::Job& job, const Sentences& said)
{
    const bool isShown = job.subject.lock() == m_document.sharedTrace();
    if (session::isRecordingName(job.path) && (job.isLive || isShown))
        (job.isLive ? m_work->savedFlags : m_work->savedFileFlags) = job.flags;
    if (session::isRecordingName(job.path) && job.names == session::Names::Real) {
        if (job.isLive)
            m_work->liveRecordingPath = job.path;
        else if (isShown)
            m_work->recordingPath = job.path;
        if (const auto left = job.isLeft ? std::exchange(m_work->left, nullptr) : nullptr)
            left->remove();
        if (m_remember)
            rememberFiles({job.path});
    }
    m_messages->show(
        MessageBar::Tone::Good,
        (tr("Saved: %1").arg(QFileInfo(job.path).fileName()) + u' ' + qt(words::text(said))).trimmed());
    if (const auto goOn = std::exchange(m_onceSaved, nullptr))
        goOn();
}

// What is seen from here on is in a file until the program ends as it should.
void MainWindow::keepForCrash()
{
    auto& autosave = m_work->autosave;
    if (!autosave) {
        autosave = std::make_unique<session::Autosave>(session::Autosave::folder());
        connect(&m_lab.session(), &session::Session::linesArrived, autosave.get(), &session::Autosave::add);
        connect(&m_document, &Document::cleared, autosave.get(), &session::Autosave::forget);
        // Files that another window left may be large.
        QThreadPool::globalInstance()->start([self = QPointer<MainWindow>(this)] {
            auto found = recording::findLeft(session::Autosave::folder());
            if (!found)
                return;
            const auto left = std::make_shared<const recording::LeftFile>(std::move(*found));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, left] {
                    if (!self)
                        return;
                    self->m_work->left = left;
                    self->offerLeft();
                },
                Qt::QueuedConnection);
        });
    }
    connect(autosave.get(), &session::Autosave::failed, this,
            [this](const Error& error) { showError(qt(words::text(error))); });
    auto* timer = new QTimer(this);
    timer->start(betweenMarks);
    connect(timer, &QTimer::timeout, this, [this] {
        if (m_document.isLive() && m_document.count() > m_document.first())
            m_work->autosave->mark(recording::flagsLine(m_document.trace(), m_work->flags.all()) +
                                   recording::viewLine(m_document.trace(), recordedView()));
    });
}

void MainWindow::offerLeft()
{
    if (!m_work->left || !m_document.isLive())
        return;
    const QString path = QFile::decodeName(m_work->left->path.c_str());
    const QString when = QLocale().toString(QFileInfo(path).lastModified(), QLocale::ShortFormat);
    m_messages->show(MessageBar::Tone::Hint,
                     tr("Hookwalk ended unexpectedly (%1). What it had seen until then is kept.").arg(when),
                     {{tr("Open"), [this, path] { openFile(path); }},
                      {tr("Discard"), [this] {
                           if (const auto left = std::exchange(m_work->left, nullptr))
                               left->remove();
                           m_messages->clear();
                       }}});
}

} // namespace hookwalk::ui
