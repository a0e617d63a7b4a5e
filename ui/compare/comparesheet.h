// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as a picture to keep: the verdict, whose way is which, and both ways in the diagram.
#pragma once

#include "ui/compare/compared.h"
#include "ui/export/pictures.h"

namespace hookwalk::ui
{

// `step`: whose place is lit, from 0; -1: none. With a picture of each step.
Drawing drawingOf(const Compared& compared, int step, Look look);

} // namespace hookwalk::ui
