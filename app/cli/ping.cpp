// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli ping: makes the lab, sends pings through it and prints the way of every packet that the kernel
// reported.
#include "exports/walktext.h"
#include "output.h"
#include "probeoptions.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/traversaljson.h"

namespace hookwalk::cli
{

namespace
{

using session::PingSummary;

class PingOptions
{
public:
    PingOptions()
    {
        m_parser.setApplicationDescription(
            cli::tr("Makes a lab of its own (no root needed, nothing of this machine is touched), "
                    "pings DST from a tun in it and\n"
                    "prints the way of each packet through netfilter. In the lab 203.0.113.29 and "
                    "198.51.100.1 answer, and 2001:db8:ffff::29."));
        m_parser.addOptions({m_count, m_interval});
        m_probe.addTo(m_parser);
        m_parser.addPositionalArgument(QStringLiteral("destination"), cli::tr("the address to ping"),
                                       QStringLiteral("DST"));
    }
    QCommandLineParser& parser() { return m_parser; }

    Result<LabOrder> order() const
    {
        LabOrder order;
        auto& request = order.request;
        return destination()
            .map([&](const IpAddress& address) { request.destination = address; })
            .and_then([&] { return wholeNumber("--count", m_parser.value(m_count), 1, session::maxPings); })
            .map([&](quint32 count) { request.count = count; })
            .and_then([&] {
                return microseconds("--interval", m_parser.value(m_interval), session::maxIntervalUs);
            })
            .map([&](qint64 interval) { request.intervalUs = interval; })
            .and_then([&] { return m_probe.read(m_parser, order); })
            .map([&] { return order; });
    }

private:
    using Option = QCommandLineOption;
    static QString s(const char* text) { return QLatin1String(text); }

    Result<IpAddress> destination() const
    {
        const auto given = m_parser.positionalArguments();
        if (given.size() == 1)
            return address(given.first(), say("destination-no-address", given.first().toStdString()));
        return failure(ErrorCode::BadInput, given.isEmpty() ? say("no-destination-given")
                                                            : say("give-one-destination", given.size()));
    }

    Option m_count{s("count"), cli::tr("How many pings, 1 to 1000000. Default: 1."), s("N"), s("1")};
    Option m_interval{s("interval"),
                      cli::tr("Seconds between two; 0: as fast as they are answered. Default: 1."), s("S"),
                      s("1")};
    ProbeOptions m_probe;
    QCommandLineParser m_parser;
};

class Printer
{
public:
    explicit Printer(const LabRun& run)
        : m_run(run)
        , m_output(run.order().printTo())
    {
    }
    void head()
    {
        if (m_run.order().json)
            return;
        m_output.lines(headText(m_run.context(), m_run.order().request));
        m_output.flush();
    }
    void packetsBefore(std::size_t to)
    {
        const Trace& trace = m_run.trace();
        for (; m_next < to && !m_output.isBroken(); ++m_next) {
            const Walk walk = walkOf(trace, m_next);
            m_run.order().json ? m_output.line(wire::dumpLine(toJson(trace, walk)))
                               : m_output.lines(exports::walkText(trace, walk));
        }
        m_next = static_cast<TraversalIndex>(to);
    }
    int rest(const PingSummary& summary)
    {
        const bool json = m_run.order().json;
        packetsBefore(m_run.trace().traversals().size());
        json ? m_output.line(wire::dumpLine(summaryJson(m_run.context(), summary)))
             : m_output.lines(summaryText(m_run.context(), summary));
        if (const auto written = m_output.finish(); !written)
            return complain(written.error());
        if (!summary.problem.empty())
            return complain(exitFailed, summary.problem);
        const bool answersAreRead = m_run.order().request.from == session::PingFrom::Tun;
        if (answersAreRead && summary.received == 0)
            return complain(exitFailed, cli::tr("No reply came back."));
        return exitDone;
    }

private:
    const LabRun& m_run;
    Output m_output;
    TraversalIndex m_next = 0; // the first packet that is not printed yet
};

} // namespace

int ping(const QStringList& arguments)
{
    PingOptions options;
    if (const auto status = readArguments(options.parser(), arguments))
        return *status;
    const auto order = options.order();
    if (!order)
        return complain(exitBadArguments, sentencesOf(order.error()));
    LabRun run(*order);
    Printer printer(run);
    run.whenForgetting([&](TraversalIndex to) { printer.packetsBefore(to); });
    return run.status([&] { printer.head(); },
                      [&](const PingSummary& summary) { return printer.rest(summary); });
}

} // namespace hookwalk::cli
