// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/rulemodel.h"

#include <utility>

namespace hookwalk::ui
{

void RuleModel::setRows(std::vector<RuleRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    m_nodes.clear();
    m_top.clear();
    add(m_rows, -1, 0);
    endResetModel();
}

void RuleModel::add(const std::vector<RuleRow>& rows, int parent, int depth)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int node = static_cast<int>(m_nodes.size());
        m_nodes.push_back({&rows[i], parent, static_cast<int>(i), depth, {}});
        (parent < 0 ? m_top : m_nodes[static_cast<std::size_t>(parent)].children).push_back(node);
        add(rows[i].children, node, depth + 1);
    }
}

QString RuleModel::text() const
{
    QString all;
    for (const Node& node : m_nodes) {
        const bool head = node.row->kind == RuleRow::Kind::Chain;
        all += QString(4 * node.depth, QLatin1Char(' ')) + (head ? QStringLiteral("# ") : QString()) +
               node.row->full + QLatin1Char('\n');
    }
    return all;
}

const RuleModel::Node* RuleModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? &m_nodes[static_cast<std::size_t>(index.internalId())] : nullptr;
}

const RuleRow* RuleModel::row(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    return node ? node->row : nullptr;
}

int RuleModel::depth(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    return node ? node->depth : 0;
}

const std::vector<int>& RuleModel::childrenOf(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    return node ? node->children : m_top;
}

QModelIndex RuleModel::index(int row, int column, const QModelIndex& parent) const
{
    const auto& children = childrenOf(parent);
    if (row < 0 || row >= static_cast<int>(children.size()) || column != 0)
        return {};
    return createIndex(row, 0, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex RuleModel::parent(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    if (!node || node->parent < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(node->parent)].place, 0,
                       static_cast<quintptr>(node->parent));
}

int RuleModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(childrenOf(parent).size());
}

int RuleModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant RuleModel::data(const QModelIndex& index, int role) const
{
    const Node* node = nodeOf(index);
    if (!node)
        return {};
    const RuleRow& row = *node->row;
    switch (role) {
    case Qt::DisplayRole:
        return row.full;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const bool rule = row.kind == RuleRow::Kind::Rule;
        QStringList parts{rule ? tr("Rule %1: %2").arg(row.number, row.full) : row.full};
        for (const QString& part : {statusText(row), row.detail}) {
            if (!part.isEmpty())
                parts << part;
        }
        return parts.join(role == Qt::ToolTipRole ? QStringLiteral("\n") : QStringLiteral(", "));
    }
    default:
        return {};
    }
}

Qt::ItemFlags RuleModel::flags(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    if (!node)
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return node->children.empty() ? flags | Qt::ItemNeverHasChildren : flags;
}

} // namespace hookwalk::ui
