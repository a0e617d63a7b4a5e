// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/captions.h"

#include "words/packets.h"
#include "words/sentences.h"
#include "words/stages.h"
#include "words/steps.h"
#include "words/words.h"

#include <algorithm>
#include <optional>
#include <QString>

namespace hookwalk::words
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

std::string valueOf(const std::optional<wire::Field>& field)
{
    return field && !field->value.empty() ? fieldValue(*field) : text(say("no-value"));
}

bool isTtl(const wire::FieldChange& change)
{
    return change.name == "ttl" || change.name == "hoplimit";
}

bool isWhereItEnded(const Walk& walk, std::size_t stop)
{
    const auto isSkipped = [](const Stop& one) { return one.kind == StopKind::Skipped; };
    const auto behind = walk.stops.begin() + static_cast<std::ptrdiff_t>(stop) + 1;
    return !isSkipped(walk.stops[stop]) && std::all_of(behind, walk.stops.end(), isSkipped);
}

// What an address turned into since the stop before.
Sentences rewritten(const Stop& stop)
{
    Sentences all;
    for (const auto& change : stop.changed) {
        if (change.name == "dst")
            all.push_back(say("destination-became", valueOf(change.before), valueOf(change.after)));
        else if (change.name == "src")
            all.push_back(say("source-became", valueOf(change.before), valueOf(change.after)));
        else if (change.name == "mark")
            all.push_back(say("mark-became", valueOf(change.after)));
    }
    return all;
}

// A mapping that conntrack applied on the way here: FORWARD and INPUT show its result.
const Stop* rewriteBefore(const Walk& walk, std::size_t stop)
{
    while (stop-- > 0 && walk.stops[stop].kind != StopKind::Observed) {
        if (walk.stops[stop].stage.kind == StageKind::AddressRewrite)
            return &walk.stops[stop];
    }
    return nullptr;
}

bool changesField(const Stop& stop, std::string_view field)
{
    return std::ranges::any_of(stop.changed, [field](const auto& change) { return change.name == field; });
}

// What is different about the packet here, for a chain: the news comes before the explanation.
Sentences news(const Walk& walk, std::size_t index)
{
    const Stop& stop = walk.stops[index];
    Sentences all;
    for (const auto& change : stop.changed) {
        if (isTtl(change) && change.before && change.after)
            all.push_back(say("ttl-one-lower"));
    }
    if (const Stop* rewrite = rewriteBefore(walk, index)) {
        all.push_back(!changesField(*rewrite, "dst")           ? say("source-put-in")
                      : walk.title.code == "packet-echo-reply" ? say("sender-put-back")
                                                               : say("destination-put-in"));
        return all;
    }
    std::ranges::copy(rewritten(stop), std::back_inserter(all));
    return all;
}

bool skipsNatAfter(const Walk& walk, std::size_t index)
{
    for (std::size_t i = index; i < walk.stops.size(); ++i) {
        const Stop& stop = walk.stops[i];
        if (stop.stage.kind == StageKind::Chain && stop.stage.chain.table == Table::Nat)
            return stop.kind == StopKind::Skipped;
    }
    return false;
}

std::string keyOfRouting(const Walk& walk, std::size_t index)
{
    for (std::size_t i = index; i < walk.stops.size(); ++i) {
        const Stage& stage = walk.stops[i].stage;
        if (stage.kind == StageKind::Chain && stage.chain.hook == Hook::Forward)
            return "routing-forward";
        if (stage.kind == StageKind::Chain && stage.chain.hook == Hook::Input)
            return "routing-input";
    }
    return "routing-in";
}

// Behind "title-" and "body-": mostly the stage's id.
std::string keyOf(const Walk& walk, std::size_t index)
{
    const Stage& stage = walk.stops[index].stage;
    switch (stage.kind) {
    case StageKind::Conntrack:
    case StageKind::AddressRewrite:
        return skipsNatAfter(walk, index) ? "conntrack-known" : "conntrack-new";
    case StageKind::RoutingIn:
        return keyOfRouting(walk, index);
    case StageKind::LocalProcess:
        return index == 0 ? "process-sends" : "process-receives";
    case StageKind::NetworkIn:
        return walk.inDevice.empty() ? "network-in-unnamed" : stageId(stage);
    case StageKind::NetworkOut:
        return walk.outDevice.empty() ? "network-out-unnamed" : stageId(stage);
    case StageKind::Unplaced:
        return isUnplacedFrame(walk.stops[index]) ? "unplaced-frame" : stageId(stage);
    default:
        return stageId(stage);
    }
}

void explain(Caption& caption, const Walk& walk, std::size_t index)
{
    if (const auto& base = walk.stops[index].base;
        walk.stops[index].stage.kind == StageKind::BaseChain && base && base->priority) {
        caption.title = text(say("title-own-chain", base->table + ' ' + base->name));
        caption.body = text(say("body-own-chain", base->family, base->type, base->hook, *base->priority));
        if (const auto verdict = verdictInFull(walk.stops[index]); !verdict.empty())
            caption.body += ' ' + text(say("body-own-verdict", verdict));
        return;
    }
    if (const auto& stop = walk.stops[index]; stop.inChain) {
        const bool isReturn = stop.inChain->type == wire::TraceType::Return;
        caption.title = capitalised(stopTitle(stop));
        caption.body = !stop.note.empty() ? text(stop.note)
                       : isReturn         ? text(say("body-user-return", name(stop.stage.chain)))
                                          : text(say("body-user-rule", name(stop.stage.chain)));
        caption.brief = text(isReturn ? say("brief-user-return") : say("brief-user-rule"));
        return;
    }
    const std::string network = text(say("the-network"));
    const std::vector<std::string> devices{walk.inDevice.empty() ? network : walk.inDevice,
                                           walk.outDevice.empty() ? network : walk.outDevice};
    const std::string key = keyOf(walk, index);
    caption.title = text(Said{"title-" + key, devices});
    caption.body = text(Said{"body-" + key, devices});
    caption.brief = text(Said{"brief-" + key, {}});
}

std::string titleOfDeath(const Ending& ending)
{
    // Where the chain stands is said elsewhere.
    const std::string at = ending.isAt(StageKind::BaseChain) && ending.base
                               ? ending.base->table + ' ' + ending.base->name
                               : ending.place();
    return text(ending.code == "ttl-expired"        ? say("caption-expired")
                : ending.isAt(StageKind::RoutingIn) ? say("caption-dropped-at-routing")
                : at.empty()                        ? say("caption-dropped")
                : ending.code == "rule-reject"      ? say("caption-rejected-in", at)
                                                    : say("caption-dropped-in", at));
}

void tellCopy(Caption& caption, const CopySent& copy)
{
    caption.title = text(copy.to.empty() ? say("caption-copied") : say("caption-copied-to", copy.to));
    caption.body = text(copy.packet == noIndex ? say("body-copied") : say("body-copied-as", copy.packet + 1));
    caption.brief = text(say("brief-copied"));
}

} // namespace

Caption captionOf(const Walk& walk, int stop)
{
    Caption caption;
    const auto index = static_cast<std::size_t>(stop);
    if (stop < 0 || index >= walk.stops.size())
        return caption;
    const Stop& here = walk.stops[index];
    const bool ended = isWhereItEnded(walk, index);
    const bool died = ended && isDropped(walk.ending.kind);
    caption.small = text(say("caption-step", capitalised(text(walk.title)), stop + 1, walk.stops.size()));
    if (died) {
        caption.title = titleOfDeath(walk.ending);
    } else if (here.kind == StopKind::Skipped) {
        caption.title = text(say("caption-skipped", name(here.stage.chain)));
        caption.body = text(here.note);
        caption.brief = text(say("brief-skipped", chipNote(here)));
    } else if (here.stage.kind == StageKind::AddressRewrite) {
        caption.title =
            text(changesField(here, "dst") ? say("caption-new-destination") : say("caption-new-source"));
        caption.body = text(rewritten(here));
        caption.brief = text(
            say("brief-became", valueOf(here.changed.front().before), valueOf(here.changed.front().after)));
        if (!here.note.empty())
            caption.body += ' ' + text(here.note);
    } else {
        explain(caption, walk, index);
        if (const auto told = news(walk, index); here.stage.kind == StageKind::Chain && !told.empty()) {
            caption.body = text(told);
            caption.brief = text(Said{"brief-" + told.front().code, told.front().values});
        }
    }
    if (here.copy)
        tellCopy(caption, *here.copy);
    if (!ended)
        return caption;
    const auto kind = walk.ending.kind;
    if (kind == EndingKind::Queued || kind == EndingKind::Stolen)
        caption.title = capitalised(endingTag(walk));
    else if (kind == EndingKind::Unknown && here.stage.kind == StageKind::Chain)
        caption.title = text(say("caption-not-known", stopTitle(here)));
    if (died || walk.ending.kind == EndingKind::Unknown || !walk.ending.code.empty())
        caption.body = text(walk.ending.reason);
    if (!walk.ending.code.empty())
        caption.brief = text(say("brief-cause", capitalised(ofCause(walk.ending.code))));
    caption.code = walk.ending.code;
    for (const auto& said : walk.ending.evidence)
        caption.evidence.push_back(text(said));
    return caption;
}

std::string tag(const Walk& walk, int stop)
{
    const std::string title = briefTitle(walk.title);
    std::optional<wire::Field> ttl;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        for (const auto& change : walk.stops[i].changed) {
            if (!isTtl(change))
                continue;
            if (static_cast<int>(i) <= stop)
                ttl = change.after;
            else if (!ttl)
                ttl = change.before;
        }
    }
    return ttl ? text(say("tag-ttl", title, ttl->value)) : title;
}

} // namespace hookwalk::words
