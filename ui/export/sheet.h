// SPDX-License-Identifier: GPL-3.0-or-later
// One picture to keep, whatever it shows, for each form that pictures have.
#pragma once

#include "ui/diagram/painter.h"

#include <functional>

namespace hookwalk::ui
{

// Apart from the window: any thread may paint it.
struct Sheet {
    QSizeF size;                // in units: pixels at scale 1
    QString title, description; // for those who do not see it
    // From 0,0 on, over its ground. With the same texts and shapes in every look.
    std::function<void(QPainter& painter, const Theme& theme, const PaintOptions& options)> paint;
    bool isSkipped = false; // of steps: nothing stands there, so an animation leaves it out
};

Sheet sheetOf(const Layout& layout, const Picture& picture); // the diagram, with caption and legend
Sheet stacked(const Sheet& above, const Sheet& below);       // as one

} // namespace hookwalk::ui
