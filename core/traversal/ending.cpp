// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended, as far as the sightings can tell. A line proves that the packet entered a chain, not
// that it left it; that it left is proved by a later line, and that it did not by the line that should have
// come.
#include "traversal/cause.h"
#include "traversal/clues.h"
#include "traversal/losses.h"
#include "traversal/ruletext.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

struct Seen {
    const Trace& trace;
    TraversalIndex which;
    const Traversal& traversal;
    const TraceEvent& first;
    const TraceEvent& last;

    // A chain of the hook behind where it was seen last that this log reports, that every packet passes, and
    // that this packet was not seen at.
    std::optional<Chain> missingIn(Hook hook) const
    {
        for (std::size_t i = last.chain + 1U; i < allChains.size(); ++i) {
            if (reports(allChains[i], hook) && !traversal.saw(allChains[i]))
                return allChains[i];
        }
        return std::nullopt;
    }
    bool isTraced(Hook hook) const
    {
        return std::ranges::any_of(allChains, [&](Chain chain) { return reports(chain, hook); });
    }
    bool reports(Chain chain, Hook hook) const
    {
        return chain.hook == hook && chain.table != Table::Nat && trace.isTraced(chain);
    }
    bool misses(Chain nat) const // a nat chain that a new connection passes
    {
        const bool isNew =
            traversal.saw({Table::Nat, Hook::Prerouting}) || traversal.saw({Table::Nat, Hook::Output});
        return isNew && !traversal.loops() && trace.isTraced(nat) && !traversal.saw(nat) &&
               !ranNatAt(trace, which, nat.hook);
    }
    bool hasLeft() const // by the device that it was to leave by
    {
        for (auto at = traversal.first; last.out != 0 && at != noIndex; at = trace.events()[at].next) {
            const auto& event = trace.events()[at];
            if (event.out == last.out && sourceOf(event) == wire::Source::WireOut)
                return true;
        }
        return false;
    }
    // The device that it was to leave by reports its frames, and none of them is this one.
    bool lacksFrame() const
    {
        const auto& knowledge = trace.knowledge();
        if (!knowledge.reportsFrames(last.line) || !knowledge.inquiryBehind(last.line) || wasAnswered())
            return false;
        for (auto at = traversal.first; at != noIndex; at = trace.events()[at].next) {
            const auto& event = trace.events()[at];
            if (event.out == last.out && wire::isFrame(sourceOf(event)))
                return false;
        }
        return true;
    }
    Chain chain() const { return allChains[last.chain]; }
    const TraceEvent* answer() const
    {
        if (traversal.reply == noIndex)
            return nullptr;
        return &trace.events()[trace.traversals()[traversal.reply].first];
    }
    bool isOneRules() const { return (last.flags & TraceEvent::OneRule) != 0; }
    bool wasAnswered() const { return answer() && !isRefusal(trace, *answer()); }
    bool wasAnsweredByError() const { return answer() && isIcmpError(*answer()); }
    bool wasAnsweredByTimeExceeded() const
    {
        // ICMP type 11, ICMPv6 type 3 (RFC 792, RFC 4443)
        return wasAnsweredByError() && answer()->icmpType == (answer()->protocol == 58 ? 3 : 11);
    }
};

// What is known of the end.
enum class Why : std::uint8_t {
    NothingNamed,   // the prefix names no chain
    NothingBehind,  // the log reports no chain that would tell
    LineMissing,    // the next line did not come
    TtlOnArrival,   // TTL 1: not forwarded
    ErrorAnswered,  // an ICMP error came for it
    NeitherInNorOn, // seen in no INPUT and no FORWARD chain
    NotBackFromLo,
    Answered,
    LastOfInput,
    LastBeforeDevice,
    RuleEnded,          // nftrace names the rule or policy
    NoHook,             // received by a device and seen by no chain
    NotSent,            // went through the last chain, and the device sent nothing
    FwdAtIngress,       // a rule at the ingress of the device sent it out by another one
    CarriedOn,          // came in by one device and left by another, and no chain saw it: bridged
    OnlySent,           // a device sent it and no chain saw it
    AtDevices,          // only frames show it, and nothing tells which way they went on
    LinesLost,          // its next line may be among those that are missing
    AnsweredAllTheSame, // its next line did not come, and the answer to it did
};

struct Verdict {
    EndingKind kind = EndingKind::Unknown;
    Why why = Why::NothingNamed;
    std::optional<Chain> missing; // LineMissing: whose line; nothing: any of POSTROUTING
    const Loss* loss = nullptr;   // LinesLost
};

Verdict missing(std::optional<Chain> chain)
{
    return {EndingKind::Dropped, Why::LineMissing, chain};
}

constexpr Verdict nothingBehind{EndingKind::Unknown, Why::NothingBehind, {}};

Verdict inPrerouting(const Seen& seen)
{
    if (const auto chain = seen.missingIn(Hook::Prerouting))
        return missing(chain);
    if (!seen.isTraced(Hook::Input) && !seen.isTraced(Hook::Forward))
        return nothingBehind;
    return {EndingKind::Dropped,
            seen.last.ttl <= 1          ? Why::TtlOnArrival
            : seen.wasAnsweredByError() ? Why::ErrorAnswered
                                        : Why::NeitherInNorOn,
            {}};
}

Verdict inInput(const Seen& seen)
{
    const Chain chain = seen.chain();
    if (const auto next = seen.missingIn(Hook::Input))
        return missing(next);
    const Chain nat{Table::Nat, Hook::Input};
    if (seen.misses(nat) && chain.table != Table::Nat)
        return missing(nat);
    if (seen.traversal.reply != noIndex)
        return {EndingKind::Delivered, Why::Answered, {}};
    const bool mayBeLast =
        chain.table == Table::Nat || chain.table == Table::Security ||
        (chain.table == Table::Filter && seen.trace.isTraced({Table::Security, Hook::Input}));
    return mayBeLast ? Verdict{EndingKind::Delivered, Why::LastOfInput, {}} : nothingBehind;
}

Verdict onTheWayOut(const Seen& seen)
{
    if (const auto next = seen.missingIn(seen.chain().hook))
        return missing(next);
    return seen.isTraced(Hook::Postrouting) ? missing(std::nullopt) : nothingBehind;
}

// Frames come behind the chains' reports, so only an inquiry, which comes last, shows that one is missing.
bool notSent(const Seen& seen)
{
    return seen.lacksFrame() && !seen.trace.losses().behind(seen.last, Loss::Frames);
}

Verdict inPostrouting(const Seen& seen)
{
    const Chain nat{Table::Nat, Hook::Postrouting};
    if (seen.chain() != nat && seen.misses(nat))
        return missing(nat);
    if (seen.trace.device(seen.last.out) == "lo" && seen.isTraced(Hook::Prerouting))
        return {EndingKind::Dropped, Why::NotBackFromLo, {}};
    if (notSent(seen))
        return {EndingKind::Dropped, Why::NotSent, {}};
    if (const auto* loss = seen.lacksFrame() ? seen.trace.losses().behind(seen.last, Loss::Frames) : nullptr)
        return {EndingKind::Unknown, Why::LinesLost, {}, loss};
    return {EndingKind::Transmitted, Why::LastBeforeDevice, {}};
}

Verdict bySightings(const Seen& seen)
{
    const auto& latest = seen.trace.events()[seen.traversal.last];
    if (isOnlyAtDevices(seen.trace, seen.which))
        return sourceOf(latest) == wire::Source::WireOut ? Verdict{EndingKind::Transmitted, Why::OnlySent, {}}
                                                         : Verdict{EndingKind::Unknown, Why::AtDevices, {}};
    if (!seen.last.hasChain() && sourceOf(seen.first) == wire::Source::WireIn &&
        sourceOf(latest) == wire::Source::WireOut) {
        const bool isSent =
            redirectionBetween(seen.trace, seen.trace.device(seen.first.in), seen.trace.device(latest.out))
                .has_value();
        return isSent ? Verdict{EndingKind::Redirected, Why::FwdAtIngress, {}}
                      : Verdict{EndingKind::Transmitted, Why::CarriedOn, {}};
    }
    if (!seen.last.hasChain() && sourceOf(seen.first) == wire::Source::WireIn)
        return {EndingKind::Dropped, Why::NoHook, {}};
    if (!seen.last.hasChain() && wire::isFrame(sourceOf(seen.first)))
        return {EndingKind::Transmitted, Why::OnlySent, {}};
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

// That no line follows shows a drop only where none was lost, and where nobody answered the packet: an error
// or a reset may have come from the rule that dropped it.
Verdict judge(const Seen& seen)
{
    if (const auto end = ruleEndOf(seen.trace, seen.which)) {
        const auto& verdict = end->hit.verdict;
        const bool isFwd = verdict == "stolen" && !forwardsTo(end->hit.text).empty();
        return {verdict == "queue"    ? EndingKind::Queued
                : isFwd               ? EndingKind::Redirected
                : verdict == "stolen" ? EndingKind::Stolen
                : isReject(end->hit)  ? EndingKind::Rejected
                                      : EndingKind::Dropped,
                Why::RuleEnded,
                {}};
    }
    const auto verdict = bySightings(seen);
    if (verdict.kind == EndingKind::Dropped && seen.isOneRules() && seen.last.hasChain())
        return seen.wasAnswered() ? Verdict{EndingKind::Unknown, Why::AnsweredAllTheSame, {}} : nothingBehind;
    if (verdict.kind != EndingKind::Dropped || verdict.why == Why::NotSent)
        return verdict;
    if (seen.wasAnswered())
        return {EndingKind::Unknown, Why::AnsweredAllTheSame, verdict.missing};
    if (verdict.why == Why::LineMissing && seen.hasLeft()) // whatever chains did not tell of it
        return {EndingKind::Unknown, Why::LinesLost, verdict.missing};
    if (verdict.why == Why::TtlOnArrival && seen.wasAnsweredByTimeExceeded())
        return verdict;
    const auto& losses = seen.trace.losses();
    const auto* loss = losses.behind(seen.last);
    if (!loss && verdict.why == Why::NoHook) // frames are reported behind the chains
        loss = losses.ahead(seen.last);
    return loss ? Verdict{EndingKind::Unknown, Why::LinesLost, verdict.missing, loss} : verdict;
}

void setPlace(Ending& ending, const Seen& seen, const Verdict& verdict)
{
    const auto atDevice = [&](StageKind kind, std::uint16_t device) {
        ending.at = Stage::of(kind);
        ending.device = seen.trace.device(device);
    };
    switch (verdict.why) {
    case Why::NothingNamed:
    case Why::AtDevices:
        break;
    case Why::TtlOnArrival:
    case Why::ErrorAnswered:
    case Why::NeitherInNorOn:
        ending.at = Stage::of(StageKind::RoutingIn);
        break;
    case Why::Answered:
    case Why::LastOfInput:
        ending.at = Stage::of(StageKind::LocalProcess);
        break;
    case Why::LastBeforeDevice:
    case Why::NotSent:
    case Why::OnlySent:
        atDevice(StageKind::NetworkOut, seen.last.out);
        break;
    case Why::FwdAtIngress:
    case Why::CarriedOn:
        atDevice(StageKind::NetworkOut, seen.trace.events()[seen.traversal.last].out);
        break;
    case Why::NoHook:
        atDevice(StageKind::NetworkIn, seen.first.in);
        break;
    case Why::RuleEnded:
        if (auto drop = ruleEndOf(seen.trace, seen.which)) {
            ending.at = drop->at;
            ending.base = std::move(drop->base);
        }
        break;
    case Why::NothingBehind:
    case Why::LineMissing:
    case Why::NotBackFromLo:
    case Why::LinesLost:
    case Why::AnsweredAllTheSame:
        if (seen.last.hasChain())
            ending.at = Stage::of(seen.chain());
        else
            atDevice(StageKind::NetworkIn, seen.first.in);
        break;
    }
}

Said reason(const Seen& seen, const Verdict& verdict, const std::string& at)
{
    const std::string chain = seen.last.hasChain() ? name(seen.chain()) : std::string();
    const bool isNat = seen.last.hasChain() && seen.chain().table == Table::Nat;
    switch (verdict.why) {
    case Why::NothingNamed:
        return say("prefix-names-no-chain");
    case Why::RuleEnded:
        return say("a-rule-dropped-it");
    case Why::NoHook:
        return say("arrived-and-no-chain", at);
    case Why::FwdAtIngress:
        if (const auto rule = redirectionBetween(seen.trace, seen.trace.device(seen.first.in), at))
            return say("redirected-by", seen.trace.device(seen.first.in), at, said(*rule));
        break;
    case Why::CarriedOn:
        return say("bridged-unseen", seen.trace.device(seen.first.in), at);
    case Why::OnlySent:
        return say("left-and-no-chain", at);
    case Why::AtDevices:
        return say("seen-at-devices-only");
    case Why::NotSent:
        return say("passed-and-not-sent", at);
    case Why::LinesLost:
        return say("next-line-may-be-missing", at);
    case Why::AnsweredAllTheSame:
        return say("answered-all-the-same", at, seen.traversal.reply + 1);
    case Why::NothingBehind:
        return say("no-chain-behind", chain);
    case Why::LineMissing:
        return say("no-line-followed", chain, verdict.missing ? name(*verdict.missing) : "POSTROUTING");
    case Why::TtlOnArrival:
        return seen.wasAnsweredByTimeExceeded() ? say("ttl-was-one-and-exceeded") : say("ttl-was-one");
    case Why::ErrorAnswered:
        return say("not-seen-after-error-answered", chain);
    case Why::NeitherInNorOn:
        return isNat ? say("neither-in-nor-on", chain) : say("dropped-there-or-at-routing", chain);
    case Why::NotBackFromLo:
        return say("not-back-from-lo");
    case Why::Answered:
        return say("machine-answered");
    case Why::LastOfInput:
        return say("seen-in-every-input", chain);
    case Why::LastBeforeDevice:
        if (at.empty() || !seen.trace.isTraced({Table::Nat, Hook::Postrouting}))
            return say("last-before-the-device", chain);
        return isNat                     ? say("last-before-device", chain, at)
               : isIcmpError(seen.first) ? say("last-before-device-error", chain, at)
                                         : say("last-before-device-known", chain, at);
    }
    return {};
}

Seen seenOf(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto last = traversal.lastPlaced != noIndex ? traversal.lastPlaced : traversal.last;
    return {trace, which, traversal, trace.events()[traversal.first], trace.events()[last]};
}

} // namespace

EndingKind endingKindOf(const Trace& trace, TraversalIndex which)
{
    const auto kind = judge(seenOf(trace, which)).kind;
    // Dropped or rejected: the cause tells, by the answer or by counters.
    const bool mayBeRejected = trace.traversals()[which].reply != noIndex || trace.ruleset();
    return isDropped(kind) && mayBeRejected ? endingOf(trace, which).kind : kind;
}

// So is explain(): without an answer and a word of the kernel's it finds one code for each verdict, but at the routing
// decision, before every hook, in conntrack and for redirects.
std::optional<std::uint8_t> causeClassOf(const Trace& trace, TraversalIndex which)
{
    const auto seen = seenOf(trace, which);
    const auto& knowledge = trace.knowledge();
    const bool isTold = trace.ruleset() || knowledge.hasRules() || knowledge.reportsRules(seen.last.line);
    if (isTold || knowledge.inquiryBehind(seen.last.line) || seen.traversal.reply != noIndex)
        return std::nullopt;
    const auto verdict = judge(seen);
    const bool isInChain = verdict.why == Why::LineMissing && seen.chain().table != Table::Raw;
    if (verdict.why == Why::RuleEnded || (isDropped(verdict.kind) && (!isInChain || isRedirect(seen.first))))
        return std::nullopt;
    return static_cast<std::uint8_t>(static_cast<int>(verdict.kind) * 2 + (verdict.why == Why::LinesLost));
}

Ending endingOf(const Trace& trace, TraversalIndex which)
{
    const auto seen = seenOf(trace, which);
    const auto verdict = judge(seen);
    Ending ending;
    ending.kind = verdict.kind;
    setPlace(ending, seen, verdict);
    ending.reason = {reason(seen, verdict, ending.place())};
    if (verdict.why == Why::LinesLost)
        ending.code = "lines-lost";
    if (verdict.loss)
        ending.evidence.push_back(verdict.loss->said());
    explain(trace, which, ending);
    if (ending.code == "rule-reject")
        ending.kind = EndingKind::Rejected;
    if (const auto rule = copiedBy(trace, which))
        ending.reason.push_back(say("copied-by", said(*rule)));
    if (const auto original = copyOf(trace, which); original != noIndex)
        ending.reason.push_back(say("is-copy-of", original + 1));
    return ending;
}

} // namespace hookwalk
