// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli explain: sends one probe through a lab and says which way it took, what was decided and why.
#include "exchange.h"
#include "exports/comparetext.h"
#include "exports/walktext.h"
#include "output.h"
#include "probeoptions.h"
#include "savedpacket.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/probes.h"
#include "words/traversaljson.h"

#include <algorithm>

namespace hookwalk::cli
{

namespace
{

using session::PingSummary;

constexpr quint32 mostExplained = 100;

// The packet that was named, else the first that is like the probe; noIndex: there is none.
TraversalIndex packetLike(const TraceEvent& probe, const SavedPacket& before)
{
    const auto& trace = before.trace;
    for (auto i = static_cast<TraversalIndex>(trace.traversals().first());
         before.packet == noIndex && i < trace.traversals().size(); ++i) {
        const auto& first = trace.events()[trace.traversals()[i].first];
        if (first.protocol == probe.protocol && first.source == probe.source &&
            first.destination == probe.destination)
            return i;
    }
    return before.packet;
}

class ExplainOptions
{
public:
    ExplainOptions()
    {
        m_parser.setApplicationDescription(cli::tr(
            "Sends one probe through a lab of its own and prints the way it took, the way of what answered "
            "it, what was\ndecided and why. SRC may be \"auto\". The exit status is 0 where it was answered "
            "or delivered, else 1;\nof several it is that of the first that came no further."));
        m_parser.addOptions({m_count, m_wait, m_against});
        m_probe.addTo(m_parser);
        m_parser.addPositionalArgument(QStringLiteral("source"),
                                       cli::tr("its source address, or auto: one that fits"),
                                       QStringLiteral("SRC"));
        m_parser.addPositionalArgument(QStringLiteral("destination"), cli::tr("its destination address"),
                                       QStringLiteral("DST"));
    }
    QCommandLineParser& parser() { return m_parser; }

    Result<LabOrder> order() const
    {
        LabOrder order;
        auto& request = order.request;
        request.intervalUs = 0; // one after another
        return addresses(request)
            .and_then([&] { return wholeNumber("--count", m_parser.value(m_count), 1, mostExplained); })
            .map([&](quint32 count) { request.count = count; })
            .and_then([&] { return microseconds("--wait", m_parser.value(m_wait), session::maxTimeoutUs); })
            .map([&](qint64 timeout) { request.timeoutUs = std::max<qint64>(timeout, 1); })
            .and_then([&] { return m_probe.read(m_parser, order); })
            .map([&] { return order; });
    }

    // What to compare the probe with; nothing: with none.
    Result<std::optional<SavedPacket>> before(const QString& save) const
    {
        if (!m_parser.isSet(m_against))
            return std::nullopt;
        return openLocator(m_parser.value(m_against)).and_then([&](SavedPacket opened) {
            return checkOutput(save, opened.locator.files()).map([&] {
                return std::optional(std::move(opened));
            });
        });
    }

private:
    Result<void> addresses(session::PingRequest& request) const
    {
        const auto given = m_parser.positionalArguments();
        if (given.size() != 2)
            return failure(ErrorCode::BadInput, given.size() < 2 ? say("give-source-and-destination")
                                                                 : say("give-two-addresses", given.size()));
        if (given.first() != QLatin1String("auto")) {
            const auto source = address(given.first(), say("source-no-address", given.first().toStdString()));
            if (!source)
                return tl::unexpected(source.error());
            request.source = *source;
        }
        return address(given.last(), say("destination-no-address", given.last().toStdString()))
            .map([&](const IpAddress& destination) { request.destination = destination; });
    }

    QCommandLineOption m_count{QStringLiteral("count"),
                               cli::tr("How many probes, 1 to 100, one after another. Default: 1."),
                               QStringLiteral("N"), QStringLiteral("1")};
    QCommandLineOption m_wait{QStringLiteral("wait"),
                              cli::tr("How many seconds an answer may take. Default: 0.3."),
                              QStringLiteral("S"), QStringLiteral("0.3")};
    QCommandLineOption m_against{
        QStringLiteral("against"),
        cli::tr("Compare its way with that of the same probe in FILE, as --save wrote it, or with the packet "
                "that "
                "FILE#packet=N names. The exit status is 0 then where both are the same, else 1."),
        QStringLiteral("FILE")};
    ProbeOptions m_probe;
    QCommandLineParser m_parser;
};

// The exit status.
int compareWith(const SavedPacket& before, const Trace& trace, TraversalIndex probe, bool json,
                Output& output)
{
    if (probe == noIndex)
        return complain(exitBadArguments, Sentences{say("no-probe-reported")});
    const auto& event = trace.events()[trace.traversals()[probe].first];
    const auto packet = packetLike(event, before);
    if (packet == noIndex)
        return complain(exitBadArguments,
                        Sentences{say("no-packet-alike", before.locator.file, event.source.toString(),
                                      event.destination.toString())});
    const exports::Compared compared{{before.trace, walkOf(before.trace, packet)},
                                     {trace, walkOf(trace, probe)}};
    json ? output.line(wire::dumpLine(toJson(compared))) : output.lines(toText(compared));
    return compared.comparison.isSame() ? exitDone : exitFailed;
}

int print(const LabRun& run, const PingSummary& summary, const std::optional<SavedPacket>& before)
{
    const Trace& trace = run.trace();
    const bool json = run.order().json;
    const Exchange exchange = exchangeOf(trace, run.order().request);
    const auto outcomes = outcomesOf(trace, exchange, run.order().request, run.results());
    Output output(run.order().printTo());
    if (!json) {
        output.lines(headText(run.context(), run.order().request));
        output.lines({words::probe(run.order().request, run.context().lab.tun) + '.', ""});
    }
    for (const auto packet : exchange.packets) {
        const Walk walk = walkOf(trace, packet);
        json ? output.line(wire::dumpLine(toJson(trace, walk)))
             : output.lines(exports::walkText(trace, walk));
    }
    for (const Outcome& outcome : outcomes)
        json ? output.line(wire::dumpLine(toJson(outcome)))
             : output.lines(toText(outcome, outcomes.size() > 1));
    const auto compared =
        before ? std::optional(compareWith(*before, trace, exchange.first(), json, output)) : std::nullopt;
    if (const auto written = output.finish(); !written)
        return complain(written.error());
    if (!summary.problem.empty())
        return complain(exitFailed, summary.problem);
    if (compared)
        return *compared;
    return std::ranges::all_of(outcomes, &Outcome::isGood) ? exitDone : exitFailed;
}

} // namespace

int explain(const QStringList& arguments)
{
    ExplainOptions options;
    if (const auto status = readArguments(options.parser(), arguments))
        return *status;
    const auto order = options.order();
    if (!order)
        return complain(exitBadArguments, sentencesOf(order.error()));
    const auto before = options.before(order->save);
    if (!before)
        return complain(exitBadArguments, sentencesOf(before.error()));
    LabRun run(*order);
    return run.status([] {}, [&](const PingSummary& summary) { return print(run, summary, *before); });
}

} // namespace hookwalk::cli
