// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/placebutton.h"

#include "ui/panels/paint.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr int narrowest = 104, widest = 168;
constexpr qreal iconX = 10, nameX = 34, arrowRoom = 34;

QFont nameFont()
{
    return textFont(13, QFont::DemiBold);
}

} // namespace

PlaceButton::PlaceButton(const Appearance& appearance, QWidget* parent)
    : QPushButton(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void PlaceButton::setPlace(const QString& icon, const QString& name, const QString& tip)
{
    m_icon = icon;
    m_name = name;
    setToolTip(tip);
    setAccessibleName(tr("Where: %1").arg(name));
    updateGeometry();
    update();
}

QSize PlaceButton::sizeHint() const
{
    const double text = QFontMetricsF(nameFont()).horizontalAdvance(m_name);
    return {std::clamp(static_cast<int>(std::ceil(nameX + text + arrowRoom)), narrowest, widest), 32};
}

void PlaceButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? theme.accent : underMouse() ? theme.controlBorder : theme.border);
    painter.setBrush(isDown() ? theme.divider : underMouse() ? theme.chip : theme.field);
    painter.drawRoundedRect(frame, 6, 6);
    drawIcon(painter, m_icon, theme.accent, QRectF(iconX, 8, 16, 16));
    drawIcon(painter, QStringLiteral("chevron-down"), theme.text3, QRectF(width() - 25, 8, 16, 16));
    paintText(painter, QRectF(nameX, 0, width() - nameX - arrowRoom + 4, height()), m_name, nameFont(),
              theme.text);
}

} // namespace hookwalk::ui
