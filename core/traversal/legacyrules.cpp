// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/legacyrules.h"

#include "traversal/knowledge.h"
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

// The rule, or the policy, whose counter rose, where it ends a packet's way.
std::optional<RuleHit> endingHit(const RuleChain& chain, const RisenRule& risen)
{
    RuleHit hit;
    hit.family = chain.family;
    hit.table = chain.table;
    hit.chain = chain.name;
    hit.verdict = "drop";
    if (risen.handle == 0) {
        hit.type = RuleHitType::Policy;
        return chain.policy == "drop" ? std::optional(hit) : std::nullopt;
    }
    const auto* rule = chain.find(risen.handle);
    if (!rule || (!drops(rule->text) && !rejects(rule->text)))
        return std::nullopt;
    hit.handle = risen.handle;
    hit.number = static_cast<int>(risen.handle);
    hit.text = rule->text;
    return hit;
}

} // namespace

std::vector<LegacyDrop> legacyDrops(const Trace& trace, Hook hook, bool isV4)
{
    std::vector<LegacyDrop> found;
    const auto* ruleset = trace.ruleset();
    for (const auto& base : chainsOf(ruleset, true)) {
        const auto stage = chainNamed(base.table, base.name);
        if (!base.isBase || !stage || stage->hook != hook || base.family != (isV4 ? "ip" : "ip6"))
            continue;
        for (const auto* chain : ruleset->reachedFrom(base, true)) {
            for (const auto& risen : trace.knowledge().risenRules()) {
                const bool here = risen.isLegacy && risen.family == chain->family &&
                                  risen.table == chain->table && risen.chain == chain->name;
                if (auto hit = here ? endingHit(*chain, risen) : std::nullopt)
                    found.push_back({*stage, std::move(*hit), risen.packets});
            }
        }
    }
    return found;
}

} // namespace hookwalk
