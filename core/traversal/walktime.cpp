// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/walktime.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

// Distance that stops keep from each other where no times tell it, microseconds: enough to follow with the
// eye.
constexpr double plainGapUs = 4;

} // namespace

void placeInTime(Walk& walk)
{
    auto& stops = walk.stops;
    std::vector<std::size_t> timed;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (!stops[i].toldUs)
            continue;
        // The same time again has a place of its own, but tells no other (many logs count whole seconds); a clock that went
        // back tells none.
        const double since = timed.empty() ? 0 : *stops[i].toldUs - stops[timed.back()].offsetUs;
        if (since < 0)
            stops[i].toldUs.reset();
        if (timed.empty() || since > 0) {
            stops[i].offsetUs = *stops[i].toldUs;
            timed.push_back(i);
        }
    }
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const auto next = std::ranges::lower_bound(timed, i);
        if (next != timed.end() && *next == i)
            continue;
        const bool hasBefore = next != timed.begin(), hasAfter = next != timed.end();
        if (hasBefore && hasAfter) {
            const auto a = *std::prev(next), b = *next;
            const double share = static_cast<double>(i - a) / static_cast<double>(b - a);
            stops[i].offsetUs = stops[a].offsetUs + share * (stops[b].offsetUs - stops[a].offsetUs);
        } else if (hasBefore) {
            stops[i].offsetUs =
                stops[*std::prev(next)].offsetUs + plainGapUs * static_cast<double>(i - *std::prev(next));
        } else if (hasAfter) {
            stops[i].offsetUs = stops[*next].offsetUs - plainGapUs * static_cast<double>(*next - i);
        } else {
            stops[i].offsetUs = plainGapUs * static_cast<double>(i);
        }
    }
    if (!stops.empty()) {
        walk.startUs = std::min(0.0, stops.front().offsetUs);
        walk.durationUs = stops.back().offsetUs;
    }
}

} // namespace hookwalk
