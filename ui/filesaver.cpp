// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filesaver.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace hookwalk::ui
{

void FileSaver::save(const Job& job, recording::Snapshot snapshot)
{
    const auto whole = std::make_shared<const recording::Snapshot>(std::move(snapshot));
    QThreadPool::globalInstance()->start([self = QPointer<FileSaver>(this), job, whole] {
        const auto written = session::saveRecording(job.path, *whole, job.names);
        // The application outlives its pool's threads, if not as what qApp takes it for; the saver may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, job, written] {
                if (!self)
                    return;
                Q_EMIT self->ended(job);
                if (written)
                    Q_EMIT self->saved(job, *written);
                else
                    Q_EMIT self->failed(written.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace hookwalk::ui
