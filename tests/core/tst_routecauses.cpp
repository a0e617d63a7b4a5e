// SPDX-License-Identifier: GPL-3.0-or-later
// What routing says of a packet with the addresses, ports and TOS that it has there, and what happens behind the chains.
#include "support/askedlog.h"
#include "support/testprogram.h"
#include "traversal/cause.h"
#include "traversal/inquiry.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

namespace
{

constexpr auto packet = "nftrace,packet=0000002a";

void decided(LogLines& log, const std::string& chain, const std::string& verdict)
{
    log.fact("rule", R"({"packet":"0000002a","type":"rule","family":"ip","table":"t","chain":")" + chain +
                         R"(","handle":2,"verdict":")" + verdict + "\"}");
}

std::string chain(const std::string& type, const std::string& hook, int priority, const std::string& rule)
{
    return R"({"family":"ip","table":"t","name":"c","type":")" + type + R"(","hook":")" + hook +
           R"(","priority":)" + std::to_string(priority) +
           R"(,"policy":"accept","rules":[{"handle":2,"text":")" + rule + R"("}]})";
}

Ending endingOfFirst(const LogLines& log)
{
    return endingOf(Trace::fromText(log.text()), 0);
}

std::string reasonOf(const Ending& ending)
{
    return words::english(ending.reason);
}

} // namespace

class TestRouteCauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Each rule that does not fit stands before the one that does.
    void aRuleOfPolicyRoutingAsksForMoreThanAddresses()
    {
        Inquiry inquiry;
        QVERIFY(read("policy", R"({"routes":[],"rules":[
            {"family":"ip","priority":1,"tos":16,"action":"blackhole"},
            {"family":"ip","priority":2,"protocol":6,"action":"blackhole"},
            {"family":"ip","priority":3,"destinationPorts":[54,99],"action":"blackhole"},
            {"family":"ip","priority":4,"sourcePorts":[1,9],"action":"blackhole"},
            {"family":"ip","priority":5,"users":[1000,1999],"action":"blackhole"},
            {"family":"ip","priority":6,"more":true,"action":"blackhole"},
            {"family":"ip","priority":7,"protocol":17,"destinationPorts":[53,53],"action":"blackhole"}]})",
                     inquiry));
        RouteSearch search{
            *IpAddress::parse("192.0.2.1"), *IpAddress::parse("203.0.113.29"), "eth1", 0, 17, 40000, 53, 0};
        const auto refusal = inquiry.refusalOf(search, "blackhole");
        QVERIFY(refusal);
        QCOMPARE(refusal->rule->priority, 7U);
        search.tos = 0x12; // the lowest two bits are ECN's
        QCOMPARE(inquiry.refusalOf(search, "blackhole")->rule->priority, 1U);
        search = {search.source, search.destination, "", 0, 17, 40000, 54, 0};
        QCOMPARE(inquiry.refusalOf(search, "blackhole")->rule->priority, 3U);
        search.destinationPort = 100;
        QCOMPARE(inquiry.refusalOf(search, "blackhole")->rule->priority, 5U); // whoever sent it here
        search.in = "eth1";
        QVERIFY(!inquiry.refusalOf(search, "blackhole"));
    }

    void anAnswerIsForThePortsThatItWasAskedWith()
    {
        Inquiry inquiry;
        const std::string asked =
            R"({"source":"192.0.2.1","destination":"203.0.113.29","in":"eth1","mark":0,)";
        QVERIFY(read("route",
                     asked + R"("protocol":17,"sourcePort":9,"destinationPort":53,"error":"EINVAL"})",
                     inquiry));
        RouteSearch search{
            *IpAddress::parse("192.0.2.1"), *IpAddress::parse("203.0.113.29"), "eth1", 0, 17, 9, 54, 0};
        QVERIFY(!inquiry.route(search));
        search.destinationPort = 53;
        QVERIFY(inquiry.route(search));
        Inquiry older;
        QVERIFY(read("route", asked + R"("error":"EINVAL"})", older));
        QVERIFY(older.route(search));
    }

    // Before a connection is confirmed conntrack tells of no mapping.
    void theRouteIsThatOfTheNewDestination()
    {
        LogLines log;
        startInquiry(log, chain("nat", "prerouting", -99, "ip protocol icmp dnat to 10.5.0.1"));
        log.from(packet);
        for (const auto* one : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
            log.at(one, {"tun0", ""});
        decided(log, "c", "accept");
        log.from("nftrace,packet=0000002b")
            .at("filter FORWARD", {"tun0", "eth0", "192.168.69.1", "203.0.113.29", 63, 2, 8, 8});
        const auto asked = openQuestions(Trace::fromText(log.text()), 0);
        QCOMPARE(asked.size(), std::size_t{1});
        QCOMPARE(asked[0].destination.toString(), std::string("10.5.0.1"));
        log.fact("counters", "{}");
        log.fact("route",
                 R"({"source":"192.168.69.1","destination":"10.5.0.1","in":"tun0","mark":0,"protocol":1,)"
                 R"("error":"EHOSTUNREACH","type":"unreachable"})");
        const auto ending = endingOfFirst(log);
        QCOMPARE(ending.code, std::string("route-unreachable"));
        QVERIFY2(reasonOf(ending).find("10.5.0.1") != std::string::npos, reasonOf(ending).c_str());
    }

    void aRuleThatSetTheTtlIsNamed()
    {
        LogLines log;
        startInquiry(log, chain("filter", "prerouting", -149, "ip ttl set 1"));
        log.from(packet);
        for (const auto* one : {"raw PREROUTING", "mangle PREROUTING"})
            log.at(one, {"tun0", ""});
        decided(log, "c", "continue");
        Echo lowered{"tun0", ""};
        lowered.ttl = 1;
        log.at("nat PREROUTING", lowered);
        log.from("nftrace,packet=0000002b")
            .at("filter FORWARD", {"tun0", "eth0", "192.168.69.1", "203.0.113.29", 63, 2, 8, 8});
        log.fact("counters", "{}");
        const auto ending = endingOfFirst(log);
        QCOMPARE(ending.code, std::string("ttl-expired"));
        QVERIFY2(reasonOf(ending).find("with TTL 64, and rule 1 of ip t c") != std::string::npos,
                 reasonOf(ending).c_str());
    }

    void aGroupThatNobodyJoined()
    {
        LogLines log;
        startInquiry(log);
        Echo group{"tun0", "", "192.168.69.1", "239.1.2.3"};
        for (const auto* one : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
            log.at(one, group);
        log.at("filter FORWARD", {"tun0", "eth0", "192.168.69.1", "203.0.113.29", 63, 2, 8, 8});
        log.fact("counters", "{}");
        QCOMPARE(endingOfFirst(log).code, std::string("no-route"));
    }

    // Behind the chains: a rule at egress that forwards, or tc.
    void aFrameAtAnotherDeviceIsTheSamePacket()
    {
        LogLines log;
        startInquiry(log);
        for (const auto& one : requestChains) {
            auto echo = requestAt(one);
            echo.token = "1234";
            log.from(packet).at(one, echo);
        }
        Echo sent{"", "eth9", "198.51.100.15"};
        sent.ttl = 63;
        sent.token = "1234";
        log.from("wire-out").add("", sent);
        log.fact("counters", "{}");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.kind, EndingKind::Redirected);
        QCOMPARE(ending.place(), std::string("eth9"));
    }

    // Who asked did not know how far it had come; and a late report is no end of what the kernel answers.
    void whatIsToldBehindAnInquiryIsNotJudgedByIt()
    {
        enum { InTime, BehindIt, AmidstIt, AnothersAmidstIt, AllBehindIt };
        for (const auto when : {InTime, BehindIt, AmidstIt, AnothersAmidstIt, AllBehindIt}) {
            LogLines log;
            startInquiry(log);
            auto other = arrivedByTun();
            other.ipId = 2, other.id = 8;
            const auto& late = when == AnothersAmidstIt ? other : arrivedByTun();
            log.from(packet).at("raw PREROUTING", late);
            log.from("");
            if (when != AllBehindIt)
                forwardOne(log);
            log.from(packet);
            if (when == InTime)
                log.at("mangle PREROUTING", late, 0);
            log.raw(R"(6,0,1000001,-,source=hookwalk;hookwalk dropped {"reason":"OTHERHOST"})");
            if (when == AnothersAmidstIt)
                log.at("mangle PREROUTING", late, 0);
            log.fact("counters", "{}");
            if (when == AmidstIt || when == AnothersAmidstIt)
                log.at("nat PREROUTING", late, 0);
            log.fact("neighbours", R"([{"address":"198.51.100.9","device":"eth0","state":"incomplete"}])");
            if (when == BehindIt)
                log.at("mangle PREROUTING", late, 0);
            log.from("");
            if (when == AllBehindIt)
                forwardOne(log);
            const auto trace = Trace::fromText(log.text());
            const auto which = static_cast<TraversalIndex>(when == AnothersAmidstIt ? 1 : 0);
            const auto ending = endingOf(trace, which);
            QCOMPARE(ending.kind, EndingKind::Unknown);
            QCOMPARE(ending.code, std::string(when == InTime || when == AnothersAmidstIt ? "next-hop-silent"
                                                                                         : "lines-lost"));
        }
    }

    // Nobody was a witness of it: neither of its frame, nor of the packet when the kernel was asked.
    void whatABlindSourceTellsBehindAnInquiryIsNotSaidToBeSent()
    {
        LogLines log;
        startInquiry(log);
        log.fact("canary", R"({"sent":true})").fact("counters", "{}");
        forwardOne(log);
        QCOMPARE(endingOfFirst(log).code, std::string("lines-lost"));
    }

    // The counter alone: another packet of that device may have raised it, unless no other one came there.
    void aCounterOfAQueueIsNoProofWhereOthersPass_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("offered");
        QTest::addColumn<bool>("isReserved");
        QTest::newRow("not told") << ""
                                  << "" << true;
        QTest::newRow("others passed") << ""
                                       << ",\"Device.eth0.pfifo 8001: offered\":2" << true;
        QTest::newRow("it was the only one") << ""
                                             << ",\"Device.eth0.pfifo 8001: offered\":1" << false;
        QTest::newRow("the kernel says so") << "QDISC_DROP"
                                            << "" << false;
    }
    void aCounterOfAQueueIsNoProofWhereOthersPass()
    {
        QFETCH(QString, reason);
        QFETCH(QString, offered);
        QFETCH(bool, isReserved);
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        if (!reason.isEmpty())
            log.fact("dropped", "{\"reason\":\"" + reason.toStdString() + "\"}");
        log.fact("counters", "{\"Device.eth0.pfifo 8001: dropped\":1" + offered.toStdString() + "}");
        const auto trace = Trace::fromText(log.text());
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.ending.code, std::string("qdisc-drop"));
        const auto said = words::english(walk.ending.reason), proof = words::english(walk.ending.evidence);
        QCOMPARE(said.find("it may have been another packet's") != said.npos, isReserved);
        QCOMPARE(proof.find("another one may have raised that counter") != proof.npos, isReserved);
        QCOMPARE(toJson(trace, walk)["ending"].value("reservation", std::string()),
                 std::string(isReserved ? "others-may-have-counted" : ""));
    }

    // The frame of the first canary, read only behind its turn, says nothing of the second.
    void aCanaryThatComesLateIsNoWitness()
    {
        for (const bool isLate : {false, true}) {
            LogLines log;
            log.fact("sources", R"({"sightings":"nflog","rules":false,"connections":false,"frames":true})");
            const Echo canary{"lo", "", "127.87.75.67", "127.87.75.67"};
            log.from("nflog").at("raw PREROUTING", canary);
            if (!isLate)
                log.from("wire-in").add("", canary);
            log.fact("canary", R"({"sent":true})");
            forwardOne(log.from("nflog"));
            if (isLate)
                log.raw("7,1,1000001,-,source=wire-in;IN=lo OUT= MAC= SRC=127.87.75.67 DST=127.87.75.67 "
                        "LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=9 DPT=9 LEN=8 ");
            else
                log.from("wire-in").add("", canary);
            log.fact("counters", "{}");
            log.from("nflog").at("raw PREROUTING", canary).fact("canary", R"({"sent":true})");
            const auto ending = endingOfFirst(log);
            QCOMPARE(ending.kind, isLate ? EndingKind::Unknown : EndingKind::Dropped);
            QCOMPARE(ending.code, std::string(isLate ? "lines-lost" : "unexplained"));
        }
    }
};

HOOKWALK_TEST(TestRouteCauses)
#include "tst_routecauses.moc"
