// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sheet.h"

#include <algorithm>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace hookwalk::ui
{

Sheet::Sheet(QWidget* over, QWidget* content, int height)
    : QFrame(over)
    , m_height(height)
{
    setObjectName(QStringLiteral("sheet"));
    setAttribute(Qt::WA_NoMousePropagation); // what lies below is not meant
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0); // its border
    column->addWidget(content);
    over->installEventFilter(this);
    place();
    show();
    raise();
}

void Sheet::place()
{
    const QWidget& over = *parentWidget();
    const int high = std::min(m_height, over.height());
    setGeometry(0, over.height() - high, over.width(), high);
}

bool Sheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

// Keys that its content leaves are the window's, and not those of what lies below.
void Sheet::keyPressEvent(QKeyEvent* event)
{
    QCoreApplication::sendEvent(window(), event);
    event->accept();
}

} // namespace hookwalk::ui
