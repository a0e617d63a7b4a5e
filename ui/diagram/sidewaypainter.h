// SPDX-License-Identifier: GPL-3.0-or-later
// Draws single ways that leave a packet's own, in pictures of one packet and of two.
#pragma once

#include "ui/diagram/clearance.h"

namespace hookwalk::ui
{

// Its words where they are clear of all else; the inspector has them, too.
void paintAnswer(Canvas& canvas, const SideWay& side, const QColor& colour, const Clearance& clearance);
std::vector<QRectF> answerBoxes(const Canvas& canvas, const SideWay& side); // of its line and its words

QRectF copyWantedAt(const SideWay& side, const QSizeF& pill); // which holds its words
// The mark of a copy, and the line from there to its pill.
void paintCopyLine(Canvas& canvas, const SideWay& side, const QRectF& pill, const QColor& colour);

} // namespace hookwalk::ui
