// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/density.h"

#include <algorithm>

namespace hookwalk::query
{

namespace
{

constexpr std::size_t mostBins = 1U << 16; // of the lowest level: 0.8 MB, whatever the length of the log

void join(Density::Bin& bin, const Density::Bin& other)
{
    bin.all += other.all;
    bin.shown += other.shown;
    bin.drops += other.drops;
}

std::vector<Density::Bin> halved(const std::vector<Density::Bin>& level)
{
    std::vector<Density::Bin> half((level.size() + 1) / 2);
    for (std::size_t bin = 0; bin < level.size(); ++bin)
        join(half[bin / 2], level[bin]);
    return half;
}

} // namespace

void Density::addLevels()
{
    while (m_levels.back().size() > 1)
        m_levels.push_back(halved(m_levels.back()));
}

// Room for that moment. A log that is longer than the finest bins allow loses the finest level.
void Density::reach(std::int64_t timeUs)
{
    if (m_levels.empty()) {
        m_originUs = timeUs;
        m_levels.emplace_back(1);
    }
    if (timeUs < m_originUs) {
        // Before all others, as of another clock: whole bins more at the front, an even number on each level.
        const auto reach = m_levels.size() + 1;
        const auto blockUs = m_binUs << std::min<std::size_t>(reach, 40);
        const auto blocks = (m_originUs - timeUs + blockUs - 1) / blockUs;
        auto wanted = static_cast<std::size_t>(blocks) << std::min<std::size_t>(reach, 40);
        m_originUs -= blocks * blockUs;
        while (wanted > mostBins) {
            m_levels.front() = halved(m_levels.front());
            m_binUs *= 2;
            wanted /= 2;
        }
        m_levels.resize(1);
        m_levels.front().insert(m_levels.front().begin(), wanted, Bin{});
    }
    auto wanted = static_cast<std::uint64_t>((timeUs - m_originUs) / m_binUs) + 1;
    while (wanted > mostBins) {
        m_levels.resize(1);
        m_levels.front() = halved(m_levels.front());
        m_binUs *= 2;
        wanted = static_cast<std::uint64_t>((timeUs - m_originUs) / m_binUs) + 1;
    }
    if (m_levels.front().size() < wanted || m_levels.size() == 1) {
        for (std::size_t level = 0; level < m_levels.size(); ++level)
            m_levels[level].resize(
                std::max<std::size_t>(m_levels[level].size(), ((wanted - 1) >> level) + 1));
        addLevels();
    }
}

template<typename Change> void Density::change(std::int64_t timeUs, const Change& apply)
{
    const auto at = static_cast<std::size_t>((timeUs - m_originUs) / m_binUs);
    for (std::size_t level = 0; level < m_levels.size(); ++level)
        apply(m_levels[level][at >> level]);
}

void Density::add(std::int64_t timeUs)
{
    reach(timeUs);
    change(timeUs, [](Bin& bin) { ++bin.all; });
}

void Density::show(std::int64_t timeUs, bool isDropped)
{
    change(timeUs, [isDropped](Bin& bin) {
        ++bin.shown;
        bin.drops += isDropped ? 1 : 0;
    });
}

void Density::showNone()
{
    for (auto& level : m_levels) {
        for (auto& bin : level)
            bin.shown = bin.drops = 0;
    }
}

std::vector<Density::Bin> Density::parts(std::int64_t beginUs, std::int64_t endUs, std::size_t count) const
{
    std::vector<Bin> parts(count);
    if (m_levels.empty() || endUs <= beginUs || count == 0)
        return parts;
    const auto length = static_cast<double>(endUs - beginUs);
    const double partUs = length / static_cast<double>(count);
    std::size_t level = 0;
    while (level + 1 < m_levels.size() && static_cast<double>(m_binUs << (level + 1)) <= partUs / 16)
        ++level;
    const std::int64_t binUs = m_binUs << level;
    const auto& bins = m_levels[level];
    const auto first = beginUs <= m_originUs ? 0 : (beginUs - m_originUs) / binUs;
    for (auto at = static_cast<std::size_t>(first); at < bins.size(); ++at) {
        const auto time = m_originUs + static_cast<std::int64_t>(at) * binUs;
        if (time >= endUs)
            break;
        const auto part =
            static_cast<std::size_t>(static_cast<double>(std::max<std::int64_t>(0, time - beginUs)) / partUs);
        join(parts[std::min(part, count - 1)], bins[at]);
    }
    return parts;
}

std::size_t Density::binCount() const
{
    std::size_t count = 0;
    for (const auto& level : m_levels)
        count += level.size();
    return count;
}

} // namespace hookwalk::query
