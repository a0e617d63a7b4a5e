// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picturepreview.h"

#include <algorithm>
#include <QPainter>

namespace hookwalk::ui
{

PicturePreview::PicturePreview(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setMinimumSize(320, 210);
}

void PicturePreview::show(const QSizeF& size, std::function<QImage(double)> draw, const QString& words)
{
    m_size = size;
    m_draw = std::move(draw);
    m_scale = 0;
    setAccessibleName(words);
    update();
}

void PicturePreview::paintEvent(QPaintEvent* /*event*/)
{
    if (!m_draw)
        return;
    const double fit = std::min(width() / m_size.width(), height() / m_size.height());
    if (const double scale = fit * devicePixelRatioF(); scale != m_scale)
        m_image = m_draw(m_scale = scale);
    QRectF place(QPointF(), m_size * fit);
    place.moveCenter(rect().toRectF().center());
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_image);
    painter.setPen(m_appearance.theme().divider);
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace hookwalk::ui
