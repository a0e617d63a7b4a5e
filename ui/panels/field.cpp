// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field.h"

#include "ui/panels/tintedlabel.h"

#include <algorithm>
#include <array>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace hookwalk::ui
{

Field::Field(const Appearance& appearance, const QString& label, QWidget* editor, int width, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_label(new TintedLabel(appearance, &Theme::text3, textFont(12), label))
    , m_editor(editor)
{
    setFixedSize(width, 32);
    m_label->setBuddy(editor);
    editor->setAccessibleName(label);
    editor->setFont(monoFont(12.5, QFont::Medium));
    editor->setStyleSheet(QStringLiteral("QLineEdit, QAbstractSpinBox, QComboBox { border: none; background: "
                                         "transparent; min-height: 0; padding: 0 }"));
    editor->installEventFilter(this);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, qobject_cast<QAbstractSpinBox*>(editor) ? 1 : 8, 1);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addWidget(editor, 1);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Field::addButton(QWidget* button)
{
    layout()->addWidget(button);
    const QMargins margins = layout()->contentsMargins();
    layout()->setContentsMargins(margins.left(), margins.top(), 4, margins.bottom());
}

void Field::setProblem(const QString& sentence)
{
    m_problem = sentence;
    setToolTip(sentence);
    m_editor->setToolTip(sentence);
    m_editor->setAccessibleDescription(sentence);
    update();
}

void Field::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    const QColor border = !m_problem.isEmpty()   ? theme.dropped
                          : m_editor->hasFocus() ? theme.accent
                          : underMouse()         ? theme.controlBorder
                                                 : theme.border;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border);
    painter.setBrush(isEnabled() ? theme.field : theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

bool Field::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

void Field::mousePressEvent(QMouseEvent*)
{
    m_editor->setFocus(Qt::MouseFocusReason);
}

SecondsBox::SecondsBox(double seconds, QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setLocale(QLocale::c());
    setDecimals(3);
    setRange(0, 3600);
    setSuffix(QStringLiteral(" s"));
    setValue(seconds);
}

QString SecondsBox::textFromValue(double value) const
{
    return QString::number(value, 'g', 7);
}

double SecondsBox::valueFromText(const QString& text) const
{
    QString number = text;
    number.remove(suffix());
    return number.toDouble();
}

void SecondsBox::stepBy(int steps)
{
    static constexpr std::array ladder{0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,   0.2,
                                       0.5, 1.0,   2.0,   5.0,   10.0, 20.0, 60.0, 300.0, 3600.0};
    const auto here =
        steps > 0 ? std::ranges::upper_bound(ladder, value()) - 1 : std::ranges::lower_bound(ladder, value());
    const auto place = std::clamp<std::ptrdiff_t>(here - ladder.begin() + steps, 0, std::ssize(ladder) - 1);
    setValue(ladder[static_cast<std::size_t>(place)]);
}

} // namespace hookwalk::ui
