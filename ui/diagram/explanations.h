// SPDX-License-Identifier: GPL-3.0-or-later
// What each stage of the diagram is for, told as what happens to the packet there.
#pragma once

#include "traversal/walk.h"

#include <QString>

namespace hookwalk::ui
{

struct Explanation {
    QString title, body; // "{in}" and "{out}" stand for the devices of the walk
};

Explanation explanationOf(const Walk& walk, int stop);

} // namespace hookwalk::ui
