// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/traversalpanel.h"

#include "ui/panels/copymenu.h"
#include "ui/panels/filterfield.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/rowdelegate.h"
#include "ui/theme/endingmarks.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainterPath>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int packetHeight = 24, cellGap = 16, timeWidth = 72, leastPacket = 120, leastEnding = 64;

// Draws the titles in line with what stands below them.
class ColumnTitles : public QHeaderView
{
public:
    explicit ColumnTitles(const Appearance& appearance)
        : QHeaderView(Qt::Horizontal)
        , m_appearance(appearance)
    {
        setFixedHeight(24);
        setSectionsClickable(false);
        setHighlightSections(false);
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->setFont(textFont(11, QFont::Medium));
        painter->setPen(m_appearance.theme().text3);
        const bool right = section == TraversalModel::Time;
        const int left = section == TraversalModel::Packet ? 16 : 0;
        painter->drawText(rect.adjusted(left, 0, right ? -16 : 0, 0),
                          static_cast<int>(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)),
                          model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
    }

private:
    const Appearance& m_appearance;
};

constexpr qreal textMargin = 16, answerIndent = 20, markSize = 8, markStep = 12;

// The part of the row's band that lies in this cell: the ends are rounded and keep clear of the list's edge.
void paintSelection(const PaintedRow& cell)
{
    const bool first = cell.index.column() == 0;
    const bool last = cell.index.column() == TraversalModel::ColumnCount - 1;
    // Beyond the cell, the inner ends are squared off by its clip.
    paintBand(cell.painter, cell.rect.adjusted(first ? rowMargin : -8, 0, last ? -rowMargin : 8, 0),
              cell.theme);
}

// Answers hang below their question.
void paintHook(const PaintedRow& cell, bool isLast)
{
    const qreal x = cell.rect.left() + textMargin + 4, middle = cell.rect.center().y();
    QPainterPath hook(QPointF(x, cell.rect.top() - (cell.index.row() > 0 ? 4 : 0)));
    hook.lineTo(x, middle - 4);
    hook.quadTo(x, middle, x + 4, middle);
    hook.lineTo(x + 10, middle);
    if (!isLast) {
        hook.moveTo(x, middle - 4);
        hook.lineTo(x, cell.rect.bottom() + 1);
    }
    cell.painter.setPen(QPen(cell.theme.edge, 1.25));
    cell.painter.setBrush(Qt::NoBrush);
    cell.painter.drawPath(hook);
}

// The way of the packet as a barcode of tables.
void paintPath(const PaintedRow& cell, const Walk& walk)
{
    const Theme& theme = cell.theme;
    QPointF centre(cell.rect.left() + markSize / 2, cell.rect.center().y() + 0.5);
    for (const PathMark& mark : pathMarks(walk)) {
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

int widthOf(const QString& text, const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

int neededFor(const TraversalModel& model, const QModelIndex& index)
{
    const TraversalIndex traversal = model.traversalAt(index.row());
    if (traversal == noIndex || traversal < model.document().first())
        return 0; // it is gone, its row will be
    const QString text = index.data().toString();
    switch (index.column()) {
    case TraversalModel::Packet: {
        const double indent =
            widthOfBadges(model.pinnedAs(traversal)) + (model.isAnswer(traversal) ? answerIndent : 0);
        return widthOf(text, textFont(12, QFont::Medium)) + static_cast<int>(textMargin + indent) + cellGap;
    }
    case TraversalModel::Path: {
        double width = 0;
        for (const PathMark& mark : pathMarks(*model.document().walk(traversal)))
            width += mark.kind == PathMark::Kind::HookGap ? markStep * 2 / 3 : markStep;
        return static_cast<int>(width) + cellGap;
    }
    case TraversalModel::Ending:
        return widthOf(text, textFont(12, QFont::Medium)) + cellGap;
    case TraversalModel::Time:
        return widthOf(text, monoFont(11.5)) + static_cast<int>(textMargin) + cellGap / 2;
    default:
        return widthOf(text, textFont(12)) + cellGap;
    }
}

void paintCell(const PaintedRow& cell, const TraversalModel& model)
{
    const Theme& theme = cell.theme;
    const TraversalIndex traversal = model.traversalAt(cell.index.row());
    if (traversal == noIndex || traversal < model.document().first())
        return;
    const bool selected = cell.state & QStyle::State_Selected;
    cell.painter.setClipRect(cell.rect);
    if (selected || cell.state & QStyle::State_MouseOver) {
        cell.painter.setOpacity(selected ? 1 : 0.4);
        paintSelection(cell);
        cell.painter.setOpacity(1);
    }
    const auto walk = model.document().walk(traversal);
    const QString words = cell.index.data().toString();
    const QRectF place = cell.rect.adjusted(0, 0, -8, 0);
    switch (cell.index.column()) {
    case TraversalModel::Packet: {
        const bool answer = model.isAnswer(traversal);
        if (answer)
            paintHook(cell, !model.isAnswer(model.traversalAt(cell.index.row() + 1)));
        QRectF rest = place.adjusted(textMargin + (answer ? answerIndent : 0), 0, 0, 0);
        rest.setLeft(paintBadges(cell.painter, rest, model.pinnedAs(traversal), theme));
        cell.text(rest, words, textFont(12, selected ? QFont::Medium : QFont::Normal), theme.text);
        break;
    }
    case TraversalModel::Path:
        paintPath(cell, *walk);
        break;
    case TraversalModel::Summary:
        cell.text(place, words, textFont(12), theme.text2);
        break;
    case TraversalModel::Ending: {
        const bool dropped = isDropped(walk->ending.kind);
        const QColor& other = walk->ending.code.empty() ? theme.text2 : theme.hint;
        cell.text(place, words, textFont(12, dropped ? QFont::Medium : QFont::Normal),
                  dropped ? theme.dropped : other);
        break;
    }
    case TraversalModel::Time:
        cell.text(cell.rect.adjusted(0, 0, -textMargin, 0), words, monoFont(11.5), theme.text,
                  Qt::AlignRight | Qt::AlignVCenter);
        break;
    default:
        break;
    }
}

} // namespace

TraversalPanel::TraversalPanel(const Appearance& appearance, TraversalModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_head(new PanelHead(appearance, tr("Traversals")))
    , m_view(new QTableView)
    , m_empty(new QLabel)
    , m_clear(new QToolButton)
{
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Forget all packets of the list"));
    m_clear->setObjectName(QStringLiteral("clear"));
    m_head->addWidget(m_clear);
    connect(m_clear, &QToolButton::clicked, this, &TraversalPanel::clearAsked);
    if (model.filter())
        addFilter(appearance);
    keepInView(); // before the view is connected: its selection moves on by itself
    m_view->setHorizontalHeader(new ColumnTitles(appearance));
    m_view->setItemDelegate(new RowDelegate(
        appearance, {80, 24}, [&model](const PaintedRow& cell) { paintCell(cell, model); }, m_view));
    m_view->setModel(&model);
    buildView();
    m_empty->setObjectName(QStringLiteral("nothingShown"));
    m_empty->setProperty("kind", QStringLiteral("hint"));
    m_empty->setContentsMargins(16, 8, 16, 0);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_empty, 1, Qt::AlignTop);
    column->addWidget(m_view, 1);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_selecting && now.isValid())
                    Q_EMIT chosen(m_model.traversalAt(now.row()));
            });
    connect(m_view, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(m_model.traversalAt(index.row())); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_needed.fill(0); // another list
        showCount();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TraversalPanel::showCount);
    showCount();
}

void TraversalPanel::buildView()
{
    m_view->setObjectName(QStringLiteral("traversals"));
    m_view->setAccessibleName(tr("Traversals"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setStyleSheet(QStringLiteral("QTableView { selection-background-color: transparent }"
                                         "QTableView::item, QTableView::item:hover, QTableView::item:selected"
                                         " { background: transparent }")); // the delegate paints the band
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    // One height for all rows: a million of them cost no layout.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(packetHeight);
    m_view->verticalHeader()->setDefaultSectionSize(packetHeight);
    offerCopy(*m_view);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &TraversalPanel::fitColumns);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void TraversalPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

// As wide as what stands in the rows in sight, and never narrower again while the list is the same: the packets have
// the room that the others leave.
void TraversalPanel::fitColumns()
{
    using M = TraversalModel;
    const int top = std::max(0, m_view->rowAt(0));
    const int bottom = std::min(m_model.rowCount(), top + m_view->viewport()->height() / packetHeight + 2);
    for (int column = 0; column < M::ColumnCount; ++column) {
        auto& needed = m_needed[static_cast<std::size_t>(column)];
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        needed = std::max(needed, widthOf(title, textFont(11, QFont::Medium)) + cellGap);
        for (int row = top; row < bottom; ++row)
            needed = std::max(needed, neededFor(m_model, m_model.index(row, column)));
    }
    const auto needed = [this](int column) { return m_needed[static_cast<std::size_t>(column)]; };
    const int width = m_view->viewport()->width(), time = std::max(timeWidth, needed(M::Time));
    int others = needed(M::Path) + needed(M::Summary) + needed(M::Ending) + time;
    const int packet = std::min(needed(M::Packet), std::max(leastPacket, width - others));
    const int share = std::max(0, width - others - packet) / 4; // the same between all
    const int less = std::max(0, others + packet - width);      // at last the ending is cut
    m_view->setColumnWidth(M::Path, needed(M::Path) + share);
    m_view->setColumnWidth(M::Summary, needed(M::Summary) + share);
    m_view->setColumnWidth(M::Ending, std::max(leastEnding, needed(M::Ending) - less) + share);
    m_view->setColumnWidth(M::Time, time);
    others = m_view->columnWidth(M::Path) + m_view->columnWidth(M::Summary) + m_view->columnWidth(M::Ending) +
             time;
    m_view->setColumnWidth(M::Packet, std::max(leastPacket, width - others));
}

void TraversalPanel::keepInView()
{
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_selecting = true; });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int from, int to) {
        m_selecting = false;
        auto* bar = m_view->verticalScrollBar();
        const int height = m_view->verticalHeader()->defaultSectionSize();
        const int above = std::clamp(bar->value() / height - from, 0, to - from + 1);
        bar->setValue(bar->value() - above * height);
        showCount();
    });
}

void TraversalPanel::addFilter(const Appearance& appearance)
{
    PacketFilter& filter = *m_model.filter();
    m_filter = new FilterField(appearance, filter);
    m_head->lead(m_filter);
    connect(&filter, &PacketFilter::judged, this, &TraversalPanel::showCount);
    connect(&filter, &PacketFilter::finished, this, &TraversalPanel::showCount);
    connect(m_filter, &FilterField::left, m_view, qOverload<>(&QWidget::setFocus));
    m_empty->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_empty->setTextFormat(Qt::RichText); // escaped
    m_empty->setWordWrap(true);
    connect(m_empty, &QLabel::linkActivated, m_filter,
            [this](const QString& term) { m_filter->takeAway(term.toUInt()); });
}

QString TraversalPanel::countInWords() const
{
    const int count = m_model.rowCount();
    const auto& document = m_model.document();
    const auto number = [](auto n) { return QLocale(QLocale::English).toString(n); };
    if (m_filter && m_model.filter()->isActive())
        return (m_model.filter()->isWorking() ? tr("%1 so far of %2") : tr("%1 of %2"))
            .arg(number(count), number(document.count() - document.first()));
    const auto gone = document.first();
    return gone == 0    ? (count > 0 ? number(count) : QString())
           : count == 0 ? tr("%1 older one(s) are gone", nullptr, formOf(gone)).arg(number(gone))
                        : tr("%1 to %2 · %3 older one(s) are gone", nullptr, formOf(gone))
                              .arg(number(gone + 1), number(document.count()), number(gone));
}

QString TraversalPanel::nothingInWords() const
{
    if (!m_filter || !m_model.filter()->isActive() || m_model.document().count() == 0)
        return tr("Packets appear here as the kernel reports them.");
    const PacketFilter& filter = *m_model.filter();
    if (filter.isWorking())
        return tr("Looking through the packets…");
    std::size_t best = 0, most = 0;
    for (std::size_t term = 0; term < filter.filter().size(); ++term) {
        if (const auto back = filter.shownWithout(term); back > most) {
            best = term;
            most = back;
        }
    }
    const auto unknown = filter.unknownNames();
    const QString why = (unknown.empty() ? tr("Nothing matches.")
                                         : qt(words::text(say("filter-unknown-name", unknown.front()))))
                            .toHtmlEscaped();
    return most == 0 ? why
                     : QStringLiteral("%1 <a href=\"%2\">%3</a>")
                           .arg(why, QString::number(best), m_filter->without(best).toHtmlEscaped());
}

void TraversalPanel::showCount()
{
    const int count = m_model.rowCount();
    const auto& document = m_model.document();
    m_head->setDetail(countInWords());
    m_clear->setVisible(document.isLive() && document.count() > document.first());
    if (count == 0)
        m_empty->setText(nothingInWords());
    m_empty->setVisible(count == 0);
    m_view->setVisible(count > 0);
    fitColumns();
}

void TraversalPanel::select(TraversalIndex traversal)
{
    m_selecting = true;
    if (const int row = m_model.rowOf(traversal); row < 0)
        m_view->clearSelection();
    else
        m_view->setCurrentIndex(m_model.index(row, 0));
    m_selecting = false;
}

} // namespace hookwalk::ui
