// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/roundtrips.h"

#include <algorithm>
#include <netinet/in.h>

namespace hookwalk::ui
{

namespace
{

constexpr TraversalIndex mostRead = 500; // of a saved log
constexpr std::size_t mostKept = 2000;
constexpr std::uint8_t echoRequest = 8; // RFC 792

bool wasAnswered(const session::PingResult& result)
{
    return result.outcome == session::PingOutcome::Replied || result.outcome == session::PingOutcome::Late;
}

} // namespace

void RoundTrips::beginRun()
{
    m_runStart = m_all.size();
    m_newest = 0;
}

void RoundTrips::add(const QVector<session::PingResult>& results)
{
    for (const auto& result : results) {
        RoundTrip trip;
        trip.label = QStringLiteral("seq %1").arg(result.sequence);
        trip.index = result.index;
        if (wasAnswered(result))
            trip.us = result.roundTripUs;
        const auto end = m_all.rend() - static_cast<std::ptrdiff_t>(std::min(m_runStart, m_all.size()));
        const auto known =
            result.index > m_newest ? end : std::find_if(m_all.rbegin(), end, [&](const auto& old) {
                return old.index == result.index;
            });
        if (known != end) {
            known->us = trip.us;
            continue;
        }
        m_newest = std::max(m_newest, result.index);
        trip.newConnection = m_all.empty() || result.id != m_lastId;
        m_lastId = result.id;
        m_all.push_back(std::move(trip));
    }
    if (m_all.size() > 2 * mostKept) {
        const auto surplus = m_all.size() - mostKept;
        m_all.erase(m_all.begin(), m_all.begin() + static_cast<std::ptrdiff_t>(surplus));
        m_runStart -= std::min(m_runStart, surplus);
    }
}

void RoundTrips::readFrom(const Document& document)
{
    m_all.clear();
    const auto& traversals = document.trace().traversals();
    const auto first = std::max(document.first(), document.count() - std::min(document.count(), mostRead));
    for (TraversalIndex i = first; i < document.count(); ++i) {
        const auto reply = traversals[i].reply;
        const TraceEvent& request = document.trace().events()[traversals[i].first];
        if (reply == noIndex || request.protocol != IPPROTO_ICMP || request.icmpType != echoRequest)
            continue;
        const auto begin = document.firstTimeUs(i), end = document.lastTimeUs(reply);
        if (begin == noTime || end == noTime || end < begin)
            continue;
        RoundTrip trip;
        trip.label = QStringLiteral("seq %1").arg(request.portB);
        trip.us = static_cast<double>(end - begin);
        trip.newConnection = traversals[i].saw({Table::Nat, Hook::Prerouting}) ||
                             traversals[i].saw({Table::Nat, Hook::Output});
        m_all.push_back(std::move(trip));
    }
}

std::optional<double> RoundTrips::medianUs() const
{
    std::vector<double> times;
    for (const RoundTrip& trip : m_all) {
        if (trip.us)
            times.push_back(*trip.us);
    }
    if (times.empty())
        return {};
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    if (times.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(times.begin(), middle)) / 2;
}

} // namespace hookwalk::ui
