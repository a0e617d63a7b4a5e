// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/comparetext.h"

#include "wire/linejson.h"
#include "words/comparisons.h"
#include "words/packets.h"
#include "words/stages.h"
#include "words/words.h"

namespace hookwalk::exports
{

namespace
{

using OrderedJson = nlohmann::ordered_json;

const Stop* stopAt(const Compared::Side& side, int index)
{
    return index < 0 ? nullptr : &side.walk.stops[static_cast<std::size_t>(index)];
}

std::string headText(const char* name, const Compared::Side& side)
{
    const auto& first = side.trace.events()[side.trace.traversals()[side.walk.traversal].first];
    return words::text(say("compare-head", name, side.walk.traversal + 1, side.walk.title,
                           words::addressText(first, first.source),
                           words::addressText(first, first.destination), words::decision(side.walk.ending)));
}

// " 7", as a locator has it; " –" where it was not there.
std::string numberText(int stop)
{
    const auto number = stop < 0 ? "–" : std::to_string(stop + 1);
    return (stop < 9 ? " " : "") + number;
}

// "=   7 |  7  mangle FORWARD", "A   8 |  –  filter FORWARD", "≠   5 |  5  nat PREROUTING  TTL 63 | 62"; where neither
// was there "–   5 |  5  nat PREROUTING".
std::string stepText(const Compared& compared, const query::StepPair& pair)
{
    const Stop* const a = stopAt(compared.a, pair.a);
    const Stop* const b = stopAt(compared.b, pair.b);
    std::string text = words::stopTitle(compared.stopOf(pair));
    for (const auto& change : pair.changed)
        text += "  " + words::tokenName(change.name) + ' ' + words::comparedValue(change.before) + " | " +
                words::comparedValue(change.after);
    if (pair.hasOtherVerdict)
        text += "  " + pair.verdictOfA + " | " + pair.verdictOfB;
    const std::string unknown = pair.isUnknown ? "  ?" : "";
    const std::string mark = pair.isPassedBy() ? "–" : !b ? "A" : !a ? "B" : pair.isDifferent() ? "≠" : "=";
    const bool isSkipped = pair.isPassedBy();
    return mark + "  " + numberText(isSkipped ? pair.stopOfA : pair.a) + " | " +
           numberText(isSkipped ? pair.stopOfB : pair.b) + "  " + text + unknown;
}

OrderedJson sideJson(const Compared::Side& side)
{
    const auto& ending = side.walk.ending;
    return {{"packet", side.walk.traversal + 1},
            {"steps", side.walk.stops.size()},
            {"path", name(side.walk.path)},
            {"ending", name(ending.kind)},
            {"at", ending.place().empty() ? OrderedJson(nullptr) : OrderedJson(ending.place())},
            {"code", ending.code.empty() ? OrderedJson(nullptr) : OrderedJson(ending.code)}};
}

OrderedJson stepJson(const Compared& compared, const query::StepPair& pair)
{
    const Stop* const a = stopAt(compared.a, pair.a);
    const Stop* const b = stopAt(compared.b, pair.b);
    const Stop& one = compared.stopOf(pair);
    OrderedJson step{{"stage", stageId(one.stage)}};
    if (one.base)
        step["chain"] = one.base->fullName();
    step["a"] = a ? OrderedJson(pair.a + 1) : OrderedJson(nullptr);
    step["b"] = b ? OrderedJson(pair.b + 1) : OrderedJson(nullptr);
    if (!a && pair.stopOfA >= 0)
        step["skipped"]["a"] = pair.stopOfA + 1;
    if (!b && pair.stopOfB >= 0)
        step["skipped"]["b"] = pair.stopOfB + 1;
    step["changed"] = wire::toJson(pair.changed);
    step["expected"] = wire::toJson(pair.expected);
    if (pair.isUnknown)
        step["unknown"] = true;
    if (pair.hasOtherVerdict)
        step["verdicts"] = {pair.verdictOfA, pair.verdictOfB};
    return step;
}

} // namespace

std::vector<std::string> toText(const Compared& compared)
{
    const auto& comparison = compared.comparison;
    std::vector<std::string> lines{headText("A", compared.a), headText("B", compared.b), ""};
    for (std::size_t i = 0; i < comparison.steps.size(); ++i)
        lines.push_back((static_cast<int>(i) == comparison.first ? "→ " : "  ") +
                        stepText(compared, comparison.steps[i]));
    lines.emplace_back();
    lines.push_back(words::text(words::verdictOf(comparison, compared.a.walk, compared.b.walk)));
    return lines;
}

OrderedJson toJson(const Compared& compared)
{
    const auto& comparison = compared.comparison;
    const auto verdict = words::verdictOf(comparison, compared.a.walk, compared.b.walk);
    OrderedJson object{
        {"same", comparison.isSame()},
        {"code", verdict.code},
        {"verdict", words::english(verdict)},
        {"first_difference", comparison.first < 0 ? OrderedJson(nullptr) : OrderedJson(comparison.first + 1)},
        {"other_ending", comparison.hasOtherEnding},
        {"a", sideJson(compared.a)},
        {"b", sideJson(compared.b)}};
    auto& steps = object["steps"] = OrderedJson::array();
    for (const auto& pair : comparison.steps)
        steps.push_back(stepJson(compared, pair));
    return object;
}

} // namespace hookwalk::exports
