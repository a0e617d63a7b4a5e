// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/verdicttext.h"

#include "traversal/rules.h"
#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

QString deciderOf(const Stop& stop, const RuleHit& hit)
{
    // The diagram's own chain needs no name; another one does.
    const bool usual = hit.table == name(stop.stage.chain.table) && hit.chain == name(stop.stage.chain.hook);
    const QString chain = usual ? QString() : QStringLiteral("%1 %2").arg(qt(hit.table), qt(hit.chain));
    if (hit.type == RuleHitType::Policy)
        return usual ? tr("the policy") : tr("the policy of %1").arg(chain);
    if (hit.number == 0)
        return usual ? tr("a rule") : tr("a rule of %1").arg(chain);
    return usual ? tr("rule %1").arg(hit.number) : tr("rule %1 of %2").arg(hit.number).arg(chain);
}

} // namespace

QString verdictText(const Stop& stop)
{
    if (stop.verdict.empty())
        return {};
    const QString verdict = QString::fromStdString(stop.verdict);
    const auto* decided = decidingHit(stop);
    return decided ? tr("%1, by %2").arg(verdict, deciderOf(stop, *decided)) : verdict;
}

} // namespace hookwalk::ui
