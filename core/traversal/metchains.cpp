// SPDX-License-Identifier: GPL-3.0-or-later
// Which base chains packets met, and in which order: what Knowledge gathers for ownchains.h.
#include "traversal/knowledge.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace hookwalk
{

std::optional<std::uint32_t> Knowledge::Names::known(const std::string& name) const
{
    const auto found = m_numbers.find(name);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

// Of all recordings: two never have the same version.
void Knowledge::notePlaces()
{
    static std::atomic<std::uint32_t> latest = 0;
    m_placesVersion = ++latest;
}

// Few chains and few orders: looking through them costs less than a hash.
void Knowledge::noteMet(const Hit& hit, Packet& packet)
{
    const auto isSame = [&](const MetChain& met) {
        return met.chain == hit.chain && met.table == hit.table && met.family == hit.family;
    };
    if (hit.depth > 0 || (packet.base != noBase && isSame(m_metChains[packet.base])))
        return;
    auto found = std::ranges::find_if(m_metChains, isSame);
    if (found == m_metChains.end()) {
        if (m_metChains.size() >= noBase)
            return;
        found = m_metChains.insert(found, {hit.family, hit.table, hit.chain});
        notePlaces();
    }
    const auto now = static_cast<std::uint16_t>(found - m_metChains.begin());
    const std::pair succession(std::exchange(packet.base, now), now);
    if (succession.first == noBase || std::ranges::find(m_successions, succession) != m_successions.end())
        return;
    m_successions.push_back(succession);
    notePlaces();
}

void Knowledge::noteDecided(const Packet& packet)
{
    if (packet.base == noBase || m_metChains[packet.base].hasDecided)
        return;
    m_metChains[packet.base].hasDecided = true;
    notePlaces();
}

std::optional<std::size_t> Knowledge::metChain(const BaseChain& base) const
{
    const auto family = m_names.known(base.family), table = m_names.known(base.table),
               chain = m_names.known(base.name);
    for (std::size_t i = 0; i < m_metChains.size() && family && table && chain; ++i) {
        const MetChain& met = m_metChains[i];
        if (met.family == *family && met.table == *table && met.chain == *chain)
            return i;
    }
    return std::nullopt;
}

bool Knowledge::ranRightBefore(const BaseChain& first, const BaseChain& second) const
{
    const auto from = metChain(first), to = metChain(second);
    return from && to &&
           std::ranges::find(m_successions,
                             std::pair(static_cast<std::uint16_t>(*from), static_cast<std::uint16_t>(*to))) !=
               m_successions.end();
}

} // namespace hookwalk
