// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/account.h"

#include "exports/escape.h"
#include "model/printable.h"
#include "traversal/event.h"
#include "traversal/skipped.h"
#include "words/captions.h"
#include "words/comparisons.h"
#include "words/packets.h"
#include "words/stages.h"
#include "words/steps.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <QString>

namespace hookwalk::exports
{

namespace
{

std::string capitalised(const std::string& utf8)
{
    QString all = QString::fromStdString(utf8);
    if (!all.isEmpty())
        all[0] = all[0].toUpper();
    return all.toStdString();
}

std::string headOf(const Trace& trace, const Walk& walk)
{
    const auto& packet = trace.traversals()[walk.traversal];
    const auto& first = trace.events()[packet.first];
    return words::text(say(packet.replyTo == noIndex ? "packet-head" : "packet-head-answers",
                           walk.traversal + 1, walk.title, words::addressText(first, first.source),
                           words::addressText(first, first.destination),
                           words::text(words::decision(walk.ending)), packet.replyTo + 1));
}

Leg legOf(const Packet& packet)
{
    Walk walk = walkOf(packet.trace, packet.packet);
    std::string head = headOf(packet.trace, walk);
    return {packet.trace, std::move(walk), std::move(head)};
}

std::string titleOf(const Walk& walk)
{
    return capitalised(words::text(walk.title)) + ": " + words::routeSummary(walk);
}

std::string whenOf(const Walk& walk, int index, Step::Known known)
{
    switch (known) {
    case Step::Known::Observed:
        break;
    case Step::Known::Inferred:
        return words::text(say("step-inferred"));
    case Step::Known::Skipped:
        return words::text(say("export-skipped"));
    case Step::Known::NotKnown:
        return words::text(say("export-not-known"));
    }
    return words::stepNote(walk, index);
}

// Where its way ends, how; before, what the place is for.
std::string sentenceOf(const Walk& walk, int index)
{
    if (index == lastStop(walk) &&
        (isDropped(walk.ending.kind) || walk.ending.kind == EndingKind::Unknown || !walk.ending.code.empty()))
        return capitalised(endOf(walk.ending));
    std::string body = words::captionOf(walk, index).body;
    const auto& stop = walk.stops[static_cast<std::size_t>(index)];
    if (const auto verdict = words::verdictInFull(stop);
        !verdict.empty() && stop.stage.kind != StageKind::BaseChain) // there the caption tells it
        return words::text(say("export-more", body, words::text(say("body-own-verdict", verdict))));
    return body;
}

Step stepOf(const Leg& leg, std::size_t which, int index)
{
    const Stop& stop = leg.walk.stops[static_cast<std::size_t>(index)];
    Step step;
    step.stops[which] = index;
    step.known = knownOf(stop);
    step.title = words::stopTitle(stop) + deviceOf(leg.trace, stop);
    step.when = whenOf(leg.walk, index, step.known);
    step.sentence = sentenceOf(leg.walk, index);
    step.evidence = words::stopEvidence(leg.trace, leg.walk, stop);
    if (stop.event != noIndex)
        step.lines[which] = leg.trace.text(leg.trace.events()[stop.event]);
    return step;
}

std::string sideText(const Step& step)
{
    switch (*step.side) {
    case Step::Side::Alike:
        break;
    case Step::Side::Different:
        return words::text(say("export-different"));
    case Step::Side::OnlyA:
        return words::text(say("export-only", "A"));
    case Step::Side::OnlyB:
        return words::text(say("export-only", "B"));
    case Step::Side::NotKnown:
        return words::text(step.stops[0] >= 0 ? say("export-only-known", "A", "B")
                                              : say("export-only-known", "B", "A"));
    }
    return words::text(say("export-alike"));
}

Step::Side sideOf(const query::StepPair& pair)
{
    return pair.isUnknown       ? Step::Side::NotKnown
           : pair.isPassedBy()  ? Step::Side::Alike
           : pair.b < 0         ? Step::Side::OnlyA
           : pair.a < 0         ? Step::Side::OnlyB
           : pair.isDifferent() ? Step::Side::Different
                                : Step::Side::Alike;
}

// What is different there, before what the place is for: "TTL 64 | 63".
std::string differencesOf(const query::StepPair& pair)
{
    std::string all;
    const auto add = [&all](const std::string& one) {
        all = all.empty() ? one : words::text(say("export-list", all, one));
    };
    for (const auto& change : pair.changed)
        add(words::tokenName(change.name) + ' ' + words::comparedValue(change.before) + " | " +
            words::comparedValue(change.after));
    if (pair.hasOtherVerdict)
        add(pair.verdictOfA + " | " + pair.verdictOfB);
    return all.empty() ? all : words::text(say("export-differs", all));
}

std::string together(const std::string& before, const std::string& behind)
{
    return before.empty() || behind.empty() ? before + behind
                                            : words::text(say("export-more", before, behind));
}

// Once where both say the same, else whose each is.
std::string ofBoth(const std::string& a, const std::string& b)
{
    return a == b      ? a
           : b.empty() ? words::text(say("export-side", "A", a))
           : a.empty() ? words::text(say("export-side", "B", b))
                       : words::text(say("export-both", a, b));
}

// What was seen of one packet is not told of the other one.
Step comparedStep(const Account& account, const query::StepPair& pair)
{
    const std::array at{pair.a, pair.b};
    const std::array names{"A", "B"};
    const char* weaker = nullptr; // the packet of which less is known
    Step step;
    if (pair.isPassedBy()) {
        const bool isOfA = pair.stopOfA >= 0;
        step = stepOf(account.legs[isOfA ? 0 : 1], isOfA ? 0 : 1, isOfA ? pair.stopOfA : pair.stopOfB);
        step.stops = {pair.stopOfA, pair.stopOfB};
        step.side = sideOf(pair);
        return step;
    }
    if (pair.isAlone()) {
        const std::size_t leg = pair.a < 0 ? 1 : 0;
        step = stepOf(account.legs[leg], leg, at[leg]);
        if (account.isEnd(leg, at[leg]))
            step.sentence = words::text(say("export-side", names[leg], step.sentence));
    } else {
        const Step a = stepOf(account.legs[0], 0, pair.a), b = stepOf(account.legs[1], 1, pair.b);
        step = a;
        step.known = std::max(a.known, b.known);
        if (a.title != b.title) // by other devices
            step.title = words::stopTitle(account.stopOf(a));
        step.sentence = ofBoth(a.sentence, b.sentence);
        step.evidence = ofBoth(a.evidence, b.evidence);
        step.lines = {a.lines[0], b.lines[1]};
        if (a.known != b.known)
            weaker = names[a.known > b.known ? 0 : 1];
    }
    step.stops = at;
    step.side = sideOf(pair);
    step.when = sideText(step);
    if (step.known == Step::Known::Inferred)
        step.when = words::text(weaker ? say("export-but-inferred", step.when, weaker)
                                       : say("export-and-inferred", step.when));
    step.sentence = together(differencesOf(pair), step.sentence);
    return step;
}

} // namespace

Step::Known knownOf(const Stop& stop)
{
    return stop.kind == StopKind::Observed   ? Step::Known::Observed
           : stop.kind == StopKind::Inferred ? Step::Known::Inferred
           : isUnknownSkip(stop.skipCode)    ? Step::Known::NotKnown
                                             : Step::Known::Skipped;
}

std::string deviceOf(const Trace& trace, const Stop& stop)
{
    if (stop.event == noIndex || !wire::isFrame(sourceOf(trace.events()[stop.event])))
        return {};
    const auto& frame = trace.events()[stop.event];
    return ' ' + std::string(trace.device(frame.out != 0 ? frame.out : frame.in));
}

std::string endOf(const Ending& ending)
{
    return words::text(say("decision-and-reason", words::decision(ending), words::text(ending.reason)));
}

Account accountOf(const Packet& packet)
{
    Account account;
    account.legs.push_back(legOf(packet));
    const Leg& leg = account.legs.front();
    account.title = titleOf(leg.walk);
    account.outcome = capitalised(endOf(leg.walk.ending));
    for (int i = 0; i < std::ssize(leg.walk.stops); ++i)
        account.steps.push_back(stepOf(leg, 0, i));
    return account;
}

Account accountOf(const Exchange& exchange)
{
    Account account = accountOf(Packet{exchange.trace, exchange.request});
    account.kind = Account::Kind::Exchange;
    account.legs.push_back(legOf({exchange.trace, exchange.reply}));
    const Leg& reply = account.legs.back();
    account.title = words::text(say("export-exchange", account.title, words::text(reply.walk.title)));
    account.outcome = capitalised(endOf(reply.walk.ending));
    for (int i = 0; i < std::ssize(reply.walk.stops); ++i)
        account.steps.push_back(stepOf(reply, 1, i));
    return account;
}

Account accountOf(const Pair& pair)
{
    Account account;
    account.kind = Account::Kind::Comparison;
    account.legs.push_back(legOf(pair.a));
    account.legs.push_back(legOf(pair.b));
    account.compared.emplace(Compared::Side{pair.a.trace, account.legs[0].walk},
                             Compared::Side{pair.b.trace, account.legs[1].walk});
    const auto& comparison = account.compared->comparison;
    account.first = comparison.first;
    account.title = words::text(words::verdictOf(comparison, account.legs[0].walk, account.legs[1].walk));
    for (auto [leg, name] : {std::pair(&account.legs[0], "A"), std::pair(&account.legs[1], "B")})
        leg->head = words::text(say("export-side", name, leg->head));
    for (const auto& one : comparison.steps)
        account.steps.push_back(comparedStep(account, one));
    return account;
}

std::string_view markOf(Step::Known known)
{
    switch (known) {
    case Step::Known::Observed:
        return "●";
    case Step::Known::Inferred:
        return "◌";
    case Step::Known::Skipped:
        return "–";
    case Step::Known::NotKnown:
        break;
    }
    return "?";
}

std::string legend()
{
    return words::text(say("export-legend"));
}

std::int64_t startOf(const List& list)
{
    if (list.packets.empty())
        return noTime;
    return list.trace.events()[list.trace.traversals()[list.packets.front()].first].timeUs;
}

Row rowOf(const Trace& trace, const Walk& walk, std::int64_t startUs)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    const bool isTimed = startUs != noTime && first.timeUs != noTime;
    return {std::to_string(walk.traversal + 1),
            isTimed ? words::offset(static_cast<double>(first.timeUs - startUs)) : "",
            words::text(walk.title),
            words::addressText(first, first.source),
            words::addressText(first, first.destination),
            words::pathName(walk.path),
            words::text(words::decision(walk.ending))};
}

std::vector<std::string> linesOf(const Account& account, const Step& step)
{
    std::vector<std::string> lines;
    for (std::size_t leg = 0; leg < step.lines.size(); ++leg) {
        const auto& line = step.lines[leg];
        if (!line.empty())
            lines.push_back(account.kind == Account::Kind::Comparison
                                ? words::text(say("export-side", leg == 0 ? "A" : "B", line))
                                : line);
    }
    return lines;
}

std::string sourceText(const Options& options)
{
    if (!options.source.isEmpty() && !options.sourceOfB.isEmpty() && options.source != options.sourceOfB)
        return words::text(
            say("export-from-both", options.source.toStdString(), options.sourceOfB.toStdString()));
    return options.source.isEmpty() ? "" : words::text(say("export-from", options.source.toStdString()));
}

std::string portTitle(const Account& account, StageKind kind)
{
    const bool isIn = kind == StageKind::TunWritten || kind == StageKind::NetworkIn;
    std::string devices;
    for (const Leg& leg : account.legs) {
        const auto& device = isIn ? leg.walk.inDevice : leg.walk.outDevice;
        const bool isUsedHere = std::ranges::any_of(leg.walk.stops, [&](const Stop& stop) {
            return stop.stage.kind == kind && stop.kind != StopKind::Skipped;
        });
        if (isUsedHere && !device.empty() && device != devices)
            devices += (devices.empty() ? "" : " | ") + device;
    }
    return !devices.empty()                                              ? devices
           : kind == StageKind::TunWritten || kind == StageKind::TunRead ? "tun"
                                                                         : words::text(say("export-network"));
}

} // namespace hookwalk::exports
