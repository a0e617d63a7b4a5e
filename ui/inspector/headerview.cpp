// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/headerview.h"

#include "ui/panels/copymenu.h"
#include "ui/panels/rowdelegate.h"

#include <QResizeEvent>

namespace hookwalk::ui
{

namespace
{

constexpr int lineHeight = 24, lineBelow = 18; // the latter of the second one
struct FieldRoom {                             // across
    static constexpr qreal name = 16, value = 88, end = 12, beforeArrow = 6, arrow = 17;
};

QFont fontBefore(const HeaderRow& field)
{
    return field.before == noValue() ? textFont(11.5) : monoFont(11.5);
}

// What it was and what it is do not stand beside each other.
bool breaks(const HeaderRow& field, int width)
{
    if (!field.changed || field.before.isEmpty())
        return false;
    const qreal now = QFontMetricsF(monoFont(11.5, QFont::DemiBold)).horizontalAdvance(field.value) + 1;
    const qreal before = QFontMetricsF(fontBefore(field)).horizontalAdvance(field.before) + 1;
    return before + FieldRoom::beforeArrow + FieldRoom::arrow + now >
           width - FieldRoom::value - FieldRoom::end;
}

void paintField(const PaintedRow& whole, const HeaderRow& field)
{
    PaintedRow row = whole;
    const Theme& theme = row.theme;
    const bool changed = field.changed;
    if (changed)
        row.mark(theme.accent);
    const bool below = row.rect.height() > lineHeight;
    if (below)
        row.rect = QRectF(row.rect.left(), row.rect.top() + (lineHeight - lineBelow) / 2.0, row.rect.width(),
                          lineBelow);
    row.text(row.rect.adjusted(FieldRoom::name, 0, 0, 0), field.name,
             textFont(11.5, changed ? QFont::Medium : QFont::Normal), changed ? theme.text : theme.text3);
    QRectF rest = row.rect.adjusted(FieldRoom::value, 0, -FieldRoom::end, 0);
    if (changed && !field.before.isEmpty()) {
        const QFont font = fontBefore(field);
        const qreal width = QFontMetricsF(font).horizontalAdvance(field.before);
        row.text(below ? rest : QRectF(rest.left(), rest.top(), width + 1, rest.height()), field.before, font,
                 theme.text2);
        if (below)
            rest.translate(0, lineBelow);
        else
            rest.setLeft(rest.left() + width + FieldRoom::beforeArrow);
        row.text(rest, QStringLiteral("→"), textFont(11.5), theme.accent);
        rest.setLeft(rest.left() + FieldRoom::arrow);
    }
    const bool none = field.value == noValue();
    const int weight = changed ? QFont::DemiBold : QFont::Normal;
    row.text(rest, field.value, none ? textFont(11.5, weight) : monoFont(11.5, weight),
             none && !changed ? theme.text3 : theme.text);
}

class FieldDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& view = *static_cast<const QListView*>(parent());
        const auto& rows = static_cast<const HeaderModel*>(index.model())->rows();
        const bool isHigh = breaks(rows[static_cast<std::size_t>(index.row())], view.viewport()->width());
        return RowDelegate::sizeHint(option, index) + QSize(0, isHigh ? lineBelow : 0);
    }
};

} // namespace

HeaderView::HeaderView(const Appearance& appearance, HeaderModel& model, const QString& accessibleName)
{
    const auto paint = [&model](const PaintedRow& row) {
        paintField(row, model.rows()[static_cast<std::size_t>(row.index.row())]);
    };
    setAccessibleName(accessibleName);
    setModel(&model);
    setItemDelegate(new FieldDelegate(appearance, {280, lineHeight}, paint, this));
    setResizeMode(QListView::Adjust);
    offerCopy(*this, Qt::AccessibleTextRole);
    setSelectionMode(QAbstractItemView::NoSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HeaderView::fitHeight()
{
    int height = 2;
    for (int row = 0; row < model()->rowCount(); ++row)
        height += sizeHintForRow(row);
    setFixedHeight(height);
}

void HeaderView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() == width())
        return;
    doItemsLayout(); // other rows break: the list lays itself out anew for another height alone
    fitHeight();
}

} // namespace hookwalk::ui
