// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/twowayspainter.h"

#include "ui/diagram/sidewaypainter.h"
#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double wayWidth = 4.5, tagHeight = 24, tagGap = 10, badge = 14;

void paintArrow(Canvas& canvas, const ArrowLayout& arrow, const QColor& colour)
{
    const QPointF across(-arrow.towards.y(), arrow.towards.x());
    const QPointF base = arrow.tip - arrow.towards * canvas.strokes.arrowLength;
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(colour);
    canvas.painter.drawPolygon(QPolygonF(
        {arrow.tip, base + across * canvas.strokes.arrowHalf, base - across * canvas.strokes.arrowHalf}));
}

bool isHorizontal(const CardLayout& card)
{
    return card.rail[0].y() == card.rail[1].y();
}

// Where a tag of this width is wanted: beside the card's rail, or above or below the place.
QRectF wantedAt(const Canvas& canvas, int stage, double width, bool isAbove, bool isCentred)
{
    const QRectF& place = canvas.picture.stages[static_cast<std::size_t>(stage)].place.rect;
    const CardLayout* card = canvas.layout.cardOf(stage);
    if (card && !isHorizontal(*card))
        return {card->rect.right() + tagGap, place.center().y() - tagHeight / 2, width, tagHeight};
    const QRectF& around = card ? card->rect : place;
    const double left = isCentred ? place.center().x() - width / 2
                        : card    ? place.left()
                                  : place.right() - width;
    return {left, isAbove ? around.top() - tagGap - tagHeight : around.bottom() + tagGap, width, tagHeight};
}

void clearOfWays(Clearance& clearance, const TwoWays& ways)
{
    constexpr double each = 8, reach = 5;
    for (const Side side : {Side::A, Side::B}) {
        const QPainterPath& path = ways.way(side).path;
        const int count = static_cast<int>(path.length() / each) + 1;
        for (int i = 0; i < count; ++i) {
            const QPointF point = path.pointAtPercent(path.percentAtLength(i * each));
            clearance.add(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)));
        }
    }
}

double tagWidth(const Canvas& canvas, const QString& text)
{
    return canvas.textWidth(text, {12, QFont::DemiBold, {}}) + badge + 8 + 6 + tagHeight / 2;
}

// A pill in the way's colour: its letter, and how it ended.
void paintTag(Canvas& canvas, const QRectF& box, Side side, const QString& text)
{
    const Theme& theme = canvas.theme;
    const QColor ground = side == Side::A ? theme.accent : theme.lineB;
    const QColor ink = side == Side::A ? theme.onAccent : theme.onB;
    canvas.box(box, tagHeight / 2, ground, {});
    const QRectF letter(box.left() + 8, box.center().y() - badge / 2, badge, badge);
    paintLetter(canvas, letter, side, ink, ground);
    canvas.text({letter.right() + 6, canvas.baselineIn(box, 12)}, text, {12, QFont::DemiBold, ink});
}

QPainterPath outlineOf(const Canvas& canvas, int stage)
{
    constexpr double out = 4, radius = 10;
    const auto& place = canvas.picture.stages[static_cast<std::size_t>(stage)].place;
    const QRectF around = place.rect.adjusted(-out, -out, out, out);
    const auto shape = canvas.layout.stages()[static_cast<std::size_t>(stage)].shape;
    return shape == StageShape::Decision || shape == StageShape::SmallDecision ? diamond(around)
                                                                               : roundedBox(around, radius);
}

QRectF paintFirst(Canvas& canvas, const TwoWays& ways, int step, const Clearance& clearance)
{
    const Theme& theme = canvas.theme;
    const TextStyle style{12, QFont::DemiBold, theme.overlayText, Qt::AlignHCenter};
    const QString text = firstTag(step);
    const double width = canvas.textWidth(text, style) + 2 * 12;
    const QRectF box = clearance.place(wantedAt(canvas, ways.firstStage, width, true, true));
    const QPainterPath ring = outlineOf(canvas, ways.firstStage);
    QPointF middle = ring.boundingRect().center();
    const CardLayout* card = canvas.layout.cardOf(ways.firstStage);
    constexpr double titleWidth = 70;
    if (card && isHorizontal(*card) && middle.x() < card->titleAt.x() + titleWidth)
        middle.setX(ring.boundingRect().right() - 12); // clear of the card's title
    const QPointF from(std::clamp(middle.x(), box.left(), box.right()),
                       std::clamp(middle.y(), box.top(), box.bottom()));
    QPainterPath stem(from);
    stem.lineTo(nearestIn(ring.boundingRect(), from));
    canvas.line(stem, theme.text, 1.5);
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(dashedPen(theme.text, 1.75, 3, 2));
    canvas.painter.drawPath(ring);
    canvas.box(box, tagHeight / 2, theme.overlay, {});
    canvas.text({box.center().x(), canvas.baselineIn(box, style.size)}, text, style);
    return box;
}

void paintWays(Canvas& canvas, const TwoWays& ways)
{
    canvas.painter.setBrush(Qt::NoBrush);
    const double width = canvas.theme.isPrint() ? canvas.strokes.walked : wayWidth;
    for (const Side side : {Side::B, Side::A}) {
        canvas.painter.setPen(penOf(side, width, canvas.theme));
        canvas.painter.drawPath(ways.way(side).path);
    }
    paintRoute(canvas); // the arrows
    const auto& edges = canvas.layout.edges();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (edges[i].arrow && ways.b.edges[i] && !ways.a.edges[i])
            paintArrow(canvas, *edges[i].arrow, canvas.theme.lineB);
    }
}

QColor colourOf(const TwoWays::Branch& branch, const Theme& theme, const QColor& ofBoth)
{
    return !branch.of ? ofBoth : *branch.of == Side::A ? theme.accent : theme.lineB;
}

void paintCopies(Canvas& canvas, const TwoWays& ways, Clearance& clearance)
{
    const Theme& theme = canvas.theme;
    const TextStyle style{12, QFont::DemiBold, theme.text, Qt::AlignHCenter};
    for (const TwoWays::Branch& branch : ways.copies) {
        const QString& words = branch.way.words;
        const double width = branch.of ? tagWidth(canvas, words) : canvas.textWidth(words, style) + tagHeight;
        const QRectF box = clearance.placeOffRoute(copyWantedAt(branch.way, {width, tagHeight}));
        paintCopyLine(canvas, branch.way, box, colourOf(branch, theme, theme.text2));
        if (branch.of) {
            paintTag(canvas, box, *branch.of, words);
        } else {
            canvas.box(box, tagHeight / 2, theme.card, theme.text2);
            canvas.text({box.center().x(), canvas.baselineIn(box, style.size)}, words, style);
        }
        clearance.add(box);
    }
}

// With its letter where it is of one of them, and room for its words over its line.
SideWay named(const Canvas& canvas, const TwoWays::Branch& branch)
{
    constexpr double besideWords = 12;
    SideWay answer = branch.way;
    if (branch.of)
        answer.words =
            nameOf(*branch.of) + (answer.words.isEmpty() ? QString() : QStringLiteral(" · ") + answer.words);
    if (answer.back.y() == 0)
        answer.room = std::max(answer.room, answerBoxes(canvas, answer)[1].width() + besideWords);
    return answer;
}

// Of one of them in its colour, of both as in the picture of one. A copy's line goes on behind an answer's words.
void paintBranches(Canvas& canvas, const TwoWays& ways, Clearance& clearance)
{
    const Clearance before = clearance;
    std::vector<SideWay> answers;
    for (const TwoWays::Branch& branch : ways.answers) {
        answers.push_back(named(canvas, branch));
        for (const QRectF& box : answerBoxes(canvas, answers.back()))
            clearance.add(box);
    }
    paintCopies(canvas, ways, clearance);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        canvas.box(answerBoxes(canvas, answers[i])[1], 0, canvas.theme.canvas, {});
        paintAnswer(canvas, answers[i], colourOf(ways.answers[i], canvas.theme, canvas.theme.dropped),
                    before);
    }
}

void paintEndsAndTags(Canvas& canvas, const TwoWays& ways, int firstStep)
{
    Clearance clearance(canvas);
    clearOfWays(clearance, ways);
    for (const QRectF& note : noteBoxes(canvas))
        clearance.add(note);
    paintBranches(canvas, ways, clearance);
    for (const Side side : {Side::B, Side::A}) {
        const auto& end = ways.way(side).end;
        if (!end)
            continue;
        constexpr double usual = 12, aside = 10, small = 8;
        const bool isAside = ways.way(side).isSetAside;
        const double radius = end->isSmall || end->mark == EndingMark::Unknown ? small
                              : isAside                                        ? aside
                                                                               : usual;
        canvas.painter.save();
        canvas.painter.translate(end->at);
        canvas.painter.rotate(end->angle);
        paintEndingMark(canvas.painter, end->mark, {}, radius, canvas.theme, canvas.theme.card);
        canvas.painter.restore();
    }
    if (ways.firstStage >= 0)
        clearance.add(paintFirst(canvas, ways, firstStep, clearance));
    for (const Side side : {Side::A, Side::B}) {
        const auto& way = ways.way(side);
        if (way.lastStage < 0)
            continue;
        const QRectF box = clearance.place(
            wantedAt(canvas, way.lastStage, tagWidth(canvas, way.tag), side == Side::A, false));
        paintTag(canvas, box, side, way.tag);
        clearance.add(box);
    }
}

} // namespace

QPen penOf(Side side, double width, const Theme& theme)
{
    if (side == Side::A)
        return QPen(theme.accent, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    QPen pen = dashedPen(theme.lineB, width, 9, 4);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

QString firstTag(int step)
{
    return tr("first difference · step %1").arg(step + 1);
}

PaintOptions twoWaysOptions()
{
    PaintOptions options;
    options.legend = options.caption = false;
    return options;
}

QRectF contentOf(const Layout& layout, const TwoWays& ways)
{
    QRectF content;
    for (const StagePicture& stage : ways.picture.stages)
        content |= stage.place.rect;
    for (const CardLayout& card : layout.cards())
        content |= card.rect;
    for (const PlateLayout& plate : layout.plates())
        content |= plate.rect;
    return content.adjusted(-12, -12, 12, 48);
}

void paintTwoWays(Canvas& canvas, const TwoWays& ways, int firstStep)
{
    paintGrownPorts(canvas);
    paintRails(canvas);
    paintLeaders(canvas);
    paintWays(canvas, ways);
    paintTiles(canvas);
    paintStations(canvas);
    paintPlaces(canvas);
    paintNotes(canvas);
    paintEndsAndTags(canvas, ways, firstStep);
}

void paintLetter(Canvas& canvas, const QRectF& box, Side side, const QColor& ground, const QColor& ink)
{
    const double size = box.height() * 0.68;
    canvas.box(box, side == Side::A ? box.height() / 2 : box.height() / 5, ground, {});
    canvas.text({box.center().x(), canvas.baselineIn(box, size)}, nameOf(side),
                {size, QFont::Bold, ink, Qt::AlignHCenter});
}

void paintPacket(Canvas& canvas, const QPointF& at, Side side)
{
    constexpr double reach = 9, shift = 6; // so that both are seen where they are together
    const QPointF centre = at + (side == Side::A ? QPointF(shift, shift) : QPointF(-shift, -shift));
    const QRectF box(centre - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    canvas.box(box.adjusted(-1.5, -1.5, 1.5, 1.5), side == Side::A ? reach + 1.5 : 5, canvas.theme.canvas,
               {});
    canvas.painter.setPen(Qt::NoPen);
    paintBadge(canvas.painter, box, side, canvas.theme);
}

} // namespace hookwalk::ui
