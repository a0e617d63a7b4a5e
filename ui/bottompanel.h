// SPDX-License-Identifier: GPL-3.0-or-later
// Below the diagram: the packets, the steps of one, the charts, and the transport that stays when the rest is
// folded.
#pragma once

#include "ui/charts/chartpanel.h"
#include "ui/panels/steppanel.h"
#include "ui/panels/traversalpanel.h"
#include "ui/playback/transportbar.h"

class QSplitter;

namespace hookwalk::ui
{

class BottomPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int usualHeight = 256;

    BottomPanel(const Appearance& appearance, TraversalModel& model, Playhead& playhead,
                QWidget* parent = nullptr);

    TraversalPanel& traversals() { return *m_traversals; }
    StepPanel& steps() { return *m_steps; }
    ChartPanel& charts() { return *m_charts; }
    TransportBar& transport() { return *m_transport; }
    QSplitter& splitter() { return *m_lists; }

    bool listsShown() const { return m_shown; }
    void showLists(bool shown);
    void fitInto(int width); // the charts fold away, then the steps, then the kinds of time

private:
    int chartsWidth() const;

    QSplitter* m_lists;
    TraversalPanel* m_traversals;
    StepPanel* m_steps;
    ChartPanel* m_charts;
    TransportBar* m_transport;
    bool m_shown = true;
};

} // namespace hookwalk::ui
