// SPDX-License-Identifier: GPL-3.0-or-later
// Where the jumps of the time machine lead, among the rows that it shows. direction: 1 forward, -1 back.
#pragma once

#include "ui/timeline/timelinemodel.h"

#include <optional>

namespace hookwalk::ui
{

struct StopPlace {
    TraversalIndex packet = noIndex;
    int stop = 0;
};

TraversalIndex nextDrop(const TimelineModel& model, TraversalIndex from, int direction); // noIndex: none
// The next stop at which an address or a port of a packet was rewritten, in this one or another.
std::optional<StopPlace> nextRewrite(const TimelineModel& model, const Walk& from, int stop, int direction);
// Between the same two ends, seen before or behind NAT; as conntrack told, where it did.
TraversalIndex nextOfConnection(const TimelineModel& model, TraversalIndex from, int direction);

} // namespace hookwalk::ui
