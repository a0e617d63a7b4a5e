// SPDX-License-Identifier: GPL-3.0-or-later
// Reads saved logs on a worker thread, a log and its captures together; asking for others drops the first. The files that
// were read are watched.
#pragma once

#include "traversal/trace.h"

#include <memory>
#include <QDateTime>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>

namespace hookwalk::ui
{

class FileOpener : public QObject
{
    Q_OBJECT

public:
    explicit FileOpener(QObject* parent = nullptr);

    void open(const QStringList& paths);
    void cancel();
    void stopWatching();
    void watch(const QStringList& paths); // instead of others; as they are now they are known
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(const QStringList& paths); // none: done or cancelled
    void opened(const std::shared_ptr<hookwalk::Trace>& trace, const QStringList& paths);
    void failed(const QString& sentence);
    void changed(const QString& sentence); // once, behind opened(): a file is not any more what was read

private:
    void finish(quint64 order, const std::shared_ptr<Result<Trace>>& result, const QStringList& paths);
    void noteChange(const QString& sentence);

    struct State {
        qint64 size = 0;
        QDateTime modified;
        bool operator==(const State&) const = default;
    };
    static State stateOf(const QString& path);

    QFileSystemWatcher m_watcher;   // of the newest files asked for
    QHash<QString, State> m_states; // before they were read
    QString m_change;               // a sentence, while they are read
    quint64 m_order = 0;            // of the newest request: answers to older ones are dropped
    bool m_busy = false;
};

} // namespace hookwalk::ui
