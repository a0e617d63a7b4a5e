// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/rules.h"

#include "traversal/knowledge.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

// Chain by chain as the packet met them: where does the base chain stand that this hit belongs to?
class Placement
{
public:
    explicit Placement(const Ruleset* ruleset)
        : m_ruleset(ruleset)
    {
    }

    std::uint8_t place(const PlacedHit& placed)
    {
        const auto& hit = placed.hit;
        if (hit.depth == 0)
            m_base = m_ruleset ? m_ruleset->find(hit.family, hit.table, hit.chain) : nullptr;
        const bool sameHook = m_base && m_base->stage && placed.behind != noChain &&
                              m_base->stage->hook == allChains[placed.behind].hook;
        return sameHook ? chainIndex(*m_base->stage) : placed.behind;
    }

private:
    const Ruleset* m_ruleset;
    const RuleChain* m_base = nullptr;
};

RuleHit withText(const Ruleset* ruleset, RuleHit hit)
{
    if (ruleset && hit.type == RuleHitType::Rule) {
        const auto* chain = ruleset->find(hit.family, hit.table, hit.chain);
        const auto* rule = ruleset->find(hit.family, hit.table, hit.chain, hit.handle);
        if (rule) {
            hit.text = rule->words();
            hit.number = static_cast<int>(rule - chain->rules.data()) + 1;
        }
    }
    return hit;
}

bool drops(const RuleHit& hit)
{
    return hit.verdict == "drop";
}

} // namespace

void placeRules(const Trace& trace, TraversalIndex which, std::vector<Stop>& stops)
{
    Placement placement(trace.ruleset());
    for (const auto& placed : trace.knowledge().hits(which)) {
        const auto at = placement.place(placed);
        const auto stopAt = [&](std::uint8_t chain) {
            return std::ranges::find_if(stops, [&](const Stop& stop) {
                return chain != noChain && stop.stage == Stage::of(allChains[chain]) &&
                       stop.kind != StopKind::Skipped;
            });
        };
        auto stop = stopAt(at);
        if (stop == stops.end())
            stop = stopAt(placed.behind);
        if (stop == stops.end())
            continue;
        const bool decided = placed.hit.decides() || placed.hit.type == RuleHitType::Policy;
        if (decided && stop->verdict != "drop")
            stop->verdict = placed.hit.verdict;
        stop->rules.push_back(withText(trace.ruleset(), placed.hit));
    }
}

std::optional<RuleDrop> ruleDropOf(const Trace& trace, TraversalIndex which)
{
    Placement placement(trace.ruleset());
    std::optional<RuleDrop> drop;
    for (const auto& placed : trace.knowledge().hits(which)) {
        const auto at = placement.place(placed);
        if (drops(placed.hit))
            drop = RuleDrop{withText(trace.ruleset(), placed.hit), at};
    }
    return drop;
}

bool hasRuleDrop(const Trace& trace, TraversalIndex which)
{
    return trace.knowledge().hasDrop(which);
}

Said said(const RuleHit& hit)
{
    const std::string chain = hit.family + ' ' + hit.table + ' ' + hit.chain;
    if (hit.type == RuleHitType::Policy)
        return say("policy-of", chain);
    const bool numbered = hit.number > 0;
    if (hit.text.empty())
        return numbered ? say("rule-of", chain, hit.number) : say("rule-with-handle-of", chain, hit.handle);
    return numbered ? say("rule-of-and-text", chain, hit.number, hit.text)
                    : say("rule-with-handle-of-and-text", chain, hit.handle, hit.text);
}

const RuleHit* decidingHit(const Stop& stop)
{
    const auto decided =
        std::ranges::find_if(stop.rules.rbegin(), stop.rules.rend(), [&](const RuleHit& hit) {
            return hit.verdict == stop.verdict && (hit.decides() || hit.type == RuleHitType::Policy);
        });
    return decided == stop.rules.rend() ? nullptr : &*decided;
}

bool isReject(const RuleHit& hit)
{
    return hit.text.find("REJECT") != std::string::npos || hit.text.find("reject") != std::string::npos;
}

} // namespace hookwalk
