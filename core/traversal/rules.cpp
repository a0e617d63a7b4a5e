// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/rules.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/ruletext.h"

#include <algorithm>
#include <span>

namespace hookwalk
{

namespace
{

// Where the base chain stands that a hit at its top tells of.
ChainRun runOf(const Trace& trace, const PlacedHit& placed)
{
    const auto& hit = placed.hit;
    ChainRun run{{hit.family, hit.table, hit.chain, {}, {}, {}}, {}, placed.behind, {}, {}};
    const auto* ruleset = trace.knowledge().rulesetAt(hit.line);
    const auto* chain = ruleset ? ruleset->find(hit.family, hit.table, hit.chain) : nullptr;
    if (chain) {
        run.base = chain->base();
        if (chain->isClassic)
            run.classic = chain->stage;
    } else if (!ruleset && placed.behind != noChain) {
        run.classic = allChains[placed.behind];
    }
    return run;
}

bool ends(const RuleHit& hit)
{
    return hit.decides() || hit.type == RuleHitType::Policy;
}

// Where stops stand on the way that have no time of their own.
std::optional<int> priorityOf(const Stage& stage, const Ruleset* ruleset)
{
    switch (stage.kind) {
    case StageKind::Chain:
        return ruleset ? ruleset->priorityAt(stage.chain) : defaultPriority(stage.chain);
    case StageKind::Conntrack:
        return conntrackPriority;
    case StageKind::AddressRewrite:
        return defaultPriority({Table::Nat, stage.chain.hook});
    default:
        return std::nullopt;
    }
}

// Chains of type nat are run from the hook of nat, whatever their own priority says.
std::optional<int> runsAt(const ChainRun& run)
{
    const auto hook = hookOfNft(run.base.hook);
    return run.base.type == "nat" && hook ? defaultPriority({Table::Nat, *hook}) : run.base.priority;
}

class Placing
{
public:
    Placing(const Trace& trace, std::vector<Stop>& stops)
        : m_trace(trace)
        , m_ruleset(trace.ruleset())
        , m_stops(stops)
    {
    }

    void place(const std::vector<ChainRun>& runs)
    {
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const auto& run = runs[i];
            const auto own = run.classic ? stopAt(*run.classic) : std::nullopt;
            if (const auto named = own ? std::nullopt : stopNamed(run.base)) {
                auto& stop = m_stops[*named];
                if (stop.hint.hook)
                    stop.stage = Stage::baseChain(*stop.hint.hook);
                stop.base = run.base;
                fill(stop, run);
                m_last = std::max(m_last.value_or(0), *named);
                continue;
            }
            if (own) {
                fill(m_stops[*own], run);
                m_last = std::max(m_last.value_or(0), *own);
                continue;
            }
            auto stop = Stop::inferred(run.stage(), {say("nftrace-ran-it")});
            if (!run.classic)
                stop.base = run.base;
            fill(stop, run);
            const auto at = placeFor(run, {runs.begin() + static_cast<std::ptrdiff_t>(i), runs.end()});
            m_stops.insert(m_stops.begin() + static_cast<std::ptrdiff_t>(at), std::move(stop));
            m_last = at;
        }
    }

private:
    static void fill(Stop& stop, const ChainRun& run)
    {
        if (!run.classic || stop.rules.empty() || stop.verdict != "drop")
            stop.verdict = run.verdict.empty() ? stop.verdict : run.verdict;
        if (!stop.base && !run.base.hook.empty())
            stop.base = run.base;
        stop.rules.insert(stop.rules.end(), run.hits.begin(), run.hits.end());
    }
    std::optional<std::size_t> stopAt(Chain chain) const
    {
        for (std::size_t i = 0; i < m_stops.size(); ++i) {
            if (m_stops[i].stage == Stage::of(chain) && m_stops[i].kind != StopKind::Skipped)
                return i;
        }
        return std::nullopt;
    }

    // A line that names the chain: `nft monitor trace` has one for each base chain.
    std::optional<std::size_t> stopNamed(const BaseChain& base) const
    {
        for (std::size_t i = 0; i < m_stops.size(); ++i) {
            if (m_stops[i].stage.kind != StageKind::Unplaced || m_stops[i].event == noIndex)
                continue;
            const auto line = m_trace.line(m_trace.events()[m_stops[i].event]);
            if (line.family == base.family && line.table == base.table && line.chain == base.name)
                return i;
        }
        return std::nullopt;
    }

    // Behind the trace point that was passed last and what was placed behind it already; but the chain of the
    // 17 that this trace point stands for may be run later.
    std::size_t placeFor(const ChainRun& run, std::span<const ChainRun> andLater) const
    {
        if (run.base.hook == "egress")
            return placeOfEgress();
        const auto anchor = run.behind == noChain ? std::nullopt : stopAt(allChains[run.behind]);
        std::size_t at = m_last ? *m_last + 1 : firstOf(run);
        if (!anchor)
            return at;
        const bool isAhead = std::ranges::any_of(andLater, [&](const ChainRun& later) {
            return later.classic == allChains[run.behind] && later.behind == run.behind;
        });
        if (isAhead)
            return *anchor;
        at = std::max(at, *anchor + 1);
        const auto priority = runsAt(run);
        const auto passes = [&](const Stop& stop) {
            const bool untimed = stop.kind != StopKind::Observed && !stop.base;
            const auto other = priorityOf(stop.stage, m_ruleset);
            const bool rewrites = stop.stage.kind == StageKind::AddressRewrite;
            // A bridge's chain behind a trace point is behind all of its hook: priorities do not compare.
            const bool isBridges = run.base.family == "bridge";
            return untimed && priority && other && stop.stage.chain.hook == allChains[run.behind].hook &&
                   (isBridges || (rewrites ? *other < *priority : *other <= *priority));
        };
        while (at < m_stops.size() && passes(m_stops[at]))
            ++at;
        return at;
    }
    // No trace point was passed before.
    std::size_t firstOf(const ChainRun& run) const
    {
        for (std::size_t i = 0; i < m_stops.size(); ++i) {
            if (m_stops[i].stage.kind == StageKind::Chain)
                return i;
        }
        return run.base.hook == "output" ? m_stops.size() : std::min<std::size_t>(m_stops.size(), 1);
    }
    std::size_t placeOfEgress() const
    {
        for (std::size_t i = m_stops.size(); i-- > 0;) {
            const auto kind = m_stops[i].stage.kind;
            if (kind == StageKind::NetworkOut || kind == StageKind::TunRead)
                return i;
        }
        return m_stops.size();
    }

    const Trace& m_trace;
    const Ruleset* m_ruleset;
    std::vector<Stop>& m_stops;
    std::optional<std::size_t> m_last; // the stop that the run before stands at
};

// Some source saw the packet after the run: who had it gave it back.
bool isSeenBehind(const Trace& trace, TraversalIndex which, const ChainRun& run)
{
    const auto& traversal = trace.traversals()[which];
    for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
        const auto source = sourceOf(trace.events()[at]);
        if (source == wire::Source::WireOut || source == wire::Source::TunRead)
            return true;
    }
    return traversal.lastPlaced != noIndex && run.behind != noChain &&
           trace.events()[traversal.lastPlaced].chain != run.behind;
}

} // namespace

RuleHit withText(const Ruleset* ruleset, RuleHit hit)
{
    if (ruleset && hit.type == RuleHitType::Rule) {
        const auto* chain = ruleset->find(hit.family, hit.table, hit.chain);
        const auto* rule = ruleset->find(hit.family, hit.table, hit.chain, hit.handle);
        if (rule) {
            hit.text = rule->words();
            hit.number = static_cast<int>(rule - chain->rules.data()) + 1;
        }
    }
    return hit;
}

Stage ChainRun::stage() const
{
    if (classic)
        return Stage::of(*classic);
    const auto hook = hookOfNft(base.hook);
    return Stage::baseChain(hook ? *hook : behind == noChain ? Hook::Prerouting : allChains[behind].hook);
}

std::vector<ChainRun> chainRunsOf(const Trace& trace, TraversalIndex which)
{
    std::vector<ChainRun> runs;
    bool isOpen = false;
    for (const auto& placed : trace.knowledge().hits(which)) {
        const auto& hit = placed.hit;
        if (!isOpen ||
            (hit.depth == 0 && BaseChain{hit.family, hit.table, hit.chain, {}, {}, {}}.fullName() !=
                                   runs.back().base.fullName()))
            runs.push_back(runOf(trace, placed));
        auto& run = runs.back();
        run.hits.push_back(withText(trace.knowledge().rulesetAt(hit.line), hit));
        isOpen = !ends(hit);
        if (ends(hit))
            run.verdict = hit.verdict;
    }
    return runs;
}

bool ranNatAt(const Trace& trace, TraversalIndex which, Hook hook)
{
    if (!trace.knowledge().hasRules())
        return false;
    const auto runs = chainRunsOf(trace, which);
    return std::ranges::any_of(
        runs, [&](const ChainRun& run) { return run.base.type == "nat" && run.stage().chain.hook == hook; });
}

const Ruleset* rulesetOf(const Trace& trace, TraversalIndex which)
{
    return trace.knowledge().rulesetAt(trace.events()[trace.traversals()[which].last].line);
}

void placeRules(const Trace& trace, TraversalIndex which, std::vector<Stop>& stops)
{
    Placing(trace, stops).place(chainRunsOf(trace, which));
}

std::optional<RuleEnd> ruleEndOf(const Trace& trace, TraversalIndex which)
{
    if (!trace.knowledge().mayHaveEnd(which))
        return std::nullopt;
    const auto runs = chainRunsOf(trace, which);
    const auto ends = [&](const ChainRun& run) {
        if (run.verdict == "drop")
            return true;
        const bool taken = run.verdict == "queue" || run.verdict == "stolen";
        return taken && &run == &runs.back() && !isSeenBehind(trace, which, run);
    };
    const auto end = std::ranges::find_if(runs, ends);
    if (end == runs.end())
        return std::nullopt;
    const bool placed = end->classic || !end->base.hook.empty() || end->behind != noChain;
    return RuleEnd{end->hits.back(), end->base, placed ? std::optional(end->stage()) : std::nullopt};
}

std::vector<CountedDrop> countedDrops(const Trace& trace, const std::vector<const RuleChain*>& bases)
{
    std::vector<CountedDrop> found;
    const auto* ruleset = trace.ruleset();
    for (const auto* base : bases) {
        for (const auto* chain : ruleset->reachedFrom(*base)) {
            for (const auto& risen : trace.knowledge().risenRules()) {
                const auto* rule = ruleset->find(risen.family, risen.table, risen.chain, risen.handle);
                const bool here =
                    rule && !risen.isLegacy && ruleset->find(risen.family, risen.table, risen.chain) == chain;
                if (!here || (!drops(rule->words()) && !rejects(rule->words())))
                    continue;
                RuleHit hit;
                hit.family = risen.family;
                hit.table = risen.table;
                hit.chain = risen.chain;
                hit.handle = risen.handle;
                hit.verdict = "drop";
                found.push_back({base, withText(ruleset, std::move(hit)), risen.packets});
            }
        }
    }
    return found;
}

Said said(const RuleHit& hit)
{
    const std::string chain = hit.family + ' ' + hit.table + ' ' + hit.chain;
    if (hit.type == RuleHitType::Policy)
        return say("policy-of", chain);
    const bool numbered = hit.number > 0;
    if (!numbered && hit.handle == 0 && !hit.text.empty())
        return say("rule-of-chain-and-text", chain, hit.text);
    if (hit.text.empty())
        return numbered ? say("rule-of", chain, hit.number) : say("rule-with-handle-of", chain, hit.handle);
    return numbered ? say("rule-of-and-text", chain, hit.number, hit.text)
                    : say("rule-with-handle-of-and-text", chain, hit.handle, hit.text);
}

const RuleHit* decidingHit(const Stop& stop)
{
    const auto decided =
        std::ranges::find_if(stop.rules.rbegin(), stop.rules.rend(), [&](const RuleHit& hit) {
            return hit.verdict == stop.verdict && (hit.decides() || hit.type == RuleHitType::Policy);
        });
    return decided == stop.rules.rend() ? nullptr : &*decided;
}

bool isInBaseChain(const Stop& stop, const RuleHit& hit)
{
    const bool isOwn = stop.base.has_value();
    return hit.table == (isOwn ? stop.base->table : name(stop.stage.chain.table)) &&
           hit.chain == (isOwn ? stop.base->name : name(stop.stage.chain.hook));
}

bool isReject(const RuleHit& hit)
{
    return rejects(hit.text);
}

} // namespace hookwalk
