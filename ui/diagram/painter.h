// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a Picture with QPainter: on the widget or into an image.
#pragma once

#include "ui/diagram/picture.h"
#include "ui/theme/theme.h"

#include <vector>

class QPainter;

namespace hookwalk::ui
{

class SetTexts;

// A text of the picture, for a form that writes texts in a way of its own.
struct WrittenText {
    QString text;
    QFont font; // at twice the size
    QColor colour;
};

struct PaintOptions {
    bool legend = true;
    bool caption = true;
    double captionWidth = 400; // scene units
    double captionScale = 1;   // above 1 keeps the words readable where the scene is drawn small
    int hoveredStage = -1;     // index in layout.stages(), one step lighter
    double hoverStrength = 1;  // 0 to 1
    int focusedStage = -1;     // 2 px accent ring
    int chosenStage = -1;      // the same: a place off the packet's way that was clicked
    double type = 1; // above 1: larger type, for a layout that was made for it; times and second lines go
    std::vector<WrittenText>* written = nullptr; // texts go there, and in their places stand their numbers
    SetTexts* texts = nullptr;                   // where they are kept from one painting to the next
    bool operator==(const PaintOptions&) const = default;
};

// In scene coordinates; the caller sets the transform and fills the background.
void paintDiagram(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                  const PaintOptions& options);

// Its two layers, for a caller that keeps the first as an image: cards, chips and all words that stand still;
// and over it the rails, the route and the packets.
void paintBackdrop(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                   const PaintOptions& options);
void paintForeground(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                     const PaintOptions& options);
// True where both have the same backdrop.
bool sameBackdrop(const Picture& a, const Picture& b);

} // namespace hookwalk::ui
