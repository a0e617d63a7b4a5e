// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/jumps.h"

#include "traversal/event.h"
#include "traversal/rewrites.h"
#include "ui/timeline/connectiongroups.h"

#include <algorithm>
#include <QElapsedTimer>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr int searchMs = 8, rowsAtOnce = 64;

} // namespace

RowSearch::RowSearch(const TimelineModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RowSearch::look);
    connect(&model.document(), &Document::reset, this, &RowSearch::stop);
}

void RowSearch::start(TraversalIndex from, int direction, Test isIt, Found found)
{
    stop();
    m_at = from;
    m_direction = direction;
    m_isIt = std::move(isIt);
    m_found = std::move(found);
    look();
    if (isSearching())
        Q_EMIT searching(true);
}

void RowSearch::stop()
{
    m_next.stop();
    m_found = nullptr;
    if (std::exchange(m_isIt, nullptr))
        Q_EMIT searching(false);
}

// The rows may be others than at the last piece: on from the packet that was looked at.
void RowSearch::look()
{
    QElapsedTimer time;
    time.start();
    int row = m_direction > 0 ? m_model.rowBehind(m_at) : m_model.rowBefore(m_at);
    for (int looked = 1; row >= 0 && row < m_model.rowCount(); row += m_direction, ++looked) {
        m_at = m_model.traversalAt(row);
        if (m_isIt(m_at))
            return finish(m_at);
        if (looked % rowsAtOnce == 0 && time.elapsed() >= searchMs)
            return m_next.start(0);
    }
    finish(noIndex);
}

void RowSearch::finish(TraversalIndex packet)
{
    const auto found = std::exchange(m_found, nullptr);
    stop();
    found(packet);
}

RowSearch::Test isDrop(const Document& document)
{
    return [&document](TraversalIndex packet) { return isDropped(endingKindOf(document.trace(), packet)); };
}

std::optional<int> rewriteIn(const Walk& walk, int stop, int direction)
{
    for (; stop >= 0 && stop < static_cast<int>(walk.stops.size()); stop += direction) {
        if (walk.stops[static_cast<std::size_t>(stop)].stage.kind == StageKind::AddressRewrite)
            return stop;
    }
    return std::nullopt;
}

RowSearch::Test isRewritten(const Document& document)
{
    return [&document](TraversalIndex packet) {
        return mayBeRewritten(document.trace(), packet) &&
               rewriteIn(*document.walk(packet), 0, 1).has_value();
    };
}

int stopOfRecord(const Walk& walk, EventIndex record)
{
    const auto stop = std::ranges::find(walk.stops, record, &Stop::event);
    return stop == walk.stops.end() ? 0 : static_cast<int>(stop - walk.stops.begin());
}

RowSearch::Test isOfConnection(const Document& document, TraversalIndex packet)
{
    const auto seen = endsOf(document.trace(), packet);
    if (seen.front() == Ends{})
        return [](TraversalIndex) { return false; }; // it has no addresses
    std::vector<Ends> wanted(seen.begin(), seen.end());
    if (const auto* told = connectionOf(document.trace(), packet).connection) {
        for (const Tuple& tuple : {told->original, told->reply})
            wanted.push_back(endsOf(told->protocol, tuple));
    }
    return [&document, wanted](TraversalIndex other) {
        const Trace& trace = document.trace();
        const auto isWanted = [&](TraversalIndex one) {
            const auto ends = endsOf(trace, one);
            return std::ranges::find_first_of(ends, wanted) != ends.end();
        };
        const auto& traversal = trace.traversals()[other];
        const auto asked = traversal.replyTo; // an ICMP error belongs to the connection of what it quotes
        return isWanted(other) || (isIcmpError(trace.events()[traversal.first]) &&
                                   trace.traversals().has(asked) && isWanted(asked));
    };
}

} // namespace hookwalk::ui
