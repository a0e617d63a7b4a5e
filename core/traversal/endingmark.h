// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended, as the marks tell it that the window, its pictures and documents draw: by shape, the colour only repeats it.
#pragma once

#include "traversal/traversal.h"

namespace hookwalk
{

enum class EndingMark : std::uint8_t {
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

EndingMark markOf(const Ending& ending);
bool isDrop(EndingMark mark); // an octagon

} // namespace hookwalk
