// SPDX-License-Identifier: GPL-3.0-or-later
// What hovering over a stage tells: its name, why it was entered, skipped or left out, and what came of it.
#pragma once

#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

// What the picture shows of a stage, and why a packet did not come to a chain: worked out when somebody asks.
StagePicture explained(const StageLayout& stage, const StagePicture& shown, const Scene& scene);
QString stageName(const StageLayout& layout, const StagePicture& picture);
// And what was decided there.
QString stageState(const StageLayout& layout, const StagePicture& picture, bool withPacket);
QString captionInWords(const words::Caption& caption);
QString richToolTip(const StageLayout& layout, const StagePicture& picture, bool withPacket); // rich text

} // namespace hookwalk::ui
