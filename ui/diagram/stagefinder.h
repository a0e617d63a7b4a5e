// SPDX-License-Identifier: GPL-3.0-or-later
// Which stage is meant by a point of the scene, or by an arrow key.
#pragma once

#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

// Index in layout.stages() of the stage that is drawn at the point, -1: none.
int stageUnder(const QPointF& point, const Layout& layout, const Picture& picture);
// The nearest stage that lies in the direction (unit vector) from another, which it is itself where there is
// none.
int stageTowards(const QPointF& direction, int from, const Layout& layout, const Picture& picture);

} // namespace hookwalk::ui
