// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/connectionmodel.h"

#include "query/columns.h"
#include "query/filterwords.h"
#include "traversal/event.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "words/packets.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QLocale>

namespace hookwalk::ui
{

namespace
{

constexpr qint64 pieceMs = 6;
constexpr int rowsAtOnceInPiece = 1024, fewRows = 256;

QString endIn(const IpAddress& address, std::uint16_t port, bool isWithPort)
{
    QString text = qt(address.toString());
    if (!isWithPort)
        return text;
    return (address.isV4() ? QStringLiteral("%1:%2") : QStringLiteral("[%1]:%2")).arg(text).arg(port);
}

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
    std::vector<std::uint32_t> added;
    bool isAnother = false; // rows between others have changed
    while (m_readTo < m_packets.rowCount() && time.elapsed() < pieceMs) {
        for (const int to = std::min(m_packets.rowCount(), m_readTo + rowsAtOnceInPiece); m_readTo < to;
             ++m_readTo) {
            const auto known = m_groups.size();
            const auto packet = m_packets.traversalAt(m_readTo);
            const auto group = m_groups.add(trace, packet);
            if (group == known)
                added.push_back(group | isHead);
            isAnother = isAnother || isOpen(group);
        }
    }
    const bool isAll = m_readTo == m_packets.rowCount();
    const bool wasWhole = m_isWhole;
    m_isWhole = m_isWhole || isAll;
    if (isAnother || (!wasWhole && isAll && m_kind == RowKind::Opened)) {
        layOut();
    } else {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TimelineModel::ColumnCount - 1));
        if (!added.empty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
            m_rows.insert(m_rows.end(), added.begin(), added.end());
            endInsertRows();
        }
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
    for (int row = from; row < read; ++row)
        m_groups.remove(m_packets.traversalAt(row));
    m_readTo -= std::max(0, read - from);
    if (read > from)
        layOut();
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
    const auto head = std::ranges::find(m_rows, group | isHead);
    const int at = static_cast<int>(head - m_rows.begin());
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
    const auto head = std::ranges::find(m_rows, group | isHead);
    if (head == m_rows.end())
        return -1;
    const int row = static_cast<int>(head - m_rows.begin());
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

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == TimelineModel::Packet && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return tr("Connection");
    return m_packets.headerData(section, orientation, role);
}

QVariant ConnectionModel::data(const QModelIndex& index, int role) const
{
    if (const auto connection = connectionAt(index.row()))
        return connection->packets.front() < m_document.first() ? QVariant()
                                                                : dataOf(*connection, index.column(), role);
    const int row = m_packets.rowOf(traversalAt(index.row()));
    return row < 0 ? QVariant() : m_packets.data(m_packets.index(row, index.column()), role);
}

QVariant ConnectionModel::dataOf(const Connection& connection, int column, int role) const
{
    if (role == Qt::AccessibleTextRole && column == TimelineModel::Packet)
        return inWords(connection);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const auto& first =
        m_document.trace().events()[m_document.trace().traversals()[connection.packets.front()].first];
    const auto count = static_cast<quint64>(connection.packets.size());
    switch (column) {
    case TimelineModel::Time: {
        const auto clock = clockText(m_document.trace(), connection.packets.front());
        return clock.whole + clock.part;
    }
    case TimelineModel::Packet:
        return tr("%1, %2 packet(s)", nullptr, formOf(count))
            .arg(qt(query::protocolCondition(first.protocol).text).toUpper(),
                 QLocale(QLocale::English).toString(count));
    case TimelineModel::Route: {
        const auto tuple = tupleOf(first);
        return first.source.isNull() ? qt(words::routeSummary(*m_document.walk(connection.packets.front())))
                                     : QStringLiteral("%1 → %2").arg(
                                           endIn(tuple.source, tuple.sourcePort, hasPorts(first)),
                                           endIn(tuple.destination, tuple.destinationPort, hasPorts(first)));
    }
    case TimelineModel::Path:
        return qt(words::pathName(m_document.walk(connection.worst)->path));
    case TimelineModel::Ending:
        return qt(words::endingSummary(*m_document.walk(connection.worst)));
    case TimelineModel::Duration: {
        const auto from = m_document.firstTimeUs(connection.packets.front());
        const auto to = m_document.lastTimeUs(connection.packets.back());
        return from == noTime || to == noTime ? QString() : lengthText(static_cast<double>(to - from));
    }
    default:
        return {};
    }
}

// What a screen reader says of it.
QString ConnectionModel::inWords(const Connection& connection) const
{
    QStringList cells;
    for (const auto column : {TimelineModel::Packet, TimelineModel::Route, TimelineModel::Time,
                              TimelineModel::Duration, TimelineModel::Ending})
        cells << dataOf(connection, column, Qt::DisplayRole).toString();
    cells.removeAll(QString());
    const QString words = cells.join(QStringLiteral(", "));
    return connection.isOpen ? tr("Connection, opened: %1").arg(words) : tr("Connection: %1").arg(words);
}

} // namespace hookwalk::ui
