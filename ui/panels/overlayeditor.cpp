// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/overlayeditor.h"

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
constexpr int editorWidth = 268, editorAbove = 12,
              editorAside = 8; // pixels; above: the foot of what it lies over
}

OverlayEditor::OverlayEditor(const Appearance& appearance, const QString& lineName, QWidget* over)
    : QFrame(over)
    , m_appearance(appearance)
    , m_title(new QLabel(this))
    , m_line(new QLineEdit(this))
    , m_buttons(new QHBoxLayout)
{
    setProperty("kind", QStringLiteral("overlayEditor"));
    setFixedWidth(editorWidth);
    m_line->setAccessibleName(lineName);
    over->installEventFilter(this);
    m_buttons->setSpacing(4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_line);
    column->addLayout(m_buttons);
    connect(&appearance, &Appearance::changed, this, &OverlayEditor::tint);
    tint();
    hide();
}

void OverlayEditor::addButton(const QString& text, const std::function<void()>& run)
{
    auto* button = new QPushButton(text, this);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty(onOverlay, true);
    connect(button, &QPushButton::clicked, this, run);
    m_buttons->addWidget(button);
}

void OverlayEditor::addStretch()
{
    m_buttons->addStretch(1);
}

void OverlayEditor::open(const QString& title, const QString& text, double x)
{
    m_x = x;
    m_line->setText(text);
    m_title->setText(title);
    show(); // lays out what it lies over, too
    place();
    raise();
    m_line->setFocus();
    m_line->selectAll();
}

void OverlayEditor::place()
{
    adjustSize();
    const QWidget& over = *parentWidget();
    const double left = m_x > over.width() / 2.0 ? m_x - editorWidth - editorAside : m_x + editorAside;
    move(std::clamp(static_cast<int>(left), editorAside,
                    std::max(editorAside, over.width() - editorWidth - editorAside)),
         over.height() - height() - editorAbove);
}

void OverlayEditor::leave()
{
    m_line->clear();
    if (!isVisible())
        return;
    hide();
    Q_EMIT closed();
}

void OverlayEditor::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return leave();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        for (auto* button : findChildren<QPushButton*>()) {
            if (button->hasFocus())
                return button->click();
        }
        return take();
    default:
        QFrame::keyPressEvent(event);
    }
}

bool OverlayEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void OverlayEditor::tint()
{
    const Theme& theme = m_appearance.theme();
    setStyleSheet(QStringLiteral("QFrame[kind=overlayEditor] { background: %1; border-radius: 8px }"
                                 "QLabel { color: %2 }"
                                 "QPushButton { border: none; background: transparent; color: %3;"
                                 " padding: 0 4px; min-height: 20px; font-weight: 600 }"
                                 "QPushButton:hover { color: %4 }")
                      .arg(theme.overlay.name(), theme.overlayText2.name(), theme.overlayAction.name(),
                           theme.overlayText.name()));
}

} // namespace hookwalk::ui
