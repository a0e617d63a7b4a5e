// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/paint.h"

namespace hookwalk::ui
{

void paintOwnMark(QPainter& painter, QPointF centre, qreal half, const Theme& theme)
{
    painter.setPen(QPen(theme.text2, 1));
    painter.setBrush(theme.own.station);
    painter.drawRoundedRect(QRectF(centre - QPointF(half, half), QSizeF(2 * half, 2 * half)), 2, 2);
    const QPointF reach(half - 1.5, 1.5 - half);
    painter.setPen(QPen(theme.panel, 1.25));
    painter.drawLine(centre - reach, centre + reach);
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
    return stage.kind == StageKind::Chain       ? theme.table(stage.chain.table).fill
           : stage.kind == StageKind::BaseChain ? theme.own.station
                                                : theme.text3;
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
