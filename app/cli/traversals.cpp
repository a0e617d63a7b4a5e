// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli traversals: one JSON object per packet of a saved log.
#include "output.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"

#include <chrono>
#include <map>
#include <QCommandLineParser>

namespace hookwalk::cli
{

namespace
{

nlohmann::ordered_json summary(const Trace& trace, double seconds)
{
    std::map<Path, std::size_t> paths;
    std::map<EndingKind, std::size_t> endings;
    std::size_t doubtful = 0, replies = 0, damaged = 0;
    for (TraversalIndex i = 0; i < trace.traversals().size(); ++i) {
        const auto& traversal = trace.traversals()[i];
        ++paths[pathOf(trace, i)];
        ++endings[endingKindOf(trace, i)];
        doubtful += traversal.doubtful ? 1 : 0;
        replies += traversal.replyTo != noIndex ? 1 : 0;
    }
    for (const auto& event : trace.events())
        damaged += (event.flags & TraceEvent::Damaged) != 0 ? 1 : 0;
    nlohmann::ordered_json object{{"lines", trace.lineCount()}, {"netfilter_lines", trace.events().size()},
                                  {"damaged", damaged},         {"packets", trace.traversals().size()},
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
    parser.addOption(summaryOption);
    const auto file = readFileArgument(parser, arguments);
    if (!file)
        return file.error();

    const auto start = std::chrono::steady_clock::now();
    const auto trace = Trace::open(*file);
    if (!trace)
        return complain(trace.error());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    Output output;
    if (parser.isSet(summaryOption)) {
        output.line(wire::dumpLine(summary(*trace, took.count())));
    } else {
        for (TraversalIndex i = 0; i < trace->traversals().size() && !output.isBroken(); ++i)
            output.line(wire::dumpLine(toJson(*trace, walkOf(*trace, i))));
    }
    if (const auto written = output.finish(); !written)
        return complain(written.error());
    return trace->remark().isEmpty() ? exitDone : complain(exitDone, Sentences{trace->remark()});
}

} // namespace hookwalk::cli
