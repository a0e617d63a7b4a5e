// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of rulerows.h as a tree: what a jump leads to stands below it.
#pragma once

#include "ui/inspector/rulerows.h"

#include <QAbstractItemModel>

namespace hookwalk::ui
{

class RuleModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setRows(std::vector<RuleRow> rows);
    const std::vector<RuleRow>& rows() const { return m_rows; }
    const RuleRow* row(const QModelIndex& index) const;
    int depth(const QModelIndex& index) const; // of jumps
    QString text() const;                      // all rules, a line each

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Node {
        const RuleRow* row;
        int parent, place, depth; // parent: in m_nodes, -1: none
        std::vector<int> children;
    };
    void add(const std::vector<RuleRow>& rows, int parent, int depth);
    const Node* nodeOf(const QModelIndex& index) const;
    const std::vector<int>& childrenOf(const QModelIndex& parent) const;

    std::vector<RuleRow> m_rows;
    std::vector<Node> m_nodes;
    std::vector<int> m_top;
};

} // namespace hookwalk::ui
