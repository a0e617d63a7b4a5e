// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the time machine: packets in the order of their first records, or in the order of a column. Rows are numbers; words are made of those in sight. A filter decides which rows there are, and
// while the view is frozen no new ones come.
#pragma once

#include "ui/compare/pins.h"
#include "ui/document.h"
#include "ui/packetfilter.h"
#include "ui/timeline/packetrows.h"

#include <QAbstractTableModel>
#include <vector>

namespace hookwalk::ui
{

class TimelineModel : public QAbstractTableModel, public PacketRows
{
    Q_OBJECT

public:
    enum Column { Time, Packet, Route, Path, Ending, Duration, Lane, ColumnCount };

    explicit TimelineModel(const Document& document, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Time: as the records came. Lane: no order of its own.
    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }
    bool isInTime() const { return m_sortColumn == Time; } // rising
    // Nothing: a view calls this when letters are typed, and would work out one walk after another to compare them.
    QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                          Qt::MatchFlags flags) const override;

    void setPins(Pins& pins); // once
    std::vector<Side> pinnedAs(TraversalIndex traversal) const;
    void setFilter(PacketFilter& filter);             // once
    PacketFilter* filter() const { return m_filter; } // null: all packets, always
    void setFrozen(bool frozen); // packets that come from now on have no rows until it ends
    bool isFrozen() const { return m_isFrozen; }
    std::size_t newer() const; // packets that came since, of those that the filter shows
    void
    continueFrom(const TimelineModel& before); // of the same document: its order, and where it stands still

    const Document& document() const { return m_document; }
    bool shows(TraversalIndex traversal) const; // it has a row
    TraversalIndex traversalAt(int row) const override;
    int rowBehind(TraversalIndex traversal) const; // of the next one that is shown, of a hidden one too
    int rowBefore(TraversalIndex traversal) const; // of the previous one; -1: it is the first
    int rowOf(TraversalIndex traversal) const override;
    bool isAnswer(int row) const override;
    // That the lower one answers the upper one, or what that one answers.
    bool answersWithin(TraversalIndex above, TraversalIndex below) const;

Q_SIGNALS:
    void frozenChanged();
    void newerChanged();
    void orderChanged();

private:
    bool isFiltered() const { return m_filter && m_filter->isActive(); }
    bool isPlain() const { return isInTime() && !isFiltered(); } // a row is a packet's number less m_first
    TraversalIndex end() const { return m_isFrozen ? m_frozenAt : m_document.count(); }
    void addJudged(TraversalIndex from, TraversalIndex to);
    void judgeAgain(const std::vector<TraversalIndex>& packets);
    void rebuild();
    void listRows();
    void order();
    void grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain);
    void forget();
    void append(TraversalIndex from, TraversalIndex to);
    QString rowInWords(int row) const;
    QString tipOf(const Walk& walk, int column) const;

    const Document& m_document;
    PacketFilter* m_filter = nullptr;
    Pins* m_pins = nullptr;
    std::vector<TraversalIndex> m_rows;         // but where it is plain
    TraversalIndex m_first = 0, m_plainEnd = 0; // of the plain rows
    TraversalIndex m_frozenAt = 0;
    bool m_isFrozen = false;
    int m_sortColumn = Time;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace hookwalk::ui
