// SPDX-License-Identifier: GPL-3.0-or-later
// Probes as they go into the tun.
#include "support/probes.h"
#include "support/testprogram.h"
#include "wire/packettoken.h"
#include "wire/rawpacket.h"

#include <QRegularExpression>
#include <tins/ip.h>
#include <tins/ip_reassembler.h>
#include <tins/ipv6.h>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::wire;

namespace
{

// RFC 1071; 0xffff over bytes that hold their own checksum.
quint32 onesComplementSum(std::span<const std::uint8_t> bytes, quint32 sum = 0)
{
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += i % 2 == 0 ? quint32(bytes[i]) << 8 : bytes[i];
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

// With the pseudo header of RFC 9293, 3.1 and RFC 8200, 8.1 where the protocol has one.
bool isTransportSound(const Packet& packet)
{
    const bool isV4 = packet[0] >> 4 == 4;
    const std::size_t header = isV4 ? 20 : 40;
    const std::uint8_t protocol = packet[isV4 ? 9 : 6];
    const std::span all(packet);
    quint32 sum = 0;
    if (protocol != 1)
        sum = onesComplementSum(all.subspan(isV4 ? 12 : 8, isV4 ? 8 : 32)) + protocol +
              quint32(packet.size() - header);
    return onesComplementSum(all.subspan(header), sum) == 0xffff;
}

bool isHeaderSound(const Packet& packet)
{
    return onesComplementSum(std::span(packet).first(20)) == 0xffff;
}

// What the kernel would make of IPv6 fragments. RFC 8200, 4.5.
Packet reassembled6(const std::vector<Packet>& pieces)
{
    Packet whole(pieces.front().begin(), pieces.front().begin() + 40);
    whole[6] = pieces.front()[40];
    for (const Packet& piece : pieces) {
        if (piece[6] != 44 || ((piece[42] << 8 | piece[43]) & ~7) != int(whole.size() - 40) ||
            (piece[43] & 1) != (&piece == &pieces.back() ? 0 : 1))
            return {};
        whole.insert(whole.end(), piece.begin() + 48, piece.end());
    }
    whole[4] = std::uint8_t((whole.size() - 40) >> 8);
    whole[5] = std::uint8_t(whole.size() - 40);
    return whole;
}

Packet reassembled4(const std::vector<Packet>& pieces)
{
    Tins::IPv4Reassembler reassembler;
    for (const Packet& piece : pieces) {
        Tins::IP ip(piece.data(), quint32(piece.size()));
        if (reassembler.process(ip) == Tins::IPv4Reassembler::REASSEMBLED)
            return &piece == &pieces.back() ? ip.serialize() : Packet{};
    }
    return {};
}

} // namespace

class TestProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestHasTheBytesThatTheSeedSent()
    {
        // RFC 791 and RFC 792 by hand: 45 00 0029 0003 0000 40 01 …
        const Packet bytes = craft(seedRequest());
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex(),
                 QByteArray("45000029000300004001390a" // header, checksum 390a
                            "c0a84501cb00711d"
                            "080096b800070002" // echo request, checksum 96b8, id 7, seq 2
                            "31313435313431393139383130"));
    }

    void bytesAreReadAsPeopleWriteThem()
    {
        const Packet packet = craft(seedRequest());
        const std::string hex = hexOf(packet);
        QVERIFY(hex.starts_with("45 00 00 29 00 03 00 00 40 01 39 0a c0 a8 45 01\ncb 00 71 1d "));
        const std::string digits =
            QString::fromStdString(hex).remove(QRegularExpression("\\s")).toStdString();
        // As tcpdump -x and Wireshark print them.
        std::string dump, wireshark;
        for (std::size_t at = 0; at < packet.size(); at += 16) {
            const auto line = QString::fromStdString(hex).section(u'\n', int(at / 16), int(at / 16));
            dump += QStringLiteral("\t0x%1:  %2\n").arg(at, 4, 16, QChar(u'0')).arg(line).toStdString();
            wireshark += QStringLiteral("%1   %2\r\n").arg(at, 4, 16, QChar(u'0')).arg(line).toStdString();
        }
        for (const std::string& text : {hex, digits, dump, wireshark}) {
            const auto read = packetOfHex(text);
            QVERIFY2(read && *read == packet, text.c_str());
        }
        QCOMPARE(*packetOfHex("4500  0029"), (Packet{0x45, 0, 0, 0x29})); // no offset
        QCOMPARE(*packetOfHex("0x45, 0x00:29"), (Packet{0x45, 0, 0x29}));
        for (const char* wrong : {"4", "45 0", "zz", "45 00 E..)"})
            QVERIFY2(!packetOfHex(wrong), wrong);
    }

    void aRawPacketIsReadAsFarAsItsHeaderGoes()
    {
        Packet packet = craft(seedRequest());
        auto raw = readRaw(packet);
        QVERIFY(raw && raw->isProbe);
        QCOMPARE(raw->destination.toString(), std::string("203.0.113.29"));
        QCOMPARE(raw->id, quint16{7});
        QCOMPARE(raw->declaredBytes, packet.size());
        QCOMPARE(raw->checksum, raw->soundChecksum);
        packet[8] = 5;
        packet.pop_back();
        raw = readRaw(packet);
        QCOMPARE(raw->soundChecksum, quint16(raw->checksum + 0x3b00)); // 59 hops less
        QCOMPARE(raw->declaredBytes, packet.size() + 1);
        QVERIFY(!readRaw(std::span(packet).first(19)));
        QVERIFY(!readRaw(Packet(1501, 0x45)));
        packet[0] = 0x55;
        QVERIFY(!readRaw(packet));
        QVERIFY(!readRaw({}));
    }

    void whatNatLeavesAloneIsTheToken_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::newRow("echo") << int(ProbeProtocol::IcmpEcho);
        QTest::newRow("TCP") << int(ProbeProtocol::Tcp);
        QTest::newRow("UDP") << int(ProbeProtocol::Udp);
    }
    void whatNatLeavesAloneIsTheToken()
    {
        QFETCH(int, protocol);
        Probe probe = seedRequest();
        probe.protocol = ProbeProtocol(protocol);
        const auto token = packetToken(craft(probe));
        QVERIFY(token != 0);
        Probe translated = probe;
        translated.source = *IpAddress::parse("198.51.100.15");
        translated.destination = *IpAddress::parse("192.0.2.80");
        translated.id += 1;
        translated.ttl -= 1;
        auto bytes = craft(translated);
        QCOMPARE(packetToken(bytes), token);
        QCOMPARE(packetToken(std::span(bytes).first(40)), token); // all that nftrace has
        Probe other = probe;
        other.payload = "2000000000000";
        other.token += 1;
        other.sequence += 1;
        QVERIFY(packetToken(craft(other)) != token);
        QCOMPARE(packetToken(std::span(bytes).first(19)), std::uint16_t{0});
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
        auto probe = seedRequest();
        probe.payload = payload.toStdString();
        const Packet bytes = craft(probe);
        QCOMPARE(bytes.size(), std::size_t(28 + payload.size()));
        QVERIFY(isHeaderSound(bytes));
        QVERIFY(isTransportSound(bytes));
    }

    void everyKindIsCraftedWithItsFields_data() { allKinds(); }
    void everyKindIsCraftedWithItsFields()
    {
        QFETCH(int, protocol);
        QFETCH(bool, isV6);
        auto probe = probeOf(Protocol(protocol), isV6);
        probe.ttl = 9;
        probe.dontFragment = true;
        const Packet bytes = craft(probe);
        QVERIFY(isTransportSound(bytes));
        const std::size_t header = isV6 ? 40 : 20;
        if (isV6) {
            const Tins::IPv6 ip(bytes.data(), quint32(bytes.size()));
            QCOMPARE(ip.src_addr().to_string(), probe.source.toString());
            QCOMPARE(ip.dst_addr().to_string(), probe.destination.toString());
            QCOMPARE(ip.hop_limit(), quint8(9));
        } else {
            const Tins::IP ip(bytes.data(), quint32(bytes.size()));
            QCOMPARE(ip.src_addr().to_string(), probe.source.toString());
            QCOMPARE(ip.ttl(), quint8(9));
            QCOMPARE(int(ip.flags()), int(Tins::IP::DONT_FRAGMENT));
        }
        const auto word = [&](std::size_t at) { return bytes[header + at] << 8 | bytes[header + at + 1]; };
        switch (Protocol(protocol)) {
        case Protocol::IcmpEcho:
            QCOMPARE(word(0), isV6 ? 0x8000 : 0x0800);
            QCOMPARE(word(4), 40'000);
            QCOMPARE(word(6), 2);
            break;
        case Protocol::Udp:
            QCOMPARE(word(0), 40'000);
            QCOMPARE(word(2), 33'434);
            break;
        case Protocol::Tcp:
            QCOMPARE(word(0), 40'000);
            QCOMPARE(word(2), 80);
            QCOMPARE(word(4), 2);            // upper half of the sequence number
            QCOMPARE(word(12) & 0x3f, 0x02); // SYN and nothing else
            break;
        }
        probe.destinationPort = 5353;
        if (Protocol(protocol) != Protocol::IcmpEcho)
            QCOMPARE(int(craft(probe)[header + 2] << 8 | craft(probe)[header + 3]), 5353);
    }

    void aSynIsOneAsLinuxSendsIt()
    {
        for (const bool isV6 : {false, true}) {
            auto probe = probeOf(Protocol::Tcp, isV6);
            probe.payload.clear();
            const Packet bytes = craft(probe);
            const auto tcp = std::span(bytes).subspan(isV6 ? 40 : 20);
            QCOMPARE(tcp.size(), tcpHeaderBytes(Syn)); // and no data
            const auto hex =
                QByteArray(reinterpret_cast<const char*>(tcp.data()), qsizetype(tcp.size())).toHex();
            const QByteArray numbers = "9c40005000020001"
                                       "00000000"; // ports, sequence number, nothing acknowledged
            QVERIFY2(hex.startsWith(numbers + (isV6 ? "a002fd20" : "a002faf0")), hex); // flags, window
            // MSS, SACK permitted, timestamp, NOP, window scale: tcp_options_write() in net/ipv4/tcp_output.c
            QVERIFY2(hex.endsWith((isV6 ? "020405a0" : "020405b4") +
                                  QByteArray("0402080a000200010000000001030307")),
                     hex);
        }
    }

    void otherFlagsHaveNoOptionsAndAcknowledge()
    {
        auto probe = probeOf(Protocol::Tcp, false);
        probe.payload.clear();
        probe.tcpFlags = Fin | Ack;
        probe.acknowledges = 0x01020304;
        const Packet bytes = craft(probe);
        QVERIFY(isTransportSound(bytes));
        QCOMPARE(bytes.size(), std::size_t{40});
        QCOMPARE(int(bytes[33]), Fin | Ack);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(bytes.data() + 28), 4).toHex(),
                 QByteArray("01020304"));
    }

    void flagsAreNamedInBothDirections()
    {
        QCOMPARE(tcpFlagsNamed("syn,ACK").value(), std::uint8_t(Syn | Ack));
        QCOMPARE(tcpFlagsNamed("fin|psh|urg").value(), std::uint8_t(Fin | Psh | Urg));
        QCOMPARE(tcpFlagsNamed("none").value(), std::uint8_t(0));
        for (const char* wrong : {"", "sin", "syn,", "syn ack"})
            QVERIFY(!tcpFlagsNamed(wrong));
        QCOMPARE(tcpFlagsText(Syn | Ack), std::string("SYN,ACK"));
        QCOMPARE(tcpFlagsText(0), std::string("none"));
    }

    void piecesMakeTheWholePacket_data() { allKinds(); }
    void piecesMakeTheWholePacket()
    {
        QFETCH(int, protocol);
        QFETCH(bool, isV6);
        auto probe = probeOf(Protocol(protocol), isV6);
        for (const std::size_t size : {9u, 100u, 3000u}) {
            for (const quint16 fragmentBytes : {quint16(8), quint16(64), quint16(1448)}) {
                probe.payload.assign(size, 'x');
                probe.fragmentBytes = fragmentBytes;
                const auto pieces = craftPieces(probe);
                const Packet whole = craft(probe);
                const std::size_t content = whole.size() - (isV6 ? 40 : 20);
                QCOMPARE(pieces.size(), (content + fragmentBytes - 1) / fragmentBytes);
                if (pieces.size() == 1)
                    QCOMPARE(pieces.front(), whole);
                else
                    QCOMPARE(isV6 ? reassembled6(pieces) : reassembled4(pieces), whole);
                for (const Packet& piece : pieces)
                    QVERIFY(isV6 || isHeaderSound(piece));
            }
        }
    }

    void aDamagedChecksumIsWrongAndNothingElse_data() { allKinds(); }
    void aDamagedChecksumIsWrongAndNothingElse()
    {
        QFETCH(int, protocol);
        QFETCH(bool, isV6);
        auto probe = probeOf(Protocol(protocol), isV6);
        const Packet sound = craft(probe);
        for (int i = 0; i < 1000; ++i) { // checksums of all kinds
            probe.payload = std::to_string(i * 7919);
            probe.damage = Damage::TransportChecksum;
            const Packet transport = craft(probe);
            QVERIFY(!isTransportSound(transport));
            QVERIFY(isV6 || isHeaderSound(transport));
            probe.damage = Damage::IpChecksum;
            const Packet header = craft(probe);
            QVERIFY(isTransportSound(header));
            QVERIFY(isV6 || !isHeaderSound(header));
        }
        probe.payload.assign(100, 'x');
        probe.fragmentBytes = 64;
        for (const Packet& piece : craftPieces(probe))
            QVERIFY(isV6 || !isHeaderSound(piece));
    }
};

HOOKWALK_TEST(TestProbe)
#include "tst_probe.moc"
