// SPDX-License-Identifier: GPL-3.0-or-later
// How many packets there were when: a pyramid of bins, each twice as long as one of the level below, so that any part of
// the time is told in as few bins as there are pixels. Adding a packet touches one bin a level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hookwalk::query
{

class Density
{
public:
    static constexpr std::int64_t leastBinUs = 1; // doubled as the log grows

    struct Bin {
        std::uint32_t all = 0;   // packets that began here
        std::uint32_t shown = 0; // of these: what the filter leaves
        std::uint32_t drops = 0; // of the shown ones
        bool operator==(const Bin&) const = default;
    };

    void add(std::int64_t timeUs);                  // a packet; earlier ones may come later
    void show(std::int64_t timeUs, bool isDropped); // one that was added
    void showNone();                                // another filter: "shown" and "drops" begin anew
    bool isEmpty() const { return m_levels.empty(); }
    // The counts between two moments, in so many equal parts, of the longest bins of which 16 go into a part;
    // the first part takes the bin that `beginUs` lies in. Each packet is in exactly one part.
    std::vector<Bin> parts(std::int64_t beginUs, std::int64_t endUs, std::size_t count) const;
    Bin sum(std::int64_t beginUs, std::int64_t endUs) const { return parts(beginUs, endUs, 1).front(); }

    std::int64_t binUs() const { return m_binUs; } // of the lowest level
    std::size_t binCount() const;                  // of all levels

private:
    using Level = std::vector<Bin>;

    template<typename Change> void change(std::int64_t timeUs, const Change& apply);
    void reach(std::int64_t timeUs);
    void addLevels();

    std::int64_t m_originUs = 0; // where the first bin of every level begins
    std::int64_t m_binUs = leastBinUs;
    std::vector<Level> m_levels; // [0] the finest
};

} // namespace hookwalk::query
