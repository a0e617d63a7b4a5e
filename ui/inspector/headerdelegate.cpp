// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/headerdelegate.h"

#include "ui/inspector/headermodel.h"
#include "ui/panels/paint.h"

namespace hookwalk::ui
{

namespace
{
constexpr qreal nameX = 16, valueX = 88, endMargin = 12;
} // namespace

HeaderDelegate::HeaderDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize HeaderDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {280, 24};
}

void HeaderDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF row = option.rect;
    const bool changed = index.data(HeaderModel::ChangedRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (changed) {
        const QRectF band = row.adjusted(8, 1, -8, -1);
        paintBand(*painter, band, theme);
        painter->setBrush(theme.accent);
        painter->drawRoundedRect(QRectF(band.left(), band.top() + 3, 3, band.height() - 6), 1.5, 1.5);
    }
    paintText(*painter, row.adjusted(nameX, 0, 0, 0), index.data().toString(),
              textFont(11.5, changed ? QFont::Medium : QFont::Normal), changed ? theme.text : theme.text3);

    QRectF rest = row.adjusted(valueX, 0, -endMargin, 0);
    const QString before = index.data(HeaderModel::BeforeRole).toString();
    if (changed && !before.isEmpty()) {
        const QFont font = before == noValue() ? textFont(11.5) : monoFont(11.5);
        paintText(*painter, rest, before, font, theme.text2);
        rest.setLeft(rest.left() + QFontMetricsF(font).horizontalAdvance(before) + 6);
        paintText(*painter, rest, QStringLiteral("→"), textFont(11.5), theme.accent);
        rest.setLeft(rest.left() + 17);
    }
    const QString value = index.data(HeaderModel::ValueRole).toString();
    const bool none = value == noValue();
    const int weight = changed ? QFont::DemiBold : QFont::Normal;
    paintText(*painter, rest, value, none ? textFont(11.5, weight) : monoFont(11.5, weight),
              none && !changed ? theme.text3 : theme.text);
    painter->restore();
}

} // namespace hookwalk::ui
