// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/connectionmodel.h"

#include <algorithm>
#include <QElapsedTimer>

namespace hookwalk::ui
{

namespace
{

constexpr qint64 pieceMs = 6;
constexpr int rowsAtOnceInPiece = 1024, fewRows = 256;
// Where rows come or go at more places, the list is sooner made anew than told of each.
constexpr std::size_t fewPlaces = 4;

} // namespace

ConnectionModel::ConnectionModel(const TimelineModel& packets, QObject* parent)
    : QAbstractTableModel(parent)
    , m_packets(packets)
    , m_document(packets.document())
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ConnectionModel::read);
    connect(&packets, &QAbstractItemModel::modelReset, this, &ConnectionModel::startOver);
    connect(&packets, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int from, int to) { addRows(from, to + 1); });
    connect(&packets, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int from, int to) { dropRows(from, to + 1); });
    connect(&packets, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& from, const QModelIndex& to) { judge(from.row(), to.row() + 1); });
}

void ConnectionModel::setKind(RowKind kind)
{
    if (kind == m_kind)
        return;
    const bool wasUsed = m_kind != RowKind::Packets;
    m_kind = kind;
    m_others.clear();
    wasUsed&& kind != RowKind::Packets ? layOut() : startOver();
}

void ConnectionModel::startOver()
{
    m_next.stop();
    m_judgedTo = noIndex;
    if (m_kind == RowKind::Packets && m_rows.empty() && m_groups.size() == 0)
        return;
    beginResetModel();
    m_groups.clear();
    m_others.clear();
    m_rows.clear();
    m_readTo = 0;
    m_isWhole = false;
    endResetModel();
    if (m_kind != RowKind::Packets)
        read();
}

// Closed while they are read: then new ones stand at the end, and the list fills as they come.
void ConnectionModel::read()
{
    if (m_groups.isWorn())
        return startOver();
    QElapsedTimer time;
    time.start();
    const Trace& trace = m_document.trace();
    const auto before = m_groups.size();
    std::map<Number, std::vector<TraversalIndex>> joined; // connections that were there, and are open
    while (m_readTo < m_packets.rowCount() && time.elapsed() < pieceMs) {
        for (const int to = std::min(m_packets.rowCount(), m_readTo + rowsAtOnceInPiece); m_readTo < to;
             ++m_readTo) {
            const auto packet = m_packets.traversalAt(m_readTo);
            const auto group = m_groups.add(trace, packet);
            if (group < before && isOpen(group))
                joined[group].push_back(packet);
        }
    }
    const bool isAll = m_readTo == m_packets.rowCount();
    const bool wasWhole = m_isWhole;
    m_isWhole = m_isWhole || isAll;
    if ((!wasWhole && isAll && m_kind == RowKind::Opened) || !append(joined)) {
        layOut();
    } else {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TimelineModel::ColumnCount - 1));
        std::vector<std::uint32_t> added;
        for (auto group = before; group < m_groups.size(); ++group) {
            added.push_back(group | isHead);
            const auto packets = isOpen(group) ? m_groups.packets(group) : std::span<const TraversalIndex>();
            added.insert(added.end(), packets.begin(), packets.end());
        }
        putRows(rowCount(), added);
    }
    if (isAll && m_judgedTo != noIndex) {
        bool isOther = false;
        const auto end = m_document.count();
        for (m_judgedTo = std::max(m_judgedTo, m_document.first());
             m_judgedTo < end && time.elapsed() < pieceMs;) {
            for (const auto to = m_judgedTo + std::min<TraversalIndex>(fewRows, end - m_judgedTo);
                 m_judgedTo < to; ++m_judgedTo)
                isOther = m_groups.judge(trace, m_judgedTo) != ConnectionGroups::none || isOther;
        }
        if (m_judgedTo >= end)
            m_judgedTo = noIndex;
        if (isOther && !m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TimelineModel::ColumnCount - 1));
    }
    if (!isAll || m_judgedTo != noIndex)
        m_next.start(0);
}

void ConnectionModel::addRows(int from, int to)
{
    if (m_kind == RowKind::Packets)
        return;
    if (from < m_readTo) { // between others: packets that the filter shows now
        for (int row = from; row < to; ++row)
            m_groups.add(m_document.trace(), m_packets.traversalAt(row));
        m_readTo += to - from;
        return layOut();
    }
    if (!m_next.isActive())
        read();
}

void ConnectionModel::dropRows(int from, int to)
{
    if (m_kind == RowKind::Packets)
        return;
    const int read = std::min(to, m_readTo);
    if (read <= from)
        return;
    std::map<Number, std::size_t> lost;
    std::vector<int> gone;
    for (int row = from; row < read; ++row) {
        const auto packet = m_packets.traversalAt(row);
        const auto group = m_groups.of(packet);
        if (group == ConnectionGroups::none)
            continue;
        if (isOpen(group))
            gone.push_back(rowOf(packet));
        if (++lost[group] == m_groups.count(group))
            gone.push_back(headOf(group));
    }
    const bool isTold = takeRows(std::move(gone)); // as long as the groups say where they stand
    for (int row = from; row < read; ++row)
        m_groups.remove(m_packets.traversalAt(row));
    m_readTo -= read - from;
    if (!isTold)
        layOut();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TimelineModel::ColumnCount - 1));
}

bool ConnectionModel::append(const std::map<Number, std::vector<TraversalIndex>>& packets)
{
    const bool areLast = std::ranges::all_of(packets, [this](const auto& one) {
        return std::ranges::equal(m_groups.packets(one.first).last(one.second.size()), one.second);
    });
    if (packets.size() > fewPlaces || !areLast)
        return false;
    for (auto one = packets.rbegin(); one != packets.rend(); ++one) {
        const auto others = m_groups.count(one->first) - one->second.size();
        putRows(headOf(one->first) + 1 + static_cast<int>(others), one->second);
    }
    return true;
}

void ConnectionModel::putRows(int at, const std::vector<std::uint32_t>& rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.begin() + at, rows.begin(), rows.end());
    endInsertRows();
}

bool ConnectionModel::takeRows(std::vector<int> rows)
{
    std::ranges::sort(rows);
    std::vector<std::pair<int, int>> places; // the first one, and behind the last one
    for (const int row : rows) {
        if (places.empty() || places.back().second != row)
            places.emplace_back(row, row);
        ++places.back().second;
    }
    if (places.size() > fewPlaces)
        return false;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        beginRemoveRows({}, place->first, place->second - 1);
        m_rows.erase(m_rows.begin() + place->first, m_rows.begin() + place->second);
        endRemoveRows();
    }
    return true;
}

// Connections stand in the order of their numbers, and packets in theirs.
int ConnectionModel::headOf(Number group) const
{
    const auto groupOf = [this](std::uint32_t row) {
        return (row & isHead) != 0 ? row & ~isHead : m_groups.of(row);
    };
    return static_cast<int>(std::ranges::lower_bound(m_rows, group, {}, groupOf) - m_rows.begin());
}

void ConnectionModel::judge(int from, int to)
{
    if (m_kind == RowKind::Packets)
        return;
    if (to - from > fewRows) {
        m_judgedTo = m_document.first();
        if (!m_next.isActive())
            m_next.start(0);
        return;
    }
    for (int row = from; row < to; ++row)
        m_groups.judge(m_document.trace(), m_packets.traversalAt(row));
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TimelineModel::ColumnCount - 1));
}

void ConnectionModel::layOut()
{
    beginResetModel();
    m_rows.clear();
    for (Number group = 0; group < m_groups.size(); ++group) {
        const auto packets = m_groups.packets(group);
        if (packets.empty())
            continue;
        m_rows.push_back(group | isHead);
        if (isOpen(group))
            m_rows.insert(m_rows.end(), packets.begin(), packets.end());
    }
    endResetModel();
}

void ConnectionModel::toggle(int row)
{
    const auto group = m_groups.of(traversalAt(row));
    if (group == ConnectionGroups::none || !m_isWhole)
        return;
    const int at = headOf(group);
    const auto head = m_rows.begin() + at;
    const auto packets = m_groups.packets(group);
    const bool wasOpen = isOpen(group);
    const auto turn = [&] {
        if (m_others.erase(group) == 0)
            m_others.insert(group);
    };
    if (wasOpen) {
        beginRemoveRows({}, at + 1, at + static_cast<int>(packets.size()));
        turn();
        m_rows.erase(head + 1, head + 1 + std::ssize(packets));
        endRemoveRows();
    } else {
        beginInsertRows({}, at + 1, at + static_cast<int>(packets.size()));
        turn();
        m_rows.insert(head + 1, packets.begin(), packets.end());
        endInsertRows();
    }
    Q_EMIT dataChanged(index(at, 0), index(at, TimelineModel::ColumnCount - 1));
}

int ConnectionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : TimelineModel::ColumnCount;
}

TraversalIndex ConnectionModel::traversalAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return noIndex;
    const auto one = m_rows[static_cast<std::size_t>(row)];
    if ((one & isHead) == 0)
        return one;
    const auto packets = m_groups.packets(one & ~isHead);
    return packets.empty() ? noIndex : packets.front(); // it is about to go
}

int ConnectionModel::rowOf(TraversalIndex packet) const
{
    const auto group = m_groups.of(packet);
    if (group == ConnectionGroups::none)
        return -1;
    const int row = headOf(group);
    if (row >= rowCount() || m_rows[static_cast<std::size_t>(row)] != (group | isHead))
        return -1;
    if (!isOpen(group))
        return row;
    const auto packets = m_groups.packets(group);
    return row + 1 + static_cast<int>(std::ranges::lower_bound(packets, packet) - packets.begin());
}

bool ConnectionModel::isHeadAt(int row) const
{
    return row >= 0 && row < rowCount() && (m_rows[static_cast<std::size_t>(row)] & isHead) != 0;
}

bool ConnectionModel::isWithin(int row) const
{
    return row >= 0 && row < rowCount() && !isHeadAt(row);
}

bool ConnectionModel::isAnswer(int row) const
{
    if (isHeadAt(row) || isHeadAt(row - 1))
        return false;
    return m_packets.answersWithin(traversalAt(row - 1), traversalAt(row));
}

std::optional<PacketRows::Connection> ConnectionModel::connectionAt(int row) const
{
    if (!isHeadAt(row))
        return std::nullopt;
    const auto group = m_rows[static_cast<std::size_t>(row)] & ~isHead;
    const auto packets = m_groups.packets(group);
    if (packets.empty())
        return std::nullopt;
    return Connection{packets, m_groups.worst(group), isOpen(group), m_groups.drops(group),
                      [this](TraversalIndex packet) { return isDropped(m_groups.endingOf(packet)); }};
}

} // namespace hookwalk::ui
