// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/comparison.h"

#include "traversal/knowledge.h"
#include "traversal/skipped.h"

#include <algorithm>
#include <array>

namespace hookwalk::query
{

namespace
{

struct Step {
    int stop = -1;   // index in Walk::stops
    std::string key; // the same for the same chain, or kind of inferred stage
    bool isSkipped = false;
};

std::vector<Step> stepsOf(const Walk& walk)
{
    std::vector<Step> steps;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        const auto& stop = walk.stops[i];
        const bool isOwn = stop.stage.kind == StageKind::BaseChain && stop.base;
        steps.push_back({static_cast<int>(i),
                         stageId(stop.stage) + (isOwn          ? ' ' + stop.base->fullName()
                                                : stop.inChain ? ' ' + stop.inChain->chain
                                                               : ""),
                         stop.kind == StopKind::Skipped});
    }
    return steps;
}

// The longest common subsequence; a step of A stands before one of B where both are alone.
std::vector<StepPair> aligned(const std::vector<Step>& a, const std::vector<Step>& b)
{
    std::vector<std::vector<int>> longest(a.size() + 1, std::vector<int>(b.size() + 1, 0)); // from i and j on
    for (auto i = a.size(); i-- > 0;) {
        for (auto j = b.size(); j-- > 0;)
            longest[i][j] = a[i].key == b[j].key ? longest[i + 1][j + 1] + 1
                                                 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
    std::vector<StepPair> pairs;
    const auto add = [&pairs](const Step* ofA, const Step* ofB) {
        StepPair pair;
        pair.stopOfA = ofA ? ofA->stop : -1;
        pair.stopOfB = ofB ? ofB->stop : -1;
        pair.a = ofA && !ofA->isSkipped ? ofA->stop : -1;
        pair.b = ofB && !ofB->isSkipped ? ofB->stop : -1;
        pairs.push_back(std::move(pair));
    };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].key == b[j].key)
            add(&a[i++], &b[j++]);
        else if (longest[i + 1][j] >= longest[i][j + 1])
            add(&a[i++], nullptr);
        else
            add(nullptr, &b[j++]);
    }
    while (i < a.size())
        add(&a[i++], nullptr);
    while (j < b.size())
        add(nullptr, &b[j++]);
    return pairs;
}

bool isExpected(std::string_view field)
{
    constexpr std::array names{"id", "spt", "seq", "mark", "mac", "macsrc", "macdst"};
    const auto last = field.substr(field.rfind('.') + 1); // "icmp.seq", "inner.tcp.spt"
    return std::ranges::find(names, last) != names.end();
}

// What is known of the one that has no such step. `isBehindItsEnd`: it has none from here on.
bool isUnknown(const Stop& stop, const ComparedPacket& other, bool isBehindItsEnd)
{
    if (stop.stage.kind == StageKind::Conntrack || stop.stage.kind == StageKind::AddressRewrite)
        return !isBehindItsEnd;
    const auto last = other.trace.traversals()[other.walk.traversal].last;
    if (stop.stage.kind == StageKind::BaseChain)
        return !isBehindItsEnd && !other.trace.knowledge().reportsRules(other.trace.events()[last].line);
    if (stop.stage.kind != StageKind::Chain || stop.inChain)
        return false;
    const auto code = whyNotAt(other.trace, other.walk, stop.stage.chain).code;
    return isUnknownSkip(code) || (code == "died-before" && !isBehindItsEnd);
}

// A log tells no verdict, but what became of the packet: it went on, or this was its end.
std::string verdictAt(const Walk& walk, int stop)
{
    const auto& at = walk.stops[static_cast<std::size_t>(stop)];
    const auto& ending = walk.ending;
    const bool isChain = at.stage.kind == StageKind::Chain || at.stage.kind == StageKind::BaseChain;
    const bool isEnd = stop == lastStop(walk);
    if (isEnd && ending.at == at.stage && ending.kind == EndingKind::Rejected)
        return "reject"; // to nftrace a drop
    if (!at.verdict.empty() || !isChain)
        return at.verdict;
    if (!isEnd)
        return "accept";
    if (ending.at != at.stage)
        return {};
    return ending.kind == EndingKind::Dropped  ? "drop"
           : ending.kind == EndingKind::Queued ? "queue"
           : ending.kind == EndingKind::Stolen ? "stolen"
                                               : "";
}

bool hasOtherEnding(const Ending& a, const Ending& b)
{
    return a.kind != b.kind || a.place() != b.place();
}

} // namespace

int Comparison::stepOfA(int stop) const
{
    const auto found = std::ranges::find(steps, stop, &StepPair::stopOfA);
    return stop < 0 || found == steps.end() ? -1 : static_cast<int>(found - steps.begin());
}

Comparison compare(const ComparedPacket& a, const ComparedPacket& b)
{
    Comparison comparison;
    comparison.steps = aligned(stepsOf(a.walk), stepsOf(b.walk));
    comparison.hasOtherEnding = hasOtherEnding(a.walk.ending, b.walk.ending);
    std::size_t endOfA = 0, endOfB = 0; // index in steps behind the last one of each
    for (std::size_t i = 0; i < comparison.steps.size(); ++i) {
        endOfA = comparison.steps[i].a >= 0 ? i + 1 : endOfA;
        endOfB = comparison.steps[i].b >= 0 ? i + 1 : endOfB;
    }
    for (std::size_t i = 0; i < comparison.steps.size(); ++i) {
        auto& pair = comparison.steps[i];
        if (pair.isPassedBy())
            continue;
        if (pair.b < 0) {
            pair.isUnknown = isUnknown(a.walk.stops[static_cast<std::size_t>(pair.a)], b, i >= endOfB);
        } else if (pair.a < 0) {
            pair.isUnknown = isUnknown(b.walk.stops[static_cast<std::size_t>(pair.b)], a, i >= endOfA);
        } else {
            const auto& stopOfA = a.walk.stops[static_cast<std::size_t>(pair.a)];
            const auto& stopOfB = b.walk.stops[static_cast<std::size_t>(pair.b)];
            pair.verdictOfA = verdictAt(a.walk, pair.a);
            pair.verdictOfB = verdictAt(b.walk, pair.b);
            pair.hasOtherVerdict =
                !pair.verdictOfA.empty() && !pair.verdictOfB.empty() && pair.verdictOfA != pair.verdictOfB;
            if (stopOfA.event != noIndex && stopOfB.event != noIndex) {
                for (auto& change : wire::changes(a.trace.line(a.trace.events()[stopOfA.event]),
                                                  b.trace.line(b.trace.events()[stopOfB.event])))
                    (isExpected(change.name) ? pair.expected : pair.changed).push_back(std::move(change));
            }
        }
        if (comparison.first < 0 && pair.isDifferent())
            comparison.first = static_cast<int>(i);
    }
    return comparison;
}

} // namespace hookwalk::query
