// SPDX-License-Identifier: GPL-3.0-or-later
#include "pingtext.h"

#include "traversal/knowledge.h"
#include "words/probes.h"
#include "words/words.h"

#include <cmath>

namespace hookwalk::cli
{

namespace
{

std::string_view sourceName(protocol::LogSource source)
{
    switch (source) {
    case protocol::LogSource::KernelLog:
        return "kmsg";
    case protocol::LogSource::Both:
        return "both";
    case protocol::LogSource::Nftrace:
        return "nftrace";
    case protocol::LogSource::Auto: // never the one in use
    case protocol::LogSource::Nflog:
        break;
    }
    return "nflog";
}

// The number of events of trace points, from the source in use.
std::size_t sightings(const PingContext& context)
{
    using wire::Source;
    const Trace& events = context.events;
    return context.trace.source == protocol::LogSource::Nftrace
               ? events.countOf(Source::Nftrace)
               : events.countOf(Source::KernelLog) + events.countOf(Source::Nflog);
}

nlohmann::ordered_json sourcesJson(const PingContext& context)
{
    using Source = protocol::LogSource;
    const auto count = [&context](wire::Source source) { return context.events.countOf(source); };
    const auto& shown = context.trace;
    auto object = nlohmann::ordered_json::object();
    const auto add = [&object](const char* source, std::size_t events, std::uint64_t lost) {
        object[source] = {{"events", events}, {"lost", lost}};
    };
    if (shown.source == Source::KernelLog || shown.source == Source::Both)
        add("kmsg", count(wire::Source::KernelLog), context.lost.kernelLog);
    if (shown.source == Source::Nflog || shown.source == Source::Both)
        add("nflog", count(wire::Source::Nflog), context.lost.nflog);
    if (shown.source == Source::Nftrace || shown.rules)
        add("nftrace", count(wire::Source::Nftrace), context.lost.nftrace);
    if (shown.frames) {
        add("frames", count(wire::Source::WireIn) + count(wire::Source::WireOut), context.lost.frames);
        add("tun-read", count(wire::Source::TunRead), 0);
    }
    if (shown.connections)
        object["connections"] = {{"lost", context.lost.connections}};
    return object;
}

Sentences why(const PingContext& context)
{
    auto all = context.trace.why;
    if (!context.detailsOff.isEmpty())
        all.push_back(context.detailsOff);
    return all;
}

double rounded(double us)
{
    return std::round(us * 1000) / 1000;
}

} // namespace

std::vector<std::string> headText(const PingContext& context, const session::PingRequest& request)
{
    const auto& lab = context.lab;
    const auto from = request.source.toString(), to = request.destination.toString();
    std::vector<std::string> lines{words::text(
        context.isLab           ? say(lab.userNamespace ? "lab-head-without-root" : "lab-head", lab.tun,
                            lab.tunAddress.toString(), lab.network, lab.networkAddress.toString(), from, to)
        : context.netns.empty() ? say("machine-head", from, to)
                                : say("netns-head", context.netns, from, to))};
    if (context.trace.active)
        lines.push_back(
            words::text(say("events-from", sourceName(context.trace.source), words::text(why(context)))));
    lines.emplace_back();
    return lines;
}

std::vector<std::string> summaryText(const PingContext& context, const session::PingSummary& summary)
{
    auto lines = words::summary(summary);
    lines.push_back(words::text(say("events-counted", sightings(context), context.eventsLost)));
    if (const auto& problem = context.events.knowledge().rulesProblem(); !problem.empty())
        lines.push_back(words::text(say("rules-unread", words::text(problem))));
    return lines;
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
                                  {"held_back_us", summary.heldBackUs},
                                  {"events", sightings(context)},
                                  {"events_lost", context.eventsLost},
                                  {"source", sourceName(context.trace.source)},
                                  {"why", words::english(why(context))},
                                  {"sources", sourcesJson(context)},
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
