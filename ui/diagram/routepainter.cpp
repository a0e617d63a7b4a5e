// SPDX-License-Identifier: GPL-3.0-or-later
// Edges between the cards, rails inside them, and the route of the selected packet over both.
#include "ui/diagram/canvas.h"

#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

constexpr double haloOpacity = 0.14;

void paintArrow(Canvas& canvas, const ArrowLayout& arrow, const QColor& colour)
{
    const QPointF across(-arrow.towards.y(), arrow.towards.x());
    const QPointF base = arrow.tip - arrow.towards * canvas.strokes.arrowLength;
    QPainterPath head(arrow.tip);
    head.lineTo(base + across * canvas.strokes.arrowHalf);
    head.lineTo(base - across * canvas.strokes.arrowHalf);
    head.closeSubpath();
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(colour);
    canvas.painter.drawPath(head);
}

// Nothing is known behind here: the line is walked no further, and it does not stop either.
void paintFading(Canvas& canvas)
{
    const QPainterPath& path = canvas.picture.fading;
    if (!canvas.canFade()) {
        constexpr int pieces = 16;
        for (int i = 0; i < pieces; ++i) {
            QPainterPath piece(path.pointAtPercent(double(i) / pieces));
            piece.lineTo(path.pointAtPercent((i + 1.0) / pieces));
            canvas.line(piece, faded(canvas.theme.accent, 1 - (i + 0.5) / pieces), canvas.strokes.walked);
        }
        return;
    }
    QLinearGradient gradient(path.elementAt(0), path.currentPosition());
    gradient.setColorAt(0, canvas.theme.accent);
    gradient.setColorAt(1, faded(canvas.theme.accent, 0));
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(QPen(QBrush(gradient), canvas.strokes.walked));
    canvas.painter.drawPath(path);
}

bool isDrawn(const Canvas& canvas, std::size_t edge)
{
    return !canvas.layout.edges()[edge].onlyWhenUsed || canvas.picture.edgesOnRoute[edge];
}

TextStyle wordStyle(const Canvas& canvas)
{
    return {11, QFont::Normal, canvas.theme.text3};
}

} // namespace

void paintEdges(Canvas& canvas)
{
    const auto& edges = canvas.layout.edges();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (!isDrawn(canvas, i))
            continue;
        canvas.line(edges[i].path, canvas.theme.edge, canvas.strokes.edge,
                    Qt::SquareCap); // no gap where two edges meet
        canvas.text(edges[i].labelAt, edges[i].label, wordStyle(canvas));
    }
}

QRectF edgeWord(const Canvas& canvas, std::size_t edge)
{
    const EdgeLayout& layout = canvas.layout.edges()[edge];
    if (layout.label.isEmpty() || !isDrawn(canvas, edge))
        return {};
    const double size = canvas.typeSize(11);
    return {layout.labelAt - QPointF(0, size),
            QSizeF(canvas.textWidth(layout.label, wordStyle(canvas)), size * 1.3)};
}

void paintRails(Canvas& canvas)
{
    for (const PlateLayout& plate : canvas.layout.plates()) {
        QPainterPath rail(plate.rail[0]);
        rail.lineTo(plate.rail[1]);
        canvas.line(rail, canvas.theme.rail, canvas.strokes.edge);
    }
    for (const CardLayout& card : canvas.layout.cards()) {
        QPainterPath rail(card.rail[0]);
        rail.lineTo(card.rail[1]);
        canvas.line(rail, canvas.theme.rail, canvas.strokes.edge);
    }
}

void paintRoute(Canvas& canvas)
{
    const Theme& theme = canvas.theme;
    canvas.line(canvas.picture.ahead, theme.accent, canvas.strokes.ahead);
    if (canvas.strokes.halo > 0)
        canvas.line(canvas.picture.walked, faded(theme.accent, haloOpacity), canvas.strokes.halo,
                    Qt::RoundCap);
    canvas.line(canvas.picture.walked, theme.accent, canvas.strokes.walked, Qt::RoundCap);

    if (!canvas.picture.fading.isEmpty())
        paintFading(canvas);

    const auto& edges = canvas.layout.edges();
    for (const bool used : {false, true}) { // two edges may share a tip: the used one on top
        for (std::size_t i = 0; i < edges.size(); ++i) {
            if (edges[i].arrow && isDrawn(canvas, i) && canvas.picture.edgesOnRoute[i] == used)
                paintArrow(canvas, *edges[i].arrow, used ? theme.accent : theme.edge);
        }
    }
}

void paintTiles(Canvas& canvas)
{
    const Theme& theme = canvas.theme;
    const auto& edges = canvas.layout.edges();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const QRectF tile = edges[i].tile;
        if (tile.isEmpty() || !canvas.picture.edgesOnRoute[i])
            continue;
        canvas.box(tile.adjusted(0.5, 0.5, -0.5, -0.5), 8, theme.selection, theme.accent);
        canvas.icon(QStringLiteral("loop"), theme.accent, tile.topRight() + QPointF(-24, 8), 16);
        const double titleY = canvas.isLarge() ? canvas.baselineIn(tile, 13) : tile.top() + 20.5;
        canvas.text({tile.left() + 8, titleY}, QStringLiteral("lo"), {13, QFont::DemiBold, theme.text});
        if (canvas.isLarge())
            continue;
        const TextStyle small{11, QFont::Normal, theme.text2};
        canvas.text(tile.topLeft() + QPointF(8, 38),
                    canvas.elided(tr("out and in again"), tile.width() - 12, small), small);
    }
}

} // namespace hookwalk::ui
