// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of both packets, one row each, on two rails.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"

#include <QAbstractListModel>
#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace hookwalk::ui
{

class AlignedStepModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setCompared(ComparedPointer compared); // null: nothing
    const ComparedPointer& compared() const { return m_compared; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    ComparedPointer m_compared;
};

class AlignedSteps : public QWidget
{
    Q_OBJECT

public:
    explicit AlignedSteps(const Appearance& appearance, QWidget* parent = nullptr);

    void setCompared(const ComparedPointer& compared);
    void setCurrent(int step);
    QListView* view() const { return m_view; }

Q_SIGNALS:
    void chosen(int step);
    void swapAsked();
    void nextAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    const Appearance& m_appearance;
    AlignedStepModel m_model;
    QListView* m_view;
    QLabel* m_foot;
    QPushButton* m_next;
    bool m_selecting = false;
};

} // namespace hookwalk::ui
