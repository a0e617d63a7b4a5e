// SPDX-License-Identifier: GPL-3.0-or-later
// The axis above the lanes with the handle of the playhead: dragging it is scrubbing, both ways in time. Flags stand on
// it. For screen readers it is a slider over the steps of the selected packet.
#pragma once

#include "traversal/walk.h"
#include "ui/appearance.h"
#include "ui/flags.h"
#include "ui/timeline/lanescale.h"

#include <QAbstractSlider>

namespace hookwalk::ui
{

class Ruler : public QAbstractSlider
{
    Q_OBJECT

public:
    Ruler(const Appearance& appearance, const TimelineModel& model, LaneScale& scale, Playhead& playhead,
          Flags& flags, QWidget* parent = nullptr);

    void setWalk(Document::WalkPointer walk); // null: none
    // On the playhead: the time that is told there, or where none is, the number of the step.
    QString handleText() const;
    const Document::WalkPointer& walk() const { return m_walk; }

Q_SIGNALS:
    void scrubbed(double x);
    void stepRequested(int direction); // arrow keys
    void flagChosen(std::uint32_t record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    int stepNow() const; // from 1
    const Flag* flagAt(QPointF at) const;
    void placeFlags(); // a packet's walk may have to be worked out: not each time they are painted
    std::optional<double> xOfFlag(std::size_t index) const;
    struct Label {
        double x;
        QString text;
    };
    std::vector<Label> labels() const; // of all that has one; paintLabels() keeps them apart
    std::vector<Label> roundTimes() const;
    std::vector<Label> timesAlong() const;
    std::vector<Label> timesOfPackets() const;
    std::vector<Label> stepNumbers() const;
    void paintTicks(QPainter& painter, const std::vector<Label>& labels) const;
    void paintLabels(QPainter& painter, const std::vector<Label>& labels, double handle,
                     double handleWidth) const;

    const Appearance& m_appearance;
    const TimelineModel& m_model;
    LaneScale& m_scale;
    Playhead& m_playhead;
    Flags& m_flags;
    std::vector<std::optional<LaneScale::RecordPlace>> m_flagPlaces;
    Document::WalkPointer m_walk;
    bool m_isScrubbing = false;
};

} // namespace hookwalk::ui
