// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/backdrop.h"

#include <QPainter>

namespace hookwalk::ui
{

bool Backdrop::fits(const Source& wanted) const
{
    return m_source.pixels == wanted.pixels && m_source.transform == wanted.transform &&
           m_source.look == wanted.look && m_source.options == wanted.options &&
           sameBackdrop(m_source.picture, wanted.picture);
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
