// SPDX-License-Identifier: GPL-3.0-or-later
#include "pingtext.h"

#include "traversal/knowledge.h"
#include "walktext.h"

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

// Of the trace points, through the source that was asked for them.
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

std::string_view protocolName(const session::PingRequest& request)
{
    switch (request.protocol) {
    case wire::ProbeProtocol::Udp:
        return "UDP";
    case wire::ProbeProtocol::TcpSyn:
        return "TCP SYN";
    case wire::ProbeProtocol::IcmpEcho:
        break;
    }
    return "Echo request";
}

std::string originText(const session::PingRequest& request, const protocol::LabMade& lab)
{
    switch (request.from) {
    case session::PingFrom::ThisMachine:
        return "by a process of this machine";
    case session::PingFrom::Device:
        return "arriving at " + request.device;
    case session::PingFrom::Tun:
        break;
    }
    return "written to " + lab.tun;
}

std::string why(const PingContext& context)
{
    return context.trace.why + (context.detailsOff.empty() ? "" : " " + context.detailsOff);
}

double rounded(double us)
{
    return std::round(us * 1000) / 1000;
}

} // namespace

std::string probeText(const session::PingRequest& request, const protocol::LabMade& lab)
{
    wire::Probe probe;
    probe.protocol = request.protocol;
    probe.destinationPort = request.destinationPort;
    std::string text = std::string(protocolName(request)) + " from " + request.source.toString() + " to ";
    if (probe.port() != 0)
        text += "port " + std::to_string(probe.port()) + " of ";
    text += request.destination.toString() + ", " + std::to_string(request.payload.size()) +
            " bytes of payload, TTL " + std::to_string(request.ttl);
    if (request.dontFragment)
        text += ", not to be fragmented";
    if (request.fragmentBytes != 0)
        text += ", in fragments of " + std::to_string(request.fragmentBytes) + " bytes";
    if (request.damage != wire::Damage::None)
        text += request.damage == wire::Damage::IpChecksum ? ", with a wrong IP checksum"
                                                           : ", with a wrong transport checksum";
    return text + ", " + originText(request, lab);
}

std::vector<std::string> headText(const PingContext& context, const session::PingRequest& request)
{
    const auto& lab = context.lab;
    std::string text = "Lab: " + lab.tun + ' ' + lab.tunAddress.toString() + ", " + lab.network + ' ' +
                       lab.networkAddress.toString() + (lab.userNamespace ? ", made without root" : "") +
                       ". From " + request.source.toString() + " to " + request.destination.toString() + '.';
    if (context.trace.active)
        return {text, "Events from " + std::string(sourceName(context.trace.source)) + ": " + why(context),
                ""};
    return {text, ""};
}

std::vector<std::string> summaryText(const PingContext& context, const session::PingSummary& summary)
{
    const auto optional = [](quint32 count, const char* what) {
        return count == 0 ? std::string() : ", " + std::to_string(count) + what;
    };
    std::string text =
        std::to_string(summary.sent) + " sent, " + std::to_string(summary.received) + " received, " +
        std::to_string(summary.lost) + " lost" + optional(summary.late, " late") +
        optional(summary.errors, " answered by an ICMP error") + optional(summary.duplicates, " duplicates") +
        optional(summary.foreign, " foreign") + optional(summary.waiting, " not waited for");
    std::vector<std::string> lines{text + (summary.cancelled ? "; cancelled." : ".")};
    if (summary.received > 0)
        lines.push_back("Round trip: min " + fixed(summary.minUs) + ", median " + fixed(summary.medianUs) +
                        ", mean " + fixed(summary.meanUs) + ", p99 " + fixed(summary.p99Us) + ", max " +
                        fixed(summary.maxUs) + " us.");
    if (summary.heldBackUs > 0)
        lines.push_back("Slowed down: pings waited for " +
                        fixed(static_cast<double>(summary.heldBackUs) / 1000) +
                        " ms in all until the events of those before were read.");
    lines.push_back(std::to_string(sightings(context)) + " events, " + std::to_string(context.eventsLost) +
                    " lost.");
    if (const auto& problem = context.events.knowledge().rulesProblem(); !problem.empty())
        lines.push_back("The rules in force could not be read: " + problem);
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
                                  {"why", why(context)},
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
