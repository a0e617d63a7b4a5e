// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/ownchains.h"

#include "model/lettercase.h"
#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"
#include "wire/placehint.h"

#include <algorithm>
#include <climits>
#include <span>
#include <tuple>

namespace hookwalk
{

namespace
{

class Gathering
{
public:
    explicit Gathering(const Trace& trace)
        : m_trace(trace)
        , m_ruleset(*trace.ruleset())
        , m_knowledge(trace.knowledge())
    {
    }

    std::vector<OwnChain> all() const
    {
        std::vector<OwnChain> own;
        for (const auto& chain : m_ruleset.chains) {
            if (chain.isBase && !chain.isClassic)
                own.push_back(placed(chain));
        }
        noteCounted(own);
        std::ranges::stable_sort(own, {}, key);
        for (auto from = own.begin(); from != own.end();) {
            const auto to =
                std::find_if(from, own.end(), [&](const OwnChain& other) { return !isBeside(*from, other); });
            order({from, to});
            from = to;
        }
        return own;
    }

private:
    static std::tuple<bool, const std::string&, int, int> key(const OwnChain& chain)
    {
        return {chain.base.family == "bridge", chain.base.hook, chain.runsAt, *chain.base.priority};
    }
    static bool isBeside(const OwnChain& a, const OwnChain& b)
    {
        return key(a) == key(b) && (a.base.type == "nat") == (b.base.type == "nat");
    }

    OwnChain placed(const RuleChain& chain) const
    {
        OwnChain own;
        own.base = chain.base();
        own.devices = chain.devices;
        own.runsAt = chain.priority;
        if (chain.type == "nat" && chain.stage) {
            own.runsAt = m_ruleset.priorityAt(*chain.stage);
            own.isBehindClassic = chain.priority >= own.runsAt;
        }
        if (const auto met = m_knowledge.metChain(own.base)) {
            own.wasMet = true;
            own.hasDecided = m_knowledge.metChains()[*met].hasDecided;
        }
        return own;
    }

    // Nothing reports ingress and egress, but for the counters of their rules.
    void noteCounted(std::vector<OwnChain>& own) const
    {
        std::vector<const RuleChain*> bases;
        for (const auto& chain : m_ruleset.chains) {
            if (chain.isBase && (chain.hook == "ingress" || chain.hook == "egress"))
                bases.push_back(&chain);
        }
        for (const auto& drop : countedDrops(m_trace, bases)) {
            const auto chain = std::ranges::find(own, drop.base->base(), &OwnChain::base);
            if (chain != own.end())
                chain->wasMet = chain->hasDecided = true;
        }
    }

    // Those of one priority, as they were seen to follow each other.
    void order(std::span<OwnChain> group) const
    {
        for (std::size_t round = 1; round < group.size(); ++round) {
            for (std::size_t i = 1; i < group.size(); ++i) {
                if (m_knowledge.ranRightBefore(group[i].base, group[i - 1].base))
                    std::swap(group[i - 1], group[i]);
            }
        }
        for (std::size_t i = 0; i < group.size(); ++i)
            compare(group, i);
    }

    void compare(std::span<OwnChain> group, std::size_t which) const
    {
        OwnChain& own = group[which];
        const auto see = [&](OwnChain::Order order, const BaseChain& other) {
            own.order = order;
            own.neighbour = other.table;
        };
        const OwnChain* const before = which > 0 ? &group[which - 1] : nullptr;
        if (before && m_knowledge.ranRightBefore(before->base, own.base)) {
            own.isBehindClassic = before->isBehindClassic;
            return see(OwnChain::Order::Behind, before->base);
        }
        bool isAlone = group.size() == 1;
        for (const auto& classic : m_ruleset.chains) {
            if (!classic.isClassic || classic.hook != own.base.hook || classic.priority != own.base.priority)
                continue;
            isAlone = false;
            if (m_knowledge.ranRightBefore(classic.base(), own.base)) {
                own.isBehindClassic = true;
                return see(OwnChain::Order::Behind, classic.base());
            }
            if (m_knowledge.ranRightBefore(own.base, classic.base())) {
                own.isBehindClassic = false;
                return see(OwnChain::Order::Before, classic.base());
            }
        }
        const OwnChain* const behind = which + 1 < group.size() ? &group[which + 1] : nullptr;
        if (behind && m_knowledge.ranRightBefore(own.base, behind->base))
            return see(OwnChain::Order::Before, behind->base);
        if (!isAlone)
            own.order = OwnChain::Order::NotKnown;
    }

    const Trace& m_trace;
    const Ruleset& m_ruleset;
    const Knowledge& m_knowledge;
};

// As their own lines name them (`nft monitor trace`), each at the hook that its name makes likely, in the order in which
// packets came to them. Priorities are not told there.
std::vector<OwnChain> namedByLines(const Trace& trace)
{
    const auto& knowledge = trace.knowledge();
    std::vector<bool> isKnown(knowledge.metChains().size());
    std::vector<OwnChain> own;
    const auto& events = trace.events();
    for (auto at = events.first(); at < events.size() && std::ranges::find(isKnown, false) != isKnown.end();
         ++at) {
        const auto& event = events[at];
        if (event.hasChain() || sourceOf(event) != wire::Source::Nftrace)
            continue;
        const auto line = trace.line(event);
        BaseChain base{
            std::string(line.family), std::string(line.table), std::string(line.chain), {}, {}, {}};
        const auto met = knowledge.metChain(base);
        const auto hook = met && !isKnown[*met] ? wire::placeHint(line).hook : std::nullopt;
        if (!hook)
            continue;
        isKnown[*met] = true;
        base.hook = lowerCase(name(*hook));
        OwnChain chain;
        chain.base = std::move(base);
        chain.runsAt = INT_MAX; // behind the 17, whose places are known
        chain.wasMet = true;
        chain.hasDecided = knowledge.metChains()[*met].hasDecided;
        own.push_back(std::move(chain));
    }
    return own;
}

} // namespace

bool wasReported(const Stop& stop)
{
    return stop.kind == StopKind::Observed ||
           (stop.stage.kind == StageKind::BaseChain && !stop.rules.empty());
}

std::vector<OwnChain> ownChains(const Trace& trace)
{
    return trace.ruleset() ? Gathering(trace).all() : namedByLines(trace);
}

} // namespace hookwalk
