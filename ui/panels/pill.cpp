// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/pill.h"

#include "ui/panels/paint.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"

#include <cmath>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{
constexpr qreal dotX = 16, textX = 28, behindText = 12, menuRoom = 16, lossGap = 8;
constexpr int dotWidth = 64; // narrower ones are the dot and the arrow

QFont pillFont()
{
    return textFont(12, QFont::Medium);
}
} // namespace

Pill::Pill(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setFixedHeight(28);
    setProperty(ringRadius, 14);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Pill::setState(Tone tone, const QString& text, const QString& why, const QString& loss)
{
    m_tone = tone;
    m_text = text;
    m_loss = loss;
    setToolTip(why.isEmpty() ? this->text() : QStringLiteral("%1\n%2").arg(this->text(), why));
    setAccessibleName(this->text());
    setAccessibleDescription(why);
    updateGeometry();
    update();
}

QString Pill::text() const
{
    return m_loss.isEmpty() ? m_text : QStringLiteral("%1 · %2").arg(m_text, m_loss);
}

void Pill::setMenu(QMenu* menu)
{
    if (menu == m_menu)
        return;
    m_menu = menu;
    setFocusPolicy(menu ? Qt::TabFocus : Qt::NoFocus);
    setCursor(menu ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

int Pill::widthOf(const QString& text, const QString& loss)
{
    const QFontMetricsF metrics(pillFont());
    return static_cast<int>(std::ceil(textX + metrics.horizontalAdvance(text) + lossGap +
                                      metrics.horizontalAdvance(loss) + menuRoom + behindText));
}

QSize Pill::sizeHint() const
{
    const double text = QFontMetricsF(pillFont()).horizontalAdvance(m_text);
    return {static_cast<int>(std::ceil(textX + text + behindText)), 28};
}

void Pill::openMenu()
{
    if (m_menu)
        m_menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void Pill::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        openMenu();
}

void Pill::keyPressEvent(QKeyEvent* event)
{
    const bool opens = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return ||
                       event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down;
    if (m_menu && opens)
        openMenu();
    else
        QWidget::keyPressEvent(event);
}

void Pill::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    const QColor colour = m_tone == Tone::Good   ? theme.good
                          : m_tone == Tone::Hint ? theme.hint
                          : m_tone == Tone::Bad  ? theme.dropped
                                                 : theme.text2;
    const QColor tint = m_tone == Tone::Good    ? theme.goodTint
                        : m_tone == Tone::Quiet ? theme.chip
                                                : mix(theme.panel, colour, 0.14);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 13.5, 13.5);
    if (m_menu)
        drawIcon(painter, QStringLiteral("chevron-down"), colour, QRectF(width() - 26, 8, 12, 12));
    painter.setBrush(m_tone == Tone::Quiet ? theme.text3 : colour);
    painter.drawEllipse(QPointF(dotX, height() / 2.0), 4, 4);
    if (width() <= dotWidth && width() < sizeHint().width())
        return;
    const qreal right = width() - behindText - (m_menu ? menuRoom : 0);
    const qreal loss = QFontMetricsF(pillFont()).horizontalAdvance(m_loss);
    paintText(painter, QRectF(right - loss, 0, loss + 1, height()), m_loss, pillFont(), colour);
    paintText(painter, QRectF(textX, 0, right - (loss > 0 ? loss + lossGap : 0) - textX, height()), m_text,
              pillFont(), colour);
}

} // namespace hookwalk::ui
