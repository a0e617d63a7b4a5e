// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/comparisons.h"

#include "model/lettercase.h"
#include "traversal/rules.h"
#include "words/packets.h"
#include "words/sentences.h"
#include "words/stages.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace hookwalk::words
{

namespace
{

constexpr std::array comparisonTable{
    Sentence{"compare-place", QT_TRANSLATE_NOOP("words", "%1")},
    Sentence{"compare-head", QT_TRANSLATE_NOOP("words", "%1: packet %2, %w3, %4 → %5, %w6")},
    Sentence{"compared-runs",
             QT_TRANSLATE_NOOP("words", "Pairs: %1, of which %2 differ. Packets that only A has: %3, only B: "
                                        "%4.")},
    Sentence{"compare-same", QT_TRANSLATE_NOOP("words", "Same way, same ending.")},
    Sentence{"compare-same-as-shown", QT_TRANSLATE_NOOP("words", "The same as far as both logs show.")},
    Sentence{"compare-same-as-shown-but",
             QT_TRANSLATE_NOOP("words", "The same as far as both logs show. Different: %1.")},
    Sentence{"compare-same-but", QT_TRANSLATE_NOOP("words", "Same way, same ending. Different: %1.")},
    Sentence{"compare-dropped-by-rule",
             QT_TRANSLATE_NOOP("words", "%1 stops at %w3: rule %4 dropped it; %2 went on.")},
    Sentence{"compare-rejected-by-rule",
             QT_TRANSLATE_NOOP("words", "%1 stops at %w3: rule %4 rejected it; %2 went on.")},
    Sentence{"compare-dropped-by-rule-of",
             QT_TRANSLATE_NOOP("words", "%1 stops at %w3: rule %4 of %5 dropped it; %2 went on.")},
    Sentence{"compare-rejected-by-rule-of",
             QT_TRANSLATE_NOOP("words", "%1 stops at %w3: rule %4 of %5 rejected it; %2 went on.")},
    Sentence{"compare-dropped-by-policy",
             QT_TRANSLATE_NOOP("words", "%1 stops at %w3: its policy dropped it; %2 went on.")},
    Sentence{"compare-dropped", QT_TRANSLATE_NOOP("words", "%1 stops at %w3; %2 went on.")},
    Sentence{"compare-no-step-behind", QT_TRANSLATE_NOOP("words", "%1 has no step after %w2.")},
    Sentence{"compare-no-step", QT_TRANSLATE_NOOP("words", "%1 has no step that %2 has.")},
    Sentence{"compare-both-left", QT_TRANSLATE_NOOP("words", "Both left by %1; %2 took %w3 as well.")},
    Sentence{"compare-both-ended", QT_TRANSLATE_NOOP("words", "Both ended alike; %1 took %w2 as well.")},
    Sentence{"compare-took", QT_TRANSLATE_NOOP("words", "%1 took %w3, %2 did not.")},
    Sentence{"compare-begin", QT_TRANSLATE_NOOP("words", "A begins with %w1, B with %w2.")},
    Sentence{"compare-part", QT_TRANSLATE_NOOP("words", "A goes to %w1, B to %w2.")},
    Sentence{"compare-other-verdict",
             QT_TRANSLATE_NOOP("words", "%w1: the verdict is %2 for A and %3 for B.")},
    Sentence{"compare-other-field", QT_TRANSLATE_NOOP("words", "%w1: %2 is %3 for A and %4 for B.")},
    Sentence{"compare-other-ending", QT_TRANSLATE_NOOP("words", "The same steps; A: %w1, B: %w2.")},
    Sentence{"compare-steps-alike", QT_TRANSLATE_N_NOOP("words", "%n step(s) are alike.")},
    Sentence{"compare-rules-same", QT_TRANSLATE_NOOP("words", "The rules were the same for both.")},
    Sentence{"compare-rule-added",
             QT_TRANSLATE_NOOP("words", "The one rule that differs was added for B: rule %1 of %2.")},
    Sentence{"compare-rule-gone",
             QT_TRANSLATE_NOOP("words", "The one rule that differs was there only for A: rule %1 of %2.")},
    Sentence{"compare-policy-differs",
             QT_TRANSLATE_NOOP("words", "Of the rules only the policy of %1 differs: %2 for A, %3 for B.")},
    Sentence{"compare-rules-differ", QT_TRANSLATE_N_NOOP("words", "%n chain(s) differ in rules.")},
    Sentence{"compare-step-verdicts", QT_TRANSLATE_NOOP("words", "A: %w1, B: %w2")},
    Sentence{"compare-step-verdict", QT_TRANSLATE_NOOP("words", "%1")},
    Sentence{"compare-step-verdict-by-rule", QT_TRANSLATE_NOOP("words", "%1 by rule %2")},
    Sentence{"compare-step-verdict-by-rule-of", QT_TRANSLATE_NOOP("words", "%1 by rule %2 of %3")},
    Sentence{"compare-step-verdict-by-policy", QT_TRANSLATE_NOOP("words", "%1 by the policy")},
    Sentence{"compare-step-field", QT_TRANSLATE_NOOP("words", "%1: A %2, B %3")},
    Sentence{"compare-step-only", QT_TRANSLATE_NOOP("words", "%1 only")},
    Sentence{"compare-step-of-none", QT_TRANSLATE_NOOP("words", "neither came here")},
    Sentence{"compare-step-unknown", QT_TRANSLATE_NOOP("words", "whether %1 came here is not known")},
};

// One of the two with its name.
struct Side {
    const char* name;
    const Walk& walk;
    int query::StepPair::*stop;

    bool isAt(const query::StepPair& pair) const { return pair.*stop >= 0; }
    const Stop& at(const query::StepPair& pair) const
    {
        return walk.stops[static_cast<std::size_t>(pair.*stop)];
    }
    int lastIn(const std::vector<query::StepPair>& pairs) const // -1: in none
    {
        int last = static_cast<int>(pairs.size()) - 1;
        while (last >= 0 && !isAt(pairs[static_cast<std::size_t>(last)]))
            --last;
        return last;
    }
};

Said placeOf(const Stop& stop)
{
    const auto kind = stop.stage.kind;
    const bool hasOwnName =
        kind == StageKind::Chain || kind == StageKind::BaseChain || kind == StageKind::Conntrack;
    if (hasOwnName)
        return say("compare-place", stopTitle(stop));
    if (kind == StageKind::AddressRewrite)
        return say("stage-rewrite");
    if (kind == StageKind::RoutingIn || kind == StageKind::RoutingOut)
        return say("stage-routing");
    return Said{"stage-" + stageId(stop.stage), {}};
}

// The way of one ends here, and the other goes on.
Said stopsEarlier(const Side& one, const Side& other, const std::vector<query::StepPair>& pairs, int last)
{
    if (last < 0)
        return say("compare-no-step", one.name, other.name);
    const Stop& stop = one.at(pairs[static_cast<std::size_t>(last)]);
    const auto& ending = one.walk.ending;
    if (!isDropped(ending.kind))
        return say("compare-no-step-behind", one.name, placeOf(stop));
    const auto* hit = decidingHit(stop);
    if (hit && hit->type == RuleHitType::Policy)
        return say("compare-dropped-by-policy", one.name, other.name, placeOf(stop));
    if (!hit || hit->number == 0)
        return say("compare-dropped", one.name, other.name, placeOf(stop));
    const std::string code =
        ending.kind == EndingKind::Rejected ? "compare-rejected-by-rule" : "compare-dropped-by-rule";
    return isInBaseChain(stop, *hit)
               ? say(code, one.name, other.name, placeOf(stop), hit->number)
               : say(code + "-of", one.name, other.name, placeOf(stop), hit->number, hit->chain);
}

// A step of one that the other lacks, which goes on behind it.
Said takesMore(const Side& one, const Side& other, const Stop& stop, bool hasOtherEnding)
{
    const auto& ending = one.walk.ending;
    if (hasOtherEnding)
        return say("compare-took", one.name, other.name, placeOf(stop));
    if (ending.kind == EndingKind::Transmitted && !ending.device.empty())
        return say("compare-both-left", ending.device, one.name, placeOf(stop));
    return say("compare-both-ended", one.name, placeOf(stop));
}

Said sameBut(const std::vector<query::StepPair>& pairs)
{
    std::vector<std::string> names;
    for (const auto& pair : pairs) {
        for (const auto& change : pair.expected) {
            if (const auto token = tokenName(change.name); std::ranges::find(names, token) == names.end())
                names.push_back(token);
        }
    }
    std::string list;
    for (const auto& token : names)
        list += (list.empty() ? "" : ", ") + token;
    if (std::ranges::any_of(pairs, &query::StepPair::isUnknown))
        return list.empty() ? say("compare-same-as-shown") : say("compare-same-as-shown-but", list);
    return list.empty() ? say("compare-same") : say("compare-same-but", list);
}

Said verdictAt(const Stop& stop, const std::string& verdict)
{
    const auto* hit = verdict == "accept" ? nullptr : decidingHit(stop); // who let it through is no news
    if (hit && hit->type == RuleHitType::Policy)
        return say("compare-step-verdict-by-policy", verdict);
    if (!hit || hit->number == 0)
        return say("compare-step-verdict", verdict);
    return isInBaseChain(stop, *hit)
               ? say("compare-step-verdict-by-rule", verdict, hit->number)
               : say("compare-step-verdict-by-rule-of", verdict, hit->number, hit->chain);
}

Said aboutRules(const std::vector<query::ChainDifference>& differences)
{
    if (differences.empty())
        return say("compare-rules-same");
    const auto& first = differences.front();
    const auto chain = first.chain().base().fullName();
    if (differences.size() == 1 && first.a && first.b) {
        if (first.changed.size() == 1 && !first.hasOtherPolicy())
            return first.changed.front().b ? say("compare-rule-added", first.changed.front().numberInB, chain)
                                           : say("compare-rule-gone", first.changed.front().numberInA, chain);
        if (first.changed.empty())
            return say("compare-policy-differs", chain, first.a->policy, first.b->policy);
    }
    return say("compare-rules-differ", differences.size());
}

} // namespace

Sentences aboutBoth(const query::Comparison& comparison, const std::vector<query::ChainDifference>* rules)
{
    const auto alike = std::ranges::count_if(comparison.steps, [](const query::StepPair& pair) {
        return pair.stopOfA >= 0 && pair.stopOfB >= 0 && !pair.isAlone() && !pair.isDifferent();
    });
    Sentences all{say("compare-steps-alike", alike)};
    if (rules)
        all.push_back(aboutRules(*rules));
    return all;
}

Said differenceAt(const query::StepPair& pair, const Walk& a, const Walk& b)
{
    const char* const other = pair.a < 0 ? "A" : "B";
    if (pair.isPassedBy())
        return say("compare-step-of-none");
    if (pair.isAlone())
        return pair.isUnknown ? say("compare-step-unknown", other)
                              : say("compare-step-only", pair.a < 0 ? "B" : "A");
    if (pair.hasOtherVerdict)
        return say("compare-step-verdicts",
                   verdictAt(a.stops[static_cast<std::size_t>(pair.a)], pair.verdictOfA),
                   verdictAt(b.stops[static_cast<std::size_t>(pair.b)], pair.verdictOfB));
    if (pair.changed.empty())
        return {};
    const auto& change = pair.changed.front();
    return say("compare-step-field", tokenName(change.name), comparedValue(change.before),
               comparedValue(change.after));
}

std::span<const Sentence> comparisonWords()
{
    return comparisonTable;
}

std::string comparedValue(const std::optional<wire::Field>& field)
{
    return field && !field->value.empty() ? fieldValue(*field) : "-";
}

std::string tokenName(std::string_view field)
{
    return upperCase(field.substr(field.rfind('.') + 1));
}

Said verdictOf(const query::Comparison& comparison, const Walk& a, const Walk& b)
{
    const Side sideA{"A", a, &query::StepPair::a}, sideB{"B", b, &query::StepPair::b};
    const auto& pairs = comparison.steps;
    if (comparison.isSame())
        return sameBut(pairs);
    if (comparison.first < 0)
        return say("compare-other-ending", decision(a.ending), decision(b.ending));
    const auto first = comparison.first;
    const auto& pair = pairs[static_cast<std::size_t>(first)];
    const int lastA = sideA.lastIn(pairs), lastB = sideB.lastIn(pairs);
    if (lastA <= first && lastB > lastA && (pair.a < 0 || pair.hasOtherVerdict))
        return stopsEarlier(sideA, sideB, pairs, lastA);
    if (lastB <= first && lastA > lastB && (pair.b < 0 || pair.hasOtherVerdict))
        return stopsEarlier(sideB, sideA, pairs, lastB);
    if (pair.a < 0 || pair.b < 0) {
        const auto& here = pair.a >= 0 ? sideA : sideB;
        const auto& away = pair.a >= 0 ? sideB : sideA;
        // Where each goes on to something that the other does not meet.
        auto next = static_cast<std::size_t>(first);
        while (next < pairs.size() && !away.isAt(pairs[next]))
            ++next;
        if (next < pairs.size() && !here.isAt(pairs[next])) {
            const auto ofA = placeOf(sideA.at(pair.a >= 0 ? pair : pairs[next]));
            const auto ofB = placeOf(sideB.at(pair.b >= 0 ? pair : pairs[next]));
            return first == 0 ? say("compare-begin", ofA, ofB) : say("compare-part", ofA, ofB);
        }
        return takesMore(here, away, here.at(pair), comparison.hasOtherEnding);
    }
    if (pair.hasOtherVerdict)
        return say("compare-other-verdict", placeOf(sideA.at(pair)), pair.verdictOfA, pair.verdictOfB);
    const auto& change = pair.changed.front();
    return say("compare-other-field", placeOf(sideA.at(pair)), tokenName(change.name),
               comparedValue(change.before), comparedValue(change.after));
}

} // namespace hookwalk::words
