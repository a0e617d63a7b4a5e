// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli traversals: one JSON object per packet of a saved log.
#include "exports/packetfiles.h"
#include "output.h"
#include "query/locator.h"
#include "savedpacket.h"
#include "session/savedfile.h"
#include "subcommands.h"
#include "traversal/knowledge.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"

#include <chrono>
#include <map>
#include <QCommandLineParser>
#include <QFile>

namespace hookwalk::cli
{

namespace
{

nlohmann::ordered_json summary(const Trace& trace, const std::vector<TraversalIndex>& packets, double seconds)
{
    std::map<Path, std::size_t> paths;
    std::map<EndingKind, std::size_t> endings;
    std::size_t doubtful = 0, replies = 0, damaged = 0;
    for (const auto i : packets) {
        const auto& traversal = trace.traversals()[i];
        ++paths[pathOf(trace, i)];
        ++endings[endingKindOf(trace, i)];
        doubtful += traversal.doubtful ? 1 : 0;
        replies += traversal.replyTo != noIndex ? 1 : 0;
    }
    for (const auto& event : trace.events())
        damaged += (event.flags & TraceEvent::Damaged) != 0 ? 1 : 0;
    nlohmann::ordered_json object{{"lines", trace.lineCount()}, {"netfilter_lines", trace.events().size()},
                                  {"damaged", damaged},         {"packets", packets.size()},
                                  {"replies", replies},         {"doubtful", doubtful}};
    for (const auto path :
         {Path::Forwarded, Path::LocalIn, Path::LocalOut, Path::Loopback, Path::Bridged, Path::Unknown})
        object["paths"][std::string(name(path))] = paths[path];
    for (const auto kind : allEndingKinds)
        object["endings"][std::string(name(kind))] = endings[kind];
    object["lines_per_second"] = seconds > 0 ? static_cast<std::uint64_t>(trace.lineCount() / seconds) : 0;
    return object;
}

} // namespace

int traversals(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Prints one JSON object for each packet of a kernel log."));
    const QCommandLineOption summaryOption(QStringLiteral("summary"),
                                           tr("Print one object with the counts instead."));
    const QCommandLineOption filterOption(
        QStringLiteral("filter"),
        tr("Only packets for which all terms hold, as in 'dropped,rejected -udp 198.51.100.0/24 :8080'. See "
           "hookwalk-cli(1)."),
        QStringLiteral("TERMS"));
    const QCommandLineOption jsonOption(QStringLiteral("json"), tr("Print JSON: so without this, too."));
    const QCommandLineOption withOption(
        QStringLiteral("with"),
        tr("Join a capture (pcap, pcapng) of the same time: its frames with the lines of their packets."),
        QStringLiteral("CAPTURE"));
    const QCommandLineOption exportOption(QStringLiteral("export"),
                                          tr("Write the packets to this file instead, which its ending says "
                                             "how: .csv, .json, .pcapng, or .log for "
                                             "the lines themselves."),
                                          QStringLiteral("FILE"));
    parser.addOptions({summaryOption, filterOption, jsonOption, withOption, exportOption});
    const auto file = readFileArgument(parser, arguments);
    if (!file)
        return file.error();
    auto locator = query::parseLocator(*file);
    const auto filter = query::parseFilter(parser.value(filterOption).toStdString());
    if (!locator || !filter)
        return complain(exitBadArguments, sentencesOf(locator ? filter.error() : locator.error()));

    const QString exportFile = parser.value(exportOption);
    const auto format = exports::fileFormatOf(exportFile.toLower().toStdString());
    if (parser.isSet(exportOption) && !format)
        return complain(exitBadArguments, Sentences{say("no-such-export", exportFile.toStdString())});

    locator->filter.insert(locator->filter.end(), filter->begin(), filter->end());
    for (const auto& with : parser.values(withOption))
        locator->with.push_back(QFile::encodeName(with).toStdString());
    const auto apart = checkOutput(format ? exportFile : QStringLiteral("-"), locator->files());
    if (!apart)
        return complain(exitBadArguments, sentencesOf(apart.error()));
    const auto start = std::chrono::steady_clock::now();
    const auto trace = query::open(*locator);
    if (!trace)
        return complain(trace.error());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    // Terms are about packets; without them a log of connections alone gives those.
    const bool showConnections = trace->events().empty() && locator->filter.empty() && locator->packet == 0;
    const auto packets = query::packetsAt(*locator, *trace);
    if (!packets)
        return complain(exitBadArguments, sentencesOf(packets.error()));
    if (format) {
        const auto saved = session::saveFile(exportFile, exports::exported(*trace, *packets, *format));
        return saved ? exitDone : complain(saved.error());
    }
    Output output;
    if (parser.isSet(summaryOption)) {
        output.line(wire::dumpLine(summary(*trace, *packets, took.count())));
    } else {
        for (auto i = packets->begin(); i != packets->end() && !output.isBroken(); ++i)
            output.line(wire::dumpLine(toJson(*trace, walkOf(*trace, *i))));
        for (const auto* connection :
             showConnections ? trace->knowledge().connections() : std::vector<const Connection*>())
            output.line(wire::dumpLine(toJson(*connection)));
    }
    if (const auto written = output.finish(); !written)
        return complain(written.error());
    if (packets->empty() && !locator->filter.empty())
        complain(exitDone, Sentences{say("export-none-match")});
    return trace->remark().isEmpty() ? exitDone : complain(exitDone, Sentences{trace->remark()});
}

} // namespace hookwalk::cli
