// SPDX-License-Identifier: GPL-3.0-or-later
// Why a chain was not entered, in real labs: the reason that applies to this packet.
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <QTest>

using namespace hookwalk::test;

namespace
{

const QString farHost4 = QStringLiteral("203.0.113.29");

// The code of the reason why the packet (from 1) did not enter "nat PREROUTING"; "" where it did.
QString whySkipped(const CliOutput& output, int packet, const QString& chain)
{
    for (const auto& object : output.packets()) {
        if (object.value("packet").toInt() != packet)
            continue;
        for (const auto& skipped : object.value("skipped").toArray()) {
            const auto reason = skipped.toObject();
            if (reason.value("table").toString() + ' ' + reason.value("chain").toString() == chain)
                return reason.value("reason").toString().isEmpty() ? QStringLiteral("no sentence")
                                                                   : reason.value("code").toString();
        }
    }
    return {};
}

} // namespace

class TestSkipped : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theReasonAppliesToThePacket_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("packet");
        QTest::addColumn<QString>("chain");
        QTest::addColumn<QString>("code");
        const QString natIn = "nat PREROUTING";
        QTest::newRow("entered") << QStringList{"auto", farHost4} << 1 << natIn << "";
        QTest::newRow("connection known")
            << QStringList{"auto", farHost4} << 2 << natIn << "connection-known";
        QTest::newRow("forwarded, so not INPUT") << QStringList{"auto", farHost4} << 1 << "filter INPUT"
                                                 << "other-path";
        QTest::newRow("delivered, so not FORWARD")
            << QStringList{"auto", "192.168.69.100"} << 1 << "filter FORWARD"
            << "other-path";
        QTest::newRow("died before") << QStringList{"auto", farHost4, "--prepare",
                                                    "iptables-nft -t mangle -A FORWARD -j DROP"}
                                     << 1 << "filter FORWARD"
                                     << "died-before";
        QTest::newRow("NOTRACK") << QStringList{"auto", farHost4, "--prepare",
                                                "iptables-nft -t raw -A PREROUTING -j NOTRACK"}
                                 << 1 << natIn << "notrack";
        QTest::newRow("INVALID") << QStringList{"auto", farHost4, "--damage", "transport"} << 1 << natIn
                                 << "invalid";
        QTest::newRow("ICMP error") << QStringList{"auto", farHost4, "--ttl", "1"} << 2 << "nat POSTROUTING"
                                    << "icmp-error";
        QTest::newRow("nothing uses conntrack")
            << QStringList{"auto",      "192.168.69.100",       "--prepare", "nft flush ruleset ip",
                           "--prepare", "nft flush ruleset ip6"}
            << 1 << natIn << "no-conntrack";
    }
    void theReasonAppliesToThePacket()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, packet);
        QFETCH(QString, chain);
        QFETCH(QString, code);
        const auto output = runCli(QStringList{"explain", "--json"} + arguments);
        QVERIFY2(output.packets().size() >= packet, output.complaint);
        QCOMPARE(whySkipped(output, packet, chain), code);
    }

    // What the person whose notes began all this asked: no nat line for the reply, and yet its destination is
    // another.
    void theReplyIsRewrittenByConntrack()
    {
        const auto output = runCli({"explain", "--json", "auto", farHost4});
        QCOMPARE(output.status, 0);
        const auto reply = output.packets().at(1);
        QString kind, evidence, changed;
        for (const auto& item : reply.value("stages").toArray()) {
            const auto stage = item.toObject();
            if (stage.value("stage").toString() != "rewrite-PREROUTING")
                continue;
            kind = stage.value("kind").toString();
            evidence = stage.value("evidence").toString();
            changed = stage.value("changed").toObject().value("dst").toArray().at(1).toString();
        }
        QCOMPARE(kind, QStringLiteral("inferred"));
        QVERIFY(evidence.contains("conntrack"));
        QCOMPARE(changed, QStringLiteral("192.168.69.1"));
        const auto tracked = reply.value("conntrack").toObject();
        QCOMPARE(tracked.value("direction").toString(), QStringLiteral("reply"));
        QCOMPARE(tracked.value("reply").toObject().value("dst").toString(), QStringLiteral("198.51.100.15"));
        QCOMPARE(tracked.value("packets").toArray().size(), 2);
    }

    // The four captures of the seed's last experiment: in and out at tun0 and eth0.
    void theWireShowsBothDevices()
    {
        const auto output = runCli({"explain", "--json", "auto", farHost4});
        QStringList frames;
        for (const auto& packet : {output.packets().at(0), output.packets().at(1)}) {
            for (const auto& item : packet.value("wire").toArray()) {
                const auto frame = item.toObject();
                frames << QStringLiteral("%1 %2 %3 > %4")
                              .arg(frame.value("device").toString(), frame.value("direction").toString(),
                                   frame.value("src").toString(), frame.value("dst").toString());
            }
        }
        QCOMPARE(frames,
                 (QStringList{"tun0 in 192.168.69.1 > 203.0.113.29", "eth0 out 198.51.100.15 > 203.0.113.29",
                              "eth0 in 203.0.113.29 > 198.51.100.15", "tun0 out 203.0.113.29 > 192.168.69.1",
                              "tun0 read 203.0.113.29 > 192.168.69.1"}));
    }

    void marksAndFragmentsAreSeen()
    {
        const auto marked = runCli({"explain", "--json", "auto", farHost4, "--prepare",
                                    "iptables-nft -t mangle -A PREROUTING -j MARK --set-mark 7"});
        QVERIFY2(marked.text.contains(R"("mark":[null,"0x7"])"), marked.text);
        // conntrack puts fragments together before raw, and they are split again at the device
        const auto whole =
            runCli({"explain", "--json", "auto", farHost4, "--size", "3000", "--fragment", "1000"});
        QCOMPARE(whole.status, 0);
        int in = 0, out = 0;
        for (const auto& item : whole.packets().at(0).value("wire").toArray()) {
            in += item.toObject().value("direction").toString() == "in";
            out += item.toObject().value("direction").toString() == "out";
        }
        QVERIFY2(in >= 3 && out >= 3, qPrintable(QStringLiteral("%1 in, %2 out").arg(in).arg(out)));
        QCOMPARE(chainsOf(whole.packets().at(0)).count("raw PREROUTING"), 1);
    }
};

HOOKWALK_TEST(TestSkipped)
#include "tst_skipped.moc"
