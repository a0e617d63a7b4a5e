// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/pacing.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr double evenMs = 600;

// Where `value` lies on one scale, told on the other: the last of equal places, and within a gap in proportion.
double convert(const std::vector<double>& from, const std::vector<double>& to, double value)
{
    if (from.empty())
        return 0;
    const auto next = std::ranges::upper_bound(from, value);
    if (next == from.begin())
        return to.front();
    const auto here = static_cast<std::size_t>(next - from.begin()) - 1;
    if (next == from.end())
        return to.back();
    const double part = (value - from[here]) / (from[here + 1] - from[here]);
    return to[here] + part * (to[here + 1] - to[here]);
}

} // namespace

double stretchedMs(double gapUs)
{
    constexpr double shortest = 250, longest = 1500, mostUs = 1e7;
    return shortest + (longest - shortest) * std::log1p(std::clamp(gapUs, 0.0, mostUs)) / std::log1p(mostUs);
}

Pacing::Pacing(TimeKind kind, std::vector<double> stopsUs, qint64 slowdown)
    : m_stopsUs(std::move(stopsUs))
{
    double moment = 0;
    for (std::size_t stop = 0; stop < m_stopsUs.size(); ++stop) {
        const double gapUs = stop == 0 ? 0 : m_stopsUs[stop] - m_stopsUs[stop - 1];
        if (stop > 0)
            moment += kind == TimeKind::Even        ? evenMs
                      : kind == TimeKind::Stretched ? stretchedMs(gapUs)
                                                    : gapUs * static_cast<double>(slowdown) / 1000;
        m_moments.push_back(moment);
    }
}

int Pacing::stopAt(double ms) const
{
    const auto next = std::ranges::upper_bound(m_moments, ms);
    return m_moments.empty() ? -1 : std::max(0, static_cast<int>(next - m_moments.begin()) - 1);
}

double Pacing::usAt(double ms) const
{
    return convert(m_moments, m_stopsUs, ms);
}

double Pacing::msAt(double us) const
{
    return convert(m_stopsUs, m_moments, us);
}

} // namespace hookwalk::ui
