// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/chain.h"

#include "model/basechain.h"
#include "model/lettercase.h"

namespace hookwalk
{

namespace
{
constexpr std::array<std::string_view, 5> tableNames{"raw", "mangle", "nat", "filter", "security"};
constexpr std::array<std::string_view, 5> hookNames{"PREROUTING", "INPUT", "FORWARD", "OUTPUT",
                                                    "POSTROUTING"};
} // namespace

std::string_view name(Table table)
{
    return tableNames[static_cast<std::size_t>(table)];
}

std::string_view name(Hook hook)
{
    return hookNames[static_cast<std::size_t>(hook)];
}

std::string name(Chain chain)
{
    return std::string(name(chain.table)) + ' ' + std::string(name(chain.hook));
}

std::optional<Table> tableNamed(std::string_view text)
{
    const auto found = std::ranges::find(tableNames, text);
    if (found == tableNames.end())
        return std::nullopt;
    return static_cast<Table>(found - tableNames.begin());
}

std::optional<Hook> hookNamed(std::string_view text)
{
    const auto found = std::ranges::find(hookNames, text);
    if (found == hookNames.end())
        return std::nullopt;
    return static_cast<Hook>(found - hookNames.begin());
}

std::optional<Hook> hookOfNft(std::string_view text)
{
    return hookNamed(upperCase(text));
}

std::optional<Chain> chainNamed(std::string_view table, std::string_view hook)
{
    const auto t = tableNamed(table);
    const auto h = hookNamed(hook);
    if (!t || !h || chainIndex({*t, *h}) == noChain)
        return std::nullopt;
    return Chain{*t, *h};
}

int defaultPriority(Chain chain)
{
    switch (chain.table) {
    case Table::Raw:
        return -300;
    case Table::Mangle:
        return -150;
    case Table::Nat: // destination NAT before routing, source NAT after it
        return chain.hook == Hook::Prerouting || chain.hook == Hook::Output ? -100 : 100;
    case Table::Filter:
        return 0;
    case Table::Security:
        return 50;
    }
    return 0;
}

std::string BaseChain::place() const
{
    std::string upper = upperCase(hook);
    if (priority)
        upper += ' ' + std::to_string(*priority);
    return upper.empty() ? fullName() : fullName() + " (" + upper + ')';
}

} // namespace hookwalk
