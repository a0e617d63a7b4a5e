// SPDX-License-Identifier: GPL-3.0-or-later
// What a DiagramView holds, for the files that make it up.
#pragma once

#include "ui/diagram/backdrop.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/ownlayout.h"
#include "ui/diagram/settexts.h"
#include "ui/diagram/viewport.h"

#include <algorithm>
#include <optional>
#include <QVariantAnimation>

namespace hookwalk::ui
{

class ViewTools;

struct DiagramView::Private {
    OwnLayout own;
    const Layout& layout = own.layout();
    Scene scene;
    mutable Picture picture;
    mutable bool stale = true; // the picture
    Look look = Look::Dark;
    words::Caption invitation;
    QString spoken; // the caption that a screen reader was given last

    Viewport viewport{layout.size()};

    int hovered = -1, focused = -1, chosen = -1;
    QVariantAnimation hovering;
    std::optional<QPointF> pressedAt, draggedFrom;
    ViewTools* tools = nullptr;

    Backdrop backdrop;
    mutable SetTexts texts;

    const StageLayout& stage(int index) const { return layout.stages()[static_cast<std::size_t>(index)]; }

    PaintOptions options(const QSizeF& view) const
    {
        PaintOptions result;
        result.legend = viewport.showsLegend(view);
        result.captionScale = std::clamp(1 / viewport.scale(view), 1.0, 1.25);
        result.hoveredStage = hovered;
        result.hoverStrength =
            hovering.state() == QAbstractAnimation::Running ? hovering.currentValue().toDouble() : 1;
        result.focusedStage = focused;
        result.chosenStage = chosen;
        result.texts = &texts;
        return result;
    }
};

} // namespace hookwalk::ui
