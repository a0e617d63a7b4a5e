// SPDX-License-Identifier: GPL-3.0-or-later
// Behind a chain of type route at output the kernel looks for the route again where the mark has changed
// (nf_route_table_hook4() in net/netfilter/nft_chain_route.c, ipt_mangle_out() of iptables), and drops what has none then.
#include "traversal/clues.h"
#include "traversal/ruletext.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

namespace
{

class RerouteCause : public Clues
{
public:
    explicit RerouteCause(const Clues& clues)
        : Clues(clues)
    {
    }

    bool refused()
    {
        const auto again = m_inquiry ? rerouteOf(m_trace, m_which) : std::nullopt;
        const auto search = again ? searchOf(m_trace, m_which, m_last, again->after) : RouteSearch();
        const auto* asked = again ? m_inquiry->route(search) : nullptr;
        if (!asked || again->behind != m_last.chain || (asked->error.empty() && !isRefusing(asked->type)))
            return false;
        const auto rule = said(again->hit);
        prove(say("mark-set-by", rule, again->before, again->after));
        prove(say("route-with-mark-refused", source(), destination(), again->after,
                  asked->error.empty() ? asked->type : asked->error));
        m_ending.at = again->at;
        m_ending.base = again->base;
        for (const std::string_view type : refusingTypes) {
            const auto refusal =
                mayBe(type, asked->error) ? m_inquiry->refusalOf(search, type) : std::nullopt;
            if (!refusal)
                continue;
            const auto& [policy, route] = *refusal;
            found("route-" + std::string(type), say("rerouted-and-refused", rule, again->after));
            m_ending.reason.push_back(route ? say("route-of-table-refuses",
                                                  route->to.empty() ? "default" : route->to, type,
                                                  route->table, policy->priority)
                                            : say("policy-rule-refuses", policy->priority, type));
            return true;
        }
        found("no-route", say("rerouted-and-refused", rule, again->after));
        m_ending.reason.push_back(say("no-route-to", destination()));
        return true;
    }

private:
    static bool isRefusing(std::string_view type)
    {
        return std::ranges::find(refusingTypes, type) != refusingTypes.end();
    }
    static bool mayBe(std::string_view type, std::string_view error)
    {
        return error.empty() || refusesWith(type, error);
    }
};

} // namespace

std::optional<Reroute> rerouteOf(const Trace& trace, TraversalIndex which)
{
    const auto& first = trace.events()[trace.traversals()[which].first];
    if (first.in != 0 || !trace.knowledge().hasRules())
        return std::nullopt;
    auto mark = markOf(trace, first);
    std::optional<Reroute> found;
    for (const auto& run : chainRunsOf(trace, which)) {
        const auto before = std::exchange(mark, run.hits.back().mark);
        if (run.base.type != "route" || run.stage().chain.hook != Hook::Output || before == mark)
            continue;
        const auto setter = std::ranges::find(run.hits, mark, &RuleHit::mark); // the first with it
        found = Reroute{*setter, run.base, run.stage(), run.behind, before, mark};
    }
    return found;
}

bool explainReroute(const Clues& clues)
{
    return RerouteCause(clues).refused();
}

} // namespace hookwalk
