// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ruledelegate.h"

#include "ui/inspector/rulemodel.h"
#include "ui/panels/paint.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <cmath>
#include <QAbstractItemView>

namespace hookwalk::ui
{

namespace
{

constexpr int numberX = 16, wordsX = 40, endMargin = 16, indent = 16, mostSteps = 3;
constexpr int padding = 4, wordsLine = 16, statusLine = 16, headHeight = 32;

RuleRow::Kind rowKindOf(const QModelIndex& index)
{
    return static_cast<RuleRow::Kind>(index.data(RuleModel::KindRole).toInt());
}

RuleState stateOf(const QModelIndex& index)
{
    return static_cast<RuleState>(index.data(RuleModel::StateRole).toInt());
}

bool isMarked(const QModelIndex& index)
{
    return stateOf(index) == RuleState::Matched || stateOf(index) == RuleState::Decided;
}

bool hasStatus(const QModelIndex& index)
{
    return !index.data(RuleModel::StatusRole).toString().isEmpty() ||
           !index.data(RuleModel::DetailRole).toString().isEmpty();
}

int indentOf(const QModelIndex& index)
{
    return indent * std::min(index.data(RuleModel::DepthRole).toInt(), mostSteps);
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

QStringList wordsOf(const QModelIndex& index, int width)
{
    const double room = width - wordsX - indentOf(index) - endMargin;
    return wrapped(index.data(RuleModel::WordsRole).toString(), wordsFont(isMarked(index)), room);
}

} // namespace

RuleDelegate::RuleDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

int RuleDelegate::heightOf(const QModelIndex& index, int width) const
{
    if (rowKindOf(index) == RuleRow::Kind::Chain)
        return headHeight;
    const int lines = static_cast<int>(wordsOf(index, width).size());
    const int height = 2 * padding + wordsLine * lines + (hasStatus(index) ? statusLine : 0);
    return (height + 7) / 8 * 8;
}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, heightOf(index, width)};
}

void RuleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (rowKindOf(index) == RuleRow::Kind::Chain)
        paintHead(*painter, row, index);
    else
        paintRule(*painter, row, index, option.state & QStyle::State_Open);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(row.adjusted(8.5, 1.5, -8.5, -1.5), 4, 4);
    }
    painter->restore();
}

void RuleDelegate::paintHead(QPainter& painter, const QRectF& row, const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const QFont nameFont = textFont(12, QFont::DemiBold), detailFont = textFont(11);
    const QString detail = index.data(RuleModel::DetailRole).toString();
    const QRectF inner = row.adjusted(numberX, 0, -endMargin, 0);
    const double detailWidth = QFontMetricsF(detailFont).horizontalAdvance(detail) + 2;
    paintText(painter, inner.adjusted(0, 0, -detailWidth - 8, 0), index.data(RuleModel::WordsRole).toString(),
              nameFont, theme.text2);
    paintText(painter, inner, detail, detailFont, theme.text3, Qt::AlignRight | Qt::AlignVCenter);
}

void RuleDelegate::paintRule(QPainter& painter, const QRectF& row, const QModelIndex& index, bool open) const
{
    const Theme& theme = m_appearance.theme();
    const bool marked = isMarked(index);
    const bool drop = marked && index.data(RuleModel::IsDropRole).toBool();
    if (marked) {
        const QRectF band = row.adjusted(8, 1, -8, -1);
        paintBand(painter, band, theme);
        painter.setBrush(drop ? theme.dropped : theme.accent);
        painter.drawRoundedRect(QRectF(band.left(), band.top() + 3, 3, band.height() - 6), 1.5, 1.5);
    }
    const RuleState state = stateOf(index);
    const bool quiet = state == RuleState::NoMatch || state == RuleState::NotReached;
    const QColor colour = marked ? theme.text : quiet ? theme.text3 : theme.text2;
    QRectF line(row.left() + indentOf(index), row.top() + padding, row.width() - indentOf(index) - endMargin,
                wordsLine);
    const bool folds = index.model()->hasChildren(index);
    paintText(painter, line.adjusted(numberX, 0, 0, 0), index.data(RuleModel::NumberRole).toString(),
              monoFont(11.5), marked ? theme.text2 : theme.text3);
    for (const QString& words : wordsOf(index, static_cast<int>(row.width()))) {
        paintText(painter, line.adjusted(wordsX, 0, 2, 0), words, wordsFont(marked), colour);
        line.translate(0, wordsLine);
    }
    if (folds) {
        const auto name = open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
        drawIcon(painter, name, theme.text3,
                 QRectF(row.left() + indentOf(index) + 25, row.top() + padding + 2, 12, 12));
    }
    if (hasStatus(index))
        paintStatus(painter, line.adjusted(wordsX, 0, 0, 0), index);
}

void RuleDelegate::paintStatus(QPainter& painter, const QRectF& line, const QModelIndex& index) const
{
    const Theme& theme = m_appearance.theme();
    const bool marked = isMarked(index);
    const bool drop = marked && index.data(RuleModel::IsDropRole).toBool();
    const QColor colour = drop ? theme.dropped : marked ? theme.accent : theme.text3;
    const QFont font = textFont(11, marked ? QFont::Medium : QFont::Normal);
    QRectF words = line;
    if (drop)
        paintDeathMark(painter, QPointF(line.left() + 6, line.center().y()), 6, theme);
    else if (marked)
        drawIcon(painter, QStringLiteral("check"), colour, QRectF(line.left(), line.top() + 2, 12, 12));
    if (marked)
        words.setLeft(line.left() + 18);
    const QString detail = index.data(RuleModel::DetailRole).toString();
    const QFont detailFont = textFont(11);
    words.setRight(line.right() - QFontMetricsF(detailFont).horizontalAdvance(detail) - 8);
    paintText(painter, words, index.data(RuleModel::StatusRole).toString(), font, colour);
    paintText(painter, line, detail, detailFont, marked ? theme.text2 : theme.text3,
              Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace hookwalk::ui
