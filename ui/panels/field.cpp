// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field.h"

#include "ui/panels/tintedlabel.h"
#include "ui/theme/focus.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{
constexpr int arrowsWidth = 22; // of a spin box, as in theme/stylesheet.cpp
constexpr int wideGap = 8, narrowGap = 4;
} // namespace

Field::Field(const Appearance& appearance, const QString& label, QWidget* editor, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_label(new TintedLabel(&Theme::text3, textFont(12)))
    , m_editor(editor)
{
    setFixedHeight(32);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 1, 8, 1);
    row->setSpacing(wideGap);
    row->addWidget(m_label);
    row->addWidget(editor, 1);
    m_label->setBuddy(editor);
    setLabel(label);
    editor->setFont(monoFont(12.5, QFont::Medium));
    editor->setProperty("kind", QStringLiteral("bare"));
    editor->setProperty(ringAround, QVariant::fromValue<QWidget*>(this));
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(editor)) {
        spin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        spin->setMinimumWidth(1);
        row->setContentsMargins(10, 1, 2, 1);
        row->setSpacing(narrowGap);
    }
    m_text = qobject_cast<QLineEdit*>(editor);
    if (!m_text)
        m_text = editor->findChild<QLineEdit*>(); // a spin box has one
    if (m_text)
        connect(m_text, &QLineEdit::textChanged, this, &Field::makeRoom);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Field::setLabel(const QString& label)
{
    m_label->setText(label);
    m_editor->setAccessibleName(label);
    makeRoom();
}

// The label gives way where what is typed would be cut.
void Field::makeRoom()
{
    if (!m_text || !layout())
        return;
    constexpr int aroundText = 4; // cursor, and QLineEdit's own margins
    const QMargins margins = layout()->contentsMargins();
    const int spacing = m_text == m_editor ? wideGap : narrowGap;
    int room = width() - margins.left() - margins.right() - m_label->sizeHint().width() - aroundText;
    for (int i = 2; i < layout()->count(); ++i)
        room -= layout()->itemAt(i)->sizeHint().width() + spacing;
    room -= spacing + (m_text == m_editor ? 0 : arrowsWidth);
    const bool whole = QFontMetrics(m_text->font()).horizontalAdvance(m_text->text()) <= room;
    m_label->setVisible(whole);
    if (m_text == m_editor)
        layout()->setSpacing(whole ? wideGap : narrowGap);
}

void Field::resizeEvent(QResizeEvent*)
{
    makeRoom();
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
    const QColor border = !m_problem.isEmpty() ? theme.dropped
                          : underMouse()       ? theme.controlBorder
                                               : theme.border;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border);
    painter.setBrush(isEnabled() ? theme.field : theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
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
    setValue(seconds);
}

QString SecondsBox::textFromValue(double value) const
{
    return value > 0 && value < 1 ? QStringLiteral("%1 ms").arg(value * 1000)
                                  : QStringLiteral("%1 s").arg(value, 0, 'g', 7);
}

double SecondsBox::valueFromText(const QString& text) const
{
    const bool thousandths = text.endsWith(QStringLiteral("ms"));
    QString number = text;
    return number.remove(u'm').remove(u's').trimmed().toDouble() / (thousandths ? 1000 : 1);
}

QValidator::State SecondsBox::validate(QString& text, int&) const
{
    static const QRegularExpression whole(QStringLiteral("^\\d+(\\.\\d*)? ?(m?s)?$")),
        begun(QStringLiteral("^\\d*\\.?\\d* ?m?$"));
    if (whole.match(text).hasMatch()) {
        const double value = valueFromText(text);
        return value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
    }
    return begun.match(text).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

qint64 SecondsBox::microseconds() const
{
    return static_cast<qint64>(std::llround(value() * 1e6));
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
