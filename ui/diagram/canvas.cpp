// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/canvas.h"

#include "ui/diagram/settexts.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <cmath>
#include <QFontMetricsF>
#include <QTextLayout>
#include <QWidget>

namespace hookwalk::ui
{

namespace
{

// Fonts have whole pixels, the design has halves: text is set at twice its size and drawn at half the scale.
constexpr double fontScale = 2;

int pixelsOf(const TextStyle& style, double type)
{
    return static_cast<int>(std::lround(style.size * type * fontScale));
}

QFont fontOf(const TextStyle& style, double type)
{
    const int pixels = pixelsOf(style, type);
    QFont font = style.mono ? monoFont(pixels, style.weight) : textFont(pixels, style.weight);
    if (style.spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, style.spacing * fontScale);
    return font;
}

} // namespace

const SetTexts::Line& SetTexts::line(const QString& text, const TextStyle& style, double type)
{
    const Key key{text, pixelsOf(style, type), style.weight, style.mono, style.spacing};
    if (const Line* known = m_lines.object(key))
        return *known;
    const QFont font = fontOf(style, type);
    auto* made = new Line{QTextLayout(text, font), QFontMetricsF(font).horizontalAdvance(text)};
    made->layout.setCacheEnabled(true);
    made->layout.beginLayout();
    QTextLine line = made->layout.createLine();
    line.setLineWidth(QWIDGETSIZE_MAX);
    line.setPosition({0, -line.ascent()}); // the baseline at 0
    made->layout.endLayout();
    m_lines.insert(key, made);
    return *made;
}

Strokes Strokes::of(const Theme& theme)
{
    if (!theme.isPrint())
        return {};
    return {1, 1, 2.25, 0, 1, 0.75, 1.25, 6, 4};
}

Canvas::Canvas(QPainter& p, const Layout& l, const Picture& pic, const Theme& t, const PaintOptions& o)
    : painter(p)
    , layout(l)
    , picture(pic)
    , theme(t)
    , options(o)
    , strokes(Strokes::of(t))
{
}

void Canvas::text(const QPointF& at, const QString& text, const TextStyle& style)
{
    if (text.isEmpty())
        return;
    const double width = style.align == Qt::AlignLeft ? 0 : textWidth(text, style);
    const double left = style.align == Qt::AlignLeft      ? at.x()
                        : style.align == Qt::AlignHCenter ? at.x() - width / 2
                                                          : at.x() - width;
    painter.save();
    painter.setPen(style.colour);
    painter.translate(left, at.y());
    painter.scale(1 / fontScale, 1 / fontScale);
    if (options.texts) {
        options.texts->line(text, style, options.type).layout.draw(&painter, {});
        return painter.restore();
    }
    painter.setFont(fontOf(style, options.type));
    QString shown = text;
    if (options.written) {
        shown.setNum(options.written->size());
        options.written->push_back({text, painter.font(), style.colour});
    }
    painter.drawText(QPointF(0, 0), shown);
    painter.restore();
}

double Canvas::textWidth(const QString& text, const TextStyle& style) const
{
    const double width = options.texts ? options.texts->line(text, style, options.type).width
                                       : QFontMetricsF(fontOf(style, options.type)).horizontalAdvance(text);
    return width / fontScale;
}

QString Canvas::elided(const QString& text, double width, const TextStyle& style,
                       Qt::TextElideMode mode) const
{
    if (textWidth(text, style) <= width)
        return text;
    return QFontMetricsF(fontOf(style, options.type)).elidedText(text, mode, width * fontScale + 1);
}

void Canvas::icon(const QString& name, const QColor& colour, const QPointF& at, double size)
{
    drawIcon(painter, name, colour, QRectF(at, QSizeF(size, size)));
}

void Canvas::box(const QRectF& rect, double radius, const QColor& fill, const QColor& border, double width,
                 const QVector<qreal>& dashes)
{
    QPen pen(border, width);
    if (!dashes.isEmpty()) {
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern(dashes);
    }
    painter.setPen(border.isValid() && border.alpha() > 0 ? pen : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawPath(roundedBox(rect, radius));
}

void Canvas::line(const QPainterPath& path, const QColor& colour, double width, Qt::PenCapStyle cap)
{
    if (path.isEmpty()) // Qt's PDF would close a path that was never begun
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width, Qt::SolidLine, cap, Qt::RoundJoin));
    painter.drawPath(path);
}

void Canvas::circle(const QPointF& centre, double radius, const QColor& fill, const QPen& pen)
{
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawEllipse(centre, radius, radius);
}

QColor Canvas::hovered(int stage, const QColor& fill) const
{
    constexpr double step = 0.07;
    return stage == options.hoveredStage ? mix(fill, theme.text, step * options.hoverStrength) : fill;
}

void Canvas::focusRing(int stage, const QPainterPath& outline)
{
    if (stage == options.focusedStage || stage == options.chosenStage)
        paintFocusRing(painter, outline, theme.accent);
}

QStringList wrapped(const QString& sentence, double width, const TextStyle& style, int most, double type)
{
    constexpr double fine = 4; // breaks lines alike at every zoom
    const QFontMetricsF shown(fontOf(style, type));
    const QString text = withWholeOptions(sentence);
    QTextLayout layout(text, textFont(style.size * fine, style.weight));
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width * fine);
        const bool isLast = lines.size() == most - 1;
        const QString words = asRead(text.mid(line.textStart(), isLast ? -1 : line.textLength()));
        if (isLast) {
            lines += shown.elidedText(words, Qt::ElideRight, width * fontScale + 1);
            break;
        }
        lines += words.trimmed();
    }
    layout.endLayout();
    return lines;
}

double usualWidth(const QString& text, const TextStyle& style)
{
    return QFontMetricsF(fontOf(style, 1)).horizontalAdvance(text) / fontScale;
}

QColor faded(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

QPen dashedPen(const QColor& colour, double width, double dash, double gap)
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({dash / width, gap / width}); // Qt counts dashes in line widths
    return pen;
}

QPainterPath roundedBox(const QRectF& rect, double radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    return path;
}

QPainterPath diamond(const QRectF& rect)
{
    constexpr double cut = 4; // of the rounded corners
    const QPointF centre = rect.center();
    const double r = rect.width() / 2;
    QPainterPath path(centre + QPointF(-cut, -r + cut));
    path.quadTo(centre + QPointF(0, -r), centre + QPointF(cut, -r + cut));
    path.lineTo(centre + QPointF(r - cut, -cut));
    path.quadTo(centre + QPointF(r, 0), centre + QPointF(r - cut, cut));
    path.lineTo(centre + QPointF(cut, r - cut));
    path.quadTo(centre + QPointF(0, r), centre + QPointF(-cut, r - cut));
    path.lineTo(centre + QPointF(-r + cut, cut));
    path.quadTo(centre + QPointF(-r, 0), centre + QPointF(-r + cut, -cut));
    path.closeSubpath();
    return path;
}

QPointF nearestIn(const QRectF& rect, const QPointF& point)
{
    return {std::clamp(point.x(), rect.left(), rect.right()),
            std::clamp(point.y(), rect.top(), rect.bottom())};
}

void paintBrackets(Canvas& canvas, const QPointF& centre, const QColor& fill, const QColor& colour)
{
    constexpr double half = 5, radius = 2, arm = 4;
    canvas.box(QRectF(centre - QPointF(half, half), QSizeF(2 * half, 2 * half)), radius, fill, {});
    QPainterPath corner(QPointF(-half, -half + arm));
    corner.lineTo(-half, -half + radius);
    corner.quadTo(-half, -half, -half + radius, -half);
    corner.lineTo(-half + arm, -half);
    QPainterPath all;
    for (int i = 0; i < 4; ++i)
        all.addPath(QTransform().translate(centre.x(), centre.y()).rotate(90 * i).map(corner));
    canvas.line(all, colour, canvas.strokes.decision > 1 ? 1.5 : 1.25);
}

} // namespace hookwalk::ui
