// SPDX-License-Identifier: GPL-3.0-or-later
// Reads saved logs on a worker thread; asking for another one drops the first. The file that was read is
// watched.
#pragma once

#include "traversal/trace.h"

#include <memory>
#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

namespace hookwalk::ui
{

class FileOpener : public QObject
{
    Q_OBJECT

public:
    explicit FileOpener(QObject* parent = nullptr);

    void open(const QString& path);
    void cancel();
    void stopWatching();
    void watch(const QString& path); // instead of another; as it is now it is known
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(const QString& path); // empty: done or cancelled
    void opened(const std::shared_ptr<hookwalk::Trace>& trace, const QString& path);
    void failed(const QString& sentence);
    void changed(const QString& sentence); // once, behind opened(): the file is not any more what was read

private:
    void finish(quint64 order, const std::shared_ptr<Result<Trace>>& result, const QString& path);

    void noteChange(const QString& sentence);

    QFileSystemWatcher m_watcher; // of the newest file asked for
    qint64 m_size = 0;            // before it was read
    QDateTime m_modified;
    QString m_change;    // a sentence, while it is read
    quint64 m_order = 0; // of the newest request: answers to older ones are dropped
    bool m_busy = false;
};

} // namespace hookwalk::ui
