// SPDX-License-Identifier: GPL-3.0-or-later
// Tunnels as this machine's devices tell of them, fragments inside them, and what came back by them.
#include "support/testprogram.h"
#include "support/tunnellog.h"
#include "traversal/tunnels.h"
#include "traversal/walk.h"
#include "words/words.h"

#include <QTest>
#include <vector>

using namespace hookwalk;
using test::Outer;
using test::TunnelLog;

class TestTunnelPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Any port will do, and it is the device's: nobody else's packets are taken for those of another kind.
    void thePortIsThatOfADeviceHere_data()
    {
        QTest::addColumn<QString>("device"); // its kind, port (0: not told) and encapsulation
        QTest::addColumn<int>("itsPort");
        QTest::addColumn<QString>("encapsulation");
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("more");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* name, const char* device, int itsPort, const char* encapsulation,
                            int port, int more, const char* kind) {
            QTest::newRow(name) << device << itsPort << encapsulation << port << more << kind;
        };
        row("VXLAN", "vxlan", 5000, "", 5000, 50, "VXLAN");
        row("VXLAN without frames", "vxlan", 5000, "", 5000, 36, "VXLAN-GPE");
        row("VXLAN at Geneve's", "vxlan", 6081, "", 6081, 50, "VXLAN");
        row("Geneve's options at VXLAN's", "vxlan", 6081, "", 6081, 58, "");
        row("Geneve", "geneve", 7000, "", 7000, 58, "Geneve");
        row("another one's", "vxlan", 5000, "", 5001, 50, "");
        row("the usual one too", "vxlan", 5000, "", 4789, 50, "VXLAN");
        row("older recording", "vxlan", 0, "", 5000, 50, "");
        row("no tunnel", "veth", 5000, "", 5000, 50, "");
        row("FOU", "ipip", 5555, "fou", 5555, 28, "FOU");
        row("FOU is no GUE", "ipip", 5555, "fou", 5555, 32, "");
        row("GUE", "sit", 5555, "gue", 5555, 32, "GUE");
        row("GRE in FOU", "gre", 5555, "fou", 5555, 36, "FOU");
        row("unknown to us", "ipip", 5555, "new", 5555, 28, "");
    }
    void thePortIsThatOfADeviceHere()
    {
        QFETCH(QString, device);
        QFETCH(int, itsPort);
        QFETCH(QString, encapsulation);
        QFETCH(int, port);
        QFETCH(int, more);
        QFETCH(QString, kind);
        const Outer made{"PROTO=UDP SPT=45000 DPT=" + std::to_string(port) +
                             " LEN=" + std::to_string(84 + more - 20),
                         more};
        for (const bool isSent : {true, false}) {
            TunnelLog log;
            if (isSent) {
                log.inner(test::postroutingChains, "tun0", "tunnel0", 7);
                log.outer(test::outputChains, "", "eth0", 11, made);
                log.outer(test::postroutingChains, "tunnel0", "eth0", 11, made);
            } else {
                log.outer(test::inputChains, "eth0", "", 11, made);
                log.inner(test::preroutingChains, "tunnel0", "", 7);
            }
            log.link("tunnel0", device.toStdString(), itsPort, encapsulation.toStdString());
            const auto trace = log.trace();
            QCOMPARE(trace.traversals().size(), std::size_t{2});
            const auto carrier = carrierOf(trace, isSent ? 0 : 1);
            QCOMPARE(isSent && wentOnUnseen(trace, 0),
                     isSent && device != "veth" && (kind.isEmpty() || !encapsulation.isEmpty()));
            // Only who sends may take another port than its device's, as an entry of `bridge fdb` has one.
            const bool isOthers = !isSent && itsPort != 0 && itsPort != port;
            const auto found = carrier ? carrier->kind : std::string_view();
            QCOMPARE(QString::fromUtf8(found.data(), qsizetype(found.size())), isOthers ? QString() : kind);
            QCOMPARE(carriedBy(trace, isSent ? 1 : 0).has_value(), carrier.has_value());
        }
    }

    // Each goes on inside another one: their frames tell how long they were.
    void fragmentsHaveTheirOwnCarriers()
    {
        const auto made = [](int length) {
            return Outer{"PROTO=UDP SPT=45000 DPT=4789 LEN=" + std::to_string(length + 30), length - 84 + 50};
        };
        for (const bool isAllTold : {true, false}) {
            TunnelLog log;
            log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":false,"frames":false})");
            log.inner(test::postroutingChains, "tun0", "vxlan0", 7);
            std::vector<int> lengths{60, 44,
                                     84}; // the last one carried another packet, which was not told of
            if (!isAllTold)
                lengths = {60, 84};
            for (std::size_t i = 0; i < lengths.size(); ++i) {
                log.outer(test::outputChains, "", "eth0", 11 + int(i), made(lengths[i]));
                log.outer(test::postroutingChains, "vxlan0", "eth0", 11 + int(i), made(lengths[i]));
            }
            log.frame("vxlan0", 7, 60, "MF");
            log.frame("vxlan0", 7, 44, "FRAG:5");
            log.link("vxlan0", "vxlan", 4789);
            const auto trace = log.trace();
            QCOMPARE(trace.traversals().size(), lengths.size() + 1);
            QCOMPARE(carrierOf(trace, 0).value_or(TunnelLink{}).packet, TraversalIndex{1});
            for (TraversalIndex i = 1; i < trace.traversals().size(); ++i)
                QCOMPARE(carriedBy(trace, i).has_value(), i != lengths.size());
            QCOMPARE(carriersOf(trace, 0).size(), lengths.size() - 1);
            QCOMPARE(wentOnUnseen(trace, 0), !isAllTold);
            QCOMPARE(endingOf(trace, 0).code == "tunnel-not-followed", !isAllTold);
        }
    }

    // It came back as far as this machine's own INPUT.
    void anAnswerInsideADroppedPacketIsNoSilence_data()
    {
        QTest::addColumn<QString>("from"); // the tunnel's packet that comes; "" none
        QTest::addColumn<bool>("isDropped");
        QTest::addColumn<QString>("code");
        QTest::newRow("no packet comes") << "" << false << "peer-silent";
        QTest::newRow("dropped") << "198.51.100.2" << true << "unexplained"; // as that packet is
        QTest::newRow("delivered") << "198.51.100.2" << false << "tunnel-not-followed";
        QTest::newRow("from elsewhere") << "198.51.100.77" << true << "tunnel-not-followed";
    }
    void anAnswerInsideADroppedPacketIsNoSilence()
    {
        QFETCH(QString, from);
        QFETCH(bool, isDropped);
        QFETCH(QString, code);
        const Outer made{"PROTO=UDP SPT=45000 DPT=5000 LEN=114", 50};
        TunnelLog log;
        log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":false,"frames":false})");
        log.inner(test::postroutingChains, "tun0", "vxlan0", 7);
        log.outer(test::outputChains, "", "eth0", 11, made);
        log.outer(test::postroutingChains, "vxlan0", "eth0", 11, made);
        if (!from.isEmpty()) {
            const auto back = "SRC=" + from.toStdString() + " DST=198.51.100.1";
            log.outer(test::preroutingChains, "eth0", "", 99, made, back);
            const std::vector<std::string> firstOnly{"mangle INPUT"};
            log.outer(isDropped ? firstOnly : test::inputChains, "eth0", "", 99, made, back);
        }
        log.link("vxlan0", "vxlan", 5000);
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t(from.isEmpty() ? 2 : 3));
        QCOMPARE(mayHoldAnswerTo(trace, 0), from.isEmpty() ? noIndex : TraversalIndex{2});
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.ending.kind, EndingKind::Transmitted);
        QCOMPARE(walk.ending.code, code.toStdString());
        const auto sentence = words::english(walk.ending.reason);
        QVERIFY2((sentence.find("acket 3") != sentence.npos) == !from.isEmpty(), sentence.c_str());
        QCOMPARE(sentence.find("did not answer") != sentence.npos, from.isEmpty());
    }
};

HOOKWALK_TEST(TestTunnelPorts)
#include "tst_tunnelports.moc"
