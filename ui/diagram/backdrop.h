// SPDX-License-Identifier: GPL-3.0-or-later
// The layer of the diagram that stands still while packets move, kept as an image: drawn anew only where
// something in it is different.
#pragma once

#include "ui/diagram/painter.h"

#include <QPixmap>
#include <QTransform>

namespace hookwalk::ui
{

class Backdrop
{
public:
    // What it is drawn from.
    struct Source {
        QSize pixels;
        Picture picture;
        PaintOptions options;
        QTransform transform;
        Look look = Look::Dark;
    };
    void paint(QPainter& painter, const Layout& layout, const Source& source, double pixelRatio);

    // False: from now on none is, where it can be painted as well. What is painted once takes no memory for that.
    static void setKept(bool kept);

private:
    const QPixmap& image(const Layout& layout, const Source& source, double pixelRatio);
    bool fits(const Source& wanted) const;

    Source m_source;
    QPixmap m_image;
};

} // namespace hookwalk::ui
