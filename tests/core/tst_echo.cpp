// Echo requests as they go into the tun and what comes back out of it.
#include "wire/echo.h"

#include <QTest>
#include <tins/icmp.h>
#include <tins/ip.h>
#include <tins/rawpdu.h>

using namespace hookwalk;
using namespace hookwalk::wire;

namespace
{

using Bytes = std::vector<std::uint8_t>;

EchoRequest seedRequest()
{
    return {.source = *IpAddress::parse("192.168.69.1"),
            .destination = *IpAddress::parse("203.0.113.29"),
            .id = 7,
            .sequence = 2,
            .ipId = 3};
}

// What the host of that name sends back, itself crafted by libtins.
Bytes answer(const char* from, const Tins::ICMP& icmp, const Bytes& payload)
{
    return (Tins::IP("192.168.69.1", from) / icmp / Tins::RawPDU(payload.begin(), payload.end())).serialize();
}

Bytes errorAbout(const Bytes& packet, Tins::ICMP::Flags type, std::uint8_t code, std::size_t quotedBytes = 28)
{
    Tins::ICMP icmp(type);
    icmp.code(code);
    return answer("198.51.100.1", icmp, Bytes(packet.begin(), packet.begin() + long(quotedBytes)));
}

} // namespace

class TestEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestHasTheBytesThatTheSeedSent()
    {
        // RFC 791 and RFC 792 by hand: 45 00 0029 0003 0000 40 01 …
        const Bytes bytes = craft(seedRequest());
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex(),
                 QByteArray("45000029000300004001390a" // header, checksum 390a
                            "c0a84501cb00711d"
                            "080096b800070002" // echo request, checksum 96b8, id 7, seq 2
                            "31313435313431393139383130"));
    }

    void checksumsAreRight_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("seed") << QByteArray("1145141919810");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("largest") << QByteArray(1472, 'a');
    }
    void checksumsAreRight()
    {
        QFETCH(QByteArray, payload);
        auto request = seedRequest();
        request.payload = payload.toStdString();
        const Bytes bytes = craft(request);
        QCOMPARE(bytes.size(), std::size_t(28 + payload.size()));
        QCOMPARE(onesComplementSum({bytes.begin(), bytes.begin() + 20}), 0xffffu);
        QCOMPARE(onesComplementSum({bytes.begin() + 20, bytes.end()}), 0xffffu);
    }

    void aReplyIsReadWithItsIdAndSequence()
    {
        Tins::ICMP reply(Tins::ICMP::ECHO_REPLY);
        reply.id(7);
        reply.sequence(2);
        const auto read = readPacket(answer("203.0.113.29", reply, Bytes(13, 'a')));
        QVERIFY(read.kind == Received::EchoReply);
        QCOMPARE(read.source.toString(), std::string("203.0.113.29"));
        QCOMPARE(read.destination.toString(), std::string("192.168.69.1"));
        QCOMPARE(read.id, quint16(7));
        QCOMPARE(read.sequence, quint16(2));
        QCOMPARE(read.icmpType, quint8(0));
    }

    void anErrorIsReadWithTheEchoThatItQuotes_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("kind");
        QTest::newRow("time exceeded") << 11 << 0 << int(Received::TimeExceeded);
        QTest::newRow("host unreachable") << 3 << 1 << int(Received::Unreachable);
        QTest::newRow("parameter problem") << 12 << 0 << int(Received::OtherIcmpError);
    }
    void anErrorIsReadWithTheEchoThatItQuotes()
    {
        QFETCH(int, type);
        QFETCH(int, code);
        QFETCH(int, kind);
        const Bytes request = craft(seedRequest());
        for (const std::size_t quoted : {std::size_t{28}, request.size()}) {
            const auto read =
                readPacket(errorAbout(request, Tins::ICMP::Flags(type), std::uint8_t(code), quoted));
            QCOMPARE(int(read.kind), kind);
            QCOMPARE(read.source.toString(), std::string("198.51.100.1"));
            QCOMPARE(read.id, quint16(7));
            QCOMPARE(read.sequence, quint16(2));
            QCOMPARE(int(read.icmpType), type);
            QCOMPARE(int(read.icmpCode), code);
        }
    }

    void anErrorAboutAnotherPacketIsForeign()
    {
        Bytes udp = craft(seedRequest());
        udp[9] = 17;
        QVERIFY(readPacket(errorAbout(udp, Tins::ICMP::DEST_UNREACHABLE, 3)).kind == Received::Foreign);
    }

    void aRedirectIsForeignBecauseTheEchoWentOn()
    {
        QVERIFY(readPacket(errorAbout(craft(seedRequest()), Tins::ICMP::REDIRECT, 1)).kind ==
                Received::Foreign);
    }

    void anEchoRequestIsForeign() { QVERIFY(readPacket(craft(seedRequest())).kind == Received::Foreign); }

    void aRouterSolicitationIsForeign()
    {
        Bytes solicitation{0x60, 0, 0, 0, 0, 8, 58, 255};
        solicitation.resize(48);
        QVERIFY(readPacket(solicitation).kind == Received::Foreign);
    }

    void noCutOfAPacketThrows()
    {
        Tins::ICMP reply(Tins::ICMP::ECHO_REPLY);
        const Bytes whole = answer("203.0.113.29", reply, Bytes(13, 'a'));
        const Bytes error = errorAbout(craft(seedRequest()), Tins::ICMP::TIME_EXCEEDED, 0);
        for (const Bytes& packet : {whole, error}) {
            for (std::size_t size = 0; size <= packet.size(); ++size)
                (void)readPacket({packet.data(), size});
        }
        QVERIFY(readPacket({whole.data(), 27}).kind == Received::Foreign);
    }

    void noSingleWrongByteThrows()
    {
        const Bytes error = errorAbout(craft(seedRequest()), Tins::ICMP::TIME_EXCEEDED, 0);
        for (std::size_t at = 0; at < error.size(); ++at) {
            for (int value = 0; value < 256; ++value) {
                Bytes damaged = error;
                damaged[at] = std::uint8_t(value);
                (void)readPacket(damaged);
            }
        }
    }

private:
    // RFC 1071; 0xffff over bytes that hold their own checksum.
    static quint32 onesComplementSum(const Bytes& bytes)
    {
        quint32 sum = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            sum += i % 2 == 0 ? quint32(bytes[i]) << 8 : bytes[i];
        while (sum >> 16)
            sum = (sum & 0xffff) + (sum >> 16);
        return sum;
    }
};

QTEST_APPLESS_MAIN(TestEcho)
#include "tst_echo.moc"
