// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/popup.h"

#include "ui/theme/focus.h"

#include <algorithm>
#include <QAbstractButton>
#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>

namespace hookwalk::ui
{

Popup::Popup(QAbstractButton* button)
    : QFrame(button, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_button(button)
    , m_column(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_NoMouseReplay); // a click on the button closes it and does not open it again
    setObjectName(QStringLiteral("popup"));
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(12);
    m_column->setSizeConstraint(QLayout::SetFixedSize);
    connect(button, &QAbstractButton::clicked, this, &Popup::open);
}

void Popup::open()
{
    Q_EMIT opening();
    adjustSize();
    const QRect room = m_button->screen()->availableGeometry();
    QPoint corner = m_button->mapToGlobal(QPoint(0, m_button->height() + 4));
    corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())));
    corner.setY(std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(corner);
    show();
    setFocus();
    focusNextChild();
}

bool Popup::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

void Popup::keyPressEvent(QKeyEvent* event)
{
    const auto key = event->key();
    if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace hookwalk::ui
