// SPDX-License-Identifier: GPL-3.0-or-later
// The pairs of addresses under which packets of traced connections travel: conntrack tells them, so that packets
// are known whose source and destination were both rewritten.
#pragma once

#include "model/ipaddress.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <utility>

namespace hookwalk::kernel
{

class Followed
{
public:
    void add(const IpAddress& a, const IpAddress& b)
    {
        if (has(a, b))
            return;
        m_pairs.emplace_back(a, b);
        if (m_pairs.size() > most)
            m_pairs.pop_front();
    }
    bool has(const IpAddress& a, const IpAddress& b) const // in either direction
    {
        return std::ranges::any_of(m_pairs, [&](const auto& pair) {
            return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
        });
    }

private:
    static constexpr std::size_t most = 256; // the latest
    std::deque<std::pair<IpAddress, IpAddress>> m_pairs;
};

} // namespace hookwalk::kernel
