// Draws a Picture with QPainter: on the widget, into an image, into an SVG.
#pragma once

#include "ui/diagram/picture.h"
#include "ui/theme/theme.h"

class QPainter;

namespace hookwalk::ui
{

struct PaintOptions {
    bool legend = true;
    bool caption = true;
    double captionWidth = 400; // scene units
    int hoveredStage = -1;     // index in layout.stages(), one step lighter
    int focusedStage = -1;     // 2 px accent ring
};

// In scene coordinates; the caller sets the transform and fills the background.
void paintDiagram(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                  const PaintOptions& options);

} // namespace hookwalk::ui
