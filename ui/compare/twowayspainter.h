// SPDX-License-Identifier: GPL-3.0-or-later
// Draws what lies over the diagram of two ways. Internal to twowaysview.
#pragma once

#include "ui/compare/twoways.h"
#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

QPen penOf(Side side, double width, const Theme& theme); // B's is dashed
QString firstTag(int step);                              // "first difference · step 8"
void paintWays(Canvas& canvas, const TwoWays& ways);
void paintEndsAndTags(Canvas& canvas, const TwoWays& ways, int firstStep);
void paintPacket(Canvas& canvas, const QPointF& at, Side side);

} // namespace hookwalk::ui
