// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/traceprefix.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

bool isJoint(char c)
{
    return c == '-' || c == ':' || c == '_' || c == '/' || c == '.' || c == ' ';
}

// Every line of a log passes here, so the first letters choose the one name that is compared.
std::optional<Table> tableAtStart(std::string_view text)
{
    for (const Table table : allTables) {
        const auto candidate = name(table);
        if (text.front() == candidate.front())
            return text.starts_with(candidate) ? std::optional(table) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Hook> hookAtStart(std::string_view text)
{
    for (const Hook hook : allHooks) {
        const auto candidate = name(hook);
        if (text.size() < candidate.size() || text[0] != candidate[0] || text[1] != candidate[1])
            continue;
        const bool isWhole = text.size() == candidate.size() || !isNameCharacter(text[candidate.size()]);
        return isWhole && text.starts_with(candidate) ? std::optional(hook) : std::nullopt;
    }
    return std::nullopt;
}

std::size_t nameLength(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isNameCharacter) -
                                    text.begin());
}

// "[114514]" at the start of `text`: the text between the brackets.
std::string_view tagAt(std::string_view text)
{
    if (!text.starts_with('['))
        return {};
    const auto close = text.find(']');
    return close == std::string_view::npos ? std::string_view() : text.substr(1, close - 1);
}

} // namespace

std::string tracePrefix(Chain chain, std::uint32_t tag)
{
    std::string prefix(name(chain.table));
    prefix += '-';
    prefix += name(chain.hook);
    prefix += " [";
    prefix += std::to_string(tag);
    prefix += ']';
    return prefix;
}

std::optional<TracePrefix> readTracePrefix(std::string_view prefix)
{
    const auto table = prefix.empty() ? std::nullopt : tableAtStart(prefix);
    if (!table)
        return std::nullopt;
    const std::size_t tableEnd = name(*table).size();
    if (prefix.size() <= tableEnd + 1 || !isJoint(prefix[tableEnd]))
        return std::nullopt;
    const auto rest = prefix.substr(tableEnd + 1);
    const auto hook = hookAtStart(rest);
    const std::size_t chainEnd = hook ? name(*hook).size() : nameLength(rest);
    TracePrefix read{prefix.substr(0, tableEnd), rest.substr(0, chainEnd), std::nullopt, {}};
    if (rest.substr(chainEnd).starts_with(' '))
        read.tag = tagAt(rest.substr(chainEnd + 1));
    // A chain of the user's is only believed in the full form: "filter-input drop" may name anything.
    if (!hook && (chainEnd == 0 || read.tag.data() == nullptr))
        return std::nullopt;
    if (hook && chainIndex({*table, *hook}) != noChain)
        read.baseChain = Chain{*table, *hook};
    return read;
}

} // namespace hookwalk::wire
