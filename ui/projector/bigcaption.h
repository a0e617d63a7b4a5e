// SPDX-License-Identifier: GPL-3.0-or-later
// The words beside the projector's diagram, in pixels of its drawing (1920x1080): what happens to the packet, and quietly
// the presenter's keys.
#pragma once

#include "ui/diagram/picture.h"
#include "ui/theme/theme.h"

class QPainter;

namespace hookwalk::ui
{

// `over`: it lies over the diagram.
void paintBigCaption(QPainter& painter, const Picture& picture, const Theme& theme, bool over);
void paintKeyHints(QPainter& painter, const Theme& theme);

} // namespace hookwalk::ui
