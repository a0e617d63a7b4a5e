// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/ruleset.h"

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

std::optional<Hook> hookOfNft(const std::string& text)
{
    std::string upper = text;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    return hookNamed(upper);
}

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
    if (chain.isBase)
        chain.stage = stageOf(chain);
    const auto rules = item.find("rules");
    if (rules == item.end())
        return chain;
    for (const auto& rule : *rules) {
        chain.rules.push_back({wire::integerOr<std::uint64_t>(rule, "handle", 0), rule.value("text", ""),
                               rule.value("iptables", ""), count(rule, "packets"), count(rule, "bytes")});
    }
    return chain;
}

bool isIptables(const RuleChain& chain, Chain stage)
{
    return chain.isBase && chain.stage == stage && chain.table == name(stage.table) &&
           chain.name == name(stage.hook);
}

// Default priorities, but those of the chains that iptables-nft has registered here.
std::vector<Chain> orderOf(const std::vector<RuleChain>& chains)
{
    std::array<int, allChains.size()> priorities{};
    for (std::size_t i = 0; i < allChains.size(); ++i) {
        std::optional<int> live;
        for (const auto& chain : chains) {
            if (isIptables(chain, allChains[i]))
                live = std::min(live.value_or(INT_MAX), chain.priority);
        }
        priorities[i] = live.value_or(defaultPriority(allChains[i]));
    }
    std::vector<Chain> order(allChains.begin(), allChains.end());
    std::ranges::stable_sort(order, [&](Chain a, Chain b) {
        return std::pair(a.hook, priorities[chainIndex(a)]) < std::pair(b.hook, priorities[chainIndex(b)]);
    });
    return order;
}

bool needConntrack(const std::vector<RuleChain>& chains)
{
    constexpr std::array<std::string_view, 6> words{"ct ",  "masquerade", "snat",
                                                    "dnat", "redirect",   "conntrack"};
    const auto needs = [&](const Rule& rule) {
        std::string text = rule.text + ' ' + rule.iptables;
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text.find("notrack") == text.npos && std::ranges::any_of(words, [&](std::string_view word) {
                   const auto place = text.find(word);
                   return place != text.npos && (place == 0 || text[place - 1] == ' ');
               });
    };
    return std::ranges::any_of(
        chains, [&](const RuleChain& chain) { return std::ranges::any_of(chain.rules, needs); });
}

} // namespace

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
    if (!chain)
        return nullptr;
    const auto found = std::ranges::find(chain->rules, handle, &Rule::handle);
    return found == chain->rules.end() ? nullptr : &*found;
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
            if (!chains.empty() && chains.back().isSameAs(chain))
                std::ranges::move(chain.rules, std::back_inserter(chains.back().rules));
            else
                chains.push_back(std::move(chain));
        }
        for (const auto& table : json.value("legacy", Json::array()))
            m_ruleset.legacy.push_back(table.get<std::string>());
        if (json.value("more", false)) {
            m_next = part + 1;
            return std::nullopt;
        }
        m_ruleset.order = orderOf(chains);
        m_ruleset.needsConntrack = needConntrack(chains);
        return std::exchange(m_ruleset, {});
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

} // namespace hookwalk
