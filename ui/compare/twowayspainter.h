// SPDX-License-Identifier: GPL-3.0-or-later
// Draws what lies over the diagram of two ways. Internal to twowaysview and comparesheet.
#pragma once

#include "ui/compare/twoways.h"
#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

QPen penOf(Side side, double width, const Theme& theme); // B's is dashed
QString firstTag(int step);                              // "first difference · step 8"
PaintOptions twoWaysOptions();                           // without legend and caption
QRectF contentOf(const Layout& layout,
                 const TwoWays& ways); // all places and cards, with room for tags around them
void paintTwoWays(Canvas& canvas, const TwoWays& ways, int firstStep); // over the backdrop
// The letter on a box in the way's colour.
void paintLetter(Canvas& canvas, const QRectF& box, Side side, const QColor& ground, const QColor& ink);
void paintPacket(Canvas& canvas, const QPointF& at, Side side);

} // namespace hookwalk::ui
