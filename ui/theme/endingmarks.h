// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended, told by the shape of its mark; the colour only repeats it. The diagram, the lists and
// pictures draw the same marks.
#pragma once

#include "traversal/walk.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace hookwalk::ui
{

enum class EndingMark {
    Transmitted,     // a triangle
    Delivered,       // a cup with a ball
    DroppedByRule,   // an octagon with X; also where it is not known by what
    DroppedByPolicy, // an octagon with a bar
    DroppedByKernel, // an octagon with a diamond: no chain did it
    Rejected,        // an octagon with an arrow back
    Redirected,      // a square with an arrow that turns off
    Queued,          // a square with three bars
    Stolen,          // a pentagon, pointing out
    Duplicated,      // two discs, one hollow: no ending, a rule sent a copy
    Unknown,         // three dots that fade: neither a drop nor a pass
};

inline constexpr double dropsMerge = 12; // pixels: on an axis of time, drops nearer than that are one octagon

EndingMark markOf(const Ending& ending);
bool isDrop(EndingMark mark); // an octagon
QColor colourOf(EndingMark mark, const Theme& theme);
// radius: half of the mark's height, 12 in the diagram, 6 in lists. ground: of what is inside its outline.
void paintEndingMark(QPainter& painter, EndingMark mark, QPointF centre, double radius, const Theme& theme,
                     const QColor& ground);
void paintOctagon(QPainter& painter, QPointF centre, double radius,
                  const QColor& colour); // without a sign in it

} // namespace hookwalk::ui
