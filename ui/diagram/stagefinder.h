// SPDX-License-Identifier: GPL-3.0-or-later
// Which stage is meant by a point of the scene, or by an arrow key.
#pragma once

#include "ui/diagram/painter.h"

#include <QTransform>

namespace hookwalk::ui
{

// Index in layout.stages() of the stage that is drawn at the point, -1: none.
int stageUnder(const QPointF& point, const Layout& layout, const Picture& picture);
// The nearest stage that lies in the direction (unit vector) from another, which it is itself where there is
// none.
int stageTowards(const QPointF& direction, int from, const Layout& layout, const Picture& picture);

// Of an arrow key; nothing: another key.
std::optional<QPointF> directionOf(int key);
// The next stage that is drawn, in the order of the layout, or the one before; -1 where there is none.
int stageBeside(int from, bool next, const Layout& layout, const Picture& picture);
// What tells of the selected packet, of the widget, and should stay uncovered: the caption, its whole way with all boxes of
// rewritten addresses, its tag and where it ended.
std::vector<QRect> marksOf(const Layout& layout, const Picture& picture, const Theme& theme,
                           const PaintOptions& options, const QTransform& transform);
// Of the hooks, of the widget.
std::vector<QRect> titlesOf(const Layout& layout, const QTransform& transform);

} // namespace hookwalk::ui
