// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of trace points and their sources that need no kernel: which records a session may see, what time
// a packet is given, where the trace points stand.
#include "kernel/base/netns.h"
#include "kernel/sources/kernellog.h"
#include "kernel/sources/nflogclock.h"
#include "kernel/sources/tracepoints.h"
#include "support/testprogram.h"

#include <nlohmann/json.hpp>
#include <QRegularExpression>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::kernel;
using Json = nlohmann::json;

class TestTraceSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Where others' processes are not shown, none of them can be said to hold nothing.
    void aProcThatHidesProcessesIsKnownByItsOption_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<bool>("hides");
        QTest::newRow("none") << QByteArray("rw") << false;
        QTest::newRow("off") << QByteArray("rw,hidepid=off") << false;
        QTest::newRow("by number") << QByteArray("rw,gid=4,hidepid=2") << true;
        QTest::newRow("by name") << QByteArray("rw,hidepid=invisible") << true;
        QTest::newRow("mounted over")
            << QByteArray("rw,hidepid=1\n9 8 0:5 / /proc rw - proc proc rw") << false;
    }
    void aProcThatHidesProcessesIsKnownByItsOption()
    {
        QFETCH(QByteArray, options);
        QFETCH(bool, hides);
        const auto text =
            "22 1 0:20 / / rw - ext4 /dev/sda1 rw\n21 22 0:21 / /proc rw,relatime - proc proc " +
            options.toStdString() + "\n23 21 0:22 / /proc/hidepid=2 rw - tmpfs none rw\n";
        QCOMPARE(kernel::hidesProcesses(text), hides);
    }

    void onlyRecordsOfOurTracePointsAreLetThrough_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<bool>("ours");
        QTest::newRow("ours") << "7,344,2759163780,-;raw-PREROUTING [114514]IN=tun0 OUT= MAC= SRC=192.0.2.1"
                              << true;
        QTest::newRow("with the caller")
            << "7,344,2759163780,-,caller=T1;nat-INPUT [114514]IN=tun0 OUT=" << true;
        QTest::newRow("another tag") << "7,344,2759163780,-;raw-PREROUTING [114515]IN=tun0 OUT=" << false;
        QTest::newRow("a longer tag") << "7,344,2759163780,-;raw-PREROUTING [1145140]IN=tun0 OUT=" << false;
        QTest::newRow("from a program") << "15,344,2759163780,-;raw-PREROUTING [114514]IN=tun0 OUT=" << false;
        QTest::newRow("no chain of the 17") << "7,344,2759163780,-;raw-FORWARD [114514]IN=tun0 OUT=" << false;
        QTest::newRow("another LOG rule") << "4,344,2759163780,-;DROP [114514]IN=tun0 OUT=" << false;
        QTest::newRow("our words in another message")
            << "6,1,2,-;usb: x raw-PREROUTING [114514]IN=tun0" << false;
        QTest::newRow("another message") << "6,1,2,-;usb 1-1: new high-speed USB device" << false;
        QTest::newRow("no text") << "6,1,2,-" << false;
        QTest::newRow("no numbers") << "raw-PREROUTING [114514]IN=" << false;
        QTest::newRow("empty") << "" << false;
    }
    void onlyRecordsOfOurTracePointsAreLetThrough()
    {
        QFETCH(QString, record);
        QFETCH(bool, ours);
        const std::string line = record.toStdString();
        QVERIFY(traceRecord(line + "\n DEVICE=+usb:1-1\n", "114514") == (ours ? line : std::string()));
    }

    void whatTheKernelSaysAboutDropsIsLetThrough_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<bool>("explains");
        QTest::newRow("martian source")
            << "4,2,3,-;IPv4: martian source 203.0.113.29 from 192.168.69.100, on dev tun0" << true;
        QTest::newRow("of older kernels")
            << "4,2,3,-,caller=T1;martian destination 0.0.0.0 from 1.2.3.4" << true;
        QTest::newRow("its link header") << "4,2,3,-;ll header: 00000000: 00 00 5e 00 53 0f" << true;
        QTest::newRow("full table") << "4,2,3,-;nf_conntrack: nf_conntrack: table full, dropping packet"
                                    << true;
        QTest::newRow("conntrack otherwise") << "6,2,3,-;nf_conntrack: version 0.5.0 (7936 buckets)" << false;
        QTest::newRow("from a program")
            << "12,2,3,-;IPv4: martian source 203.0.113.29 from 192.0.2.1" << false;
        QTest::newRow("within another message") << "4,2,3,-;usb: martian source" << false;
        QTest::newRow("a LOG line") << "7,2,3,-;raw-PREROUTING [114514]IN=tun0 OUT=" << false;
        QTest::newRow("empty") << "" << false;
    }
    void whatTheKernelSaysAboutDropsIsLetThrough()
    {
        QFETCH(QString, record);
        QFETCH(bool, explains);
        const std::string line = record.toStdString();
        QVERIFY(dropRecord(line + "\n DEVICE=n3\n") == (explains ? line : std::string()));
    }

    void packetsWithoutATimeGetOneBetweenTheirNeighbours_data()
    {
        QTest::addColumn<QList<qint64>>("times"); // -1: none
        QTest::addColumn<QList<qint64>>("filled");
        using List = QList<qint64>;
        QTest::newRow("all there") << List{1000, 1003, 1003} << List{1000, 1003, 1003};
        QTest::newRow("at the end") << List{1000, -1, -1} << List{1000, 1001, 1002};
        QTest::newRow("in the middle") << List{1000, -1, 1300} << List{1000, 1001, 1300};
        QTest::newRow("at the start") << List{-1, -1, 1300} << List{1298, 1299, 1300};
        QTest::newRow("nowhere") << List{-1, -1} << List{8998, 8999};
        QTest::newRow("too close") << List{1000, -1, -1, 1001} << List{1000, 1001, 1002, 1002};
        QTest::newRow("going back") << List{1000, 990, -1} << List{1000, 1000, 1001};
        QTest::newRow("no packets") << List{} << List{};
    }
    void packetsWithoutATimeGetOneBetweenTheirNeighbours()
    {
        QFETCH(QList<qint64>, times);
        QFETCH(QList<qint64>, filled);
        std::vector<std::int64_t> batch;
        for (const auto time : times)
            batch.push_back(time < 0 ? NflogClock::unstamped : time);
        NflogClock clock;
        clock.fill(batch, 9000);
        QVERIFY(std::ranges::equal(batch, filled));
    }

    void timesDoNotGoBackFromBatchToBatch()
    {
        NflogClock clock;
        std::vector<std::int64_t> first{NflogClock::unstamped};
        std::vector<std::int64_t> second{4990, 5020};
        clock.fill(first, 5000);
        clock.fill(second, 5100);
        QCOMPARE(second[0], 4999);
        QCOMPARE(second[1], 5020);
    }

    void chainsStandWhereTheLiveRulesetHasThem()
    {
        const Json chains = Json::parse(R"([
            {"metainfo": {"version": "1.0.6"}},
            {"chain": {"family": "ip", "table": "security", "name": "INPUT", "handle": 1, "type": "filter",
                       "hook": "input", "prio": 150, "policy": "accept"}},
            {"chain": {"family": "ip6", "table": "security", "name": "INPUT", "handle": 1, "type": "filter",
                       "hook": "input", "prio": 140, "policy": "accept"}},
            {"chain": {"family": "ip", "table": "filter", "name": "mine", "handle": 2}},
            {"chain": {"family": "ip", "table": "nat", "name": "FORWARD", "handle": 2, "prio": 7}}])");
        const auto priorities = livePriorities(chains);
        QCOMPARE(priorities[chainIndex({Table::Security, Hook::Input})], 140);
        QCOMPARE(priorities[chainIndex({Table::Security, Hook::Forward})], 50);
        QCOMPARE(priorities[chainIndex({Table::Nat, Hook::Postrouting})], 100);
        QCOMPARE(livePriorities(Json::array())[chainIndex({Table::Raw, Hook::Output})], -300);
    }

    void theTableHasALogStatementForEachChainAndWayAndFamily()
    {
        const TraceOrder order{{IpAddress::v4(0xcb00711d), *IpAddress::parse("2001:db8::1")}, 7, {}};
        const auto table =
            QString::fromStdString(traceTable("hookwalk_1", order, livePriorities(Json::array())));
        QCOMPARE(table.count(QStringLiteral("policy accept")), 17 + 1); // and the canary's
        QCOMPARE(table.count(QStringLiteral("level debug")), 17 * 4 + 1);
        QVERIFY(table.contains(QStringLiteral("flags owner")));
        QVERIFY(table.contains(
            QStringLiteral("ip daddr @traced4 counter name \"logged\" log prefix \"nat-INPUT [7]\"")));
        QVERIFY(table.contains(QStringLiteral("type nat hook postrouting priority 99")));
        QVERIFY(table.contains(QStringLiteral("elements = { 2001:db8::1 }")));
        // nftrace is told of the canary only where nothing else reports.
        QVERIFY(!table.contains(QStringLiteral("nftrace")));
        TraceOrder both = order, alone = order;
        both.nftrace = alone.nftrace = true;
        alone.kernelLog = false;
        const auto canaryOf = [](const TraceOrder& of) {
            const auto text = traceTable("hookwalk_1", of, livePriorities(Json::array()));
            return QString::fromStdString(text.substr(text.find("chain canary")));
        };
        QVERIFY(!canaryOf(both).contains(QStringLiteral("nftrace")));
        QVERIFY(canaryOf(alone).contains(QStringLiteral("meta nftrace set 1")));
        // Nobody's packet is dropped but the canary.
        QCOMPARE(table.count(QStringLiteral("drop")), 1);
        QVERIFY(table.contains(QRegularExpression(
            QStringLiteral("iifname \"lo\" ip saddr 127.87.75.67 ip daddr 127.87.75.67 [^\n]* drop\n"))));
    }
};

HOOKWALK_TEST(TestTraceSources)
#include "tst_tracesources.moc"
