// SPDX-License-Identifier: GPL-3.0-or-later
// Dashed ways that leave a packet's own: the answer to a rejected one, and copies. Internal to exports.
#pragma once

#include "exports/drawingtools.h"

namespace hookwalk::exports
{

// From the place `at` back to where the packet came from. `words`: what it is, or "".
void drawAnswer(Pen& pen, const Diagram& diagram, int at, const std::string& words);
// The mark of a copy that was sent at the place `at`, and where it goes to.
void drawCopy(Pen& pen, const Diagram& diagram, int at, const std::string& words);

} // namespace hookwalk::exports
