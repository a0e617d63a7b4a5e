// SPDX-License-Identifier: GPL-3.0-or-later
#include "probeoptions.h"

#include <array>
#include <cmath>

namespace hookwalk::cli
{

namespace
{

using session::PingRequest;
using Protocol = wire::Probe::Protocol;

tl::unexpected<Error> refusal(const QString& sentence)
{
    return failure(ErrorCode::BadInput, sentence.toStdString());
}

template<typename Value> struct Word {
    const char* text;
    Value value;
};

constexpr qint64 longestRunUs = 1'000'000'000'000; // eleven days

constexpr std::array<Word<Protocol>, 3> protocols{
    {{"icmp", Protocol::IcmpEcho}, {"udp", Protocol::Udp}, {"tcp", Protocol::TcpSyn}}};
constexpr std::array<Word<wire::Damage>, 3> damages{{{"none", wire::Damage::None},
                                                     {"ip", wire::Damage::IpChecksum},
                                                     {"transport", wire::Damage::TransportChecksum}}};
constexpr std::array<Word<protocol::LogSource>, 5> sources{{{"auto", protocol::LogSource::Auto},
                                                            {"kmsg", protocol::LogSource::KernelLog},
                                                            {"nflog", protocol::LogSource::Nflog},
                                                            {"both", protocol::LogSource::Both},
                                                            {"nftrace", protocol::LogSource::Nftrace}}};

template<typename Value, std::size_t N>
Result<Value> oneOf(const char* what, const QString& text, const std::array<Word<Value>, N>& words)
{
    QStringList names;
    for (const auto& word : words) {
        if (text == QLatin1String(word.text))
            return word.value;
        names << QLatin1String(word.text);
    }
    const QString last = names.takeLast();
    return refusal(QStringLiteral("There is no %1 \"%2\". Say %3 or %4.")
                       .arg(QLatin1String(what), text, names.join(QStringLiteral(", ")), last));
}

// The usual payload of 13 bytes, repeated and cut.
std::string payloadOfSize(std::size_t size)
{
    const std::string usual = PingRequest().payload;
    std::string payload;
    while (payload.size() < size)
        payload += usual;
    payload.resize(size);
    return payload;
}

void setOrigin(const QString& text, PingRequest& request)
{
    if (text == QLatin1String("tun"))
        return;
    request.from =
        text == QLatin1String("local") ? session::PingFrom::ThisMachine : session::PingFrom::Device;
    request.device = text.toStdString();
}

// With the source that the lab will choose.
Result<void> checkAll(PingRequest request)
{
    if (request.source.isNull())
        request.source = request.destination;
    return session::check(request);
}

} // namespace

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

Result<qint64> microseconds(const char* what, const QString& text, qint64 most)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= double(most) / 1e6)
        return static_cast<qint64>(std::llround(seconds * 1e6));
    return refusal(QStringLiteral("The %1 \"%2\" cannot be used. Give 0 to %3 seconds, for example 0.2.")
                       .arg(QLatin1String(what), text)
                       .arg(most / 1'000'000));
}

Result<IpAddress> address(const char* what, const QString& text)
{
    if (const auto address = IpAddress::parse(text.toStdString()); address && !address->isNull())
        return *address;
    return refusal(QStringLiteral("The %1 \"%2\" is no IP address. In the lab there are 203.0.113.29 and "
                                  "2001:db8:ffff::29.")
                       .arg(QLatin1String(what), text));
}

void ProbeOptions::addTo(QCommandLineParser& parser) const
{
    parser.addOptions({m_lab, m_protocol, m_port, m_sourcePort, m_size, m_ttl, m_df, m_fragment, m_damage,
                       m_from, m_prepare, m_source, m_noDetails, m_save, m_maxSize, m_maxTime, m_json});
}

Result<void> ProbeOptions::readPacket(const QCommandLineParser& parser, PingRequest& request) const
{
    const auto set = [](auto& field) {
        return [&field](const auto& value) { field = static_cast<std::decay_t<decltype(field)>>(value); };
    };
    const auto number = [&parser](const char* what, const Option& option, quint32 least, std::size_t most) {
        return wholeNumber(what, parser.value(option), least, static_cast<quint32>(most));
    };
    request.dontFragment = parser.isSet(m_df);
    return oneOf("protocol", parser.value(m_protocol), protocols)
        .map(set(request.protocol))
        .and_then([&] { return number("port", m_port, parser.isSet(m_port) ? 1 : 0, 65535); })
        .map(set(request.destinationPort))
        .and_then(
            [&] { return number("source port", m_sourcePort, parser.isSet(m_sourcePort) ? 1 : 0, 65535); })
        .map(set(request.sourcePort))
        .and_then([&] { return number("TTL", m_ttl, 1, 255); })
        .map(set(request.ttl))
        .and_then([&] {
            return number("fragment size", m_fragment, parser.isSet(m_fragment) ? 8 : 0,
                          session::maxFragmentBytes);
        })
        .map(set(request.fragmentBytes))
        .and_then([&] { return number("size", m_size, 0, session::mostPayloadBytes(request)); })
        .map([&](quint32 size) { request.payload = payloadOfSize(size); })
        .and_then([&] { return oneOf("checksum", parser.value(m_damage), damages); })
        .map(set(request.damage));
}

Result<void> ProbeOptions::read(const QCommandLineParser& parser, LabOrder& order) const
{
    order.json = parser.isSet(m_json);
    order.details = !parser.isSet(m_noDetails);
    order.prepare = parser.values(m_prepare);
    order.save = parser.value(m_save);
    setOrigin(parser.value(m_from), order.request);
    return oneOf("source", parser.value(m_source), sources)
        .map([&](protocol::LogSource source) { order.source = source; })
        .and_then([&] {
            return wholeNumber("size", parser.value(m_maxSize), parser.isSet(m_maxSize) ? 1 : 0, 1'000'000);
        })
        .map([&](quint32 mebibytes) { order.maxBytes = quint64(mebibytes) << 20; })
        .and_then([&] { return microseconds("time", parser.value(m_maxTime), longestRunUs); })
        .map([&](qint64 us) { order.maxTimeUs = us; })
        .and_then([&] { return readPacket(parser, order.request); })
        .and_then([&] { return checkAll(order.request); });
}

} // namespace hookwalk::cli
