// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a function paint the rows of a list: antialiased, in the theme of the moment.
#pragma once

#include "ui/appearance.h"
#include "ui/panels/paint.h"

#include <functional>
#include <QModelIndex>
#include <QStyledItemDelegate>

namespace hookwalk::ui
{

// A row, or a cell of it, that is being painted.
struct PaintedRow {
    QPainter& painter;
    const Theme& theme;
    QRectF rect;
    QModelIndex index;
    QStyle::State state;

    void text(const QRectF& where, const QString& words, const QFont& font, const QColor& colour,
              Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter) const
    {
        paintText(painter, where, words, font, colour, alignment);
    }
    void mark(const QColor& colour) const; // it stands out: a band with a bar at its start
};

class RowDelegate : public QStyledItemDelegate
{
public:
    using Paint = std::function<void(const PaintedRow& row)>;

    RowDelegate(const Appearance& appearance, QSize size, Paint paint, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Appearance& m_appearance;
    const QSize m_size;
    const Paint m_paint;
};

} // namespace hookwalk::ui
