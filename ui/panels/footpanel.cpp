// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/footpanel.h"

#include <algorithm>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace hookwalk::ui
{

FootPanel::FootPanel(QWidget* over, QWidget* content, int height)
    : QFrame(over)
    , m_height(height)
{
    setObjectName(QStringLiteral("footPanel"));
    setAttribute(Qt::WA_NoMousePropagation); // what lies below is not meant
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0); // its border
    column->addWidget(content);
    over->installEventFilter(this);
    place();
    show();
    raise();
}

void FootPanel::place()
{
    const QWidget& over = *parentWidget();
    const int high = std::min(m_height, over.height());
    setGeometry(0, over.height() - high, over.width(), high);
}

bool FootPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

// Keys that its content leaves are the window's, and not those of what lies below.
void FootPanel::keyPressEvent(QKeyEvent* event)
{
    QCoreApplication::sendEvent(window(), event);
    event->accept();
}

} // namespace hookwalk::ui
