// SPDX-License-Identifier: GPL-3.0-or-later
// The marks that a step has in the lists of the comparison, and its time.
#pragma once

#include "ui/compare/compared.h"

#include <QPainter>

namespace hookwalk::ui
{

// In the list of steps: round, in its table's colour; corners where it is inferred; at its end the ending's.
void paintStepMark(QPainter& painter, const Compared& compared, Side side, int step, QPointF at,
                   const Theme& theme);
// In the lanes: as in those of the time machine; a ring for the place where it begins or ends.
void paintLaneStep(QPainter& painter, const Compared& compared, Side side, int step, QPointF at,
                   const Theme& theme);
// "+24" where all times of the list are microseconds, else "+1.2 ms"; "inferred"; "–": it was not there.
QString timeAt(const Compared& compared, Side side, int step);
bool areMicroseconds(const Compared& compared); // all times are below a millisecond
QString durationOf(const Walk& walk);           // "46 µs"; "" without times

} // namespace hookwalk::ui
