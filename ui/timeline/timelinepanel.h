// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine: the filter and the overview, below them packets and lanes.
#pragma once

#include "ui/timeline/timelineview.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace hookwalk::ui
{

class FilterField;
class Overview;
class PanelHead;

class TimelinePanel : public QWidget
{
    Q_OBJECT

public:
    TimelinePanel(const Appearance& appearance, TimelineModel& model, Playhead& playhead, Flags& flags,
                  QWidget* parent = nullptr);

    TimelineView* view() const { return m_view; }
    FilterField* filterField() const { return m_filter; } // null: the model has no filter
    QString countInWords() const;
    // Why there is no row, with a link (the number of a term) to what brings most packets back; hidden where there is one.
    void sayNothing(QLabel& label) const;

Q_SIGNALS:
    void chosen(hookwalk::TraversalIndex packet); // by a person
    void clearAsked();
    void countChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addFilter(const Appearance& appearance);
    void placeHead();
    void showCount();
    void sayProblem(const QString& sentence);
    QString nothingInWords() const; // with a link to what brings packets back

    TimelineModel& m_model;
    FilterField* m_filter = nullptr;
    QLabel* m_problem = nullptr; // below the filter, over the list: the rows stay where they are
    PanelHead* m_head;
    TimelineView* m_view;
    Overview* m_overview;
    QLabel* m_empty;
    QToolButton* m_clear;
};

} // namespace hookwalk::ui
