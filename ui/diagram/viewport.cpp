// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/viewport.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr double leastZoom = 0.5, mostZoom = 6;
constexpr double roomForLegend = 0.94; // below this scale the legend gives its room to the diagram
constexpr double leastScale = 0.05;

} // namespace

QSizeF Viewport::shownScene(bool withLegend) const
{
    return withLegend || m_keepsFoot ? m_scene
                                     : QSizeF(m_scene.width(), std::min(m_scene.height(), legendFreeHeight));
}

double Viewport::fitting(const QSizeF& view, bool withLegend) const
{
    const QSizeF size = shownScene(withLegend);
    return std::min(view.width() / size.width(), view.height() / size.height());
}

bool Viewport::showsLegend(const QSizeF& view) const
{
    return m_legend.value_or(fitting(view, true) >= roomForLegend);
}

double Viewport::scale(const QSizeF& view) const
{
    return std::max(leastScale, fitting(view, showsLegend(view)) * m_zoom);
}

QTransform Viewport::transform(const QSizeF& view) const
{
    const double s = scale(view);
    const QSizeF size = shownScene(showsLegend(view)) * s;
    const QPointF corner =
        QPointF((view.width() - size.width()) / 2, (view.height() - size.height()) / 2) + m_pan;
    // Whole pixels keep the thin lines crisp.
    return QTransform::fromTranslate(std::round(corner.x()), std::round(corner.y())).scale(s, s);
}

void Viewport::fit()
{
    m_zoom = 1;
    m_pan = {};
}

void Viewport::zoomAround(const QPointF& position, double factor, const QSizeF& view)
{
    const QPointF fixed = transform(view).inverted().map(position);
    m_zoom = std::clamp(m_zoom * factor, leastZoom, mostZoom);
    m_pan += position - transform(view).map(fixed);
}

} // namespace hookwalk::ui
