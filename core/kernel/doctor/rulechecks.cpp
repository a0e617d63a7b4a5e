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

Check unknown(const char* id, const char* title)
{
    return hint(id, title, "The rules of this place may be looked at with privileges only.");
}

bool hasLegacy(const RulesText& rules, const char* table)
{
    return std::find(rules.legacyTables.begin(), rules.legacyTables.end(), table) != rules.legacyTables.end();
}

// Whether one of the rules needs it. The trace points of ours have none of these words.
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
        return unknown(id, "Whether connections are tracked cannot be seen");
    if (needsConntrack(rules.nft) || hasLegacy(rules, "nat"))
        return good(id, "Connections are tracked");
    return hint(
        id, "Connections are not tracked",
        "No rule needs conntrack, so the nat chains see no packet and no connection is told. A rule with "
        "MASQUERADE or a ct match switches it on.");
}

Check twoRulesetsCheck(const RulesText& rules)
{
    constexpr auto id = "two-rulesets";
    if (!rules.isKnown)
        return unknown(id, "Whether there are rules of iptables-legacy cannot be seen");
    if (rules.legacyTables.empty())
        return good(id, "All rules are nftables' own", "iptables-legacy has no tables here.");
    if (rules.nft.find("table ") == std::string::npos)
        return hint(id, "The rules are those of iptables-legacy",
                    "nftrace does not report rules of iptables-legacy: which of them decided is not seen.");
    return hint(id, "There are rules of nftables and of iptables-legacy",
                "Both are run for each packet. iptables shows one of the two, iptables-legacy the other, and "
                "nftrace does not report rules of iptables-legacy.",
                {});
}

Check flowtablesCheck(const RulesText& rules)
{
    constexpr auto id = "flowtables";
    if (!rules.isKnown)
        return unknown(id, "Whether there are flowtables cannot be seen");
    if (rules.nft.find("\tflowtable ") == std::string::npos)
        return good(id, "No flowtable hides packets");
    return hint(
        id, "A flowtable takes packets past the chains",
        "Once a connection is in it, its packets go from device to device and enter none of the chains: "
        "only the first ones are seen.");
}

} // namespace hookwalk::kernel
