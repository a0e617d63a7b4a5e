// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/match.h"

#include <algorithm>
#include <utility>

namespace hookwalk::query
{

namespace
{

using Kind = Condition::Kind;

template<typename Holds>
void mark(TraversalIndex from, TraversalIndex end, bool isNot, Bits& bits, const Holds& holds)
{
    for (auto packet = from; packet < end; ++packet) {
        if (holds(packet) != isNot)
            bits.set(packet, true);
    }
}

bool isInText(const Trace& trace, TraversalIndex packet, const std::string& text)
{
    const auto& events = trace.events();
    for (auto at = trace.traversals()[packet].first; at != noIndex; at = events[at].next) {
        if (trace.text(events[at]).find(text) != std::string_view::npos)
            return true;
    }
    return false;
}

} // namespace

void Bits::forgetBefore(TraversalIndex first)
{
    if (first < m_first + 64)
        return;
    const auto gone = static_cast<std::ptrdiff_t>((first - m_first) / 64);
    m_words.erase(m_words.begin(), m_words.begin() + std::min(gone, std::ssize(m_words)));
    m_first = first / 64 * 64;
}

bool Matcher::isDeep() const
{
    return m_condition.kind == Kind::Cause || m_condition.kind == Kind::Rule ||
           m_condition.kind == Kind::Chain;
}

// Entries that are kept once are asked once each, also where a million packets have them.
void Matcher::prepare(const Columns& columns)
{
    if (std::exchange(m_numbering, columns.numbering()) != columns.numbering())
        m_isHit.clear();
    const auto ask = [this](const auto& entries, const auto& holds) {
        for (auto number = m_isHit.size(); number < entries.size(); ++number)
            m_isHit.push_back(number != 0 && holds(entries[number]) ? 1 : 0);
    };
    const auto& name = m_condition.name;
    if (m_condition.kind == Kind::Address)
        ask(columns.addresses(), [&](const IpAddress& one) {
            return one.isV4() == m_condition.net.address.isV4() && m_condition.net.contains(one);
        });
    else if (m_condition.kind == Kind::Device)
        ask(columns.devices(), [&](const std::string& device) { return device == name; });
    else if (m_condition.kind == Kind::Rule)
        ask(columns.metAll(), [&](const Met& met) {
            return std::ranges::find(met.rules, m_condition.number) != met.rules.end();
        });
    else if (m_condition.kind == Kind::Chain)
        ask(columns.metAll(),
            [&](const Met& met) { return std::ranges::find(met.chains, name) != met.chains.end(); });
}

void Matcher::match(const Trace& trace, const Columns& columns, TraversalIndex from, TraversalIndex end,
                    Bits& bits)
{
    prepare(columns);
    const auto number = m_condition.number;
    const auto run = [&](const auto& holds) { mark(from, end, m_condition.isNot, bits, holds); };
    const auto anyOf = [&](const auto& column) {
        run([&](TraversalIndex packet) {
            const auto& values = column(columns[packet]);
            return std::ranges::any_of(values, [&](auto value) { return m_isHit[value] != 0; });
        });
    };
    switch (m_condition.kind) {
    case Kind::Ending:
        return run([&](auto packet) { return columns[packet].ending() == static_cast<EndingKind>(number); });
    case Kind::Answered:
        return run([&](auto packet) { return columns[packet].has(Columns::IsAnswered); });
    case Kind::NoAnswer:
        return run([&](auto packet) {
            return !columns[packet].has(Columns::IsAnswered) && !columns[packet].has(Columns::IsAnswer);
        });
    case Kind::Path:
        return run([&](auto packet) { return columns[packet].path() == static_cast<Path>(number); });
    case Kind::Cause:
        return run([&](auto packet) { return columns[packet].cause() == number; });
    case Kind::Port:
        return run([&](auto packet) {
            const auto row = columns[packet];
            return row.has(Columns::HasPorts) && std::ranges::find(row.ports(), number) != row.ports().end();
        });
    case Kind::Protocol:
        return run([&](auto packet) { return columns[packet].protocol() == number; });
    case Kind::Chains:
        return run([&](auto packet) { return (columns[packet].visited() & number) != 0; });
    case Kind::Time:
        return run([&, span = m_condition.span](auto packet) {
            constexpr std::int64_t dayUs = 86'400'000'000;
            const auto us = trace.events()[trace.traversals()[packet].first].timeUs;
            const auto then = span.isOfDay ? (us % dayUs + dayUs) % dayUs : us;
            return us != noTime && then >= span.from && then <= span.to;
        });
    case Kind::Text:
        return run([&](auto packet) { return isInText(trace, packet, m_condition.name); });
    case Kind::Address:
        return anyOf([](const Columns::Row& row) -> const auto& { return row.addresses(); });
    case Kind::Rule:
    case Kind::Chain:
        return run([&](auto packet) { return m_isHit[columns[packet].met()] != 0; });
    case Kind::Device:
        return anyOf([](const Columns::Row& row) -> const auto& { return row.devices(); });
    case Kind::Name:
        break; // see above
    }
}

} // namespace hookwalk::query
