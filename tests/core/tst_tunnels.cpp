// SPDX-License-Identifier: GPL-3.0-or-later
// A packet inside another one: two packets, each with its own way, that know of each other. And a copy of one.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "support/tunnellog.h"
#include "traversal/rules.h"
#include "traversal/skipped.h"
#include "traversal/tunnels.h"
#include "words/captions.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;
using test::Outer;
using test::TunnelLog;

class TestTunnels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void innerAndOuterKnowOfEachOther_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<int>("more");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* name, const char* rest, int more, const char* kind) {
            QTest::newRow(name) << QString::fromLatin1(rest) << more << QString::fromLatin1(kind);
        };
        row("VXLAN", "PROTO=UDP SPT=45000 DPT=4789 LEN=114", 50, "VXLAN");
        row("VXLAN of Linux", "PROTO=UDP SPT=45000 DPT=8472 LEN=114", 50, "VXLAN");
        row("VXLAN without frames", "PROTO=UDP SPT=45000 DPT=4790 LEN=100", 36, "VXLAN-GPE");
        row("VXLAN with a VLAN", "PROTO=UDP SPT=45000 DPT=4789 LEN=118", 54, "VXLAN");
        row("Geneve with options", "PROTO=UDP SPT=45000 DPT=6081 LEN=122", 58, "Geneve");
        row("GRE", "PROTO=47", 24, "GRE");
        row("GRE with a key", "PROTO=47", 28, "GRE");
        row("Ethernet in GRE", "PROTO=47", 38, "GRE");
        row("IP in IP", "PROTO=4", 20, "IP in IP");
        row("another length", "PROTO=UDP SPT=45000 DPT=4789 LEN=214", 150, "");
        row("another port", "PROTO=UDP SPT=45000 DPT=4790 LEN=114", 50, "");
        row("another protocol", "PROTO=132", 50, "");
    }
    void innerAndOuterKnowOfEachOther()
    {
        QFETCH(QString, rest);
        QFETCH(int, more);
        QFETCH(QString, kind);
        const Outer made{rest.toStdString(), more};
        for (const bool isSent : {true, false}) {
            TunnelLog log;
            if (isSent) {
                log.inner(test::preroutingChains, "tun0", "", 7);
                log.inner({"mangle FORWARD", "filter FORWARD", "security FORWARD"}, "tun0", "vxlan0", 7);
                log.inner(test::postroutingChains, "tun0", "vxlan0", 7);
                log.outer(test::outputChains, "", "eth0", 11, made);
                log.outer(test::postroutingChains, "vxlan0", "eth0", 11,
                          made); // as kernels since 5.5 print it
            } else {
                log.outer(test::preroutingChains, "eth0", "", 11, made);
                log.outer(test::inputChains, "eth0", "", 11, made);
                log.inner(test::preroutingChains, "vxlan0", "", 7);
                log.inner(test::inputChains, "vxlan0", "", 7);
            }
            const auto trace = log.trace();
            QCOMPARE(trace.traversals().size(), std::size_t{2});
            const TraversalIndex inner = isSent ? 0 : 1, outer = isSent ? 1 : 0;
            const auto carried = carriedBy(trace, outer), carrier = carrierOf(trace, inner);
            QCOMPARE(carried.has_value(), !kind.isEmpty());
            QCOMPARE(carrier.has_value(), !kind.isEmpty());
            QVERIFY(!carriedBy(trace, inner) && !carrierOf(trace, outer));
            QCOMPARE(walkOf(trace, inner).ending.kind,
                     isSent ? EndingKind::Transmitted : EndingKind::Delivered);
            QCOMPARE(walkOf(trace, outer).ending.kind,
                     isSent ? EndingKind::Transmitted : EndingKind::Delivered);
            if (!carried || !carrier)
                continue;
            QCOMPARE(carried->packet, inner);
            QCOMPARE(carrier->packet, outer);
            QCOMPARE(QString::fromUtf8(carrier->kind.data(), qsizetype(carrier->kind.size())), kind);
            const auto ofInner = toJson(trace, walkOf(trace, inner)),
                       ofOuter = toJson(trace, walkOf(trace, outer));
            QCOMPARE(ofInner["inside"]["packet"].get<int>(), int(outer) + 1);
            QCOMPARE(ofOuter["carries"]["packet"].get<int>(), int(inner) + 1);
            const auto sentence = words::english(walkOf(trace, inner).ending.reason);
            QVERIFY2(sentence.find(isSent ? "It went on inside packet 2" : "It came inside packet 1") !=
                         sentence.npos,
                     sentence.c_str());
        }
    }

    // What OUTPUT drops is not told by POSTROUTING; then the kinds of the devices tell which one made it.
    void anOuterPacketThatIsDroppedIsTheCause_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("code");
        QTest::newRow("a tunnel's device") << "vxlan" << 0 << "unexplained"; // as the outer one's is
        QTest::newRow("with its port") << "vxlan" << 4789 << "unexplained";
        QTest::newRow("with another port") << "vxlan" << 4790 << "tunnel-not-followed";
        QTest::newRow("a bridge") << "bridge" << 0 << "peer-silent";
    }
    void anOuterPacketThatIsDroppedIsTheCause()
    {
        QFETCH(QString, kind);
        QFETCH(int, port);
        QFETCH(QString, code);
        TunnelLog log;
        log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":false,"frames":false})");
        log.inner(test::preroutingChains, "tun0", "", 7);
        log.inner({"mangle FORWARD", "filter FORWARD", "security FORWARD"}, "tun0", "tunnel0", 7);
        log.inner(test::postroutingChains, "tun0", "tunnel0", 7);
        log.outer({"raw OUTPUT"}, "", "eth0", 11, {"PROTO=UDP SPT=45000 DPT=4789 LEN=114", 50});
        log.link("tunnel0", kind.toStdString(), port);
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.ending.kind, EndingKind::Transmitted);
        QCOMPARE(walk.ending.code, code.toStdString());
        const auto sentence = words::english(walk.ending.reason);
        QCOMPARE(sentence.find("Packet 2, which carried it, was dropped at ") != sentence.npos,
                 code == "unexplained");
    }

    // What it carries was not told of.
    void nobodyIsSaidToHaveToAnswerATunnel_data()
    {
        QTest::addColumn<QString>("in"); // as POSTROUTING names it
        QTest::addColumn<QString>("port");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("told");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* in, const char* port, const char* kind, int told,
                            const char* code) { QTest::newRow(name) << in << port << kind << told << code; };
        row("POSTROUTING names its device", "tunnel0", "9999", "", 0, "");
        row("a device of its kind is here", "", "4789", "vxlan", 0, "");
        row("one with its port", "", "9999", "vxlan", 9999, "");
        row("one of another kind", "", "6081", "vxlan", 9999, "peer-silent");
        row("no tunnel is here", "", "4789", "bridge", 0, "peer-silent");
    }
    void nobodyIsSaidToHaveToAnswerATunnel()
    {
        QFETCH(QString, in);
        QFETCH(QString, port);
        QFETCH(QString, kind);
        QFETCH(int, told);
        QFETCH(QString, code);
        TunnelLog log;
        log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":false,"frames":false})");
        const Outer made{"PROTO=UDP SPT=45000 DPT=" + port.toStdString() + " LEN=114", 50};
        log.outer(test::outputChains, "", "eth0", 11, made);
        log.outer(test::postroutingChains, in.toStdString(), "eth0", 11, made);
        log.link("tunnel0", kind.toStdString(), told);
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(endingOf(trace, 0).kind, EndingKind::Transmitted);
        QCOMPARE(endingOf(trace, 0).code, code.toStdString());
    }

    // What it went on inside of was not told of: that may have stopped.
    void silenceIsNotClaimedOfWhatATunnelCarries()
    {
        for (const std::string kind : {"vxlan", "wireguard", "bridge"}) {
            TunnelLog log;
            log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":false,"frames":false})");
            log.inner(test::postroutingChains, "tun0", "tunnel0", 7);
            log.link("tunnel0", kind);
            QCOMPARE(endingOf(log.trace(), 0).code,
                     std::string(kind == "bridge" ? "peer-silent" : "tunnel-not-followed"));
        }
    }

    // The tunnel is a port of a bridge: chains name the bridge, its frame the port.
    void aTunnelAtABridgeIsKnownByItsFrame()
    {
        TunnelLog log;
        const Outer made{"PROTO=UDP SPT=45000 DPT=4789 LEN=114", 50};
        log.inner(test::postroutingChains, "tun0", "br0", 7);
        log.outer(test::outputChains, "", "eth0", 11, made);
        log.outer(test::postroutingChains, "vxlan0", "eth0", 11, made);
        QVERIFY(!carrierOf(log.trace(), 0));
        log.frame("br0", 7);
        log.frame("vxlan0", 7);
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(carrierOf(trace, 0).value_or(TunnelLink{}).packet, TraversalIndex{1});
    }

    // Each inner packet has the outer one that was made right behind it.
    void manyOfOneLengthKeepTheirPlace()
    {
        TunnelLog log;
        const Outer made{"PROTO=UDP SPT=45000 DPT=4789 LEN=114", 50};
        for (int i = 0; i < 20; ++i) {
            log.inner(test::preroutingChains, "tun0", "", 100 + i);
            log.inner(test::postroutingChains, "tun0", "vxlan0", 100 + i);
            log.outer(test::outputChains, "", "eth0", 200 + i, made);
            log.outer(test::postroutingChains, "vxlan0", "eth0", 200 + i, made);
        }
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t{40});
        for (TraversalIndex i = 0; i < 40; i += 2) {
            QCOMPARE(carrierOf(trace, i).value_or(TunnelLink{}).packet, i + 1);
            QCOMPARE(carriedBy(trace, i + 1).value_or(TunnelLink{}).packet, i);
        }
    }

    // Two processors, or another device: which packet is inside is not known, so nothing is said.
    void whereTwoMayBeInsideNothingIsSaid_data()
    {
        QTest::addColumn<bool>("isSent");
        QTest::newRow("sent") << true;
        QTest::newRow("received") << false;
    }
    void whereTwoMayBeInsideNothingIsSaid()
    {
        QFETCH(bool, isSent);
        TunnelLog log;
        const Outer made{"PROTO=UDP SPT=45000 DPT=4789 LEN=114", 50};
        if (isSent) {
            log.inner(test::postroutingChains, "tun0", "vxlan0", 1);
            log.inner(test::postroutingChains, "tun0", "vxlan0", 2);
            log.outer(test::postroutingChains, "vxlan0", "eth0", 11, made);
            log.outer(test::postroutingChains, "vxlan0", "eth0", 12, made);
            log.inner(test::postroutingChains, "tun0", "docker0", 3);
            log.outer(test::postroutingChains, "vxlan0", "eth0", 13, made);
        } else {
            log.outer(test::inputChains, "eth0", "", 11, made);
            log.outer(test::inputChains, "eth0", "", 12, made);
            log.inner(test::preroutingChains, "vxlan0", "", 1);
            log.inner(test::preroutingChains, "vxlan0", "", 2);
        }
        const auto trace = log.trace();
        QCOMPARE(trace.traversals().size(), std::size_t(isSent ? 6 : 4));
        for (TraversalIndex i = 0; i < trace.traversals().size(); ++i)
            QVERIFY(!carriedBy(trace, i) && !carrierOf(trace, i));
    }

    // What came all the same proves more than a line that did not.
    void anAnswerWinsOverSilence()
    {
        LogLines log;
        for (const auto& chain :
             test::requestChains) // another packet: the log has trace points at all of them
            log.at(chain, test::requestAt(chain, 9, 9));
        for (const auto& chain : test::preroutingChains)
            log.at(chain, test::requestAt(chain));
        log.at("mangle FORWARD", test::requestAt("mangle FORWARD"));
        const auto silent = Trace::fromText(log.text());
        QCOMPARE(walkOf(silent, 1).ending.kind, EndingKind::Dropped);
        Echo answer{"eth0", ""};
        std::swap(answer.source, answer.destination);
        answer.type = 0;
        answer.ipId = 77;
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING"})
            log.at(chain, answer);
        answer.out = "tun0";
        answer.ttl = 63;
        for (const auto* chain :
             {"mangle FORWARD", "filter FORWARD", "security FORWARD", "mangle POSTROUTING"})
            log.at(chain, answer);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals()[1].reply, TraversalIndex{2});
        const auto walk = walkOf(trace, 1);
        QCOMPARE(walk.ending.kind, EndingKind::Unknown);
        QCOMPARE(walk.ending.reason.front().code, std::string("answered-all-the-same"));
        QCOMPARE(endingKindOf(trace, 1), EndingKind::Unknown);
        QVERIFY(words::english(walk.ending.reason).find("it was not dropped") != std::string::npos);
    }

    // TEE, nft dup: the copy is a packet of its own, and no end of the one that goes on.
    void aCopyIsNoEndOfTheOriginal()
    {
        LogLines log;
        log.fact("sources", R"({"sightings":"nftrace","rules":true,"connections":false,"frames":false})");
        log.from("nftrace,packet=0000002a");
        for (const auto& chain : test::requestChains) {
            log.at(chain, test::requestAt(chain));
            if (chain != "mangle PREROUTING")
                continue;
            log.fact("rule",
                     "{\"packet\":\"0000002a\",\"family\":\"ip\",\"table\":\"mangle\",\"chain\":"
                     "\"PREROUTING\",\"type\":\"rule\","
                     "\"handle\":4,\"text\":\"dup to 198.51.100.99 device eth1\",\"verdict\":\"continue\"}");
            log.from("nftrace,packet=0000002b");
            auto copy = test::requestAt("raw OUTPUT");
            copy.in.clear();
            copy.out = "eth1";
            copy.ttl = 63;
            for (const auto* at : {"raw OUTPUT", "mangle OUTPUT", "filter OUTPUT", "security OUTPUT"})
                log.at(at, copy);
            copy.in = "eth1"; // as the kernel reports it there
            log.at("mangle POSTROUTING", copy);
            log.from("nftrace,packet=0000002a");
        }
        // The kernel log tells the two apart by their devices.
        log.from("");
        for (const auto& chain : test::requestChains) {
            log.at(chain, test::requestAt(chain));
            if (chain != "mangle PREROUTING")
                continue;
            auto copy = test::requestAt("mangle POSTROUTING");
            copy.in = copy.out = "eth1";
            copy.ttl = 63;
            log.at("mangle POSTROUTING", copy);
        }
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(trace.traversals()[1].eventCount, 6U);
        const auto original = walkOf(trace, 0), copy = walkOf(trace, 1);
        QCOMPARE(original.ending.kind, EndingKind::Transmitted);
        QCOMPARE(copy.ending.kind, EndingKind::Transmitted);
        QVERIFY(words::english(original.ending.reason).find("A copy of it was sent by") != std::string::npos);
        QVERIFY(words::english(original.ending.reason).find(": packet 2.") != std::string::npos);
        // Its mark stands where the rule was run.
        for (const auto& stop : original.stops)
            QCOMPARE(stop.copy.has_value(), stop.stage == Stage::of(Chain{Table::Mangle, Hook::Prerouting}));
        const auto marked =
            std::ranges::find_if(original.stops, [](const Stop& stop) { return stop.copy.has_value(); });
        QCOMPARE(marked->copy->to, std::string("198.51.100.99"));
        QCOMPARE(marked->copy->packet, TraversalIndex{1});
        QVERIFY(std::ranges::none_of(copy.stops, [](const Stop& stop) { return stop.copy.has_value(); }));
        QCOMPARE(words::captionOf(original, static_cast<int>(marked - original.stops.begin())).title,
                 std::string("A copy is sent to 198.51.100.99"));
        QVERIFY(words::english(copy.ending.reason).find("It is a copy of packet 1") != std::string::npos);
        QCOMPARE(toJson(trace, copy)["copy_of"].get<int>(), 1);
        // It is not tracked, and no rule of raw says so.
        const auto nat = whyNotAt(trace, copy, {Table::Nat, Hook::Output});
        QCOMPARE(nat.code, std::string("notrack"));
        QCOMPARE(nat.reason.front().code, std::string("copy-not-tracked-no-nat"));
    }
};

HOOKWALK_TEST(TestTunnels)
#include "tst_tunnels.moc"
