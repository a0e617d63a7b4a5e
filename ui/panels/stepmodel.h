// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of the selected packet: one row for each stop of its walk.
#pragma once

#include "ui/document.h"

#include <QAbstractListModel>

namespace hookwalk::ui
{

class StepModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setWalk(Document::WalkPointer walk);
    const Walk* walk() const { return m_walk.get(); }
    void setCurrent(int stop); // -1: none
    int current() const { return m_current; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    Document::WalkPointer m_walk;
    int m_current = -1;
};

} // namespace hookwalk::ui
