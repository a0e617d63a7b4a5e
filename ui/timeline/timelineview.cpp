// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelineview.h"

#include "ui/panels/copymenu.h"
#include "ui/theme/text.h"
#include "ui/timeline/columntitles.h"
#include "ui/timeline/rowpainter.h"
#include "ui/timeline/ruler.h"
#include "words/stages.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

namespace hookwalk::ui
{

namespace
{

constexpr int titleHeight = 28, leastList = 480, leastLanes = 240, mostList = 900;
constexpr int leastOf[] = {96, 88, 96, 72, 64, 64}; // width of each column
constexpr double lanesShare = 0.4, markReach = 6;
using M = TimelineModel;

class PlayheadLine : public QWidget
{
public:
    PlayheadLine(const Appearance& appearance, QWidget* parent)
        : QWidget(parent)
        , m_appearance(appearance)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(QRectF(0.25, 0, 1.5, height()), m_appearance.theme().accent);
    }

private:
    const Appearance& m_appearance;
};

} // namespace

TimelineView::TimelineView(const Appearance& appearance, TimelineModel& model, Playhead& playhead,
                           Flags& flags, QWidget* parent)
    : QTableView(parent)
    , m_appearance(appearance)
    , m_model(model)
    , m_playhead(playhead)
    , m_scale(model, playhead)
    , m_ruler(new Ruler(appearance, model, m_scale, playhead, flags, this))
    , m_line(new PlayheadLine(appearance, viewport()))
{
    keepInView(); // before the view is connected: its selection moves on by itself
    build();
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_selecting && now.isValid())
            Q_EMIT chosen(m_model.traversalAt(now.row()));
    });
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(m_model.traversalAt(index.row())); });
    connect(&model, &QAbstractItemModel::modelReset, this, &TimelineView::showReset);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TimelineView::fitColumns);
    connect(&model, &TimelineModel::orderChanged, this, &TimelineView::fitColumns);
    // A live trace tells many times between two frames that something changed: the axis is made once.
    auto* placing = new QTimer(this);
    placing->setSingleShot(true);
    connect(placing, &QTimer::timeout, this, &TimelineView::placePlayhead);
    connect(&m_scale, &LaneScale::changed, this, [this, placing] {
        viewport()->update();
        placing->start(0);
    });
    connect(&playhead, &Playhead::positionChanged, this, &TimelineView::placePlayhead);
    connect(m_ruler, &Ruler::scrubbed, this, [this](double x) {
        const auto& walk = m_ruler->walk();
        if (const auto spot = m_scale.spotAt(x, walk ? walk->traversal : noIndex))
            Q_EMIT spotChosen(*spot);
    });
}

void TimelineView::build()
{
    setObjectName(QStringLiteral("traversals"));
    setAccessibleName(tr("Packets"));
    auto* titles = new ColumnTitles(m_appearance, m_model, titleHeight);
    setHorizontalHeader(titles);
    connect(titles, &QHeaderView::sectionClicked, this, &TimelineView::sortBy);
    const auto paint = [this](const PaintedRow& cell) {
        paintTimelineCell(cell, m_model);
        if (cell.index.column() == M::Lane)
            paintLane(cell, m_model, m_scale, m_playhead.stop());
    };
    setItemDelegate(new RowDelegate(m_appearance, {80, timelineRowHeight}, paint, this));
    setModel(&m_model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setStyleSheet(QStringLiteral("QTableView { selection-background-color: transparent }"
                                 "QTableView::item, QTableView::item:hover, QTableView::item:selected"
                                 " { background: transparent }")); // the delegate paints the band
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    // One height for all rows: a million of them cost no layout.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(timelineRowHeight);
    verticalHeader()->setDefaultSectionSize(timelineRowHeight);
    offerCopy(*this);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TimelineView::fitColumns);
    titles->setSectionResizeMode(QHeaderView::Fixed);
}

// What stands on the screen stays there while rows above it go.
void TimelineView::keepInView()
{
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const int value = verticalScrollBar()->value();
        m_place.top = m_model.traversalAt(value / timelineRowHeight);
        m_place.above = value % timelineRowHeight;
    });
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_selecting = true; });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int from, int to) {
        m_selecting = false;
        auto* bar = verticalScrollBar();
        const int above = std::clamp(bar->value() / timelineRowHeight - from, 0, to - from + 1);
        bar->setValue(bar->value() - above * timelineRowHeight);
    });
}

// The rows of the same packets, made anew: what was looked at is looked at still.
void TimelineView::showReset()
{
    const Place before =
        std::exchange(m_place, {&m_model.document().trace(), noIndex, 0, m_model.isInTime()});
    m_needed.fill(0); // another list
    fitColumns();
    if (const auto& walk = m_ruler->walk())
        select(walk->traversal);
    if (before.trace != m_place.trace || before.top == noIndex || !before.isInTime || !m_place.isInTime)
        return;
    executeDelayedItemsLayout(); // the scroll bar has its range
    const int row = m_model.rowOf(before.top);
    verticalScrollBar()->setValue((row < 0 ? m_model.rowBehind(before.top) : row) * timelineRowHeight +
                                  before.above);
}

int TimelineView::listWidth() const
{
    int width = 0;
    for (int column = 0; column < M::Lane; ++column)
        width += columnWidth(column);
    return width;
}

// As wide as what stands in the rows in sight, and never narrower again while the list is the same; the lanes have what
// is left.
void TimelineView::fitColumns()
{
    const int width = viewport()->width();
    const int top = std::max(0, rowAt(0));
    const int bottom = std::min(m_model.rowCount(), top + viewport()->height() / timelineRowHeight + 2);
    std::array<int, M::Lane> wide{};
    int sum = 0;
    for (int column = 0; column < M::Lane; ++column) {
        auto& needed = m_needed[static_cast<std::size_t>(column)];
        needed = std::max(
            {needed, leastOf[column], static_cast<ColumnTitles*>(horizontalHeader())->needed(column)});
        for (int row = top; row < bottom; ++row)
            needed = std::max(needed, widthNeeded(m_model, m_model.index(row, column)));
        sum += wide[static_cast<std::size_t>(column)] = needed;
    }
    const bool lanes = m_model.isInTime() && width >= leastList + leastLanes;
    const int roomForList = width - std::max(leastLanes, static_cast<int>(lanesShare * width));
    const int list = !lanes ? width
                            : std::clamp(m_chosenWidth.value_or(std::min(sum, roomForList)), leastList,
                                         std::min(std::max(mostList, leastList), width - leastLanes));
    for (const int column : {M::Route, M::Ending, M::Packet, M::Path, M::Time, M::Duration}) {
        const auto at = static_cast<std::size_t>(column);
        const int cut = std::clamp(sum - list, 0, std::max(0, wide[at] - leastOf[column]));
        wide[at] -= cut;
        sum -= cut;
    }
    const int share = std::max(0, list - sum) / M::Duration; // the same behind each but the last
    for (int column = 0; column < M::Duration; ++column)
        wide[static_cast<std::size_t>(column)] += share;
    wide[M::Duration] += std::max(0, list - sum - share * M::Duration);
    for (int column = 0; column < M::Lane; ++column)
        setColumnWidth(column, wide[static_cast<std::size_t>(column)]);
    setColumnHidden(M::Lane, !lanes);
    setColumnWidth(M::Lane, std::max(1, width - listWidth()));
    placeLanes();
    Q_EMIT listWidthChanged();
}

void TimelineView::placeLanes()
{
    m_ruler->setVisible(lanesShown());
    if (!lanesShown())
        return placePlayhead();
    const int left = columnViewportPosition(M::Lane), wide = columnWidth(M::Lane);
    m_ruler->setGeometry(viewport()->x() + left, horizontalHeader()->y(), wide, titleHeight);
    m_ruler->raise();
    m_scale.setWidth(wide);
    placePlayhead();
}

void TimelineView::placePlayhead()
{
    const auto& walk = m_ruler->walk();
    const auto x = lanesShown() ? m_scale.playheadX(walk.get()) : std::nullopt;
    m_line->setVisible(x.has_value());
    if (x)
        m_line->setGeometry(columnViewportPosition(M::Lane) + static_cast<int>(std::lround(*x)) - 1, 0, 2,
                            viewport()->height());
}

void TimelineView::updateGeometries()
{
    QTableView::updateGeometries();
    placeLanes();
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TimelineView::sortBy(int column)
{
    const bool again = m_model.sortColumn() == column;
    m_model.sort(column, again && m_model.sortOrder() == Qt::AscendingOrder ? Qt::DescendingOrder
                                                                            : Qt::AscendingOrder);
}

void TimelineView::select(TraversalIndex packet)
{
    m_selecting = true;
    if (const int row = m_model.rowOf(packet); row < 0)
        clearSelection();
    else
        setCurrentIndex(m_model.index(row, 0));
    m_selecting = false;
}

void TimelineView::setWalk(Document::WalkPointer walk)
{
    const auto packet = walk ? walk->traversal : noIndex;
    const bool isOther = !m_ruler->walk() || m_ruler->walk()->traversal != packet;
    m_ruler->setWalk(std::move(walk));
    select(packet);
    // The same packet, of which more is known: the window stays where a person has moved it.
    if (isOther && packet != noIndex && lanesShown() && m_model.shows(packet))
        m_scale.reveal(packet);
    placePlayhead();
}

bool TimelineView::isAtSplit(QPoint at) const
{
    return lanesShown() && std::abs(laneX(at)) <= 3;
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    m_isSplitting = event->button() == Qt::LeftButton && isAtSplit(event->position().toPoint());
    if (!m_isSplitting)
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

// A mark leads to its step, the arrow of what is out of view brings it in.
void TimelineView::clickLane(QPoint at)
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid() || index.column() != M::Lane)
        return;
    const auto packet = m_model.traversalAt(index.row());
    if (sideOf(m_scale, packet) != 0)
        return m_scale.reveal(packet);
    const auto& stops = m_scale.stopsOf(packet);
    const auto nearest =
        std::ranges::min_element(stops, {}, [&](double x) { return std::abs(x - laneX(at)); });
    if (nearest != stops.end() && std::abs(*nearest - laneX(at)) <= markReach)
        Q_EMIT spotChosen({packet, static_cast<int>(nearest - stops.begin()), 0});
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
    if (!index.isValid() || index.column() != M::Lane)
        return {};
    const auto packet = m_model.traversalAt(index.row());
    if (packet == noIndex || packet < m_model.document().first() || sideOf(m_scale, packet) != 0)
        return {};
    const auto walk = m_model.document().walk(packet);
    const auto& stops = m_scale.stopsOf(packet);
    for (std::size_t stop = 0; stop < std::min(stops.size(), walk->stops.size()); ++stop) {
        if (std::abs(stops[stop] - laneX(at)) <= markReach)
            return QStringLiteral("%1, %2").arg(qt(words::stopTitle(walk->stops[stop])),
                                                qt(words::offset(walk->stops[stop].offsetUs)));
    }
    return {};
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
