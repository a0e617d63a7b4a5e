// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of what is the same and what differs, as high as they are together.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/diffrows.h"

#include <QAbstractListModel>
#include <QListView>

namespace hookwalk::ui
{

class DiffModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<DiffRow> rows);
    const std::vector<DiffRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<DiffRow> m_rows;
};

class DiffList : public QListView
{
    Q_OBJECT

public:
    DiffList(const Appearance& appearance, const QString& accessibleName, QWidget* parent = nullptr);

    void setRows(std::vector<DiffRow> rows);
    const std::vector<DiffRow>& rows() const { return m_model.rows(); }

private:
    DiffModel m_model;
};

} // namespace hookwalk::ui
