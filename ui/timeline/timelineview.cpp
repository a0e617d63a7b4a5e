// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelineview.h"

#include "ui/panels/copymenu.h"
#include "ui/theme/text.h"
#include "ui/timeline/columntitles.h"
#include "ui/timeline/rowpainter.h"
#include "ui/timeline/ruler.h"

#include <algorithm>
#include <cmath>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>

namespace hookwalk::ui
{

namespace
{

constexpr int titleHeight = 28, leastList = 480, leastLanes = 240, mostList = 900;
constexpr int leastOf[] = {96, 88, 96, 72, 64, 64}; // width of each column
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
    , m_connections(model)
    , m_shown(&model)
    , m_rows(&model)
    , m_playhead(playhead)
    , m_scale(model, playhead)
    , m_ruler(new Ruler(appearance, model, m_scale, playhead, flags, this))
    , m_line(new PlayheadLine(appearance, viewport()))
{
    build();
    showRows();
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(m_rows->traversalAt(index.row())); });
    connect(&model, &TimelineModel::orderChanged, this, [this] {
        if (!m_model.isInTime())
            setRowKind(RowKind::Packets); // connections have an order of their own
        fitColumns();
    });
    // A live trace tells many times between two frames that something changed: the axis is made once.
    auto* placing = new QTimer(this);
    placing->setSingleShot(true);
    connect(placing, &QTimer::timeout, this, &TimelineView::placePlayhead);
    connect(&m_scale, &LaneScale::changed, this, [this, placing] {
        viewport()->update();
        placing->start(0);
    });
    connect(&playhead, &Playhead::positionChanged, this, [this] {
        placePlayhead();
        if (const int stop = m_playhead.stop(); std::exchange(m_walkedTo, stop) != stop && m_ruler->walk())
            repaintLane(m_ruler->walk()->traversal);
    });
    connect(m_ruler, &Ruler::scrubbed, this, [this](double x) {
        const auto& walk = m_ruler->walk();
        if (const auto spot = m_scale.spotAt(x, walk ? walk->traversal : noIndex))
            Q_EMIT spotChosen(*spot);
    });
}

// What is connected before the view has its model comes before what the view itself does.
void TimelineView::showRows()
{
    const bool isPackets = rowKind() == RowKind::Packets;
    m_shown = isPackets ? static_cast<QAbstractTableModel*>(&m_model) : &m_connections;
    m_rows = isPackets ? static_cast<const PacketRows*>(&m_model) : &m_connections;
    delete std::exchange(m_followed, new QObject(this)); // what was connected to the rows before
    keepInView();
    const std::unique_ptr<QItemSelectionModel> before(selectionModel());
    setModel(m_shown);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_selecting && now.isValid())
            Q_EMIT chosen(m_rows->traversalAt(now.row()));
    });
    connect(m_shown, &QAbstractItemModel::modelReset, m_followed, [this] { showReset(); });
    connect(m_shown, &QAbstractItemModel::rowsInserted, m_followed, [this] { fitColumns(); });
    m_place = {};
    showReset();
}

void TimelineView::setRowKind(RowKind kind)
{
    if (kind == rowKind())
        return;
    const bool wasPackets = rowKind() == RowKind::Packets;
    if (kind != RowKind::Packets && !m_model.isInTime())
        m_model.sort(M::Time, Qt::AscendingOrder);
    m_connections.setKind(kind);
    if (wasPackets || kind == RowKind::Packets)
        showRows();
    horizontalHeader()->viewport()->update();
    Q_EMIT rowKindChanged();
}

void TimelineView::toggleConnection()
{
    if (rowKind() != RowKind::Packets && currentIndex().isValid())
        m_connections.toggle(currentIndex().row());
}

void TimelineView::chooseRows()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("rowKinds"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<RowKind, QString> kinds[] = {{RowKind::Packets, tr("Packets")},
                                                 {RowKind::Connections, tr("Connections")},
                                                 {RowKind::Opened, tr("Connections, opened")}};
    for (const auto& [kind, name] : kinds) {
        QAction* action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(kind == rowKind());
        connect(action, &QAction::triggered, this, [this, kind = kind] { setRowKind(kind); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Sort by packet")), &QAction::triggered, this, [this] { sortBy(M::Packet); });
    auto* head = horizontalHeader();
    menu->popup(head->viewport()->mapToGlobal(QPoint(head->sectionViewportPosition(M::Packet), titleHeight)));
}

void TimelineView::build()
{
    setObjectName(QStringLiteral("traversals"));
    setAccessibleName(tr("Packets"));
    auto* titles = new ColumnTitles(m_appearance, m_model, titleHeight);
    setHorizontalHeader(titles);
    connect(titles, &QHeaderView::sectionClicked, this,
            [this](int column) { column == M::Packet ? chooseRows() : sortBy(column); });
    const auto paint = [this](const PaintedRow& cell) {
        paintTimelineCell(cell, m_model, *m_rows);
        const auto& walk = m_ruler->walk();
        if (cell.index.column() == M::Lane)
            paintLane(cell, m_model, *m_rows, m_scale, walk ? walk->traversal : noIndex, m_playhead.stop());
    };
    setItemDelegate(new RowDelegate(m_appearance, {80, timelineRowHeight}, paint, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
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
    connect(m_shown, &QAbstractItemModel::modelAboutToBeReset, m_followed, [this] {
        const int value = verticalScrollBar()->value();
        m_place.top = m_rows->traversalAt(value / timelineRowHeight);
        m_place.above = value % timelineRowHeight;
    });
    connect(m_shown, &QAbstractItemModel::rowsAboutToBeRemoved, m_followed, [this] { m_selecting = true; });
    connect(m_shown, &QAbstractItemModel::rowsRemoved, m_followed,
            [this](const QModelIndex&, int from, int to) {
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
    int row = m_rows->rowOf(before.top);
    if (row < 0) // of the next one that is shown
        row = m_rows->rowOf(m_model.traversalAt(m_model.rowBehind(before.top)));
    if (row >= 0)
        verticalScrollBar()->setValue(row * timelineRowHeight + before.above);
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
    const int bottom = std::min(m_shown->rowCount(), top + viewport()->height() / timelineRowHeight + 2);
    std::array<int, M::Lane> wide{};
    int sum = 0;
    for (int column = 0; column < M::Lane; ++column) {
        auto& needed = m_needed[static_cast<std::size_t>(column)];
        needed = std::max(
            {needed, leastOf[column], static_cast<ColumnTitles*>(horizontalHeader())->needed(column)});
        for (int row = top; row < bottom; ++row)
            needed = std::max(needed, widthNeeded(m_model, *m_rows, m_shown->index(row, column)));
        sum += wide[static_cast<std::size_t>(column)] = needed;
    }
    const bool lanes = m_model.isInTime() && width >= leastList + leastLanes;
    const int list = !lanes ? width
                            : std::clamp(m_chosenWidth.value_or(sum), leastList,
                                         std::min(std::max(mostList, sum), width - leastLanes));
    // What can be told from other columns is cut first.
    for (const int column : {M::Path, M::Packet, M::Ending, M::Route, M::Time, M::Duration}) {
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
    const auto x = lanesShown() ? m_scale.playheadX() : std::nullopt;
    m_line->setVisible(x.has_value());
    if (x)
        m_line->setGeometry(columnViewportPosition(M::Lane) + static_cast<int>(std::lround(*x)) - 1, 0, 2,
                            viewport()->height());
}

// Of its own row and of its connection's above.
void TimelineView::repaintLane(TraversalIndex packet)
{
    const int top = std::max(0, rowAt(0));
    const int bottom = top + viewport()->height() / timelineRowHeight + 1;
    for (int row = std::min(m_rows->rowOf(packet), bottom); row >= top; --row) {
        update(m_shown->index(row, M::Lane));
        if (!m_rows->isWithin(row))
            break;
    }
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
    const int row = m_rows->rowOf(packet);
    if (row < 0)
        clearSelection();
    else if (m_rows->traversalAt(currentIndex().row()) != packet || !selectionModel()->hasSelection())
        setCurrentIndex(m_shown->index(row, 0)); // else a connection may stay current above its first packet
    m_selecting = false;
}

void TimelineView::setWalk(Document::WalkPointer walk)
{
    const auto packet = walk ? walk->traversal : noIndex;
    const auto before = m_ruler->walk() ? m_ruler->walk()->traversal : noIndex;
    const bool isOther = packet == noIndex || packet != before;
    m_scale.setWalk(walk);
    m_ruler->setWalk(std::move(walk));
    select(packet);
    if (isOther) { // both may lie in one row
        repaintLane(before);
        repaintLane(packet);
    }
    // The same packet, of which more is known: the window stays where a person has moved it.
    if (isOther && packet != noIndex && lanesShown() && m_model.shows(packet))
        m_scale.reveal(packet);
    placePlayhead();
}

} // namespace hookwalk::ui
