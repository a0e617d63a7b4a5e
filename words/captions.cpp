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

// title-…, body-…: what each stage is for, told as what happens to the packet there. %1 is the device that the
// packet came in by, %2 the one that it goes out by.
constexpr Sentence captionTable[]{
    {"title-raw-PREROUTING", QT_TRANSLATE_NOOP("words", "Received from %1")},
    {"body-raw-PREROUTING",
     QT_TRANSLATE_NOOP("words", "The raw table sees a packet first, before connection tracking. Its "
                                "rules can exempt it from tracking.")},
    {"title-mangle-PREROUTING", QT_TRANSLATE_NOOP("words", "Before the way is chosen")},
    {"body-mangle-PREROUTING",
     QT_TRANSLATE_NOOP("words", "mangle may change the header and the mark here, in time for the "
                                "routing decision to look at them.")},
    {"title-nat-PREROUTING", QT_TRANSLATE_NOOP("words", "First packet of a connection")},
    {"body-nat-PREROUTING",
     QT_TRANSLATE_NOOP("words", "Rules here can give it another destination: DNAT, REDIRECT. Later "
                                "packets of the connection skip nat.")},
    {"title-mangle-INPUT", QT_TRANSLATE_NOOP("words", "For this machine")},
    {"body-mangle-INPUT",
     QT_TRANSLATE_NOOP(
         "words", "The routing decision said: local. mangle may still change the header before filter.")},
    {"title-filter-INPUT", QT_TRANSLATE_NOOP("words", "Is it let in?")},
    {"body-filter-INPUT",
     QT_TRANSLATE_NOOP("words",
                       "A firewall of this machine stands here: ACCEPT lets the packet in, DROP ends it.")},
    {"title-security-INPUT", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-INPUT",
     QT_TRANSLATE_NOOP("words", "Mandatory access control, such as SELinux, labels what filter has let in.")},
    {"title-nat-INPUT", QT_TRANSLATE_NOOP("words", "Last stop before the socket")},
    {"body-nat-INPUT",
     QT_TRANSLATE_NOOP("words", "Rules here can give packets to this machine another source. nat "
                                "sees the first packet of a connection only.")},
    {"title-mangle-FORWARD", QT_TRANSLATE_NOOP("words", "Forwarded to %2")},
    {"body-mangle-FORWARD",
     QT_TRANSLATE_NOOP(
         "words", "This machine is a router for this packet. mangle may change it before filter decides.")},
    {"title-filter-FORWARD", QT_TRANSLATE_NOOP("words", "Is it let through?")},
    {"body-filter-FORWARD",
     QT_TRANSLATE_NOOP("words", "A router's firewall stands here. It judges what goes from %1 to %2.")},
    {"title-security-FORWARD", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-FORWARD",
     QT_TRANSLATE_NOOP("words",
                       "Mandatory access control, such as SELinux, labels what filter has let through.")},
    {"title-raw-OUTPUT", QT_TRANSLATE_NOOP("words", "Sent by a local process")},
    {"body-raw-OUTPUT",
     QT_TRANSLATE_NOOP("words", "The raw table sees the packet first, before connection tracking.")},
    {"title-mangle-OUTPUT", QT_TRANSLATE_NOOP("words", "Before it leaves")},
    {"body-mangle-OUTPUT",
     QT_TRANSLATE_NOOP("words",
                       "A mark or type of service changed here makes the kernel look up the route again.")},
    {"title-nat-OUTPUT", QT_TRANSLATE_NOOP("words", "First packet of a connection")},
    {"body-nat-OUTPUT",
     QT_TRANSLATE_NOOP("words", "Rules here can give packets of this machine another destination.")},
    {"title-filter-OUTPUT", QT_TRANSLATE_NOOP("words", "Is it let out?")},
    {"body-filter-OUTPUT",
     QT_TRANSLATE_NOOP("words", "A firewall against this machine's own programs stands here.")},
    {"title-security-OUTPUT", QT_TRANSLATE_NOOP("words", "Security label")},
    {"body-security-OUTPUT",
     QT_TRANSLATE_NOOP("words",
                       "Mandatory access control, such as SELinux, labels what filter has let out.")},
    {"title-mangle-POSTROUTING", QT_TRANSLATE_NOOP("words", "About to leave by %2")},
    {"body-mangle-POSTROUTING",
     QT_TRANSLATE_NOOP("words", "Forwarded and local packets meet here. mangle sees the packet as it "
                                "will be queued for the device.")},
    {"title-nat-POSTROUTING", QT_TRANSLATE_NOOP("words", "The source may change")},
    {"body-nat-POSTROUTING",
     QT_TRANSLATE_NOOP("words", "SNAT and MASQUERADE choose the source here. The log still shows the "
                                "old one: the rewrite comes after.")},
    {"title-conntrack-new", QT_TRANSLATE_NOOP("words", "A new connection")},
    {"body-conntrack-new",
     QT_TRANSLATE_NOOP("words", "conntrack knows no connection of this packet and makes an entry for "
                                "it. It is no table: no rule can stand here.")},
    {"title-conntrack-known", QT_TRANSLATE_NOOP("words", "A known connection")},
    {"body-conntrack-known",
     QT_TRANSLATE_NOOP("words", "conntrack finds the connection that the first packet made. It is no "
                                "table: no rule can stand here.")},
    {"title-routing-forward", QT_TRANSLATE_NOOP("words", "The way leads to %2")},
    {"body-routing-forward",
     QT_TRANSLATE_NOOP("words",
                       "The destination is no address of this machine, so the packet is forwarded.")},
    {"title-routing-input", QT_TRANSLATE_NOOP("words", "It is for this machine")},
    {"body-routing-input",
     QT_TRANSLATE_NOOP("words",
                       "The destination is an address of this machine, so the packet goes up to INPUT.")},
    {"title-routing-in", QT_TRANSLATE_NOOP("words", "Which way?")},
    {"body-routing-in",
     QT_TRANSLATE_NOOP("words", "The kernel looks up the destination: this machine, or another one.")},
    {"title-routing-out", QT_TRANSLATE_NOOP("words", "Which way out?")},
    {"body-routing-out",
     QT_TRANSLATE_NOOP("words",
                       "The kernel chooses the device and, where the program did not, the source address.")},
    {"title-reroute-check", QT_TRANSLATE_NOOP("words", "The route is looked up again")},
    {"body-reroute-check",
     QT_TRANSLATE_NOOP("words",
                       "A rule of OUTPUT changed the mark or an address, so another way may be right.")},
    {"title-process-sends", QT_TRANSLATE_NOOP("words", "A local process sends")},
    {"body-process-sends",
     QT_TRANSLATE_NOOP("words", "A program on this machine wrote the packet to a socket.")},
    {"title-process-receives", QT_TRANSLATE_NOOP("words", "Delivered")},
    {"body-process-receives", QT_TRANSLATE_NOOP("words", "The packet has reached a socket on this machine.")},
    {"title-network-in", QT_TRANSLATE_NOOP("words", "Arrives at %1")},
    {"body-network-in", QT_TRANSLATE_NOOP("words", "The packet came in from the network by %1.")},
    {"title-network-out", QT_TRANSLATE_NOOP("words", "Sent out by %2")},
    {"body-network-out",
     QT_TRANSLATE_NOOP("words", "The packet leaves netfilter and goes to the network by %2.")},
    {"title-network-in-unnamed", QT_TRANSLATE_NOOP("words", "Arrives")},
    {"body-network-in-unnamed",
     QT_TRANSLATE_NOOP("words", "The packet came in from the network. No line tells by which device.")},
    {"title-network-out-unnamed", QT_TRANSLATE_NOOP("words", "Sent out")},
    {"body-network-out-unnamed",
     QT_TRANSLATE_NOOP("words", "The packet goes to the network. No line tells by which device.")},
    {"title-tun-written", QT_TRANSLATE_NOOP("words", "Written to %1")},
    {"body-tun-written",
     QT_TRANSLATE_NOOP(
         "words", "A program wrote the packet to the tun. For the kernel it was received from a network.")},
    {"title-tun-read", QT_TRANSLATE_NOOP("words", "Read from %2")},
    {"body-tun-read",
     QT_TRANSLATE_NOOP("words",
                       "The kernel sent the packet to the tun: the program that holds it reads it.")},
    {"title-own-chain", QT_TRANSLATE_NOOP("words", "Looked at by %1")},
    {"body-own-chain",
     QT_TRANSLATE_NOOP("words", "A base chain of this machine: family %1, type %2, hook %3, priority %4.")},
    {"body-own-verdict", QT_TRANSLATE_NOOP("words", "Its verdict: %1.")},
    {"title-base-chain", QT_TRANSLATE_NOOP("words", "A base chain of the ruleset")},
    {"body-base-chain",
     QT_TRANSLATE_NOOP("words",
                       "The kernel runs it where its priority puts it among the others of the hook.")},
    {"title-unplaced", QT_TRANSLATE_NOOP("words", "Seen somewhere")},
    {"body-unplaced",
     QT_TRANSLATE_NOOP("words", "The prefix of this line names no chain, so its place is unknown.")},
    {"title-unplaced-frame", QT_TRANSLATE_NOOP("words", "Seen at a device")},
    {"body-unplaced-frame",
     QT_TRANSLATE_NOOP("words",
                       "The capture does not say whether the device received the frame or sent it.")},
    {"the-network", QT_TRANSLATE_NOOP("words", "the network")},
    {"no-value", QT_TRANSLATE_NOOP("words", "none")},
    {"caption-step", QT_TRANSLATE_NOOP("words", "%1  ·  step %2 of %3")},
    {"caption-rejected-in", QT_TRANSLATE_NOOP("words", "Rejected in %1")},
    {"caption-not-known", QT_TRANSLATE_NOOP("words", "Not known after %1")},
    {"caption-copied-to", QT_TRANSLATE_NOOP("words", "A copy is sent to %1")},
    {"caption-copied", QT_TRANSLATE_NOOP("words", "A copy of it is sent")},
    {"body-copied-as",
     QT_TRANSLATE_NOOP("words", "The packet itself goes on. The copy is packet %1, with a row of its own.")},
    {"body-copied",
     QT_TRANSLATE_NOOP("words", "The packet itself goes on. The copy is a packet of its own.")},
    {"caption-skipped", QT_TRANSLATE_NOOP("words", "%1 is skipped")},
    {"caption-new-destination", QT_TRANSLATE_NOOP("words", "The destination is rewritten")},
    {"caption-new-source", QT_TRANSLATE_NOOP("words", "The source is rewritten")},
    {"caption-expired", QT_TRANSLATE_NOOP("words", "The TTL ran out")},
    {"caption-dropped", QT_TRANSLATE_NOOP("words", "Dropped")},
    {"caption-dropped-in", QT_TRANSLATE_NOOP("words", "Dropped in %1")},
    {"caption-dropped-at-routing", QT_TRANSLATE_NOOP("words", "Dropped at the routing decision")},
    {"destination-became", QT_TRANSLATE_NOOP("words", "The destination %1 became %2.")},
    {"source-became", QT_TRANSLATE_NOOP("words", "The source %1 became %2.")},
    {"mark-became", QT_TRANSLATE_NOOP("words", "The mark is %1 now.")},
    {"ttl-one-lower", QT_TRANSLATE_NOOP("words", "The TTL is one lower now.")},
    {"sender-put-back",
     QT_TRANSLATE_NOOP("words", "conntrack has already put the sender of the ping back as destination.")},
    {"destination-put-in", QT_TRANSLATE_NOOP("words", "conntrack has already put the new destination in.")},
    {"source-put-in", QT_TRANSLATE_NOOP("words", "conntrack has already put the new source in.")},
    {"tag-ttl", QT_TRANSLATE_NOOP("words", "%1 · TTL %2")},
};

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
        return walk.stops[index].note.empty() ? stageId(stage) : "unplaced-frame";
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

std::span<const Sentence> captionWords()
{
    return captionTable;
}

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
