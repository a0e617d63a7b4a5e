// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ruledelegate.h"

#include "ui/theme/endingmarks.h"
#include "ui/theme/focus.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <QAbstractItemView>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

constexpr int numberX = 16, wordsX = 40, endMargin = 16, indent = 16, mostSteps = 3;
constexpr int padding = 4, wordsLine = 16, statusLine = 16, rowHeadHeight = 32;

bool isMarked(const RuleRow& rule)
{
    return rule.state == RuleState::Matched || rule.state == RuleState::Decided;
}

bool isDrop(const RuleRow& rule)
{
    return isMarked(rule) && rule.verdict == QStringLiteral("drop");
}

bool hasStatus(const RuleRow& rule)
{
    return !statusText(rule).isEmpty() || !rule.detail.isEmpty();
}

QFont wordsFont(bool marked)
{
    return monoFont(11.5, marked ? QFont::Medium : QFont::Normal);
}

// At blanks alone ("--ctstate" stays whole); a word longer than a line breaks anywhere.
QStringList wrapped(const QString& text, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    const auto most =
        std::max<qsizetype>(8, static_cast<qsizetype>(width / metrics.horizontalAdvance(QLatin1Char('0'))));
    QStringList lines{QString()};
    for (QString word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!lines.last().isEmpty() && lines.last().size() + 1 + word.size() > most)
            lines << QString();
        for (; word.size() > most; word = word.mid(most)) {
            lines.last() = word.left(most);
            lines << QString();
        }
        lines.last() += (lines.last().isEmpty() ? QString() : QStringLiteral(" ")) + word;
    }
    return lines;
}

QStringList wordsOf(const RuleRow& rule, int left, int width)
{
    return wrapped(rule.words, wordsFont(isMarked(rule)), width - wordsX - left - endMargin);
}

void paintHead(const PaintedRow& row, const RuleRow& chain)
{
    const QFont nameFont = textFont(12, QFont::DemiBold), detailFont = textFont(11);
    const QRectF inner = row.rect.adjusted(numberX, 0, -endMargin, 0);
    const double detailWidth = QFontMetricsF(detailFont).horizontalAdvance(chain.detail) + 2;
    row.text(inner.adjusted(0, 0, -detailWidth - 8, 0), chain.words, nameFont, row.theme.text2);
    row.text(inner, chain.detail, detailFont, row.theme.text3, Qt::AlignRight | Qt::AlignVCenter);
}

void paintStatus(const PaintedRow& row, const QRectF& line, const RuleRow& rule)
{
    const Theme& theme = row.theme;
    const bool marked = isMarked(rule), drop = isDrop(rule);
    const QColor colour = drop ? theme.dropped : marked ? theme.accent : theme.text3;
    QRectF words = line;
    if (drop)
        paintEndingMark(row.painter, EndingMark::DroppedByRule, QPointF(line.left() + 6, line.center().y()),
                        6, theme, theme.panel);
    else if (marked)
        drawIcon(row.painter, QStringLiteral("check"), colour, QRectF(line.left(), line.top() + 2, 12, 12));
    if (marked)
        words.setLeft(line.left() + 18);
    const QFont detailFont = textFont(11);
    words.setRight(line.right() - QFontMetricsF(detailFont).horizontalAdvance(rule.detail) - 8);
    row.text(words, statusText(rule), textFont(11, marked ? QFont::Medium : QFont::Normal), colour);
    row.text(line, rule.detail, detailFont, marked ? theme.text2 : theme.text3,
             Qt::AlignRight | Qt::AlignVCenter);
}

void paintRule(const PaintedRow& row, const RuleRow& rule, int left)
{
    const Theme& theme = row.theme;
    const bool marked = isMarked(rule);
    if (marked)
        row.mark(isDrop(rule) ? theme.dropped : theme.accent);
    const bool quiet = rule.state == RuleState::NoMatch || rule.state == RuleState::NotReached;
    const QColor colour = marked ? theme.text : quiet ? theme.text3 : theme.text2;
    QRectF line(row.rect.left() + left, row.rect.top() + padding, row.rect.width() - left - endMargin,
                wordsLine);
    row.text(line.adjusted(numberX, 0, 0, 0), rule.number, monoFont(11.5),
             marked ? theme.text2 : theme.text3);
    for (const QString& words : wordsOf(rule, left, static_cast<int>(row.rect.width()))) {
        row.text(line.adjusted(wordsX, 0, 2, 0), words, wordsFont(marked), colour);
        line.translate(0, wordsLine);
    }
    if (!rule.children.empty()) {
        const bool open = row.state & QStyle::State_Open;
        drawIcon(row.painter, open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                 theme.text3, QRectF(row.rect.left() + left + 25, row.rect.top() + padding + 2, 12, 12));
    }
    if (hasStatus(rule))
        paintStatus(row, line.adjusted(wordsX, 0, 0, 0), rule);
}

void paintAny(const PaintedRow& row, const RuleRow& rule, int left)
{
    if (rule.kind == RuleRow::Kind::Chain)
        paintHead(row, rule);
    else
        paintRule(row, rule, left);
    if (row.state & QStyle::State_HasFocus) {
        QPainterPath ring;
        ring.addRoundedRect(row.rect.adjusted(9, 2, -9, -2), 4, 4);
        paintFocusRing(row.painter, ring, row.theme.accent);
    }
}

int indentOf(const RuleModel& model, const QModelIndex& index)
{
    return indent * std::min(model.depth(index), mostSteps);
}

} // namespace

RuleDelegate::RuleDelegate(const Appearance& appearance, const RuleModel& model, QObject* parent)
    : RowDelegate(
          appearance, {},
          [&model](const PaintedRow& row) {
              paintAny(row, *model.row(row.index), indentOf(model, row.index));
          },
          parent)
    , m_model(model)
{
}

int RuleDelegate::heightOf(const QModelIndex& index, int width) const
{
    const RuleRow& rule = *m_model.row(index);
    if (rule.kind == RuleRow::Kind::Chain)
        return rowHeadHeight;
    const auto lines = static_cast<int>(wordsOf(rule, indentOf(m_model, index), width).size());
    const int height = 2 * padding + wordsLine * lines + (hasStatus(rule) ? statusLine : 0);
    return (height + 7) / 8 * 8;
}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, heightOf(index, width)};
}

} // namespace hookwalk::ui
