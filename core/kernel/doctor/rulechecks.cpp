// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/procfile.h"
#include "kernel/doctor/checks.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace hookwalk::kernel
{

namespace
{

Check unknown(const char* id, Said title)
{
    return hint(id, std::move(title), {say("rules-hidden-means")});
}

bool hasLegacy(const RulesText& rules, const char* table)
{
    return std::find(rules.legacyTables.begin(), rules.legacyTables.end(), table) != rules.legacyTables.end();
}

// Whether a rule needs connection tracking. Our own trace points have none of these words.
bool needsConntrack(const std::string& nft)
{
    constexpr std::array words{
        " ct ",      "\tct ",         " masquerade", "\tmasquerade",   " snat ",
        " dnat ",    "\tsnat ",       "\tdnat ",     " redirect",      "\tredirect",
        "flow add ", "\"conntrack\"", "\"state\"",   "\"MASQUERADE\"", "\"SNAT\"",
        "\"DNAT\"",  "\"REDIRECT\"",  "\"CT\""}; // the last ones: those of iptables-nft
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return nft.find(word) != std::string::npos; });
}

} // namespace

RulesText readRulesText()
{
    RulesText rules;
    if (auto listed = listAsNft("list ruleset")) {
        rules.nft = std::move(*listed);
        rules.isKnown = true;
    }
    for (const char* file : {"/proc/net/ip_tables_names", "/proc/net/ip6_tables_names"}) {
        std::istringstream names(readProcFile(file));
        for (std::string name; std::getline(names, name);)
            rules.legacyTables.push_back(name);
    }
    return rules;
}

Check conntrackCheck(const RulesText& rules)
{
    constexpr auto id = "conntrack";
    if (!rules.isKnown)
        return unknown(id, say("conntrack-unknown"));
    if (needsConntrack(rules.nft) || hasLegacy(rules, "nat"))
        return good(id, say("conntrack-on"));
    return hint(id, say("conntrack-off"), {say("conntrack-off-means")});
}

Check twoRulesetsCheck(const RulesText& rules)
{
    constexpr auto id = "two-rulesets";
    if (!rules.isKnown)
        return unknown(id, say("two-rulesets-unknown"));
    if (rules.legacyTables.empty())
        return good(id, say("two-rulesets-no-legacy"), {say("two-rulesets-no-legacy-means")});
    if (rules.nft.find("table ") == std::string::npos)
        return hint(id, say("two-rulesets-legacy-only"), {say("two-rulesets-legacy-only-means")});
    return hint(id, say("two-rulesets-both"), {say("two-rulesets-both-means")});
}

Check flowtablesCheck(const RulesText& rules)
{
    constexpr auto id = "flowtables";
    if (!rules.isKnown)
        return unknown(id, say("flowtables-unknown"));
    if (rules.nft.find("\tflowtable ") == std::string::npos)
        return good(id, say("flowtables-none"));
    return hint(id, say("flowtables-some"), {say("flowtables-some-means")});
}

} // namespace hookwalk::kernel
