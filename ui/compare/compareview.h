// SPDX-License-Identifier: GPL-3.0-or-later
// Packets A and B beside each other: steps on the left, both ways in one diagram, the differences on the right, lanes and
// hands below. One playhead moves both, step by step.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"
#include "ui/playback/playhead.h"

#include <QWidget>

namespace hookwalk::ui
{

class AlignedSteps;
class CompareHead;
class CompareTransport;
class DiffPanel;
class TwoLanes;
class TwoWaysView;

class CompareView : public QWidget
{
    Q_OBJECT

public:
    CompareView(const Appearance& appearance, Pins& pins, const Playhead::Clock& clock,
                QWidget* parent = nullptr);

    // Anew where both are pinned. Stands at the first difference where the packets are others than before.
    void showPins();
    const ComparedPointer& compared() const { return m_compared; } // null: not both are pinned
    Playhead& playhead() { return m_playhead; }
    int step() const { return m_playhead.stop(); }
    QWidget& diagram() const;            // what messages lie over
    void copy();                         // all of it, as text to the clipboard
    bool goToDifference(int direction);  // -1: before, 1: next; false: there is none
    std::vector<QWidget*> lists() const; // that would take the keys of the playback for themselves

Q_SIGNALS:
    void left();
    void sendAsked();
    void copied(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showPosition();

    Pins& m_pins;
    ComparedPointer m_compared;
    Playhead m_playhead;
    AlignedSteps* m_steps;
    CompareHead* m_head;
    TwoWaysView* m_diagram;
    TwoLanes* m_lanes;
    CompareTransport* m_transport;
    DiffPanel* m_diff;
    int m_shownStep = -1;
};

} // namespace hookwalk::ui
