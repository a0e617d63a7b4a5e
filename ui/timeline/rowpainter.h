// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows of the time machine look: cells on the left, lanes on the right.
#pragma once

#include "ui/panels/rowdelegate.h"
#include "ui/timeline/lanescale.h"
#include "ui/timeline/timelinemodel.h"

namespace hookwalk::ui
{

inline constexpr int timelineRowHeight = 24;

// One cell, with the part of the row's band that lies in it. current: the stop of the selected packet, -1 none.
void paintTimelineCell(const PaintedRow& cell, const TimelineModel& model);
void paintLane(const PaintedRow& cell, const TimelineModel& model, const LaneScale& scale, int current);
int widthNeeded(const TimelineModel& model, const QModelIndex& index); // to show the cell in full, pixels

// A packet before or behind the window; 0: in it. What is drawn for it is as wide as hintWidth.
int sideOf(const LaneScale& scale, TraversalIndex packet);
inline constexpr double hintWidth = 110;

} // namespace hookwalk::ui
