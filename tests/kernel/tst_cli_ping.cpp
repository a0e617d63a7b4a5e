// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli ping as people run it: real labs, as root and as a user without privileges.
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <csignal>
#include <QTest>

using namespace hookwalk::test;

namespace
{

std::unique_ptr<QProcess> started(const QStringList& arguments)
{
    return startCli(QStringList{"ping"} + arguments);
}

CliOutput ran(const QStringList& arguments, User user = User::Root, Machine machine = Machine::Usual)
{
    return runCli(QStringList{"ping"} + arguments, user, machine);
}

const QString newRequest = QStringLiteral(
    "raw PREROUTING, mangle PREROUTING, nat PREROUTING, mangle FORWARD, filter FORWARD, security FORWARD, "
    "mangle POSTROUTING, nat POSTROUTING");
const QString knownPacket = QStringLiteral("raw PREROUTING, mangle PREROUTING, mangle FORWARD, filter "
                                           "FORWARD, security FORWARD, mangle POSTROUTING");

} // namespace

class TestCliPing : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void aPingIsWalkedThereAndBack_data()
    {
        QTest::addColumn<User>("user");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("used");
        QTest::newRow("root, kernel log") << User::Root << "kmsg"
                                          << "kmsg";
        QTest::newRow("root, NFLOG") << User::Root << "nflog"
                                     << "nflog";
        QTest::newRow("root, either") << User::Root << "auto"
                                      << "kmsg";
        QTest::newRow("root, nftrace") << User::Root << "nftrace"
                                       << "nftrace";
        QTest::newRow("nobody, either") << User::Nobody << "auto"
                                        << "nflog";
    }
    void aPingIsWalkedThereAndBack()
    {
        QFETCH(User, user);
        QFETCH(QString, asked);
        QFETCH(QString, used);
        const auto output = ran(
            {"--lab", "--json", "--count", "3", "--interval", "0", "--source", asked, "203.0.113.29"}, user);
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.packets().size(), 6);
        for (int i = 0; i < 6; i += 2) {
            QCOMPARE(chainsOf(output.packets()[i]), newRequest);
            QCOMPARE(output.packets()[i]["path"].toString(), QStringLiteral("forwarded"));
            QCOMPARE(chainsOf(output.packets()[i + 1]), knownPacket);
            QCOMPARE(output.packets()[i + 1]["reply_to"].toInt(), i + 1);
        }
        const auto summary = output.summary();
        QCOMPARE(summary["sent"].toInt(), 3);
        QCOMPARE(summary["received"].toInt(), 3);
        QCOMPARE(summary["lost"].toInt(), 0);
        QCOMPARE(summary["events"].toInt(), 3 * 14);
        QCOMPARE(summary["events_lost"].toInt(), 0);
        QCOMPARE(summary["source"].toString(), used);
        QVERIFY(!summary["why"].toString().isEmpty());
        QVERIFY(summary["rtt_us"]["median"].toDouble() > 0);
    }

    void aLongRunLeavesTheKernelLogToTheMachine()
    {
        const auto output = ran({"--json", "--count", "100", "--interval", "0", "203.0.113.29"}, User::Root);
        const auto summary = output.summary();
        QCOMPARE(summary["source"].toString(), QStringLiteral("nflog"));
        QVERIFY(summary["why"].toString().contains(QStringLiteral("push the machine's own messages out")));
    }

    void eachSourceSaysWhatItReportedAndLost()
    {
        const auto output = ran({"--json", "--source", "both", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        const auto sources = output.summary()["sources"].toObject();
        QCOMPARE(output.summary()["source"].toString(), QStringLiteral("both"));
        for (const char* source : {"kmsg", "nflog", "nftrace"})
            QCOMPARE(sources[QLatin1String(source)]["events"].toInt(), 14);
        QVERIFY(sources["frames"]["events"].toInt() >= 4); // in and out at tun0 and eth0
        QCOMPARE(sources["tun-read"]["events"].toInt(), 1);
        for (const char* source : {"kmsg", "nflog", "nftrace", "frames", "connections"})
            QCOMPARE(sources[QLatin1String(source)]["lost"].toInt(-1), 0);
        QCOMPARE(output.packets().size(), 2);
    }

    void whatIsReadFromTheTunFindsItsPacketInLongRuns()
    {
        const auto output =
            ran({"--json", "--source", "nflog", "--count", "300", "--interval", "0.01", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        const auto sources = output.summary()["sources"].toObject();
        QCOMPARE(sources["tun-read"].toObject()["events"].toInt(), 300);
        for (const QJsonObject& packet : output.packets())
            QVERIFY2(packet["path"].toString() == QStringLiteral("forwarded"),
                     QJsonDocument(packet).toJson(QJsonDocument::Compact));
        QCOMPARE(output.packets().size(), 600);
    }

    void withoutDetailsThereAreTracePointsOnly()
    {
        const auto output = ran({"--json", "--no-details", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.summary()["sources"].toObject().keys(), QStringList{"kmsg"});
    }

    void otherProtocolsAndIpv6AreAnswered_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("IPv6") << QStringList{"2001:db8:ffff::29"};
        QTest::newRow("TCP") << QStringList{"--protocol", "tcp", "203.0.113.29"};
        QTest::newRow("TCP, IPv6") << QStringList{"--protocol", "tcp", "2001:db8:ffff::29"};
        QTest::newRow("fragments") << QStringList{"--size", "3000", "--fragment", "1448", "203.0.113.29"};
        QTest::newRow("fragments, IPv6")
            << QStringList{"--size", "3000", "--fragment", "1448", "2001:db8:ffff::29"};
        QTest::newRow("DNAT") << QStringList{"--protocol", "tcp", "--port", "8080", "198.51.100.15"};
    }
    void otherProtocolsAndIpv6AreAnswered()
    {
        QFETCH(QStringList, arguments);
        const auto output = ran(QStringList{"--json"} + arguments);
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.summary()["received"].toInt(), 1);
    }

    void probesFromElsewhereAreSeenAndNotWaitedFor()
    {
        const auto output = ran({"--json", "--from", "local", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.summary()["waiting"].toInt(), 1);
        QCOMPARE(output.packets().first().value("path").toString(), QStringLiteral("local-out"));
    }

    void bothSourcesGiveTheSameEvents()
    {
        const auto kernelLog = ran({"--json", "--no-details", "--source", "kmsg", "203.0.113.29"});
        const auto nflog = ran({"--json", "--no-details", "--source", "nflog", "203.0.113.29"});
        QCOMPARE(kernelLog.status, 0);
        QCOMPARE(nflog.status, 0);
        QCOMPARE(kernelLog.packets(), nflog.packets()); // no times in them
    }

    void aSecondPingOfTheSameConnectionSkipsNat()
    {
        const auto output =
            ran({"--json", "--count", "2", "--interval", "0", "--same-connection", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.packets().size(), 4);
        QCOMPARE(chainsOf(output.packets()[0]), newRequest);
        QCOMPARE(chainsOf(output.packets()[2]), knownPacket);
    }

    void manyPingsLoseNoEventWithNflog()
    {
        const auto output =
            ran({"--json", "--count", "500", "--interval", "0", "--source", "nflog", "203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        QCOMPARE(output.summary()["received"].toInt(), 500);
        QCOMPARE(output.summary()["events_lost"].toInt(), 0);
        QCOMPARE(output.summary()["events"].toInt(), 500 * 14);
        QCOMPARE(output.packets().size(), 1000);
    }

    void theSizeIsThatOfThePayload()
    {
        for (const int size : {0, 13, 1472}) {
            const auto output = ran({"--json", "--size", QString::number(size), "203.0.113.29"});
            QVERIFY2(output.status == 0, output.complaint);
            QCOMPARE(output.summary()["received"].toInt(), 1);
        }
    }

    void aTimeToLiveOfOneDiesAtRoutingAndTheErrorComesBack()
    {
        const auto output = ran({"--json", "--ttl", "1", "203.0.113.29"});
        QCOMPARE(output.status, 1);
        QCOMPARE(output.complaint, QByteArray("hookwalk-cli: No reply came back.\n"));
        QCOMPARE(output.summary()["errors"].toInt(), 1);
        QCOMPARE(output.summary()["rtt_us"], QJsonValue(QJsonValue::Null));
        QCOMPARE(output.packets().first().value("ending")["kind"].toString(), QStringLiteral("dropped"));
        QCOMPARE(output.packets().last()["path"].toString(), QStringLiteral("local-out"));
    }

    void theTextNamesEveryStepAndTheSource()
    {
        const auto output = ran({"203.0.113.29"});
        QVERIFY2(output.status == 0, output.complaint);
        for (const char* part :
             {"Events from kmsg: ", "Packet 1: echo request", "● raw PREROUTING", "ttl 64 → 63",
              "answers packet 1", "1 sent, 1 received, 0 lost.", "14 events, 0 lost."})
            QVERIFY2(output.text.contains(part), part);
    }

    void controlCEndsARunWithItsSummary()
    {
        const auto process = started({"--count", "1000000", "--interval", "3600", "203.0.113.29"});
        QByteArray head; // printed when the first ping is about to go
        while (!head.contains("Events from ") && process->waitForReadyRead())
            head += process->readAllStandardOutput();
        QVERIFY(head.contains("Events from "));
        ::kill(pid_t(process->processId()), SIGINT);
        const auto output = finishCli(*process);
        QVERIFY2(output.text.contains("; cancelled."), output.text);
        QCOMPARE(output.status, output.text.contains("1 received") ? 0 : 1);
    }

    void whatIsMissingIsSaid_data()
    {
        QTest::addColumn<Machine>("machine");
        QTest::newRow("no tun device") << Machine::WithoutTun;
        QTest::newRow("tun device not for everybody") << Machine::WithForbiddenTun;
        QTest::newRow("no user namespaces") << Machine::WithoutUserNamespaces;
    }
    void whatIsMissingIsSaid()
    {
        QFETCH(Machine, machine);
        const auto output = ran({"203.0.113.29"}, User::Nobody, machine);
        QCOMPARE(output.status, 1);
        QVERIFY2(output.complaint.startsWith("hookwalk-cli: ") && output.complaint.count('\n') == 1,
                 output.complaint);
        QVERIFY2(output.complaint.trimmed().endsWith('.'), output.complaint);
        QVERIFY(output.text.isEmpty());
    }

    void badArgumentsAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const QStringList& arguments, const char* word) {
            QTest::newRow(qPrintable(arguments.join(QLatin1Char(' ')))) << arguments << QByteArray(word);
        };
        row({}, "No destination");
        row({"203.0.113.29", "198.51.100.1"}, "one destination");
        row({"example.org"}, "destination \"example.org\"");
        row({"::"}, "destination \"::\"");
        row({"--count", "0", "203.0.113.29"}, "count \"0\"");
        row({"--count", "1000001", "203.0.113.29"}, "count \"1000001\"");
        row({"--count", "many", "203.0.113.29"}, "count \"many\"");
        row({"--interval", "-1", "203.0.113.29"}, "interval \"-1\"");
        row({"--interval", "nan", "203.0.113.29"}, "interval \"nan\"");
        row({"--size", "1473", "203.0.113.29"}, "size \"1473\"");
        row({"--ttl", "0", "203.0.113.29"}, "--ttl \"0\"");
        row({"--ttl", "256", "203.0.113.29"}, "--ttl \"256\"");
        row({"--source", "dmesg", "203.0.113.29"}, "source \"dmesg\"");
        row({"--protocol", "gre", "203.0.113.29"}, "protocol \"gre\"");
        row({"--port", "0", "203.0.113.29"}, "port \"0\"");
        row({"--size", "1453", "2001:db8::1"}, "size \"1453\"");
        row({"--fragment", "12", "203.0.113.29"}, "multiple of 8");
        row({"--damage", "all", "203.0.113.29"}, "--damage \"all\"");
        row({"--damage", "ip", "2001:db8::1"}, "no checksum");
        row({"--from", "a-name-that-is-too-long", "203.0.113.29"}, "device");
        row({"--colour", "203.0.113.29"}, "colour");
    }
    void badArgumentsAreRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const auto output = ran(arguments);
        QCOMPARE(output.status, 2);
        QVERIFY2(output.complaint.contains(word), output.complaint);
        QVERIFY(output.text.isEmpty());
    }
};

HOOKWALK_TEST(TestCliPing)
#include "tst_cli_ping.moc"
