// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/recordedfacts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hookwalk
{

void StandingFacts::read(const wire::FactLine& fact, std::string_view line)
{
    std::string& lines = fact.kind == "ruleset" ? m_ruleset : m_sources;
    if (fact.kind != "ruleset" || !m_goesOn)
        lines.clear();
    (lines += line) += '\n';
    if (fact.kind == "ruleset")
        m_goesOn = fact.content.find(R"("more":true)") != fact.content.npos;
}

std::uint32_t RecordedFacts::read(const wire::FactLine& fact, std::uint32_t number)
{
    m_last.insert_or_assign(std::string(fact.kind), std::string(fact.content));
    if (fact.kind != "recording")
        return number;
    const auto json = nlohmann::json::parse(fact.content, nullptr, false);
    constexpr std::uint64_t most = 0x80000000U; // lines before the first one
    const auto member = [&](const char* name, std::uint32_t otherwise) {
        const auto found = json.is_object() ? json.find(name) : json.end();
        return found != json.end() && found->is_number_unsigned()
                   ? static_cast<std::uint32_t>(std::min(found->get<std::uint64_t>(), most))
                   : otherwise;
    };
    m_format = std::max(m_format, member("format", 0));
    const auto again = member("again", 0), first = member("line", 1);
    if (number > 1) { // behind another one
        m_toldAgain = first >= number ? again : 0;
        return std::max(first, number);
    }
    return first > again ? first - again : number;
}

const std::string& RecordedFacts::last(std::string_view kind) const
{
    static const std::string none;
    const auto found = m_last.find(kind);
    return found == m_last.end() ? none : found->second;
}

} // namespace hookwalk
