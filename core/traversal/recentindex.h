// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what was registered lately under a key: a fixed-size hash index that forgets the oldest entries by
// itself, so that a stream of any length costs the same memory.
#pragma once

#include "model/traceevent.h"

#include <vector>

namespace hookwalk
{

class RecentIndex
{
public:
    // `capacity`: how many registrations are remembered; a power of two.
    explicit RecentIndex(std::uint32_t capacity)
        : m_entries(capacity)
        , m_heads(capacity, noIndex)
    {
    }

    void add(std::uint64_t key, TraversalIndex traversal)
    {
        auto& head = m_heads[slot(key)];
        m_entries[m_count & (m_entries.size() - 1)] = {key, traversal, head};
        head = m_count++;
    }

    // Calls visit(traversal) for the registrations under the key, the latest first, until it returns false.
    template<typename Visit> void find(std::uint64_t key, Visit visit) const
    {
        for (auto at = m_heads[slot(key)]; isRemembered(at);) {
            const auto& entry = m_entries[at & (m_entries.size() - 1)];
            if (entry.key == key && !visit(entry.traversal))
                return;
            if (entry.previous != noIndex && entry.previous >= at)
                return; // its place was taken by a newer one
            at = entry.previous;
        }
    }

private:
    struct Entry {
        std::uint64_t key = 0;
        TraversalIndex traversal = noIndex;
        std::uint32_t previous = noIndex;
    };
    std::size_t slot(std::uint64_t key) const { return (key ^ key >> 32) & (m_heads.size() - 1); }
    bool isRemembered(std::uint32_t at) const { return at != noIndex && at + m_entries.size() >= m_count; }

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_heads;
    std::uint32_t m_count = 0;
};

} // namespace hookwalk
