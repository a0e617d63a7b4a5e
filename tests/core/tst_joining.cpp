// SPDX-License-Identifier: GPL-3.0-or-later
// Several sources tell of the same packets: what they say must meet in one traversal.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "traversal/walk.h"
#include "words/packets.h"
#include "words/steps.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;
using test::requestAt;
using test::requestChains;

namespace
{

LogLines& forward(LogLines& log, std::size_t from = 0, std::size_t to = 8, int id = 7)
{
    for (auto i = from; i < to; ++i)
        log.at(requestChains[i], requestAt(requestChains[i], id));
    return log;
}

Echo frameOut(const std::string& source = "198.51.100.15")
{
    Echo echo{"", "eth0"};
    echo.source = source;
    echo.ttl = 63;
    return echo;
}

} // namespace

class TestJoining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondSourceJoins_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("nftrace behind NFLOG") << "nflog"
                                              << "nftrace,packet=0000002a";
        QTest::newRow("NFLOG behind nftrace") << "nftrace,packet=0000002a"
                                              << "nflog";
        QTest::newRow("NFLOG behind the kernel log") << ""
                                                     << "nflog";
    }
    void aSecondSourceJoins()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        LogLines log;
        forward(log.from(first.toStdString()));
        forward(log.from(second.toStdString()));
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 1U);
        QCOMPARE(trace.traversals()[0].eventCount, 16U);
        QVERIFY(!trace.traversals()[0].doubtful);
        QCOMPARE(pathOf(trace, 0), Path::Forwarded);
        QCOMPARE(endingKindOf(trace, 0), EndingKind::Transmitted);
    }

    void theSourcesMayOvertakeEachOther()
    {
        LogLines log;
        forward(log.from("nflog"), 0, 3);
        forward(log.from("nftrace,packet=00000001"), 0, 5);
        forward(log.from("nflog"), 3, 8);
        forward(log.from("nftrace,packet=00000001"), 5, 8);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 1U);
        QCOMPARE(trace.traversals()[0].eventCount, 16U);
        QCOMPARE(walkOf(trace, 0).stops.size(), std::size_t{12});
    }

    // Rules that write headers as they like, in raw for example: without nftrace only the content tells.
    void aPacketIsKnownByItsTokenThroughEveryRewrite()
    {
        LogLines log;
        log.from("nflog");
        const auto seen = [&](const char* chain, int length, const char* destination, const char* token) {
            auto echo = requestAt(chain);
            echo.length = length;
            echo.destination = destination;
            echo.token = token;
            log.at(chain, echo);
        };
        seen("raw PREROUTING", 41, "203.0.113.29", "1a2b");
        seen("mangle PREROUTING", 41, "198.51.100.77", "1a2b"); // `ip daddr set` in raw
        seen("mangle FORWARD", 45, "192.0.2.80", "1a2b");
        QCOMPARE(Trace::fromText(log.text()).traversals().size(), 1U);
        seen("filter FORWARD", 45, "192.0.2.80", "3c4d"); // a stranger that looks alike
        auto frame = frameOut();
        frame.destination = "192.0.2.81";
        frame.token = "1a2b";
        log.from("wire-out").add("", frame);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 2U);
        QCOMPARE(trace.traversals()[0].eventCount, 4U);
    }

    void packetsThatLookAlikeAreToldApartByTheKernelsNumber()
    {
        LogLines log;
        for (const auto& chain : requestChains) {
            log.from("nftrace,packet=00000001").at(chain, requestAt(chain));
            log.from("nftrace,packet=00000002").at(chain, requestAt(chain));
        }
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 2U);
        for (const auto& traversal : trace.traversals()) {
            QCOMPARE(traversal.eventCount, 8U);
            QVERIFY(!traversal.doubtful);
        }
    }

    void theKernelUsesANumberAgain()
    {
        LogLines log;
        log.from("nftrace,packet=00000001");
        forward(log);
        forward(log, 0, 8, 8);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 2U);
        QCOMPARE(trace.traversals()[1].eventCount, 8U);
    }

    void framesStandBeforeAndBehindTheChains()
    {
        LogLines log;
        forward(log.from("nflog"));
        log.from("wire-in").add("", Echo{"tun0", ""});
        log.from("wire-out").add("", frameOut());
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 1U);
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.frames.size(), std::size_t{2});
        const auto& in = walk.stops.front();
        const auto& out = walk.stops.back();
        QVERIFY(in.stage.kind == StageKind::TunWritten && in.kind == StopKind::Observed && !in.toldUs);
        QVERIFY(out.stage.kind == StageKind::NetworkOut && out.kind == StopKind::Observed);
        const auto& rewrite = walk.stops[walk.stops.size() - 2];
        QCOMPARE(rewrite.stage.kind, StageKind::AddressRewrite);
        QCOMPARE(rewrite.kind, StopKind::Inferred);
        QVERIFY(words::text(rewrite.note).find("frame at eth0") != std::string::npos);
        QCOMPARE(rewrite.changed.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(rewrite.changed[0].after->value), QStringLiteral("198.51.100.15"));
    }

    void whatWasReadFromTheTunStandsBehindTheLastHook()
    {
        LogLines log;
        log.from("nflog");
        for (const char* chain : {"raw PREROUTING", "mangle PREROUTING"})
            log.at(chain, {"eth0", "", "203.0.113.29", "198.51.100.15", 64, 1, 0});
        for (const char* chain : {"mangle FORWARD", "mangle POSTROUTING"})
            log.at(chain, {"eth0", "tun0", "203.0.113.29", "192.168.69.1", 63, 1, 0});
        const Echo frame{"", "tun0", "203.0.113.29", "192.168.69.1", 63, 1, 0};
        log.from("wire-out").add("", frame).from("tun-read").add("", frame);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 1U);
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.stops.back().stage.kind, StageKind::TunRead);
        QVERIFY(words::text(walk.stops.back().note).find("read it back") != std::string::npos);
        QCOMPARE(walk.frames.size(), std::size_t{2});
    }

    void ofFramesThatLookAlikeTheOldestPacketGetsTheFirst()
    {
        LogLines log;
        forward(log.from("nflog"), 0, 8, 7);
        forward(log.from("nflog"), 0, 8, 8);
        auto first = frameOut(), second = frameOut();
        first.id = 7;
        second.id = 8;
        log.from("wire-out").add("", first).add("", second);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 2U);
        for (TraversalIndex i = 0; i < 2; ++i) {
            const auto walk = walkOf(trace, i);
            QCOMPARE(walk.frames.size(), std::size_t{1});
            QCOMPARE(trace.events()[walk.frames[0]].portA, 7 + i);
        }
    }

    void aFrameThatComesLateFindsItsPacket()
    {
        LogLines log;
        log.fact("sources", R"({"sightings":"nflog","frames":true})").from("nflog");
        for (int id = 7; id < 1000; ++id) {
            for (const auto& chain : requestChains) {
                auto echo = requestAt(chain, id);
                echo.ipId = id;
                log.at(chain, echo);
            }
        }
        auto frame = frameOut();
        frame.ipId = 7;
        log.from("wire-out").add("", frame).fact("links", "[]");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 993U);
        QCOMPARE(walkOf(trace, 0).frames.size(), std::size_t{1});
        QCOMPARE(walkOf(trace, 0).ending.kind, EndingKind::Transmitted);
        QCOMPARE(walkOf(trace, 1).ending.kind, EndingKind::Dropped); // its frame never came
    }

    void aFrameThatNoChainSawIsAPacketOfItsOwn()
    {
        LogLines log;
        log.from("wire-in").add("", Echo{"tun0", ""});
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 1U);
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.ending.kind, EndingKind::Dropped);
        QCOMPARE(QString::fromStdString(walk.ending.place()), QStringLiteral("tun0"));
        QCOMPARE(walk.stops.size(), std::size_t{1});
    }

    void rulesStandAtTheChainsThatRanThem()
    {
        LogLines log;
        log.fact("ruleset", R"({"generation":3,"chains":[
            {"family":"ip","table":"filter","name":"FORWARD","type":"filter","hook":"forward","priority":0,"policy":"accept",
             "rules":[{"handle":5,"text":"counter jump user"},{"handle":6,"text":"counter drop","iptables":"-A FORWARD -j DROP"}]},
            {"family":"ip","table":"filter","name":"user","rules":[{"handle":7,"text":"return"}]}]})");
        forward(log.from("nftrace,packet=0000002a"), 0, 5);
        const auto hit = [&](const std::string& more) {
            log.fact("rule",
                     R"({"packet":"0000002a","type":"rule","family":"ip","table":"filter",)" + more + "}");
        };
        hit(R"("chain":"FORWARD","handle":5,"verdict":"jump","target":"user")");
        hit(R"("chain":"user","handle":7,"verdict":"return")");
        hit(R"("chain":"FORWARD","handle":6,"verdict":"drop")");
        const auto trace = Trace::fromText(log.text());
        const auto walk = walkOf(trace, 0);
        const auto& stop = walk.stops.back();
        QVERIFY(stop.stage == Stage::of(Chain{Table::Filter, Hook::Forward}));
        QCOMPARE(stop.rules.size(), std::size_t{3});
        QCOMPARE(stop.rules[1].depth, 1);
        QCOMPARE(stop.rules[2].depth, 0);
        QCOMPARE(QString::fromStdString(stop.rules[2].text), QStringLiteral("-A FORWARD -j DROP"));
        QCOMPARE(QString::fromStdString(stop.verdict), QStringLiteral("drop"));
        QCOMPARE(QString::fromStdString(walk.ending.code), QStringLiteral("rule-drop"));
        QCOMPARE(QString::fromStdString(walk.ending.place()), QStringLiteral("filter FORWARD"));
        QVERIFY(words::text(walk.ending.reason).find("-A FORWARD -j DROP") != std::string::npos);
        QCOMPARE(words::endingTag(walk), std::string("dropped · rule 2"));
        QCOMPARE(words::decider(stop), std::string("rule 2"));
    }

    // Its number is one of that chain, not of the base chain that called it.
    void aRuleOfAnotherChainNamesItsChain()
    {
        LogLines log;
        log.fact("ruleset", R"({"generation":3,"chains":[
            {"family":"ip","table":"filter","name":"FORWARD","type":"filter","hook":"forward","priority":0,"policy":"accept",
             "rules":[{"handle":5,"text":"counter jump user"}]},
            {"family":"ip","table":"filter","name":"user","rules":[{"handle":7,"text":"drop"}]}]})");
        forward(log.from("nftrace,packet=0000002a"), 0, 5);
        const std::string begin = R"({"packet":"0000002a","type":"rule","family":"ip","table":"filter",)";
        log.fact("rule", begin + R"("chain":"FORWARD","handle":5,"verdict":"jump","target":"user"})");
        log.fact("rule", begin + R"("chain":"user","handle":7,"verdict":"drop"})");
        const auto walk = walkOf(Trace::fromText(log.text()), 0);
        QCOMPARE(words::endingTag(walk), std::string("dropped · rule 1 of user"));
        QCOMPARE(words::decider(walk.stops.back()), std::string("rule 1 of user"));
    }

    void theOrderIsTheLiveOne()
    {
        const auto order = [](int security) {
            const auto ruleset =
                readRuleset(R"({"chains":[{"family":"ip","table":"security","name":"INPUT","type":"filter",
                "hook":"input","priority":)" +
                            std::to_string(security) + R"(,"policy":"accept"}]})");
            const auto place = [&](Table table) {
                return std::ranges::find(ruleset->order, Chain{table, Hook::Input}) - ruleset->order.begin();
            };
            return place(Table::Security) < place(Table::Nat);
        };
        QVERIFY(order(50));
        QVERIFY(!order(150));
        QVERIFY(!readRuleset("{}"));
        QVERIFY(!readRuleset("no JSON"));
    }

    void aConnectionLinksItsPackets()
    {
        LogLines log;
        forward(log.from("nflog"));
        for (const char* chain : {"raw PREROUTING", "mangle PREROUTING"})
            log.at(chain, {"eth0", "", "203.0.113.29", "198.51.100.15", 64, 1, 0});
        log.fact("connection", R"({"event":"new","id":9,"family":"ipv4","protocol":1,
            "original":{"source":"192.168.69.1","destination":"203.0.113.29","icmpId":7,"icmpType":8,"icmpCode":0},
            "reply":{"source":"203.0.113.29","destination":"198.51.100.15","icmpId":7,"icmpType":0,"icmpCode":0},
            "status":["confirmed","src-nat"],"mark":0,"timeout":30})");
        const auto trace = Trace::fromText(log.text());
        const auto request = connectionOf(trace, 0), reply = connectionOf(trace, 1);
        QVERIFY(request.connection && request.connection == reply.connection);
        QVERIFY(!request.isReply && reply.isReply);
        QVERIFY(request.connection->isSourceNat() && !request.connection->isDestinationNat());
        QCOMPARE(QString::fromStdString(request.state), QStringLiteral("new"));
        QCOMPARE(QString::fromStdString(reply.state), QStringLiteral("established"));
        QCOMPARE(trace.packetsOf(*request.connection), (std::vector<TraversalIndex>{0, 1}));
    }

    void factsThatMakeNoSenseChangeNothing()
    {
        for (const char* kind :
             {"rule", "connection", "ruleset", "route", "counters", "links", "settings", "sources"}) {
            for (const char* json :
                 {"", "{", "[]", "{}", "5", R"({"id":"x"})", R"([{"name":5}])", R"({"chains":5})"}) {
                LogLines log;
                forward(log.from("nftrace,packet=0000002a"), 0, 3);
                log.fact(kind, json);
                forward(log, 3, 8);
                const auto trace = Trace::fromText(log.text());
                QCOMPARE(trace.traversals().size(), 1U);
                QCOMPARE(walkOf(trace, 0).ending.kind, EndingKind::Transmitted);
            }
        }
    }
};

HOOKWALK_TEST(TestJoining)
#include "tst_joining.moc"
