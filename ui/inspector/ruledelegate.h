// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a rule: its number, its words in as many lines as they take, and below them what became of it and
// its counters.
#pragma once

#include "ui/appearance.h"

#include <QStyledItemDelegate>

namespace hookwalk::ui
{

class RuleDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RuleDelegate(const Appearance& appearance, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    int heightOf(const QModelIndex& index, int width) const; // of a row in a view so wide

private:
    void paintHead(QPainter& painter, const QRectF& row, const QModelIndex& index) const;
    void paintRule(QPainter& painter, const QRectF& row, const QModelIndex& index, bool open) const;
    void paintStatus(QPainter& painter, const QRectF& line, const QModelIndex& index) const;

    const Appearance& m_appearance;
};

} // namespace hookwalk::ui
