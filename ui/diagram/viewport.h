// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the scene a widget shows: fit, zoom, pan, and whether there is room for the legend.
#pragma once

#include <optional>
#include <QPointF>
#include <QSizeF>
#include <QTransform>

namespace hookwalk::ui
{

class Viewport
{
public:
    static constexpr double legendFreeHeight = 664; // of the scene, where the legend is not shown

    explicit Viewport(const QSizeF& scene)
        : m_scene(scene)
    {
    }

    // For a widget of the size `view`.
    double scale(const QSizeF& view) const; // pixels per scene unit
    QTransform transform(const QSizeF& view) const;
    bool showsLegend(const QSizeF& view) const;

    void fit();
    void zoomAround(const QPointF& position, double factor, const QSizeF& view);
    void move(const QPointF& by) { m_pan += by; }
    void setLegend(bool shown) { m_legend = shown; }
    void keepFoot(bool keep) { m_keepsFoot = keep; } // something else stands in the legend's room

private:
    QSizeF shownScene(bool withLegend) const;
    double fitting(const QSizeF& view, bool withLegend) const;

    QSizeF m_scene;
    double m_zoom = 1; // 1: fits
    bool m_keepsFoot = false;
    QPointF m_pan;                // pixels, from the centred position
    std::optional<bool> m_legend; // nothing: where there is room
};

} // namespace hookwalk::ui
