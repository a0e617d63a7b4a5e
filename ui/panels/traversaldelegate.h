// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a row of the packet list: answers hung below their question, the way as a barcode of tables.
#pragma once

#include "ui/appearance.h"

#include <QStyledItemDelegate>

namespace hookwalk::ui
{

class TraversalDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TraversalDelegate(const Appearance& appearance, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPacket(QPainter& painter, const QRectF& cell, const QModelIndex& index, bool selected) const;
    void paintPath(QPainter& painter, const QRectF& cell, const QModelIndex& index) const;

    const Appearance& m_appearance;
};

} // namespace hookwalk::ui
