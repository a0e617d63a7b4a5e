// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinemodel.h"

#include "ui/timeline/clocktext.h"

#include <algorithm>
#include <numeric>

namespace hookwalk::ui
{

namespace
{

// The packet that the whole exchange began with.
TraversalIndex rootOf(const Trace& trace, TraversalIndex traversal)
{
    const auto& traversals = trace.traversals();
    // Links point to earlier packets; should one ever not, the walk upwards ends there.
    while (traversals[traversal].replyTo < traversal && traversals.has(traversals[traversal].replyTo))
        traversal = traversals[traversal].replyTo;
    return traversal;
}

} // namespace

TimelineModel::TimelineModel(const Document& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{
    connect(&document, &Document::reset, this, [this] {
        m_isFrozen = false;
        m_sortColumn = Time;
        rebuild();
        Q_EMIT frozenChanged();
        Q_EMIT orderChanged();
    });
    connect(&document, &Document::grew, this, &TimelineModel::grow);
    connect(&document, &Document::forgot, this, &TimelineModel::forget);
    connect(&document, &Document::learned, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
    rebuild();
}

void TimelineModel::setFilter(PacketFilter& filter)
{
    m_filter = &filter;
    connect(&filter, &PacketFilter::changed, this, &TimelineModel::rebuild);
    connect(&filter, &PacketFilter::judged, this, &TimelineModel::addJudged);
    connect(&filter, &PacketFilter::judgedAgain, this, &TimelineModel::judgeAgain);
    connect(&filter, &PacketFilter::finished, this, [this] {
        if (isInTime())
            return;
        beginResetModel();
        order(); // what came meanwhile stands at the end
        endResetModel();
    });
}

void TimelineModel::setFrozen(bool frozen)
{
    if (frozen == m_isFrozen)
        return;
    const auto shownTo = std::exchange(m_frozenAt, m_document.count());
    m_isFrozen = frozen;
    if (!frozen && !isInTime())
        rebuild();
    else if (!frozen && shownTo < m_document.count())
        append(std::max(shownTo, m_first), isFiltered() ? m_filter->judgedTo() : m_document.count());
    Q_EMIT frozenChanged();
    Q_EMIT newerChanged();
}

void TimelineModel::continueFrom(const TimelineModel& before)
{
    m_sortColumn = before.m_sortColumn;
    m_sortOrder = before.m_sortOrder;
    m_isFrozen = before.m_isFrozen;
    m_frozenAt = before.m_frozenAt;
    rebuild();
    Q_EMIT frozenChanged();
    Q_EMIT orderChanged();
}

std::size_t TimelineModel::newer() const
{
    if (!m_isFrozen)
        return 0;
    const auto from = std::max(m_frozenAt, m_document.first());
    if (!isFiltered())
        return m_document.count() - from;
    std::size_t count = 0;
    for (auto packet = from; packet < m_filter->judgedTo(); ++packet)
        count += m_filter->shows(packet) ? 1 : 0;
    return count;
}

void TimelineModel::rebuild()
{
    beginResetModel();
    listRows();
    if (!isInTime())
        order();
    endResetModel();
    if (m_isFrozen)
        Q_EMIT newerChanged(); // the filter may be another one
}

void TimelineModel::listRows()
{
    m_first = m_document.first();
    m_plainEnd = std::max(m_first, end());
    m_rows.clear();
    if (isFiltered()) {
        for (auto packet = m_first; packet < std::min(m_filter->judgedTo(), m_plainEnd); ++packet) {
            if (m_filter->shows(packet))
                m_rows.push_back(packet);
        }
    } else if (!isInTime()) {
        m_rows.resize(m_plainEnd - m_first);
        std::iota(m_rows.begin(), m_rows.end(), m_first);
    }
}

void TimelineModel::append(TraversalIndex from, TraversalIndex to)
{
    if (isPlain()) {
        if (to <= m_plainEnd)
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(to - m_plainEnd) - 1);
        m_plainEnd = to;
        return endInsertRows();
    }
    m_plainEnd = std::max(m_plainEnd, to);
    std::vector<TraversalIndex> added;
    for (auto packet = from; packet < to; ++packet) {
        if (!isFiltered() || m_filter->shows(packet))
            added.push_back(packet);
    }
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

void TimelineModel::addJudged(TraversalIndex from, TraversalIndex to)
{
    append(from, std::min(to, end()));
    if (m_isFrozen && to > m_frozenAt)
        Q_EMIT newerChanged();
}

// Packets of which more is known: some come, some go.
void TimelineModel::judgeAgain(const std::vector<TraversalIndex>& packets)
{
    constexpr std::ptrdiff_t mostOneByOne = 64;
    const auto isOther = [this](TraversalIndex packet) {
        return packet < std::min(m_filter->judgedTo(), end()) &&
               (rowOf(packet) >= 0) != m_filter->shows(packet);
    };
    if (m_isFrozen)
        Q_EMIT newerChanged();
    // Sorted otherwise, where a packet's row is takes a search through all of them.
    if (isInTime() ? std::ranges::count_if(packets, isOther) > mostOneByOne
                   : std::ssize(packets) > mostOneByOne)
        return rebuild();
    for (const auto packet : packets) {
        if (packet >= std::min(m_filter->judgedTo(), end()))
            continue;
        const int row = rowOf(packet);
        if (m_filter->shows(packet) && row < 0) {
            const auto place = isInTime() ? std::ranges::lower_bound(m_rows, packet) : m_rows.end();
            const int at = static_cast<int>(place - m_rows.begin());
            beginInsertRows({}, at, at);
            m_rows.insert(place, packet);
            endInsertRows();
        } else if (row >= 0 && !m_filter->shows(packet)) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        } else if (row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

// The rows of the packets that are gone.
void TimelineModel::forget()
{
    const auto first = m_document.first();
    const auto gone = static_cast<int>(std::min(first, std::max(m_first, m_plainEnd)) - m_first);
    if (!isInTime()) {
        rebuild();
    } else if (isFiltered()) {
        m_first = first;
        m_plainEnd = std::max(m_plainEnd, first);
        const auto kept = std::ranges::lower_bound(m_rows, first);
        if (kept == m_rows.begin())
            return;
        beginRemoveRows({}, 0, static_cast<int>(kept - m_rows.begin()) - 1);
        m_rows.erase(m_rows.begin(), kept);
        endRemoveRows();
    } else if (gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_first = first;
        m_plainEnd = std::max(m_plainEnd, first);
        endRemoveRows();
    } else {
        m_first = m_plainEnd = first;
    }
    if (m_isFrozen)
        Q_EMIT newerChanged();
}

void TimelineModel::grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain)
{
    if (isFiltered())
        return; // the filter tells what comes of it
    if (!m_isFrozen)
        append(first, m_document.count());
    else if (first < m_document.count())
        Q_EMIT newerChanged();
    for (const auto traversal : seenAgain) {
        if (const int row = rowOf(traversal); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

bool TimelineModel::shows(TraversalIndex traversal) const
{
    return traversal >= m_first && traversal < m_plainEnd && (!isFiltered() || m_filter->shows(traversal));
}

bool TimelineModel::isAnswer(int row) const
{
    return isInTime() && answersWithin(traversalAt(row - 1), traversalAt(row));
}

bool TimelineModel::answersWithin(TraversalIndex above, TraversalIndex below) const
{
    if (below == noIndex || above == noIndex || above < m_document.first())
        return false;
    const auto root = rootOf(m_document.trace(), below);
    return root != below && root == rootOf(m_document.trace(), above);
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(isPlain() ? m_plainEnd - m_first : m_rows.size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

TraversalIndex TimelineModel::traversalAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return noIndex;
    return isPlain() ? m_first + static_cast<TraversalIndex>(row) : m_rows[static_cast<std::size_t>(row)];
}

int TimelineModel::rowOf(TraversalIndex traversal) const
{
    if (isPlain())
        return traversal >= m_first && traversal < m_plainEnd ? static_cast<int>(traversal - m_first) : -1;
    const auto place =
        isInTime() ? std::ranges::lower_bound(m_rows, traversal) : std::ranges::find(m_rows, traversal);
    return place != m_rows.end() && *place == traversal ? static_cast<int>(place - m_rows.begin()) : -1;
}

int TimelineModel::rowBehind(TraversalIndex traversal) const
{
    if (traversal == noIndex || isPlain() || !isInTime())
        return rowOf(traversal) + 1;
    return static_cast<int>(std::ranges::upper_bound(m_rows, traversal) - m_rows.begin());
}

int TimelineModel::rowBefore(TraversalIndex traversal) const
{
    if (traversal == noIndex || isPlain() || !isInTime())
        return rowOf(traversal) - 1;
    return static_cast<int>(std::ranges::lower_bound(m_rows, traversal) - m_rows.begin()) - 1;
}

QModelIndexList TimelineModel::match(const QModelIndex& /*start*/, int /*role*/, const QVariant& /*value*/,
                                     int /*hits*/, Qt::MatchFlags /*flags*/) const
{
    return {};
}

void TimelineModel::sort(int column, Qt::SortOrder order)
{
    if (column == Lane)
        return;
    m_sortColumn = column;
    m_sortOrder = column == Time ? Qt::AscendingOrder : order;
    rebuild();
    Q_EMIT orderChanged();
}

// By numbers alone, so that a million rows are sorted at once; equal ones as they came.
void TimelineModel::order()
{
    const Trace& trace = m_document.trace();
    const auto& events = trace.events();
    const auto& traversals = trace.traversals();
    const auto firstOf = [&](TraversalIndex packet) -> const TraceEvent& {
        return events[traversals[packet].first];
    };
    const auto by = [&](const auto& value) {
        using Value = decltype(value(TraversalIndex{}));
        std::vector<std::pair<Value, TraversalIndex>> keyed;
        keyed.reserve(m_rows.size());
        std::ranges::transform(m_rows, std::back_inserter(keyed), [&](TraversalIndex packet) {
            return std::pair<Value, TraversalIndex>(value(packet), packet);
        });
        const bool falling = m_sortOrder == Qt::DescendingOrder;
        std::sort(keyed.begin(), keyed.end(), [falling](const auto& a, const auto& b) {
            if (a.first != b.first)
                return falling ? b.first < a.first : a.first < b.first;
            return a.second < b.second;
        });
        std::ranges::transform(keyed, m_rows.begin(), [](const auto& one) { return one.second; });
    };
    switch (m_sortColumn) {
    case Packet:
        by([&](auto packet) {
            const auto& event = firstOf(packet);
            return std::array<std::uint16_t, 4>{event.protocol, event.icmpType, event.portA, event.portB};
        });
        break;
    case Route:
        by([&](auto packet) { return std::pair(firstOf(packet).source, firstOf(packet).destination); });
        break;
    case Path:
        by([&](auto packet) { return std::pair(pathOf(trace, packet), traversals[packet].visited); });
        break;
    case Ending:
        by([&](auto packet) { return endingKindOf(trace, packet); });
        break;
    default:
        by([&](auto packet) {
            const auto from = m_document.firstTimeUs(packet), to = m_document.lastTimeUs(packet);
            return from == noTime || to == noTime ? std::int64_t{-1} : to - from;
        });
        break;
    }
}

} // namespace hookwalk::ui
