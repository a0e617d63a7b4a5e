// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a step of the selected packet as a station on a rail: walked thick, still ahead thin.
#pragma once

#include "ui/appearance.h"

#include <QStyledItemDelegate>

namespace hookwalk::ui
{

class StepDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StepDelegate(const Appearance& appearance, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintRail(QPainter& painter, const QRectF& row, const QModelIndex& index) const;
    void paintStation(QPainter& painter, QPointF at, const QModelIndex& index) const;

    const Appearance& m_appearance;
};

} // namespace hookwalk::ui
