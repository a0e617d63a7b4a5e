// SPDX-License-Identifier: GPL-3.0-or-later
// Below the diagram: the time machine, beside it on demand the steps of one packet and the charts, and the transport that
// stays when the rest is folded. Folded, the way of the one packet stands above it.
#pragma once

#include "ui/charts/chartpanel.h"
#include "ui/panels/steppanel.h"
#include "ui/playback/transportbar.h"
#include "ui/timeline/timelinepanel.h"

#include <QPointer>

class QPushButton;
class QSplitter;

namespace hookwalk::ui
{

class Scrubber;
class FootPanel;

class BottomPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int usualHeight = 360;

    BottomPanel(const Appearance& appearance, TimelineModel& model, Playhead& playhead, Flags& flags,
                QWidget* parent = nullptr);
    ~BottomPanel() override;

    TimelinePanel& timeline() { return *m_timeline; }
    StepPanel& steps() { return *m_steps; }
    ChartPanel& charts() { return *m_charts; }
    TransportBar& transport() { return *m_transport; }
    QSplitter& splitter() { return *m_lists; }

    void setWalk(const Document::WalkPointer& walk); // null: none
    bool listsShown() const { return m_shown; }
    // over: where there is no room for the lists, shown ones lie over its foot, and all else is as if they were folded.
    // withWay: folded, the packet's way stands above the transport.
    void showLists(bool shown, QWidget* over = nullptr, bool withWay = true);
    QRect covered() const; // of what they lie over
    QWidget& way() { return *m_strip; }
    void showDetails(bool shown); // steps and charts, as far as there is room
    void fitInto(int width);      // the charts fold away, then the steps, then the kinds of time

Q_SIGNALS:
    void filterAsked();
    void touched(); // a person took the playhead over

private:
    void buildStrip(const Appearance& appearance, Playhead& playhead);
    void moveLists(QWidget* over);
    void showFlags();
    int chartsWidth() const;

    TimelineModel& m_model;
    const Flags& m_flags;
    Document::WalkPointer m_walk;
    QSplitter* m_lists;
    QPointer<FootPanel> m_foot; // that the lists stand on; null: in this panel
    TimelinePanel* m_timeline;
    StepPanel* m_steps;
    ChartPanel* m_charts;
    QWidget* m_strip; // in the place of the lists, while they are folded
    QPushButton* m_count;
    Scrubber* m_scrubber;
    TransportBar* m_transport;
    bool m_shown = true, m_details = false;
    int m_width = 0;
};

} // namespace hookwalk::ui
