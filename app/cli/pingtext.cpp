#include "pingtext.h"

#include "model/stage.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hookwalk::cli
{

namespace
{

constexpr int offsetWidth = 9;
constexpr std::size_t stageWidth = 24;

std::string fixed(double value, int width = 0)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%*.1f", width, value);
    return text.data();
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

std::string stageText(const Stage& stage)
{
    if (stage.kind == StageKind::Chain)
        return name(stage.chain);
    std::string text = stageId(stage);
    std::ranges::replace(text, '-', ' ');
    return text;
}

std::string valueText(const std::optional<wire::Field>& field)
{
    return field && !field->value.empty() ? field->value : "-";
}

// "ttl 64 → 63, out - → eth0"
std::string changesText(const std::vector<wire::FieldChange>& changes)
{
    std::string text;
    for (const auto& change : changes) {
        if (change.name == "mac")
            continue; // says no more than the device, at great length
        text += text.empty() ? "" : ", ";
        text += std::string(change.name) + ' ' + valueText(change.before) + " → " + valueText(change.after);
    }
    return text;
}

std::string_view mark(StopKind kind)
{
    switch (kind) {
    case StopKind::Observed:
        return "●";
    case StopKind::Inferred:
        return "◌";
    case StopKind::Skipped:
        break;
    }
    return "–";
}

std::string stopText(const Stop& stop)
{
    const bool observed = stop.kind == StopKind::Observed;
    const std::string offset = observed ? fixed(stop.offsetUs, offsetWidth) : std::string(offsetWidth, ' ');
    const std::string changed = changesText(stop.changed);
    std::string detail = changed.empty() ? "" : "» " + changed;
    if (!observed)
        detail += (detail.empty() ? "" : "  ") +
                  (stop.kind == StopKind::Skipped ? "skipped: " + stop.note : stop.note);
    std::string text = offset + "  " + std::string(mark(stop.kind)) + ' ';
    text += detail.empty() ? stageText(stop.stage) : padded(stageText(stop.stage), stageWidth) + ' ' + detail;
    return text;
}

std::string endingText(const Ending& ending)
{
    std::string text = ending.kind == EndingKind::Dropped   ? "✖ "
                       : ending.kind == EndingKind::Unknown ? "? "
                                                            : "✔ ";
    text += name(ending.kind);
    if (!ending.at.empty())
        text += (ending.kind == EndingKind::Transmitted ? " by " : " at ") + ending.at;
    return text + ". " + ending.reason;
}

std::string_view sourceName(protocol::LogSource source)
{
    return source == protocol::LogSource::KernelLog ? "kmsg" : "nflog";
}

double rounded(double us)
{
    return std::round(us * 1000) / 1000;
}

} // namespace

std::string headText(const PingContext& context, const session::PingRequest& request)
{
    const auto& lab = context.lab;
    std::string text = "Lab: " + lab.tun + ' ' + lab.tunAddress.toString() + ", " + lab.network + ' ' +
                       lab.networkAddress.toString() + (lab.userNamespace ? ", made without root" : "") +
                       ". From " + request.source.toString() + " to " + request.destination.toString() + '.';
    if (context.trace.active)
        text += "\nEvents from " + std::string(sourceName(context.trace.source)) + ": " + context.trace.why;
    return text + '\n';
}

std::string walkText(const Trace& trace, const Walk& walk)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    std::string text = "Packet " + std::to_string(walk.traversal + 1) + ": " + walk.title + ", " +
                       first.source.toString() + " → " + first.destination.toString() + ", " +
                       std::string(name(walk.path));
    const auto replyTo = trace.traversals()[walk.traversal].replyTo;
    if (replyTo != noIndex)
        text += ", answers packet " + std::to_string(replyTo + 1);
    for (const Stop& stop : walk.stops)
        text += '\n' + stopText(stop);
    return text + '\n' + std::string(offsetWidth + 2, ' ') + endingText(walk.ending) + '\n';
}

std::string summaryText(const PingContext& context, const session::PingSummary& summary)
{
    const auto optional = [](quint32 count, const char* what) {
        return count == 0 ? std::string() : ", " + std::to_string(count) + what;
    };
    std::string text =
        std::to_string(summary.sent) + " sent, " + std::to_string(summary.received) + " received, " +
        std::to_string(summary.lost) + " lost" + optional(summary.late, " late") +
        optional(summary.errors, " answered by an ICMP error") + optional(summary.duplicates, " duplicates") +
        optional(summary.foreign, " foreign") + optional(summary.waiting, " not waited for");
    text += summary.cancelled ? "; cancelled.\n" : ".\n";
    if (summary.received > 0)
        text += "Round trip: min " + fixed(summary.minUs) + ", median " + fixed(summary.medianUs) +
                ", mean " + fixed(summary.meanUs) + ", p99 " + fixed(summary.p99Us) + ", max " +
                fixed(summary.maxUs) + " us.\n";
    return text + std::to_string(context.events) + " events, " + std::to_string(context.eventsLost) +
           " lost.";
}

nlohmann::ordered_json summaryJson(const PingContext& context, const session::PingSummary& summary)
{
    nlohmann::ordered_json object{{"sent", summary.sent},
                                  {"received", summary.received},
                                  {"lost", summary.lost},
                                  {"late", summary.late},
                                  {"duplicates", summary.duplicates},
                                  {"foreign", summary.foreign},
                                  {"errors", summary.errors},
                                  {"waiting", summary.waiting},
                                  {"cancelled", summary.cancelled},
                                  {"events", context.events},
                                  {"events_lost", context.eventsLost},
                                  {"source", sourceName(context.trace.source)},
                                  {"why", context.trace.why},
                                  {"rtt_us", nullptr}};
    if (summary.received > 0)
        object["rtt_us"] = {{"min", rounded(summary.minUs)},
                            {"median", rounded(summary.medianUs)},
                            {"mean", rounded(summary.meanUs)},
                            {"p99", rounded(summary.p99Us)},
                            {"max", rounded(summary.maxUs)}};
    return object;
}

} // namespace hookwalk::cli
