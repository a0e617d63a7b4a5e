// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/paint.h"

#include <QPainterPath>

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

void paintLaneMark(QPainter& painter, const Stage& stage, StopKind kind, QPointF at, const Theme& theme)
{
    const bool isChain = stage.kind == StageKind::Chain || stage.kind == StageKind::BaseChain;
    if (isChain && kind == StopKind::Skipped) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text3);
        painter.drawEllipse(at, 1.5, 1.5);
    } else if (isChain && kind == StopKind::Observed) {
        painter.setPen(QPen(ringOf(stage, theme), 1.25));
        painter.setBrush(fillOf(stage, theme));
        painter.drawRoundedRect(QRectF(at - QPointF(2.5, 7.5), QSizeF(5, 15)), 2, 2);
        if (stage.kind == StageKind::BaseChain) { // as in the barcode: grey, with a slash
            painter.setPen(QPen(theme.panel, 1.25));
            painter.drawLine(at + QPointF(-1.5, 2.5), at + QPointF(1.5, -2.5));
        }
    } else {
        painter.setPen(QPen(theme.text2, 1.25));
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(QRectF(at - QPointF(3, 3), QSizeF(6, 6)), 1.5, 1.5);
    }
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

void paintFlag(QPainter& painter, QPointF foot, bool isFilled, const Theme& theme)
{
    const QPointF top = foot - QPointF(0, flagHeight);
    QPainterPath path(foot);
    for (const QPointF& corner : {QPointF(0, 0), QPointF(flagWidth, 0), QPointF(flagWidth - 2.2, 3),
                                  QPointF(flagWidth, 6), QPointF(0, 6)})
        path.lineTo(top + corner);
    painter.setPen(QPen(theme.hint, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(isFilled ? theme.hint : theme.panel);
    painter.drawPath(path);
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
