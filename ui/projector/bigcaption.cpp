// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/projector/bigcaption.h"

#include "ui/keys/commands.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <vector>

namespace hookwalk::ui
{

namespace
{

constexpr double captionLeft = 43, captionRoom = 740; // up to the local process
constexpr double smallLine = 30, bigTitle = 68, leastBigTitle = 50, sentenceLine = 34;

QFont titleFont(double size)
{
    QFont font = textFont(size, QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, -0.8);
    return font;
}

double wordsWidth(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

// Two at most; the second one is cut.
QStringList linesOf(const QString& text, const QFont& font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid())
        first.setLineWidth(captionRoom);
    layout.endLayout();
    if (!first.isValid() || first.textLength() >= text.size())
        return {text};
    return {text.left(first.textLength()).trimmed(),
            QFontMetricsF(font).elidedText(text.mid(first.textLength()), Qt::ElideRight, captionRoom)};
}

struct Line {
    double y;
    QString text;
    QFont font;
    QColor colour;
};

std::vector<Line> linesOf(const words::Caption& caption, const Theme& theme)
{
    const QFont small = textFont(smallLine, QFont::Medium), sentence = textFont(sentenceLine);
    std::vector<Line> lines{{76,
                             QFontMetricsF(small).elidedText(qt(caption.small), Qt::ElideRight, captionRoom),
                             small, theme.accent}};
    const QString title = qt(caption.title);
    double size = bigTitle;
    while (size > leastBigTitle && wordsWidth(title, titleFont(size)) > captionRoom)
        size -= 2;
    const QFont font = titleFont(size);
    double y = 88 + size;
    for (const QString& line : linesOf(title, font)) {
        lines.push_back({y, line, font, theme.text});
        y += size * 1.15;
    }
    y += 58 - size * 1.15;
    for (const QString& line : linesOf(qt(caption.brief), sentence)) {
        lines.push_back({y, line, sentence, theme.text2});
        y += 42;
    }
    return lines;
}

} // namespace

void paintBigCaption(QPainter& painter, const Picture& picture, const Theme& theme, bool over)
{
    // One after the other, as in the window.
    const bool next = picture.captionMix >= 0.5;
    const auto lines = linesOf(next ? picture.nextCaption : picture.caption, theme);
    if (over) {
        double width = 0;
        for (const Line& line : lines)
            width = std::max(width, wordsWidth(line.text, line.font));
        painter.setPen(QPen(theme.border, 1.8));
        painter.setBrush(theme.canvas);
        painter.drawRoundedRect(QRectF(captionLeft - 27, 24, width + 54, lines.back().y + 4), 24, 24);
    }
    painter.setOpacity(next ? 2 * picture.captionMix - 1 : 1 - 2 * picture.captionMix);
    for (const Line& line : lines) {
        painter.setFont(line.font);
        painter.setPen(line.colour);
        painter.drawText(QPointF(captionLeft, line.y), line.text);
    }
    painter.setOpacity(1);
}

void paintKeyHints(QPainter& painter, const Theme& theme)
{
    using C = Command;
    struct Hint {
        QPointF at; // at least as far to the right
        std::vector<QKeyCombination> keys;
        QString word;
    };
    const auto inWindow = [](C command) { return keyOf(command, Reach::Free); };
    const auto here = [](C command) { return keyOf(command, Reach::Projector); };
    const Hint hints[] = {
        {{42.5, 1000.5}, {inWindow(C::Play)}, tr("play")},
        {{170.5, 1000.5}, {inWindow(C::StepBack), inWindow(C::StepForward)}, tr("step")},
        {{306.5, 1000.5}, {here(C::PreviousPacket), here(C::NextPacket)}, tr("packet")},
        {{42.5, 1038.5}, {here(C::Black)}, tr("black")},
        {{170.5, 1038.5}, {here(C::ZoomToPacket)}, tr("zoom to packet")},
        {{370.5, 1038.5}, {here(C::Projector)}, tr("leave")},
    };
    const QFont capFont = textFont(16, QFont::Medium), wordFont = textFont(19);
    QPointF free;
    for (const Hint& hint : hints) {
        QRectF cap(hint.at, QSizeF(29, 29));
        if (cap.top() == free.y())
            cap.moveLeft(std::max(cap.left(), free.x()));
        for (const QKeyCombination key : hint.keys) {
            const QString text = keyText(key);
            cap.setWidth(std::max(29.0, wordsWidth(text, capFont) + 12));
            painter.setPen(theme.border);
            painter.setBrush(theme.field);
            painter.drawRoundedRect(cap, 4, 4);
            painter.setPen(theme.text2);
            painter.setFont(capFont);
            painter.drawText(cap, Qt::AlignCenter, text);
            cap.moveLeft(cap.right() + 7);
        }
        painter.setFont(wordFont);
        painter.drawText(QPointF(cap.left() + 5, cap.top() + 20.5), hint.word);
        free = {cap.left() + 5 + wordsWidth(hint.word, wordFont) + 20, cap.top()};
    }
}

} // namespace hookwalk::ui
