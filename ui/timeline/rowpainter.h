// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows of the time machine look: cells on the left, lanes on the right.
#pragma once

#include "ui/panels/rowdelegate.h"
#include "ui/timeline/lanescale.h"
#include "ui/timeline/timelinemodel.h"

namespace hookwalk::ui
{

inline constexpr int timelineRowHeight = 24;

// One cell of the rows that are shown, with the part of the row's band that lies in it.
void paintTimelineCell(const PaintedRow& cell, const TimelineModel& model, const PacketRows& rows);
// `selected`: the packet, which may be one of a connection's; `current`: the stop where it is, -1 none.
void paintLane(const PaintedRow& cell, const TimelineModel& model, const PacketRows& rows,
               const LaneScale& scale, TraversalIndex selected, int current);
int widthNeeded(const TimelineModel& model, const PacketRows& rows,
                const QModelIndex& index); // to show the cell in full, pixels
inline constexpr double chevronRoom = 18;  // in front of a connection, to open it by

// A packet before or behind the window; 0: in it. What is drawn for it is as wide as hintWidth.
int sideOf(const LaneScale& scale, TraversalIndex packet);
inline constexpr double hintWidth = 110;

} // namespace hookwalk::ui
