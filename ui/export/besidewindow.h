// SPDX-License-Identifier: GPL-3.0-or-later
// Work that is long: on another thread, while the window goes on.
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace hookwalk::ui
{

// Hands over the result where the widget is still there.
template<typename Widget, typename Work, typename Then>
void besideWindow(Widget* widget, Work work, Then then)
{
    QThreadPool::globalInstance()->start([self = QPointer<Widget>(widget), work, then] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, then, result = work()] {
                if (self)
                    then(result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace hookwalk::ui
