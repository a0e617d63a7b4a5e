// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rulesetdiff.h"

#include <algorithm>
#include <unordered_map>

namespace hookwalk::query
{

namespace
{

using Places = std::vector<std::size_t>;

std::string keyOf(const Rule& rule, SameRule same)
{
    const auto words = rule.iptables.empty() ? withoutCounts(rule.text) : rule.iptables;
    return same == SameRule::ByWords ? words : std::to_string(rule.handle) + ' ' + words;
}

struct Match {
    std::size_t inA, inB;
};

// Each rule of A with the one of B that it is; of several alike the first with the first.
std::vector<Match> matchesOf(const std::vector<Rule>& a, const std::vector<Rule>& b, SameRule same)
{
    std::unordered_map<std::string, Places> placesInB;
    for (auto j = b.size(); j-- > 0;)
        placesInB[keyOf(b[j], same)].push_back(j);
    std::vector<Match> matches;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto found = placesInB.find(keyOf(a[i], same));
        if (found == placesInB.end() || found->second.empty())
            continue;
        matches.push_back({i, found->second.back()});
        found->second.pop_back();
    }
    return matches;
}

// As many as possible of which none stands before another one in A and behind it in B: the longest rising run of places
// in B, by the last place of the best run of each length.
std::vector<Match> inOneOrder(const std::vector<Match>& matches)
{
    constexpr auto none = static_cast<std::size_t>(-1);
    Places ends, before(matches.size(), none); // indices in matches
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto place = std::ranges::lower_bound(ends, matches[i].inB, {},
                                                    [&](std::size_t end) { return matches[end].inB; });
        if (place != ends.begin())
            before[i] = *std::prev(place);
        place == ends.end() ? ends.push_back(i) : void(*place = i);
    }
    std::vector<Match> kept;
    for (auto i = ends.empty() ? none : ends.back(); i != none; i = before[i])
        kept.push_back(matches[i]);
    std::ranges::reverse(kept);
    return kept;
}

void addDifferences(std::vector<ChainDifference>& found, const Ruleset& a, const Ruleset& b, SameRule same,
                    bool isLegacy)
{
    const auto add = [&](const RuleChain* inA, const RuleChain* inB) {
        ChainDifference difference{inA, inB, unionOf(inA, inB, same)};
        std::erase_if(difference.changed, &RulePair::isInBoth);
        if (!inA || !inB || !difference.changed.empty() || difference.hasOtherPolicy())
            found.push_back(std::move(difference));
    };
    for (const auto& chain : chainsOf(&b, isLegacy))
        add(a.same(chain, isLegacy), &chain);
    for (const auto& chain : chainsOf(&a, isLegacy)) {
        if (!b.same(chain, isLegacy))
            add(&chain, nullptr);
    }
}

} // namespace

std::vector<RulePair> unionOf(const RuleChain* a, const RuleChain* b, SameRule same)
{
    static const std::vector<Rule> none;
    const auto& inA = a ? a->rules : none;
    const auto& inB = b ? b->rules : none;
    auto both = inOneOrder(matchesOf(inA, inB, same));
    both.push_back({inA.size(), inB.size()});
    std::vector<RulePair> pairs;
    std::size_t i = 0, j = 0;
    const auto add = [&](bool isInA, bool isInB) {
        pairs.push_back({isInA ? &inA[i] : nullptr, isInB ? &inB[j] : nullptr,
                         isInA ? static_cast<int>(i) + 1 : 0, isInB ? static_cast<int>(j) + 1 : 0});
        i += isInA ? 1 : 0;
        j += isInB ? 1 : 0;
    };
    for (const auto& match : both) {
        while (i < match.inA)
            add(true, false);
        while (j < match.inB)
            add(false, true);
        if (match.inA < inA.size())
            add(true, true);
    }
    return pairs;
}

std::vector<ChainDifference> differencesOf(const Ruleset& a, const Ruleset& b, SameRule same)
{
    std::vector<ChainDifference> found;
    for (const bool isLegacy : {false, true})
        addDifferences(found, a, b, same, isLegacy);
    return found;
}

} // namespace hookwalk::query
