// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/paint.h"

#include <QPainterPath>

namespace hookwalk::ui
{

void paintDeathMark(QPainter& painter, QPointF centre, qreal radius, const Theme& theme)
{
    const qreal corner = radius * 0.42;
    QPolygonF octagon;
    for (const auto& [x, y] : {std::pair{-corner, -radius},
                               {corner, -radius},
                               {radius, -corner},
                               {radius, corner},
                               {corner, radius},
                               {-corner, radius},
                               {-radius, corner},
                               {-radius, -corner}})
        octagon << centre + QPointF(x, y);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.dropped);
    painter.drawPolygon(octagon);
    const qreal arm = radius * 0.36;
    painter.setPen(QPen(theme.canvas, radius / 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
    painter.drawLine(centre + QPointF(arm, -arm), centre + QPointF(-arm, arm));
}

void paintBand(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.selection);
    painter.drawRoundedRect(rect, 4, 4);
}

QColor ringOf(const Stage& stage, const Theme& theme)
{
    return stage.kind == StageKind::Chain ? theme.table(stage.chain.table).ring : theme.text2;
}

QColor fillOf(const Stage& stage, const Theme& theme)
{
    return stage.kind == StageKind::Chain ? theme.table(stage.chain.table).fill : theme.text3;
}

void paintText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
               const QColor& colour, Qt::Alignment alignment)
{
    painter.setFont(font);
    painter.setPen(colour);
    const QString fitted = QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, fitted);
}

} // namespace hookwalk::ui
