// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/rowpainter.h"

#include "ui/theme/endingmarks.h"
#include "ui/theme/icons.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/pathmarks.h"

#include <cmath>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

constexpr qreal textMargin = 16, cellGap = 16, answerIndent = 18, markSize = 8, markStep = 12;
using M = TimelineModel;

// The ends are rounded and keep clear of the list's edge.
void paintSelection(const PaintedRow& cell)
{
    const bool first = cell.index.column() == 0;
    const bool last = cell.index.column() == M::Lane;
    // Beyond the cell, the inner ends are squared off by its clip.
    paintBand(cell.painter, cell.rect.adjusted(first ? rowMargin : -8, 0, last ? -rowMargin : 8, 0),
              cell.theme);
}

// An answer hangs below its question, where the two rows touch.
void paintHook(const PaintedRow& cell, double indent, bool isLast)
{
    const qreal x = cell.rect.left() + indent + 4, middle = cell.rect.center().y();
    QPainterPath hook(QPointF(x, cell.rect.top() - 4));
    hook.lineTo(x, middle - 4);
    hook.quadTo(x, middle, x + 4, middle);
    hook.lineTo(x + 9, middle);
    if (!isLast) {
        hook.moveTo(x, middle - 4);
        hook.lineTo(x, cell.rect.bottom() + 1);
    }
    cell.painter.setPen(QPen(cell.theme.edge, 1.25));
    cell.painter.setBrush(Qt::NoBrush);
    cell.painter.drawPath(hook);
}

double widthOf(const std::vector<PathMark>& marks)
{
    double width = 0;
    for (const PathMark& mark : marks)
        width += mark.kind == PathMark::Kind::HookGap ? markStep * 2 / 3 : markStep;
    return width;
}

// The way of the packet as a barcode of tables. What finds no room is an ellipsis.
void paintPath(const PaintedRow& cell, const Walk& walk)
{
    const Theme& theme = cell.theme;
    const auto marks = pathMarks(walk);
    QPointF centre(cell.rect.left() + markSize / 2, cell.rect.center().y() + 0.5);
    const bool isCut = centre.x() + widthOf(marks) - markStep + markSize / 2 > cell.rect.right();
    const double end = cell.rect.right() - markSize / 2 - (isCut ? markStep : 0);
    for (const PathMark& mark : marks) {
        if (centre.x() > end) {
            cell.painter.setPen(Qt::NoPen);
            cell.painter.setBrush(theme.text3);
            for (const double dot : {-3.5, 0.0, 3.5})
                cell.painter.drawEllipse(centre + QPointF(dot, 2.5), 0.9, 0.9);
            return;
        }
        switch (mark.kind) {
        case PathMark::Kind::Chain:
            cell.painter.setPen(QPen(theme.table(mark.table).ring, 1));
            cell.painter.setBrush(theme.table(mark.table).fill);
            cell.painter.drawRoundedRect(QRectF(centre - QPointF(3.5, 3.5), QSizeF(7, 7)), 2, 2);
            break;
        case PathMark::Kind::Skipped:
            cell.painter.setPen(Qt::NoPen);
            cell.painter.setBrush(theme.text3);
            cell.painter.drawEllipse(centre, 1.5, 1.5);
            break;
        case PathMark::Kind::Own:
            paintOwnMark(cell.painter, centre, 3.5, theme);
            break;
        case PathMark::Kind::Copied:
            paintEndingMark(cell.painter, EndingMark::Duplicated, centre, 5, theme, theme.panel);
            break;
        case PathMark::Kind::Dropped:
        case PathMark::Kind::Ended:
            paintEndingMark(cell.painter, markOf(walk.ending), centre + QPointF(3, 0), 6, theme, theme.panel);
            break;
        case PathMark::Kind::HookGap:
            centre.rx() += markStep * 2 / 3;
            continue;
        }
        centre.rx() += markStep;
    }
}

void paintTime(const PaintedRow& cell, const TimelineModel& model, TraversalIndex packet)
{
    const auto clock = clockText(model.document().trace(), packet);
    const QFont font = monoFont(11.5);
    QRectF place = cell.rect.adjusted(textMargin, 0, 0, 0);
    cell.text(place, clock.whole, font, cell.theme.text2);
    place.setLeft(place.left() + QFontMetricsF(font).horizontalAdvance(clock.whole));
    cell.text(place, clock.part, font, cell.theme.text);
}

// That a row's path and ending are of: of a connection the one that ended worst.
TraversalIndex tellingPacket(const PacketRows& rows, int row)
{
    const auto connection = rows.connectionAt(row);
    return connection && connection->worst != noIndex ? connection->worst : rows.traversalAt(row);
}

double indentOf(const PacketRows& rows, int row)
{
    constexpr double below = 12; // its connection
    if (rows.connectionAt(row))
        return chevronRoom;
    return (rows.isWithin(row) ? chevronRoom + below : 0) + (rows.isAnswer(row) ? answerIndent : 0);
}

int widthOf(const QString& text, const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

} // namespace

int widthNeeded(const TimelineModel& model, const PacketRows& rows, const QModelIndex& index)
{
    const TraversalIndex packet = rows.traversalAt(index.row());
    if (packet == noIndex || packet < model.document().first())
        return 0; // it is gone, its row will be
    const QString text = index.data().toString();
    constexpr int gap = static_cast<int>(cellGap);
    switch (index.column()) {
    case M::Time:
        return widthOf(text, monoFont(11.5)) + static_cast<int>(textMargin) + gap;
    case M::Packet:
        return widthOf(text, textFont(12, QFont::Medium)) + gap +
               static_cast<int>(indentOf(rows, index.row()) +
                                (rows.connectionAt(index.row()) ? 0 : widthOfBadges(model.pinnedAs(packet))));
    case M::Route:
        return widthOf(text, monoFont(11)) + gap;
    case M::Path:
        return static_cast<int>(
                   widthOf(pathMarks(*model.document().walk(tellingPacket(rows, index.row()))))) +
               gap;
    case M::Ending:
        return widthOf(text, textFont(12, QFont::Medium)) + gap;
    case M::Duration:
        return widthOf(text, monoFont(11.5)) + gap;
    default:
        return 0;
    }
}

void paintTimelineCell(const PaintedRow& cell, const TimelineModel& model, const PacketRows& rows)
{
    const Theme& theme = cell.theme;
    const int row = cell.index.row();
    const TraversalIndex packet = rows.traversalAt(row);
    if (packet == noIndex || packet < model.document().first())
        return;
    const bool selected = cell.state & QStyle::State_Selected;
    cell.painter.setClipRect(cell.rect);
    if (selected || cell.state & QStyle::State_MouseOver) {
        cell.painter.setOpacity(selected ? 1 : 0.4);
        paintSelection(cell);
        cell.painter.setOpacity(1);
    }
    if (cell.index.column() == M::Lane)
        return;
    const auto connection = rows.connectionAt(row);
    const auto walk = model.document().walk(tellingPacket(rows, row));
    const QString words = cell.index.data().toString();
    const QRectF place = cell.rect.adjusted(0, 0, -8, 0);
    switch (cell.index.column()) {
    case M::Time:
        return paintTime(cell, model, packet);
    case M::Packet: {
        const double indent = indentOf(rows, row);
        if (connection)
            drawIcon(cell.painter,
                     connection->isOpen ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                     theme.text3, QRectF(place.left(), place.center().y() - 6, 12, 12));
        else if (rows.isAnswer(row))
            paintHook(cell, indent - answerIndent, !rows.isAnswer(row + 1));
        QRectF rest = place.adjusted(indent, 0, 0, 0);
        if (!connection)
            rest.setLeft(paintBadges(cell.painter, rest, model.pinnedAs(packet), theme));
        return cell.text(rest, words, textFont(12, selected || connection ? QFont::Medium : QFont::Normal),
                         theme.text);
    }
    case M::Route:
        return cell.text(place, words, monoFont(11), theme.text2);
    case M::Path:
        return paintPath(cell, *walk);
    case M::Ending: {
        const bool dropped = isDropped(walk->ending.kind);
        const bool amiss = !walk->ending.code.empty();
        return cell.text(place, words, textFont(12, dropped ? QFont::Medium : QFont::Normal),
                         dropped ? theme.dropped
                         : amiss ? theme.hint
                                 : theme.text2);
    }
    default:
        return cell.text(cell.rect.adjusted(0, 0, -textMargin, 0), words, monoFont(11.5), theme.text,
                         Qt::AlignRight | Qt::AlignVCenter);
    }
}

} // namespace hookwalk::ui
