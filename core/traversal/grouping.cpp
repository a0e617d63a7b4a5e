// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/grouping.h"

#include "traversal/event.h"
#include "traversal/frames.h"
#include "traversal/succession.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

namespace
{
// Packets that look alike under one key and are worth looking at; more are in flight only in a flood of
// identical ones.
constexpr int mostCandidates = 64;
// The sources that report chains.
constexpr unsigned chainSources = (1U << static_cast<unsigned>(wire::Source::WireIn)) - 1;
// Packets back to which a frame is looked for. Frames come some milliseconds behind the trace points.
constexpr TraversalIndex mostRecent = 256;

// ebtables prints no length, id and TTL; a line that was cut or damaged may lack more.
bool lacksIdentity(const TraceEvent& event)
{
    return event.length == 0 || event.protocol == 0 || (event.flags & TraceEvent::HasPacket) == 0;
}

// Whether two lines agree in all that both of them say.
bool saySame(const TraceEvent& a, const TraceEvent& b)
{
    const auto agree = []<typename Value>(const Value& one, const Value& other) {
        return one == Value{} || other == Value{} || one == other;
    };
    return agree(a.source, b.source) && agree(a.destination, b.destination) && agree(a.length, b.length) &&
           agree(a.protocol, b.protocol) && agree(a.ipId, b.ipId) && agree(a.portA, b.portA) &&
           agree(a.portB, b.portB) && agree(a.ttl, b.ttl) && agree(a.icmpType, b.icmpType);
}
} // namespace

void Grouping::forgetBefore(TraversalIndex oldest)
{
    for (auto i = static_cast<TraversalIndex>(m_traversals.first()); i < oldest; ++i) {
        for (const auto id : {m_traversals[i].packetId, m_traversals[i].earlierId}) {
            const auto known = m_packetIds.find(id);
            if (known != m_packetIds.end() && known->second == i)
                m_packetIds.erase(known);
        }
    }
    // A packet's first event is behind those of the packets before it, but where it was parted from one.
    std::size_t first = m_events.size();
    const auto count = static_cast<TraversalIndex>(m_traversals.size());
    for (auto i = oldest; i < count && i - oldest <= mostRecent; ++i)
        first = std::min<std::size_t>(first, m_traversals[i].first);
    m_events.forgetBefore(first);
    m_traversals.forgetBefore(oldest);
}

void Grouping::consider(TraversalIndex candidate, const TraceEvent& event, std::uint16_t lo,
                        std::uint32_t packetId, Best& best) const
{
    if (candidate == best.traversal || !m_traversals.has(candidate))
        return;
    const auto& traversal = m_traversals[candidate];
    if (packetId != 0 && (traversal.packetId == packetId || isOtherPacket(traversal, event, packetId)))
        return; // the same number again is another packet's, see continuedBy()
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
                                std::uint16_t lo, std::uint32_t packetId) const
{
    Best best;
    int seen = 0;
    index.find(key, [&](TraversalIndex candidate) {
        consider(candidate, event, lo, packetId, best);
        return ++seen < mostCandidates && !(best.traversal != noIndex && best.tie);
    });
    return best;
}

// A line that lacks what packets are told apart by (ebtables prints neither length nor id, others were cut) belongs to the
// packet of the line before it, where nothing that both say speaks against it; and so does the line behind it.
TraversalIndex Grouping::beside(const TraceEvent& event) const
{
    if (m_events.empty())
        return noIndex;
    const auto& before = m_events[m_events.size() - 1];
    const bool isNext = event.line == before.line + 1;
    if (!isNext || !(lacksIdentity(event) || lacksIdentity(before)) || !saySame(before, event))
        return noIndex;
    const bool sayDevices = (before.flags & event.flags & TraceEvent::HasPacket) == 0; // and little else
    if (sayDevices && ((before.in != 0 && event.in != 0 && before.in != event.in) ||
                       (before.out != 0 && event.out != 0 && before.out != event.out)))
        return noIndex;
    const bool isBackAtItsEntry = before.out != 0 && event.out == 0;
    return isBackAtItsEntry ? noIndex : before.traversal;
}

TraversalIndex Grouping::begin()
{
    m_traversals.push_back({});
    return static_cast<TraversalIndex>(m_traversals.size() - 1);
}

TraversalIndex Grouping::withPacketId(std::uint32_t packetId) const
{
    if (packetId == 0)
        return noIndex;
    const auto found = m_packetIds.find(packetId);
    return found == m_packetIds.end() ? noIndex : found->second;
}

// The kernel uses a number again: then the new packet comes by a chain where the old one was reported before.
TraversalIndex Grouping::continuedBy(std::uint32_t packetId, const TraceEvent& event) const
{
    const auto which = withPacketId(packetId);
    if (which == noIndex)
        return noIndex;
    for (auto at = m_traversals[which].first; at != noIndex; at = m_events[at].next) {
        const auto& seen = m_events[at];
        const bool samePlace =
            event.hasChain() ? seen.chain == event.chain : seen.prefixHash == event.prefixHash;
        if (samePlace && sourceOf(seen) == sourceOf(event))
            return noIndex;
    }
    return which;
}

// The traversal that another source reported at the same chain. Each source keeps the order of the packets it
// sees, so of several that look alike it is the oldest; a copy that a rule sent is told by its devices and TTL.
TraversalIndex Grouping::reportedElsewhere(const TraceEvent& event, std::uint32_t packetId) const
{
    const auto bit = 1U << static_cast<unsigned>(sourceOf(event));
    if ((m_sources & chainSources & ~bit) == 0 || !event.hasChain())
        return noIndex;
    TraversalIndex oldest = noIndex, oldestThere = noIndex;
    int seen = 0;
    m_exact.find(exactKey(event), [&](TraversalIndex candidate) {
        if (!m_traversals.has(candidate))
            return ++seen < mostCandidates;
        const auto& traversal = m_traversals[candidate];
        bool reported = false, mine = false, isThere = false;
        if (!isOtherPacket(traversal, event, packetId) && (traversal.visited >> event.chain & 1U) != 0) {
            for (auto at = traversal.first; at != noIndex; at = m_events[at].next) {
                if (m_events[at].chain != event.chain)
                    continue;
                mine = mine || sourceOf(m_events[at]) == sourceOf(event);
                const auto& other = m_events[at];
                reported = reported || (isSameHeader(other, event) && !other.hasOtherToken(event));
                isThere =
                    isThere || (other.in == event.in && other.out == event.out && other.ttl == event.ttl);
            }
        }
        if (reported && !mine)
            (isThere ? oldestThere : oldest) = candidate;
        return ++seen < mostCandidates;
    });
    return oldestThere != noIndex ? oldestThere : oldest;
}

Grouping::Fit Grouping::seenAtDevice(const TraceEvent& frame) const
{
    Fit best;
    const auto consider = [&](TraversalIndex candidate) {
        const int fit = frameFit(m_traversals[candidate], m_events, frame);
        if (fit > 0 && fit >= best.fit) // of those alike the oldest
            best = {candidate, fit};
    };
    const auto count = static_cast<TraversalIndex>(m_traversals.size());
    const auto oldest = static_cast<TraversalIndex>(m_traversals.first());
    for (auto i = count; i-- > std::max(oldest, count - std::min(count, mostRecent));)
        consider(i);
    int seen = 0;
    if (best.traversal == noIndex) { // where the machine is busy they come later
        m_loose.find(looseKey(frame), [&](TraversalIndex candidate) {
            if (m_traversals.has(candidate))
                consider(candidate);
            return ++seen < mostCandidates;
        });
    }
    return best;
}

// The traversal that the frame belongs to; noIndex: none. Where a capture does not say which way it went, or by which
// device, the traversal does.
TraversalIndex Grouping::placeFrame(TraceEvent& frame)
{
    const auto as = [&](wire::Source source) {
        auto one = frame;
        replaceSource(one, source);
        if (source == wire::Source::WireOut)
            std::swap(one.in, one.out);
        return one;
    };
    Fit found;
    if (sourceOf(frame) != wire::Source::Wire) {
        found = seenAtDevice(frame);
    } else {
        const auto received = as(wire::Source::WireIn), sent = as(wire::Source::WireOut);
        const auto in = seenAtDevice(received), out = seenAtDevice(sent);
        found = in.fit >= out.fit ? in : out;
        if (found.traversal != noIndex)
            frame = in.fit >= out.fit ? received : sent;
    }
    if (found.traversal == noIndex)
        return noIndex;
    const auto& traversal = m_traversals[found.traversal];
    auto& first = m_events[traversal.first];
    if (sourceOf(first) == wire::Source::Wire) // it went on with a lower TTL
        replaceSource(first, wire::Source::WireIn);
    if (frame.in == 0 && frame.out == 0 && traversal.lastPlaced != noIndex) {
        if (sourceOf(frame) == wire::Source::WireIn)
            frame.in = first.in;
        else
            frame.out = m_events[traversal.lastPlaced].out;
    }
    return found.traversal;
}

// An event behind the first, which is a frame, becomes a packet of its own.
void Grouping::part(EventIndex event, TraversalIndex from)
{
    auto before = m_traversals[from].first;
    while (m_events[before].next != event)
        before = m_events[before].next;
    m_events[before].next = std::exchange(m_events[event].next, noIndex);
    if (m_traversals[from].last == event)
        m_traversals[from].last = before;
    --m_traversals[from].eventCount;
    const auto parted = begin();
    m_traversals[parted].first = m_traversals[parted].last = event;
    m_traversals[parted].eventCount = 1;
    m_events[event].traversal = parted;
    askFor(parted, nullptr);
}

// The answer came, whatever else was seen of it; and so did what rules at ingress or of a bridge answer.
void Grouping::askFor(TraversalIndex seenAlone, const wire::PacketPart* quoted)
{
    const auto& event = m_events[m_traversals[seenAlone].first];
    if (isIcmpError(event) && quoted)
        m_replies.linkError(seenAlone, quotedEventOf(*quoted), m_loose, m_events, m_traversals);
    m_replies.seenAtDevice(seenAlone, m_events, m_traversals);
    m_replies.link(seenAlone, m_events, m_traversals);
}

// Behind the others of its traversal, and no new place on its way.
void Grouping::addLate(TraceEvent event, TraversalIndex to, std::uint32_t packetId)
{
    const auto index = static_cast<EventIndex>(m_events.size());
    auto& traversal = m_traversals[to];
    event.traversal = to;
    m_events[traversal.last].next = index;
    traversal.last = index;
    ++traversal.eventCount;
    number(to, packetId);
    m_events.push_back(event);
}

// By the word of the kernel. The device that a packet came by is part of its number (nft_trace_init() in
// net/netfilter/nf_tables_trace.c), so it gets another one where it comes in by lo, and behind PREROUTING where
// it came by a port of a bridge.
bool Grouping::isOtherPacket(const Traversal& traversal, const TraceEvent& event,
                             std::uint32_t packetId) const
{
    if (packetId == 0 || traversal.packetId == 0 || traversal.packetId == packetId)
        return false;
    if (!event.hasChain() || traversal.earlierId != 0 || traversal.lastPlaced == noIndex)
        return true;
    const auto hook = allChains[event.chain].hook;
    const auto last = allChains[m_events[traversal.lastPlaced].chain].hook;
    if (hook == Hook::Prerouting)
        return !traversal.saw(Hook::Output);
    return (hook != Hook::Forward && hook != Hook::Input) || !traversal.saw(Hook::Prerouting) ||
           last == Hook::Output;
}

void Grouping::number(TraversalIndex which, std::uint32_t packetId)
{
    if (packetId == 0)
        return;
    auto& traversal = m_traversals[which];
    if (traversal.packetId != 0 && traversal.packetId != packetId)
        traversal.earlierId = traversal.packetId;
    traversal.packetId = packetId;
    m_packetIds[packetId] = which;
}

void Grouping::add(TraceEvent event, const wire::PacketPart* quoted, std::uint16_t lo, std::uint32_t packetId)
{
    const auto source = sourceOf(event);
    const bool frame = wire::isFrame(source);
    m_sources |= 1U << static_cast<unsigned>(source);
    TraversalIndex known = noIndex;
    if (m_sources != 1U) { // not only the kernel log
        known = continuedBy(packetId, event);
        auto late = frame ? placeFrame(event) : known != noIndex ? known : reportedElsewhere(event, packetId);
        const bool placed = !frame && event.hasChain();
        const auto copy =
            late != noIndex && frame ? copySentBefore(m_traversals[late], m_events, event) : noIndex;
        if (copy != noIndex && m_traversals.size() - late <= mostRecent)
            part(copy, late);
        if (late != noIndex && placed && !m_traversals[late].saw(allChains[event.chain]))
            late = noIndex; // the first source to tell of this chain: it goes on there
        if (late != noIndex) {
            // nftrace hands over too little of an ICMP error for what it quotes: another source has it.
            if (isIcmpError(event) && quoted && m_traversals[late].replyTo == noIndex)
                m_replies.linkError(late, quotedEventOf(*quoted), m_loose, m_events, m_traversals);
            return addLate(event, late, packetId);
        }
    }

    const auto index = static_cast<EventIndex>(m_events.size());
    const bool groupable = (event.flags & TraceEvent::HasPacket) != 0;
    const auto key = exactKey(event);
    Best best;
    bool rewritten = false, isBeside = false;
    if (known != noIndex) {
        best.traversal = known;
        rewritten = !isSameHeader(m_events[m_traversals[known].last], event);
    } else if (groupable && !frame && !lacksIdentity(event)) {
        best = findIn(m_exact, key, event, lo, packetId);
        if (best.traversal == noIndex) {
            best = findIn(m_loose, looseKey(event), event, lo, packetId);
            if (best.traversal == noIndex && event.token != 0)
                best = findIn(m_tokens, tokenKey(event), event, lo, packetId);
            rewritten = best.traversal != noIndex;
        }
    }

    if (best.traversal == noIndex && !frame) {
        best.traversal = beside(event);
        isBeside = best.traversal != noIndex;
        best.tie = isBeside && !groupable; // too little is known of it to be sure
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
    number(event.traversal, packetId);
    m_events.push_back(event);

    if (groupable && isNew && frame)
        askFor(event.traversal, quoted);
    if (!groupable || frame)
        return;
    if (lacksIdentity(event))
        return;
    if (isNew || rewritten || isBeside)
        m_exact.add(key, event.traversal);
    if (isNew || isBeside) {
        m_loose.add(looseKey(event), event.traversal);
        if (event.token != 0)
            m_tokens.add(tokenKey(event), event.traversal);
        if (isIcmpError(event) && quoted)
            m_replies.linkError(event.traversal, quotedEventOf(*quoted), m_loose, m_events, m_traversals);
    }
    if (isNew || rewritten)
        m_replies.link(event.traversal, m_events, m_traversals);
}

} // namespace hookwalk
