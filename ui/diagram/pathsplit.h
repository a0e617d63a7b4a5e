// SPDX-License-Identifier: GPL-3.0-or-later
// A path cut in two at a part of its length.
#pragma once

#include <QPainterPath>
#include <utility>

namespace hookwalk::ui
{

// What lies before and behind path.pointAtPercent(part); one of them is empty at 0 and 1.
std::pair<QPainterPath, QPainterPath> split(const QPainterPath& path, double part);

} // namespace hookwalk::ui
