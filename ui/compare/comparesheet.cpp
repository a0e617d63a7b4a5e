// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/comparesheet.h"

#include "ui/compare/twowayspainter.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr double besideDiagram = 12;                        // a tag may stand at its very edge
constexpr double headMargin = 24;                           // around the words
constexpr double largestVerdict = 24, smallestVerdict = 19; // of the verdict
constexpr double aboutSize = 14, kindSize = 12.5, letterSize = 18;

// What all steps share.
struct Scenery {
    Layout layout;
    TwoWays ways;
    QRectF content;
    int first; // difference
    QString kind, about, source[2];
    QStringList verdict; // in lines
    double verdictSize;
    QSizeF size;
};

double baselineOfVerdict(const Scenery& scenery, qsizetype line)
{
    return headMargin + kindSize + 32 + static_cast<double>(line) * scenery.verdictSize * 1.25;
}

double baselineOfAbout(const Scenery& scenery)
{
    return baselineOfVerdict(scenery, scenery.verdict.size() - 1) + 28;
}

double topOfContent(const Scenery& scenery)
{
    return baselineOfAbout(scenery) + 56;
}

Scenery sceneryOf(const Compared& compared)
{
    Scenery made{.layout = layoutOf(compared),
                 .ways = {},
                 .content = {},
                 .first = compared.comparison().first,
                 .kind = compared.kind(),
                 .about = compared.about(),
                 .source = {compared.sourceOf(Side::A), compared.sourceOf(Side::B)},
                 .verdict = {},
                 .verdictSize = largestVerdict,
                 .size = {}};
    made.ways = twoWaysOf(made.layout, compared);
    made.content = contentOf(made.layout, made.ways);
    const double room = made.content.width() - 2 * headMargin;
    const QString verdict = compared.verdict();
    const auto style = [&made] { return TextStyle{made.verdictSize, QFont::DemiBold, {}}; };
    while (made.verdictSize > smallestVerdict && usualWidth(verdict, style()) > room)
        made.verdictSize -= 0.5;
    made.verdict = wrapped(verdict, room, style(), 3);
    made.size = {std::ceil(made.content.width() + 2 * besideDiagram),
                 std::ceil(topOfContent(made) + made.content.height())};
    return made;
}

void paintWords(Canvas& canvas, const Scenery& scenery, const QString& about)
{
    const Theme& theme = canvas.theme;
    const double room = scenery.size.width() - 2 * headMargin;
    canvas.text({headMargin, headMargin + kindSize}, scenery.kind,
                {kindSize, QFont::Medium, theme.isPrint() ? theme.text2 : theme.accent});
    for (qsizetype i = 0; i < scenery.verdict.size(); ++i)
        canvas.text({headMargin, baselineOfVerdict(scenery, i)}, scenery.verdict[i],
                    {scenery.verdictSize, QFont::DemiBold, theme.text});
    const TextStyle body{aboutSize, QFont::Normal, theme.text2};
    const double line = baselineOfAbout(scenery);
    canvas.text({headMargin, line}, canvas.elided(about, room, body), body);
    constexpr double stroke = 40, gap = 8, between = 28;
    double x = headMargin;
    for (const Side side : {Side::A, Side::B}) {
        const bool isA = side == Side::A;
        const QRectF letter(x, line + 16, letterSize, letterSize);
        paintLetter(canvas, letter, side, isA ? theme.accent : theme.lineB, isA ? theme.onAccent : theme.onB);
        x = letter.right() + gap;
        QPainterPath way(QPointF(x, letter.center().y()));
        way.lineTo(x + stroke, letter.center().y());
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.setPen(penOf(side, canvas.strokes.walked, theme));
        canvas.painter.drawPath(way);
        x += stroke + gap;
        const TextStyle style{13, QFont::Normal, theme.text2};
        const QString name = canvas.elided(scenery.source[isA ? 0 : 1],
                                           (room - between) / 2 - letterSize - stroke - 2 * gap, style);
        canvas.text({x, canvas.baselineIn(letter, style.size)}, name, style);
        x += canvas.textWidth(name, style) + between;
    }
}

QString stepWords(const Compared& compared, int step)
{
    const QString note = compared.noteOf(step);
    const QString words =
        ui::tr("Step %1 of %2: %3").arg(step + 1).arg(compared.steps()).arg(compared.stepTitle(step));
    return note.isEmpty() ? words : words + QStringLiteral(" · ") + note;
}

Sheet sheetOf(const std::shared_ptr<const Scenery>& scenery, const QString& verdict, const QString& about,
              int step)
{
    return {
        .size = scenery->size,
        .title = verdict,
        .description = QStringList{scenery->kind, verdict, about}.join(QStringLiteral(" ")),
        .paint = [scenery, about, step](QPainter& painter, const Theme& theme, const PaintOptions& options) {
            PaintOptions own = twoWaysOptions();
            own.written = options.written;
            TwoWays ways = scenery->ways;
            emphasise(ways, step);
            painter.setRenderHint(QPainter::Antialiasing);
            {
                Canvas head(painter, scenery->layout, ways.picture, theme, own);
                paintWords(head, *scenery, about);
            }
            painter.save();
            painter.translate(besideDiagram - scenery->content.left(),
                              topOfContent(*scenery) - scenery->content.top());
            paintBackdrop(painter, scenery->layout, ways.picture, theme, own);
            Canvas canvas(painter, scenery->layout, ways.picture, theme, own);
            paintTwoWays(canvas, ways, scenery->first);
            painter.restore();
        }};
}

} // namespace

Drawing drawingOf(const Compared& compared, int step, Look look)
{
    const auto scenery = std::make_shared<const Scenery>(sceneryOf(compared));
    const QString verdict = compared.verdict();
    Drawing drawing{.sheet = sheetOf(scenery, verdict, scenery->about, step), .look = look};
    for (int i = 0; i < compared.steps(); ++i)
        drawing.steps.push_back(sheetOf(scenery, verdict, stepWords(compared, i), i));
    return drawing;
}

} // namespace hookwalk::ui
