// Reads saved logs on a worker thread; asking for another one drops the first.
#pragma once

#include "traversal/trace.h"

#include <memory>
#include <QObject>
#include <QString>

namespace hookwalk::ui
{

class FileOpener : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void open(const QString& path);
    void cancel();
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(const QString& path); // empty: done or cancelled
    void opened(const std::shared_ptr<hookwalk::Trace>& trace, const QString& path);
    void failed(const QString& sentence);

private:
    void finish(quint64 order, const std::shared_ptr<Result<Trace>>& result, const QString& path);

    quint64 m_order = 0; // of the newest request: answers to older ones are dropped
    bool m_busy = false;
};

} // namespace hookwalk::ui
