// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/playhead.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace hookwalk::ui
{

namespace
{

constexpr double autoSeconds = 6;
constexpr double tailMs = 700;            // a breath at the end, before the next packet is shown
constexpr qint64 longestTickUs = 100'000; // a stalled event loop does not make the packet leap

// The nearest of 1, 2, 5 times a power of ten.
qint64 roundRatio(double ratio)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(ratio, 1.0))));
    const double lead = ratio / power;
    const int rounded = lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10;
    return static_cast<qint64>(power) * rounded;
}

} // namespace

Playhead::Clock Playhead::steadyClock()
{
    return [] {
        using namespace std::chrono;
        return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
    };
}

Playhead::Playhead(Clock clock, QObject* parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(16);
    connect(&m_timer, &QTimer::timeout, this, &Playhead::advance);
}

// The stop that it stands at or behind, and its place in the gap, are kept where the stops are the same so far:
// stops at the same time have moments of their own.
void Playhead::pace(std::vector<double> stopsUs)
{
    const qint64 slowdown = slowdownOf(stopsUs);
    const auto old = std::exchange(m_pacing, Pacing(m_kind, std::move(stopsUs), slowdown));
    const int stop = old.stopAt(m_positionMs);
    const auto& before = old.stopsUs();
    const auto& now = m_pacing.stopsUs();
    const auto same = static_cast<int>(std::ranges::mismatch(before, now).in1 - before.begin());
    if (stop >= 0 && stop < same) {
        const auto at = static_cast<std::size_t>(stop);
        const double gap = at + 1 < before.size() ? old.moments()[at + 1] - old.moments()[at] : 0;
        const double part = gap > 0 ? (m_positionMs - old.moments()[at]) / gap : 0;
        const double newGap = at + 1 < now.size() ? m_pacing.moments()[at + 1] - m_pacing.moments()[at] : 0;
        m_positionMs = m_pacing.moments()[at] + part * newGap;
    } else {
        m_positionMs = m_pacing.msAt(old.usAt(m_positionMs));
    }
    m_positionMs = std::clamp(m_positionMs, 0.0, m_pacing.endMs());
    Q_EMIT pacingChanged();
    Q_EMIT positionChanged();
}

void Playhead::setStops(std::vector<double> stopsUs)
{
    pace(std::move(stopsUs));
}

void Playhead::startOn(std::vector<double> stopsUs)
{
    const qint64 slowdown = slowdownOf(stopsUs);
    m_pacing = Pacing(m_kind, std::move(stopsUs), slowdown);
    m_positionMs = 0;
    Q_EMIT pacingChanged();
    Q_EMIT positionChanged();
}

void Playhead::setKind(TimeKind kind)
{
    m_kind = kind;
    pace(m_pacing.stopsUs());
}

void Playhead::setSlowdown(qint64 factor)
{
    const auto& all = slowdowns();
    m_slowdown = std::ranges::find(all, factor) == all.end() ? 0 : factor;
    pace(m_pacing.stopsUs());
}

void Playhead::setSpeed(double factor)
{
    m_speed =
        *std::ranges::min_element(speeds(), {}, [factor](double one) { return std::abs(one - factor); });
    Q_EMIT pacingChanged();
}

void Playhead::faster()
{
    changeSpeed(1);
}

void Playhead::slower()
{
    changeSpeed(-1);
}

void Playhead::changeSpeed(int direction)
{
    const auto next = [direction](const auto& all, const auto& now) {
        const auto here = std::ranges::find(all, now) - all.begin();
        return all[static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(here + direction, 0, std::ssize(all) - 1))];
    };
    m_kind == TimeKind::True ? setSlowdown(next(slowdowns(), m_slowdown)) : setSpeed(next(speeds(), m_speed));
}

void Playhead::setPosition(double ms)
{
    moveTo(std::clamp(ms, 0.0, m_pacing.endMs()));
}

void Playhead::goTo(int stop)
{
    if (stop >= 0 && stop < static_cast<int>(m_pacing.moments().size()))
        moveTo(m_pacing.moments()[static_cast<std::size_t>(stop)]);
}

qint64 Playhead::slowdownOf(const std::vector<double>& stops) const
{
    if (m_slowdown > 0)
        return m_slowdown;
    return roundRatio(autoSeconds * 1e6 / std::max(stops.empty() ? 0 : stops.back() - stops.front(), 1.0));
}

void Playhead::advance()
{
    if (!isPlaying())
        return;
    const qint64 now = m_clock();
    const qint64 elapsed = std::clamp<qint64>(now - m_lastTickUs, 0, longestTickUs);
    m_lastTickUs = now;
    const double end = m_pacing.endMs() + tailMs * speed();
    moveTo(std::min(m_positionMs + static_cast<double>(elapsed) / 1000 * speed(), end));
    if (m_positionMs < end)
        return;
    pause();
    Q_EMIT finished();
}

void Playhead::play()
{
    if (isPlaying() || m_pacing.moments().empty())
        return;
    if (atEnd())
        moveTo(0);
    m_lastTickUs = m_clock();
    m_timer.start();
    Q_EMIT playingChanged(true);
}

void Playhead::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    Q_EMIT playingChanged(false);
}

void Playhead::toggle()
{
    isPlaying() ? settle() : play();
}

void Playhead::settle()
{
    pause();
    const int here = stop();
    if (here < 0)
        return;
    const auto& moments = m_pacing.moments();
    const auto at = static_cast<std::size_t>(here);
    const bool isNextNearer =
        at + 1 < moments.size() && moments[at + 1] - m_positionMs < m_positionMs - moments[at];
    goTo(isNextNearer ? here + 1 : here);
}

void Playhead::stepForward()
{
    pause();
    const auto next = std::ranges::upper_bound(m_pacing.moments(), m_positionMs);
    if (next != m_pacing.moments().end())
        moveTo(*next);
}

void Playhead::stepBack()
{
    pause();
    const auto& moments = m_pacing.moments();
    const auto here = std::ranges::lower_bound(moments, std::min(m_positionMs, m_pacing.endMs()));
    if (here != moments.begin())
        moveTo(*std::prev(here));
}

void Playhead::toFirst()
{
    pause();
    moveTo(0);
}

void Playhead::toLast()
{
    pause();
    moveTo(m_pacing.endMs());
}

void Playhead::moveTo(double ms)
{
    if (ms == m_positionMs)
        return;
    m_positionMs = ms;
    Q_EMIT positionChanged();
}

const std::vector<qint64>& slowdowns()
{
    static const std::vector<qint64> all{0,       10'000'000, 1'000'000, 500'000, 200'000,
                                         100'000, 50'000,     10'000,    1'000};
    return all;
}

const std::vector<double>& speeds()
{
    static const std::vector<double> all{0.25, 0.5, 1, 2, 4};
    return all;
}

} // namespace hookwalk::ui
