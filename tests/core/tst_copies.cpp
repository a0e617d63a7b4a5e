// SPDX-License-Identifier: GPL-3.0-or-later
// Copies that rules send: each a packet of its own, told of where the rule or the copy proves it.
#include "exports/exports.h"
#include "support/askedlog.h"
#include "support/testprogram.h"
#include "traversal/rules.h"
#include "traversal/walk.h"
#include "words/packets.h"
#include "words/words.h"

#include <algorithm>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

namespace
{

// A rule of mangle FORWARD sends one.
Trace withACopy()
{
    test::LogLines lines;
    lines.fact("sources", R"({"sightings":"nftrace","rules":true,"connections":false,"frames":false})");
    lines.from("nftrace,packet=0000002a");
    for (const auto& chain : test::requestChains) {
        lines.at(chain, test::requestAt(chain));
        if (chain == "mangle FORWARD")
            lines.fact("rule", R"({"packet":"0000002a","family":"ip","table":"mangle","chain":"FORWARD",)"
                               R"("type":"rule","handle":4,"text":"dup to 198.51.100.99 device eth1",)"
                               R"("verdict":"continue"})");
    }
    return Trace::fromText(lines.text());
}

} // namespace

class TestCopies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Of one of them with its letter; what both have is drawn once.
    void aComparisonDrawsCopiesAndWhatGoesBack()
    {
        const auto drawn = [](const Trace& a, const Trace& b) {
            const exports::Pair pair{{a, 0}, {b, 0}};
            return QString::fromUtf8(*exports::make(exports::Form::AnimatedSvg, pair, {}));
        };
        const auto recorded = [](const char* name) {
            return std::move(
                *Trace::open(HOOKWALK_SOURCE_DIR "/docs/gallery/recordings/" + std::string(name)));
        };
        const Trace plain = recorded("forward.log");
        const Trace rejected = recorded("reject.log"), copied = withACopy();
        const auto refusal = QString::fromStdString(words::refusalWords(walkOf(rejected, 0)));
        QVERIFY(drawn(rejected, plain).contains(QStringLiteral(">A · ") + refusal));
        QVERIFY(drawn(plain, rejected).contains(QStringLiteral(">B · ") + refusal));
        QCOMPARE(drawn(rejected, rejected).count(u'>' + refusal + u'<'), 1);
        const auto copy = QStringLiteral("copy to 198.51.100.99");
        QVERIFY(drawn(copied, plain).contains(QStringLiteral(">A · ") + copy));
        QVERIFY(drawn(rejected, copied).contains(QStringLiteral(">B · ") + copy));
        QCOMPARE(drawn(copied, copied).count(u'>' + copy + u'<'), 1);
    }

    // nf_dup_netdev_egress() sends it past all chains.
    void aCopyMadeAtIngressNeedsNoAnswer()
    {
        LogLines log;
        startInquiry(log, R"({"family":"netdev","table":"d","name":"c","type":"filter","hook":"ingress",)"
                          R"("priority":0,"policy":"accept","devices":["tun0"],"rules":[)"
                          R"({"handle":2,"text":"icmp type echo-request counter dup to eth1"}]})");
        forwardOne(log);
        log.from("wire-in").add("", arrivedByTun());
        auto copy = arrivedByTun();
        copy.in.clear();
        copy.out = "eth1";
        log.from("wire-out").add("", copy);
        log.fact("counters", "{}");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(copyOf(trace, 1), TraversalIndex{0});
        const auto copies = copiesOf(trace, 0);
        QCOMPARE(copies.size(), std::size_t{1});
        QCOMPARE(copies.front().sent.to, std::string("eth1"));
        QCOMPARE(copies.front().sent.packet, TraversalIndex{1});
        QCOMPARE(pathOf(trace, 1), Path::Unknown); // nobody here made it
        QVERIFY(endingOf(trace, 1).code.empty());
    }

    // By the device that the packet itself leaves by, and before it: two frames of one device, told apart by the TTL.
    void aCopyByThePacketsOwnDeviceIsNotItsFrame_data()
    {
        QTest::addColumn<bool>("isSent");
        QTest::newRow("the packet is sent, too") << true;
        QTest::newRow("the packet ends in FORWARD") << false;
    }
    void aCopyByThePacketsOwnDeviceIsNotItsFrame()
    {
        QFETCH(bool, isSent);
        LogLines log;
        startInquiry(log, R"({"family":"netdev","table":"d","name":"c","type":"filter","hook":"ingress",)"
                          R"("priority":0,"policy":"accept","devices":["tun0"],"rules":[)"
                          R"({"handle":2,"text":"icmp type echo-request counter dup to eth0"}]})");
        if (isSent)
            forwardOne(log);
        else
            for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
                log.at(chain, arrivedByTun());
        if (!isSent)
            log.at("mangle FORWARD", leavingByEth());
        log.from("wire-in").add("", arrivedByTun());
        auto copy = arrivedByTun();
        copy.in.clear();
        copy.out = "eth0";
        log.from("wire-out").add("", copy);
        auto own = leavingByEth();
        own.in.clear();
        if (isSent)
            log.add("", own);
        log.fact("counters", "{}");
        auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(copyOf(trace, 1), TraversalIndex{0});
        QCOMPARE(int{trace.events()[trace.traversals()[1].first].ttl}, copy.ttl);
        QCOMPARE(int{trace.events()[trace.traversals()[0].last].ttl}, isSent ? own.ttl : copy.ttl);
        QCOMPARE(endingOf(trace, 0).kind == EndingKind::Transmitted, isSent);
        QVERIFY(endingOf(trace, 1).code.empty());
        trace.keepLatest(1); // the copy came before much that is forgotten now
        QVERIFY(trace.text(trace.events()[trace.traversals()[1].first]).find(" TTL=64 ") !=
                std::string::npos);
    }

    // Its counter names the rule, and only where the copy itself was seen.
    void aCopyThatIptablesLegacySendsIsProvedByItsCounter_data()
    {
        QTest::addColumn<bool>("isSeen");
        QTest::addColumn<int>("counted");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("seen and counted") << true << 1 << true;
        QTest::newRow("not counted") << true << 0 << false;
        QTest::newRow("not seen") << false << 1 << false;
    }
    void aCopyThatIptablesLegacySendsIsProvedByItsCounter()
    {
        QFETCH(bool, isSeen);
        QFETCH(int, counted);
        QFETCH(bool, isTold);
        LogLines log;
        startInquiry(log);
        const auto rules = [&](int count) {
            log.fact(
                "ruleset",
                R"({"generation":1,"legacy":["mangle"],"chains":[{"legacy":true,"family":"ip",)"
                R"("table":"mangle","name":"PREROUTING","hook":"prerouting","policy":"accept","packets":9,)"
                R"("rules":[{"handle":1,"text":"-A PREROUTING -p icmp -j TEE --gateway 198.51.100.99",)"
                R"("packets":)" +
                    std::to_string(count) + "}]}]}");
        };
        rules(0);
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING"})
            log.at(chain, arrivedByTun());
        auto copy = arrivedByTun();
        copy.in.clear();
        copy.out = "eth1";
        copy.ttl = 63;
        for (const auto* chain :
             {"raw OUTPUT", "mangle OUTPUT", "filter OUTPUT", "security OUTPUT", "mangle POSTROUTING"}) {
            if (isSeen)
                log.at(chain, copy);
        }
        log.at("nat PREROUTING", arrivedByTun());
        for (const auto* chain : {"mangle FORWARD", "filter FORWARD", "security FORWARD",
                                  "mangle POSTROUTING", "nat POSTROUTING"})
            log.at(chain, leavingByEth());
        log.fact("counters", "{}");
        rules(counted);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), isSeen ? std::size_t{2} : std::size_t{1});
        const auto walk = walkOf(trace, 0);
        const auto marked =
            std::ranges::find_if(walk.stops, [](const Stop& stop) { return stop.copy.has_value(); });
        QCOMPARE(marked != walk.stops.end(), isTold);
        QCOMPARE(words::english(walk.ending.reason).find("A copy of it was sent") != std::string::npos,
                 isTold);
        if (!isTold)
            return;
        QVERIFY((marked->stage == Stage::of(Chain{Table::Mangle, Hook::Prerouting})));
        QCOMPARE(marked->copy->to, std::string("198.51.100.99"));
        QCOMPARE(marked->copy->packet, TraversalIndex{1});
        QVERIFY(!walk.ending.evidence.empty());
        QVERIFY(words::english(endingOf(trace, 1).reason).find("It is a copy of packet 1") !=
                std::string::npos);
    }

    // One after another in time, and yet no way from port to port.
    void aFloodedFrameIsACopyAtEachPort_data()
    {
        QTest::addColumn<QString>("kind"); // of the first port
        QTest::addColumn<bool>("isFlooded");
        QTest::newRow("two ports") << "veth" << true;
        QTest::newRow("a VLAN and what carries it") << "vlan" << false;
    }
    void aFloodedFrameIsACopyAtEachPort()
    {
        QFETCH(QString, kind);
        QFETCH(bool, isFlooded);
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        log.from("wire-out");
        auto frame = leavingByEth();
        frame.in.clear();
        for (const auto* device : {"eth0", "p1", "p2"}) {
            frame.out = device;
            log.add("", frame);
        }
        log.fact("links", R"([{"name":"eth0","kind":"bridge"},{"name":"p1","kind":")" + kind.toStdString() +
                              R"("},{"name":"p2","kind":"veth"}])");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto said = words::english(walkOf(trace, 0).ending.reason);
        QCOMPARE(said.find("The bridge eth0 flooded it: a copy left by each of p1, p2.") != said.npos,
                 isFlooded);
    }

    // nftrace told of the copy until its end, and of the packet itself only at first.
    void theFrameOfAPacketIsNotItsCopys()
    {
        LogLines log;
        startInquiry(log);
        log.from("nftrace,packet=0000002a,token=1a2b").at("raw PREROUTING", arrivedByTun());
        log.from("nftrace,packet=0000002b,token=1a2b");
        auto copy = leavingByEth();
        copy.in.clear();
        copy.out = "eth1";
        for (const auto* chain : {"raw OUTPUT", "mangle OUTPUT", "filter OUTPUT", "security OUTPUT"})
            log.at(chain, copy);
        copy.in = "eth1";
        log.at("mangle POSTROUTING", copy);
        forwardOne(log.from(""));
        auto frame = leavingByEth();
        frame.in.clear();
        log.from("wire-out,token=1a2b").add("", frame);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        const auto& last = trace.events()[trace.traversals()[0].last];
        QVERIFY(!last.hasChain());
        QCOMPARE(trace.device(last.out), std::string_view("eth0"));
    }
};

HOOKWALK_TEST(TestCopies)
#include "tst_copies.moc"
