// SPDX-License-Identifier: GPL-3.0-or-later
// What all parts of the painter share: the picture being drawn, line widths of the look, text.
#pragma once

#include "ui/diagram/painter.h"

#include <QPaintEngine>
#include <QPainter>

namespace hookwalk::ui
{

// Line widths in scene units: ink on paper is finer than light on a screen.
struct Strokes {
    double edge = 2, ahead = 2, walked = 5, halo = 12, outline = 1, decision = 1.5, ring = 2;
    double arrowLength = 7.5, arrowHalf = 5;
    static Strokes of(const Theme& theme);
};

struct TextStyle {
    double size = 12;
    int weight = QFont::Normal;
    QColor colour;
    Qt::AlignmentFlag align = Qt::AlignLeft; // or AlignHCenter, AlignRight: which point of the text is given
    bool mono = false;
    double spacing = 0; // between letters
};

class Canvas
{
public:
    Canvas(QPainter& painter, const Layout& layout, const Picture& picture, const Theme& theme,
           const PaintOptions& options);

    QPainter& painter;
    const Layout& layout;
    const Picture& picture;
    const Theme& theme;
    const PaintOptions& options;
    const Strokes strokes;

    // `at` is on the baseline.
    void text(const QPointF& at, const QString& text, const TextStyle& style);
    double textWidth(const QString& text, const TextStyle& style) const;
    QString elided(const QString& text, double width, const TextStyle& style,
                   Qt::TextElideMode mode = Qt::ElideRight) const;
    bool isLarge() const { return options.type > 1; }
    // Qt's PDF draws a gradient that ends in nothing as a plain surface.
    bool canFade() const { return painter.paintEngine()->type() != QPaintEngine::Pdf; }
    double typeSize(double size) const { return size * options.type; }
    // Of text that stands in the middle of the rect's height.
    double baselineIn(const QRectF& rect, double size) const
    {
        constexpr double halfCapital = 0.36;
        return rect.center().y() + halfCapital * typeSize(size);
    }

    void icon(const QString& name, const QColor& colour, const QPointF& at, double size);
    // A line of 1 px inside the rect, so that it is crisp.
    void box(const QRectF& rect, double radius, const QColor& fill, const QColor& border, double width = 1,
             const QVector<qreal>& dashes = {});
    void line(const QPainterPath& path, const QColor& colour, double width,
              Qt::PenCapStyle cap = Qt::FlatCap);
    void circle(const QPointF& centre, double radius, const QColor& fill, const QPen& pen = Qt::NoPen);

    // Of a stage under the mouse.
    QColor hovered(int stage, const QColor& fill) const;
    void focusRing(int stage, const QPainterPath& outline);
};

// Lines of at most that width; what is behind the last of so many ends in an ellipsis.
QStringList wrapped(const QString& text, double width, const TextStyle& style, int most, double type = 1);
double usualWidth(const QString& text, const TextStyle& style); // where PaintOptions::type is 1
QColor faded(QColor colour, double opacity);
QPen dashedPen(const QColor& colour, double width, double dash, double gap);
QPainterPath roundedBox(const QRectF& rect, double radius);
QPainterPath diamond(const QRectF& rect);
QPointF nearestIn(const QRectF& rect, const QPointF& point);
// The broken frame that stands for "not reported, but it must have been here".
void paintBrackets(Canvas& canvas, const QPointF& centre, const QColor& fill, const QColor& colour);

// ownpainter.cpp
bool isOwn(StageShape shape);
void paintOwnChip(Canvas& canvas, const StageLayout& layout, const StagePicture& picture, int index);
void paintOwnStation(Canvas& canvas, const StageLayout& layout, const StagePicture& picture);
void paintOwnDisc(Canvas& canvas, const QPointF& at, double radius); // the mark of a passed one
void paintLeaders(Canvas& canvas);
// cardpainter.cpp
void paintCards(Canvas& canvas);
// stationpainter.cpp
void paintStations(Canvas& canvas);
// placepainter.cpp: decisions, local process, ports
void paintPlaceLabels(Canvas& canvas);
void paintGrownPorts(Canvas& canvas); // the rail goes over them
void paintPlaces(Canvas& canvas);
QRectF decisionWords(const Canvas& canvas, std::size_t stage); // empty: it is no decision
// routepainter.cpp
void paintEdges(Canvas& canvas);
void paintRails(Canvas& canvas);
void paintRoute(Canvas& canvas);
void paintTiles(Canvas& canvas);                         // lo on its way
QRectF edgeWord(const Canvas& canvas, std::size_t edge); // empty: it has none
// notepainter.cpp
void paintNotes(Canvas& canvas);
std::vector<QRectF> noteBoxes(const Canvas& canvas); // of all that show
// sidewaypainter.cpp
void paintSideWays(Canvas& canvas);
std::vector<QRectF> sideWayBoxes(const Canvas& canvas); // what they take up
// packetpainter.cpp
void paintPackets(Canvas& canvas);
QRectF tagBox(const Canvas& canvas, const PacketPicture& packet); // empty: it has none
// legend.cpp
void paintCaption(Canvas& canvas);
void paintLegend(Canvas& canvas);
QRectF captionBox(const Canvas& canvas);
QRectF legendBox(const Canvas& canvas);

} // namespace hookwalk::ui
