#include "ui/fileopener.h"

#include <QCoreApplication>
#include <QFile>
#include <QPointer>
#include <QThreadPool>

namespace hookwalk::ui
{

void FileOpener::open(const QString& path)
{
    const quint64 order = ++m_order;
    m_busy = true;
    Q_EMIT busyChanged(path);
    QThreadPool::globalInstance()->start([self = QPointer<FileOpener>(this), order, path] {
        auto result = std::make_shared<Result<Trace>>(Trace::open(QFile::encodeName(path).toStdString()));
        // The application outlives its pool's threads; the opener may not.
        QMetaObject::invokeMethod(
            qApp,
            [self, order, path, result] {
                if (self)
                    self->finish(order, result, path);
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

void FileOpener::finish(quint64 order, const std::shared_ptr<Result<Trace>>& result, const QString& path)
{
    if (order != m_order)
        return;
    m_busy = false;
    Q_EMIT busyChanged({});
    if (*result)
        Q_EMIT opened(std::make_shared<Trace>(std::move(**result)), path);
    else
        Q_EMIT failed(QString::fromStdString(result->error().sentence));
}

} // namespace hookwalk::ui
