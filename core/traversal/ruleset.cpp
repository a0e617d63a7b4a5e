// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/ruleset.h"

#include "traversal/ruletext.h"
#include "wire/jsoninteger.h"

#include <algorithm>
#include <array>
#include <climits>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace hookwalk
{

namespace
{

using Json = nlohmann::json;

// A base chain of nftables may have any priority: it belongs to the last of the 17 that runs no later. Chains
// of type nat are all run from the nat hook (net/netfilter/nf_nat_core.c), whatever their priority.
std::optional<Chain> stageOf(const RuleChain& chain)
{
    const auto hook = hookOfNft(chain.hook);
    const bool ip = chain.family == "ip" || chain.family == "ip6" || chain.family == "inet";
    if (!hook || !ip)
        return std::nullopt;
    if (const auto named = chainNamed(chain.table, chain.name); named && named->hook == *hook)
        return named;
    std::optional<Chain> nearest;
    for (const Chain candidate : allChains) {
        if (candidate.hook != *hook || (candidate.table == Table::Nat) != (chain.type == "nat"))
            continue;
        if (!nearest || defaultPriority(candidate) <= chain.priority)
            nearest = candidate;
    }
    return nearest;
}

std::optional<std::uint64_t> count(const Json& rule, const char* name)
{
    const auto found = rule.find(name);
    return found == rule.end() ? std::nullopt : wire::integerOf<std::uint64_t>(*found);
}

Sentences readProblem(const Json& json)
{
    if (json.is_string()) // as it was written until version 6 of the protocol
        return {Said{json.get<std::string>(), {}}};
    Sentences problem;
    for (const auto& one : json)
        problem.push_back({one.at("code").get<std::string>(),
                           one.at("values").get<std::vector<std::string>>(), one.at("errno").get<int>()});
    return problem;
}

bool isIptables(const RuleChain& chain, Chain stage)
{
    return (chain.family == "ip" || chain.family == "ip6") && chain.table == name(stage.table) &&
           chain.name == name(stage.hook) && (chain.type == "nat") == (stage.table == Table::Nat);
}

RuleChain readChain(const Json& item)
{
    RuleChain chain;
    chain.family = item.value("family", "");
    chain.table = item.value("table", "");
    chain.name = item.value("name", "");
    chain.isBase = item.contains("hook");
    chain.type = item.value("type", "");
    chain.hook = item.value("hook", "");
    chain.policy = item.value("policy", "");
    chain.priority = wire::integerOr(item, "priority", 0);
    chain.policyPackets = count(item, "packets");
    // The table of a dormant one is not registered: no packet comes to its chains (nft(8), flags dormant).
    if (item.value("dormant", false)) {
        chain.isBase = false;
        chain.hook.clear();
    }
    if (chain.isBase)
        chain.stage = stageOf(chain);
    chain.isClassic = chain.stage && isIptables(chain, *chain.stage);
    for (const auto& device : item.value("devices", Json::array()))
        chain.devices.push_back(device.get<std::string>());
    const auto rules = item.find("rules");
    if (rules == item.end())
        return chain;
    for (const auto& rule : *rules) {
        chain.rules.push_back({wire::integerOr<std::uint64_t>(rule, "handle", 0), rule.value("text", ""),
                               rule.value("iptables", ""), count(rule, "packets"), count(rule, "bytes")});
    }
    return chain;
}

std::vector<Chain> orderOf(const Ruleset& ruleset)
{
    std::vector<Chain> order(allChains.begin(), allChains.end());
    const auto key = [&](Chain chain) { return std::pair(chain.hook, ruleset.priorityAt(chain)); };
    std::ranges::stable_sort(order, {}, key);
    return order;
}

bool needConntrack(const std::vector<RuleChain>& chains)
{
    constexpr std::array<std::string_view, 10> words{"ct",       "masquerade", "snat", "dnat",
                                                     "redirect", "MASQUERADE", "SNAT", "DNAT",
                                                     "REDIRECT", "conntrack"};
    const auto needs = [&](const Rule& rule) {
        return !stopsTracking(rule.words()) && std::ranges::any_of(words, [&](std::string_view word) {
            return hasWord(rule.text, word) || hasWord(rule.iptables, word);
        });
    };
    return std::ranges::any_of(
        chains, [&](const RuleChain& chain) { return std::ranges::any_of(chain.rules, needs); });
}

} // namespace

std::string withoutCounts(std::string_view rule)
{
    constexpr std::string_view counter = "counter", packets = "counter packets ", bytes = " bytes ";
    constexpr std::string_view digits = "0123456789";
    std::string plain;
    for (auto at = rule.find(packets); at != rule.npos; at = rule.find(packets)) {
        const auto between = std::min(rule.find_first_not_of(digits, at + packets.size()), rule.size());
        plain += rule.substr(0, at + counter.size());
        rule.remove_prefix(between);
        if (rule.starts_with(bytes))
            rule.remove_prefix(std::min(rule.find_first_not_of(digits, bytes.size()), rule.size()));
    }
    return plain.append(rule);
}

bool Ruleset::hasSameRules(const Ruleset& other) const
{
    const auto isSameRule = [](const Rule& a, const Rule& b) {
        return a.handle == b.handle && a.iptables == b.iptables &&
               (a.text == b.text || withoutCounts(a.text) == withoutCounts(b.text));
    };
    const auto isSameChain = [&](const RuleChain& a, const RuleChain& b) {
        return a.isSameAs(b) && a.isBase == b.isBase && a.type == b.type && a.hook == b.hook &&
               a.policy == b.policy && a.priority == b.priority && a.devices == b.devices &&
               std::ranges::equal(a.rules, b.rules, isSameRule);
    };
    return legacy == other.legacy && std::ranges::equal(chains, other.chains, isSameChain) &&
           std::ranges::equal(legacyChains, other.legacyChains, isSameChain);
}

int Ruleset::priorityAt(Chain stage) const
{
    std::optional<int> live;
    for (const auto& chain : chains) {
        if (chain.isClassic && chain.stage == stage)
            live = std::min(live.value_or(INT_MAX), chain.priority);
    }
    return live.value_or(defaultPriority(stage));
}

bool Ruleset::hasLegacy(Table table) const
{
    return std::ranges::find(legacy, name(table)) != legacy.end();
}

bool Ruleset::hasBaseChain(Chain stage) const
{
    return hasLegacy(stage.table) ||
           std::ranges::any_of(chains, [&](const auto& chain) { return chain.stage == stage; });
}

std::vector<const RuleChain*> Ruleset::chainsAt(Chain stage) const
{
    std::vector<const RuleChain*> found;
    for (const auto& chain : chains) {
        if (chain.stage == stage)
            found.push_back(&chain);
    }
    std::ranges::stable_sort(found, {}, [](const RuleChain* chain) { return chain->priority; });
    const auto bases = found;
    for (const auto& chain : chains) {
        const bool sameTable = std::ranges::any_of(bases, [&](const RuleChain* base) {
            return base->family == chain.family && base->table == chain.table;
        });
        if (!chain.isBase && sameTable)
            found.push_back(&chain);
    }
    return found;
}

const RuleChain* Ruleset::find(std::string_view family, std::string_view table, std::string_view name) const
{
    const auto found = std::ranges::find_if(chains, [&](const auto& chain) {
        return chain.family == family && chain.table == table && chain.name == name;
    });
    return found == chains.end() ? nullptr : &*found;
}

const Rule* Ruleset::find(std::string_view family, std::string_view table, std::string_view chainName,
                          std::uint64_t handle) const
{
    const auto* chain = find(family, table, chainName);
    return chain ? chain->find(handle) : nullptr;
}

const Rule* RuleChain::find(std::uint64_t handle) const
{
    const auto found = std::ranges::find(rules, handle, &Rule::handle);
    return found == rules.end() ? nullptr : &*found;
}

const RuleChain* Ruleset::same(const RuleChain& chain, bool isLegacy) const
{
    const auto& list = isLegacy ? legacyChains : chains;
    const auto found =
        std::ranges::find_if(list, [&](const RuleChain& other) { return other.isSameAs(chain); });
    return found == list.end() ? nullptr : &*found;
}

std::vector<const RuleChain*> Ruleset::reachedFrom(const RuleChain& base, bool isLegacy) const
{
    std::vector<const RuleChain*> reached{&base};
    RuleChain wanted;
    wanted.family = base.family;
    wanted.table = base.table;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const auto& rule : reached[i]->rules) {
            for (const auto name : isLegacy ? std::vector{targetOf(rule.text)} : jumpsOf(rule.text)) {
                wanted.name = name;
                const auto* chain = same(wanted, isLegacy);
                if (chain && std::ranges::find(reached, chain) == reached.end())
                    reached.push_back(chain);
            }
        }
    }
    return reached;
}

std::optional<Ruleset> RulesetReader::add(std::string_view text)
{
    try {
        const auto json = Json::parse(text);
        const auto part = wire::integerOr(json, "part", 0U);
        if (const auto expected = std::exchange(m_next, 0); part != 0 && part != expected)
            return std::nullopt;
        if (part == 0)
            m_ruleset = {};
        auto& chains = m_ruleset.chains;
        m_ruleset.problem = readProblem(json.value("problem", Json()));
        if (!m_ruleset.problem.empty())
            return std::exchange(m_ruleset, {});
        for (const auto& item : json.at("chains")) {
            auto chain = readChain(item);
            auto& list = item.value("legacy", false) ? m_ruleset.legacyChains : chains;
            if (!list.empty() && list.back().isSameAs(chain))
                std::ranges::move(chain.rules, std::back_inserter(list.back().rules));
            else
                list.push_back(std::move(chain));
        }
        m_ruleset.generation = wire::integerOr(json, "generation", m_ruleset.generation);
        for (const auto& table : json.value("legacy", Json::array()))
            m_ruleset.legacy.push_back(table.get<std::string>());
        if (json.value("more", false)) {
            m_next = part + 1;
            return std::nullopt;
        }
        m_ruleset.order = orderOf(m_ruleset);
        m_ruleset.needsConntrack = needConntrack(chains);
        return std::exchange(m_ruleset, {});
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

} // namespace hookwalk
