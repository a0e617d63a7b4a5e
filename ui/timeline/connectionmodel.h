// SPDX-License-Identifier: GPL-3.0-or-later
// Connections as rows of the time machine, in the order of their first packets, made of the packets that the list has: those
// that the filter leaves. Worked out in pieces that the window has time for.
#pragma once

#include "ui/timeline/connectiongroups.h"
#include "ui/timeline/packetrows.h"
#include "ui/timeline/timelinemodel.h"

#include <map>
#include <QTimer>
#include <set>

namespace hookwalk::ui
{

class ConnectionModel : public QAbstractTableModel, public PacketRows
{
    Q_OBJECT

public:
    explicit ConnectionModel(const TimelineModel& packets, QObject* parent = nullptr);

    RowKind kind() const { return m_kind; } // Packets: it is not in use, and costs nothing
    void setKind(RowKind kind);
    void toggle(int row); // opens or closes the connection of the row, or of the row's packet
    bool isReading() const { return m_next.isActive(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndexList match(const QModelIndex&, int, const QVariant&, int, Qt::MatchFlags) const override
    {
        return {}; // as TimelineModel
    }

    TraversalIndex traversalAt(int row) const override;
    int rowOf(TraversalIndex packet) const override;
    bool isAnswer(int row) const override;
    bool isWithin(int row) const override;
    std::optional<Connection> connectionAt(int row) const override;

private:
    using Number = ConnectionGroups::Number;
    static constexpr std::uint32_t isHead = 1U << 31; // else a packet
    bool isHeadAt(int row) const;

    bool isOpen(Number group) const
    {
        return m_isWhole && (m_kind == RowKind::Opened) != m_others.contains(group);
    }
    void startOver();
    void read(); // a piece
    void addRows(int from, int to);
    void dropRows(int from, int to);
    void judge(int from, int to);
    void layOut();                  // all rows anew
    int headOf(Number group) const; // its row, or where that would stand
    // These are the last ones of their connections, which are open. False, and nothing is done: at too many places.
    bool append(const std::map<Number, std::vector<TraversalIndex>>& packets);
    bool takeRows(std::vector<int> rows); // in any order; false as append()
    void putRows(int at, const std::vector<std::uint32_t>& rows);
    QVariant dataOf(const Connection& connection, int column, int role) const;
    QString inWords(const Connection& connection) const;

    const TimelineModel& m_packets;
    const Document& m_document;
    RowKind m_kind = RowKind::Packets;
    ConnectionGroups m_groups;
    std::set<Number> m_others;           // opened, or closed, by a person
    std::vector<std::uint32_t> m_rows;   // a packet, or a group with isHead
    int m_readTo = 0;                    // rows of the packets before it are in the groups
    TraversalIndex m_judgedTo = noIndex; // endings are looked at again from here on; noIndex: they need not
    bool m_isWhole = false;              // all rows have been read once
    QTimer m_next;
};

} // namespace hookwalk::ui
