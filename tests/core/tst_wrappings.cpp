// SPDX-License-Identifier: GPL-3.0-or-later
// What people paste: two TRACE lines of one packet in the wrappings of the programs that print, ship and show them. In
// each they are one packet with its two chains, and the time that stands there.
#include "support/testprogram.h"
#include "traversal/trace.h"
#include "traversal/walk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;

namespace
{

#define TRACED_PACKET(devices, ttl)                                                                          \
    devices                                                                                                  \
        " MAC=02:00:5e:00:53:01:02:00:5e:00:53:02:08:00 SRC=192.0.2.50 DST=203.0.113.80 LEN=60 TOS=0x00 "    \
        "PREC=0x00 TTL=" ttl " ID=1197 DF PROTO=TCP SPT=40000 DPT=25 SEQ=1 ACK=0 WINDOW=64240 RES=0x00 "     \
        "SYN URGP=0 "
constexpr const char* first = "TRACE: raw:PREROUTING:policy:2 " TRACED_PACKET("IN=lan OUT=", "64");
constexpr const char* laterLine = "TRACE: filter:FORWARD:rule:7 " TRACED_PACKET("IN=lan OUT=wan", "63");

constexpr qint64 secondUs = 1'000'000, dayUs = 86'400 * secondUs;
constexpr qint64 evening = (22 * 3600 + 46 * 60 + 50) * secondUs;
constexpr qint64 yearless = 331 * dayUs + evening; // 28 November, 22:46:50, since the start of a year
constexpr qint64 epoch = 20'785 * dayUs + evening; // the same of 2026, since 1970
constexpr qint64 boot = 2212'192318, micro = 192318, milli = 192000, noClock = -1;

struct Wrapping {
    const char* name;
    const char* before; // of each of the two lines
    const char* after;
    qint64 time;
};

constexpr Wrapping wrappings[] = {
    // dmesg(1) and the kernel
    {"dmesg -t", "", "", noClock},
    {"dmesg", "[ 2212.192318] ", "", boot},
    {"dmesg, cut at the blank", "[ 2212.192318]", "", boot},
    {"dmesg -r", "<4>[ 2212.192318] ", "", boot},
    {"dmesg -x", "kern  :warn  : [ 2212.192318] ", "", boot},
    {"dmesg -x -t", "kern  :warn  : ", "", noClock},
    {"dmesg -x, ISO", "kern  :warn  : 2026-11-28T22:46:50,192318+00:00 ", "", epoch + micro},
    {"dmesg -T", "[Sat Nov 28 22:46:50 2026] ", "", epoch},
    {"dmesg -T -x", "kern  :warn  : [Sat Nov 28 22:46:50 2026] ", "", epoch},
    {"dmesg -d", "[ 2212.192318 <    0.000012>] ", "", boot},
    {"dmesg --time-format=ctime -d", "[Sat Nov 28 22:46:50 2026 <    0.000012>] ", "", epoch},
    {"dmesg --time-format=iso", "2026-11-28T22:46:50,192318+00:00 ", "", epoch + micro},
    {"dmesg -L, colours", "\x1b[32m[ 2212.192318] \x1b[0m\x1b[1m", "\x1b[0m", boot},
    {"dmesg -L, key coloured", "\x1b[32m[ 2212.192318] \x1b[0m\x1b[33mkernel: \x1b[0m", "", boot},
    {"less without -R", "ESC[32m[ 2212.192318] ESC[0m", "", boot},
    {"cat -v", "^[[32m[ 2212.192318] ^[[0m", "^[[0m", boot},
    {"dmesg, caller", "[ 2212.192318][    C0] ", "", boot},
    {"dmesg, task", "[ 2212.192318][ T1234] ", "", boot},
    {"dmesg -H", "[Nov28 22:46] ", "", 331 * dayUs + (22 * 3600 + 46 * 60) * secondUs},
    {"/dev/kmsg", "4,1207,2212192318,-;", "", boot},
    {"/dev/kmsg with a caller", "4,1207,2212192318,-,caller=T12;", "", boot},
    {"/proc/kmsg", "<4>[ 2212.192318] ", "", boot},
    {"serial console of Android", "<4>[ 2212.192318]  [0:      swapper/0:    0] ", "", boot},
    {"KERN_SOH",
     "\x01"
     "4[ 2212.192318] ",
     "", boot},
    // journalctl(1)
    {"journalctl", "Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"journalctl -o short-precise", "Nov 28 22:46:50.192318 fw1 kernel: ", "", yearless + micro},
    {"journalctl -o short-iso", "2026-11-28T23:46:50+0100 fw1 kernel: ", "", epoch},
    {"journalctl -o short-iso-precise", "2026-11-28T22:46:50.192318+00:00 fw1 kernel: ", "", epoch + micro},
    {"journalctl -o short-full", "Sat 2026-11-28 22:46:50 UTC fw1 kernel: ", "", epoch},
    {"journalctl -o with-unit", "Sat 2026-11-28 22:46:50 UTC fw1 init.scope/kernel[0]: ", "", epoch},
    {"journalctl -o short-monotonic", "[ 2212.192318] fw1 kernel: ", "", boot},
    {"journalctl -o short-delta, first", "[ 2212.192318                ] fw1 kernel: ", "", boot},
    {"journalctl -o short-delta", "[ 2212.192318 <    0.000012 >] fw1 kernel: ", "", boot},
    {"journalctl -o short-unix", "1795906010.192318 fw1 kernel: ", "", epoch + micro},
    {"journalctl -o cat", "", "", noClock},
    {"journalctl -o verbose",
     "Sat 2026-11-28 22:46:50.192318 UTC [s=1;i=2;b=3;m=4;t=5;x=6]\n    _HOSTNAME=fw1\n"
     "    MESSAGE=",
     "\n    SYSLOG_IDENTIFIER=kernel", epoch + micro},
    {"journalctl -o export", "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795906010192318\n_HOSTNAME=fw1\nMESSAGE=",
     "\nPRIORITY=4\n", epoch + micro},
    {"journalctl -o json", R"({"__REALTIME_TIMESTAMP":"1795906010192318","_HOSTNAME":"fw1","MESSAGE":")",
     R"("})", epoch + micro},
    {"journalctl -o json, time behind", R"({"PRIORITY":"4","MESSAGE":")",
     R"(","_HOSTNAME":"fw1","__REALTIME_TIMESTAMP":"1795906010192318"})", epoch + micro},
    {"journalctl -o json-pretty", "{\n\t\"__REALTIME_TIMESTAMP\" : \"1795906010192318\",\n\t\"MESSAGE\" : \"",
     "\",\n\t\"_HOSTNAME\" : \"fw1\"\n}", epoch + micro},
    {"journalctl -o json-sse", R"(data: {"__REALTIME_TIMESTAMP":"1795906010192318","MESSAGE":")", "\"}\n",
     epoch + micro},
    {"journalctl -o json-seq", "\x1e{\"__REALTIME_TIMESTAMP\":\"1795906010192318\",\"MESSAGE\":\"", "\"}",
     epoch + micro},
    {"dmesg -J", "   {\n      \"pri\": 4,\n      \"time\":  2212.192318,\n      \"msg\": \"", "\"\n   },",
     boot},
    // syslog daemons and relays
    {"syslogd", "Nov 28 22:46:50 fw1 kernel: [ 2212.192318] ", "", boot},
    {"syslogd without printk.time", "Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"vmunix", "Nov 28 22:46:50 fw1 vmunix: ", "", yearless},
    {"metalog", "Nov 28 22:46:50 [kernel] [ 2212.192318] ", "", boot},
    {"busybox syslogd", "Nov 28 22:46:50 fw1 kern.warn kernel: [ 2212.192318] ", "", boot},
    {"logread of OpenWrt", "Sat Nov 28 22:46:50 2026 kern.warn kernel: [ 2212.192318] ", "", boot},
    {"rsyslog, high precision", "2026-11-28T22:46:50.192318+00:00 fw1 kernel: ", "", epoch + micro},
    {"RFC 3164 on the wire", "<4>Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"RFC 5424", "<4>1 2026-11-28T22:46:50.192318+00:00 fw1 kernel - - - ", "", epoch + micro},
    {"RFC 5424 with data", "<4>1 2026-11-28T22:46:50.192318Z fw1 kernel - - [meta sequenceId=\"7\"] ", "",
     epoch + micro},
    {"RFC 6587, octets counted", "283 <4>1 2026-11-28T22:46:50.192318+00:00 fw1 kernel - - - ", "",
     epoch + micro},
    {"relay", "Nov 28 22:46:51 relay Nov 28 22:46:50 fw1 kernel: [ 2212.192318] ", "", boot},
    {"relay by address", "Nov 28 22:46:51 192.0.2.1 <4>Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"relay that adds its tag", "Nov 28 22:46:50 fw1 kernel: kernel: ", "", yearless},
    {"level kept by klogd", "Nov 28 22:46:50 fw1 kernel: <4>", "", yearless},
    {"Kiwi, fields by tabs", "2026-11-28 22:46:50\tKernel.Warning\t192.0.2.1\tkernel: ", "", epoch},
    {"CEE", R"(Nov 28 22:46:50 fw1 kernel: @cee: {"msg":")", R"("})", yearless},
    {"CEE, cut", R"(Nov 28 22:46:50 fw1 kernel: @cee: {"msg":")", "", yearless},
    {"rsyslog's JSON", R"({"timereported":"2026-11-28T22:46:50.192318+00:00","host":"fw1","message":" )",
     R"("})", epoch + micro},
    {"GELF", R"({"version":"1.1","host":"fw1","short_message":")",
     R"(","timestamp":1795906010.192318,"level":4})", epoch + micro},
    {"seconds since 1970", "1795906010 fw1 kernel: ", "", epoch},
    {"daemontools", "2026-11-28 22:46:50.192318500 <4>", "", epoch + micro},
    {"moreutils ts", "Nov 28 22:46:50 ", "", yearless},
    {"date with slashes", "2026/11/28 22:46:50 ", "", epoch},
    // containers, clusters, phones
    {"docker logs -t", "2026-11-28T22:46:50.192318123Z ", "", epoch + micro},
    {"docker compose logs", "netlog-1  | [ 2212.192318] ", "", boot},
    {"docker's json-file", R"({"log":"[ 2212.192318] )",
     "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-28T22:46:50Z\"}", boot},
    {"Kubernetes' CRI", "2026-11-28T22:46:50.192318Z stderr F ", "", epoch + micro},
    {"kubectl logs --prefix", "[pod/netlog-abc/log] [ 2212.192318] ", "", boot},
    {"kubectl logs --prefix --timestamps", "[pod/netlog-abc/log] 2026-11-28T22:46:50.192318Z ", "",
     epoch + micro},
    {"stern", "netlog-abc log [ 2212.192318] ", "", boot},
    {"logcat -v threadtime", "11-28 22:46:50.192     0     0 W         : ", "", yearless + milli},
    {"logcat -v brief", "W/kernel (    0): [ 2212.192318] ", "", boot},
    {"heroku, nomad", "2026-11-28T22:46:50.192318+00:00 app[netlog.1]: ", "", epoch + micro},
    // stores and their exports
    {"logcli", R"(2026-11-28T22:46:50Z {host="fw1", job="journal"} )", "", epoch},
    {"Loki's API", R"({"stream":{"host":"fw1"},"values":[["1795906010192318000",")", R"("]]})", noClock},
    {"Elastic", R"({"_source":{"@timestamp":"2026-11-28T22:46:50.192Z","host":{"name":"fw1"},"message":")",
     R"("}})", epoch + milli},
    {"Elastic, original event too",
     R"({"message":"DUP","@timestamp":"2026-11-28T22:46:50.192Z","event":{"original":")", R"("}})",
     epoch + milli},
    {"Kibana's CSV", R"("Nov 28, 2026 @ 22:46:50.192",)", "", epoch + milli},
    {"Graylog's CSV", R"("2026-11-28T22:46:50.192Z","fw1",")", "\"", epoch + milli},
    {"CloudWatch", R"({"timestamp":1795906010192,"message":")", R"(","ingestionTime":1795906011000})",
     epoch + milli},
    {"Splunk's JSON",
     R"({"_time":"2026-11-28T22:46:50.192+00:00","host":"fw1","_raw":"Nov 28 22:46:50 fw1 kernel: )", R"("})",
     yearless},
    {"JSON in JSON", R"({"log":"{\"msg\":\"[ 2212.192318] )", R"(\"}"})", boot},
    // what is done to text on its way
    {"grep -H", "kern.log.1:Nov 28 22:46:50 fw1 kernel: [ 2212.192318] ", "", boot},
    {"grep -n", "4711:Nov 28 22:46:50 fw1 kernel: [ 2212.192318] ", "", boot},
    {"grep -Hn", "/var/log/kern.log:4711:Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"grep -C", "/var/log/kern.log-4712-Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"grep --color",
     "\x1b[35m\x1b[Kkern.log\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[KNov 28 22:46:50 fw1 kernel: ", "",
     yearless},
    {"cat -n", "     1\tNov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"tail of several, ssh", "fw1: Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"mail", "> Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"mail, twice", ">> > Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"diff", "+Nov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"Markdown, a list", "* `Nov 28 22:46:50 fw1 kernel: ", "`", yearless},
    {"indented", "    [ 2212.192318] ", "", boot},
    {"behind a tab", "\t[ 2212.192318] ", "", boot},
    {"carriage returns", "[ 2212.192318] ", "\r", boot},
    {"quoted", "\"[ 2212.192318] ", "\"", boot},
    {"byte order mark", "\xef\xbb\xbfNov 28 22:46:50 fw1 kernel: ", "", yearless},
    {"nobody's", "some-tool v1 (beta) | fw1 > ", "", noClock},
};

} // namespace

class TestWrappings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Records that mail broke at blanks, in quotes, too, or a terminal at a column, are whole again; where one cannot be
    // told to be, it is left.
    void whatMailOrATerminalBrokeIsWhole_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("packets");
        QTest::addColumn<int>("events");
        const QByteArray whole =
            "Mar  3 10:00:00 gw kernel: [  100.000001] TRACE: raw:PREROUTING:policy:2 IN=eth1 OUT= "
            "MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=192.0.2.80 DST=203.0.113.29 LEN=84 TOS=0x00 "
            "PREC=0x00 "
            "TTL=64 ID=9 DF PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1\n"
            "Mar  3 10:00:00 gw kernel: [  100.000009] TRACE: nat:PREROUTING:policy:1 IN=eth1 OUT= "
            "MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=192.0.2.80 DST=203.0.113.29 LEN=84 TOS=0x00 "
            "PREC=0x00 "
            "TTL=64 ID=9 DF PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1\n";
        const auto atBlanks = [&](const QByteArray& quote, qsizetype width) {
            QByteArray text;
            for (const QByteArray& line : whole.trimmed().split('\n')) {
                QByteArray piece;
                for (const QByteArray& word : line.split(' ')) {
                    if (piece.size() + 1 + word.size() > width) {
                        text += quote + piece + '\n';
                        piece.clear();
                    }
                    piece += (piece.isEmpty() ? "" : " ") + word;
                }
                text += quote + piece + '\n';
            }
            return text;
        };
        const auto atColumn = [&](qsizetype width) {
            QByteArray text;
            for (const QByteArray& line : whole.trimmed().split('\n')) {
                for (qsizetype at = 0; at < line.size(); at += width)
                    text += line.mid(at, width) + '\n';
            }
            return text;
        };
        QTest::newRow("whole") << whole << 1 << 2;
        QTest::newRow("mail, 72") << "Hello,\nthis is what I see:\n\n" + atBlanks("", 72) +
                                         "\nWhat is wrong?\n"
                                  << 1 << 2;
        QTest::newRow("mail, 78, quoted twice") << atBlanks("> > ", 74) << 1 << 2;
        QTest::newRow("behind the prefix") << atBlanks("", 90) << 1 << 2;
        for (const int width : {80, 100, 120})
            QTest::addRow("terminal of %d columns", width) << atColumn(width) << 1 << 2;
        QTest::newRow("nft's")
            << QByteArray("trace id 0000000b ip filter FORWARD packet: iif \"eth0\" oif \"eth1\"\n"
                          "ip saddr 192.0.2.1 ip daddr 198.51.100.2 ip dscp cs0\n"
                          "ip ecn not-ect ip ttl 64 ip id 5 ip length 84 icmp type echo-request icmp code 0\n"
                          "trace id 0000000b ip filter FORWARD rule ip daddr 198.51.100.2 counter\n"
                          "packets 1 bytes 84 drop (verdict drop)\n")
            << 1 << 1;
        // Whose rest that is is not known.
        QTest::newRow("the rest of another line")
            << whole + " TTL=128 ID=31585 PROTO=UDP SPT=137 DPT=137 LEN=58\n"
            << 1 << 2;
    }
    void whatMailOrATerminalBrokeIsWhole()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, packets);
        QFETCH(int, events);
        QTemporaryDir dir;
        QFile file(dir.filePath("paste"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        const auto trace = Trace::open(file.fileName().toStdString());
        QVERIFY(trace.has_value());
        QCOMPARE(trace->traversals().size(), static_cast<std::size_t>(packets));
        QCOMPARE(trace->events().size(), static_cast<std::size_t>(events));
        QCOMPARE(static_cast<int>(trace->lineCount()),
                 static_cast<int>(text.count('\n'))); // as an editor counts them
        for (const auto& event : trace->events()) {
            QVERIFY(event.hasChain());
            QVERIFY(!event.destination.isNull());
            QVERIFY(trace->line(event).damaged.empty());
        }
        const auto ending = endingOf(*trace, 0);
        QCOMPARE(ending.code, std::string(text.startsWith("trace") ? "rule-drop" : ""));
    }

    void theChainIsNeverLost_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<qint64>("time");
        QVERIFY(std::size(wrappings) >= 83);
        for (const auto& wrapping : wrappings)
            QTest::newRow(wrapping.name)
                << QByteArray(wrapping.before) << QByteArray(wrapping.after) << wrapping.time;
    }
    void theChainIsNeverLost()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(qint64, time);
        std::string text;
        for (const char* line : {first, laterLine}) {
            const auto head = QByteArray(before).replace("DUP", line);
            text += head.toStdString() + line + after.toStdString() + "\n";
        }
        const auto trace = Trace::fromText(text);
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(trace.events().size(), std::size_t{2});
        const auto& one = trace.events()[0];
        QCOMPARE(one.chain, chainIndex({Table::Raw, Hook::Prerouting}));
        QCOMPARE(trace.events()[1].chain, chainIndex({Table::Filter, Hook::Forward}));
        QCOMPARE(one.timeUs == noTime ? noClock : qint64(one.timeUs), time);
        QVERIFY((one.flags & TraceEvent::Damaged) == 0);
        QCOMPARE(trace.line(one).traceNumber, std::optional(2U));
    }
};

HOOKWALK_TEST(TestWrappings)
#include "tst_wrappings.moc"
