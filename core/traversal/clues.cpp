// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/clues.h"

#include "traversal/legacyrules.h"
#include "traversal/title.h"

#include <algorithm>

namespace hookwalk
{

Clues::Clues(const Trace& trace, TraversalIndex which, Ending& ending)
    : m_trace(trace)
    , m_which(which)
    , m_traversal(trace.traversals()[which])
    , m_first(trace.events()[m_traversal.first])
    , m_last(trace.events()[m_traversal.lastPlaced != noIndex ? m_traversal.lastPlaced : m_traversal.last])
    , m_inquiry(trace.knowledge().inquiryBehind(trace.events()[m_traversal.last].line))
    , m_search(m_inquiry ? searchOf(trace, which, m_last, markOf(trace, m_last))
                         : RouteSearch{m_last.source, m_last.destination})
    , m_asked(m_inquiry ? m_inquiry->route(m_search) : nullptr)
    , m_ending(ending)
{
}

std::uint64_t Clues::rise(std::string_view v4, std::string_view v6) const
{
    return m_inquiry ? m_inquiry->rise(isV6() ? v6 : v4) : 0;
}

const SkbDrop* Clues::skbDrop(std::string_view reason) const
{
    return m_inquiry ? m_inquiry->drop(reason) : nullptr;
}

bool Clues::asks() const
{
    return isEchoRequest(m_first) || m_first.protocol == 17 ||
           (m_first.protocol == 6 && hasTcpFlag(m_trace, m_first, "SYN"));
}

void Clues::noteUnwanted(const TraceEvent& refusal) const
{
    if (isRefusal(m_trace, refusal))
        m_ending.reason.push_back(say("answer-refused-by-asker", m_traversal.reply + 1));
}

const TraceEvent* Clues::answer() const
{
    return m_traversal.reply == noIndex ? nullptr
                                        : &m_trace.events()[m_trace.traversals()[m_traversal.reply].first];
}

bool hasTcpFlag(const Trace& trace, const TraceEvent& event, std::string_view flag)
{
    const auto line = trace.line(event);
    return line.packet.tcp && std::ranges::find(line.packet.tcp->flags, flag) != line.packet.tcp->flags.end();
}

bool isRefusal(const Trace& trace, const TraceEvent& answer)
{
    return isIcmpError(answer) || isReset(trace, answer);
}

std::string Clues::messageWith(const std::string& words) const
{
    return m_trace.knowledge().messageWith(words, m_first.line, m_inquiry ? m_inquiry->line : noIndex);
}

void Clues::found(std::string_view code, Said reason)
{
    m_ending.code = code;
    m_ending.reason = {std::move(reason)};
}

void Clues::rejected(Said reason)
{
    const auto* error = answer();
    proveByAnswer();
    found("rule-reject", std::move(reason));
    m_ending.reason.push_back(
        error ? say("rejected-with", m_traversal.reply + 1, titleOf(*error, m_trace.line(*error)))
              : say("rejected-and-no-answer-seen"));
}

void Clues::proveByCounter(std::string_view v4, std::string_view v6)
{
    proveByRise(isV6() ? v6 : v4);
}

void Clues::proveByRise(std::string_view counter)
{
    if (const auto rose = m_inquiry ? m_inquiry->rise(counter) : 0; rose > 0)
        prove(say("counter-rose", counter, rose));
}

bool Clues::proveBySkbDrop(std::string_view reason)
{
    const auto* drop = skbDrop(reason);
    if (drop)
        prove(drop->location.empty() ? say("skb-dropped", drop->reason)
                                     : say("skb-dropped-in", drop->reason, drop->location));
    return drop != nullptr;
}

std::vector<std::string> Clues::risenOfQdiscs(std::string_view device, std::string_view what,
                                              bool isForFilters) const
{
    std::vector<std::string> risen;
    if (!m_inquiry)
        return risen;
    const auto start = "Device." + std::string(device) + '.'; // a name may have dots: "eth0.5"
    for (auto at = m_inquiry->counters.lower_bound(start); at != m_inquiry->counters.end(); ++at) {
        const std::string_view name(at->first);
        if (!name.starts_with(start))
            break;
        const auto qdisc = name.substr(start.size()); // "pfifo 8001: dropped"
        const bool isFilters = qdisc.starts_with("clsact ") || qdisc.starts_with("ingress ");
        if (name.rfind('.') + 1 == start.size() && qdisc.ends_with(": " + std::string(what)) &&
            isFilters == isForFilters)
            risen.push_back(at->first);
    }
    return risen;
}

bool Clues::proveByQdisc(std::string_view device, std::string_view what, bool isForFilters)
{
    const auto risen = risenOfQdiscs(device, what, isForFilters);
    std::ranges::for_each(risen, [this](const std::string& counter) { proveByRise(counter); });
    return !risen.empty();
}

bool Clues::isOnlyOurs(std::string_view device, bool isForFilters) const
{
    constexpr TraversalIndex looked = 64; // packets before and behind this one
    const auto& traversals = m_trace.traversals();
    const auto from =
        std::max(static_cast<TraversalIndex>(traversals.first()), m_which - std::min(m_which, looked));
    const auto end = std::min<std::size_t>(traversals.size(), std::size_t{m_which} + 1 + looked);
    std::uint64_t ours = 0;
    for (auto i = from; i < end; ++i) {
        if (traversals[i].lastPlaced == noIndex)
            continue;
        const auto& last = m_trace.events()[traversals[i].lastPlaced];
        ours += allChains[last.chain].hook == Hook::Postrouting && m_trace.device(last.out) == device &&
                m_trace.knowledge().inquiryBehind(last.line) == m_inquiry;
    }
    const auto offered = risenOfQdiscs(device, "offered", isForFilters); // older recordings have none
    return !offered.empty() && std::ranges::all_of(offered, [&](const auto& counter) {
        return m_inquiry->rise(counter) <= ours;
    });
}

void Clues::proveByAllDrops()
{
    for (const auto& drop : m_inquiry ? m_inquiry->drops : std::vector<SkbDrop>()) {
        const auto said = drop.location.empty() ? say("skb-dropped", drop.reason)
                                                : say("skb-dropped-in", drop.reason, drop.location);
        if (std::ranges::find(m_ending.evidence, said) == m_ending.evidence.end())
            prove(said);
    }
}

void Clues::proveByAnswer()
{
    const auto* error = answer();
    if (error && isIcmpError(*error))
        prove(say("answered-by-icmp", m_traversal.reply + 1, isV6() ? "ICMPv6" : "ICMP", error->icmpType,
                  error->icmpCode, error->source.toString()));
    else if (error && isReset(m_trace, *error))
        prove(say("answered-by-reset-from", m_traversal.reply + 1, error->source.toString()));
}

std::vector<CountedDrop> Clues::countedAt(Hook hook, const std::vector<std::string_view>& families) const
{
    const auto* ruleset = m_trace.ruleset();
    const std::vector<std::string_view> usual{"inet", isV6() ? "ip6" : "ip"};
    std::vector<const RuleChain*> bases;
    for (const auto& chain : chainsOf(ruleset)) {
        const auto& wanted = families.empty() ? usual : families;
        const bool ofFamily = std::ranges::find(wanted, chain.family) != wanted.end();
        const auto place = ChainRun{chain.base(), {}, noChain, {}, {}}.stage();
        const bool egress = chain.hook == "egress" && hook == Hook::Postrouting;
        if (chain.isBase && ofFamily && (place.chain.hook == hook || egress) && chain.hook != "ingress")
            bases.push_back(ruleset->find(chain.family, chain.table, chain.name));
    }
    return bases.empty() ? std::vector<CountedDrop>() : countedDrops(m_trace, bases);
}

bool Clues::byCounter(Hook hook, const std::vector<std::string_view>& families)
{
    const auto counted = countedAt(hook, families);
    if (counted.size() != 1)
        return false;
    const auto& [base, hit, packets] = counted.front();
    m_ending.device.clear();
    m_ending.at = base->isClassic ? Stage::of(*base->stage) : Stage::baseChain(hook);
    m_ending.base = base->base();
    prove(say("rule-counter-rose", said(hit), packets));
    found(isReject(hit) ? "rule-reject" : "rule-drop",
          isReject(hit) ? say("rejected-by", said(hit)) : say("dropped-by", said(hit)));
    return true;
}

bool Clues::byLegacyCounter(Hook hook, bool rejectsOnly)
{
    auto counted = legacyDrops(m_trace, hook, !isV6());
    std::erase_if(counted, [rejectsOnly](const auto& one) { return rejectsOnly && !isReject(one.hit); });
    if (counted.size() != 1 || !countedAt(hook, {}).empty())
        return false;
    const auto& [chain, hit, packets] = counted.front();
    const bool isPolicy = hit.type == RuleHitType::Policy;
    m_ending.device.clear();
    m_ending.at = Stage::of(chain);
    prove(isPolicy ? say("legacy-policy-counted", said(hit), packets)
                   : say("rule-counter-rose", said(hit), packets));
    found(isPolicy        ? "policy-drop"
          : isReject(hit) ? "rule-reject"
                          : "rule-drop",
          isReject(hit) ? say("rejected-by-legacy-rule", said(hit))
                        : say("dropped-by-legacy-rule", said(hit)));
    return true;
}

bool Clues::hasLegacyRules() const
{
    const auto* ruleset = m_trace.ruleset();
    return ruleset && ruleset->hasLegacy(allChains[m_last.chain].table);
}

} // namespace hookwalk
