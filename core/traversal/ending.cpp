// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended: what the sightings prove of it (endingverdict.h), said, with its cause.
#include "traversal/cause.h"
#include "traversal/clues.h"
#include "traversal/endingverdict.h"
#include "traversal/losses.h"
#include "traversal/ruletext.h"
#include "traversal/skipped.h"

namespace hookwalk
{

namespace
{

void setPlace(Ending& ending, const SeenPacket& seen, const EndingVerdict& verdict)
{
    const auto atDevice = [&](StageKind kind, std::uint16_t device) {
        ending.at = Stage::of(kind);
        ending.device = seen.trace.device(device);
    };
    switch (verdict.why) {
    case EndingWhy::NothingNamed:
    case EndingWhy::AtDevices:
        break;
    case EndingWhy::TtlOnArrival:
    case EndingWhy::ErrorAnswered:
    case EndingWhy::NeitherInNorOn:
        ending.at = Stage::of(StageKind::RoutingIn);
        break;
    case EndingWhy::Answered:
    case EndingWhy::LastOfInput:
        ending.at = Stage::of(StageKind::LocalProcess);
        break;
    case EndingWhy::LastBeforeDevice:
    case EndingWhy::NotSent:
    case EndingWhy::OnlySent:
        atDevice(StageKind::NetworkOut, seen.last.out);
        break;
    case EndingWhy::SentElsewhere:
        if (const auto* frame = seen.frameElsewhere())
            atDevice(StageKind::NetworkOut, frame->out);
        break;
    case EndingWhy::FwdAtIngress:
    case EndingWhy::CarriedOn:
        atDevice(StageKind::NetworkOut, seen.trace.events()[seen.traversal.last].out);
        break;
    case EndingWhy::NoHook:
        atDevice(StageKind::NetworkIn, seen.first.in);
        break;
    case EndingWhy::RuleEnded:
        if (auto drop = ruleEndOf(seen.trace, seen.which)) {
            ending.at = drop->at;
            ending.base = std::move(drop->base);
        }
        break;
    case EndingWhy::NothingBehind:
    case EndingWhy::LineMissing:
    case EndingWhy::NotBackFromLo:
    case EndingWhy::LinesLost:
    case EndingWhy::AnsweredAllTheSame:
        if (seen.last.hasChain())
            ending.at = Stage::of(seen.chain());
        else
            atDevice(StageKind::NetworkIn, seen.first.in);
        break;
    }
}

Said reason(const SeenPacket& seen, const EndingVerdict& verdict, const std::string& at)
{
    const std::string chain = seen.last.hasChain() ? name(seen.chain()) : std::string();
    const bool isNat = seen.last.hasChain() && seen.chain().table == Table::Nat;
    switch (verdict.why) {
    case EndingWhy::NothingNamed: {
        const auto line = seen.trace.line(seen.last);
        if (line.chain.empty())
            return say("prefix-names-no-chain");
        std::string words(line.family);
        for (const auto word : {line.table, line.chain})
            words.append(words.empty() || word.empty() ? "" : " ").append(word);
        return say("not-told-behind-chain", words);
    }
    case EndingWhy::RuleEnded:
        return say("a-rule-dropped-it");
    case EndingWhy::NoHook:
        return say("arrived-and-no-chain", at);
    case EndingWhy::FwdAtIngress:
        if (const auto rule = redirectionBetween(seen.trace, seen.trace.device(seen.first.in), at))
            return say("redirected-by", seen.trace.device(seen.first.in), at, said(*rule));
        break;
    case EndingWhy::SentElsewhere:
        for (const auto& run : chainRunsOf(seen.trace, seen.which)) {
            if (const auto& hit = run.hits.back(); run.base.hook == "egress" && forwardsTo(hit.text) == at)
                return say("redirected-at-egress", seen.trace.device(seen.last.out), at, said(hit));
        }
        return say("sent-elsewhere", seen.trace.device(seen.last.out), at);
    case EndingWhy::CarriedOn:
        return say("bridged-unseen", seen.trace.device(seen.first.in), at);
    case EndingWhy::OnlySent:
        return at.empty() ? say("seen-at-devices-only") : say("left-and-no-chain", at);
    case EndingWhy::AtDevices:
        return say("seen-at-devices-only");
    case EndingWhy::NotSent:
        return say("passed-and-not-sent", at);
    case EndingWhy::LinesLost:
        return say("next-line-may-be-missing", at);
    case EndingWhy::AnsweredAllTheSame:
        return say("answered-all-the-same", at, seen.traversal.reply + 1);
    case EndingWhy::NothingBehind:
        return say("no-chain-behind", chain);
    case EndingWhy::LineMissing:
        return say("no-line-followed", chain, verdict.missing ? name(*verdict.missing) : "POSTROUTING");
    case EndingWhy::TtlOnArrival:
        return seen.wasAnsweredByTimeExceeded() ? say("ttl-was-one-and-exceeded") : say("ttl-was-one");
    case EndingWhy::ErrorAnswered:
        return say("not-seen-after-error-answered", chain);
    case EndingWhy::NeitherInNorOn:
        return isNat ? say("neither-in-nor-on", chain) : say("dropped-there-or-at-routing", chain);
    case EndingWhy::NotBackFromLo:
        return say("not-back-from-lo");
    case EndingWhy::Answered:
        return say("machine-answered");
    case EndingWhy::LastOfInput:
        return say("seen-in-every-input", chain);
    case EndingWhy::LastBeforeDevice:
        if (at.empty() || !seen.trace.isTraced({Table::Nat, Hook::Postrouting}))
            return say("last-before-the-device", chain);
        return isNat || copyOf(seen.trace, seen.which) != noIndex // which is not tracked, whatever is known
                   ? say("last-before-device", chain, at)
                   : isIcmpError(seen.first) ? say("last-before-device-error", chain, at)
                     : whyNatWasSkipped(seen.trace, seen.which, {Table::Nat, Hook::Postrouting}).code ==
                             "connection-known"
                         ? say("last-before-device-known", chain, at)
                         : say("last-before-device", chain, at);
    }
    return {};
}

} // namespace

EndingKind endingKindOf(const Trace& trace, TraversalIndex which)
{
    const auto kind = judge(SeenPacket(trace, which)).kind;
    // Dropped or rejected: the cause tells, by the answer or by counters.
    const bool mayBeRejected = trace.traversals()[which].reply != noIndex || trace.ruleset();
    const auto* inquiry =
        kind == EndingKind::Delivered
            ? trace.knowledge().inquiryBehind(trace.events()[trace.traversals()[which].last].line)
            : nullptr;
    const bool mayBeKept = inquiry && inquiry->drop("XFRM_POLICY");
    return (isDropped(kind) && mayBeRejected) || mayBeKept ? endingOf(trace, which).kind : kind;
}

// So is explain(): without an answer and a word of the kernel's it finds one code for each verdict, but at the routing
// decision, before every hook, in conntrack and for redirects.
std::optional<std::uint8_t> causeClassOf(const Trace& trace, TraversalIndex which)
{
    const SeenPacket seen(trace, which);
    const auto& knowledge = trace.knowledge();
    const bool isTold = trace.ruleset() || knowledge.hasRules() || knowledge.reportsRules(seen.last.line);
    if (isTold || knowledge.inquiryBehind(seen.last.line) || seen.traversal.reply != noIndex)
        return std::nullopt;
    const auto verdict = judge(seen);
    const bool isInChain = verdict.why == EndingWhy::LineMissing && seen.chain().table != Table::Raw;
    if (verdict.why == EndingWhy::RuleEnded ||
        (isDropped(verdict.kind) && (!isInChain || isRedirect(seen.first))))
        return std::nullopt;
    return static_cast<std::uint8_t>(static_cast<int>(verdict.kind) * 2 +
                                     (verdict.why == EndingWhy::LinesLost));
}

Ending endingOf(const Trace& trace, TraversalIndex which)
{
    const SeenPacket seen(trace, which);
    const auto verdict = judge(seen);
    Ending ending;
    ending.kind = verdict.kind;
    setPlace(ending, seen, verdict);
    ending.reason = {reason(seen, verdict, ending.place())};
    if (verdict.why == EndingWhy::LinesLost)
        ending.code = "lines-lost";
    if (verdict.loss)
        ending.evidence.push_back(verdict.loss->said());
    explain(trace, which, ending);
    if (ending.code == "rule-reject")
        ending.kind = EndingKind::Rejected;
    if (isDropped(ending.kind) && verdict.why != EndingWhy::RuleEnded &&
        trace.losses().isLastOfLog(seen.last))
        ending.evidence.push_back(say("log-ends-here"));
    for (const auto& [copy, at, counted] : copiesOf(trace, which)) {
        ending.reason.push_back(copy.packet == noIndex
                                    ? say("copied-by", said(copy.rule))
                                    : say("copied-by-as", said(copy.rule), copy.packet + 1));
        if (counted > 0)
            ending.evidence.push_back(say("rule-counter-rose", said(copy.rule), counted));
    }
    if (const auto original = copyOf(trace, which); original != noIndex)
        ending.reason.push_back(say("is-copy-of", original + 1));
    return ending;
}

} // namespace hookwalk
