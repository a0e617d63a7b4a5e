// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the cells of the time machine, in words: made of the rows in sight alone.
#include "query/columns.h"
#include "query/filterwords.h"
#include "traversal/event.h"
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/connectionmodel.h"
#include "ui/timeline/pathmarks.h"
#include "words/packets.h"
#include "words/times.h"
#include "words/words.h"

#include <QLocale>

namespace hookwalk::ui
{

namespace
{

QString endIn(const IpAddress& address, std::uint16_t port, bool isWithPort)
{
    QString text = qt(address.toString());
    if (!isWithPort)
        return text;
    return (address.isV4() ? QStringLiteral("%1:%2") : QStringLiteral("[%1]:%2")).arg(text).arg(port);
}

} // namespace

void TimelineModel::setPins(Pins& pins)
{
    m_pins = &pins;
    connect(&pins, &Pins::changed, this, [this] {
        if (rowCount() > 0) // the view asks only for the rows in sight
            Q_EMIT dataChanged(index(0, Packet), index(rowCount() - 1, Packet),
                               {Qt::DisplayRole, Qt::AccessibleTextRole});
    });
}

std::vector<Side> TimelineModel::pinnedAs(TraversalIndex traversal) const
{
    return m_pins ? m_pins->sidesOf(m_document.trace(), traversal) : std::vector<Side>();
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    const TraversalIndex traversal = traversalAt(index.row());
    if (traversal == noIndex || traversal < m_document.first())
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const auto walk = m_document.walk(traversal);
    if (role == Qt::ToolTipRole)
        return tipOf(*walk, index.column());
    if (role == Qt::AccessibleTextRole && index.column() == Packet)
        return rowInWords(index.row());
    if (role == Qt::AccessibleTextRole && index.column() == Path)
        return chainsInWords(*walk);
    if (role == Qt::AccessibleTextRole) {
        const QString text = data(index, Qt::DisplayRole).toString();
        return text.isEmpty() ? tr("nothing") : text;
    }
    switch (index.column()) {
    case Time: {
        const auto clock = clockText(m_document.trace(), traversal);
        return clock.whole + clock.part;
    }
    case Packet:
        return qt(words::text(walk->title));
    case Route: {
        const auto& first = m_document.trace().events()[m_document.trace().traversals()[traversal].first];
        const bool isTold = tellsAddress(first, first.source) || tellsAddress(first, first.destination);
        return isTold ? QStringLiteral("%1 → %2").arg(qt(words::addressText(first, first.source)),
                                                      qt(words::addressText(first, first.destination)))
                      : qt(words::routeSummary(*walk));
    }
    case Path:
        return qt(words::pathName(walk->path));
    case Ending:
        return qt(words::endingSummary(*walk));
    case Duration:
        return seenForUs(*walk) ? qt(words::duration(*seenForUs(*walk))) : QString();
    default:
        return {};
    }
}

QString TimelineModel::tipOf(const Walk& walk, int column) const
{
    switch (column) {
    case Packet:
        return tr("Packet %1: %2").arg(walk.traversal + 1).arg(qt(words::text(walk.title)));
    case Route:
        return QStringLiteral("%1\n%2").arg(
            data(index(rowOf(walk.traversal), Route), Qt::DisplayRole).toString(),
            qt(words::routeSummary(walk)));
    case Path:
    case Lane:
        return chainsInWords(walk);
    case Ending:
        if (!walk.ending.reason.empty())
            return qt(words::text(walk.ending.reason));
        [[fallthrough]];
    default:
        return data(index(rowOf(walk.traversal), column), Qt::DisplayRole).toString();
    }
}

// What a screen reader says of a packet.
QString TimelineModel::rowInWords(int row) const
{
    const auto walk = m_document.walk(traversalAt(row));
    QStringList cells;
    for (const Column column : {Packet, Time, Route})
        cells << index(row, column).data().toString();
    cells << qt(words::routeSummary(*walk));
    for (const Column column : {Path, Ending, Duration})
        cells << index(row, column).data().toString();
    cells.removeAll(QString());
    const QString packet =
        tr("Packet %1: %2").arg(traversalAt(row) + 1).arg(cells.join(QStringLiteral(", ")));
    QString words = isAnswer(row) ? tr("%1, an answer").arg(packet) : packet;
    for (const Side side : pinnedAs(walk->traversal))
        words = tr("%1, pinned as %2").arg(words, nameOf(side));
    return words;
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Duration ? int(Qt::AlignRight | Qt::AlignVCenter)
                                   : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Time"),   tr("Packet"),   tr("From → To"),          tr("Path"),
                             tr("Ending"), tr("Duration"), tr("On the axis of time")};
    return titles.value(section);
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
        return !tellsAddress(first, first.source)
                   ? qt(words::routeSummary(*m_document.walk(connection.packets.front())))
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
