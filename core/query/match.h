// SPDX-License-Identifier: GPL-3.0-or-later
// Which packets a term of a filter lets through: a bit for each. Internal to query.
#pragma once

#include "query/columns.h"
#include "query/filter.h"

namespace hookwalk::query
{

// Bits of packets from first() on, which is a multiple of 64.
class Bits
{
public:
    explicit Bits(TraversalIndex first = 0)
        : m_first(first / 64 * 64)
    {
    }
    void forgetBefore(TraversalIndex first);
    // Room for packets before `end`; new ones have no bit set.
    void reach(TraversalIndex end) { m_words.resize((end - m_first + 63) / 64); }
    bool has(TraversalIndex packet) const
    {
        return (m_words[(packet - m_first) / 64] >> (packet - m_first) % 64 & 1U) != 0;
    }
    void set(TraversalIndex packet, bool on)
    {
        auto& word = m_words[(packet - m_first) / 64];
        const auto bit = std::uint64_t{1} << (packet - m_first) % 64;
        word = on ? word | bit : word & ~bit;
    }
    TraversalIndex first() const { return m_first; }
    std::vector<std::uint64_t>& words() { return m_words; }
    const std::vector<std::uint64_t>& words() const { return m_words; }

private:
    TraversalIndex m_first;
    std::vector<std::uint64_t> m_words;
};

// A condition made ready for many packets. Columns that it asks for must have been read.
class Matcher
{
public:
    // Of no Name: that must have been taken for a Device or a Chain.
    explicit Matcher(Condition condition)
        : m_condition(std::move(condition))
    {
    }
    bool isDeep() const; // asks for what Columns::readDeep() reads
    bool isSlow() const { return m_condition.kind == Condition::Kind::Text; }

    // Adds to the bits of the packets from `from` to before `end` for which it holds.
    void match(const Trace& trace, const Columns& columns, TraversalIndex from, TraversalIndex end,
               Bits& bits);

private:
    void prepare(const Columns& columns);

    Condition m_condition;
    std::uint32_t m_numbering = 0;
    std::vector<char> m_isHit; // by number: of an address, of a device, of what was met
};

} // namespace hookwalk::query
