// SPDX-License-Identifier: GPL-3.0-or-later
// The words around the diagram: the caption over it and the legend under it.
#include "ui/diagram/canvas.h"

#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double entryWidth = 94; // between the entries of the legend
constexpr double firstColumn = 76;
constexpr double behindLong = 24;  // behind the longest of the words; half of it behind long ones
constexpr double beforeFrame = 16; // whose sign is wider than the others
constexpr double rowHeight = 32;
constexpr double lastWidth = 84; // of the last entry

struct Line {
    QPointF at; // baseline
    QString text;
    TextStyle style;
    bool hasLabel = false; // behind it
};

// Which packet, which step, and behind it the code of what went wrong.
void addSmallLine(const Canvas& canvas, const words::Caption& caption, const TextStyle& style, double opacity,
                  std::vector<Line>& lines)
{
    const QPointF at = canvas.layout.caption();
    const double width = canvas.options.captionWidth;
    lines.push_back({at, canvas.elided(qt(caption.small), width, style), style});
    if (caption.code.empty())
        return;
    const TextStyle mono{style.size - 1, QFont::Normal, faded(canvas.theme.dropped, opacity), Qt::AlignLeft,
                         true};
    const double left = canvas.textWidth(qt(caption.small), style) + 16;
    if (left + canvas.textWidth(qt(caption.code), mono) <= width) // else the inspector has it
        lines.push_back({at + QPointF(left, 0), qt(caption.code), mono, true});
}

// As much of it as finds room above the ports; the inspector has all.
void addEvidence(const Canvas& canvas, const words::Caption& caption, double y, double opacity,
                 std::vector<Line>& lines)
{
    const double scale = canvas.options.captionScale;
    const double width = canvas.options.captionWidth;
    const bool print = canvas.theme.isPrint();
    const TextStyle style{(print ? 10.5 : 12) * scale, QFont::Normal,
                          faded(print ? canvas.theme.text2 : canvas.theme.text3, opacity)};
    const double lineHeight = (print ? 14 : 16) * scale;
    constexpr double indent = 12;
    const double bottom = canvas.layout.captionBottom();
    const double x = canvas.layout.caption().x();
    for (const std::string& sentence : caption.evidence) {
        const int room = static_cast<int>((bottom - y) / lineHeight) + 1;
        if (y > bottom)
            return;
        lines.push_back({{x, y}, QStringLiteral("•"), style});
        for (const QString& line :
             wrapped(qt(sentence), width - indent, style, std::min(2, room), canvas.options.type)) {
            lines.push_back({{x + indent, y}, line, style});
            y += lineHeight;
        }
    }
}

std::vector<Line> captionLines(const Canvas& canvas, const words::Caption& caption, double opacity)
{
    const Theme& theme = canvas.theme;
    const double scale = canvas.options.captionScale;
    const double width = canvas.options.captionWidth;
    const QPointF at = canvas.layout.caption();
    const bool print = theme.isPrint();
    const TextStyle small{(print ? 11 : 12.5) * scale, QFont::Medium,
                          faded(print ? theme.text2 : theme.accent, opacity)};
    TextStyle title{(print ? 17 : 24) * scale, QFont::DemiBold, faded(theme.text, opacity)};
    const TextStyle body{(print ? 11.5 : 14) * scale, QFont::Normal, faded(theme.text2, opacity)};
    const double titleWidth = canvas.textWidth(qt(caption.title), title);
    if (titleWidth > width)
        title.size *= std::max(0.75, width / titleWidth);
    const double smallToTitle = (print ? 24 : 32) * scale;
    const double titleToBody = (print ? 24 : 28) * scale;
    const double lineHeight = (print ? 16 : 20) * scale;
    std::vector<Line> lines;
    addSmallLine(canvas, caption, small, opacity, lines);
    lines.push_back({at + QPointF(0, smallToTitle), canvas.elided(qt(caption.title), width, title), title});
    double y = smallToTitle + titleToBody;
    const int room = static_cast<int>((canvas.layout.captionBottom() - at.y() - y) / lineHeight) + 1;
    const int mostLines = std::clamp(room, 1, 4);
    for (const QString& line : wrapped(qt(caption.body), width, body, mostLines, canvas.options.type)) {
        lines.push_back({at + QPointF(0, y), line, body});
        y += lineHeight;
    }
    addEvidence(canvas, caption, at.y() + y + 2, opacity, lines);
    return lines;
}

// The one that shows, and how much. One after the other: two texts over each other are no words at all.
std::pair<const words::Caption&, double> captionNow(const Picture& picture)
{
    const double mix = picture.captionMix;
    return mix < 0.5 ? std::pair<const words::Caption&, double>(picture.caption, 1 - 2 * mix)
                     : std::pair<const words::Caption&, double>(picture.nextCaption, 2 * mix - 1);
}

// Where the sign of an entry stands, the first being 0.
double columnOf(int place)
{
    const double more = (place > 1 ? behindLong / 2 : 0) + (place > 2 ? beforeFrame : 0) +
                        (place > 5 ? behindLong : 0) + (place > 6 ? behindLong / 2 : 0);
    return firstColumn + entryWidth * place + more;
}

// One entry of the legend: its sign around `centre`, its word behind.
template<typename Sign>
void entry(Canvas& canvas, const QPointF& origin, int place, const QString& word, Sign sign)
{
    const QPointF centre = origin + QPointF(columnOf(place), 8);
    sign(centre);
    canvas.text(centre + QPointF(20, 4.5), word, {12, QFont::Normal, canvas.theme.text2});
}

void paintTableRow(Canvas& canvas, const QPointF& origin)
{
    const Theme& theme = canvas.theme;
    canvas.text(origin + QPointF(0, 12.5), tr("Tables"), {12, QFont::DemiBold, theme.text2});
    int place = 0;
    for (const Table table : allTables) {
        entry(canvas, origin, place++, QString::fromUtf8(name(table).data()), [&](const QPointF& at) {
            canvas.circle(at, 6, theme.table(table).fill, QPen(theme.table(table).ring, 1.5));
        });
    }
    entry(canvas, origin, place++, tr("conntrack"), [&](const QPointF& at) {
        canvas.box(QRectF(at - QPointF(4, 4), QSizeF(8, 8)), 2, theme.card, theme.text3, 1.5);
    });
    entry(canvas, origin, place, tr("own chain"), [&](const QPointF& at) { paintOwnDisc(canvas, at, 7); });
}

void paintStateRow(Canvas& canvas, const QPointF& origin)
{
    const Theme& theme = canvas.theme;
    const bool print = theme.isPrint();
    const auto stroke = [&](const QPointF& at, const QColor& colour, double width, Qt::PenCapStyle cap) {
        QPainterPath path(at - QPointF(12, 0));
        path.lineTo(at + QPointF(12, 0));
        canvas.line(path, colour, width, cap);
    };
    const auto frame = [](const QPointF& at) { return QRectF(at - QPointF(11.5, 7.5), QSizeF(23, 15)); };
    canvas.text(origin + QPointF(0, 12.5), tr("States"), {12, QFont::DemiBold, theme.text2});
    entry(canvas, origin, 0, tr("walked"),
          [&](const QPointF& at) { stroke(at, theme.accent, canvas.strokes.walked, Qt::RoundCap); });
    entry(canvas, origin, 1, print ? tr("not taken") : tr("still ahead"), [&](const QPointF& at) {
        stroke(at, print ? theme.edge : theme.accent, canvas.strokes.ahead, Qt::FlatCap);
    });
    entry(canvas, origin, 2, print ? tr("not visited") : tr("here now"), [&](const QPointF& at) {
        canvas.circle(at, print ? 4 : 8.5, print ? theme.card : theme.accent,
                      print ? QPen(theme.text2, 1.25) : QPen(Qt::NoPen));
        if (!print)
            canvas.circle(at, 4.5, theme.packetCore);
    });
    entry(canvas, origin, 3, tr("skipped"), [&](const QPointF& at) {
        canvas.box(frame(at), 4, theme.card, theme.divider);
        canvas.icon(QStringLiteral("skip"), theme.text3, at - QPointF(6, 6), 12);
    });
    entry(canvas, origin, 4, tr("inferred"), [&](const QPointF& at) {
        canvas.box(frame(at), 4, theme.card, theme.text3, 1, {3, 3});
    });
    const auto ending = [&](EndingMark mark, double radius) {
        return [&canvas, mark, radius](const QPointF& at) {
            paintEndingMark(canvas.painter, mark, at, radius, canvas.theme, canvas.theme.canvas);
        };
    };
    entry(canvas, origin, 5, tr("dropped here"), ending(EndingMark::DroppedByRule, 9));
    entry(canvas, origin, 6, tr("not known"), ending(EndingMark::Unknown, 8));
    entry(canvas, origin, 7, tr("copied"), ending(EndingMark::Duplicated, 9));
}

} // namespace

void paintCaption(Canvas& canvas)
{
    const auto& [caption, opacity] = captionNow(canvas.picture);
    if (opacity <= 0)
        return;
    for (const auto& [at, text, style, hasLabel] : captionLines(canvas, caption, opacity)) {
        if (hasLabel) {
            const QRectF label(at - QPointF(6, style.size + 1),
                               QSizeF(canvas.textWidth(text, style) + 12, style.size + 7));
            canvas.box(label, 4, faded(mix(canvas.theme.canvas, canvas.theme.dropped, 0.12), opacity), {});
        }
        canvas.text(at, text, style);
    }
}

QRectF captionBox(const Canvas& canvas)
{
    QRectF box;
    for (const Line& line : captionLines(canvas, captionNow(canvas.picture).first, 1)) {
        const double size = line.style.size;
        box |=
            QRectF(line.at - QPointF(0, size), QSizeF(canvas.textWidth(line.text, line.style), size * 1.3));
    }
    return box;
}

QRectF legendBox(const Canvas& canvas)
{
    return {canvas.layout.legend(), QSizeF(columnOf(7) + lastWidth, 2 * rowHeight)};
}

void paintLegend(Canvas& canvas)
{
    paintTableRow(canvas, canvas.layout.legend());
    paintStateRow(canvas, canvas.layout.legend() + QPointF(0, rowHeight));
}

} // namespace hookwalk::ui
