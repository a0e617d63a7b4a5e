// SPDX-License-Identifier: GPL-3.0-or-later
// What a widget writes on the screen, read from its own painting.
#pragma once

#include <functional>
#include <QRect>
#include <QString>
#include <vector>

class QPainter;
class QWidget;

namespace hookwalk::test
{

struct PaintedText {
    QString text;
    QRectF place; // of the widget
};

// One entry a line, in the order in which they are painted; without the widget's children.
std::vector<PaintedText> paintedBy(QWidget& widget);
// The same of anything that paints within `size`.
std::vector<PaintedText> paintedBy(const QSize& size, const std::function<void(QPainter&)>& paint);

} // namespace hookwalk::test
