// SPDX-License-Identifier: GPL-3.0-or-later
// The pairs of addresses under which packets of traced connections travel: conntrack tells them, so that packets
// are known whose source and destination were both rewritten.
#pragma once

#include "model/ipaddress.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <utility>

namespace hookwalk::kernel
{

class Followed
{
public:
    void add(const IpAddress& a, const IpAddress& b)
    {
        const auto pair = std::minmax(a, b);
        if (!m_pairs.emplace(pair).second)
            return;
        ++m_added;
        m_order.emplace_back(pair);
        if (m_order.size() > most) {
            m_pairs.erase(m_order.front());
            m_order.pop_front();
        }
    }
    bool has(const IpAddress& a, const IpAddress& b) const
    {
        return m_pairs.contains(std::minmax(a, b));
    }                                               // either way
    std::uint64_t added() const { return m_added; } // how many pairs, ever

private:
    using Pair = std::pair<IpAddress, IpAddress>;
    static constexpr std::size_t most = 256; // the latest
    std::set<Pair> m_pairs;
    std::deque<Pair> m_order;
    std::uint64_t m_added = 0;
};

} // namespace hookwalk::kernel
