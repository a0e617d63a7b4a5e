// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/noteeditor.h"

#include "ui/theme/focus.h"

#include <algorithm>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{
constexpr int noteWidth = 268, noteAbove = 12, noteAside = 8; // pixels; noteAbove: the foot of the diagram
}

NoteEditor::NoteEditor(const Appearance& appearance, Flags& flags, QWidget* over)
    : QFrame(over)
    , m_appearance(appearance)
    , m_flags(flags)
    , m_title(new QLabel(this))
    , m_note(new QLineEdit(this))
{
    setObjectName(QStringLiteral("noteEditor"));
    setFixedWidth(noteWidth);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setMaxLength(longestNote);
    over->installEventFilter(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    const auto add = [&](const QString& text, void (NoteEditor::*slot)()) {
        auto* button = new QPushButton(text, this);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty(onOverlay, true);
        connect(button, &QPushButton::clicked, this, slot);
        row->addWidget(button);
    };
    add(tr("Keep (Enter)"), &NoteEditor::keep);
    add(tr("Back (Esc)"), &NoteEditor::leave);
    row->addStretch(1);
    add(tr("Remove flag"), &NoteEditor::remove);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addLayout(row);
    connect(&appearance, &Appearance::changed, this, &NoteEditor::tint);
    tint();
    hide();
}

void NoteEditor::open(std::uint32_t record, const QString& title, double x)
{
    m_record = record;
    m_x = x;
    const Flag* flag = m_flags.at(record);
    m_note->setText(flag ? QString::fromStdString(flag->note) : QString());
    m_title->setText(title);
    place();
    show();
    raise();
    m_note->setFocus();
    m_note->selectAll();
}

void NoteEditor::place()
{
    adjustSize();
    const QWidget& over = *parentWidget();
    const double left = m_x > over.width() / 2.0 ? m_x - noteWidth - noteAside : m_x + noteAside;
    move(std::clamp(static_cast<int>(left), noteAside,
                    std::max(noteAside, over.width() - noteWidth - noteAside)),
         over.height() - height() - noteAbove);
}

void NoteEditor::keep()
{
    m_flags.set(m_record, m_note->text().toStdString());
    leave();
}

void NoteEditor::remove()
{
    if (const Flag* flag = m_flags.at(m_record)) {
        const Flag gone = *flag;
        m_flags.remove(m_record);
        Q_EMIT removed(gone);
    }
    leave();
}

void NoteEditor::leave()
{
    m_note->clear();
    if (!isVisible())
        return;
    hide();
    Q_EMIT closed();
}

// Wherever in it the focus is: what it takes goes no further, to the keys of the window.
void NoteEditor::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return leave();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (auto* button = qobject_cast<QPushButton*>(focusWidget()); button && button->hasFocus())
            return button->click();
        return keep();
    default:
        QFrame::keyPressEvent(event);
    }
}

bool NoteEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void NoteEditor::tint()
{
    const Theme& theme = m_appearance.theme();
    setStyleSheet(QStringLiteral("#noteEditor { background: %1; border-radius: 8px } QLabel { color: %2 }"
                                 "QPushButton { border: none; background: transparent; color: %3;"
                                 " padding: 0 4px; min-height: 20px; font-weight: 600 }"
                                 "QPushButton:hover { color: %4 }")
                      .arg(theme.overlay.name(), theme.overlayText2.name(), theme.overlayAction.name(),
                           theme.overlayText.name()));
}

} // namespace hookwalk::ui
