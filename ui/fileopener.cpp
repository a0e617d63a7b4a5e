// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fileopener.h"

#include "traversal/together.h"
#include "words/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace hookwalk::ui
{

FileOpener::FileOpener(QObject* parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this](const QString& path) {
        if (QFileInfo::exists(path) && stateOf(path) == m_states.value(path))
            return; // its permissions, or its name
        m_watcher.removePath(path);
        noteChange(tr("%1 has changed since it was read. What was read stays; open it again to see what it "
                      "holds now.")
                       .arg(QFileInfo(path).fileName()));
    });
}

void FileOpener::open(const QStringList& paths)
{
    watch(paths); // before they are read, so that nothing is missed
    const quint64 order = ++m_order;
    m_busy = true;
    Q_EMIT busyChanged(paths);
    QThreadPool::globalInstance()->start([self = QPointer<FileOpener>(this), order, paths] {
        std::vector<std::string> names;
        for (const QString& path : paths)
            names.push_back(QFile::encodeName(path).toStdString());
        auto result = std::make_shared<Result<Trace>>(openTogether(names));
        // The application outlives its pool's threads; the opener may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, order, paths, result] {
                if (self)
                    self->finish(order, result, paths);
            },
            Qt::QueuedConnection);
    });
}

void FileOpener::cancel()
{
    ++m_order;
    if (!std::exchange(m_busy, false))
        return;
    Q_EMIT busyChanged({});
}

void FileOpener::finish(quint64 order, const std::shared_ptr<Result<Trace>>& result, const QStringList& paths)
{
    if (order != m_order)
        return;
    m_busy = false;
    Q_EMIT busyChanged({});
    if (!*result) {
        stopWatching();
        return Q_EMIT failed(QString::fromStdString(words::text(result->error())));
    }
    if ((*result)->traversals().empty()) { // of connections alone: nothing to walk through
        stopWatching();
        return Q_EMIT failed(QString::fromStdString(words::text((*result)->remark())));
    }
    Q_EMIT opened(std::make_shared<Trace>(std::move(**result)), paths);
    if (!m_change.isEmpty())
        Q_EMIT changed(m_change);
}

FileOpener::State FileOpener::stateOf(const QString& path)
{
    const QFileInfo file(path);
    return {file.size(), file.lastModified()};
}

void FileOpener::watch(const QStringList& paths)
{
    stopWatching();
    for (const QString& path : paths) {
        if (!QFileInfo(path).isFile())
            continue;
        m_states.insert(path, stateOf(path));
        m_watcher.addPath(path);
    }
}

void FileOpener::stopWatching()
{
    if (const auto watched = m_watcher.files(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    m_states.clear();
    m_change.clear();
}

void FileOpener::noteChange(const QString& sentence)
{
    if (m_busy)
        m_change = sentence;
    else
        Q_EMIT changed(sentence);
}

} // namespace hookwalk::ui
