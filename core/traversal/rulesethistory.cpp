// SPDX-License-Identifier: GPL-3.0-or-later
// The rules as they were when a packet came: what Knowledge keeps of rulesets that others have followed.
#include "traversal/knowledge.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

namespace
{
constexpr std::size_t mostFormerRulesets = 32; // a ruleset of 10,000 rules takes some 2 MB
}

void Knowledge::noteRuleset(std::optional<Ruleset> ruleset, std::uint32_t line)
{
    const bool isSame = m_ruleset && ruleset && m_ruleset->hasSameRules(*ruleset);
    if (!isSame && m_rulesetSince) {
        m_formerRulesets.push_back({*m_rulesetSince, std::exchange(m_ruleset, std::nullopt)});
        if (m_formerRulesets.size() > mostFormerRulesets) {
            m_formerRulesets.pop_front();
            m_hasForgottenRulesets = true;
        }
    }
    if (!isSame || !m_rulesetSince)
        m_rulesetSince = line;
    m_ruleset = std::move(ruleset);
}

const Ruleset* Knowledge::rulesetAt(std::uint32_t line) const
{
    const auto* now = m_ruleset ? &*m_ruleset : nullptr;
    if (!m_rulesetSince || line >= *m_rulesetSince)
        return now;
    const auto behind =
        std::ranges::upper_bound(m_formerRulesets, line, {}, [](const auto& former) { return former.since; });
    if (behind == m_formerRulesets.begin() && m_hasForgottenRulesets)
        return nullptr;
    if (m_formerRulesets.empty())
        return now; // the first that were told
    const auto& told = behind == m_formerRulesets.begin() ? *behind : *std::prev(behind);
    return told.rules ? &*told.rules : nullptr;
}

// Those that were in force only before the line.
void Knowledge::forgetRulesets(std::uint32_t line)
{
    const auto followedAt = [this] {
        return m_formerRulesets.size() > 1 ? m_formerRulesets[1].since : *m_rulesetSince;
    };
    for (; !m_formerRulesets.empty() && followedAt() <= line; m_formerRulesets.pop_front())
        m_hasForgottenRulesets = true;
}

} // namespace hookwalk
