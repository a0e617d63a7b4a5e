// SPDX-License-Identifier: GPL-3.0-or-later
// The list of packets: one row each, an answer right below the packet that it answers. Where a filter is at work, those
// that it shows, in their own order.
#pragma once

#include "ui/compare/pins.h"
#include "ui/document.h"
#include "ui/packetfilter.h"

#include <optional>
#include <QAbstractTableModel>
#include <vector>

namespace hookwalk::ui
{

// One mark of the table "barcode": the way of a packet at a glance.
struct PathMark {
    // Own: a base chain that is none of the 17. Dropped, Ended: where neither device nor process got it.
    enum class Kind { Chain, Own, Skipped, Dropped, Ended, HookGap } kind = Kind::Chain;
    Table table = Table::Raw; // Chain, Skipped
};
std::vector<PathMark> pathMarks(const Walk& walk);
QString chainsInWords(
    const Walk& walk); // the same for who sees no colours: "PREROUTING: raw, mangle, nat skipped · …"
// Time between the first and the last line of a packet; nothing where the log has no times.
std::optional<double> seenForUs(const Walk& walk);

class TraversalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Packet, Path, Summary, Ending, Time, ColumnCount };

    explicit TraversalModel(const Document& document, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Nothing: a view calls this when letters are typed, and would work out one walk after another to compare them.
    QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                          Qt::MatchFlags flags) const override;

    void setPins(Pins& pins); // once
    std::vector<Side> pinnedAs(TraversalIndex traversal) const;
    void setFilter(PacketFilter& filter);             // once
    PacketFilter* filter() const { return m_filter; } // null: all packets, always

    const Document& document() const { return m_document; }
    TraversalIndex traversalAt(int row) const;     // noIndex outside
    int rowBehind(TraversalIndex traversal) const; // of the next one that is shown, of a hidden one too
    int rowBefore(TraversalIndex traversal) const; // of the previous one; -1: it is the first
    int rowOf(TraversalIndex traversal) const;     // -1: not in the list
    bool isAnswer(TraversalIndex traversal) const;

private:
    bool isFiltered() const { return m_filter && m_filter->isActive(); }
    void addJudged(TraversalIndex from, TraversalIndex to);
    void judgeAgain(const std::vector<TraversalIndex>& packets);
    void forgetShown();
    void rebuild();
    void grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain);
    void forget();
    void numberRows();
    void insertAnswer(TraversalIndex traversal);
    void appendExchanges(TraversalIndex first);
    void layOut();
    void reorder();
    QString rowInWords(int row) const;

    const Document& m_document;
    PacketFilter* m_filter = nullptr;
    Pins* m_pins = nullptr;
    struct Entry {
        int row = -1;
        TraversalIndex root = noIndex; // the packet that the exchange began with
    };
    Entry& at(TraversalIndex traversal) { return m_entries[traversal - m_first]; }
    const Entry& at(TraversalIndex traversal) const { return m_entries[traversal - m_first]; }

    std::vector<TraversalIndex> m_rows;
    std::vector<Entry> m_entries; // from m_first on; none where a filter is at work
    TraversalIndex m_first = 0;
};

} // namespace hookwalk::ui
