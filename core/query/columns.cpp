// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/columns.h"

#include "traversal/cause.h"
#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"

#include <algorithm>
#include <cstring>

namespace hookwalk::query
{

namespace
{

std::uint8_t codeOf(const Trace& trace, TraversalIndex packet)
{
    const auto found = std::ranges::find(causeCodes, endingOf(trace, packet).code);
    return found == causeCodes.end() ? Columns::noCause
                                     : static_cast<std::uint8_t>(found - causeCodes.begin());
}

template<typename Value> void addNew(std::vector<Value>& all, Value one)
{
    if (std::ranges::find(all, one) == all.end())
        all.push_back(std::move(one));
}

Met metBy(const Trace& trace, TraversalIndex packet)
{
    Met met;
    if (trace.knowledge().hasRules()) {
        for (const auto& run : chainRunsOf(trace, packet)) {
            addNew(met.chains, run.base.name);
            for (const auto& hit : run.hits) {
                addNew(met.chains, hit.chain);
                if (hit.number > 0)
                    addNew(met.rules, static_cast<std::uint32_t>(hit.number));
            }
        }
    }
    const auto& events = trace.events();
    for (auto at = trace.traversals()[packet].first; at != noIndex; at = events[at].next) {
        const auto& event = events[at];
        const bool isTraced = (event.flags & TraceEvent::Traced) != 0;
        if (!isTraced && (event.hasChain() || wire::isFrame(sourceOf(event))))
            continue;
        const auto line = trace.line(event);
        if (!line.chain.empty())
            addNew(met.chains, std::string(line.chain));
        if (line.traceType == wire::TraceType::Rule && line.traceNumber)
            addNew(met.rules, *line.traceNumber);
    }
    return met;
}

} // namespace

std::size_t Addresses::slotOf(const IpAddress& address) const
{
    std::array<std::uint64_t, 2> halves;
    std::memcpy(halves.data(), address.bytes.data(), sizeof halves);
    auto hash = (halves[0] ^ (halves[1] >> 29)) * 0xff51afd7ed558ccdULL ^ halves[1] * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 32;
    auto slot = static_cast<std::size_t>(hash) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && !isSame(m_all[m_slots[slot]], address))
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

void Addresses::grow()
{
    m_slots.assign(std::max<std::size_t>(1024, m_slots.size() * 2), 0);
    for (std::uint32_t number = 1; number < m_all.size(); ++number)
        m_slots[slotOf(m_all[number])] = number;
}

std::uint32_t Addresses::numberOf(const IpAddress& address)
{
    if (address.isNull())
        return 0;
    if (m_all.size() * 2 >= m_slots.size())
        grow();
    auto& number = m_slots[slotOf(address)];
    if (number == 0) {
        number = static_cast<std::uint32_t>(m_all.size());
        m_all.push_back(address);
    }
    return number;
}

void Columns::forgetBefore(TraversalIndex first)
{
    if (first <= m_first)
        return;
    const auto drop = [count = static_cast<std::ptrdiff_t>(first - m_first)](auto& column) {
        column.erase(column.begin(), column.begin() + std::min(count, std::ssize(column)));
    };
    const auto dropAll = [&](auto&... columns) { (drop(columns), ...); };
    dropAll(m_visited, m_endings, m_causeClasses, m_paths, m_protocols, m_flags, m_ports, m_devices,
            m_addresses, m_causes, m_met);
    m_first = first;
    if (m_known.all().size() > 8 * m_visited.size() + 4096)
        numberAnew();
}

// Addresses that no packet has any more would be kept without end.
void Columns::numberAnew()
{
    Addresses fresh;
    for (auto& row : m_addresses) {
        for (auto& number : row)
            number = fresh.numberOf(m_known.all()[number]);
    }
    m_known = std::move(fresh);
    ++m_numbering;
}

void Columns::read(const Trace& trace, TraversalIndex end)
{
    forgetBefore(static_cast<TraversalIndex>(trace.traversals().first()));
    const auto old = this->end();
    const auto reach = [&](auto&... columns) {
        // At once as large as they will get: to copy a million rows would take too long.
        const auto all = trace.traversals().size() - m_first;
        ((columns.capacity() < all ? columns.reserve(all + all / 4) : void(), columns.resize(end - m_first)),
         ...);
    };
    if (old < end)
        reach(m_visited, m_endings, m_causeClasses, m_paths, m_protocols, m_flags, m_ports, m_devices,
              m_addresses);
    for (auto packet = old; packet < end; ++packet)
        put(trace, packet);
}

void Columns::readDeep(const Trace& trace, TraversalIndex end)
{
    read(trace, end);
    const auto old = m_first + static_cast<TraversalIndex>(m_causes.size());
    if (old >= end)
        return;
    m_causes.reserve(m_visited.capacity());
    m_met.reserve(m_visited.capacity());
    m_causes.resize(end - m_first);
    m_met.resize(end - m_first);
    for (auto packet = old; packet < end; ++packet)
        putDeep(trace, packet);
}

void Columns::readAgain(const Trace& trace, TraversalIndex packet)
{
    if (packet < m_first || packet >= end())
        return;
    put(trace, packet);
    if (packet - m_first < m_causes.size())
        putDeep(trace, packet);
}

void Columns::put(const Trace& trace, TraversalIndex packet)
{
    const auto& traversal = trace.traversals()[packet];
    const auto& first = trace.events()[traversal.first];
    const auto& last = trace.events()[traversal.last];
    const auto row = packet - m_first;
    m_visited[row] = traversal.visited;
    const auto causeClass = causeClassOf(trace, packet);
    m_causeClasses[row] = causeClass.value_or(noCause);
    m_endings[row] = causeClass ? endingOfClass(*causeClass) : endingKindOf(trace, packet);
    m_paths[row] = pathOf(trace, packet);
    m_protocols[row] = first.protocol;
    m_flags[row] = static_cast<std::uint8_t>((traversal.reply != noIndex ? IsAnswered : 0) |
                                             (traversal.replyTo != noIndex ? IsAnswer : 0) |
                                             (hasPorts(first) || hasPorts(last) ? HasPorts : 0));
    // Of a later fragment nobody knows them; what another line of its packet tells counts.
    const auto& from = hasPorts(first) ? first : last;
    const auto& to = hasPorts(last) ? last : first;
    m_ports[row] = {from.portA, from.portB, to.portA, to.portB};
    m_devices[row] = {first.in, first.out, last.in, last.out};
    for (const auto number : m_devices[row]) {
        while (m_deviceNames.size() <= number)
            m_deviceNames.emplace_back(trace.device(static_cast<std::uint16_t>(m_deviceNames.size())));
    }
    auto& addresses = m_addresses[row];
    addresses[0] = m_known.numberOf(first.source);
    addresses[1] = m_known.numberOf(first.destination);
    addresses[2] = isSame(last.source, first.source) ? addresses[0] : m_known.numberOf(last.source);
    addresses[3] =
        isSame(last.destination, first.destination) ? addresses[1] : m_known.numberOf(last.destination);
}

std::uint32_t Columns::numberOf(const Met& met)
{
    if (met.rules.empty() && met.chains.empty())
        return 0;
    std::string key;
    for (const auto rule : met.rules)
        key += std::to_string(rule) + ' ';
    for (const auto& chain : met.chains)
        key += chain + '\n';
    const auto [entry, isNew] = m_metNumbers.emplace(key, static_cast<std::uint32_t>(m_metAll.size()));
    if (isNew)
        m_metAll.push_back(met);
    return entry->second;
}

std::uint8_t Columns::causeOf(const Trace& trace, TraversalIndex packet)
{
    const auto which = m_causeClasses[packet - m_first];
    if (which == noCause)
        return codeOf(trace, packet);
    auto& known = m_causeOf[which];
    if (!known)
        known = codeOf(trace, packet);
    return *known;
}

void Columns::putDeep(const Trace& trace, TraversalIndex packet)
{
    const auto row = packet - m_first;
    m_causes[row] = causeOf(trace, packet);
    m_met[row] = numberOf(metBy(trace, packet));
}

bool Columns::isDevice(std::string_view name) const
{
    return !name.empty() && std::ranges::find(m_deviceNames, name) != m_deviceNames.end();
}

bool Columns::isChain(std::string_view name) const
{
    return std::ranges::any_of(
        m_metAll, [&](const Met& met) { return std::ranges::find(met.chains, name) != met.chains.end(); });
}

} // namespace hookwalk::query
