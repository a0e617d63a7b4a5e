// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/verdicttext.h"

#include "traversal/rules.h"

namespace hookwalk::ui
{

namespace
{

QString deciderOf(const Stop& stop, const RuleHit& hit)
{
    // The diagram's own chain needs no name; another one does.
    const bool usual = hit.table == name(stop.stage.chain.table) && hit.chain == name(stop.stage.chain.hook);
    const QString of =
        usual ? QString() : QStringLiteral(" of %1 %2").arg(hit.table.c_str(), hit.chain.c_str());
    if (hit.type == RuleHitType::Policy)
        return QStringLiteral("the policy") + of;
    return (hit.number > 0 ? QStringLiteral("rule %1").arg(hit.number) : QStringLiteral("a rule")) + of;
}

} // namespace

QString verdictText(const Stop& stop)
{
    if (stop.verdict.empty())
        return {};
    const QString verdict = QString::fromStdString(stop.verdict);
    const auto* decided = decidingHit(stop);
    return decided ? QStringLiteral("%1, by %2").arg(verdict, deciderOf(stop, *decided)) : verdict;
}

} // namespace hookwalk::ui
