// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeaxis.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr double evenStepMs = 600, marginMs = 600; // margin: before the first and behind the last event

double between(double from, double to, double part)
{
    return from + part * (to - from);
}

double share(double value, double from, double to)
{
    return to > from ? (value - from) / (to - from) : 0;
}

} // namespace

TimeSpan TimeSpan::grownTo(double least) const
{
    const double missing = std::max(0.0, least - length());
    return {begin - missing / 2, end + missing / 2};
}

TimeSpan TimeSpan::within(const TimeSpan& all) const
{
    const double kept = std::min(length(), all.length());
    const double from = std::clamp(begin, all.begin, all.end - kept);
    return {from, from + kept};
}

TimeSpan TimeSpan::movedTo(double us, double part) const
{
    return {us - part * length(), us + (1 - part) * length()};
}

TimeAxis::TimeAxis(TimeKind kind, TimeSpan span, std::vector<double> timesUs, double weight)
    : m_kind(kind)
    , m_span(span)
    , m_times(std::move(timesUs))
    , m_end(span.length())
{
    if (kind == TimeKind::True)
        return;
    m_places.reserve(m_times.size());
    double place = marginMs;
    for (std::size_t event = 0; event < m_times.size(); ++event) {
        if (event > 0)
            place += weight * (kind == TimeKind::Even
                                   ? evenStepMs
                                   : stretchedMs((m_times[event] - m_times[event - 1]) / weight));
        m_places.push_back(place);
    }
    m_end = place + marginMs;
}

double TimeAxis::placeOf(std::size_t event) const
{
    return m_kind == TimeKind::True ? m_times[event] - m_span.begin : m_places[event];
}

double TimeAxis::placeAt(double us) const
{
    if (m_kind == TimeKind::True)
        return us - m_span.begin;
    if (m_times.empty())
        return share(us, m_span.begin, m_span.end) * m_end;
    const auto next = static_cast<std::size_t>(std::ranges::upper_bound(m_times, us) - m_times.begin());
    if (next == 0)
        return us < m_span.begin ? -1
                                 : between(0, m_places.front(), share(us, m_span.begin, m_times.front()));
    if (next == m_times.size())
        return us > m_span.end ? m_end + 1
                               : between(m_places.back(), m_end, share(us, m_times.back(), m_span.end));
    return between(m_places[next - 1], m_places[next], share(us, m_times[next - 1], m_times[next]));
}

double TimeAxis::usAt(double place) const
{
    if (m_kind == TimeKind::True)
        return m_span.begin + place;
    if (m_times.empty())
        return between(m_span.begin, m_span.end, m_end > 0 ? place / m_end : 0);
    const auto next = static_cast<std::size_t>(std::ranges::upper_bound(m_places, place) - m_places.begin());
    if (next == 0)
        return between(m_span.begin, m_times.front(), std::max(0.0, place / m_places.front()));
    if (next == m_times.size())
        return between(m_times.back(), m_span.end, std::min(1.0, share(place, m_places.back(), m_end)));
    return between(m_times[next - 1], m_times[next], share(place, m_places[next - 1], m_places[next]));
}

std::size_t TimeAxis::nearest(double place) const
{
    std::size_t low = 0, high = m_times.size();
    while (low < high) {
        const auto middle = (low + high) / 2;
        placeOf(middle) < place ? low = middle + 1 : high = middle;
    }
    if (low == m_times.size())
        return low == 0 ? 0 : low - 1;
    return low > 0 && place - placeOf(low - 1) <= placeOf(low) - place ? low - 1 : low;
}

double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1e-9))));
    for (const double lead : {1.0, 2.0, 5.0}) {
        if (lead * power >= least * (1 - 1e-9))
            return lead * power;
    }
    return 10 * power;
}

} // namespace hookwalk::ui
