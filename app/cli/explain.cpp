// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli explain: sends one probe through a lab and says which way it took, what was decided and why.
#include "exchange.h"
#include "output.h"
#include "probeoptions.h"
#include "subcommands.h"
#include "walktext.h"
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

class ExplainOptions
{
public:
    ExplainOptions()
    {
        m_parser.setApplicationDescription(cli::tr(
            "Sends one probe through a lab of its own and prints the way it took, the way of what answered "
            "it, what was\ndecided and why. SRC may be \"auto\". The exit status is 0 where it was answered "
            "or delivered, else 1;\nof several it is that of the first that came no further."));
        m_parser.addOptions({m_count, m_wait});
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

private:
    Result<void> addresses(session::PingRequest& request) const
    {
        const auto given = m_parser.positionalArguments();
        if (given.size() != 2)
            return failure(ErrorCode::BadInput, say("give-source-and-destination"));
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
    ProbeOptions m_probe;
    QCommandLineParser m_parser;
};

int print(const LabRun& run, const PingSummary& summary)
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
        json ? output.line(wire::dumpLine(toJson(trace, walk))) : output.lines(walkText(trace, walk));
    }
    for (const Outcome& outcome : outcomes)
        json ? output.line(wire::dumpLine(toJson(outcome)))
             : output.lines(toText(outcome, outcomes.size() > 1));
    if (const auto written = output.finish(); !written)
        return complain(written.error());
    if (!summary.problem.empty())
        return complain(exitFailed, summary.problem);
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
    LabRun run(*order);
    return run.status([] {}, [&](const PingSummary& summary) { return print(run, summary); });
}

} // namespace hookwalk::cli
