#include "ui/panels/pill.h"

#include <cmath>
#include <QFontMetricsF>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{
constexpr qreal dotX = 16, textX = 28, endMargin = 16;

QFont pillFont()
{
    return textFont(12, QFont::Medium);
}
} // namespace

Pill::Pill(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Pill::setState(Tone tone, const QString& text, const QString& why)
{
    m_tone = tone;
    m_text = text;
    setToolTip(why);
    setAccessibleName(text);
    setAccessibleDescription(why);
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return {
        static_cast<int>(std::ceil(textX + QFontMetricsF(pillFont()).horizontalAdvance(m_text) + endMargin)),
        28};
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
    painter.drawRoundedRect(rect(), 14, 14);
    painter.setBrush(m_tone == Tone::Quiet ? theme.text3 : colour);
    painter.drawEllipse(QPointF(dotX, height() / 2.0), 4, 4);
    painter.setPen(colour);
    painter.setFont(pillFont());
    painter.drawText(QRectF(rect()).adjusted(textX, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, m_text);
}

} // namespace hookwalk::ui
