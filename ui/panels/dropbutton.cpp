// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/dropbutton.h"

#include "ui/panels/paint.h"
#include "ui/theme/icons.h"

namespace hookwalk::ui
{

namespace
{
constexpr int plainX = 13, behindIconX = 34, arrowRoom = 22;
}

DropButton::DropButton(const Appearance& appearance, int weight, QWidget* parent)
    : QPushButton(parent)
    , m_appearance(appearance)
    , m_font(textFont(weight >= QFont::DemiBold ? 13 : 12.5, weight))
{
    setFixedHeight(32);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void DropButton::show(const QString& icon, const QString& text, const QString& tip)
{
    m_icon = icon;
    setText(text);
    setToolTip(tip);
    update();
}

int DropButton::textWidth() const
{
    return (m_icon.isEmpty() ? plainX : behindIconX) + arrowRoom + 1 +
           QFontMetrics(m_font).horizontalAdvance(text());
}

void DropButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(underMouse() ? theme.controlBorder : theme.border);
    painter.setBrush(isDown() ? theme.divider : underMouse() ? theme.chip : theme.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const qreal left = m_icon.isEmpty() ? plainX : behindIconX, arrowX = width() - arrowRoom;
    if (!m_icon.isEmpty())
        drawIcon(painter, m_icon, theme.accent, QRectF(10, 8, 16, 16));
    drawIcon(painter, QStringLiteral("chevron-down"), theme.text3, QRectF(arrowX, 8, 16, 16));
    if (m_icon.isEmpty() || width() > iconWidth)
        paintText(painter, QRectF(left, 0, arrowX - left, height()), text(), m_font, theme.text);
}

} // namespace hookwalk::ui
