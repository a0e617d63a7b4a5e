// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/backdrop.h"

#include <cmath>
#include <QPainter>

namespace hookwalk::ui
{

namespace
{

bool isKept = true;

} // namespace

void Backdrop::setKept(bool kept)
{
    isKept = kept;
}

bool Backdrop::fits(const Source& wanted) const
{
    return m_source.pixels == wanted.pixels && m_source.transform == wanted.transform &&
           m_source.look == wanted.look && m_source.options == wanted.options &&
           sameBackdrop(m_source.picture, wanted.picture);
}

void Backdrop::paint(QPainter& painter, const Layout& layout, const Source& source, double pixelRatio)
{
    if (isKept || pixelRatio != std::floor(pixelRatio)) // an image begins at a whole pixel
        return painter.drawPixmap(0, 0, image(layout, source, pixelRatio));
    const Theme& theme = Theme::of(source.look);
    painter.save();
    painter.fillRect(QRectF(QPointF(), QSizeF(source.pixels) / pixelRatio), theme.canvas);
    painter.setTransform(source.transform, true);
    paintBackdrop(painter, layout, source.picture, theme, source.options);
    painter.restore();
}

const QPixmap& Backdrop::image(const Layout& layout, const Source& source, double pixelRatio)
{
    if (fits(source))
        return m_image;
    const Theme& theme = Theme::of(source.look);
    if (m_image.size() != source.pixels)
        m_image = QPixmap(source.pixels);
    m_image.setDevicePixelRatio(pixelRatio);
    m_image.fill(theme.canvas);
    QPainter painter(&m_image);
    painter.setTransform(source.transform, true);
    paintBackdrop(painter, layout, source.picture, theme, source.options);
    m_source = source;
    return m_image;
}

} // namespace hookwalk::ui
