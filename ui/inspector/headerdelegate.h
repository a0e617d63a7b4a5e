// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a token of the header; a changed one stands out with what it was: "TTL 64 → 63".
#pragma once

#include "ui/appearance.h"

#include <QStyledItemDelegate>

namespace hookwalk::ui
{

class HeaderDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit HeaderDelegate(const Appearance& appearance, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Appearance& m_appearance;
};

} // namespace hookwalk::ui
