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

template<typename Value> struct Word {
    const char* text;
    Value value;
};

constexpr qint64 longestRunUs = 1'000'000'000'000; // eleven days

constexpr std::array<Word<Protocol>, 3> protocols{
    {{"icmp", Protocol::IcmpEcho}, {"udp", Protocol::Udp}, {"tcp", Protocol::Tcp}}};
constexpr std::array<Word<wire::Damage>, 3> damages{{{"none", wire::Damage::None},
                                                     {"ip", wire::Damage::IpChecksum},
                                                     {"transport", wire::Damage::TransportChecksum}}};
constexpr std::array<Word<protocol::LogSource>, 5> sources{{{"auto", protocol::LogSource::Auto},
                                                            {"kmsg", protocol::LogSource::KernelLog},
                                                            {"nflog", protocol::LogSource::Nflog},
                                                            {"both", protocol::LogSource::Both},
                                                            {"nftrace", protocol::LogSource::Nftrace}}};

template<typename Value, std::size_t N>
Result<Value> oneOf(const char* option, const QString& text, const std::array<Word<Value>, N>& words)
{
    QStringList names;
    for (const auto& word : words) {
        if (text == QLatin1String(word.text))
            return word.value;
        names << QLatin1String(word.text);
    }
    return failure(ErrorCode::BadInput, say("no-such-choice", option, text.toStdString(),
                                            names.join(QStringLiteral(", ")).toStdString()));
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

// One packet for each; the fewest that the run has.
Result<void> readTcpFlags(const QStringList& given, PingRequest& request)
{
    request.tcpFlags.clear();
    for (const QString& words : given) {
        const auto flags = wire::tcpFlagsNamed(words.toStdString());
        if (!flags)
            return failure(ErrorCode::BadInput, say("no-tcp-flags", words.toStdString()));
        request.tcpFlags.push_back(*flags);
    }
    request.count = std::max(request.count, static_cast<quint32>(request.tcpFlags.size()));
    return {};
}

void setOrigin(const QString& text, PingRequest& request)
{
    if (text == QLatin1String("tun"))
        return;
    request.from =
        text == QLatin1String("local") ? session::PingFrom::ThisMachine : session::PingFrom::Device;
    request.device = text.toStdString();
}

// With the source that the lab will choose. A device of a machine is known to be a tun, or a veth, once that is looked at:
// a connection can be opened from both.
Result<void> checkAll(PingRequest request, bool isLab)
{
    if (!isLab && request.handshake && request.from == session::PingFrom::Device)
        request.from = session::PingFrom::Tun;
    if (request.source.isNull())
        request.source = request.destination;
    return session::check(request);
}

} // namespace

Result<quint32> wholeNumber(const char* option, const QString& text, quint32 least, quint32 most)
{
    bool isNumber = false;
    const quint32 number = text.toUInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    return failure(ErrorCode::BadInput, say("number-unusable", option, text.toStdString(), least, most));
}

Result<qint64> microseconds(const char* option, const QString& text, qint64 most)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= double(most) / 1e6)
        return static_cast<qint64>(std::llround(seconds * 1e6));
    return failure(ErrorCode::BadInput,
                   say("seconds-unusable", option, text.toStdString(), most / 1'000'000));
}

Result<IpAddress> address(const QString& text, Said refusal)
{
    if (const auto address = IpAddress::parse(text.toStdString()); address && !address->isNull())
        return *address;
    return failure(ErrorCode::BadInput, std::move(refusal));
}

void ProbeOptions::addTo(QCommandLineParser& parser) const
{
    parser.addOptions({m_lab,       m_host,     m_netns,     m_protocol, m_port,    m_sourcePort,
                       m_same,      m_tcpFlags, m_handshake, m_size,     m_ttl,     m_df,
                       m_noDf,      m_fragment, m_damage,    m_from,     m_prepare, m_source,
                       m_noDetails, m_save,     m_maxSize,   m_maxTime,  m_json});
}

Result<void> ProbeOptions::readPacket(const QCommandLineParser& parser, PingRequest& request) const
{
    const auto set = [](auto& field) {
        return [&field](const auto& value) { field = static_cast<std::decay_t<decltype(field)>>(value); };
    };
    const auto number = [&parser](const char* name, const Option& option, quint32 least, std::size_t most) {
        return wholeNumber(name, parser.value(option), least, static_cast<quint32>(most));
    };
    request.sameConnection = parser.isSet(m_same);
    request.handshake = parser.isSet(m_handshake);
    return oneOf("--protocol", parser.value(m_protocol), protocols)
        .map(set(request.protocol))
        .and_then([&] { return readTcpFlags(parser.values(m_tcpFlags), request); })
        .and_then([&] { return number("--port", m_port, parser.isSet(m_port) ? 1 : 0, 65535); })
        .map(set(request.destinationPort))
        .and_then(
            [&] { return number("--source-port", m_sourcePort, parser.isSet(m_sourcePort) ? 1 : 0, 65535); })
        .map(set(request.sourcePort))
        .and_then([&] { return number("--ttl", m_ttl, 1, 255); })
        .map(set(request.ttl))
        .and_then([&] {
            return number("--fragment", m_fragment, parser.isSet(m_fragment) ? 8 : 0,
                          session::maxFragmentBytes);
        })
        .map(set(request.fragmentBytes))
        .and_then([&] { return number("--size", m_size, 0, session::mostPayloadBytes(request)); })
        .map([&](quint32 size) {
            const bool isTcp = request.protocol == Protocol::Tcp;
            request.payload = payloadOfSize(isTcp && !parser.isSet(m_size) ? 0 : size);
            const bool isWhole = isTcp && request.fragmentBytes == 0 && !parser.isSet(m_noDf);
            request.dontFragment = isWhole || parser.isSet(m_df);
        })
        .and_then([&] { return oneOf("--damage", parser.value(m_damage), damages); })
        .map(set(request.damage))
        .and_then([&]() -> Result<void> {
            for (const auto* option : {&m_port, &m_sourcePort}) {
                if (parser.isSet(*option) && request.protocol == Protocol::IcmpEcho)
                    return failure(ErrorCode::BadInput, say("ports-for-udp-and-tcp",
                                                            "--" + option->names().first().toStdString()));
            }
            return {};
        });
}

Result<void> ProbeOptions::read(const QCommandLineParser& parser, LabOrder& order) const
{
    order.json = parser.isSet(m_json);
    order.details = !parser.isSet(m_noDetails);
    order.prepare = parser.values(m_prepare);
    order.save = parser.value(m_save);
    if (parser.isSet(m_lab) + parser.isSet(m_host) + parser.isSet(m_netns) > 1)
        return failure(ErrorCode::BadInput, say("one-place-only"));
    order.netns = parser.value(m_netns);
    const bool isLab = !parser.isSet(m_host) && !parser.isSet(m_netns);
    order.place = isLab ? session::Place::Lab : session::Place::Host;
    if (!isLab && !order.prepare.isEmpty())
        return failure(ErrorCode::BadInput, say("prepare-in-lab-only"));
    setOrigin(isLab || parser.isSet(m_from) ? parser.value(m_from) : QStringLiteral("local"), order.request);
    return oneOf("--source", parser.value(m_source), sources)
        .map([&](protocol::LogSource source) { order.source = source; })
        .and_then([&] {
            return wholeNumber("--max-size", parser.value(m_maxSize), parser.isSet(m_maxSize) ? 1 : 0,
                               1'000'000);
        })
        .map([&](quint32 mebibytes) { order.maxBytes = quint64(mebibytes) << 20; })
        .and_then([&] { return microseconds("--max-time", parser.value(m_maxTime), longestRunUs); })
        .map([&](qint64 us) { order.maxTimeUs = us; })
        .and_then([&] { return readPacket(parser, order.request); })
        .map([&] { // a socket sends no SYN without going on
            auto& request = order.request;
            const bool isFlow = request.tcpFlags != PingRequest().tcpFlags;
            if (!isLab && request.from == session::PingFrom::ThisMachine && !isFlow)
                request.handshake |= request.protocol == Protocol::Tcp;
        })
        .and_then([&] { return checkAll(order.request, isLab); });
}

} // namespace hookwalk::cli
