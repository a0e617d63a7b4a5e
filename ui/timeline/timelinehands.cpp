// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does in the list and the lanes of the time machine.
#include "ui/theme/text.h"
#include "ui/timeline/pathmarks.h"
#include "ui/timeline/rowpainter.h"
#include "ui/timeline/timelineview.h"
#include "words/stages.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{
constexpr double markReach = 6; // pixels
}

bool TimelineView::isAtSplit(QPoint at) const
{
    return lanesShown() && std::abs(laneX(at)) <= 3;
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    m_isSplitting = event->button() == Qt::LeftButton && isAtSplit(at);
    if (event->button() == Qt::LeftButton && isAtChevron(at))
        m_connections.toggle(indexAt(at).row());
    else if (!m_isSplitting)
        QTableView::mousePressEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    if (m_isSplitting) {
        m_chosenWidth = at.x();
        return fitColumns();
    }
    isAtSplit(at) ? viewport()->setCursor(Qt::SplitHCursor) : viewport()->unsetCursor();
    QTableView::mouseMoveEvent(event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_isSplitting, false))
        return;
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        clickLane(event->position().toPoint());
}

// The mark of a step there, of one of the packets that the row shows.
std::optional<LaneScale::Spot> TimelineView::markAt(QPoint at) const
{
    const int row = indexAt(at).row();
    const auto first = m_rows->traversalAt(row);
    if (first == noIndex || first < m_model.document().first())
        return std::nullopt;
    const auto connection = m_rows->connectionAt(row);
    const auto packets = connection ? connection->packets : std::span(&first, 1);
    const auto begin = [this](TraversalIndex packet) { return m_scale.beginOf(packet); };
    const auto behind = std::ranges::upper_bound(packets, m_scale.usAt(laneX(at) + markReach), {}, begin);
    for (auto packet = behind; packet != packets.begin();) {
        const auto& stops = m_scale.stopsOf(*--packet);
        if (stops.empty())
            break; // steps are not told apart there
        const auto stop =
            std::ranges::min_element(stops, {}, [&](double x) { return std::abs(x - laneX(at)); });
        if (std::abs(*stop - laneX(at)) <= markReach &&
            stops.size() == m_model.document().walk(*packet)->stops.size())
            return LaneScale::Spot{*packet, static_cast<int>(stop - stops.begin()), 0};
    }
    return std::nullopt;
}

// The chevron, or twice anywhere, opens a connection.
bool TimelineView::isAtChevron(QPoint at) const
{
    const QModelIndex index = indexAt(at);
    const double x = at.x() - columnViewportPosition(TimelineModel::Packet);
    return index.isValid() && m_rows->connectionAt(index.row()) && x >= 0 && x < chevronRoom;
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const int row = indexAt(at).row();
    if (event->button() == Qt::LeftButton && m_rows->connectionAt(row) && !isAtChevron(at))
        m_connections.toggle(row);
    else
        mousePressEvent(event);
}

// A mark leads to its step, the arrow of what is out of view brings it in.
void TimelineView::clickLane(QPoint at)
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid() || index.column() != TimelineModel::Lane)
        return;
    const auto spot = markAt(at);
    if (spot)
        return Q_EMIT spotChosen(*spot);
    const auto connection = m_rows->connectionAt(index.row());
    const auto first = m_rows->traversalAt(index.row());
    const auto last = connection ? connection->packets.back() : first;
    if (sideOf(m_scale, last) < 0 || sideOf(m_scale, first) > 0)
        m_scale.reveal(sideOf(m_scale, last) < 0 ? last : first);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint at = event->position().toPoint();
    const auto turn = event->angleDelta();
    const bool isSideways = event->modifiers() & Qt::ShiftModifier || std::abs(turn.x()) > std::abs(turn.y());
    if (!lanesShown() || laneX(at) < 0 || !(event->modifiers() & Qt::ControlModifier || isSideways))
        return QTableView::wheelEvent(event);
    if (event->modifiers() & Qt::ControlModifier)
        m_scale.zoom(std::pow(1.5, turn.y() / 120.0), laneX(at));
    else
        m_scale.pan(-(turn.x() != 0 ? turn.x() : turn.y()) / 2.0);
    event->accept();
}

QString TimelineView::tipAt(QPoint at) const
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid() || index.column() != TimelineModel::Lane)
        return {};
    const auto spot = markAt(at);
    if (!spot)
        return {};
    const auto walk = m_model.document().walk(spot->packet);
    const auto& stop = walk->stops[static_cast<std::size_t>(spot->stop)];
    const QString title = qt(words::stopTitle(stop));
    const auto us = stop.toldUs ? stop.toldUs : toldUs(seenForUs(*walk), stop.offsetUs);
    return us ? QStringLiteral("%1, %2").arg(title, qt(words::offset(*us))) : title;
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const QString tip = tipAt(help->pos()); !tip.isEmpty()) {
            QToolTip::showText(help->globalPos(), tip, this);
            return true;
        }
    }
    return QTableView::viewportEvent(event);
}

} // namespace hookwalk::ui
