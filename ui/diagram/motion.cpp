// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/motion.h"

#include <algorithm>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

// Milliseconds on the screen.
constexpr double glideMs = 400;
constexpr double lightMs = 160;
constexpr double textFadeMs = 120;
constexpr double markMs = 200;
constexpr double endFadeMs = 240;
constexpr double smallestMark = 0.6;

// 0 before `begin`, 1 from `begin + length` on.
double ramp(double at, double begin, double length)
{
    if (length <= 0)
        return at >= begin ? 1 : 0;
    return std::clamp((at - begin) / length, 0.0, 1.0);
}

} // namespace

double inOutCubic(double part)
{
    return part < 0.5 ? 4 * std::pow(part, 3) : 1 - std::pow(2 - 2 * part, 3) / 2;
}

double outCubic(double part)
{
    return 1 - std::pow(1 - part, 3);
}

Motion::Motion(std::vector<int> stands, bool ends, const std::vector<double>& moments, double perSecond,
               bool reduced)
    : m_moments(moments)
    , m_stands(std::move(stands))
    , m_ends(ends)
    , m_perMs(reduced ? 0 : std::max(0.0, perSecond) / 1000)
{
}

double Motion::screen(double milliseconds) const
{
    return milliseconds * m_perMs;
}

double Motion::offset(int stand) const
{
    return m_moments[static_cast<std::size_t>(m_stands[static_cast<std::size_t>(stand)])];
}

int Motion::standAt(double playhead) const
{
    // Of stops at the same moment the last one counts; before the first event the packet waits at the first.
    int result = m_stands.empty() ? -1 : 0;
    for (int stand = 1; stand <= last(); ++stand) {
        if (offset(stand) <= playhead)
            result = stand;
    }
    return result;
}

double Motion::arrives(int stand) const
{
    if (!m_ends || stand != last() || stand == 0)
        return offset(stand);
    const double gap = offset(stand) - offset(stand - 1);
    return offset(stand) - std::min(screen(endFadeMs), gap / 2);
}

double Motion::travel(int stand) const
{
    return std::min(screen(glideMs), arrives(stand + 1) - offset(stand));
}

double Motion::leaves(int stand) const
{
    return arrives(stand + 1) - travel(stand);
}

double Motion::progress(int stand, double playhead) const
{
    if (stand >= last())
        return 0;
    return inOutCubic(ramp(playhead, leaves(stand), travel(stand)));
}

double Motion::light(int stand, double playhead) const
{
    if (stand == 0)
        return 1;
    const double length = std::min(screen(lightMs), travel(stand - 1));
    return outCubic(ramp(playhead, arrives(stand) - length, length));
}

double Motion::emphasis(int stand, double playhead) const
{
    const double here = light(stand, playhead);
    if (stand == last())
        return here;
    const double length = std::min(screen(lightMs), travel(stand));
    return here * (1 - outCubic(ramp(playhead, leaves(stand), length)));
}

double Motion::tag(int stand, double playhead) const
{
    double result = 1;
    if (stand > 0) {
        const double length = std::min(screen(textFadeMs), travel(stand - 1) / 2);
        result = ramp(playhead, arrives(stand) - length, length);
    }
    if (stand < last()) {
        const double length = std::min(screen(textFadeMs), travel(stand) / 2);
        result *= 1 - ramp(playhead, leaves(stand), length);
    }
    return result;
}

double Motion::opacity(double playhead) const
{
    if (!m_ends || m_stands.empty())
        return 1;
    const double begin = arrives(last());
    return 1 - ramp(playhead, begin, offset(last()) - begin);
}

double Motion::markScale(double playhead) const
{
    if (!m_ends || m_stands.empty())
        return 0;
    const double begin = arrives(last());
    if (playhead < begin || (playhead == begin && offset(last()) > begin))
        return 0;
    const double length = std::min(screen(markMs), offset(last()) - begin);
    return smallestMark + (1 - smallestMark) * outCubic(ramp(playhead, begin, length));
}

double Motion::captionMix(double from, double to, double playhead) const
{
    const double length = std::min(screen(textFadeMs), to - from);
    return ramp(playhead, to - length, length);
}

} // namespace hookwalk::ui
