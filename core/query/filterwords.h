// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the filter language that stand for themselves: endings, causes, ways, protocols, tables and hooks.
// Internal to query.
#pragma once

#include "query/filter.h"

#include <optional>

namespace hookwalk::query
{

// "dropped", "no-route", "tcp", "nat", "PREROUTING", …, in capitals or not. Nothing: no such word.
std::optional<Condition> conditionNamed(std::string_view word);
// "icmp", "tcp", …: what the language calls a protocol; "protocol 132" where it has no name for it.
Condition protocolCondition(std::uint8_t number);
// A chain or all chains of a hook or table.
Condition chainsCondition(std::uint32_t bits, std::string_view text);

} // namespace hookwalk::query
