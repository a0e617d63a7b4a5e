// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of the selected packet with their head.
#pragma once

#include "ui/appearance.h"
#include "ui/panels/stepmodel.h"

#include <QWidget>

class QListView;

namespace hookwalk::ui
{

class PanelHead;

class StepPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StepPanel(const Appearance& appearance, QWidget* parent = nullptr);

    void setWalk(Document::WalkPointer walk); // nullptr: none
    void setCurrent(int stop);                // does not emit chosen()
    const StepModel& model() const { return m_model; }
    QListView* view() const { return m_view; }

Q_SIGNALS:
    void chosen(int stop); // by a person

private:
    StepModel m_model;
    PanelHead* m_head;
    QListView* m_view;
    bool m_selecting = false;
};

} // namespace hookwalk::ui
