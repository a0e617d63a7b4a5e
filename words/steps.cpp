// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/steps.h"

#include "traversal/event.h"
#include "traversal/rules.h"
#include "words/sentences.h"
#include "words/times.h"
#include "words/words.h"

namespace hookwalk::words
{

namespace
{

constexpr Sentence stepTable[]{
    {"step-frame-in", QT_TRANSLATE_NOOP("words", "frame in")},
    {"step-frame-out", QT_TRANSLATE_NOOP("words", "frame out")},
    {"step-read-back", QT_TRANSLATE_NOOP("words", "read back")},
    {"step-seen", QT_TRANSLATE_NOOP("words", "seen")},
    {"step-stopped", QT_TRANSLATE_NOOP("words", "stopped here")},
    {"step-rewritten", QT_TRANSLATE_NOOP("words", "%1 rewritten")},
    {"step-to", QT_TRANSLATE_NOOP("words", "to %1")},
    {"step-to-here", QT_TRANSLATE_NOOP("words", "to this machine")},
    {"step-by", QT_TRANSLATE_NOOP("words", "by %1")},
    {"step-connection-known", QT_TRANSLATE_NOOP("words", "connection known")},
    {"step-inferred", QT_TRANSLATE_NOOP("words", "inferred")},
    {"verdict-by-rule", QT_TRANSLATE_NOOP("words", "%1, by rule %2")},
    {"verdict-by-rule-of", QT_TRANSLATE_NOOP("words", "%1, by rule %2 of %3 %4")},
    {"verdict-by-a-rule", QT_TRANSLATE_NOOP("words", "%1, by a rule")},
    {"verdict-by-a-rule-of", QT_TRANSLATE_NOOP("words", "%1, by a rule of %3 %4")},
    {"verdict-by-policy", QT_TRANSLATE_NOOP("words", "%1, by the policy")},
    {"verdict-by-policy-of", QT_TRANSLATE_NOOP("words", "%1, by the policy of %3 %4")},
    {"verdict-by", QT_TRANSLATE_NOOP("words", "%1 by %w2")},
    {"decided-by-rule", QT_TRANSLATE_NOOP("words", "rule %1")},
    {"decided-by-rule-of", QT_TRANSLATE_NOOP("words", "rule %1 of %2")},
    {"decided-by-policy", QT_TRANSLATE_NOOP("words", "policy")},
    {"frame-seen-in", QT_TRANSLATE_NOOP("words", "frame at %1 (in)")},
    {"frame-seen-out", QT_TRANSLATE_NOOP("words", "frame at %1 (out)")},
    {"frame-captured-in", QT_TRANSLATE_NOOP("words", "frame in a capture (in)")},
    {"frame-captured-out", QT_TRANSLATE_NOOP("words", "frame in a capture (out)")},
    {"frame-captured-at", QT_TRANSLATE_NOOP("words", "frame at %1 (in or out)")},
    {"frame-captured", QT_TRANSLATE_NOOP("words", "frame in a capture (in or out)")},
    {"seen-at-tun-fd", QT_TRANSLATE_NOOP("words", "read from the tun fd")},
    {"line-of-log", QT_TRANSLATE_NOOP("words", "line %1 of the log")},
    {"kernel-log-record", QT_TRANSLATE_NOOP("words", "kernel log record %1")},
    {"evidence-and-more", QT_TRANSLATE_NOOP("words", "%1. %2")},
    {"line-is-damaged", QT_TRANSLATE_NOOP("words", "Parts of the line are damaged and left out.")},
    {"line-may-be-anothers",
     QT_TRANSLATE_NOOP("words",
                       "Another packet of the same look was under way: the line may be that one's.")},
};

Said rewrittenNote(const Stop& stop)
{
    std::string fields;
    for (const auto& change : stop.changed) {
        fields += fields.empty() ? "" : ", ";
        for (const char letter : change.name.substr(change.name.rfind('.') + 1))
            fields += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return fields.empty() ? say("step-inferred") : say("step-rewritten", fields);
}

Said routedNote(const Walk& walk)
{
    if (!walk.outDevice.empty())
        return say("step-to", walk.outDevice);
    return walk.path == Path::LocalIn ? say("step-to-here") : say("step-inferred");
}

// Frames are timed when they are read, so no time stands beside them.
Said untimedNote(const Stop& stop)
{
    switch (stop.stage.kind) {
    case StageKind::TunWritten:
    case StageKind::NetworkIn:
        return say("step-frame-in");
    case StageKind::NetworkOut:
        return say("step-frame-out");
    case StageKind::TunRead:
        return stop.note.empty() ? say("step-frame-out") : say("step-read-back");
    default:
        return say("step-seen");
    }
}

Said inferredNote(const Walk& walk, const Stop& stop)
{
    switch (stop.stage.kind) {
    case StageKind::AddressRewrite:
        return rewrittenNote(stop);
    case StageKind::RoutingIn:
    case StageKind::RoutingOut:
        return routedNote(walk);
    case StageKind::TunWritten:
    case StageKind::NetworkIn:
        return say("step-by", walk.inDevice);
    case StageKind::TunRead:
    case StageKind::NetworkOut:
        return say("step-by", walk.outDevice);
    default:
        return say("step-inferred");
    }
}

// The record's number in the kernel log, where the line was saved in the form of /dev/kmsg
// ("prio,seq,usec,flags;").
std::string_view recordNumber(std::string_view line)
{
    const auto head = line.substr(0, line.find(';'));
    const auto first = head.find(','), second = head.find(',', first + 1);
    if (head.size() == line.size() || first == std::string_view::npos || second == std::string_view::npos)
        return {};
    const auto number = head.substr(first + 1, second - first - 1);
    const bool digits = number.find_first_not_of("0123456789") == std::string_view::npos;
    return digits ? number : std::string_view();
}

// What told of it; "line 3 of the log" where the log has no record numbers.
std::string lineEvidence(const Trace& trace, const TraceEvent& event)
{
    switch (sourceOf(event)) {
    case wire::Source::Nflog:
        return "NFLOG";
    case wire::Source::Nftrace:
        return "nftrace";
    case wire::Source::WireIn:
        return text(event.in == 0 ? say("frame-captured-in") : say("frame-seen-in", trace.device(event.in)));
    case wire::Source::WireOut:
        return text(event.out == 0 ? say("frame-captured-out")
                                   : say("frame-seen-out", trace.device(event.out)));
    case wire::Source::Wire:
        return text(event.in == 0 ? say("frame-captured") : say("frame-captured-at", trace.device(event.in)));
    case wire::Source::TunRead:
        return text(say("seen-at-tun-fd"));
    case wire::Source::KernelLog:
        break;
    }
    const auto record = recordNumber(trace.text(event));
    return text(record.empty() ? say("line-of-log", event.line) : say("kernel-log-record", record));
}

} // namespace

std::span<const Sentence> stepWords()
{
    return stepTable;
}

std::string stepNote(const Walk& walk, int index)
{
    const Stop& stop = walk.stops[static_cast<std::size_t>(index)];
    if (stop.kind == StopKind::Observed)
        return stop.toldUs ? '+' + duration(*stop.toldUs) : text(untimedNote(stop));
    if (stop.kind == StopKind::Skipped)
        return stop.skipCode == "connection-known" ? text(say("step-connection-known"))
                                                   : ofSkip(stop.skipCode);
    if (index != deathStop(walk))
        return text(inferredNote(walk, stop));
    const auto cause = ofCause(walk.ending.code);
    return cause.empty() ? text(say("step-stopped")) : cause;
}

std::string chipNote(const Stop& stop)
{
    return stop.kind == StopKind::Observed  ? std::string()
           : stop.kind == StopKind::Skipped ? ofSkip(stop.skipCode)
                                            : text(say("step-inferred"));
}

std::string decider(const Stop& stop)
{
    const auto* hit = stop.verdict.empty() ? nullptr : decidingHit(stop);
    if (!hit || (hit->type != RuleHitType::Policy && hit->number == 0))
        return {};
    return text(hit->type == RuleHitType::Policy ? say("decided-by-policy")
                : isInBaseChain(stop, *hit)      ? say("decided-by-rule", hit->number)
                                                 : say("decided-by-rule-of", hit->number, hit->chain));
}

std::string verdict(const Stop& stop)
{
    const auto* hit = stop.verdict.empty() ? nullptr : decidingHit(stop);
    if (!hit)
        return stop.verdict;
    std::string code = hit->type == RuleHitType::Policy ? "verdict-by-policy"
                       : hit->number > 0                ? "verdict-by-rule"
                                                        : "verdict-by-a-rule";
    code += isInBaseChain(stop, *hit) ? "" : "-of";
    return text(say(code, stop.verdict, hit->number, hit->table, hit->chain));
}

std::string verdictInFull(const Stop& stop)
{
    const auto* hit = stop.verdict.empty() ? nullptr : decidingHit(stop);
    return hit ? text(say("verdict-by", stop.verdict, said(*hit))) : stop.verdict;
}

std::string stopEvidence(const Trace& trace, const Walk& walk, const Stop& stop)
{
    if (stop.kind != StopKind::Observed)
        return text(stop.note);
    const TraceEvent& event = trace.events()[stop.event];
    Sentences more;
    if (stop.stage.kind != StageKind::Chain) // the rules' section has the chains' notes
        more = stop.note;
    if (event.flags & TraceEvent::Damaged)
        more.push_back(say("line-is-damaged"));
    if (trace.traversals()[walk.traversal].doubtful)
        more.push_back(say("line-may-be-anothers"));
    const std::string line = lineEvidence(trace, event);
    return more.empty() ? line : text(say("evidence-and-more", line, text(more)));
}

} // namespace hookwalk::words
