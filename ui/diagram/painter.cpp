// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the layers; the parts are drawn by the painters named in canvas.h.
#include "ui/diagram/painter.h"

#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

void paintBackdrop(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                   const PaintOptions& options)
{
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, layout, picture, theme, options);
    paintEdges(canvas);
    paintCards(canvas);
    paintPlaceLabels(canvas);
    if (options.caption)
        paintCaption(canvas);
    if (options.legend && layout.hasLegend())
        paintLegend(canvas);
}

void paintForeground(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                     const PaintOptions& options)
{
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, layout, picture, theme, options);
    paintGrownPorts(canvas);
    paintRails(canvas);
    paintLeaders(canvas);
    paintRoute(canvas);
    paintTiles(canvas);
    paintStations(canvas);
    paintPlaces(canvas);
    paintNotes(canvas);
    paintSideWays(canvas);
    paintPackets(canvas);
}

void paintDiagram(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
                  const PaintOptions& options)
{
    paintBackdrop(painter, layout, picture, theme, options);
    paintForeground(painter, layout, picture, theme, options);
}

bool sameBackdrop(const Picture& a, const Picture& b)
{
    return a.stages == b.stages && a.cardsOnRoute == b.cardsOnRoute && a.edgesOnRoute == b.edgesOnRoute &&
           a.caption == b.caption && a.captionMix == b.captionMix && a.nextCaption == b.nextCaption;
}

} // namespace hookwalk::ui
