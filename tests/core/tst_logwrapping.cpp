// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before "IN=": the wrapping of the file, the time, the prefix, and the table and chain that it
// names.
#include "support/testprogram.h"
#include "wire/linejson.h"
#include "wire/traceprefix.h"

#include <QTest>

using namespace hookwalk;

namespace
{

#define BODY                                                                                                 \
    "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 PROTO=ICMP TYPE=8 "   \
    "CODE=0 ID=1 SEQ=2 "

constexpr qint64 second = 1'000'000, day = 86'400 * second;
constexpr qint64 timeOfDay = (11 * 3600 + 48 * 60) * second;
constexpr qint64 januar14 = 13 * day + timeOfDay;           // 11:48:00, since the start of a year
constexpr qint64 januar14Of2021 = 18'641 * day + timeOfDay; // since 1970
constexpr qint64 none = -1;

} // namespace

class TestLogWrapping : public QObject
{
    Q_OBJECT

    wire::LogReader m_reader;
    wire::LogLine m_line;
    std::string m_text;

    bool read(const std::string& text)
    {
        m_text = text;
        return m_reader.read(m_text, m_line);
    }
    QString prefix() const
    {
        return QString::fromUtf8(m_line.prefix.data(), qsizetype(m_line.prefix.size()));
    }

private Q_SLOTS:
    void init() { m_reader = wire::LogReader(); }

    void wrappingsAreTakenOff_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("prefix");
        const auto row = [](const char* name, const char* head, qint64 time, const char* prefix) {
            QTest::newRow(name) << QByteArray(head) << time << QString::fromUtf8(prefix);
        };
        row("nothing", "", none, "");
        row("prefix only", "DROP: ", none, "DROP: ");
        row("priority", "<4>DROP: ", none, "DROP: ");
        row("dmesg", "[ 5281.733217] DROP: ", 5281'733217, "DROP: ");
        row("dmesg, long ago", "[17748123.074339] DROP: ", 17748123'074339, "DROP: ");
        row("dmesg, no prefix", "[    0.000001] ", 1, "");
        row("dmesg -d", "[ 5281.733217 <    0.000011>] DROP: ", 5281'733217, "DROP: ");
        row("dmesg -r", "<4>[ 5281.733217] DROP: ", 5281'733217, "DROP: ");
        row("dmesg -x", "kern  :warn  : [ 5281.733217] DROP: ", 5281'733217, "DROP: ");
        row("dmesg -T", "[Thu Jan 14 11:48:00 2021] DROP: ", januar14Of2021, "DROP: ");
        row("dmesg -H, minute", "[Jan14 11:48] DROP: ", januar14, "DROP: ");
        row("dmesg -H, difference", "[  +0.000011] DROP: ", 11, "DROP: ");
        row("dmesg --time-format=iso", "2021-01-14T12:48:00,000005+01:00 DROP: ", januar14Of2021 + 5,
            "DROP: ");
        row("caller", "[17748.074339][    C0] DROP: ", 17748'074339, "DROP: ");
        row("caller, a task", "[17748.074339][T12345] DROP: ", 17748'074339, "DROP: ");
        row("caller behind a blank", "[17748.074339] [    C1] DROP: ", 17748'074339, "DROP: ");
        row("prefix in brackets is no caller", "[17748.074339] [C0] ", 17748'074339, "[C0] ");
        row("/dev/kmsg", "4,1207858,2787742949,-;DROP: ", 2787742949, "DROP: ");
        row("/dev/kmsg with a caller", "4,12,99,-,caller=T123;DROP: ", 99, "DROP: ");
        row("/dev/kmsg, bytes escaped", "4,12,99,-;\\x5c\\xc3\\xa4: ", 99, "\\x5c\\xc3\\xa4: ");
        row("RFC 3164", "Jan 14 11:48:00 host kernel: DROP: ", januar14, "DROP: ");
        row("RFC 3164 with priority",
            "<161>Oct 10 07:25:12 host kernel: DROP: ", (282 * 86'400 + 7 * 3600 + 25 * 60 + 12) * second,
            "DROP: ");
        row("RFC 3164, day padded with a blank",
            "Jan  8 03:37:09 host kernel: DROP: ", (7 * 86'400 + 3 * 3600 + 37 * 60 + 9) * second, "DROP: ");
        row("RFC 3164, day padded with 0",
            "Jan 08 03:37:09 host kernel: DROP: ", (7 * 86'400 + 3 * 3600 + 37 * 60 + 9) * second, "DROP: ");
        row("RFC 3164, day not padded",
            "Jan 8 03:37:09 host kernel: DROP: ", (7 * 86'400 + 3 * 3600 + 37 * 60 + 9) * second, "DROP: ");
        row("RFC 3164 and the kernel's own time",
            "Jan 14 11:48:00 host kernel: [ 5281.733217] DROP: ", 5281'733217, "DROP: ");
        row("host twice", "Jan 14 11:48:00 host [host] kernel: DROP: ", januar14, "DROP: ");
        row("vmunix", "Jan 14 11:48:00 host vmunix: DROP: ", januar14, "DROP: ");
        row("facility", "kern.info: DROP: ", none, "DROP: ");
        row("facility and kernel", "Jan 14 11:48:00 host user.warn kernel: DROP: ", januar14, "DROP: ");
        row("logread", "Thu Jan 14 11:48:00 2021 kern.warn kernel: [ 5281.733217] DROP: ", 5281'733217,
            "DROP: ");
        row("no host", "Jan  8 03:37:09 DENY: ", (7 * 86'400 + 3 * 3600 + 37 * 60 + 9) * second, "DENY: ");
        row("no host, no colon", "Jan 14 11:48:00 DENY ", januar14, "DENY ");
        row("ulogd2", "Jan 14 11:48:00 host DROP all ", januar14, "DROP all ");
        row("UniFi", "Jan 14 11:48:00 host [LAN_IN-D] DESCR=\"a b\" ", januar14, "[LAN_IN-D] DESCR=\"a b\" ");
        row("ISO", "2021-01-14T12:48:00.123456+01:00 host kernel: DROP: ", januar14Of2021 + 123456, "DROP: ");
        row("ISO, UTC", "2021-01-14T11:48:00.123456Z host kernel: DROP: ", januar14Of2021 + 123456, "DROP: ");
        row("ISO, blank for T", "2021-01-14 11:48:00 host kernel: DROP: ", januar14Of2021, "DROP: ");
        row("daemontools", "2021-01-14 11:48:00.222382500 <4>DROP: ", januar14Of2021 + 222382, "DROP: ");
        row("RFC 5424", "<174>1 2021-01-14T11:48:00Z - - - - - DROP: ", januar14Of2021, "DROP: ");
        row("RFC 5424 with data",
            "<4>1 2021-01-14T11:48:00Z host kernel - - [a@1 b=\"]\"][c] [ 5281.733217] DROP: ", 5281'733217,
            "DROP: ");
        row("RFC 5424 without time",
            "<4>1 - host kernel - - - \xef\xbb\xbf"
            "DROP: ",
            none, "DROP: ");
        row("journal, short", "Jan 14 11:48:00 host kernel: DROP: ", januar14, "DROP: ");
        row("journal, short-precise", "Jan 14 11:48:00.000007 host kernel: DROP: ", januar14 + 7, "DROP: ");
        row("journal, short-iso", "2021-01-14T12:48:00+0100 host kernel: DROP: ", januar14Of2021, "DROP: ");
        row("journal, short-monotonic", "[ 5281.733217] host kernel: DROP: ", 5281'733217, "DROP: ");
        row("journal, short-unix", "1610624880.000009 host kernel: DROP: ", januar14Of2021 + 9, "DROP: ");
        row("journal, short-full", "Thu 2021-01-14 11:48:00 UTC host kernel: DROP: ", januar14Of2021,
            "DROP: ");
        row("journal, export", "MESSAGE=DROP: ", none, "DROP: ");
    }
    void wrappingsAreTakenOff()
    {
        QFETCH(QByteArray, head);
        QFETCH(qint64, time);
        QVERIFY(read(head.toStdString() + BODY));
        QCOMPARE(qint64(m_line.timeUs.value_or(none)), time);
        QTEST(prefix(), "prefix");
        QVERIFY(m_line.damaged.empty());
        QVERIFY(m_line.packet.icmp && m_line.packet.icmp->seq == 2u);
    }

    void anyPrefixIsKeptAsPrinted_data()
    {
        QTest::addColumn<QString>("prefix");
        for (const char* prefix :
             {"DROP(src wan)", "test nft", "## this is ping ##", "\"iptables-dropped:\"",
              "IN= foo IN=bar ININ: ", "IN=eth0 OUT=eth1 ", "[UFW BLOCK] ",
              "a=b: ", "IN=", "OUT= ", "übel: ", "x SRC=1.2.3.4 DST=x ",
              "kernel says: ", "IN=a OUT=b SRC=1.2.3.4 ", "  ", "[", "(]", "nft: IN=x OUT=y [SRC=1.2.3.4 "})
            QTest::newRow(prefix) << QString::fromUtf8(prefix);
    }
    void anyPrefixIsKeptAsPrinted()
    {
        QFETCH(QString, prefix);
        QVERIFY(read("[ 5281.733217] " + prefix.toStdString() + BODY));
        QCOMPARE(this->prefix(), prefix);
        QCOMPARE(m_line.in, wire::Text("eth0"));
        QVERIFY(m_line.damaged.empty());
    }

    void journalExportTellsTheTimeInAnotherLine()
    {
        QVERIFY(!read("__CURSOR=s=1"));
        QVERIFY(!read("__REALTIME_TIMESTAMP=1610624880000009"));
        QVERIFY(!read("_TRANSPORT=kernel"));
        QVERIFY(read("MESSAGE=DROP: " BODY));
        QCOMPARE(*m_line.timeUs, januar14Of2021 + 9);
        QVERIFY(!read(""));
        QVERIFY(read("MESSAGE=DROP: " BODY));
        QVERIFY(!m_line.timeUs);
    }

    void journalJsonIsReadWithinItsString()
    {
        QVERIFY(read("{\"PRIORITY\":\"4\",\"MESSAGE\":\"a \\\"b\\\" \\u00e4: " BODY
                     "\",\"__REALTIME_TIMESTAMP\":\"1610624880000009\"}"));
        QCOMPARE(*m_line.timeUs, januar14Of2021 + 9);
        QVERIFY(m_line.damaged.empty());
        QCOMPARE(QString::fromStdString(wire::toJson(m_line, 1)["prefix"].get<std::string>()),
                 QStringLiteral("a \"b\" ä: "));
        QVERIFY(read("{\"log\":\"DROP: " BODY "\\n\",\"stream\":\"stdout\"}"));
        QCOMPARE(prefix(), QStringLiteral("DROP: "));
        QVERIFY(m_line.damaged.empty());
    }

    void kmsgEscapesArePlainInJson()
    {
        QVERIFY(read("4,12,99,-;\\x5c\\xc3\\xa4: " BODY));
        QCOMPARE(QString::fromStdString(wire::toJson(m_line, 1)["prefix"].get<std::string>()),
                 QStringLiteral("\\ä: "));
        QVERIFY(read("4,12,99,-;\\xff: " BODY));
        QVERIFY(QString::fromStdString(wire::dumpLine(wire::toJson(m_line, 1))).contains(QChar(0xfffd)));
    }

    void differencesOfDmesgAddUpOverAllLines()
    {
        QVERIFY(!read("[Jan14 11:48] eth0: link up"));
        QVERIFY(!read("[  +1.000000] eth0: link down"));
        QVERIFY(read("[  +0.000011] " BODY));
        QCOMPARE(*m_line.timeUs, januar14 + second + 11);
        QVERIFY(read("[  +0.000002] " BODY));
        QCOMPARE(*m_line.timeUs, januar14 + second + 13);
        QVERIFY(read("[Jan14 11:49] " BODY));
        QCOMPARE(*m_line.timeUs, januar14 + 60 * second);
    }

    void aLeapDayIsOneDayLong()
    {
        QVERIFY(read("Feb 29 00:00:00 host kernel: " BODY));
        const auto leapDay = *m_line.timeUs;
        QVERIFY(read("Mar  1 00:00:00 host kernel: " BODY));
        QCOMPARE(*m_line.timeUs - leapDay, std::int64_t{day});
    }

    void otherLinesAreNoLogLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", " ", "IN=", "IN=eth0", "OUT=eth0", "eth0: link up", "IN= OUT", "SRC=10.0.0.1 DST=10.0.0.2",
              "a IN=b c OUT=d", "[ 5281.733217] nf_conntrack: table full, dropping packet",
              "PHYSIN=eth0 OUTPUT=x", " SUBSYSTEM=net",
              " TRACE: 2 1266087f raw:PREROUTING:rule:0x2:CONTINUE  -4 -j TRACE"})
            QTest::newRow(text) << QByteArray(text);
    }
    void otherLinesAreNoLogLines()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!read(text.toStdString()));
    }

    void prefixesNameTableAndChain_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* prefix, const char* named) {
            QTest::newRow(prefix) << prefix << named;
        };
        row("raw-PREROUTING [114514]", "raw PREROUTING base");
        row("nat-POSTROUTING [7]", "nat POSTROUTING base");
        row("mangle:FORWARD: ", "mangle FORWARD base");
        row("filter_INPUT ", "filter INPUT base");
        row("security/OUTPUT ", "security OUTPUT base");
        row("filter.FORWARD", "filter FORWARD base");
        row("nat OUTPUT: ", "nat OUTPUT base");
        row("filter-mychain [3]", "filter mychain");
        row("raw-FORWARD [3]", "raw FORWARD");
        row("filter-INPUT-drop ", "");
        row("filter-mychain ", "");
        row("FORWARD: ", "");
        row("natural-INPUT ", "");
        row("raw", "");
        row("raw-", "");
        row("TRACE: raw:OUTPUT:rule:1 ", "raw OUTPUT base rule 1");
        row("TRACE: filter:my-chain.x_1:return:12 ", "filter my-chain.x_1 return 12");
        row("TRACE: nat:POSTROUTING:policy:2 ", "nat POSTROUTING base policy 2");
        row("TRACE: nat:POSTROUTING:rule: ", "");
        row("TRACE: nat:POSTROUTING:jump:2 ", "");
        row("TRACE: nat ", "");
        row("nf_ct_proto_6: invalid packet ignored (no. 3) ", "");
    }
    void prefixesNameTableAndChain()
    {
        QFETCH(QString, prefix);
        QVERIFY(read(prefix.toStdString() + BODY));
        QCOMPARE(this->prefix(), prefix);
        const auto object = wire::toJson(m_line, 1);
        QCOMPARE(object.contains("table"), object.contains("chain"));
        QString named;
        if (object.contains("table"))
            named = QString::fromStdString(object["table"].get<std::string>() + ' ' +
                                           object["chain"].get<std::string>());
        if (m_line.baseChain)
            named += QStringLiteral(" base");
        if (object.contains("trace"))
            named += QStringLiteral(" %1 %2")
                         .arg(object["trace"]["type"].get<std::string>().c_str())
                         .arg(object["trace"]["number"].get<int>());
        QTEST(named, "named");
    }

    void ownPrefixesAreReadBack()
    {
        for (const Chain chain : allChains) {
            const auto prefix = wire::tracePrefix(chain, wire::maxTag);
            QVERIFY(prefix.size() <= 29);
            const auto read = wire::readTracePrefix(prefix);
            QVERIFY(read && read->baseChain == chain);
            QCOMPARE(read->tag, std::string_view("9999999"));
        }
        QCOMPARE(wire::tracePrefix({Table::Raw, Hook::Prerouting}, wire::logpktTag),
                 std::string("raw-PREROUTING [114514]"));
    }
};

HOOKWALK_TEST(TestLogWrapping)
#include "tst_logwrapping.moc"
