// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/difflist.h"

#include "ui/compare/twowayspainter.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/rowdelegate.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

using Kind = DiffRow::Kind;

constexpr qreal nameOfX = 16, ruleX = 40, diffMargin = 12, partOfA = 0.23, partOfB = 0.6, leastA = 86;

int heightOfRow(const DiffRow& row)
{
    switch (row.kind) {
    case Kind::Field:
        return 22;
    case Kind::Chain:
        return 28;
    case Kind::Rule:
        return 43;
    case Kind::Line:
        break;
    }
    return 22;
}

// Of A or B, over its column.
QRectF columnOf(const PaintedRow& row, Side side)
{
    const qreal a = std::max(leastA, row.rect.width() * partOfA), b = row.rect.width() * partOfB;
    return side == Side::A ? QRectF(a, row.rect.top(), b - a - 8, row.rect.height())
                           : QRectF(b, row.rect.top(), row.rect.width() - b - diffMargin, row.rect.height());
}

const QColor& tintOf(Side side, const Theme& theme)
{
    return side == Side::A ? theme.selection : theme.tintB;
}

void paintDiffField(const PaintedRow& row, const DiffRow& field)
{
    const Theme& theme = row.theme;
    row.text(row.rect.adjusted(nameOfX, 0, 0, 0), field.name,
             textFont(11.5, field.differs ? QFont::DemiBold : QFont::Normal),
             field.differs ? theme.text : theme.text3);
    for (const Side side : {Side::A, Side::B}) {
        const QRectF column = columnOf(row, side);
        const bool drops = side == Side::A ? field.aDrops : field.bDrops;
        if (field.a == field.b && side == Side::B) {
            row.text(column, QStringLiteral("="), monoFont(12), theme.text3);
            continue;
        }
        if (field.differs) {
            row.painter.setPen(Qt::NoPen);
            row.painter.setBrush(tintOf(side, theme));
            row.painter.drawRoundedRect(column.adjusted(-6, 2, 2, -2), 4, 4);
        }
        row.text(column, side == Side::A ? field.a : field.b,
                 monoFont(11.5, field.differs ? QFont::DemiBold : QFont::Normal),
                 drops ? theme.dropped : theme.text);
    }
}

void paintDiffRule(const PaintedRow& row, const DiffRow& rule)
{
    const Theme& theme = row.theme;
    if (rule.only) {
        const QColor bar = *rule.only == Side::A ? theme.accent : theme.lineB;
        row.painter.setPen(Qt::NoPen);
        row.painter.setBrush(tintOf(*rule.only, theme));
        row.painter.drawRoundedRect(row.rect.adjusted(rowMargin, 1, -rowMargin, -1), 5, 5);
        row.painter.setBrush(bar);
        row.painter.drawRect(
            QRectF(row.rect.left() + rowMargin, row.rect.top() + 1, 3, row.rect.height() - 2));
    }
    QFont font = monoFont(12, rule.only ? QFont::DemiBold : QFont::Normal);
    font.setStrikeOut(rule.only == Side::A);
    const QRectF line(row.rect.left(), row.rect.top() + 3, row.rect.width() - diffMargin, 20);
    row.text(line.adjusted(nameOfX, 0, 0, 0), rule.name, monoFont(12), theme.text3);
    row.text(line.adjusted(ruleX, 0, 0, 0), rule.words, font, theme.text);
    const QRectF second = line.translated(0, 19);
    const qreal half = row.rect.width() * 0.5;
    const auto outcome = [&](const QRectF& where, const QString& text, bool drops) {
        row.text(where, text, textFont(11.5, drops ? QFont::DemiBold : QFont::Normal),
                 drops ? theme.dropped : theme.text2);
    };
    outcome(QRectF(ruleX, second.top(), half - ruleX, second.height()), rule.a, rule.aDrops);
    outcome(QRectF(half, second.top(), row.rect.width() - half - diffMargin, second.height()), rule.b,
            rule.bDrops);
}

void paintDiffLine(const PaintedRow& row, const DiffRow& line)
{
    const Theme& theme = row.theme;
    if (line.only) {
        row.painter.setPen(Qt::NoPen);
        row.painter.setBrush(tintOf(*line.only, theme));
        row.painter.drawRect(row.rect.adjusted(nameOfX - 4, 0, -diffMargin, 0));
    }
    QFont font = monoFont(11.5, line.only ? QFont::Medium : QFont::Normal);
    font.setStrikeOut(line.only == Side::A);
    row.text(row.rect.adjusted(nameOfX, 0, -diffMargin - 4, 0), line.words, font,
             line.only ? theme.text : theme.text3);
}

void paintDiffRow(const PaintedRow& row, const DiffRow& diff)
{
    switch (diff.kind) {
    case Kind::Field:
        return paintDiffField(row, diff);
    case Kind::Chain:
        return row.text(row.rect.adjusted(nameOfX, 4, -diffMargin, 0), diff.words,
                        textFont(11.5, QFont::DemiBold), row.theme.text2);
    case Kind::Rule:
        return paintDiffRule(row, diff);
    case Kind::Line:
        return paintDiffLine(row, diff);
    }
}

class DiffDelegate : public RowDelegate
{
public:
    DiffDelegate(const Appearance& appearance, const DiffModel& model, QObject* parent)
        : RowDelegate(
              appearance, {280, 24},
              [&model](const PaintedRow& row) {
                  paintDiffRow(row, model.rows()[static_cast<std::size_t>(row.index.row())]);
              },
              parent)
        , m_model(model)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {280, heightOfRow(m_model.rows()[static_cast<std::size_t>(index.row())])};
    }

private:
    const DiffModel& m_model;
};

} // namespace

void DiffModel::setRows(std::vector<DiffRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int DiffModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DiffModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const DiffRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.kind == Kind::Field ? row.name : row.words;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return row.spoken();
    default:
        return {};
    }
}

DiffList::DiffList(const Appearance& appearance, const QString& accessibleName, QWidget* parent)
    : QListView(parent)
{
    setAccessibleName(accessibleName);
    setModel(&m_model);
    setItemDelegate(new DiffDelegate(appearance, m_model, this));
    offerCopy(*this, Qt::AccessibleTextRole);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void DiffList::setRows(std::vector<DiffRow> rows)
{
    int height = 2;
    for (const DiffRow& row : rows)
        height += heightOfRow(row);
    setFixedHeight(height);
    setVisible(!rows.empty());
    if (rows != m_model.rows())
        m_model.setRows(std::move(rows));
}

} // namespace hookwalk::ui
