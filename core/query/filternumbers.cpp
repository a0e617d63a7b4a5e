// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filternumbers.h"

#include "query/filter.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace hookwalk::query
{

namespace
{

constexpr std::int64_t secondUs = 1'000'000, daySeconds = 86'400;
constexpr int microsecondPlaces = 6;

std::string momentText(std::int64_t us, bool isOfDay, int places)
{
    const auto twoDigits = [](std::int64_t value) {
        return std::string(value < 10 ? "0" : "") + std::to_string(value);
    };
    const auto seconds = us / secondUs;
    auto text = !isOfDay ? std::to_string(seconds)
                         : twoDigits(seconds / 3600) + ':' + twoDigits(seconds / 60 % 60) + ':' +
                               twoDigits(seconds % 60);
    auto fraction = std::to_string(us % secondUs);
    fraction.insert(0, microsecondPlaces - fraction.size(), '0');
    return places == 0 ? text : text + '.' + fraction.substr(0, static_cast<std::size_t>(places));
}

} // namespace

std::optional<std::uint32_t> numberIn(std::string_view text, std::uint32_t most)
{
    std::uint32_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (text.empty() || read.ec != std::errc() || read.ptr != end || number > most)
        return std::nullopt;
    return number;
}

std::optional<Moment> momentIn(std::string_view text)
{
    Moment moment;
    const auto point = std::min(text.find('.'), text.size());
    std::int64_t fraction = 0;
    if (point < text.size()) {
        const auto digits = text.substr(point + 1);
        std::string padded(digits.substr(0, microsecondPlaces));
        padded.resize(microsecondPlaces, '0');
        const auto read = numberIn(padded, secondUs - 1);
        if (digits.empty() || digits.size() > microsecondPlaces || !read)
            return std::nullopt;
        fraction = *read;
    }
    std::int64_t seconds = 0;
    int parts = 0;
    for (auto rest = text.substr(0, point); parts < 3; ++parts) {
        const auto end = std::min(rest.find(':'), rest.size());
        const auto part = numberIn(rest.substr(0, end), parts == 0 ? 0xffffffffU : 59U);
        if (!part)
            return std::nullopt;
        seconds = seconds * 60 + *part;
        if (end == rest.size())
            break;
        rest.remove_prefix(end + 1);
    }
    moment.isOfDay = parts > 0;
    if (parts == 3 || (parts == 1 && fraction > 0))
        return std::nullopt;
    if (parts == 1)
        seconds *= 60;
    if (moment.isOfDay && seconds >= daySeconds)
        return std::nullopt;
    moment.us = seconds * secondUs + fraction;
    return moment;
}

Condition timeCondition(std::int64_t fromUs, std::int64_t toUs, bool isOfDay)
{
    constexpr std::int64_t asFine = 20; // the ends are told to a twentieth of the span
    int places = 0;
    std::int64_t step = secondUs;
    for (; places < microsecondPlaces && step * asFine > toUs - fromUs; ++places)
        step /= 10;
    const auto dayUs = daySeconds * secondUs;
    const auto ofClock = [&](std::int64_t us) { return isOfDay ? us % dayUs : us; };
    const auto from = ofClock(fromUs) / step * step;
    const auto most = isOfDay ? dayUs - step : std::numeric_limits<std::int64_t>::max();
    const auto to = std::min((ofClock(toUs) + step - 1) / step * step, most);
    Condition condition;
    condition.kind = Condition::Kind::Time;
    condition.span = {from, to, isOfDay};
    condition.text = "time " + momentText(from, isOfDay, places) + ".." + momentText(to, isOfDay, places);
    return condition;
}

} // namespace hookwalk::query
