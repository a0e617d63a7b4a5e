// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stepdelegate.h"

#include "ui/panels/paint.h"
#include "ui/panels/stepmodel.h"

#include <QPainter>

namespace hookwalk::ui
{

namespace
{
constexpr qreal railX = 24, titleX = 44, gap = 12;

StopKind kindOf(const QModelIndex& index)
{
    return static_cast<StopKind>(index.data(StepModel::KindRole).toInt());
}
} // namespace

StepDelegate::StepDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {240, 24};
}

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF row = option.rect;
    const bool current = index.data(StepModel::IsCurrentRole).toBool();
    const bool skipped = kindOf(index) == StopKind::Skipped;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (current || option.state & QStyle::State_MouseOver) {
        painter->setOpacity(current ? 1 : 0.4);
        paintBand(*painter, row.adjusted(rowMargin, 0, -rowMargin, 0), theme);
        painter->setOpacity(1);
    }
    paintRail(*painter, row, index);
    paintStation(*painter, QPointF(row.left() + railX, row.center().y() + 0.5), index);

    const QColor titleColour = skipped                                                   ? theme.text3
                               : current || index.data(StepModel::IsPassedRole).toBool() ? theme.text
                                                                                         : theme.text2;
    const QFont titleFont = textFont(12, current ? QFont::DemiBold : QFont::Normal);
    const QRectF inner = row.adjusted(titleX, 0, -rowMargin * 2, 0);
    const QString title = index.data().toString();
    paintText(*painter, inner, title, titleFont, titleColour);

    const bool observed = kindOf(index) == StopKind::Observed;
    const qreal titleWidth = QFontMetricsF(titleFont).horizontalAdvance(title);
    paintText(*painter, inner.adjusted(titleWidth + gap, 0, 0, 0), index.data(StepModel::NoteRole).toString(),
              observed ? monoFont(11.5) : textFont(11.5), observed ? titleColour : theme.text3,
              Qt::AlignRight | Qt::AlignVCenter);
    painter->restore();
}

void StepDelegate::paintRail(QPainter& painter, const QRectF& row, const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const bool current = index.data(StepModel::IsCurrentRole).toBool();
    const bool passed = index.data(StepModel::IsPassedRole).toBool();
    const bool last = index.row() + 1 == index.model()->rowCount();
    const qreal x = row.left() + railX, middle = row.center().y() + 0.5;
    const QPen walked(theme.accent, 3, Qt::SolidLine, Qt::FlatCap), ahead(theme.accent, 1);
    if (index.row() > 0) {
        painter.setPen(passed || current ? walked : ahead);
        painter.drawLine(QPointF(x, row.top()), QPointF(x, middle));
    }
    if (!last) {
        painter.setPen(passed ? walked : ahead);
        painter.drawLine(QPointF(x, middle), QPointF(x, row.bottom() + 1));
    }
}

void StepDelegate::paintStation(QPainter& painter, QPointF at, const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const Stage stage = index.data(StepModel::StageRole).value<Stage>();
    const bool passed = index.data(StepModel::IsPassedRole).toBool();
    const bool current = index.data(StepModel::IsCurrentRole).toBool();
    if (index.data(StepModel::IsDeathRole).toBool() && (passed || current)) {
        paintDeathMark(painter, at, 8, theme);
        return;
    }
    if (current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.look == Look::Dark ? theme.accent : theme.buttonFill);
        painter.drawEllipse(at, 8, 8);
        painter.setBrush(theme.onButton);
        painter.drawEllipse(at, 4, 4);
        return;
    }
    switch (kindOf(index)) {
    case StopKind::Skipped:
        painter.setPen(QPen(theme.text3, 1.5));
        painter.setBrush(theme.panel);
        painter.drawEllipse(at, 3.5, 3.5);
        break;
    case StopKind::Inferred: {
        QPen corners(theme.text2, 1.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.panel);
        const QRectF box(at - QPointF(4.5, 4.5), QSizeF(9, 9));
        painter.drawRect(box.adjusted(-1, -1, 1, 1));
        painter.setPen(corners);
        for (const qreal x : {-1.0, 1.0}) {
            for (const qreal y : {-1.0, 1.0}) {
                const QPointF corner = at + QPointF(x * 4.5, y * 4.5);
                painter.drawLine(corner, corner - QPointF(x * 2.7, 0));
                painter.drawLine(corner, corner - QPointF(0, y * 2.7));
            }
        }
        break;
    }
    case StopKind::Observed:
        painter.setPen(QPen(passed ? theme.panel : ringOf(stage, theme), 1.5));
        painter.setBrush(passed ? fillOf(stage, theme) : theme.panel);
        painter.drawEllipse(at, passed ? 5 : 4, passed ? 5 : 4);
        break;
    }
}

} // namespace hookwalk::ui
