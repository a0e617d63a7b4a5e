// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/traversalmodel.h"

#include "ui/theme/text.h"
#include "words/packets.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

// The packet that the whole exchange began with: an answer to an answer stands below it too.
TraversalIndex rootOf(const Trace& trace, TraversalIndex traversal)
{
    const auto& traversals = trace.traversals();
    // Links point to earlier packets; should one ever not, the walk upwards ends there.
    while (traversals[traversal].replyTo < traversal && traversals.has(traversals[traversal].replyTo))
        traversal = traversals[traversal].replyTo;
    return traversal;
}

} // namespace

TraversalModel::TraversalModel(const Document& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{
    connect(&document, &Document::reset, this, &TraversalModel::rebuild);
    connect(&document, &Document::grew, this, &TraversalModel::grow);
    connect(&document, &Document::forgot, this, &TraversalModel::forget);
    connect(&document, &Document::learned, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
    rebuild();
}

void TraversalModel::setFilter(PacketFilter& filter)
{
    m_filter = &filter;
    connect(&filter, &PacketFilter::changed, this, &TraversalModel::rebuild);
    connect(&filter, &PacketFilter::judged, this, &TraversalModel::addJudged);
    connect(&filter, &PacketFilter::judgedAgain, this, &TraversalModel::judgeAgain);
}

void TraversalModel::rebuild()
{
    beginResetModel();
    if (isFiltered()) {
        m_first = m_document.first();
        m_entries.clear();
        m_rows.clear();
        for (auto packet = m_first; packet < m_filter->judgedTo(); ++packet) {
            if (m_filter->shows(packet))
                m_rows.push_back(packet);
        }
    } else {
        layOut();
    }
    endResetModel();
}

void TraversalModel::addJudged(TraversalIndex from, TraversalIndex to)
{
    std::vector<TraversalIndex> added;
    for (auto packet = from; packet < to; ++packet) {
        if (m_filter->shows(packet))
            added.push_back(packet);
    }
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

// Packets of which more is known: some come, some go.
void TraversalModel::judgeAgain(const std::vector<TraversalIndex>& packets)
{
    for (const auto packet : packets) {
        const auto place = std::ranges::lower_bound(m_rows, packet);
        const int row = static_cast<int>(place - m_rows.begin());
        const bool isThere = place != m_rows.end() && *place == packet;
        if (packet < m_filter->judgedTo() && m_filter->shows(packet) != isThere) {
            if (isThere) {
                beginRemoveRows({}, row, row);
                m_rows.erase(place);
                endRemoveRows();
            } else {
                beginInsertRows({}, row, row);
                m_rows.insert(place, packet);
                endInsertRows();
            }
        } else if (isThere) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

void TraversalModel::forgetShown()
{
    m_first = m_document.first();
    const auto kept = std::ranges::lower_bound(m_rows, m_first);
    if (kept == m_rows.begin())
        return;
    beginRemoveRows({}, 0, static_cast<int>(kept - m_rows.begin()) - 1);
    m_rows.erase(m_rows.begin(), kept);
    endRemoveRows();
}

// All rows in one pass: how many belong below each packet that began an exchange, then the places from that.
void TraversalModel::layOut()
{
    m_first = m_document.first();
    const TraversalIndex count = m_document.count();
    const auto kept = count - m_first;
    m_entries.assign(kept, {});
    std::vector<int> size(kept, 0), next(kept, 0);
    for (auto i = m_first; i < count; ++i) {
        at(i).root = rootOf(m_document.trace(), i);
        ++size[at(i).root - m_first];
    }
    int row = 0;
    for (auto i = m_first; i < count; ++i) {
        next[i - m_first] = row + 1;
        if (at(i).root == i)
            row += size[i - m_first];
    }
    m_rows.assign(kept, noIndex);
    for (auto i = m_first; i < count; ++i) {
        auto& behind = next[at(i).root - m_first];
        at(i).row = at(i).root == i ? behind - 1 : behind++;
        m_rows[static_cast<std::size_t>(at(i).row)] = i;
    }
}

// The rows of the packets that are gone. They stand at the top, but for answers below them that are kept.
void TraversalModel::forget()
{
    if (isFiltered())
        return forgetShown();
    auto left = std::min(m_document.first() - m_first, static_cast<TraversalIndex>(m_entries.size()));
    std::vector<std::pair<int, int>> ranges; // first and last row
    for (int row = 0; left > 0; ++row) {
        if (traversalAt(row) >= m_document.first())
            continue;
        --left;
        if (!ranges.empty() && ranges.back().second + 1 == row)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    while (!ranges.empty()) {
        const auto [from, to] = ranges.back();
        ranges.pop_back();
        beginRemoveRows({}, from, to);
        m_rows.erase(m_rows.begin() + from, m_rows.begin() + to + 1);
        if (ranges.empty())
            numberRows();
        endRemoveRows();
    }
}

void TraversalModel::numberRows()
{
    const auto gone = static_cast<std::ptrdiff_t>(m_document.first() - m_first);
    m_entries.erase(m_entries.begin(), m_entries.begin() + gone);
    m_first = m_document.first();
    for (int row = 0; row < rowCount(); ++row) {
        auto& entry = at(traversalAt(row));
        entry.row = row;
        if (entry.root < m_first) // an answer is an exchange of its own where what it answers is gone
            entry.root = rootOf(m_document.trace(), traversalAt(row));
    }
}

void TraversalModel::grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain)
{
    if (isFiltered())
        return; // the filter tells what comes of it
    const bool moved = std::any_of(seenAgain.begin(), seenAgain.end(), [this](TraversalIndex traversal) {
        return rootOf(m_document.trace(), traversal) != at(traversal).root;
    });
    for (TraversalIndex added = first; added < m_document.count(); ++added)
        m_entries.push_back({-1, rootOf(m_document.trace(), added)});
    for (TraversalIndex added = first; added < m_document.count(); ++added) {
        if (at(added).root < first)
            insertAnswer(added);
    }
    appendExchanges(first);
    if (moved)
        reorder();
    for (const auto traversal : seenAgain) {
        const int row = rowOf(traversal);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

// A packet turned out to answer another one than it seemed to at first.
void TraversalModel::reorder()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    const std::vector<TraversalIndex> rows = m_rows;
    layOut();
    for (const QModelIndex& old : before)
        after.append(index(rowOf(rows[static_cast<std::size_t>(old.row())]), old.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

// Below the last answer to a packet that is in the list already.
void TraversalModel::insertAnswer(TraversalIndex traversal)
{
    const TraversalIndex root = at(traversal).root;
    auto row = at(root).row + 1;
    while (row < rowCount() && at(traversalAt(row)).root == root)
        ++row;
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, traversal);
    for (int moved = row; moved < rowCount(); ++moved)
        at(traversalAt(moved)).row = moved;
    endInsertRows();
}

// New packets with their new answers, in one go: the view works once for a whole batch.
void TraversalModel::appendExchanges(TraversalIndex first)
{
    std::vector<TraversalIndex> added;
    for (TraversalIndex i = first; i < m_document.count(); ++i) {
        if (at(i).root >= first)
            added.push_back(i);
    }
    if (added.empty())
        return;
    std::ranges::stable_sort(added, {}, [this](TraversalIndex i) { return at(i).root; });
    const int row = rowCount();
    beginInsertRows({}, row, row + static_cast<int>(added.size()) - 1);
    for (const TraversalIndex i : added) {
        at(i).row = rowCount();
        m_rows.push_back(i);
    }
    endInsertRows();
}

bool TraversalModel::isAnswer(TraversalIndex traversal) const
{
    if (traversal != noIndex && isFiltered()) { // only where the two rows touch
        const auto above = traversalAt(rowOf(traversal) - 1);
        const auto root = rootOf(m_document.trace(), traversal);
        return root != traversal && above != noIndex && rootOf(m_document.trace(), above) == root;
    }
    return traversal != noIndex && at(traversal).root != traversal;
}

int TraversalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TraversalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

TraversalIndex TraversalModel::traversalAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)] : noIndex;
}

int TraversalModel::rowBehind(TraversalIndex traversal) const
{
    return isFiltered() && traversal != noIndex
               ? static_cast<int>(std::ranges::upper_bound(m_rows, traversal) - m_rows.begin())
               : rowOf(traversal) + 1;
}

int TraversalModel::rowBefore(TraversalIndex traversal) const
{
    return isFiltered() ? static_cast<int>(std::ranges::lower_bound(m_rows, traversal) - m_rows.begin()) - 1
                        : rowOf(traversal) - 1;
}

int TraversalModel::rowOf(TraversalIndex traversal) const
{
    if (isFiltered()) {
        const auto place = std::ranges::lower_bound(m_rows, traversal);
        return place != m_rows.end() && *place == traversal ? static_cast<int>(place - m_rows.begin()) : -1;
    }
    return traversal >= m_first && traversal - m_first < m_entries.size() ? at(traversal).row : -1;
}

void TraversalModel::setPins(Pins& pins)
{
    m_pins = &pins;
    connect(&pins, &Pins::changed, this, [this] {
        if (rowCount() > 0) // the view asks only for the rows in sight
            Q_EMIT dataChanged(index(0, Packet), index(rowCount() - 1, Packet),
                               {Qt::DisplayRole, Qt::AccessibleTextRole});
    });
}

std::vector<Side> TraversalModel::pinnedAs(TraversalIndex traversal) const
{
    return m_pins ? m_pins->sidesOf(m_document.trace(), traversal) : std::vector<Side>();
}

QVariant TraversalModel::data(const QModelIndex& index, int role) const
{
    const TraversalIndex traversal = traversalAt(index.row());
    if (traversal == noIndex || traversal < m_document.first())
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};

    const auto walk = m_document.walk(traversal);
    if (index.column() == Path && role != Qt::DisplayRole)
        return chainsInWords(*walk);
    if (role == Qt::AccessibleTextRole && index.column() == Packet)
        return rowInWords(index.row());
    if (role == Qt::ToolTipRole && index.column() == Packet)
        return tr("Packet %1: %2").arg(traversal + 1).arg(qt(words::text(walk->title)));
    if (role == Qt::AccessibleTextRole) {
        const QString text = data(index, Qt::DisplayRole).toString();
        return text.isEmpty() ? tr("nothing") : text;
    }
    if (role == Qt::ToolTipRole)
        return index.column() == Ending && !walk->ending.reason.empty() ? qt(words::text(walk->ending.reason))
                                                                        : data(index, Qt::DisplayRole);
    switch (index.column()) {
    case Packet:
        return qt(words::text(walk->title));
    case Path:
        return qt(words::pathName(walk->path));
    case Summary:
        return qt(words::routeSummary(*walk));
    case Ending:
        return qt(words::endingSummary(*walk));
    case Time:
        return seenForUs(*walk) ? qt(words::duration(*seenForUs(*walk))) : QString();
    default:
        return {};
    }
}

// What a screen reader says of a packet, where the list stands in its first column.
QString TraversalModel::rowInWords(int row) const
{
    QStringList cells;
    for (const Column column : {Packet, Summary, Path, Ending, Time})
        cells << index(row, column).data().toString();
    cells.removeAll(QString());
    const QString packet =
        tr("Packet %1: %2").arg(traversalAt(row) + 1).arg(cells.join(QStringLiteral(", ")));
    QString words = isAnswer(traversalAt(row)) ? tr("%1, an answer").arg(packet) : packet;
    for (const Side side : pinnedAs(traversalAt(row)))
        words = tr("%1, pinned as %2").arg(words, nameOf(side));
    return words;
}

QModelIndexList TraversalModel::match(const QModelIndex& /*start*/, int /*role*/, const QVariant& /*value*/,
                                      int /*hits*/, Qt::MatchFlags /*flags*/) const
{
    return {};
}

QVariant TraversalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Time ? int(Qt::AlignRight | Qt::AlignVCenter)
                               : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Packet"), tr("Path"), tr("Summary"), tr("Ending"), tr("Time")};
    return titles.value(section);
}

} // namespace hookwalk::ui
