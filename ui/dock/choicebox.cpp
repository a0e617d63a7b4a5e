// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/choicebox.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace hookwalk::ui
{

ChoiceBox::ChoiceBox(const QStringList& choices, QWidget* parent)
    : QComboBox(parent)
{
    addItems(choices);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QComboBox::activated, this, [this](int value) {
        if (m_byKeys)
            return Q_EMIT edited();
        reset();
        if (value != m_value)
            Q_EMIT picked(value);
    });
}

void ChoiceBox::setValue(int value)
{
    const bool stays = isEdited() && currentIndex() != value;
    m_value = value;
    if (!stays)
        reset();
}

void ChoiceBox::reset()
{
    setCurrentIndex(m_value);
    Q_EMIT edited();
}

void ChoiceBox::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && isEdited())
        return Q_EMIT entered();
    if (event->key() == Qt::Key_Escape && isEdited())
        return reset();
    m_byKeys = true;
    QComboBox::keyPressEvent(event);
    m_byKeys = false;
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the dock scrolls
}

} // namespace hookwalk::ui
