// SPDX-License-Identifier: GPL-3.0-or-later
// What comes out of the tun: answers, with the probe that each belongs to, and everything else.
#include "support/probes.h"
#include "support/testprogram.h"

#include <tins/icmp.h>
#include <tins/icmpv6.h>
#include <tins/ip.h>
#include <tins/ipv6.h>
#include <tins/rawpdu.h>
#include <tins/tcp.h>
#include <tins/udp.h>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::wire;

namespace
{

template<typename Answer> Packet fromTarget(const Probe& probe, const Answer& answer)
{
    if (probe.source.isV4()) {
        Tins::IP ip(probe.source.toString(), probe.destination.toString());
        ip.ttl(60);
        return (ip / answer).serialize();
    }
    Tins::IPv6 ip(probe.source.toString(), probe.destination.toString());
    ip.hop_limit(60);
    return (ip / answer).serialize();
}

// What the host of that name sends back, itself crafted by libtins.
Packet answer(const char* from, const Tins::ICMP& icmp, const Packet& payload)
{
    return (Tins::IP("192.168.69.1", from) / icmp / Tins::RawPDU(payload.begin(), payload.end())).serialize();
}

Packet errorAbout(const Packet& packet, Tins::ICMP::Flags type, std::uint8_t code,
                  std::size_t quotedBytes = 28)
{
    Tins::ICMP icmp(type);
    icmp.code(code);
    return answer("198.51.100.1", icmp, Packet(packet.begin(), packet.begin() + long(quotedBytes)));
}

// RFC 4443, 3: type, code, checksum, four bytes of its own, the packet. By hand: libtins looks into some.
Packet errorAbout6(const Packet& packet, std::uint8_t type, std::uint8_t code, std::size_t quotedBytes)
{
    Packet error(48 + quotedBytes);
    error[0] = 0x60;
    error[5] = std::uint8_t(8 + quotedBytes);
    error[6] = 58;
    error[7] = 64;
    error[8] = error[24] = 0xfd;
    error[40] = type;
    error[41] = code;
    std::copy_n(packet.begin(), quotedBytes, error.begin() + 48);
    return error;
}

Packet tcpAnswer(const Probe& probe, int flags, quint32 acknowledged)
{
    Tins::TCP tcp(probe.id, probe.port());
    tcp.flags(Tins::small_uint<12>(quint16(flags)));
    tcp.seq(99);
    tcp.ack_seq((quint32(probe.sequence) << 16) + acknowledged);
    return fromTarget(probe, tcp);
}

} // namespace

class TestProbeAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsReadWithWhatItAnswers_data() { allKinds(); }
    void aReplyIsReadWithWhatItAnswers()
    {
        QFETCH(int, protocol);
        QFETCH(bool, isV6);
        const auto probe = probeOf(Protocol(protocol), isV6);
        Packet reply;
        if (probe.protocol == Protocol::Udp) {
            reply = fromTarget(probe, Tins::UDP(probe.id, probe.port()) / Tins::RawPDU("pong"));
        } else if (probe.protocol == Protocol::Tcp) {
            reply = tcpAnswer(probe, Tins::TCP::SYN | Tins::TCP::ACK, 1);
        } else if (isV6) {
            Tins::ICMPv6 echo(Tins::ICMPv6::ECHO_REPLY);
            echo.identifier(probe.id);
            echo.sequence(probe.sequence);
            reply = fromTarget(probe, echo);
        } else {
            Tins::ICMP echo(Tins::ICMP::ECHO_REPLY);
            echo.id(probe.id);
            echo.sequence(probe.sequence);
            reply = fromTarget(probe, echo);
        }
        const auto read = readPacket(reply);
        QVERIFY(read.kind == Received::Reply);
        QVERIFY(read.protocol == probe.protocol);
        QCOMPARE(read.source, probe.destination);
        QCOMPARE(read.destination, probe.source);
        QCOMPARE(read.id, probe.id);
        QCOMPARE(read.port, probe.port());
        QCOMPARE(read.sequence, quint16(probe.protocol == Protocol::Udp ? 0 : 2));
        QCOMPARE(read.ttl, quint8(60));
    }

    void aResetIsARefusal()
    {
        for (const bool isV6 : {false, true}) {
            const auto probe = probeOf(Protocol::Tcp, isV6);
            const auto payload = quint32(probe.payload.size());
            const auto read = readPacket(
                tcpAnswer(probe, Tins::TCP::RST | Tins::TCP::ACK, 1 + payload)); // RFC 9293, 3.10.7.1
            QVERIFY(read.kind == Received::Refused);
            QCOMPARE(read.sequence, quint16(2));
            QCOMPARE(read.id, probe.id);
            QVERIFY(readPacket(tcpAnswer(probe, Tins::TCP::ACK, 1)).kind == Received::Segment);
        }
    }

    void anErrorIsReadWithTheProbeThatItQuotes_data()
    {
        QTest::addColumn<bool>("isV6");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, bool isV6, int type, int code, Received kind) {
            QTest::newRow(name) << isV6 << type << code << int(kind);
        };
        row("time exceeded", false, 11, 0, Received::TimeExceeded);
        row("host unreachable", false, 3, 1, Received::Unreachable);
        row("port unreachable", false, 3, 3, Received::Unreachable);
        row("fragmentation needed", false, 3, 4, Received::PacketTooBig);
        row("net prohibited", false, 3, 9, Received::Prohibited);
        row("host prohibited", false, 3, 10, Received::Prohibited);
        row("filtered", false, 3, 13, Received::Prohibited);
        row("parameter problem", false, 12, 0, Received::ParameterProblem);
        row("redirect", false, 5, 1, Received::Redirect);
        row("source quench", false, 4, 0, Received::Foreign);
        row("time exceeded, IPv6", true, 3, 0, Received::TimeExceeded);
        row("no route, IPv6", true, 1, 0, Received::Unreachable);
        row("prohibited, IPv6", true, 1, 1, Received::Prohibited);
        row("port unreachable, IPv6", true, 1, 4, Received::Unreachable);
        row("reject route, IPv6", true, 1, 6, Received::Prohibited);
        row("too big, IPv6", true, 2, 0, Received::PacketTooBig);
        row("parameter problem, IPv6", true, 4, 1, Received::ParameterProblem);
        row("router advertisement, IPv6", true, 134, 0, Received::Foreign);
    }
    void anErrorIsReadWithTheProbeThatItQuotes()
    {
        QFETCH(bool, isV6);
        QFETCH(int, type);
        QFETCH(int, code);
        QFETCH(int, kind);
        for (const auto protocol : {Protocol::IcmpEcho, Protocol::Udp, Protocol::Tcp}) {
            const auto probe = probeOf(protocol, isV6);
            const Packet sent = craft(probe);
            for (const std::size_t quoted : {std::size_t(isV6 ? 48 : 28), sent.size()}) {
                const auto read =
                    readPacket(isV6 ? errorAbout6(sent, quint8(type), quint8(code), quoted)
                                    : errorAbout(sent, Tins::ICMP::Flags(type), quint8(code), quoted));
                QCOMPARE(int(read.kind), kind);
                QCOMPARE(int(read.icmpType), type);
                QCOMPARE(int(read.icmpCode), code);
                if (read.kind == Received::Foreign)
                    continue;
                QVERIFY(read.protocol == protocol);
                QCOMPARE(read.id, probe.id);
                QCOMPARE(read.port, probe.port());
                QCOMPARE(read.sequence, quint16(protocol == Protocol::Udp ? 0 : 2));
            }
        }
    }

    void anErrorThatQuotesAFragmentNamesItsProbe()
    {
        for (const bool isV6 : {false, true}) {
            auto probe = probeOf(Protocol::Udp, isV6);
            probe.payload.assign(100, 'x');
            probe.fragmentBytes = 64;
            const auto pieces = craftPieces(probe);
            const auto about = [isV6](const Packet& piece) {
                return readPacket(isV6 ? errorAbout6(piece, 2, 0, 80)
                                       : errorAbout(piece, Tins::ICMP::DEST_UNREACHABLE, 4, 40));
            };
            QVERIFY(about(pieces.front()).kind == Received::PacketTooBig);
            QCOMPARE(about(pieces.front()).id, probe.id);
            QVERIFY(about(pieces.back()).kind == Received::Foreign);
        }
    }

    void anErrorAboutAnotherPacketIsForeign()
    {
        Packet gre = craft(seedRequest());
        gre[9] = 47;
        QVERIFY(readPacket(errorAbout(gre, Tins::ICMP::DEST_UNREACHABLE, 3)).kind == Received::Foreign);
    }

    void theFirstPieceOfAReplyIsTheReplyAndLaterOnesArePieces()
    {
        for (const bool isV6 : {false, true}) {
            auto probe = probeOf(Protocol::Udp, isV6);
            probe.payload.assign(100, 'x');
            probe.fragmentBytes = 64;
            const auto pieces = craftPieces(probe);
            QVERIFY(readPacket(pieces.front()).kind == Received::Reply);
            QVERIFY(readPacket(pieces.back()).kind == Received::Fragment);
        }
    }

    void anEchoRequestIsForeign() { QVERIFY(readPacket(craft(seedRequest())).kind == Received::Foreign); }

    void aRouterSolicitationIsForeign()
    {
        Packet solicitation{0x60, 0, 0, 0, 0, 8, 58, 255};
        solicitation.resize(48);
        solicitation[40] = 133;
        QVERIFY(readPacket(solicitation).kind == Received::Foreign);
    }

    void aPacketThatIsCutShortIsForeign()
    {
        const auto probe = seedRequest();
        Packet error = errorAbout(craft(probe), Tins::ICMP::TIME_EXCEEDED, 0);
        QVERIFY(readPacket(error).kind == Received::TimeExceeded);
        for (std::size_t size = 0; size < 20 + 8 + 28; ++size)
            QVERIFY(readPacket({error.data(), size}).kind == Received::Foreign);
        Packet chain{0x60, 0, 0, 0, 0, 8, 0, 64}; // a hop-by-hop header that reaches behind the end
        chain.resize(48);
        chain[41] = 255;
        QVERIFY(readPacket(chain).kind == Received::Foreign);
    }

    void noSingleWrongByteReadsBeyondThePacket() // for the address sanitizer
    {
        const Packet error = errorAbout(craft(seedRequest()), Tins::ICMP::TIME_EXCEEDED, 0);
        const auto probe6 = probeOf(Protocol::Udp, true);
        const Packet error6 = errorAbout6(craft(probe6), 1, 4, 48);
        for (const Packet& packet : {error, error6}) {
            for (std::size_t at = 0; at < packet.size(); ++at) {
                for (int value = 0; value < 256; ++value) {
                    Packet damaged = packet;
                    damaged[at] = std::uint8_t(value);
                    damaged.shrink_to_fit();
                    (void)readPacket(damaged);
                }
            }
        }
    }
};

HOOKWALK_TEST(TestProbeAnswers)
#include "tst_probeanswers.moc"
