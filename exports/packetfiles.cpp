// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/packetfiles.h"

#include "query/selectedlog.h"
#include "traversal/event.h"
#include "traversal/walk.h"
#include "wire/capture/headerbytes.h"
#include "wire/capture/pcapngwriter.h"
#include "wire/linejson.h"
#include "words/packets.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hookwalk::exports
{

namespace
{

// RFC 4180: in quotes where it must be, and a quote twice.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == text.npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string csvRow(const std::vector<std::string>& fields)
{
    std::string row;
    for (const auto& field : fields)
        row += (row.empty() ? "" : ",") + csvField(field);
    return row + "\r\n";
}

std::string csvHead()
{
    return csvRow({"packet", "time_us", "title", "source", "source_port", "destination", "destination_port",
                   "protocol", "length", "path", "in", "out", "ending", "at", "code", "duration_us",
                   "answers"});
}

std::string csvOf(const Trace& trace, const Walk& walk)
{
    const auto& traversal = trace.traversals()[walk.traversal];
    const auto& first = trace.events()[traversal.first];
    const auto port = [&](std::uint16_t one) {
        return hasPorts(first) ? std::to_string(one) : std::string();
    };
    const auto address = [&](const IpAddress& one) {
        return tellsAddress(first, one) ? one.toString() : std::string();
    };
    std::string duration; // as far as its lines tell one
    for (const auto& stop : walk.stops)
        duration = stop.toldUs ? std::to_string(std::llround(*stop.toldUs)) : duration;
    return csvRow({std::to_string(walk.traversal + 1),
                   first.timeUs == noTime ? "" : std::to_string(first.timeUs), words::english(walk.title),
                   address(first.source), port(first.portA), address(first.destination), port(first.portB),
                   std::to_string(first.protocol), std::to_string(first.length), std::string(name(walk.path)),
                   walk.inDevice, walk.outDevice, std::string(name(walk.ending.kind)), walk.ending.place(),
                   walk.ending.code, duration,
                   traversal.replyTo == noIndex ? "" : std::to_string(traversal.replyTo + 1)});
}

std::string placeOf(const Trace& trace, const Stop& stop)
{
    const auto& event = trace.events()[stop.event];
    if (wire::isFrame(sourceOf(event)))
        return std::string(trace.device(event.out != 0 ? event.out : event.in));
    return stop.base                             ? stop.base->place()
           : stop.inChain                        ? stop.inChain->table + ' ' + stop.inChain->chain
           : stop.stage.kind == StageKind::Chain ? name(stop.stage.chain)
                                                 : std::string(trace.line(event).prefix);
}

// "dropped at filter FORWARD: … raw PREROUTING, mangle PREROUTING, filter FORWARD"
std::string commentOn(const Trace& trace, const Walk& walk)
{
    std::string comment = words::english(words::decision(walk.ending));
    if (const auto reason = words::english(walk.ending.reason); !reason.empty())
        comment += ": " + reason;
    std::string way;
    for (const auto& stop : walk.stops) {
        if (stop.kind == StopKind::Observed)
            way += (way.empty() ? "" : ", ") + placeOf(trace, stop);
    }
    return way.empty() ? comment : comment + " Seen at: " + way + '.';
}

std::uint8_t protocolOf(const wire::PacketPart& quoted)
{
    const bool isV6 = quoted.hoplimit.has_value();
    return quoted.tcp ? 6 : quoted.udp ? 17 : quoted.icmp ? (isV6 ? 58 : 1) : 0;
}

std::string remarkOn(const Trace& trace)
{
    constexpr std::int64_t year2000 = 946'684'800'000'000;
    const auto& events = trace.events();
    const bool isSinceBoot = !events.empty() && events[events.first()].timeUs < year2000;
    return std::string(
               "Headers as a log tells them: sequence numbers, checksums and data that it does not have are "
               "zero or cut.") +
           (isSinceBoot ? " Times count from the start of the machine or of the year." : "");
}

void addTo(wire::PcapngWriter& writer, const Trace& trace, const Walk& walk)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    const auto line = trace.line(first);
    auto bytes = wire::headerBytes(line.packet, first.protocol);
    if (line.inner && isIcmpError(first)) {
        const auto quoted = wire::headerBytes(*line.inner, protocolOf(*line.inner));
        bytes.insert(bytes.end(), quoted.begin(), quoted.end());
    }
    if (bytes.empty())
        return;
    wire::CapturedFrame frame;
    if (first.timeUs != noTime)
        frame.timeUs = first.timeUs;
    const bool isIn = first.in != 0;
    frame.device = trace.device(isIn ? first.in : first.out);
    const bool isKnown = sourceOf(first) != wire::Source::Wire && (isIn || first.out != 0);
    frame.direction = !isKnown ? wire::Direction::Unknown : isIn ? wire::Direction::In : wire::Direction::Out;
    frame.wholeLength = std::max(first.length, static_cast<std::uint32_t>(bytes.size()));
    frame.bytes = bytes;
    frame.comment = commentOn(trace, walk);
    writer.add(frame);
}

} // namespace

std::optional<FileFormat> fileFormatOf(std::string_view fileName)
{
    constexpr std::array endings{
        std::pair{std::string_view(".csv"), FileFormat::Csv},
        std::pair{std::string_view(".json"), FileFormat::Json},
        std::pair{std::string_view(".pcapng"), FileFormat::Pcapng},
        std::pair{std::string_view(".log"), FileFormat::Log},
        std::pair{std::string_view(".kmsg"), FileFormat::Log},
        std::pair{std::string_view(".txt"), FileFormat::Log},
    };
    for (const auto& [ending, format] : endings) {
        if (fileName.ends_with(ending))
            return format;
    }
    return std::nullopt;
}

struct Exporter::State {
    const Trace& trace;
    FileFormat format;
    wire::PcapngWriter writer;
    std::vector<TraversalIndex> packets; // of a log
    std::string file;
};

Exporter::Exporter(const Trace& trace, FileFormat format)
    : m(std::make_unique<State>(
          State{trace, format, {std::string("Hookwalk ") + HOOKWALK_VERSION, remarkOn(trace)}, {}, {}}))
{
    if (format == FileFormat::Csv)
        m->file = csvHead();
}

Exporter::~Exporter() = default;

void Exporter::add(TraversalIndex packet)
{
    if (m->format == FileFormat::Log)
        return m->packets.push_back(packet);
    const auto walk = walkOf(m->trace, packet);
    if (m->format == FileFormat::Csv)
        m->file += csvOf(m->trace, walk);
    else if (m->format == FileFormat::Json)
        m->file += wire::dumpLine(toJson(m->trace, walk)) + '\n';
    else
        addTo(m->writer, m->trace, walk);
}

std::string Exporter::finish()
{
    return m->format == FileFormat::Log      ? query::logOf(m->trace, m->packets)
           : m->format == FileFormat::Pcapng ? m->writer.take()
                                             : std::move(m->file);
}

std::string exported(const Trace& trace, std::span<const TraversalIndex> packets, FileFormat format)
{
    Exporter exporter(trace, format);
    for (const auto packet : packets)
        exporter.add(packet);
    return exporter.finish();
}

} // namespace hookwalk::exports
