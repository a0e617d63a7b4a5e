// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rowdelegate.h"

namespace hookwalk::ui
{

void PaintedRow::mark(const QColor& colour) const
{
    const QRectF band = rect.adjusted(rowMargin, 1, -rowMargin, -1);
    paintBand(painter, band, theme);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(band.left(), band.top() + 3, 3, band.height() - 6), 1.5, 1.5);
}

RowDelegate::RowDelegate(const Appearance& appearance, QSize size, Paint paint, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
    , m_size(size)
    , m_paint(std::move(paint))
{
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    m_paint({*painter, m_appearance.theme(), option.rect, index, option.state});
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return m_size;
}

} // namespace hookwalk::ui
