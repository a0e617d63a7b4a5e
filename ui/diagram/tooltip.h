// SPDX-License-Identifier: GPL-3.0-or-later
// What hovering over a stage tells: its name, why it was entered, skipped or left out, and what came of it.
#pragma once

#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

QString plainToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket);
QString richToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket); // rich text

} // namespace hookwalk::ui
