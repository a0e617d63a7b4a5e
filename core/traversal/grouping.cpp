#include "traversal/grouping.h"

#include "traversal/event.h"
#include "traversal/succession.h"

#include <sys/mman.h>

namespace hookwalk
{

namespace
{
// Packets that look alike under one key and are worth looking at; more are in flight only in a flood of
// identical ones.
constexpr int mostCandidates = 64;
} // namespace

void Grouping::reserve(std::size_t events)
{
    m_events.reserve(m_events.size() + events);
    // A large log fills tens of megabytes: in huge pages the kernel hands them over a thousand times quicker
    // than page by page. Where it will not, nothing is lost.
    constexpr std::uintptr_t hugePage = 2U << 20;
    const auto begin =
        (reinterpret_cast<std::uintptr_t>(m_events.data()) + hugePage - 1) / hugePage * hugePage;
    const auto end = reinterpret_cast<std::uintptr_t>(m_events.data() + m_events.capacity());
    if (begin < end)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

void Grouping::consider(TraversalIndex candidate, const TraceEvent& event, std::uint16_t lo, Best& best) const
{
    if (candidate == best.traversal)
        return;
    const auto& traversal = m_traversals[candidate];
    const bool placed = event.hasChain() && traversal.lastPlaced != noIndex;
    const auto odd = oddness(traversal, m_events[placed ? traversal.lastPlaced : traversal.last], event, lo);
    if (!odd)
        return;
    if (best.traversal == noIndex || *odd < best.oddness)
        best = {candidate, *odd, false};
    else if (*odd == best.oddness)
        best.tie = true; // the later one was found first: an older one that stopped is likelier to be dead
}

Grouping::Best Grouping::findIn(const RecentIndex& index, std::uint64_t key, const TraceEvent& event,
                                std::uint16_t lo) const
{
    Best best;
    int seen = 0;
    index.find(key, [&](TraversalIndex candidate) {
        consider(candidate, event, lo, best);
        return ++seen < mostCandidates && !(best.traversal != noIndex && best.tie);
    });
    return best;
}

TraversalIndex Grouping::begin()
{
    m_traversals.emplace_back();
    return static_cast<TraversalIndex>(m_traversals.size() - 1);
}

void Grouping::add(TraceEvent event, const wire::PacketPart* quoted, std::uint16_t lo)
{
    const auto index = static_cast<EventIndex>(m_events.size());
    const bool groupable = (event.flags & TraceEvent::HasPacket) != 0;
    const auto key = exactKey(event);
    Best best;
    bool rewritten = false;
    if (groupable) {
        best = findIn(m_exact, key, event, lo);
        if (best.traversal == noIndex) {
            best = findIn(m_loose, looseKey(event), event, lo);
            rewritten = best.traversal != noIndex;
        }
    }

    const bool isNew = best.traversal == noIndex;
    event.traversal = isNew ? begin() : best.traversal;
    auto& traversal = m_traversals[event.traversal];
    if (isNew) {
        traversal.first = index;
    } else {
        m_events[traversal.last].next = index;
        traversal.doubtful |= best.tie;
    }
    traversal.last = index;
    ++traversal.eventCount;
    if (event.hasChain()) {
        traversal.visited |= 1U << event.chain;
        traversal.lastPlaced = index;
    }
    m_events.push_back(event);

    if (!groupable)
        return;
    if (isNew || rewritten)
        m_exact.add(key, event.traversal);
    if (isNew) {
        m_loose.add(looseKey(event), event.traversal);
        if (isIcmpError(event) && quoted)
            m_replies.linkError(event.traversal, quotedEventOf(*quoted), m_loose, m_events, m_traversals);
    }
    if (isNew || rewritten)
        m_replies.link(event.traversal, m_events, m_traversals);
}

} // namespace hookwalk
