// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clocktext.h"

#include "ui/theme/text.h"
#include "words/times.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hookwalk::ui
{

namespace
{

constexpr std::int64_t secondUs = 1'000'000, dayUs = 86'400 * secondUs, tenYears = 3'650 * dayUs;

QString twoDigits(std::int64_t value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

QString wholeText(std::int64_t seconds, bool isWallClock)
{
    if (!isWallClock)
        return QString::number(seconds);
    const auto ofDay = (seconds % 86'400 + 86'400) % 86'400;
    return QStringLiteral("%1:%2:%3")
        .arg(twoDigits(ofDay / 3600), twoDigits(ofDay / 60 % 60), twoDigits(ofDay % 60));
}

std::int64_t floorSeconds(std::int64_t timeUs)
{
    return timeUs / secondUs - (timeUs % secondUs < 0 ? 1 : 0);
}

} // namespace

bool hasWallClock(const Trace& trace, TraversalIndex packet)
{
    const auto& event = trace.events()[trace.traversals()[packet].first];
    if (event.timeUs >= tenYears)
        return true;
    // RFC 3164 has no year: "Nov 29 10:42:07".
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto text = trace.text(event);
    return std::ranges::any_of(months, [&](const char* month) { return text.starts_with(month); });
}

ClockText clockText(std::int64_t timeUs, bool isWallClock)
{
    if (timeUs == noTime)
        return {};
    const auto seconds = floorSeconds(timeUs);
    return {wholeText(seconds, isWallClock),
            QStringLiteral(".%1").arg(timeUs - seconds * secondUs, 6, 10, QLatin1Char('0'))};
}

ClockText clockText(const Trace& trace, TraversalIndex packet)
{
    const auto& event = trace.events()[trace.traversals()[packet].first];
    return clockText(event.timeUs, hasWallClock(trace, packet));
}

QString clockText(double timeUs, double stepUs, bool isWallClock, bool isShort)
{
    const auto places =
        std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(stepUs, 1.0) / 1e6) - 1e-9)), 0, 6);
    const auto rounded = static_cast<std::int64_t>(std::llround(timeUs));
    auto text = clockText(rounded, isWallClock);
    if (isShort && isWallClock)
        text.whole = text.whole.right(2);
    return places == 0 ? text.whole : text.whole + text.part.left(places + 1);
}

QString lengthText(double us)
{
    if (us < 60e6)
        return qt(words::duration(us));
    const auto seconds = static_cast<std::int64_t>(std::llround(us / 1e6));
    return seconds < 3600 ? tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60)
                          : tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace hookwalk::ui
