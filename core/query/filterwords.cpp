// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/filterwords.h"

#include "model/lettercase.h"
#include "traversal/cause.h"

#include <algorithm>

namespace hookwalk::query
{

namespace
{

using Kind = Condition::Kind;

struct Protocol {
    std::string_view name;
    std::uint8_t number;
};
// IANA's numbers; the names as LOG prints them, or as /etc/protocols has them.
constexpr std::array protocols{Protocol{"icmp", 1},     Protocol{"igmp", 2},    Protocol{"tcp", 6},
                               Protocol{"udp", 17},     Protocol{"gre", 47},    Protocol{"esp", 50},
                               Protocol{"ah", 51},      Protocol{"icmpv6", 58}, Protocol{"sctp", 132},
                               Protocol{"udplite", 136}};

Condition numbered(Kind kind, std::size_t number, std::string_view text)
{
    Condition condition;
    condition.kind = kind;
    condition.number = static_cast<std::uint32_t>(number);
    condition.text = text;
    return condition;
}

std::optional<Condition> endingNamed(std::string_view word)
{
    if (word == "answered")
        return numbered(Kind::Answered, 0, word);
    if (word == "no-answer" || word == "unanswered")
        return numbered(Kind::NoAnswer, 0, "no answer");
    for (const auto kind : allEndingKinds) {
        if (word == name(kind))
            return numbered(Kind::Ending, static_cast<std::size_t>(kind), word);
    }
    for (const auto path : {Path::Forwarded, Path::LocalIn, Path::LocalOut, Path::Loopback, Path::Bridged}) {
        if (word == name(path))
            return numbered(Kind::Path, static_cast<std::size_t>(path), word);
    }
    const auto cause = std::ranges::find(causeCodes, word);
    if (cause != causeCodes.end())
        return numbered(Kind::Cause, static_cast<std::size_t>(cause - causeCodes.begin()), word);
    return std::nullopt;
}

std::optional<Condition> placeNamed(std::string_view word)
{
    std::uint32_t bits = 0;
    const auto table = tableNamed(word);
    const auto hook = hookNamed(upperCase(word));
    for (std::size_t i = 0; i < allChains.size(); ++i)
        bits |= allChains[i].table == table || allChains[i].hook == hook ? 1U << i : 0U;
    if (bits == 0)
        return std::nullopt;
    return chainsCondition(bits, table ? "table " + std::string(name(*table)) : std::string(name(*hook)));
}

} // namespace

std::optional<Condition> conditionNamed(std::string_view word)
{
    const auto lower = lowerCase(word);
    if (auto ending = endingNamed(lower))
        return ending;
    for (const auto& protocol : protocols) {
        if (lower == protocol.name)
            return protocolCondition(protocol.number);
    }
    return placeNamed(lower);
}

Condition protocolCondition(std::uint8_t number)
{
    const auto known = std::ranges::find(protocols, number, &Protocol::number);
    return numbered(Kind::Protocol, number,
                    known != protocols.end() ? std::string(known->name)
                                             : "protocol " + std::to_string(number));
}

Condition chainsCondition(std::uint32_t bits, std::string_view text)
{
    return numbered(Kind::Chains, bits, text);
}

} // namespace hookwalk::query
