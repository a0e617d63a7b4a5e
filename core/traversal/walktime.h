// SPDX-License-Identifier: GPL-3.0-or-later
// Where the stops of a walk stand on its time line.
#pragma once

#include "traversal/walk.h"

namespace hookwalk
{

// Gives every stop a place, strictly rising: the kernel's own times where there are any, the rest between
// them.
void placeInTime(Walk& walk);

} // namespace hookwalk
