// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that send a packet on at ingress (fwd), or a copy of it (dup, TEE).
#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/legacyrules.h"
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

constexpr TraversalIndex mostPacketsBetween = 64; // packets between one and its copy

// As far as the rule says it in so many words: not where a map or a variable gives it.
std::string copiedTo(const RuleHit& rule)
{
    const auto gateway = valueOf(rule.text, "--gateway");
    const auto to = gateway.empty() ? valueOf(rule.text, "to") : gateway;
    return rule.family == "netdev" || IpAddress::parse(to) ? std::string(to) : std::string();
}

std::vector<PlacedCopy> copiesTold(const Trace& trace, TraversalIndex which)
{
    std::vector<PlacedCopy> told;
    if (!trace.knowledge().hasRules())
        return told;
    for (const auto& run : chainRunsOf(trace, which)) {
        for (const auto& hit : run.hits) {
            if (copies(hit.text))
                told.push_back({{hit, copiedTo(hit), noIndex}, run.stage(), 0});
        }
    }
    return told;
}

bool isCopied(const Trace& trace, TraversalIndex which)
{
    return !copiesTold(trace, which).empty();
}

// The one rule of iptables-legacy that sends copies and has counted meanwhile. More than one: which it was is not known.
std::optional<PlacedCopy> legacyRule(const Trace& trace, const TraceEvent& packet)
{
    auto counted = legacyCopies(trace, packet.source.isV4());
    if (counted.size() != 1)
        return std::nullopt;
    auto& [chain, hit, packets] = counted.front();
    const auto to = copiedTo(hit);
    return PlacedCopy{{std::move(hit), to, noIndex}, Stage::of(chain), packets};
}

std::optional<PlacedCopy> passedLegacyRule(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    auto rule = legacyRule(trace, trace.events()[traversal.first]);
    return rule && traversal.saw(rule->at->chain) ? rule : std::nullopt;
}

// What only the copy itself proves.
std::vector<PlacedCopy> copiesPossible(const Trace& trace, TraversalIndex which)
{
    if (auto rule = passedLegacyRule(trace, which))
        return {std::move(*rule)};
    const auto& first = trace.events()[trace.traversals()[which].first];
    auto atDevice = first.in == 0 ? std::nullopt : atIngress(trace, trace.device(first.in), copies);
    if (!atDevice)
        return {};
    const auto to = copiedTo(*atDevice);
    return {{{std::move(*atDevice), to, noIndex}, {}, 0}};
}

} // namespace

std::optional<RuleHit> redirectionBetween(const Trace& trace, std::string_view in, std::string_view out)
{
    auto hit = atIngress(trace, in, [&](std::string_view words) { return forwardsTo(words) == out; });
    if (hit)
        hit->verdict = "stolen";
    return hit;
}

TraversalIndex copyOf(const Trace& trace, TraversalIndex which)
{
    const auto& traversals = trace.traversals();
    const auto& copy = trace.events()[traversals[which].first];
    const bool isOnlySent = !copy.hasChain() && sourceOf(copy) == wire::Source::WireOut;
    if (copy.in != 0 || copy.out == 0)
        return noIndex;
    const bool isMadeHere = copy.hasChain() && (trace.knowledge().hasRules() || legacyRule(trace, copy));
    if (!isOnlySent && !isMadeHere)
        return noIndex;
    const auto oldest = std::max<TraversalIndex>(static_cast<TraversalIndex>(traversals.first()),
                                                 which - std::min(which, mostPacketsBetween));
    for (auto i = which; i-- > oldest;) {
        for (auto at = traversals[i].first; at != noIndex; at = trace.events()[at].next) {
            const auto& seen = trace.events()[at];
            if (isOnlySent ? isCopyAtIngress(trace, copy, seen)
                           : isSamePacket(copy, seen) && (isCopied(trace, i) || passedLegacyRule(trace, i)))
                return i;
        }
    }
    return noIndex;
}

std::vector<PlacedCopy> copiesOf(const Trace& trace, TraversalIndex which)
{
    auto found = copiesTold(trace, which);
    const bool isTold = !found.empty();
    if (!isTold)
        found = copiesPossible(trace, which);
    if (found.empty())
        return {};
    auto next = found.begin();
    const auto behind = std::min<std::size_t>(trace.traversals().size(), which + 1 + mostPacketsBetween);
    for (auto other = which + 1; other < behind && next != found.end(); ++other) {
        if (copyOf(trace, other) == which)
            next++->sent.packet = other;
    }
    if (!isTold)
        found.erase(next, found.end());
    return found;
}

} // namespace hookwalk
