// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram for screen readers: its stages are buttons with their names and states.
#pragma once

namespace hookwalk::ui
{

void makeDiagramAccessible(); // all DiagramViews, from now on

} // namespace hookwalk::ui
