// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the marks of endings in diagram, lists and pictures.
#pragma once

#include "traversal/endingmark.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace hookwalk::ui
{

inline constexpr double dropsMerge = 12; // pixels: on an axis of time, drops nearer than that are one octagon

QColor colourOf(EndingMark mark, const Theme& theme);
// radius: half of the mark's height, 12 in the diagram, 6 in lists. ground: of what is inside its outline.
void paintEndingMark(QPainter& painter, EndingMark mark, QPointF centre, double radius, const Theme& theme,
                     const QColor& ground);
void paintOctagon(QPainter& painter, QPointF centre, double radius,
                  const QColor& colour); // without a sign in it

} // namespace hookwalk::ui
