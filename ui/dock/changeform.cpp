// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/changeform.h"

#include "ui/dock/dockwidgets.h"
#include "ui/dock/editrow.h"

#include <algorithm>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace hookwalk::ui
{

ChangeForm::ChangeForm(ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_strip(strip)
    , m_make([] { return std::nullopt; })
    , m_fields(new QVBoxLayout(this))
{
    m_fields->setContentsMargins(0, 0, 0, 0);
    m_fields->setSpacing(8);
    connect(&strip, &ChangeStrip::left, this, [this](const QWidget* control) {
        if (control == this)
            Q_EMIT cancelled();
    });
}

void ChangeForm::setMake(const ChangeStrip::Make& make)
{
    m_make = make;
}

void ChangeForm::addRow(EditRow* row)
{
    m_rows << row;
    addField(row);
    row->line()->installEventFilter(this);
    connect(row, &EditRow::edited, this, &ChangeForm::refresh);
    connect(row->line(), &QLineEdit::returnPressed, this, &ChangeForm::submit);
}

void ChangeForm::addField(QWidget* field)
{
    m_fields->addWidget(field);
}

bool ChangeForm::isGood() const
{
    return std::ranges::all_of(m_rows, &EditRow::isGood);
}

void ChangeForm::complain()
{
    for (EditRow* row : m_rows)
        row->checkAgain(true);
}

void ChangeForm::begin()
{
    m_rows.first()->setFocus();
}

void ChangeForm::refresh()
{
    if (isVisible())
        m_strip.offer(this, m_make, [this] { Q_EMIT done(); });
}

void ChangeForm::submit()
{
    if (isVisible())
        m_strip.make(this, m_make, [this] { Q_EMIT done(); });
}

void ChangeForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isEnabled())
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

void ChangeForm::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    bringIntoView(*this);
}

void ChangeForm::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_strip.withdraw(this);
}

// Another control may have been clicked meanwhile.
bool ChangeForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn && !m_strip.isAbout(this))
        refresh();
    const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
    if (key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        watched->event(event);
        event->accept(); // a field ignores it, and it would go on
        return true;     // to the button of a message: the form is disabled by now
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hookwalk::ui
