// SPDX-License-Identifier: GPL-3.0-or-later
// Lines for packets that came by NFLOG, against lines that a kernel printed.
#include "support/testprogram.h"
#include "wire/logline.h"
#include "wire/loglinewriter.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <tins/icmp.h>
#include <tins/ip.h>
#include <tins/rawpdu.h>

using namespace hookwalk::wire;

namespace
{

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOf(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

// The line without its /dev/kmsg header.
QByteArray textOf(const Bytes& packet, std::uint32_t mark = 0)
{
    std::string line;
    appendLogLine({.prefix = "", .in = "", .out = "eth0", .mark = mark, .packet = packet}, line);
    const QByteArray whole = QByteArray::fromStdString(line);
    return whole.mid(whole.indexOf(';') + 1);
}

// A traced echo packet and what stood around it in its line; read with a pattern that knows just these files.
class TracedEcho
{
public:
    explicit TracedEcho(const QString& line)
    {
        static const QRegularExpression pattern(
            QStringLiteral(R"(^(?:7,(\d+),(\d+),-;|\[.*?\] )(\S+ \[\d+\])IN=(\S*) OUT=(\S*) (?:MAC=(\S*) )?)"
                           R"(SRC=(\S+) DST=(\S+) LEN=(\d+) TOS=0x(..) PREC=0x(..) TTL=(\d+) ID=(\d+) (DF )?)"
                           R"(PROTO=ICMP TYPE=(\d+) CODE=0 ID=(\d+) SEQ=(\d+) ?$)"));
        m_match = pattern.match(line);
    }
    bool isOne() const { return m_match.hasMatch(); }
    std::string logLine() const
    {
        const QByteArray prefix = bytes(3), in = bytes(4), out = bytes(5);
        const Bytes link = bytesOf(bytes(6));
        const Bytes packet = build();
        std::string line;
        appendLogLine({.source = Source::KernelLog,
                       .timeUs = m_match.captured(2).toLongLong(),
                       .sequence = m_match.captured(1).toULongLong(),
                       .prefix = {prefix.data(), std::size_t(prefix.size())},
                       .in = {in.data(), std::size_t(in.size())},
                       .out = {out.data(), std::size_t(out.size())},
                       .linkHeader = link,
                       .packet = packet},
                      line);
        return line;
    }

private:
    QByteArray bytes(int group) const { return m_match.captured(group).toLatin1(); }
    int number(int group, int base = 10) const { return m_match.captured(group).toInt(nullptr, base); }
    Bytes build() const
    {
        Tins::ICMP icmp{Tins::ICMP::Flags(number(15))};
        icmp.id(quint16(number(16)));
        icmp.sequence(quint16(number(17)));
        Tins::IP ip = Tins::IP(bytes(8).toStdString(), bytes(7).toStdString()) / icmp /
                      Tins::RawPDU(std::string(std::size_t(number(9) - 28), 'x'));
        ip.tos(quint8(number(10, 16) | number(11, 16)));
        ip.ttl(quint8(number(12)));
        ip.id(quint16(number(13)));
        if (!m_match.captured(14).isEmpty())
            ip.flags(Tins::IP::DONT_FRAGMENT);
        return ip.serialize();
    }

    QRegularExpressionMatch m_match;
};

} // namespace

class TestNflogLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfTheKernelAreWrittenByteForByte_data()
    {
        QTest::addColumn<int>("lines");
        QTest::newRow("kernel-6.18-forward.kmsg") << 26;
        QTest::newRow("kernel-6.18-ip_forward-0.kmsg") << 2;
        QTest::newRow("kernel-6.18-local-input.kmsg") << 12;
        QTest::newRow("kernel-6.18-ping-I-tun0.kmsg") << 7;
    }
    void linesOfTheKernelAreWrittenByteForByte()
    {
        QFETCH(int, lines);
        QFile file(QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + QLatin1String(QTest::currentDataTag()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (; !file.atEnd(); --lines) {
            const QByteArray line = file.readLine();
            const TracedEcho echo(QString::fromLatin1(line));
            QVERIFY2(echo.isOne(), line.constData());
            QCOMPARE(QByteArray::fromStdString(echo.logLine()), line);
        }
        QCOMPARE(lines, 0);
    }

    void linesOfTheSeedHaveTheSameText_data()
    {
        QTest::addColumn<int>("lines");
        QTest::newRow("seed-forward-request.dmesg") << 7;
        QTest::newRow("seed-forward-reply.dmesg") << 5;
        QTest::newRow("seed-ping-I-tun0.dmesg") << 6;
    }
    void linesOfTheSeedHaveTheSameText()
    {
        QFETCH(int, lines);
        QFile file(QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + QLatin1String(QTest::currentDataTag()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (; !file.atEnd(); --lines) {
            const QByteArray line = file.readLine().trimmed();
            const TracedEcho echo(QString::fromLatin1(line));
            QVERIFY2(echo.isOne(), line.constData());
            const QByteArray written = QByteArray::fromStdString(echo.logLine()).trimmed();
            QCOMPARE(written.mid(written.indexOf(';') + 1), line.mid(line.indexOf("] ") + 2));
        }
        QCOMPARE(lines, 0);
    }

    void everyPartIsWrittenAsTheKernelWritesIt_data();
    void everyPartIsWrittenAsTheKernelWritesIt()
    {
        QFETCH(QByteArray, packet);
        QFETCH(QByteArray, text);
        QCOMPARE(textOf(bytesOf(packet)), "IN= OUT=eth0 " + text + "\n");
    }

    void everyPartIsReadAgainWithoutDamage_data() { everyPartIsWrittenAsTheKernelWritesIt_data(); }
    void everyPartIsReadAgainWithoutDamage()
    {
        QFETCH(QByteArray, packet);
        const Bytes bytes = bytesOf(packet);
        std::string written;
        appendLogLine({.timeUs = 5, .prefix = "raw-OUTPUT [7]", .out = "eth0", .packet = bytes}, written);
        written.pop_back(); // the line end
        LogLine line;
        QVERIFY(LogReader().read(written, line));
        QVERIFY2(line.damaged.empty(), written.c_str());
        QCOMPARE(line.timeUs.value(), 5);
        QVERIFY(line.baseChain == (hookwalk::Chain{hookwalk::Table::Raw, hookwalk::Hook::Output}));
    }

    void theMarkStandsLastAndNotBehindAPartThatWasCutShort()
    {
        const Bytes icmp = bytesOf("4500001c00010000400100000a0000010a000002"
                                   "0800000000070001");
        QVERIFY(textOf(icmp, 0x1a).endsWith("ID=7 SEQ=1 MARK=0x1a \n"));
        const Bytes shortTcp = bytesOf("4500001c00010000400600000a0000010a000002"
                                       "0016005000000000");
        QVERIFY(textOf(shortTcp, 0x1a).endsWith("PROTO=TCP INCOMPLETE [8 bytes] \n"));
    }

    void theLinkHeaderIsWrittenOnlyWhereAPacketCameIn()
    {
        const Bytes packet = bytesOf("4500001c00010000400100000a0000010a000002"
                                     "0800000000070001");
        const Bytes link = bytesOf("32efb8e8ac51be5b4ea90c690800");
        std::string line;
        appendLogLine({.in = "eth0", .linkHeader = link, .packet = packet}, line);
        QVERIFY(line.find(";IN=eth0 OUT= MAC=32:ef:b8:e8:ac:51:be:5b:4e:a9:0c:69:08:00 SRC=10.0.0.1 ") !=
                line.npos);
        line.clear();
        appendLogLine({.in = "tun0", .packet = packet}, line);
        QVERIFY(line.find(";IN=tun0 OUT= MAC= SRC=10.0.0.1 ") != line.npos);
        line.clear();
        appendLogLine({.out = "eth0", .linkHeader = link, .packet = packet}, line);
        QVERIFY(line.find(";IN= OUT=eth0 SRC=10.0.0.1 ") != line.npos);
    }

    void bytesThatAreNotPlainTextAreEscapedAsInKmsg()
    {
        std::string line;
        appendLogLine({.timeUs = 12, .sequence = 34, .prefix = "a\nb\\\x7f\xc3\xa4 ", .out = "lo"}, line);
        QCOMPARE(QByteArray::fromStdString(line),
                 QByteArray(R"(7,34,12,-,source=nflog;a\x0ab\x5c\x7f\xc3\xa4 IN= OUT=lo TRUNCATED)"
                            "\n"));
    }

    void everyCutOfAPacketIsWrittenToItsEnd()
    {
        const Bytes quoting = bytesOf("450000381234000040010000c6336401c0a84501"
                                      "0b00000000000000"
                                      "45000029000100000101000"
                                      "0c0a84501cb00711d"
                                      "0800000000070001");
        for (std::size_t size = 0; size <= quoting.size(); ++size) {
            const QByteArray text = textOf({quoting.begin(), quoting.begin() + long(size)});
            QVERIFY(text.startsWith("IN= OUT=eth0 "));
            QCOMPARE(text.count('\n'), 1);
            QCOMPARE(text.count('['), text.count(']'));
        }
    }
};

void TestNflogLine::everyPartIsWrittenAsTheKernelWritesIt_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& packet, const char* text) {
        QTest::newRow(name) << packet << QByteArray(text);
    };
    // IPv4 header of 20 bytes, TTL 64, 10.0.0.1 to 10.0.0.2: length, ID, flags and offset, protocol as given.
    const auto v4 = [](const char* length, const char* fragment, const char* protocol,
                       const char* tos = "00") {
        return QByteArray("45") + tos + length + "0001" + fragment + "40" + protocol + "00000a0000010a000002";
    };
    const QByteArray inner = v4("001c", "0000", "11") + "1f40003500080000";
    const auto v6 = [](const char* payloadLength, const char* nextHeader) {
        return QByteArray("6") + "ab12345" + payloadLength + nextHeader + "40" +
               "20010db8000000000000000000000001" + "20010db8000000000000000000000002";
    };
    constexpr auto v6Text =
        "SRC=2001:0db8:0000:0000:0000:0000:0000:0001 DST=2001:0db8:0000:0000:0000:0000:0000:0002 ";
    const auto v6Row = [&](const char* name, const QByteArray& packet, const QByteArray& text) {
        row(name, packet, (v6Text + text).constData());
    };

    row("nothing", "", "TRUNCATED");
    row("half a header", "4500001c0001", "TRUNCATED");
    row("echo request", v4("001c", "0000", "01") + "0800000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=7 "
        "SEQ=1 ");
    row("TOS and PREC", v4("001c", "0000", "01", "ff") + "0800000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x1E PREC=0xE0 TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=7 "
        "SEQ=1 ");
    row("all flags", v4("001c", "e000", "01") + "0800000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 CE DF MF PROTO=ICMP TYPE=8 CODE=0 "
        "ID=7 "
        "SEQ=1 ");
    row("later fragment", v4("001c", "20b9", "01") + "0800000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 MF FRAG:185 PROTO=ICMP ");
    row("later fragment of AH has no protocol", v4("001c", "0001", "33") + "0600000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 FRAG:1 ");
    row("header options are skipped",
        "46000020000100004001"
        "0000"
        "0a0000010a000002"
        "01010100"
        "0800000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=32 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=7 "
        "SEQ=1 ");
    row("ICMP of 3 bytes", v4("0017", "0000", "01") + "080000",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=23 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP INCOMPLETE [3 bytes] ");
    row("short timestamp request", v4("001c", "0000", "01") + "0d00000000070001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=13 CODE=0 "
        "INCOMPLETE [8 bytes] ");
    row("port unreachable", v4("0038", "0000", "01") + "0303000000000000" + inner,
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=56 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=3 CODE=3 "
        "[SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=UDP SPT=8000 DPT=53 LEN=8 "
        "] ");
    row("fragmentation needed, with eight bytes of TCP",
        v4("0038", "0000", "01") + "03040000000005d4" + v4("05dc", "4000", "06") + "01bbc00000000001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=56 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=3 CODE=4 "
        "[SRC=10.0.0.1 DST=10.0.0.2 LEN=1500 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP INCOMPLETE [8 "
        "bytes] ] "
        "MTU=1492 ");
    row("redirect", v4("0038", "0000", "01") + "050100000a0000fe" + inner,
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=56 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=5 CODE=1 "
        "GATEWAY=10.0.0.254 [SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=UDP "
        "SPT=8000 "
        "DPT=53 LEN=8 ] ");
    row("an error about an error opens no second brackets",
        v4("0054", "0000", "01") + "0b00000000000000" + v4("0038", "0000", "01") + "0303000000000000" + inner,
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=84 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=11 CODE=0 "
        "[SRC=10.0.0.1 DST=10.0.0.2 LEN=56 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=3 CODE=3 ] ");
    row("parameter problem", v4("0038", "0000", "01") + "0c00000014000000" + inner,
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=56 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=12 CODE=0 "
        "PARAMETER=20 ");
    row("TCP",
        v4("0028", "4000", "06") + "9c400050000000010000000050" +
            "c2faf00000"
            "0000",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=40000 DPT=80 "
        "WINDOW=64240 "
        "RES=0x00 CWR ECE SYN URGP=0 ");
    row("TCP with every bit",
        v4("0028", "0000", "06") + "9c40005000000001000000005fff"
                                   "faf000000009",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=40000 DPT=80 "
        "WINDOW=64240 "
        "RES=0x38 AE CWR ECE URG ACK PSH RST SYN FIN URGP=9 ");
    row("TCP with an impossible data offset",
        v4("0028", "0000", "06") + "9c4000500000000100000000f002"
                                   "faf000000000",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=40000 DPT=80 "
        "WINDOW=64240 "
        "RES=0x00 SYN URGP=0 ");
    row("UDP", inner,
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=UDP SPT=8000 DPT=53 LEN=8 ");
    row("UDP-Lite", v4("001c", "0000", "88") + "1f40003500080000",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=UDPLITE SPT=8000 DPT=53 "
        "LEN=8 ");
    row("AH", v4("0020", "0000", "33") + "060400000000abcd00000001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=32 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=AH SPI=0xabcd ");
    row("ESP", v4("001c", "0000", "32") + "f123456700000001",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ESP SPI=0xf1234567 ");
    row("short ESP", v4("0018", "0000", "32") + "f1234567",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=24 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ESP INCOMPLETE [4 bytes] ");
    row("SCTP is a number", v4("0020", "0000", "84") + "000000000000000000000000",
        "SRC=10.0.0.1 DST=10.0.0.2 LEN=32 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=132 ");

    v6Row("IPv6 echo", v6("0008", "3a") + "8000000000070001",
          "LEN=48 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=ICMPv6 TYPE=128 CODE=0 ID=7 SEQ=1 ");
    v6Row("IPv6 packet too big",
          v6("0038", "3a") + "0200000000000500" + v6("0008", "11") + "1f40003500080000",
          QByteArray("LEN=96 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=ICMPv6 TYPE=2 CODE=0 [") + v6Text +
              "LEN=48 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=UDP SPT=8000 DPT=53 LEN=8 ] MTU=1280 ");
    v6Row(
        "IPv6 parameter problem", v6("0030", "3a") + "0400000000000028" + v6("0000", "3b"),
        QByteArray("LEN=88 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=ICMPv6 TYPE=4 CODE=0 POINTER=00000028 [") +
            v6Text + "LEN=40 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=59 ] ");
    v6Row("IPv6 hop-by-hop, then UDP", v6("0010", "00") + "1100050200000000" + "1f40003500080000",
          "LEN=56 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=UDP SPT=8000 DPT=53 LEN=8 ");
    v6Row("IPv6 first fragment", v6("0010", "2c") + "1100000100abcdef" + "1f40003500080000",
          "LEN=56 TC=171 HOPLIMIT=64 FLOWLBL=74565 FRAG:0 INCOMPLETE ID:00abcdef PROTO=UDP SPT=8000 DPT=53 "
          "LEN=8 ");
    v6Row("IPv6 last fragment", v6("0010", "2c") + "110005a800abcdef" + "1f40003500080000",
          "LEN=56 TC=171 HOPLIMIT=64 FLOWLBL=74565 FRAG:1448 ID:00abcdef PROTO=UDP ");
    v6Row("IPv6 half a fragment header", v6("0004", "2c") + "11000001",
          "LEN=44 TC=171 HOPLIMIT=64 FLOWLBL=74565 FRAG:TRUNCATED ");
    v6Row("IPv6 AH is silent", v6("0014", "33") + "110100000000abcd00000001" + "1f40003500080000",
          "LEN=60 TC=171 HOPLIMIT=64 FLOWLBL=74565 PROTO=UDP SPT=8000 DPT=53 LEN=8 ");
    v6Row("IPv6 ESP ends the line", v6("0008", "32") + "f123456700000001",
          "LEN=48 TC=171 HOPLIMIT=64 FLOWLBL=74565 ");
    v6Row("IPv6 extension missing", v6("0000", "00"), "LEN=40 TC=171 HOPLIMIT=64 FLOWLBL=74565 TRUNCATED");
    row("half an IPv6 header", "6000000000083a40", "TRUNCATED");
}

HOOKWALK_TEST(TestNflogLine)
#include "tst_loglinewriter.moc"
