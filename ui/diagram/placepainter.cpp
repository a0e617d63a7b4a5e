// SPDX-License-Identifier: GPL-3.0-or-later
// The stages outside the cards: routing decisions, local process, ports.
#include "ui/diagram/canvas.h"
#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double decisionLine = 15; // between the lines of a decision's title

struct Place {
    const StageLayout& layout;
    const StagePicture& picture;
    int index;

    bool isSmall() const { return layout.shape == StageShape::SmallDecision; }
    bool isReached() const { return picture.light > 0.5; }
    bool isOnRoute() const { return picture.stop >= 0; }
};

void paintDecision(Canvas& canvas, const Place& place)
{
    const Theme& theme = canvas.theme;
    const QPainterPath shape = diamond(place.picture.place.rect);
    QPen pen(place.isSmall() && !theme.isPrint() ? theme.edge : theme.border, canvas.strokes.decision);
    if (place.isReached()) {
        const QColor rest = theme.isPrint() ? theme.text : theme.text2;
        pen = dashedPen(mix(rest, theme.accent, place.picture.emphasis), theme.isPrint() ? 1 : 1.5, 4, 3);
    } else if (place.isOnRoute()) {
        pen.setColor(theme.routeBorder);
    }
    if (place.picture.deathMark)
        pen = QPen(theme.dropped, 2);
    canvas.painter.setPen(pen);
    canvas.painter.setBrush(
        canvas.hovered(place.index, mix(theme.card, theme.selection, place.picture.emphasis)));
    canvas.painter.drawPath(shape);
    const QRectF& rect = place.picture.place.rect;
    const double icon = rect.width() * 0.3125; // 20 of 64
    if (!place.layout.icon.isEmpty() && !place.picture.deathMark)
        canvas.icon(place.layout.icon, place.isReached() ? theme.text : theme.text2,
                    rect.center() - QPointF(icon * 0.5, icon * 0.575), icon);
    canvas.focusRing(place.index, diamond(place.picture.place.rect.adjusted(-4, -4, 4, 4)));
}

struct Words {
    QStringList lines;
    QPointF at; // baseline of the first
    TextStyle style;
    QString remark; // below them
};

Words wordsOf(const Canvas& canvas, const Place& place)
{
    const Theme& theme = canvas.theme;
    Words words{place.picture.title.split(QLatin1Char('\n')),
                place.layout.label,
                {12, QFont::Medium, place.isReached() ? theme.text : theme.text2},
                {}};
    if (place.isSmall())
        words.style = {11, QFont::Normal, place.isReached() ? theme.text : theme.text3};
    words.style.align = place.layout.labelCentred ? Qt::AlignHCenter : Qt::AlignLeft;
    if (canvas.isLarge()) { // one line below, or as many beside in the middle
        if (place.layout.labelCentred)
            words.lines = {inOneLine(place.picture.title)};
        words.at.setY(place.layout.labelCentred
                          ? words.at.y() + canvas.typeSize(words.style.size) - words.style.size
                          : canvas.baselineIn(place.picture.place.rect, words.style.size) -
                                canvas.typeSize(decisionLine) * static_cast<double>(words.lines.size() - 1) /
                                    2);
    } else if (place.isReached() && place.picture.inferred) {
        words.remark = place.picture.word;
    }
    return words;
}

void paintDecisionLabel(Canvas& canvas, const Place& place)
{
    auto [lines, at, style, remark] = wordsOf(canvas, place);
    for (const QString& line : lines) {
        canvas.text(at, line, style);
        at.ry() += canvas.typeSize(decisionLine);
    }
    TextStyle small{11, QFont::Normal, canvas.theme.text3};
    small.align = style.align;
    canvas.text(at + QPointF(0, 1), remark, small);
}

struct BoxColours {
    QColor fill, border, icon;
};

BoxColours coloursOf(const Canvas& canvas, const Place& place)
{
    const Theme& theme = canvas.theme;
    const double light = place.picture.light;
    const QColor rest = place.isOnRoute() ? theme.routeBorder : theme.border;
    return {canvas.hovered(place.index, mix(theme.card, theme.selection, light)),
            mix(rest, theme.accent, light), mix(theme.text3, theme.accent, light)};
}

void paintPort(Canvas& canvas, const Place& place)
{
    const Theme& theme = canvas.theme;
    const QRectF rect = place.picture.place.rect;
    const BoxColours colours = coloursOf(canvas, place);
    const bool guessed = place.isOnRoute() && place.picture.inferred && place.isReached();
    canvas.box(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, colours.fill, colours.border, 1,
               guessed ? QVector<qreal>{3, 3} : QVector<qreal>());
    const TextStyle title{13, QFont::DemiBold, theme.text};
    const double icon = canvas.typeSize(16), top = rect.top() + place.layout.headTop;
    const double titleY = canvas.isLarge() ? canvas.baselineIn(rect, title.size) : top + 20.5;
    const double besideIcon = rect.width() - 20 - icon;
    const bool hasIcon = !canvas.isLarge() || canvas.textWidth(place.picture.title, title) <= besideIcon;
    if (hasIcon) // a name in large type is worth more
        canvas.icon(place.layout.icon, colours.icon,
                    {rect.right() - 8 - icon, canvas.isLarge() ? rect.center().y() - icon / 2 : top + 8},
                    icon);
    canvas.text({rect.left() + 8, titleY},
                canvas.elided(place.picture.title, hasIcon ? besideIcon : rect.width() - 16, title), title);
    if (!canvas.isLarge())
        canvas.text({rect.left() + 8, top + 38}, place.layout.subtitle, {11, QFont::Normal, theme.text2});
    canvas.focusRing(place.index, roundedBox(rect.adjusted(-3, -3, 3, 3), 11));
}

void paintProcess(Canvas& canvas, const Place& place)
{
    const Theme& theme = canvas.theme;
    const QRectF rect = place.picture.place.rect;
    const BoxColours colours = coloursOf(canvas, place);
    canvas.box(rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, colours.fill, colours.border);
    const TextStyle title{13, QFont::DemiBold, theme.text};
    const double icon = canvas.typeSize(18);
    const double left = rect.left() + 26 + icon;
    canvas.icon(place.layout.icon, mix(theme.text2, theme.accent, place.picture.light),
                {rect.left() + 16, canvas.isLarge() ? rect.center().y() - icon / 2 : rect.top() + 10}, icon);
    if (canvas.isLarge()) {
        canvas.text({left, canvas.baselineIn(rect, title.size)}, place.picture.title, title);
    } else {
        canvas.text({left, rect.top() + 24.5}, place.picture.title, title);
        canvas.text({left, rect.top() + 45}, place.layout.subtitle, {11, QFont::Normal, theme.text2});
    }
    canvas.focusRing(place.index, roundedBox(rect.adjusted(-3, -3, 3, 3), 13));
}

template<typename Paint> void forEachPlace(Canvas& canvas, Paint paint)
{
    const auto& stages = canvas.layout.stages();
    for (std::size_t i = 0; i < stages.size(); ++i)
        paint(Place{stages[i], canvas.picture.stages[i], static_cast<int>(i)});
}

// Chains of ingress or egress stand in it.
bool isGrown(const Place& place)
{
    constexpr double atRest = 48;
    return place.layout.shape == StageShape::Port && place.layout.rect.height() > atRest;
}

bool isDecision(StageShape shape)
{
    return shape == StageShape::Decision || shape == StageShape::SmallDecision;
}

} // namespace

QRectF decisionWords(const Canvas& canvas, std::size_t stage)
{
    const Place place{canvas.layout.stages()[stage], canvas.picture.stages[stage], static_cast<int>(stage)};
    if (!isDecision(place.layout.shape))
        return {};
    const auto [lines, at, style, remark] = wordsOf(canvas, place);
    double width = canvas.textWidth(remark, style);
    for (const QString& line : lines)
        width = std::max(width, canvas.textWidth(line, style));
    const double size = canvas.typeSize(style.size);
    const auto count = static_cast<double>(lines.size() - (remark.isEmpty() ? 1 : 0));
    const double left = style.align == Qt::AlignHCenter ? at.x() - width / 2 : at.x();
    return {QPointF(left, at.y() - size), QSizeF(width, count * canvas.typeSize(decisionLine) + size * 1.3)};
}

void paintPlaceLabels(Canvas& canvas)
{
    forEachPlace(canvas, [&](const Place& place) {
        if (isDecision(place.layout.shape))
            paintDecisionLabel(canvas, place);
    });
}

void paintGrownPorts(Canvas& canvas)
{
    forEachPlace(canvas, [&](const Place& place) {
        if (isGrown(place))
            paintPort(canvas, place);
        else if (place.layout.shape == StageShape::PortChip)
            paintOwnChip(canvas, place.layout, place.picture, place.index);
    });
}

void paintPlaces(Canvas& canvas)
{
    forEachPlace(canvas, [&](const Place& place) {
        if (isDecision(place.layout.shape))
            paintDecision(canvas, place);
        else if (place.layout.shape == StageShape::Port && !isGrown(place))
            paintPort(canvas, place);
        else if (place.layout.shape == StageShape::Card)
            paintProcess(canvas, place);
    });
}

} // namespace hookwalk::ui
