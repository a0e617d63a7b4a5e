// SPDX-License-Identifier: GPL-3.0-or-later
// The 16 px stroke icons of resources/icons, in any colour.
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace hookwalk::ui
{

// `name` without folder and ending: "send".
void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& rect);
// Crisp at every device pixel ratio. A second colour is used while switched on, a third while disabled, where
// valid.
QIcon icon(const QString& name, const QColor& colour, const QColor& on = {}, const QColor& disabled = {});

} // namespace hookwalk::ui
