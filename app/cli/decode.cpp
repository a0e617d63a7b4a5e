// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli decode: one JSON object per netfilter line of a kernel log, as it is read.
#include "output.h"
#include "query/locator.h"
#include "savedpacket.h"
#include "subcommands.h"
#include "traversal/event.h"
#include "wire/factline.h"
#include "wire/linejson.h"
#include "wire/othertools.h"
#include "wire/textfile.h"

#include <chrono>
#include <map>

namespace hookwalk::cli
{

namespace
{

// What --summary prints.
struct Counts {
    std::uint64_t lines = 0;
    std::uint64_t netfilterLines = 0;
    std::uint64_t damaged = 0;
    std::array<std::uint64_t, allChains.size()> chains{};

    void add(const wire::LogLine& line)
    {
        damaged += line.damaged.empty() ? 0 : 1;
        add(line.baseChain ? chainIndex(*line.baseChain) : noChain);
    }
    void add(std::uint8_t chain)
    {
        ++netfilterLines;
        if (chain != noChain)
            ++chains[chain];
    }
};

// Counts usual lines without reading all of them.
class QuickCounter
{
public:
    bool count(std::string_view text, Counts& counts)
    {
        const auto* known = wire::skim(text, m_skimmed) ? m_prefixes.find(m_skimmed.prefix) : nullptr;
        if (known != nullptr)
            counts.add(known->chain);
        return known != nullptr;
    }
    void tell(const wire::LogLine& line) { m_prefixes.tell(line.prefix, eventOf(line, m_devices)); }

private:
    wire::Skimmed m_skimmed;
    KnownPrefixes m_prefixes;
    DeviceNames m_devices;
};

nlohmann::ordered_json toJson(const Counts& counts, std::chrono::duration<double> took)
{
    auto chains = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < allChains.size(); ++i) {
        if (counts.chains[i] != 0)
            chains[name(allChains[i])] = counts.chains[i];
    }
    return {{"lines", counts.lines},
            {"netfilter_lines", counts.netfilterLines},
            {"damaged", counts.damaged},
            {"chains", chains},
            {"lines_per_second",
             static_cast<std::uint64_t>(static_cast<double>(counts.lines) / std::max(took.count(), 1e-9))}};
}

using Seconds = std::chrono::duration<double>;

Result<void> finish(Output& output, const Counts& counts, bool printsLines, Seconds took)
{
    if (!printsLines)
        output.line(wire::dumpLine(toJson(counts, took)));
    return output.finish();
}

// The lines of the packets that a locator names, in the order of the log.
int decodePlace(const query::Locator& place, bool printsLines)
{
    const auto start = std::chrono::steady_clock::now();
    const auto trace = query::open(place);
    if (!trace)
        return complain(trace.error());
    const auto packets = query::packetsAt(place, *trace);
    if (!packets)
        return complain(exitBadArguments, sentencesOf(packets.error()));
    std::vector<EventIndex> events;
    for (const auto packet : *packets) {
        for (auto at = trace->traversals()[packet].first; at != noIndex; at = trace->events()[at].next)
            events.push_back(at);
    }
    std::ranges::sort(events);
    Output output;
    Counts counts;
    counts.lines = trace->lineCount();
    for (auto at = events.begin(); at != events.end() && !output.isBroken(); ++at) {
        const auto& event = trace->events()[*at];
        const auto line = trace->line(event);
        counts.add(line);
        if (printsLines)
            output.line(wire::dumpLine(wire::toJson(line, event.line)));
    }
    if (const auto finished = finish(output, counts, printsLines, std::chrono::steady_clock::now() - start);
        !finished)
        return complain(finished.error());
    return trace->remark().isEmpty() ? exitDone : complain(exitDone, Sentences{trace->remark()});
}

} // namespace

int decode(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Prints one JSON object for each netfilter LOG or TRACE line of a kernel log."));
    const QCommandLineOption summary(QStringLiteral("summary"),
                                     tr("Print one object with the counts and the speed instead."));
    parser.addOption(summary);
    const auto file = readFileArgument(parser, arguments);
    if (!file)
        return file.error();

    const auto place = query::parseLocator(*file);
    if (!place)
        return complain(exitBadArguments, sentencesOf(place.error()));
    if (const auto apart = checkOutput(QStringLiteral("-"), place->files()); !apart)
        return complain(exitBadArguments, sentencesOf(apart.error()));
    const bool printsLines = !parser.isSet(summary);
    if (*place != query::Locator{place->file, {}, 0, 0, {}})
        return decodePlace(*place, printsLines);
    Output output;
    Counts counts;
    wire::LogReader reader;
    wire::LogLine line;
    QuickCounter quick;
    bool tellsOfConnections = false;
    const auto start = std::chrono::steady_clock::now();
    const auto streamed = wire::streamLines(place->file, [&](std::string_view lines) {
        counts.lines += wire::forEachLine(lines, [&](std::string_view text, std::uint32_t number) {
            if (output.isBroken() || (!printsLines && quick.count(text, counts)))
                return;
            const auto take = [&](std::string_view) {
                counts.add(line);
                if (!printsLines)
                    quick.tell(line);
                else
                    output.line(wire::dumpLine(wire::toJson(line, counts.lines + number)));
            };
            if (reader.readEach(text, line, take) != 0)
                return;
            const auto fact = counts.netfilterLines == 0 ? wire::otherToolsFact(text) : std::nullopt;
            const auto told = fact ? wire::readFactLine(*fact) : std::nullopt;
            tellsOfConnections |= told && told->kind == "connection";
            const auto offset = static_cast<std::size_t>(text.data() - lines.data());
            if (const auto record = wire::recordOfSeveralLines(lines.substr(offset)))
                reader.readEach(*record, line, take);
            reader.lookAhead(lines.substr(offset));
        });
        output.flush();
        return !output.isBroken();
    });
    if (!streamed)
        return complain(streamed.error());
    if (const auto finished = finish(output, counts, printsLines, std::chrono::steady_clock::now() - start);
        !finished)
        return complain(finished.error());
    if (counts.netfilterLines == 0 && tellsOfConnections)
        return complain(
            exitFailed,
            tr("The input tells of connections and of no packet: see `hookwalk-cli traversals`."));
    if (counts.netfilterLines == 0)
        return complain(exitFailed,
                        Sentences{place->file == "-" ? say("input-without-log-line")
                                                     : say("file-without-log-line", place->file)});
    return streamed->isEmpty() ? exitDone : complain(exitDone, Sentences{*streamed});
}

} // namespace hookwalk::cli
