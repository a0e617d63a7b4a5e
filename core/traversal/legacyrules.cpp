// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/legacyrules.h"

#include "traversal/knowledge.h"
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

RuleHit hitOf(const RuleChain& chain, const RisenRule& risen)
{
    RuleHit hit;
    hit.family = chain.family;
    hit.table = chain.table;
    hit.chain = chain.name;
    hit.type = risen.handle == 0 ? RuleHitType::Policy : RuleHitType::Rule;
    hit.handle = risen.handle;
    hit.number = static_cast<int>(risen.handle);
    if (const auto* rule = chain.find(risen.handle))
        hit.text = rule->text;
    return hit;
}

// Rules and policies whose counters rose, reached from base chains that pass the test.
template<typename Test> std::vector<LegacyCount> counted(const Trace& trace, bool isV4, const Test& isWanted)
{
    std::vector<LegacyCount> found;
    const auto* ruleset = trace.ruleset();
    if (std::ranges::none_of(trace.knowledge().risenRules(), &RisenRule::isLegacy))
        return found;
    for (const auto& base : chainsOf(ruleset, true)) {
        const auto stage = chainNamed(base.table, base.name);
        if (!base.isBase || !stage || base.family != (isV4 ? "ip" : "ip6"))
            continue;
        for (const auto* chain : ruleset->reachedFrom(base, true)) {
            for (const auto& risen : trace.knowledge().risenRules()) {
                const bool here = risen.isLegacy && risen.family == chain->family &&
                                  risen.table == chain->table && risen.chain == chain->name;
                if (auto hit = here ? hitOf(*chain, risen) : RuleHit(); here && isWanted(*stage, *chain, hit))
                    found.push_back({*stage, std::move(hit), risen.packets});
            }
        }
    }
    return found;
}

} // namespace

std::vector<LegacyCount> legacyDrops(const Trace& trace, Hook hook, bool isV4)
{
    auto found = counted(trace, isV4, [hook](Chain stage, const RuleChain& chain, const RuleHit& hit) {
        const bool ends =
            hit.type == RuleHitType::Policy ? chain.policy == "drop" : drops(hit.text) || rejects(hit.text);
        return stage.hook == hook && ends;
    });
    for (auto& one : found)
        one.hit.verdict = "drop";
    return found;
}

std::vector<LegacyCount> legacyCopies(const Trace& trace, bool isV4)
{
    return counted(trace, isV4, [](Chain, const RuleChain&, const RuleHit& hit) { return copies(hit.text); });
}

} // namespace hookwalk
