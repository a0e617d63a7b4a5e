// SPDX-License-Identifier: GPL-3.0-or-later
// What the list of the time machine asks of its rows, whichever they are.
#pragma once

#include "traversal/trace.h"

#include <functional>
#include <optional>
#include <span>

namespace hookwalk::ui
{

enum class RowKind { Packets, Connections, Opened }; // Opened: connections, their packets below them

class PacketRows
{
public:
    virtual ~PacketRows() = default;

    virtual TraversalIndex
    traversalAt(int row) const = 0; // of a connection its first packet; noIndex outside
    virtual int
    rowOf(TraversalIndex packet) const = 0;   // where it is not shown itself, its connection's; -1: none
    virtual bool isAnswer(int row) const = 0; // to the packet of the row above, or to what that one answers

    // A row that stands for a connection.
    struct Connection {
        std::span<const TraversalIndex> packets;    // in order
        TraversalIndex worst = noIndex;             // the first of those that ended worst
        bool isOpen = false;                        // the rows below are its packets
        std::size_t drops = 0;                      // so many of these packets
        std::function<bool(TraversalIndex)> isDrop; // of these packets
    };
    virtual std::optional<Connection> connectionAt(int /*row*/) const { return std::nullopt; }
    virtual bool isWithin(int /*row*/) const { return false; } // a packet below its connection
};

} // namespace hookwalk::ui
