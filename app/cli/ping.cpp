// hookwalk-cli ping: makes the lab, sends pings through it and prints the way of every packet that the kernel
// reported.
#include "commands.h"
#include "interrupt.h"
#include "output.h"
#include "pingtext.h"
#include "traversal/json.h"
#include "wire/json.h"

#include <cmath>
#include <QEventLoop>

namespace hookwalk::cli
{

namespace
{

using session::PingRequest;
using session::PingSummary;
using session::Session;

struct Order {
    PingRequest request;
    protocol::LogSource source = protocol::LogSource::Auto;
    bool json = false;
};

tl::unexpected<Error> refusal(const QString& sentence)
{
    return failure(ErrorCode::BadInput, sentence.toStdString());
}

Result<quint32> wholeNumber(const char* what, const QString& text, quint32 least, quint32 most)
{
    bool isNumber = false;
    const quint32 number = text.toUInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    return refusal(QStringLiteral("The %1 \"%2\" cannot be used. Give a whole number from %3 to %4.")
                       .arg(QLatin1String(what), text)
                       .arg(least)
                       .arg(most));
}

Result<qint64> microseconds(const QString& text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= double(session::maxIntervalUs) / 1e6)
        return static_cast<qint64>(std::llround(seconds * 1e6));
    return refusal(
        QStringLiteral("The interval \"%1\" cannot be used. Give 0 to 3600 seconds, for example 0.2.")
            .arg(text));
}

Result<protocol::LogSource> logSource(const QString& text)
{
    if (text == QLatin1String("auto"))
        return protocol::LogSource::Auto;
    if (text == QLatin1String("kmsg"))
        return protocol::LogSource::KernelLog;
    if (text == QLatin1String("nflog"))
        return protocol::LogSource::Nflog;
    return refusal(QStringLiteral("There is no source \"%1\". Say auto, kmsg or nflog.").arg(text));
}

Result<IpAddress> destination(const QStringList& given)
{
    if (given.size() != 1)
        return refusal(given.isEmpty()
                           ? QStringLiteral("No destination was given. In the lab there is 203.0.113.29.")
                           : QStringLiteral("Give one destination, not %1.").arg(given.size()));
    const auto address = IpAddress::parse(given.first().toStdString());
    if (!address || !address->isV4())
        return refusal(
            QStringLiteral("The destination \"%1\" is not an IPv4 address. In the lab there is 203.0.113.29.")
                .arg(given.first()));
    return *address;
}

// The seed's payload over and over, so that 13 bytes are just that.
std::string payloadOfSize(std::size_t size)
{
    const std::string seed = PingRequest().payload;
    std::string payload;
    while (payload.size() < size)
        payload += seed;
    payload.resize(size);
    return payload;
}

class Options
{
public:
    Options()
    {
        m_parser.setApplicationDescription(
            QStringLiteral("Makes a lab of its own (no root needed, nothing of this machine is touched), "
                           "pings DST from a tun in it and\n"
                           "prints the way of each packet through netfilter. In the lab 203.0.113.29 and "
                           "198.51.100.1 answer."));
        m_parser.addOptions({m_lab, m_count, m_interval, m_size, m_ttl, m_same, m_source, m_json});
        m_parser.addPositionalArgument(QStringLiteral("destination"),
                                       QStringLiteral("the IPv4 address to ping"), QStringLiteral("DST"));
    }
    QCommandLineParser& parser() { return m_parser; }

    Result<Order> order() const
    {
        Order order;
        order.request.sameConnection = m_parser.isSet(m_same);
        order.json = m_parser.isSet(m_json);
        const auto set = [](auto& field) {
            return [&field](const auto& value) { field = static_cast<std::decay_t<decltype(field)>>(value); };
        };
        auto& request = order.request;
        const auto setSize = [&](quint32 size) { request.payload = payloadOfSize(size); };
        return destination(m_parser.positionalArguments())
            .map(set(request.destination))
            .and_then([&] { return wholeNumber("count", m_parser.value(m_count), 1, session::maxPings); })
            .map(set(request.count))
            .and_then([&] { return microseconds(m_parser.value(m_interval)); })
            .map(set(request.intervalUs))
            .and_then(
                [&] { return wholeNumber("size", m_parser.value(m_size), 0, session::maxPayloadBytes); })
            .map(setSize)
            .and_then([&] { return wholeNumber("TTL", m_parser.value(m_ttl), 1, 255); })
            .map(set(request.ttl))
            .and_then([&] { return logSource(m_parser.value(m_source)); })
            .map(set(order.source))
            .map([&] { return order; });
    }

private:
    using Option = QCommandLineOption;
    static QString s(const char* text) { return QLatin1String(text); }

    Option m_lab{s("lab"), s("Ping in a lab (the only place so far, so this may be left out).")};
    Option m_count{s("count"), s("How many pings, 1 to 1000000. Default: 1."), s("N"), s("1")};
    Option m_interval{s("interval"), s("Seconds between two; 0: as fast as they are answered. Default: 1."),
                      s("S"), s("1")};
    Option m_size{s("size"), s("Bytes of payload, 0 to 1472. Default: 13."), s("N"), s("13")};
    Option m_ttl{s("ttl"), s("Time to live, 1 to 255. Default: 64."), s("N"), s("64")};
    Option m_same{s("same-connection"), s("Keep one ICMP id: nat chains see only the first ping.")};
    Option m_source{s("source"), s("Where events come from: auto, kmsg or nflog. Default: auto."),
                    s("SOURCE"), s("auto")};
    Option m_json{s("json"), s("Print one JSON object for each packet, then one with the summary.")};
    QCommandLineParser m_parser;
};

// One run from the start of the lab to the last line printed.
class Run : public QObject
{
public:
    explicit Run(Order order)
        : m_order(std::move(order))
        , m_session({.helperPath = {}, .source = m_order.source})
    {
        connect(&m_session, &Session::stateChanged, this, &Run::ping);
        connect(&m_session, &Session::failed, this, [this](const Error& error) { end(complain(error)); });
        connect(&m_session, &Session::linesArrived, this,
                [this](const std::string& lines) { m_trace.append(lines); });
        connect(&m_session, &Session::traceChanged, this, &Run::printHead);
        connect(&m_session, &Session::pingFinished, this,
                [this](const PingSummary& summary) { end(print(summary)); });
        connect(&m_interrupt, &Interrupt::caught, this, &Run::interrupted);
    }

    int status()
    {
        m_session.start();
        return m_status ? *m_status : m_loop.exec();
    }

private:
    void ping(Session::State state)
    {
        if (state != Session::State::Ready || m_sent)
            return;
        m_sent = true;
        m_order.request.source = m_session.lab().pingSource;
        m_session.ping(m_order.request);
    }
    void printHead()
    {
        if (m_order.json)
            return;
        m_output.line(headText(context(), m_order.request));
        m_output.flush();
    }
    void interrupted()
    {
        if (m_session.state() == Session::State::Pinging)
            m_session.cancelPing();
        else
            end(complain(exitFailed, QStringLiteral("Interrupted before the first ping was sent.")));
    }
    void end(int status)
    {
        if (m_status)
            return;
        m_status = status;
        m_loop.exit(status);
    }
    PingContext context() const
    {
        return {m_session.lab(), m_session.trace(), m_trace.events().size(), m_session.eventsLost()};
    }
    int print(const PingSummary& summary)
    {
        for (TraversalIndex i = 0; i < m_trace.traversals().size() && !m_output.isBroken(); ++i) {
            const Walk walk = walkOf(m_trace, i);
            m_output.line(m_order.json ? wire::dumpLine(toJson(m_trace, walk)) : walkText(m_trace, walk));
        }
        m_output.line(m_order.json ? wire::dumpLine(summaryJson(context(), summary))
                                   : summaryText(context(), summary));
        if (const auto written = m_output.finish(); !written)
            return complain(written.error());
        if (!summary.problem.isEmpty())
            return complain(exitFailed, summary.problem);
        if (summary.received == 0)
            return complain(exitFailed, QStringLiteral("No reply came back."));
        return exitDone;
    }

    Order m_order;
    Session m_session;
    Interrupt m_interrupt;
    Trace m_trace;
    Output m_output;
    QEventLoop m_loop;
    bool m_sent = false;
    std::optional<int> m_status;
};

} // namespace

int ping(const QStringList& arguments)
{
    Options options;
    if (const auto status = readArguments(options.parser(), arguments))
        return *status;
    const auto order = options.order();
    if (!order)
        return complain(exitBadArguments, QString::fromStdString(order.error().sentence));
    return Run(*order).status();
}

} // namespace hookwalk::cli
