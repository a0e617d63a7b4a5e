// SPDX-License-Identifier: GPL-3.0-or-later
// How a packet ended, as far as the sightings can tell. A line proves that the packet entered a chain, not
// that it left it; that it left is proved by a later line, and that it did not by the line that should have
// come.
#include "traversal/cause.h"
#include "traversal/clues.h"
#include "traversal/losses.h"

#include <initializer_list>

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
        for (const Chain chain : allChains) {
            if (chain.hook == hook && chain.table != Table::Nat && trace.isTraced(chain) &&
                !traversal.saw(chain) && chainIndex(chain) > last.chain)
                return chain;
        }
        return std::nullopt;
    }
    bool isTraced(Hook hook) const
    {
        for (const Chain chain : allChains) {
            if (chain.hook == hook && chain.table != Table::Nat && trace.isTraced(chain))
                return true;
        }
        return false;
    }
    bool misses(Chain nat) const // a nat chain that a new connection passes
    {
        const bool isNew =
            traversal.saw({Table::Nat, Hook::Prerouting}) || traversal.saw({Table::Nat, Hook::Output});
        return isNew && trace.isTraced(nat) && !traversal.saw(nat);
    }
    Chain chain() const { return allChains[last.chain]; }
    const TraceEvent* answer() const
    {
        if (traversal.reply == noIndex)
            return nullptr;
        return &trace.events()[trace.traversals()[traversal.reply].first];
    }
    bool wasAnswered() const { return answer() && !isRefusal(trace, *answer()); }
    bool wasAnsweredByError() const { return answer() && isIcmpError(*answer()); }
    bool wasAnsweredByTimeExceeded() const
    {
        // ICMP type 11, ICMPv6 type 3 (RFC 792, RFC 4443)
        return wasAnsweredByError() && answer()->icmpType == (answer()->protocol == 58 ? 3 : 11);
    }
};

// What is known of the end, before it is put into words.
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
    RuleDropped,        // nftrace names the rule or policy
    NoHook,             // received by a device and seen by no chain
    NotSent,            // went through the last chain, and the device sent nothing
    OnlySent,           // a device sent it and no chain saw it
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
    const auto& knowledge = seen.trace.knowledge();
    if (!knowledge.reportsFrames(seen.last.line) || !knowledge.inquiryBehind(seen.last.line) ||
        seen.wasAnswered() || seen.trace.losses().behind(seen.last, Loss::Frames))
        return false;
    for (auto at = seen.traversal.first; at != noIndex; at = seen.trace.events()[at].next) {
        const auto& event = seen.trace.events()[at];
        if (event.out == seen.last.out && wire::isFrame(sourceOf(event)))
            return false;
    }
    return true;
}

Verdict inPostrouting(const Seen& seen)
{
    const Chain nat{Table::Nat, Hook::Postrouting};
    if (seen.chain() != nat && seen.misses(nat))
        return missing(nat);
    if (seen.trace.device(seen.last.out) == "lo" && seen.isTraced(Hook::Prerouting))
        return {EndingKind::Dropped, Why::NotBackFromLo, {}};
    return {notSent(seen) ? EndingKind::Dropped : EndingKind::Transmitted,
            notSent(seen) ? Why::NotSent : Why::LastBeforeDevice,
            {}};
}

Verdict bySightings(const Seen& seen)
{
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
    if (seen.trace.knowledge().hasRules() && hasRuleDrop(seen.trace, seen.which))
        return {EndingKind::Dropped, Why::RuleDropped, {}};
    const auto verdict = bySightings(seen);
    if (verdict.kind != EndingKind::Dropped || verdict.why == Why::NotSent)
        return verdict;
    if (seen.wasAnswered())
        return {EndingKind::Unknown, Why::AnsweredAllTheSame, verdict.missing};
    if (verdict.why == Why::TtlOnArrival && seen.wasAnsweredByTimeExceeded())
        return verdict;
    const auto& losses = seen.trace.losses();
    const auto* loss = losses.behind(seen.last);
    if (!loss && verdict.why == Why::NoHook) // frames are reported behind the chains
        loss = losses.ahead(seen.last);
    return loss ? Verdict{EndingKind::Unknown, Why::LinesLost, verdict.missing, loss} : verdict;
}

std::string place(const Seen& seen, const Verdict& verdict)
{
    switch (verdict.why) {
    case Why::NothingNamed:
        return {};
    case Why::TtlOnArrival:
    case Why::ErrorAnswered:
    case Why::NeitherInNorOn:
        return "routing decision";
    case Why::Answered:
    case Why::LastOfInput:
        return "local process";
    case Why::LastBeforeDevice:
    case Why::NotSent:
    case Why::OnlySent:
        return std::string(seen.trace.device(seen.last.out));
    case Why::NoHook:
        return std::string(seen.trace.device(seen.first.in));
    case Why::RuleDropped: {
        const auto drop = ruleDropOf(seen.trace, seen.which);
        return drop && drop->at != noChain ? name(allChains[drop->at]) : std::string();
    }
    case Why::NothingBehind:
    case Why::LineMissing:
    case Why::NotBackFromLo:
    case Why::LinesLost:
    case Why::AnsweredAllTheSame:
        return seen.last.hasChain() ? name(seen.chain()) : std::string(seen.trace.device(seen.first.in));
    }
    return {};
}

std::string sentence(const Seen& seen, const Verdict& verdict)
{
    switch (verdict.why) {
    case Why::NothingNamed:
        return "The prefix of its line names no chain, so its place is not known.";
    case Why::RuleDropped:
        return "A rule dropped it.";
    case Why::NoHook:
        return "It arrived at " + place(seen, verdict) +
               " and no chain saw it: it was dropped before every hook.";
    case Why::OnlySent:
        return "It left by " + place(seen, verdict) + ", and no chain reported it.";
    case Why::NotSent:
        return "It passed the last chain, and " + place(seen, verdict) + " did not send it.";
    case Why::LinesLost:
        return "It was seen last at " + place(seen, verdict) +
               ". Its next line may be among those that are missing, so how it ended is not known.";
    case Why::AnsweredAllTheSame:
        return "No line tells what happened behind " + place(seen, verdict) + ", but packet " +
               std::to_string(seen.traversal.reply + 1) + " answered it: it was not dropped.";
    default:
        break;
    }
    const Chain chain = seen.chain();
    const std::string chainName = name(chain);
    switch (verdict.why) {
    case Why::NothingNamed:
    case Why::RuleDropped:
    case Why::NoHook:
    case Why::NotSent:
    case Why::OnlySent:
    case Why::LinesLost:
    case Why::AnsweredAllTheSame:
        break;
    case Why::NothingBehind:
        return "This log reports no chain behind " + chainName + ", so it cannot tell what happened there.";
    case Why::LineMissing:
        return "It entered " + chainName + " and no line followed from " +
               (verdict.missing ? name(*verdict.missing) : "POSTROUTING") + ".";
    case Why::TtlOnArrival:
        return std::string("The TTL was 1 on arrival: a router does not forward such a packet.") +
               (seen.wasAnsweredByTimeExceeded() ? " The time exceeded message proves it." : "");
    case Why::ErrorAnswered:
        return "It was not seen after " + chainName + ", and an ICMP error answered it.";
    case Why::NeitherInNorOn:
        return "It was not seen after " + chainName +
               (chain.table == Table::Nat ? ": no INPUT and no FORWARD chain saw it. "
                                          : ": dropped there, or at the routing decision. ") +
               "Look at ip_forward, the routes, rp_filter and martian sources.";
    case Why::NotBackFromLo:
        return "It left by lo and was not seen coming back in.";
    case Why::Answered:
        return "The machine answered it.";
    case Why::LastOfInput:
        return "It was seen in every INPUT chain, the last is " + chainName + ".";
    case Why::LastBeforeDevice: {
        const std::string device(seen.trace.device(seen.last.out));
        return chainName + " is the last chain before " + (device.empty() ? "the device" : device) +
               (chain.table == Table::Nat ? "."
                : isIcmpError(seen.first) ? "; nat is skipped for an ICMP error."
                                          : "; nat is skipped for a known connection.");
    }
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
    return judge(seenOf(trace, which)).kind;
}

Ending endingOf(const Trace& trace, TraversalIndex which)
{
    const auto seen = seenOf(trace, which);
    const auto verdict = judge(seen);
    Ending ending;
    ending.kind = verdict.kind;
    ending.at = place(seen, verdict);
    ending.reason = sentence(seen, verdict);
    if (verdict.loss) {
        ending.code = "lines-lost";
        ending.evidence.push_back(verdict.loss->sentence());
    }
    explain(trace, which, ending);
    return ending;
}

} // namespace hookwalk
