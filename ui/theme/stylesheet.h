// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of the controls: heights, radii, borders. Colours come from the theme by role.
#pragma once

#include "ui/theme/theme.h"

#include <QString>

namespace hookwalk::ui
{

// What a widget may ask for with dynamic properties:
//   QPushButton  kind = "primary" (filled), "flat" (no border)
//   QCheckBox    kind = "switch"
//   QLabel       kind = "head" (13/600), "title" (18/600), "hint" (11, third colour), "pill" (good tint), "key" (cap)
//   QFrame       kind = "divider"
QString styleSheetOf(const Theme& theme);

} // namespace hookwalk::ui
