// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of each step in a folder: step-01.png and so on, with an index.md that a person or a site's builder reads.
#pragma once

#include "ui/export/pictures.h"

namespace hookwalk::ui
{

// Of drawing.steps. Makes the folder, and replaces files of these names.
Result<void> saveSeries(const Drawing& drawing, const QString& folder);

} // namespace hookwalk::ui
