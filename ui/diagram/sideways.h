// SPDX-License-Identifier: GPL-3.0-or-later
// Where ways leave a place that are not the packet's own: beside its card, so that they cross no chip and no word.
#pragma once

#include "ui/diagram/layout.h"
#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

// Without words. `stage`: index in layout.stages(); `from`: where the packet stands there.
SideWay sideWayFrom(const Layout& layout, int stage, const QPointF& from);

} // namespace hookwalk::ui
