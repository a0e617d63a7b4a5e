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

constexpr double autoSeconds = 5;
constexpr double tailSeconds = 0.7;       // a breath at the end, before the next packet is shown
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

void Playhead::setStops(std::vector<double> stopsUs)
{
    m_stops = std::move(stopsUs);
    m_positionUs = std::clamp(m_positionUs, startUs(), endUs());
    Q_EMIT speedChanged();
    Q_EMIT positionChanged(m_positionUs);
}

double Playhead::startUs() const
{
    return m_stops.empty() ? 0 : m_stops.front();
}

double Playhead::endUs() const
{
    return m_stops.empty() ? 0 : m_stops.back();
}

void Playhead::setPosition(double us)
{
    jumpTo(us);
}

void Playhead::setSlowdown(qint64 factor)
{
    m_slowdown = std::max<qint64>(factor, 0);
    Q_EMIT speedChanged();
}

qint64 Playhead::effectiveSlowdown() const
{
    if (m_slowdown > 0)
        return m_slowdown;
    return roundRatio(autoSeconds * 1e6 / std::max(endUs() - startUs(), 1.0));
}

double Playhead::usPerSecond() const
{
    return 1e6 / static_cast<double>(effectiveSlowdown());
}

double Playhead::tailUs() const
{
    return tailSeconds * usPerSecond();
}

void Playhead::advance()
{
    if (!isPlaying())
        return;
    const qint64 now = m_clock();
    const qint64 elapsed = std::clamp<qint64>(now - m_lastTickUs, 0, longestTickUs);
    m_lastTickUs = now;
    const double end = endUs() + tailUs();
    moveTo(std::min(m_positionUs + static_cast<double>(elapsed) * usPerSecond() / 1e6, end));
    if (m_positionUs < end)
        return;
    pause();
    Q_EMIT finished();
}

void Playhead::play()
{
    if (isPlaying() || m_stops.empty())
        return;
    if (atEnd())
        moveTo(startUs());
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
    isPlaying() ? pause() : play();
}

void Playhead::stepForward()
{
    pause();
    const auto next = std::upper_bound(m_stops.begin(), m_stops.end(), m_positionUs);
    if (next != m_stops.end())
        jumpTo(*next);
}

void Playhead::stepBack()
{
    pause();
    const auto here = std::lower_bound(m_stops.begin(), m_stops.end(), std::min(m_positionUs, endUs()));
    if (here != m_stops.begin())
        jumpTo(*std::prev(here));
}

void Playhead::toFirst()
{
    pause();
    jumpTo(startUs());
}

void Playhead::toLast()
{
    pause();
    jumpTo(endUs());
}

void Playhead::jumpTo(double us)
{
    moveTo(std::clamp(us, startUs(), endUs()));
}

void Playhead::moveTo(double us)
{
    if (us == m_positionUs)
        return;
    m_positionUs = us;
    Q_EMIT positionChanged(us);
}

} // namespace hookwalk::ui
