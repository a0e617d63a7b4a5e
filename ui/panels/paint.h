// SPDX-License-Identifier: GPL-3.0-or-later
// Small shapes that lists, inspector and scrubber share.
#pragma once

#include "traversal/walk.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace hookwalk::ui
{

// What a row leaves free left and right of its band.
inline constexpr qreal rowMargin = 8;

// A base chain that is none of the 17: no table's colour, and a slash.
void paintOwnMark(QPainter& painter, QPointF centre, qreal half, const Theme& theme);
// A stop on an axis: an upright for a chain that was seen, a dot for one that was skipped, a hollow square for what the
// kernel did not tell.
void paintLaneMark(QPainter& painter, const Stage& stage, StopKind kind, QPointF at, const Theme& theme);
// A flag on an axis, its foot there; filled: it has a note.
inline constexpr double flagWidth = 8, flagHeight = 11;
void paintFlag(QPainter& painter, QPointF foot, bool isFilled, const Theme& theme);
// The band behind a selected row or a changed field.
void paintBand(QPainter& painter, const QRectF& rect, const Theme& theme);
// Ring and fill of a stage: its table's, or neutral ones where it belongs to no table.
QColor ringOf(const Stage& stage, const Theme& theme);
QColor fillOf(const Stage& stage, const Theme& theme);
// Text on one line, cut with an ellipsis.
void paintText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
               const QColor& colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

} // namespace hookwalk::ui
