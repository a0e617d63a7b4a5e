// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/factline.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

namespace
{
constexpr std::string_view mark = ",source=hookwalk;hookwalk ";
}

void appendFactLine(std::int64_t timeUs, std::string_view kind, const nlohmann::ordered_json& content,
                    std::string& to)
{
    to += "6,0,";
    to += std::to_string(timeUs);
    to += ",-";
    to += mark;
    to += kind;
    to += ' ';
    to += content.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    to += '\n';
}

std::optional<FactLine> readFactLine(std::string_view line)
{
    constexpr std::size_t longestHead = 48; // "6,0,", the time, ",-"
    if (!line.starts_with("6,0,"))
        return std::nullopt;
    const auto place = line.substr(0, longestHead + mark.size()).find(mark);
    if (place == line.npos)
        return std::nullopt;
    FactLine fact;
    std::from_chars(line.data() + 4, line.data() + place, fact.timeUs);
    const auto rest = line.substr(place + mark.size());
    const auto blank = rest.find(' ');
    if (blank == rest.npos)
        return std::nullopt;
    fact.kind = rest.substr(0, blank);
    fact.content = rest.substr(blank + 1);
    return fact;
}

} // namespace hookwalk::wire
