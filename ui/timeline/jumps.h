// SPDX-License-Identifier: GPL-3.0-or-later
// The jumps of the time machine: a search among the rows that it shows, and what is searched for.
#pragma once

#include "ui/timeline/timelinemodel.h"

#include <functional>
#include <optional>
#include <QTimer>

namespace hookwalk::ui
{

// In pieces that the window has time for, the first one at once: a million rows take a second.
class RowSearch : public QObject
{
    Q_OBJECT

public:
    using Test = std::function<bool(TraversalIndex)>;
    using Found = std::function<void(TraversalIndex)>; // noIndex: none

    explicit RowSearch(const TimelineModel& model, QObject* parent = nullptr);

    // From the row behind `from` (direction 1) or before it (-1) on. Ends the search before.
    void start(TraversalIndex from, int direction, Test isIt, Found found);
    void stop();
    bool isSearching() const { return m_isIt != nullptr; }

Q_SIGNALS:
    void searching(bool on); // on: it takes longer than one piece

private:
    void look();
    void finish(TraversalIndex found);

    const TimelineModel& m_model;
    QTimer m_next;
    TraversalIndex m_at = noIndex; // looked at last
    int m_direction = 1;
    Test m_isIt;
    Found m_found;
};

RowSearch::Test isDrop(const Document& document);
// Its addresses or ports were rewritten on its way.
RowSearch::Test isRewritten(const Document& document);
// The stop where that was, from `stop` on; nothing: none there. direction: 1 forward, -1 back.
std::optional<int> rewriteIn(const Walk& walk, int stop, int direction);
// The stop that the record tells of; one of its packet that tells of none belongs to the first.
int stopOfRecord(const Walk& walk, EventIndex record);
// Between the same two ends as that packet, seen before or behind NAT; as conntrack told, where it did.
RowSearch::Test isOfConnection(const Document& document, TraversalIndex packet);

} // namespace hookwalk::ui
