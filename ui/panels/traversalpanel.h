// SPDX-License-Identifier: GPL-3.0-or-later
// The list of packets with its head.
#pragma once

#include "ui/appearance.h"
#include "ui/panels/traversalmodel.h"

#include <array>
#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace hookwalk::ui
{

class FilterField;
class PanelHead;

class TraversalPanel : public QWidget
{
    Q_OBJECT

public:
    TraversalPanel(const Appearance& appearance, TraversalModel& model, QWidget* parent = nullptr);

    void select(TraversalIndex traversal); // does not emit chosen(); noIndex: none
    QTableView* view() const { return m_view; }
    FilterField* filterField() const { return m_filter; } // null: the model has no filter

Q_SIGNALS:
    void chosen(hookwalk::TraversalIndex traversal); // by a person
    void clearAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildView();
    void fitColumns();
    void addFilter(const Appearance& appearance);
    void showCount();
    QString countInWords() const;
    QString nothingInWords() const; // with a link to what brings packets back
    void keepInView();              // what stands on the screen, while rows above it go

    TraversalModel& m_model;
    FilterField* m_filter = nullptr;
    PanelHead* m_head;
    QTableView* m_view;
    QLabel* m_empty;
    QToolButton* m_clear;
    bool m_selecting = false;
    std::array<int, TraversalModel::ColumnCount> m_needed{}; // width of each column
};

} // namespace hookwalk::ui
