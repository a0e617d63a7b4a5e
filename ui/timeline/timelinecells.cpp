// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the cells of the time machine, in words: made of the rows in sight alone.
#include "ui/theme/text.h"
#include "ui/timeline/clocktext.h"
#include "ui/timeline/pathmarks.h"
#include "ui/timeline/timelinemodel.h"
#include "words/packets.h"
#include "words/times.h"
#include "words/words.h"

namespace hookwalk::ui
{

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
        return first.source.isNull() ? qt(words::routeSummary(*walk))
                                     : QStringLiteral("%1 → %2").arg(qt(first.source.toString()),
                                                                     qt(first.destination.toString()));
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

} // namespace hookwalk::ui
