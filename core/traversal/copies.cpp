// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that send a packet on at ingress (fwd), or a copy of it (dup, TEE).
#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

// The first rule at the ingress of the device that `does` it.
template<typename Does>
std::optional<RuleHit> atIngress(const Trace& trace, std::string_view device, Does does)
{
    const auto* ruleset = trace.ruleset();
    for (const auto& base : chainsOf(ruleset)) {
        const bool here =
            base.devices.empty() || std::ranges::find(base.devices, device) != base.devices.end();
        if (!base.isBase || base.hook != "ingress" || !here)
            continue;
        for (const auto* chain : ruleset->reachedFrom(base)) {
            const auto rule =
                std::ranges::find_if(chain->rules, [&](const Rule& one) { return does(one.words()); });
            if (rule == chain->rules.end())
                continue;
            RuleHit hit;
            hit.family = chain->family;
            hit.table = chain->table;
            hit.chain = chain->name;
            hit.handle = rule->handle;
            return withText(ruleset, std::move(hit));
        }
    }
    return std::nullopt;
}

bool isSamePacket(const TraceEvent& one, const TraceEvent& other)
{
    return isSameHeader(one, other) && !one.hasOtherToken(other);
}

// A frame that no chain saw, and that came in by a device whose ingress copies to this one.
bool isCopyAtIngress(const Trace& trace, const TraceEvent& copy, const TraceEvent& seen)
{
    const auto out = trace.device(copy.out);
    return sourceOf(seen) == wire::Source::WireIn && isSamePacket(copy, seen) && copy.ttl == seen.ttl &&
           atIngress(trace, trace.device(seen.in),
                     [&](std::string_view words) { return copies(words) && valueOf(words, "to") == out; });
}

} // namespace

std::optional<RuleHit> redirectionBetween(const Trace& trace, std::string_view in, std::string_view out)
{
    auto hit = atIngress(trace, in, [&](std::string_view words) { return forwardsTo(words) == out; });
    if (hit)
        hit->verdict = "stolen";
    return hit;
}

std::optional<RuleHit> copiedBy(const Trace& trace, TraversalIndex which)
{
    if (!trace.knowledge().hasRules())
        return std::nullopt;
    for (const auto& run : chainRunsOf(trace, which)) {
        const auto hit = std::ranges::find_if(run.hits, [](const RuleHit& one) { return copies(one.text); });
        if (hit != run.hits.end())
            return *hit;
    }
    return std::nullopt;
}

TraversalIndex copyOf(const Trace& trace, TraversalIndex which)
{
    constexpr TraversalIndex mostBack = 64;
    const auto& traversals = trace.traversals();
    const auto& copy = trace.events()[traversals[which].first];
    const bool isOnlySent = !copy.hasChain() && sourceOf(copy) == wire::Source::WireOut;
    const bool isMadeHere = copy.hasChain() && trace.knowledge().hasRules();
    if ((!isOnlySent && !isMadeHere) || copy.in != 0 || copy.out == 0)
        return noIndex;
    const auto oldest = std::max<TraversalIndex>(static_cast<TraversalIndex>(traversals.first()),
                                                 which - std::min(which, mostBack));
    for (auto i = which; i-- > oldest;) {
        for (auto at = traversals[i].first; at != noIndex; at = trace.events()[at].next) {
            const auto& seen = trace.events()[at];
            if (isOnlySent ? isCopyAtIngress(trace, copy, seen)
                           : isSamePacket(copy, seen) && copiedBy(trace, i).has_value())
                return i;
        }
    }
    return noIndex;
}

} // namespace hookwalk
