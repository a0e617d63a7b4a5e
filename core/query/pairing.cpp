// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pairing.h"

#include "traversal/event.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace hookwalk::query
{

namespace
{

using Indices = std::vector<TraversalIndex>;

const TraceEvent& asSent(const Trace& trace, TraversalIndex packet)
{
    return trace.events()[trace.traversals()[packet].first];
}

// What the same probe has in every run.
using ProbeKind = std::tuple<std::uint8_t, std::array<std::uint8_t, 16>, std::array<std::uint8_t, 16>,
                             std::uint16_t, std::uint8_t, std::uint8_t, bool>;

ProbeKind kindOf(const Trace& trace, TraversalIndex packet)
{
    const auto& event = asSent(trace, packet);
    const bool isReply = trace.traversals()[packet].replyTo != noIndex;
    const bool isEcho = isEchoRequest(event) || isEchoReply(event);
    const auto service = isEcho ? std::uint16_t{0} : isReply ? event.portA : event.portB;
    return {event.protocol, event.source.bytes, event.destination.bytes,
            service,        event.icmpType,     event.icmpCode,
            isReply};
}

// A number that may count up from packet to packet.
using Counter = std::uint16_t (*)(const TraceEvent&);
constexpr std::array<Counter, 4> counters{
    [](const TraceEvent& event) {
        return isEchoRequest(event) || isEchoReply(event) ? event.portB : std::uint16_t{0};
    },
    [](const TraceEvent& event) {
        return isEchoRequest(event) || isEchoReply(event) ? std::uint16_t{0} : event.portA;
    },
    [](const TraceEvent& event) { // of answers
        return isEchoRequest(event) || isEchoReply(event) ? std::uint16_t{0} : event.portB;
    },
    [](const TraceEvent& event) { return event.ipId; },
};

// How B's numbers follow from A's.
struct Shift {
    std::uint16_t by = 0;
    std::size_t common = 0;  // packets of A that have a partner so
    std::size_t counter = 0; // index in counters
};

// The packets of both runs that are of one kind.
class Group
{
public:
    Group(const Trace& a, const Trace& b, const Indices& ofA, const Indices& ofB)
        : m_a(a)
        , m_b(b)
        , m_ofA(ofA)
        , m_ofB(ofB)
    {
    }

    // The best by itself; of one packet each nothing can be said.
    Shift bestShift() const
    {
        Shift best;
        if (m_ofA.size() < 2 && m_ofB.size() < 2)
            return best;
        for (std::size_t counter = 0; counter < counters.size(); ++counter) {
            auto found = shiftOf(counters[counter]);
            found.counter = counter;
            if (found.common > best.common)
                best = found;
        }
        return best;
    }

    // How many packets of A have a partner so.
    std::size_t commonBy(const Shift& shift) const
    {
        std::unordered_map<std::uint16_t, bool> isInB;
        for (const auto packet : m_ofB)
            isInB[counters[shift.counter](asSent(m_b, packet))] = true;
        return static_cast<std::size_t>(std::ranges::count_if(m_ofA, [&](TraversalIndex packet) {
            return isInB.contains(
                static_cast<std::uint16_t>(counters[shift.counter](asSent(m_a, packet)) + shift.by));
        }));
    }

    // `ofRun`: what most groups of the run have, which is right where this one has lost its first packets.
    void pair(const Shift& ofRun, std::vector<PacketPair>& pairs) const
    {
        auto shift = bestShift();
        const auto common = shift.common == 0 ? 0 : commonBy(ofRun);
        if (common * 10 >= shift.common * 9 && common != 0)
            shift = {ofRun.by, common, ofRun.counter};
        if (shift.common != 0 && shift.common * 2 >= std::min(m_ofA.size(), m_ofB.size()))
            byCounter(counters[shift.counter], shift.by, pairs);
        else
            inOrder(pairs);
    }

private:
    static constexpr std::size_t looksAhead = 16; // losses at the beginning of a run that are seen as such
    static constexpr std::size_t mostSampled = 4096;

    Shift shiftOf(Counter counter) const
    {
        const auto valuesOf = [&](const Trace& trace, const Indices& packets) {
            std::vector<std::uint16_t> values;
            for (const auto packet : std::span(packets).first(std::min(packets.size(), mostSampled)))
                values.push_back(counter(asSent(trace, packet)));
            return values;
        };
        const auto isCounting = [](std::vector<std::uint16_t> values) {
            const auto size = values.size();
            std::ranges::sort(values);
            return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin()) * 2 >
                   size;
        };
        const auto a = valuesOf(m_a, m_ofA), b = valuesOf(m_b, m_ofB);
        if (!isCounting(a) || !isCounting(b))
            return {};
        std::vector<bool> isInB(0x10000);
        for (const auto value : b)
            isInB[value] = true;
        Shift best;
        std::vector<std::uint16_t> tried;
        const auto attempt = [&](std::uint16_t by) {
            if (std::ranges::find(tried, by) != tried.end())
                return;
            tried.push_back(by);
            const auto common = static_cast<std::size_t>(std::ranges::count_if(
                a, [&](std::uint16_t value) { return isInB[static_cast<std::uint16_t>(value + by)]; }));
            if (common > best.common)
                best = {by, common};
        };
        attempt(0); // a source port that was chosen, a sequence that begins at 0
        for (std::size_t i = 0; i < std::min(a.size(), looksAhead); ++i) {
            for (std::size_t j = 0; j < std::min(b.size(), looksAhead); ++j)
                attempt(static_cast<std::uint16_t>(b[j] - a[i]));
        }
        return best;
    }

    void byCounter(Counter counter, std::uint16_t shift, std::vector<PacketPair>& pairs) const
    {
        std::unordered_map<std::uint16_t, std::vector<TraversalIndex>> waiting; // of B, the latest first
        for (auto packet = m_ofB.rbegin(); packet != m_ofB.rend(); ++packet)
            waiting[counter(asSent(m_b, *packet))].push_back(*packet);
        for (const auto packet : m_ofA) {
            auto& same = waiting[static_cast<std::uint16_t>(counter(asSent(m_a, packet)) + shift)];
            pairs.push_back({packet, same.empty() ? noIndex : same.back()});
            if (!same.empty())
                same.pop_back();
        }
        for (const auto& [value, left] : waiting) {
            for (const auto packet : left)
                pairs.push_back({noIndex, packet});
        }
    }

    void inOrder(std::vector<PacketPair>& pairs) const
    {
        for (std::size_t i = 0; i < std::max(m_ofA.size(), m_ofB.size()); ++i)
            pairs.push_back({i < m_ofA.size() ? m_ofA[i] : noIndex, i < m_ofB.size() ? m_ofB[i] : noIndex});
    }

    const Trace &m_a, &m_b;
    const Indices &m_ofA, &m_ofB;
};

} // namespace

std::vector<PacketPair> pairsOf(const Run& a, const Run& b)
{
    std::map<ProbeKind, std::array<Indices, 2>> kinds;
    for (const auto packet : a.packets)
        kinds[kindOf(a.trace, packet)][0].push_back(packet);
    for (const auto packet : b.packets)
        kinds[kindOf(b.trace, packet)][1].push_back(packet);
    // Ports and ids count through a whole run, whatever its packets are for.
    std::map<std::pair<std::size_t, std::uint16_t>, std::size_t> votes;
    for (const auto& [kind, packets] : kinds) {
        const auto shift = Group(a.trace, b.trace, packets[0], packets[1]).bestShift();
        votes[{shift.counter, shift.by}] += shift.common;
    }
    Shift ofRun;
    for (const auto& [which, common] : votes) {
        if (common > ofRun.common)
            ofRun = {which.second, common, which.first};
    }
    std::vector<PacketPair> pairs;
    for (const auto& [kind, packets] : kinds)
        Group(a.trace, b.trace, packets[0], packets[1]).pair(ofRun, pairs);
    std::ranges::sort(pairs, {}, [](const PacketPair& pair) { return std::tuple(pair.a, pair.b); });
    return pairs;
}

} // namespace hookwalk::query
