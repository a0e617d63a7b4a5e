// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsontext.h"

#include "wire/logwrapping.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

namespace
{

// Whether a string may begin behind `before`: as a value, or as an element of a list.
bool maySay(Text before)
{
    const auto last = before.find_last_not_of(" \t");
    if (last == Text::npos)
        return true;
    if (before[last] != ':')
        return before[last] == ',' || before[last] == '[' || before[last] == '{';
    const auto key = before.find_last_not_of(" \t", last - 1);
    return last != 0 && key != Text::npos && before[key] == '"';
}

// Names of the members by which shippers tell the time, the surest first.
constexpr std::array<Text, 14> timeKeys{"__REALTIME_TIMESTAMP",
                                        "@timestamp",
                                        "timestamp",
                                        "time",
                                        "ts",
                                        "date",
                                        "datetime",
                                        "eventTime",
                                        "timereported",
                                        "timegenerated",
                                        "timeIso8601",
                                        "receiveTimestamp",
                                        "_time",
                                        "@t"};
constexpr std::array<Text, 10> hostKeys{"_HOSTNAME",   "hostname", "host",      "HOSTNAME",
                                        "HOST",        "fromhost", "host.name", "syslog_hostname",
                                        "source_host", "node"};

// Seconds, or thousandths, millionths or milliardths of them: nobody logs the time of 1973, or of a machine that runs
// for so long.
std::optional<std::int64_t> timeOfNumber(Text text)
{
    const auto digits = takeDigits(text, 18);
    if (!digits)
        return std::nullopt;
    if (*digits >= 100'000'000'000'000'000)
        return *digits / 1000;
    if (*digits >= 100'000'000'000'000)
        return *digits;
    if (*digits >= 100'000'000'000)
        return *digits * 1000;
    std::int64_t fraction = 0, unit = 1'000'000;
    if (takeLiteral(text, ".")) {
        while (!text.empty() && isDigit(text[0]) && unit > 1) {
            unit /= 10;
            fraction += unit * (text[0] - '0');
            text.remove_prefix(1);
        }
    }
    return *digits * 1'000'000 + fraction;
}

std::optional<std::int64_t> timeOf(const JsonMember& member)
{
    if (member.value.find_first_not_of("0123456789.") == Text::npos)
        return timeOfNumber(member.value);
    LogReader::Clock clock;
    Text text = member.value;
    const auto stamp = member.isString ? takeDate(text, clock) : std::nullopt;
    return stamp ? stamp->timeUs : std::nullopt;
}

template<std::size_t Size> std::size_t rank(const std::array<Text, Size>& keys, Text key)
{
    return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
}

} // namespace

Text jsonStringAround(Text text, std::size_t place)
{
    for (auto open = text.substr(0, std::min(place, text.size())).find('"'); open < place;
         open = text.find('"', open + 1)) {
        auto close = open + 1;
        while (close < text.size() && text[close] != '"')
            close += text[close] == '\\' ? 2 : 1;
        if (close > place && maySay(text.substr(0, open)))
            return text.substr(open + 1, close - open - 1);
        if (close >= place)
            return {};
        open = close;
    }
    return {};
}

void JsonMembers::skipBlanks()
{
    m_at = std::min(m_text.find_first_not_of(" \t", m_at), m_text.size());
}

Text JsonMembers::takeString()
{
    const auto first = ++m_at;
    while (m_at < m_text.size() && m_text[m_at] != '"')
        m_at += m_text[m_at] == '\\' ? 2 : 1;
    const auto last = std::min(m_at, m_text.size());
    m_at = std::min(last + 1, m_text.size());
    return m_text.substr(first, last - first);
}

bool JsonMembers::next(JsonMember& member)
{
    for (; (m_at = m_text.find_first_of("\"{}", m_at)) < m_text.size();) {
        if (m_text[m_at] != '"') {
            const bool opens = m_text[m_at++] == '{';
            if (opens && m_depth < m_parents.size())
                m_parents[m_depth] = m_opening;
            m_depth += opens ? 1 : m_depth == 0 ? 0 : std::size_t(-1);
            m_opening = {};
            continue;
        }
        const Text key = takeString();
        skipBlanks();
        if (!at(':'))
            continue;
        ++m_at;
        skipBlanks();
        if (at('{')) {
            m_opening = key;
            continue;
        }
        if (at('['))
            continue;
        const bool isString = at('"');
        const bool hasParent = m_depth != 0 && m_depth <= m_parents.size();
        member = {hasParent ? m_parents[m_depth - 1] : Text(), key, {}, isString};
        if (isString) {
            member.value = takeString();
        } else {
            const auto end = std::min(m_text.find_first_of(",}] \t", m_at), m_text.size());
            member.value = m_text.substr(m_at, end - m_at);
            m_at = end;
        }
        return true;
    }
    return false;
}

JsonEnvelope readJsonEnvelope(Text text)
{
    JsonEnvelope envelope;
    JsonMembers members(text);
    std::size_t bestTime = timeKeys.size(), bestHost = hostKeys.size();
    for (JsonMember member; members.next(member);) {
        if (const auto place = rank(timeKeys, member.key); place < bestTime) {
            if (const auto time = timeOf(member)) {
                envelope.timeUs = time;
                bestTime = place;
            }
        }
        const bool inHost = member.parent == "host" && (member.key == "name" || member.key == "hostname");
        const auto place = inHost ? 0 : rank(hostKeys, member.key);
        if (member.isString && !member.value.empty() && place < bestHost) {
            envelope.host = member.value;
            bestHost = place;
        }
    }
    return envelope;
}

std::string jsonUnescaped(Text text)
{
    const auto read = nlohmann::json::parse('"' + std::string(text) + '"', nullptr, false);
    return read.is_string() ? read.get<std::string>() : std::string(text);
}

} // namespace hookwalk::wire
