// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/headerview.h"

#include "ui/panels/copymenu.h"
#include "ui/panels/rowdelegate.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr int lineHeight = 24;

void paintField(const PaintedRow& row, const HeaderRow& field)
{
    constexpr qreal nameX = 16, valueX = 88, endMargin = 12;
    const Theme& theme = row.theme;
    const bool changed = field.changed;
    if (changed)
        row.mark(theme.accent);
    row.text(row.rect.adjusted(nameX, 0, 0, 0), field.name,
             textFont(11.5, changed ? QFont::Medium : QFont::Normal), changed ? theme.text : theme.text3);
    QRectF rest = row.rect.adjusted(valueX, 0, -endMargin, 0);
    if (changed && !field.before.isEmpty()) {
        // What it is now stands whole.
        constexpr qreal arrow = 17, beforeArrow = 6, least = 24;
        const QFont font = field.before == noValue() ? textFont(11.5) : monoFont(11.5);
        const qreal now = QFontMetricsF(monoFont(11.5, QFont::DemiBold)).horizontalAdvance(field.value) + 1;
        const qreal room = std::max(least, rest.width() - now - arrow - beforeArrow);
        const qreal width = std::min(room, QFontMetricsF(font).horizontalAdvance(field.before));
        row.text(QRectF(rest.left(), rest.top(), width + 1, rest.height()), field.before, font, theme.text2);
        rest.setLeft(rest.left() + width + beforeArrow);
        row.text(rest, QStringLiteral("→"), textFont(11.5), theme.accent);
        rest.setLeft(rest.left() + arrow);
    }
    const bool none = field.value == noValue();
    const int weight = changed ? QFont::DemiBold : QFont::Normal;
    row.text(rest, field.value, none ? textFont(11.5, weight) : monoFont(11.5, weight),
             none && !changed ? theme.text3 : theme.text);
}

} // namespace

HeaderView::HeaderView(const Appearance& appearance, HeaderModel& model, const QString& accessibleName)
{
    const auto paint = [&model](const PaintedRow& row) {
        paintField(row, model.rows()[static_cast<std::size_t>(row.index.row())]);
    };
    setAccessibleName(accessibleName);
    setModel(&model);
    setItemDelegate(new RowDelegate(appearance, {280, lineHeight}, paint, this));
    setUniformItemSizes(true);
    offerCopy(*this, Qt::AccessibleTextRole);
    setSelectionMode(QAbstractItemView::NoSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HeaderView::fitHeight()
{
    setFixedHeight(lineHeight * model()->rowCount() + 2);
}

} // namespace hookwalk::ui
