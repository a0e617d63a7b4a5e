// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/tracepoints.h"

#include "model/lettercase.h"
#include "wire/traceprefix.h"

#include <algorithm>
#include <climits>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

std::string chainName(Chain chain)
{
    return std::string(name(chain.table)) + '-' + std::string(name(chain.hook));
}

std::string addressSet(const std::string& name, const std::string& type,
                       const std::vector<IpAddress>& addresses)
{
    std::string elements;
    for (const IpAddress& address : addresses) {
        if (address.isV4() == (type == "ipv4_addr"))
            elements += (elements.empty() ? "" : ", ") + address.toString();
    }
    return "  set " + name + " { type " + type + ";" +
           (elements.empty() ? "" : " elements = { " + elements + " }") + " }\n";
}

// What a rule does with a packet that it matches.
std::string statements(Chain chain, const TraceOrder& order)
{
    const std::string log = " log prefix \"" + wire::tracePrefix(chain, order.tag) + '"';
    std::string text;
    // First, so that this rule is reported too. In each chain, as NAT may give a packet the traced address on its
    // way; whoever entered before is marked already.
    if (order.nftrace)
        text += "meta nftrace set 1 ";
    text += "counter name \"logged\"";
    if (order.kernelLog)
        text += log + " level debug";
    if (order.nflogGroup)
        text += log + " group " + std::to_string(*order.nflogGroup);
    return text;
}

std::string traceChain(Chain chain, int priority, const TraceOrder& order)
{
    // An explicit verdict: no further rule of ours reports it again, and nftrace does not tell of the chain's policy.
    const std::string report = statements(chain, order) + " accept";
    const std::string type = chain.table == Table::Nat ? "nat" : "filter";
    std::string text = "  chain " + chainName(chain) + " {\n    type " + type + " hook " +
                       lowerCase(name(chain.hook)) + " priority " + std::to_string(priority) +
                       "; policy accept;\n";
    for (const char* of :
         {"ip saddr @traced4 ", "ip daddr @traced4 ", "ip6 saddr @traced6 ", "ip6 daddr @traced6 "})
        text += "    " + (of + report) + '\n';
    return text + carrierRules(order.carriers, order.addresses, report) + "  }\n";
}

// Before everything else, and nobody else's chain sees what is dropped here: no rule counts it, no connection is
// made for it. nftrace is told only where nothing else reports: it then tells all who listen to it in this namespace.
std::string canaryTrap(const TraceOrder& order)
{
    TraceOrder toDrop = order;
    toDrop.nftrace = false;
    const bool byNftrace = order.nftrace && !order.kernelLog && !order.nflogGroup;
    const auto address = wire::canaryAddress.toString();
    return "  chain " + std::string(canaryChain) + " {\n    type filter hook prerouting priority " +
           std::to_string(INT_MIN) + "; policy accept;\n    iifname \"lo\" ip saddr " + address +
           " ip daddr " + address + (byNftrace ? " meta nftrace set 1 " : " ") +
           statements({Table::Raw, Hook::Prerouting}, toDrop) + " drop\n  }\n";
}

// A base chain of nftables that is one of the 17, as iptables-nft names them.
std::optional<Chain> iptablesChain(const nlohmann::json& chain)
{
    if (!chain.contains("prio") || !chain["prio"].is_number_integer())
        return std::nullopt;
    return chainNamed(chain.value("table", ""), chain.value("name", ""));
}

bool isOurs(const nlohmann::json& item, Chain chain)
{
    return item.contains("chain") && item["chain"].value("table", "") == traceTableName() &&
           item["chain"].value("name", "") == chainName(chain);
}

} // namespace

std::optional<Chain> traceChainNamed(std::string_view name)
{
    const auto found = std::ranges::find_if(allChains, [&](Chain chain) { return chainName(chain) == name; });
    return found == allChains.end() ? std::nullopt : std::optional(*found);
}

Priorities livePriorities(const nlohmann::json& chains)
{
    std::array<std::optional<int>, allChains.size()> seen;
    for (const auto& item : chains) {
        if (!item.contains("chain"))
            continue;
        if (const auto chain = iptablesChain(item["chain"])) {
            auto& priority = seen[chainIndex(*chain)];
            priority = std::min(priority.value_or(INT_MAX), item["chain"]["prio"].get<int>());
        }
    }
    Priorities priorities{};
    for (std::size_t i = 0; i < priorities.size(); ++i)
        priorities[i] = seen[i].value_or(defaultPriority(allChains[i]));
    return priorities;
}

std::string traceTable(const std::string& name, const TraceOrder& order, const Priorities& priorities)
{
    std::string text = "table inet " + name + " {\n  flags owner;\n  counter logged { }\n" +
                       addressSet("traced4", "ipv4_addr", order.addresses) +
                       addressSet("traced6", "ipv6_addr", order.addresses);
    for (std::size_t i = 0; i < priorities.size(); ++i)
        text += traceChain(allChains[i], priorities[i] - 1, order);
    return text + canaryTrap(order) + "}\n";
}

Result<TracePoints> TracePoints::open()
{
    return Nft::open().map([](Nft nft) { return TracePoints(std::move(nft)); });
}

Result<void> TracePoints::set(const TraceOrder& order)
{
    return m_nft.query("list chains").and_then([&](const nlohmann::json& chains) {
        // Adds the table before deleting it, so that the deletion also succeeds where there was none.
        return m_nft
            .run("table inet " + traceTableName() + " { flags owner; }\ndelete table inet " +
                 traceTableName() + "\n" + traceTable(traceTableName(), order, livePriorities(chains)))
            .map([](const std::string&) {});
    });
}

Result<std::uint64_t> TracePoints::counted()
{
    return m_nft.query("list counters table inet " + traceTableName()).map([](const nlohmann::json& items) {
        std::uint64_t packets = 0;
        for (const auto& item : items) {
            if (item.contains("counter"))
                packets += item["counter"].value("packets", std::uint64_t{0});
        }
        return packets;
    });
}

Result<void> TracePoints::silence()
{
    return m_nft.run("flush table inet " + traceTableName()).map([](const std::string&) {});
}

Result<TracePoints::Shown> TracePoints::show()
{
    return m_nft.query("list chains").and_then([&](const nlohmann::json& chains) {
        Shown shown;
        std::ranges::copy_if(allChains, std::back_inserter(shown.chains), [&](Chain chain) {
            return std::ranges::any_of(chains,
                                       [&](const nlohmann::json& item) { return isOurs(item, chain); });
        });
        return m_nft.run("list table inet " + traceTableName()).map([&](std::string ruleset) {
            shown.ruleset = std::move(ruleset);
            return shown;
        });
    });
}

} // namespace hookwalk::kernel
