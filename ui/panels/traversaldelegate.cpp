// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/traversaldelegate.h"

#include "ui/panels/paint.h"
#include "ui/panels/traversalmodel.h"

#include <QPainter>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

constexpr qreal textMargin = 16, answerIndent = 20, markSize = 8, markStep = 12;

// The part of the row's band that lies in this cell: the ends are rounded and keep clear of the list's edge.
void paintSelection(QPainter& painter, const QRectF& cell, int column, const Theme& theme)
{
    QRectF band = cell;
    if (column == 0)
        band.setLeft(band.left() + rowMargin);
    else
        band.setLeft(band.left() - 8); // squares the inner end off
    if (column == TraversalModel::ColumnCount - 1)
        band.setRight(band.right() - rowMargin);
    else
        band.setRight(band.right() + 8);
    painter.save();
    painter.setClipRect(cell);
    paintBand(painter, band, theme);
    painter.restore();
}

} // namespace

TraversalDelegate::TraversalDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize TraversalDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {80, 24};
}

void TraversalDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF cell = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(cell);
    if (selected) {
        paintSelection(*painter, cell, index.column(), theme);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->setOpacity(0.4);
        paintSelection(*painter, cell, index.column(), theme);
        painter->setOpacity(1);
    }

    const QString text = index.data().toString();
    switch (index.column()) {
    case TraversalModel::Packet:
        paintPacket(*painter, cell, index, selected);
        break;
    case TraversalModel::Path:
        paintPath(*painter, cell, index);
        break;
    case TraversalModel::Summary:
        paintText(*painter, cell.adjusted(0, 0, -8, 0), text, textFont(12), theme.text2);
        break;
    case TraversalModel::Ending: {
        const bool dropped = index.data(TraversalModel::IsDroppedRole).toBool();
        const bool amiss = index.data(TraversalModel::IsAmissRole).toBool();
        paintText(*painter, cell.adjusted(0, 0, -8, 0), text,
                  textFont(12, dropped ? QFont::Medium : QFont::Normal),
                  dropped ? theme.dropped
                  : amiss ? theme.hint
                          : theme.text2);
        break;
    }
    case TraversalModel::Time:
        paintText(*painter, cell.adjusted(0, 0, -textMargin, 0), text, monoFont(11.5), theme.text,
                  Qt::AlignRight | Qt::AlignVCenter);
        break;
    default:
        break;
    }
    painter->restore();
}

void TraversalDelegate::paintPacket(QPainter& painter, const QRectF& cell, const QModelIndex& index,
                                    bool selected) const
{
    const Theme& theme = m_appearance.theme();
    const bool answer = index.data(TraversalModel::IsAnswerRole).toBool();
    if (answer) {
        const qreal x = cell.left() + textMargin + 4, middle = cell.center().y();
        QPainterPath hook(QPointF(x, cell.top() - (index.row() > 0 ? 4 : 0)));
        hook.lineTo(x, middle - 4);
        hook.quadTo(x, middle, x + 4, middle);
        hook.lineTo(x + 10, middle);
        if (!index.data(TraversalModel::IsLastAnswerRole).toBool()) {
            hook.moveTo(x, middle - 4);
            hook.lineTo(x, cell.bottom() + 1);
        }
        painter.setPen(QPen(theme.edge, 1.25));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(hook);
    }
    const QRectF place = cell.adjusted(textMargin + (answer ? answerIndent : 0), 0, -8, 0);
    paintText(painter, place, index.data().toString(), textFont(12, selected ? QFont::Medium : QFont::Normal),
              theme.text);
}

void TraversalDelegate::paintPath(QPainter& painter, const QRectF& cell, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const TraversalModel*>(index.model());
    if (!model)
        return;
    const Theme& theme = m_appearance.theme();
    const auto walk = model->document().walk(model->traversalAt(index.row()));
    QPointF centre(cell.left() + markSize / 2, cell.center().y() + 0.5);
    for (const PathMark& mark : pathMarks(*walk)) {
        switch (mark.kind) {
        case PathMark::Kind::Chain:
            painter.setPen(QPen(theme.table(mark.table).ring, 1));
            painter.setBrush(theme.table(mark.table).fill);
            painter.drawRoundedRect(QRectF(centre - QPointF(3.5, 3.5), QSizeF(7, 7)), 2, 2);
            break;
        case PathMark::Kind::Skipped:
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.text3);
            painter.drawEllipse(centre, 1.5, 1.5);
            break;
        case PathMark::Kind::Dropped:
            paintDeathMark(painter, centre + QPointF(3, 0), 6, theme);
            break;
        case PathMark::Kind::HookGap:
            centre.rx() += markStep * 2 / 3;
            continue;
        }
        centre.rx() += markStep;
    }
}

} // namespace hookwalk::ui
