#include "ui/diagram/verdicttext.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

// The place of the rule in its chain, from 1; 0: not known.
std::ptrdiff_t numberOf(const Ruleset* ruleset, const RuleHit& hit)
{
    const auto* chain = ruleset ? ruleset->find(hit.family, hit.table, hit.chain) : nullptr;
    if (!chain)
        return 0;
    const auto found = std::ranges::find(chain->rules, hit.handle, &Rule::handle);
    return found == chain->rules.end() ? 0 : found - chain->rules.begin() + 1;
}

QString deciderOf(const Ruleset* ruleset, const Stop& stop, const RuleHit& hit)
{
    // The diagram's own chain needs no name; another one does.
    const bool usual = hit.table == name(stop.stage.chain.table) && hit.chain == name(stop.stage.chain.hook);
    const QString of =
        usual ? QString() : QStringLiteral(" of %1 %2").arg(hit.table.c_str(), hit.chain.c_str());
    if (hit.type == RuleHitType::Policy)
        return QStringLiteral("the policy") + of;
    const auto number = numberOf(ruleset, hit);
    return number > 0 ? QStringLiteral("rule %1%2").arg(number).arg(of) : QStringLiteral("a rule") + of;
}

} // namespace

QString verdictText(const Ruleset* ruleset, const Stop& stop)
{
    if (stop.verdict.empty())
        return {};
    const auto decided =
        std::ranges::find_if(stop.rules.rbegin(), stop.rules.rend(), [&](const RuleHit& hit) {
            return hit.verdict == stop.verdict && (hit.decides() || hit.type == RuleHitType::Policy);
        });
    const QString verdict = QString::fromStdString(stop.verdict);
    return decided == stop.rules.rend()
               ? verdict
               : QStringLiteral("%1, by %2").arg(verdict, deciderOf(ruleset, stop, *decided));
}

} // namespace hookwalk::ui
