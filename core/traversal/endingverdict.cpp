// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/endingverdict.h"

#include "traversal/clues.h"
#include "traversal/losses.h"
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

const TraceEvent& lastPlaced(const Trace& trace, const Traversal& traversal)
{
    return trace.events()[traversal.lastPlaced != noIndex ? traversal.lastPlaced : traversal.last];
}

} // namespace

SeenPacket::SeenPacket(const Trace& from, TraversalIndex packet)
    : trace(from)
    , which(packet)
    , traversal(from.traversals()[packet])
    , first(from.events()[traversal.first])
    , last(lastPlaced(from, traversal))
{
}

std::optional<Chain> SeenPacket::missingIn(Hook hook) const
{
    for (std::size_t i = last.chain + 1U; i < allChains.size(); ++i) {
        if (reports(allChains[i], hook) && !traversal.saw(allChains[i]))
            return allChains[i];
    }
    return std::nullopt;
}

bool SeenPacket::isTraced(Hook hook) const
{
    return std::ranges::any_of(allChains, [&](Chain one) { return reports(one, hook); });
}

bool SeenPacket::reports(Chain one, Hook hook) const
{
    return one.hook == hook && one.table != Table::Nat && trace.isTraced(one);
}

bool SeenPacket::misses(Chain nat) const
{
    const bool isNew =
        traversal.saw({Table::Nat, Hook::Prerouting}) || traversal.saw({Table::Nat, Hook::Output});
    return isNew && !traversal.loops() && trace.isTraced(nat) && !traversal.saw(nat) &&
           !ranNatAt(trace, which, nat.hook);
}

bool SeenPacket::hasLeft() const
{
    for (auto at = traversal.first; last.out != 0 && at != noIndex; at = trace.events()[at].next) {
        const auto& event = trace.events()[at];
        if (event.out == last.out && sourceOf(event) == wire::Source::WireOut)
            return true;
    }
    return false;
}

bool SeenPacket::lacksFrame() const
{
    const auto& knowledge = trace.knowledge();
    if (!knowledge.reportsFrames(last.line) || wasAnswered())
        return false;
    for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
        const auto& event = trace.events()[at];
        if (event.out == last.out && wire::isFrame(sourceOf(event)))
            return false;
    }
    return true;
}

bool SeenPacket::wasToldLate() const
{
    const auto& knowledge = trace.knowledge();
    return knowledge.inquiryBehind(first.line) !=
           knowledge.inquiryBehind(trace.events()[traversal.last].line);
}

const TraceEvent* SeenPacket::frameElsewhere() const
{
    const TraceEvent* found = nullptr;
    for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
        const auto& event = trace.events()[at];
        if (sourceOf(event) == wire::Source::WireOut && event.out == last.out)
            return nullptr;
        if (sourceOf(event) == wire::Source::WireOut && event.out != 0)
            found = &event;
    }
    return last.out == 0 ? nullptr : found;
}

const TraceEvent* SeenPacket::answer() const
{
    return traversal.reply == noIndex ? nullptr : &trace.events()[trace.traversals()[traversal.reply].first];
}

bool SeenPacket::wasAnswered() const
{
    return answer() && !isRefusal(trace, *answer());
}

bool SeenPacket::wasAnsweredByError() const
{
    return answer() && isIcmpError(*answer());
}

bool SeenPacket::wasAnsweredByTimeExceeded() const
{
    // ICMP type 11, ICMPv6 type 3 (RFC 792, RFC 4443)
    return wasAnsweredByError() && answer()->icmpType == (answer()->protocol == 58 ? 3 : 11);
}

namespace
{

EndingVerdict missing(std::optional<Chain> chain)
{
    return {EndingKind::Dropped, EndingWhy::LineMissing, chain};
}

constexpr EndingVerdict nothingBehind{EndingKind::Unknown, EndingWhy::NothingBehind, {}};

EndingVerdict inPrerouting(const SeenPacket& seen)
{
    if (const auto chain = seen.missingIn(Hook::Prerouting))
        return missing(chain);
    if (!seen.isTraced(Hook::Input) && !seen.isTraced(Hook::Forward))
        return nothingBehind;
    return {EndingKind::Dropped,
            seen.last.ttl <= 1          ? EndingWhy::TtlOnArrival
            : seen.wasAnsweredByError() ? EndingWhy::ErrorAnswered
                                        : EndingWhy::NeitherInNorOn,
            {}};
}

EndingVerdict inInput(const SeenPacket& seen)
{
    const Chain chain = seen.chain();
    if (const auto next = seen.missingIn(Hook::Input))
        return missing(next);
    const Chain nat{Table::Nat, Hook::Input};
    if (seen.misses(nat) && chain.table != Table::Nat)
        return missing(nat);
    if (seen.traversal.reply != noIndex)
        return {EndingKind::Delivered, EndingWhy::Answered, {}};
    const bool mayBeLast =
        chain.table == Table::Nat || chain.table == Table::Security ||
        (chain.table == Table::Filter && seen.trace.isTraced({Table::Security, Hook::Input}));
    return mayBeLast ? EndingVerdict{EndingKind::Delivered, EndingWhy::LastOfInput, {}} : nothingBehind;
}

EndingVerdict onTheWayOut(const SeenPacket& seen)
{
    if (const auto next = seen.missingIn(seen.chain().hook))
        return missing(next);
    return seen.isTraced(Hook::Postrouting) ? missing(std::nullopt) : nothingBehind;
}

// A frame finds its packet by its sightings: where those are late or lost, the frame may have stayed alone.
constexpr std::uint8_t frameWitnesses = Loss::Frames | Loss::Sightings;

EndingVerdict inPostrouting(const SeenPacket& seen)
{
    const Chain nat{Table::Nat, Hook::Postrouting};
    if (seen.chain() != nat && seen.misses(nat))
        return missing(nat);
    if (seen.trace.device(seen.last.out) == "lo" && seen.isTraced(Hook::Prerouting))
        return {EndingKind::Dropped, EndingWhy::NotBackFromLo, {}};
    if (seen.frameElsewhere())
        return {EndingKind::Redirected, EndingWhy::SentElsewhere, {}};
    if (seen.lacksFrame()) {
        const auto* loss = seen.trace.losses().behind(seen.last, frameWitnesses);
        if (loss || seen.wasToldLate())
            return {EndingKind::Unknown, EndingWhy::LinesLost, {}, loss};
        // Frames come behind the chains' reports, so only an inquiry, which comes last, shows that one is missing.
        if (seen.trace.knowledge().inquiryBehind(seen.last.line))
            return {EndingKind::Dropped, EndingWhy::NotSent, {}};
    }
    return {EndingKind::Transmitted, EndingWhy::LastBeforeDevice, {}};
}

EndingVerdict bySightings(const SeenPacket& seen)
{
    const auto& latest = seen.trace.events()[seen.traversal.last];
    if (isOnlyAtDevices(seen.trace, seen.which))
        return sourceOf(latest) == wire::Source::WireOut
                   ? EndingVerdict{EndingKind::Transmitted, EndingWhy::OnlySent, {}}
                   : EndingVerdict{EndingKind::Unknown, EndingWhy::AtDevices, {}};
    if (!seen.last.hasChain() && sourceOf(seen.first) == wire::Source::WireIn &&
        sourceOf(latest) == wire::Source::WireOut) {
        const bool isSent =
            redirectionBetween(seen.trace, seen.trace.device(seen.first.in), seen.trace.device(latest.out))
                .has_value();
        return isSent ? EndingVerdict{EndingKind::Redirected, EndingWhy::FwdAtIngress, {}}
                      : EndingVerdict{EndingKind::Transmitted, EndingWhy::CarriedOn, {}};
    }
    if (!seen.last.hasChain() && sourceOf(seen.first) == wire::Source::WireIn)
        return {EndingKind::Dropped, EndingWhy::NoHook, {}};
    if (!seen.last.hasChain() && wire::isFrame(sourceOf(seen.first)))
        return {EndingKind::Transmitted, EndingWhy::OnlySent, {}};
    if (!seen.last.hasChain())
        return {};
    switch (seen.chain().hook) {
    case Hook::Prerouting:
        return inPrerouting(seen);
    case Hook::Input:
        return inInput(seen);
    case Hook::Forward:
    case Hook::Output:
        return onTheWayOut(seen);
    case Hook::Postrouting:
        return inPostrouting(seen);
    }
    return {};
}

} // namespace

// That no line follows shows a drop only where none was lost, and where nobody answered the packet: an error
// or a reset may have come from the rule that dropped it.
EndingVerdict judge(const SeenPacket& seen)
{
    if (const auto end = ruleEndOf(seen.trace, seen.which)) {
        const auto& verdict = end->hit.verdict;
        const bool isFwd = verdict == "stolen" && !forwardsTo(end->hit.text).empty();
        return {verdict == "queue"    ? EndingKind::Queued
                : isFwd               ? EndingKind::Redirected
                : verdict == "stolen" ? EndingKind::Stolen
                : isReject(end->hit)  ? EndingKind::Rejected
                                      : EndingKind::Dropped,
                EndingWhy::RuleEnded,
                {}};
    }
    const auto verdict = bySightings(seen);
    if (verdict.kind == EndingKind::Dropped && seen.isOneRules() && seen.last.hasChain())
        return seen.wasAnswered() ? EndingVerdict{EndingKind::Unknown, EndingWhy::AnsweredAllTheSame, {}}
                                  : nothingBehind;
    if (verdict.kind != EndingKind::Dropped || verdict.why == EndingWhy::NotSent)
        return verdict;
    if (seen.wasAnswered())
        return {EndingKind::Unknown, EndingWhy::AnsweredAllTheSame, verdict.missing};
    if (verdict.why == EndingWhy::LineMissing && seen.hasLeft()) // whatever chains did not tell of it
        return {EndingKind::Unknown, EndingWhy::LinesLost, verdict.missing};
    if (verdict.why == EndingWhy::TtlOnArrival && seen.wasAnsweredByTimeExceeded())
        return verdict;
    const auto& losses = seen.trace.losses();
    const auto* loss = losses.behind(seen.last);
    if (!loss && verdict.why == EndingWhy::NoHook) // frames are reported behind the chains
        loss = losses.ahead(seen.last);
    return loss ? EndingVerdict{EndingKind::Unknown, EndingWhy::LinesLost, verdict.missing, loss} : verdict;
}

} // namespace hookwalk
