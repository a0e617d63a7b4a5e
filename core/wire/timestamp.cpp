// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/logwrapping.h"

#include <chrono>

namespace hookwalk::wire
{

namespace
{

constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

// ".733217", of any number of digits: microseconds.
std::int64_t takeFraction(Text& text)
{
    Text rest = text;
    if (!takeLiteral(rest, ".") && !takeLiteral(rest, ","))
        return 0;
    std::int64_t value = 0, unit = second;
    bool any = false;
    while (!rest.empty() && isDigit(rest[0])) {
        unit /= 10;
        value += unit * (rest[0] - '0');
        rest.remove_prefix(1);
        any = true;
    }
    if (any)
        text = rest;
    return value;
}

std::optional<unsigned> takeMonth(Text& text)
{
    constexpr Text months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() < 3)
        return std::nullopt;
    const auto place = months.find(text.substr(0, 3));
    if (place == Text::npos || place % 3 != 0)
        return std::nullopt;
    text.remove_prefix(3);
    return static_cast<unsigned>(place / 3 + 1);
}

void takeWeekDay(Text& text)
{
    constexpr Text days = "MonTueWedThuFriSatSun";
    const auto place = days.find(text.substr(0, 3));
    if (text.size() > 4 && place != Text::npos && place % 3 == 0 && text[3] == ' ')
        text.remove_prefix(4);
}

// "11:48" or "11:48:00.123456"
std::optional<std::int64_t> takeTimeOfDay(Text& text, bool withSeconds)
{
    Text rest = text;
    const auto hours = takeDigits(rest, 2);
    if (!hours || *hours > 23 || !takeLiteral(rest, ":"))
        return std::nullopt;
    const auto minutes = takeDigits(rest, 2);
    if (!minutes || *minutes > 59)
        return std::nullopt;
    std::int64_t time = *hours * hour + *minutes * minute;
    if (withSeconds) {
        if (!takeLiteral(rest, ":"))
            return std::nullopt;
        const auto seconds = takeDigits(rest, 2);
        if (!seconds || *seconds > 60)
            return std::nullopt;
        time += *seconds * second;
        time += takeFraction(rest);
    }
    text = rest;
    return time;
}

std::int64_t sinceEpoch(std::int64_t year, unsigned month, unsigned dayOfMonth)
{
    using namespace std::chrono;
    const sys_days date{std::chrono::year(static_cast<int>(year)) / std::chrono::month(month) /
                        std::chrono::day(dayOfMonth)};
    return std::int64_t{date.time_since_epoch().count()} * day;
}

std::int64_t sinceNewYear(unsigned month, unsigned dayOfMonth, LogReader::Clock& clock)
{
    clock.leapYear = clock.leapYear || (month == 2 && dayOfMonth == 29);
    const std::int64_t year = clock.leapYear ? 2000 : 2001;
    return sinceEpoch(year, month, dayOfMonth) - sinceEpoch(year, 1, 1);
}

// "+02:00", "+0200", "Z"; without a zone the time is taken as UTC.
std::int64_t takeZone(Text& text)
{
    if (takeLiteral(text, "Z") || text.empty() || (text[0] != '+' && text[0] != '-'))
        return 0;
    Text rest = text.substr(1);
    const auto hours = takeDigits(rest, 2);
    takeLiteral(rest, ":");
    const auto minutes = takeDigits(rest, 2);
    if (!hours || !minutes)
        return 0;
    const std::int64_t offset = *hours * hour + *minutes * minute;
    const bool isWest = text[0] == '-';
    text = rest;
    return isWest ? -offset : offset;
}

// "2021-01-14T11:48:00", with a blank for the T, or "/" for the "-"
std::optional<Stamp> takeIsoDate(Text& text)
{
    Text rest = text;
    const auto year = takeDigits(rest, 4);
    const Text joint = rest.substr(0, 1);
    if (!year || *year < 1970 || (joint != "-" && joint != "/") || !takeLiteral(rest, joint))
        return std::nullopt;
    const auto month = takeDigits(rest, 2);
    if (!month || *month < 1 || *month > 12 || !takeLiteral(rest, joint))
        return std::nullopt;
    const auto dayOfMonth = takeDigits(rest, 2);
    if (!dayOfMonth || *dayOfMonth < 1 || *dayOfMonth > 31 ||
        (!takeLiteral(rest, "T") && !takeLiteral(rest, " ")))
        return std::nullopt;
    const auto time = takeTimeOfDay(rest, true);
    if (!time)
        return std::nullopt;
    const std::int64_t zone = takeZone(rest);
    text = rest;
    return Stamp{sinceEpoch(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*dayOfMonth)) +
                 *time - zone};
}

// "2021" and what must follow it; 0: no year.
std::int64_t takeYear(Text& text, Text behind)
{
    Text rest = text;
    const std::int64_t year = takeDigits(rest, 4).value_or(0);
    if (year < 1970 || (!rest.empty() && isDigit(rest[0])) || !takeLiteral(rest, behind))
        return 0;
    text = rest;
    return year;
}

// "01-14 11:48:00.192" of Android's logcat
std::optional<Stamp> takeDayOfYear(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    const auto month = takeDigits(rest, 2);
    if (!month || *month < 1 || *month > 12 || !takeLiteral(rest, "-"))
        return std::nullopt;
    const auto dayOfMonth = takeDigits(rest, 2);
    if (!dayOfMonth || *dayOfMonth < 1 || *dayOfMonth > 31 || !takeLiteral(rest, " "))
        return std::nullopt;
    const auto time = takeTimeOfDay(rest, true);
    if (!time)
        return std::nullopt;
    text = rest;
    return Stamp{sinceNewYear(static_cast<unsigned>(*month), static_cast<unsigned>(*dayOfMonth), clock) +
                 *time};
}

// "Jan 14 11:48:00", "Jan 14 11:48:00 2021", "Jan 14, 2021 @ 11:48:00" of Kibana
std::optional<Stamp> takeMonthDate(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    const auto month = takeMonth(rest);
    if (!month || !rest.starts_with(' '))
        return std::nullopt;
    skipBlanks(rest);
    const auto dayOfMonth = takeDigits(rest, 2);
    takeLiteral(rest, ",");
    if (!dayOfMonth || *dayOfMonth < 1 || *dayOfMonth > 31 || !rest.starts_with(' '))
        return std::nullopt;
    skipBlanks(rest);
    auto year = takeYear(rest, " "); // "Jan 14 2021 11:48:00"
    takeLiteral(rest, "@ ");
    const auto time = takeTimeOfDay(rest, true);
    if (!time)
        return std::nullopt;
    Text behind = rest;
    if (year == 0 && takeLiteral(behind, " ")) {
        year = takeYear(behind, "");
        if (year != 0)
            rest = behind;
    }
    text = rest;
    const auto d = static_cast<unsigned>(*dayOfMonth);
    return Stamp{(year != 0 ? sinceEpoch(year, *month, d) : sinceNewYear(*month, d, clock)) + *time};
}

// "5281.733217"
std::optional<std::int64_t> takeSeconds(Text& text)
{
    Text rest = text;
    const auto seconds = takeDigits(rest, 12);
    if (!seconds || !rest.starts_with('.') || rest.size() < 2 || !isDigit(rest[1]))
        return std::nullopt;
    const std::int64_t time = *seconds * second + takeFraction(rest);
    text = rest;
    return time;
}

// "1610624880.123456" of journalctl -o short-unix; without a fraction only where it cannot be much else: ten digits.
std::optional<Stamp> takeUnixTime(Text& text)
{
    constexpr std::int64_t leastDate =
        100'000'000 * second; // 1973; less is a time since boot or no time at all
    Text rest = text;
    auto time = takeSeconds(rest);
    if (!time && text.find_first_not_of("0123456789") == 10)
        time = takeDigits(rest, 10).value_or(0) * second;
    if (!time || *time < leastDate || !rest.starts_with(' '))
        return std::nullopt;
    text = rest;
    return Stamp{*time};
}

// "Jan14 11:48" of dmesg -H: the minute; differences follow.
std::optional<std::int64_t> takeMinute(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    const auto month = takeMonth(rest);
    skipBlanks(rest);
    const auto dayOfMonth = takeDigits(rest, 2);
    if (!month || !dayOfMonth || *dayOfMonth < 1 || *dayOfMonth > 31 || !takeLiteral(rest, " "))
        return std::nullopt;
    const auto time = takeTimeOfDay(rest, false);
    if (!time || !rest.starts_with(']'))
        return std::nullopt;
    text = rest;
    return sinceNewYear(*month, static_cast<unsigned>(*dayOfMonth), clock) + *time;
}

std::optional<Stamp> takeStampText(Text& text, LogReader::Clock& clock)
{
    const Text whole = text;
    if (const auto seconds = takeSeconds(text)) {
        const Text taken = whole.substr(0, whole.size() - text.size());
        if (taken.size() - taken.find('.') != 7) // printk prints six digits
            return std::nullopt;
        return Stamp{*seconds};
    }
    const bool isDelta = takeLiteral(text, "<"); // dmesg --time-format=delta
    skipBlanks(text);
    if (isDelta || takeLiteral(text, "+")) {
        const auto difference = takeSeconds(text);
        if (!difference || (isDelta && !takeLiteral(text, ">")))
            return std::nullopt;
        clock.relativeUs += *difference;
        return Stamp{clock.relativeUs};
    }
    if (const auto time = takeMinute(text, clock)) {
        clock.relativeUs = *time;
        return Stamp{*time};
    }
    takeWeekDay(text);
    return takeMonthDate(text, clock);
}

// " <    0.000011>" of dmesg -d, " <    0.000011 >" or blanks of journalctl -o short-delta
void takeDifference(Text& text)
{
    Text rest = text;
    skipBlanks(rest);
    if (takeLiteral(rest, "<")) {
        skipBlanks(rest);
        if (!takeSeconds(rest))
            return;
        skipBlanks(rest);
        if (!takeLiteral(rest, ">"))
            return;
    }
    skipBlanks(rest);
    text = rest;
}

// " UTC" behind a date with the day of the week (journalctl -o short-full): taken as UTC all the same.
void takeZoneName(Text& text)
{
    const auto end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1);
    if (text.starts_with(' ') && end != Text::npos && end >= 4 && end <= 6 && text[end] == ' ')
        text.remove_prefix(end);
}

} // namespace

std::optional<Stamp> takeBracketStamp(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    if (!takeLiteral(rest, "["))
        return std::nullopt;
    skipBlanks(rest);
    const auto stamp = takeStampText(rest, clock);
    if (!stamp)
        return std::nullopt;
    takeDifference(rest);
    if (!takeLiteral(rest, "]"))
        return std::nullopt;
    text = rest;
    return stamp;
}

std::optional<Stamp> takeDate(Text& text, LogReader::Clock& clock)
{
    Text rest = text;
    takeWeekDay(rest);
    const bool hasWeekDay = rest.size() != text.size();
    auto stamp = takeMonthDate(rest, clock);
    if (!stamp)
        stamp = takeIsoDate(rest);
    if (!stamp)
        stamp = takeUnixTime(rest);
    if (!stamp)
        stamp = takeDayOfYear(rest, clock);
    if (stamp && hasWeekDay)
        takeZoneName(rest);
    if (stamp)
        text = rest;
    return stamp;
}

std::optional<Stamp> readWebLogDate(Text text)
{
    const auto dayOfMonth = takeDigits(text, 2);
    if (!dayOfMonth || *dayOfMonth < 1 || *dayOfMonth > 31 || !takeLiteral(text, "/"))
        return std::nullopt;
    const auto month = takeMonth(text);
    if (!month || !takeLiteral(text, "/"))
        return std::nullopt;
    const auto year = takeYear(text, ":");
    const auto time = takeTimeOfDay(text, true);
    if (year == 0 || !time || !takeLiteral(text, " "))
        return std::nullopt;
    return Stamp{sinceEpoch(year, *month, static_cast<unsigned>(*dayOfMonth)) + *time - takeZone(text)};
}

} // namespace hookwalk::wire
