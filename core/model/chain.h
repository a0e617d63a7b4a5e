// SPDX-License-Identifier: GPL-3.0-or-later
// The table/chain pairs of netfilter. The only place in Hookwalk that names tables, hooks and priorities.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk
{

enum class Table : std::uint8_t { Raw, Mangle, Nat, Filter, Security };
enum class Hook : std::uint8_t { Prerouting, Input, Forward, Output, Postrouting };

inline constexpr std::array allTables{Table::Raw, Table::Mangle, Table::Nat, Table::Filter, Table::Security};
inline constexpr std::array allHooks{Hook::Prerouting, Hook::Input, Hook::Forward, Hook::Output,
                                     Hook::Postrouting};

// One base chain of iptables: a table seen from a hook, for example nat POSTROUTING.
struct Chain {
    Table table;
    Hook hook;
    constexpr auto operator<=>(const Chain&) const = default;
};

// All 17 pairs, each hook's chains in the order of their default priorities.
inline constexpr std::array<Chain, 17> allChains{{
    {Table::Raw, Hook::Prerouting},
    {Table::Mangle, Hook::Prerouting},
    {Table::Nat, Hook::Prerouting},
    {Table::Mangle, Hook::Input},
    {Table::Filter, Hook::Input},
    {Table::Security, Hook::Input},
    {Table::Nat, Hook::Input},
    {Table::Mangle, Hook::Forward},
    {Table::Filter, Hook::Forward},
    {Table::Security, Hook::Forward},
    {Table::Raw, Hook::Output},
    {Table::Mangle, Hook::Output},
    {Table::Nat, Hook::Output},
    {Table::Filter, Hook::Output},
    {Table::Security, Hook::Output},
    {Table::Mangle, Hook::Postrouting},
    {Table::Nat, Hook::Postrouting},
}};

// The place of a chain in allChains, 0 to 16; noChain where a pair does not exist (raw FORWARD) or is not
// known.
inline constexpr std::uint8_t noChain = 0xff;
constexpr std::uint8_t chainIndex(Chain chain)
{
    for (std::size_t i = 0; i < allChains.size(); ++i) {
        if (allChains[i] == chain)
            return static_cast<std::uint8_t>(i);
    }
    return noChain;
}

// "raw", "mangle", … and "PREROUTING", "INPUT", …: as iptables writes them.
std::string_view name(Table table);
std::string_view name(Hook hook);
std::string name(Chain chain); // "nat POSTROUTING"
std::optional<Table> tableNamed(std::string_view text);
std::optional<Hook> hookNamed(std::string_view text);
std::optional<Hook> hookOfNft(std::string_view text); // "prerouting": as nft writes it
// Nothing where the pair does not exist, as with ("raw", "FORWARD").
std::optional<Chain> chainNamed(std::string_view table, std::string_view hook);

// The priority at which the kernel runs the chain: enum nf_ip_hook_priorities,
// include/uapi/linux/netfilter_ipv4.h. Lower runs first. iptables-nft registers security at 150, which
// puts it behind nat in INPUT; the live ruleset has the last word.
int defaultPriority(Chain chain);

// Connection tracking at PREROUTING and OUTPUT (NF_IP_PRI_CONNTRACK).
inline constexpr int conntrackPriority = -200;

} // namespace hookwalk
