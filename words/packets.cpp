// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/packets.h"

#include "traversal/event.h"
#include "traversal/rules.h"
#include "words/sentences.h"
#include "words/words.h"

namespace hookwalk::words
{

namespace
{

constexpr Sentence packetTable[]{
    {"packet-echo-request", QT_TRANSLATE_NOOP("words", "echo request, seq %1")},
    {"packet-echo-reply", QT_TRANSLATE_NOOP("words", "echo reply, seq %1")},
    {"brief-packet-echo-request", QT_TRANSLATE_NOOP("words", "echo request")},
    {"brief-packet-echo-reply", QT_TRANSLATE_NOOP("words", "echo reply")},
    {"packet-fragmentation-needed", QT_TRANSLATE_NOOP("words", "fragmentation needed")},
    {"packet-port-unreachable", QT_TRANSLATE_NOOP("words", "port unreachable")},
    {"packet-unreachable", QT_TRANSLATE_NOOP("words", "destination unreachable")},
    {"packet-redirect", QT_TRANSLATE_NOOP("words", "redirect")},
    {"packet-time-exceeded", QT_TRANSLATE_NOOP("words", "time exceeded")},
    {"packet-parameter-problem", QT_TRANSLATE_NOOP("words", "parameter problem")},
    {"packet-too-big", QT_TRANSLATE_NOOP("words", "packet too big")},
    {"packet-router-solicitation", QT_TRANSLATE_NOOP("words", "router solicitation")},
    {"packet-router-advertisement", QT_TRANSLATE_NOOP("words", "router advertisement")},
    {"packet-neighbour-solicitation", QT_TRANSLATE_NOOP("words", "neighbour solicitation")},
    {"packet-neighbour-advertisement", QT_TRANSLATE_NOOP("words", "neighbour advertisement")},
    {"packet-icmp", QT_TRANSLATE_NOOP("words", "%1 type %2")},
    {"packet-tcp", QT_TRANSLATE_NOOP("words", "TCP %1 → %2 %3")},
    {"packet-ports", QT_TRANSLATE_NOOP("words", "%1 %2 → %3")},
    {"packet-of", QT_TRANSLATE_NOOP("words", "%1")},
    {"packet-protocol", QT_TRANSLATE_NOOP("words", "protocol %1")},
    {"packet", QT_TRANSLATE_NOOP("words", "packet")},
    {"path-unknown", QT_TRANSLATE_NOOP("words", "unknown")},
    {"path-forwarded", QT_TRANSLATE_NOOP("words", "forwarded")},
    {"path-local-in", QT_TRANSLATE_NOOP("words", "local-in")},
    {"path-local-out", QT_TRANSLATE_NOOP("words", "local-out")},
    {"path-loopback", QT_TRANSLATE_NOOP("words", "loopback")},
    {"path-bridged", QT_TRANSLATE_NOOP("words", "bridged")},
    {"route-through", QT_TRANSLATE_NOOP("words", "%1 → %2")},
    {"route-from-here", QT_TRANSLATE_NOOP("words", "local → %1")},
    {"route-to-here", QT_TRANSLATE_NOOP("words", "%1 → local")},
    {"route-within", QT_TRANSLATE_NOOP("words", "local → local")},
    {"route-not-told", QT_TRANSLATE_NOOP("words", "device not told")},
    {"route-out-by", QT_TRANSLATE_NOOP("words", "out by %1")},
    {"route-ends", QT_TRANSLATE_NOOP("words", "from %1")},
    {"route-ends-here", QT_TRANSLATE_NOOP("words", "from here")},
    {"end-sent", QT_TRANSLATE_NOOP("words", "left by %1")},
    {"end-read", QT_TRANSLATE_NOOP("words", "read from %1")},
    {"end-to-port", QT_TRANSLATE_NOOP("words", "to port %1")},
    {"end-left", QT_TRANSLATE_NOOP("words", "left")},
    {"end-dropped-by-rule", QT_TRANSLATE_NOOP("words", "dropped · rule %1")},
    {"end-dropped-by-rule-of", QT_TRANSLATE_NOOP("words", "dropped · rule %1 of %2")},
    {"end-dropped-by-policy", QT_TRANSLATE_NOOP("words", "dropped · policy")},
    {"end-rejected", QT_TRANSLATE_NOOP("words", "rejected")},
    {"end-rejected-by-rule", QT_TRANSLATE_NOOP("words", "rejected · rule %1")},
    {"end-rejected-by-rule-of", QT_TRANSLATE_NOOP("words", "rejected · rule %1 of %2")},
    {"end-in-queue", QT_TRANSLATE_NOOP("words", "queue %1")},
    {"end-in-queue-unread", QT_TRANSLATE_NOOP("words", "queue %1 · no reader")},
    {"copy-to", QT_TRANSLATE_NOOP("words", "copy to %1")},
    {"copy-sent", QT_TRANSLATE_NOOP("words", "copy sent")},
    {"refusal-reset", QT_TRANSLATE_NOOP("words", "TCP reset")},
    {"end-delivered", QT_TRANSLATE_NOOP("words", "delivered here")},
    {"end-unknown", QT_TRANSLATE_NOOP("words", "not known")},
    {"end-dropped", QT_TRANSLATE_NOOP("words", "dropped")},
    {"end-redirected", QT_TRANSLATE_NOOP("words", "redirected to %1")},
    {"end-queued", QT_TRANSLATE_NOOP("words", "queued at %1")},
    {"end-stolen", QT_TRANSLATE_NOOP("words", "taken at %1")},
    {"end-dropped-at", QT_TRANSLATE_NOOP("words", "stopped at %1")},
    {"end-dropped-at-routing", QT_TRANSLATE_NOOP("words", "stopped at routing")},
    {"end-expired", QT_TRANSLATE_NOOP("words", "TTL ran out")},
    {"end-expired-at", QT_TRANSLATE_NOOP("words", "TTL ran out, %1")},
    {"end-expired-at-routing", QT_TRANSLATE_NOOP("words", "TTL ran out, routing")},
    {"sent-on", QT_TRANSLATE_NOOP("words", "sent on by %1")},
    {"delivered", QT_TRANSLATE_NOOP("words", "delivered to the local process")},
    {"dropped", QT_TRANSLATE_NOOP("words", "dropped")},
    {"rejected-at", QT_TRANSLATE_NOOP("words", "rejected at %1")},
    {"redirected-to", QT_TRANSLATE_NOOP("words", "redirected to %1 at ingress")},
    {"queued-at", QT_TRANSLATE_NOOP("words", "queued at %1")},
    {"stolen-at", QT_TRANSLATE_NOOP("words", "taken at %1")},
    {"dropped-at", QT_TRANSLATE_NOOP("words", "dropped at %1")},
    {"dropped-at-routing", QT_TRANSLATE_NOOP("words", "dropped at routing decision")},
    {"ending-unknown", QT_TRANSLATE_NOOP("words", "not known")},
    {"ending-unknown-behind", QT_TRANSLATE_NOOP("words", "not known behind %1")},
    {"address-not-told", QT_TRANSLATE_NOOP("words", "(not in the line)")},
    {"packet-head", QT_TRANSLATE_NOOP("words", "Packet %1: %w2, %3 → %4, %5")},
    {"packet-head-answers", QT_TRANSLATE_NOOP("words", "Packet %1: %w2, %3 → %4, %5, answers packet %6")},
    {"skipped-because", QT_TRANSLATE_NOOP("words", "skipped: %1")},
    {"decision-and-reason", QT_TRANSLATE_NOOP("words", "%w1. %2")},
};

// At the routing decision, at a place that has a name, or at none that is known.
Said byPlace(const Ending& ending, const Said& atRouting, const Said& at, const Said& bare)
{
    if (ending.isAt(StageKind::RoutingIn))
        return atRouting;
    return ending.place().empty() ? bare : at;
}

} // namespace

std::span<const Sentence> packetWords()
{
    return packetTable;
}

std::string briefTitle(const Said& title)
{
    const std::string brief = "brief-" + title.code;
    return text(findSentence(brief) ? Said{brief, title.values} : title);
}

std::string pathName(Path path)
{
    return text(Said{"path-" + std::string(name(path)), {}});
}

std::string routeSummary(const Walk& walk)
{
    const bool fromHere = walk.inDevice.empty();
    if (fromHere && walk.path == Path::Unknown) // it may have come in somewhere
        return text(walk.outDevice.empty() ? say("route-not-told") : say("route-out-by", walk.outDevice));
    if (!walk.outDevice.empty())
        return text(fromHere ? say("route-from-here", walk.outDevice)
                             : say("route-through", walk.inDevice, walk.outDevice));
    if (walk.path == Path::LocalIn || walk.ending.kind == EndingKind::Delivered)
        return text(fromHere ? say("route-within") : say("route-to-here", walk.inDevice));
    return text(fromHere ? say("route-ends-here") : say("route-ends", walk.inDevice));
}

static Said leftBy(const std::string& device)
{
    return device.empty() ? say("end-left") : say(isTunName(device) ? "end-read" : "end-sent", device);
}

std::string endingSummary(const Walk& walk)
{
    const Ending& ending = walk.ending;
    const bool dropped = isDropped(ending.kind);
    if (dropped && ending.code == "ttl-expired")
        return text(byPlace(ending, say("end-expired-at-routing"), say("end-expired-at", ending.place()),
                            say("end-expired")));
    if (auto cause = ofCause(ending.code); !cause.empty() && !(dropped && ending.code == "unexplained"))
        return cause;
    switch (ending.kind) {
    case EndingKind::Transmitted:
        return text(leftBy(ending.device));
    case EndingKind::Delivered:
        return text(say("end-delivered"));
    case EndingKind::Dropped:
    case EndingKind::Rejected:
        return text(byPlace(ending, say("end-dropped-at-routing"), say("end-dropped-at", ending.place()),
                            say("end-dropped")));
    case EndingKind::Redirected:
        return text(say("end-redirected", ending.place()));
    case EndingKind::Queued:
        return text(say("end-queued", ending.place()));
    case EndingKind::Stolen:
        return text(say("end-stolen", ending.place()));
    case EndingKind::Unknown:
        break;
    }
    return text(say("end-unknown"));
}

namespace
{

Said deliveredTag(const Said& title)
{
    const bool ports = title.code == "packet-tcp" || title.code == "packet-ports";
    const std::size_t to = title.code == "packet-tcp" ? 1 : 2;
    return ports && title.values.size() > to ? say("end-to-port", title.values[to]) : say("end-delivered");
}

// `end`: where it was dropped; null: not told.
Said droppedTag(const Ending& ending, const Stop* end)
{
    if (ending.code == "policy-drop")
        return say("end-dropped-by-policy");
    const std::string code = ending.code == "rule-reject" ? "end-rejected" : "end-dropped";
    const auto* hit = end ? decidingHit(*end) : nullptr;
    if (!hit || hit->number == 0)
        return say(code);
    return isInBaseChain(*end, *hit) ? say(code + "-by-rule", hit->number)
                                     : say(code + "-by-rule-of", hit->number, hit->chain);
}

} // namespace

std::string endingTag(const Walk& walk)
{
    const Ending& ending = walk.ending;
    const int last = lastStop(walk);
    const Stop* end = last < 0 ? nullptr : &walk.stops[static_cast<std::size_t>(last)];
    const RuleHit* hit = end ? decidingHit(*end) : nullptr;
    const auto cause = ofCause(ending.code);
    switch (ending.kind) {
    case EndingKind::Transmitted:
        return text(leftBy(ending.device));
    case EndingKind::Delivered:
        return text(deliveredTag(walk.title));
    case EndingKind::Redirected:
        return text(say("end-redirected", ending.place()));
    case EndingKind::Dropped:
    case EndingKind::Rejected: {
        const bool byChain = ending.code.ends_with("-drop") || ending.code == "rule-reject" ||
                             ending.code == "invalid-dropped" || ending.code == "unexplained";
        return byChain || cause.empty() ? text(droppedTag(ending, end)) : cause;
    }
    case EndingKind::Queued:
        return hit ? text(ending.code == "queue-no-reader" ? say("end-in-queue-unread", hit->queue)
                                                           : say("end-in-queue", hit->queue))
                   : cause;
    case EndingKind::Stolen:
    case EndingKind::Unknown:
        break;
    }
    return cause.empty() ? text(say("end-unknown")) : cause;
}

std::string copyTag(const CopySent& copy)
{
    return text(copy.to.empty() ? say("copy-sent") : say("copy-to", copy.to));
}

std::string refusalWords(const Walk& walk)
{
    return walk.refusal.isEmpty()              ? std::string()
           : walk.refusal.code == "packet-tcp" ? text(say("refusal-reset"))
                                               : briefTitle(walk.refusal);
}

Said decision(const Ending& ending)
{
    switch (ending.kind) {
    case EndingKind::Transmitted:
        return ending.device.empty() ? say("end-left") : say("sent-on", ending.device);
    case EndingKind::Delivered:
        return say("delivered");
    case EndingKind::Dropped:
        return byPlace(ending, say("dropped-at-routing"), say("dropped-at", ending.place()), say("dropped"));
    case EndingKind::Rejected:
        return say("rejected-at", ending.place());
    case EndingKind::Redirected:
        return say(ending.reason.empty() || ending.reason.front().code != "redirected-by" ? "end-redirected"
                                                                                          : "redirected-to",
                   ending.place());
    case EndingKind::Queued:
        return say("queued-at", ending.place());
    case EndingKind::Stolen:
        return say("stolen-at", ending.place());
    case EndingKind::Unknown:
        break;
    }
    const std::string place = ending.place();
    return place.empty() ? say("ending-unknown") : say("ending-unknown-behind", place);
}

std::string addressText(const TraceEvent& event, const IpAddress& address)
{
    return tellsAddress(event, address) ? address.toString() : text(say("address-not-told"));
}

std::string fieldValue(const wire::Field& field)
{
    const auto address =
        field.value.find(':') == std::string::npos ? std::nullopt : IpAddress::parse(field.value);
    return address ? address->toString() : field.value;
}

} // namespace hookwalk::words
