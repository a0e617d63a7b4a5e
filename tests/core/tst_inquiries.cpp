// SPDX-License-Identifier: GPL-3.0-or-later
// Causes that the kernel's answers give: recorded packets, and what it said when it was asked.
#include "support/askedlog.h"
#include "support/testprogram.h"
#include "traversal/cause.h"
#include "traversal/inquiry.h"
#include "traversal/rules.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

namespace
{

void stopAtRouting(LogLines& log)
{
    for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        log.at(chain, arrivedByTun());
}

void routeAnswer(LogLines& log, const std::string& error)
{
    log.fact("route", R"({"source":"192.168.69.1","destination":"203.0.113.29","in":"tun0","error":)" +
                          error + R"(,"type":"unicast","out":"eth0"})");
}

std::string codeOfFirst(const LogLines& log)
{
    const auto trace = Trace::fromText(log.text());
    return endingOf(trace, 0).code;
}

} // namespace

class TestInquiries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A chain of type route looks for the route again; the answer to the old mark says nothing of that.
    void aMarkSetAtOutputIsAskedFor()
    {
        for (const bool isRoute : {true, false}) {
            LogLines log;
            startInquiry(
                log,
                std::string("{\"family\":\"ip\",\"table\":\"t\",\"name\":\"o\",\"type\":\"") +
                    (isRoute ? "route" : "filter") +
                    "\",\"hook\":\"output\",\"priority\":-150,\"policy\":\"accept\",\"rules\":[{\"handle\":2,"
                    "\"text\":\"meta mark set 0x00000001\"}]}");
            log.from("nftrace,packet=0000002a");
            Echo echo{"", "eth0"};
            for (const auto& chain : {"raw OUTPUT", "mangle OUTPUT"})
                log.at(chain, echo);
            for (const auto* what : {"\"type\":\"rule\",\"handle\":2,\"verdict\":\"continue\"",
                                     "\"type\":\"policy\",\"verdict\":\"accept\""})
                log.fact(
                    "rule",
                    std::string("{\"packet\":\"0000002a\",\"family\":\"ip\",\"table\":\"t\",\"chain\":\"o\","
                                "\"mark\":1,") +
                        what + '}');
            auto other = echo; // the log reports the chain that is missing
            other.ipId = 2, other.id = 8;
            log.from("nftrace,packet=0000002b").at("filter OUTPUT", other).at("mangle POSTROUTING", other);
            log.from("wire-out").add("", other);
            auto asked = openQuestions(Trace::fromText(log.text()), 0);
            std::erase_if(asked, [](const RouteSearch& one) { return !one.in.empty(); });
            QCOMPARE(asked.size(), std::size_t{isRoute ? 2U : 0U});
            if (!isRoute)
                continue;
            QCOMPARE(asked[0].mark, 0U);
            QCOMPARE(asked[1].mark, 1U);
            log.fact("counters", "{}");
            log.fact(
                "policy",
                R"({"rules":[{"family":"ip","priority":99,"mark":1,"mask":4294967295,"action":"lookup","table":100}],"routes":[{"family":"ip","to":"","type":"unreachable","table":100}]})");
            for (const auto* answer : {"\"mark\":0,\"type\":\"unicast\",\"out\":\"eth0\"",
                                       "\"mark\":1,\"error\":\"EHOSTUNREACH\""})
                log.fact("route",
                         std::string(
                             "{\"source\":\"192.168.69.1\",\"destination\":\"203.0.113.29\",\"in\":\"\",") +
                             answer + '}');
            const auto ending = endingOf(Trace::fromText(log.text()), 0);
            QCOMPARE(ending.kind, EndingKind::Dropped);
            QCOMPARE(ending.code, std::string("route-unreachable"));
            QVERIFY(ending.base && ending.base->fullName() == "ip t o");
            const auto why = words::english(ending.reason);
            QVERIFY2(why.find("with mark 1 there is none") != std::string::npos &&
                         why.find("table 100") != std::string::npos,
                     why.c_str());
        }
    }

    void aRuleOfPolicyRoutingRefuses()
    {
        LogLines log;
        startInquiry(log);
        stopAtRouting(log);
        log.fact("counters", "{}");
        log.fact("policy",
                 R"({"rules":[{"family":"ip","priority":99,"from":"198.51.100.0/24","action":"prohibit"},
            {"family":"ip","priority":100,"from":"192.168.69.0/28","action":"blackhole"}],"routes":[]})");
        routeAnswer(log, "\"EINVAL\"");
        QCOMPARE(codeOfFirst(log), std::string("route-blackhole"));
    }

    void ofTwoAnswersThatForThePacketsMarkCounts()
    {
        LogLines log;
        startInquiry(log);
        stopAtRouting(log);
        auto text = log.text();
        text.insert(text.rfind('\n'), "MARK=0x3 ");
        LogLines answers;
        answers.fact("counters", "{}");
        answers.fact("policy", R"({"rules":[{"family":"ip","priority":102,"mark":3,"mask":255,
            "action":"prohibit"}],"routes":[]})");
        const std::string asked = R"({"source":"192.168.69.1","destination":"203.0.113.29","in":"tun0",)";
        answers.fact("route", asked + R"("mark":0,"error":null,"type":"unicast","out":"eth0"})");
        answers.fact("route", asked + R"("mark":3,"error":"EACCES","type":"unicast","out":null})");
        const auto trace = Trace::fromText(text + answers.text());
        QCOMPARE(endingOf(trace, 0).code, std::string("route-prohibit"));
    }

    void aRouteOfAnotherTableRefusesWhatIsMarked()
    {
        Inquiry inquiry;
        QVERIFY(read("policy", R"({"rules":[{"family":"ip","priority":5,"mark":1,"mask":255,"action":"lookup",
            "table":7}],"routes":[{"family":"ip","to":"203.0.113.0/24","type":"prohibit","table":7}]})",
                     inquiry));
        RouteSearch search{*IpAddress::parse("192.0.2.1"), *IpAddress::parse("203.0.113.29"), "tun0", 1};
        QVERIFY(inquiry.refusalOf(search, "prohibit"));
        QVERIFY(!inquiry.refusalOf(search, "blackhole"));
        search.mark = 2;
        QVERIFY(!inquiry.refusalOf(search, "prohibit"));
    }

    void forwardingMayBeOffAtOneDevice()
    {
        LogLines log;
        startInquiry(log);
        stopAtRouting(log);
        log.fact("counters", R"({"Ip.InAddrErrors":1})");
        log.fact("settings", R"({"net.ipv4.ip_forward":"1","net.ipv4.conf.tun0.forwarding":"0"})");
        routeAnswer(log, "\"EHOSTUNREACH\"");
        QCOMPARE(codeOfFirst(log), std::string("ip-forward-off"));
    }

    void anIpsecPolicyBlocks()
    {
        LogLines log;
        startInquiry(log);
        stopAtRouting(log);
        log.fact("dropped", R"({"reason":"XFRM_POLICY","location":"ip_forward","protocol":2048})");
        routeAnswer(log, "null");
        QCOMPARE(codeOfFirst(log), std::string("xfrm-policy"));
    }

    void theNextHopIsSilent()
    {
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        log.fact("neighbours", R"([{"address":"198.51.100.9","device":"eth0","state":"incomplete"}])");
        QCOMPARE(codeOfFirst(log), std::string("next-hop-silent"));
    }

    // Also where that is of another family (RFC 5549); another one that is silent there is not this packet's.
    void onlyTheNextHopOfItsRouteCounts()
    {
        for (const std::string gateway : {"2001:db8:1::9", "198.51.100.9", "198.51.100.1"}) {
            LogLines log;
            startInquiry(log);
            forwardOne(log);
            const auto asked = openQuestions(Trace::fromText(log.text()), 0);
            QCOMPARE(asked.size(), std::size_t(1));
            log.fact("neighbours", R"([{"address":"198.51.100.7","device":"eth0","state":"failed"},
                {"address":"198.51.100.9","device":"eth0","state":"failed"},
                {"address":"2001:db8:1::9","device":"eth0","state":"failed"}])");
            const auto quoted = [](const std::string& text) { return '"' + text + '"'; };
            log.fact("route", "{\"source\":" + quoted(asked[0].source.toString()) + ",\"destination\":" +
                                  quoted(asked[0].destination.toString()) + ",\"in\":" + quoted(asked[0].in) +
                                  ",\"type\":\"unicast\",\"out\":\"eth0\",\"gateway\":" + quoted(gateway) +
                                  '}');
            const auto ending = endingOf(Trace::fromText(log.text()), 0);
            QCOMPARE(ending.code, std::string(gateway.ends_with('9') ? "next-hop-silent" : "unexplained"));
            if (gateway.ends_with('9'))
                QVERIFY(words::english(ending.reason).find(gateway) != std::string::npos);
        }
    }

    // What tc does at a device, by the kernel's reason or, without root, by the counters alone.
    void trafficControlIsNamed_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("counter");
        QTest::addColumn<QString>("code");
        QTest::newRow("a queue") << "QDISC_DROP"
                                 << "Device.eth0.netem 8001: dropped"
                                 << "qdisc-drop";
        QTest::newRow("a queue, by its counter") << ""
                                                 << "Device.eth0.pfifo 8001: dropped"
                                                 << "qdisc-drop";
        QTest::newRow("another device's") << ""
                                          << "Device.eth0.5.pfifo 8001: dropped"
                                          << "unexplained";
        QTest::newRow("a filter") << "TC_EGRESS"
                                  << "Device.eth0.clsact ffff: dropped"
                                  << "tc-drop";
        QTest::newRow("a filter, by its counter") << ""
                                                  << "Device.eth0.clsact ffff: dropped"
                                                  << "tc-drop";
        QTest::newRow("a filter on another's way in") << "TC_INGRESS"
                                                      << "Device.eth0.clsact ffff: dropped"
                                                      << "unexplained";
        QTest::newRow("it waits") << ""
                                  << "Device.eth0.tbf 8001: queued"
                                  << "qdisc-held";
    }
    void trafficControlIsNamed()
    {
        QFETCH(QString, reason);
        QFETCH(QString, counter);
        QFETCH(QString, code);
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        if (!reason.isEmpty())
            log.fact("dropped", "{\"reason\":\"" + reason.toStdString() + "\"}");
        log.fact("counters", "{\"" + counter.toStdString() + "\":1}");
        const auto ending = endingOf(Trace::fromText(log.text()), 0);
        QCOMPARE(ending.code, code.toStdString());
        QCOMPARE(ending.kind,
                 code == QLatin1String("qdisc-held") ? EndingKind::Unknown : EndingKind::Dropped);
        const bool isProven =
            words::english(ending.evidence).find(counter.toStdString()) != std::string::npos;
        QCOMPARE(isProven, code != QLatin1String("unexplained"));
    }

    void thePortThatNatChoseIsTaken()
    {
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        log.fact("counters", R"({"Conntrack.insert_failed":1})");
        QCOMPARE(codeOfFirst(log), std::string("nat-clash"));
    }

    // Without a rule that rewrites what leaves by the device, silence is no fault of NAT.
    void natIsMissedOnlyWhereItIsMeant_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("code");
        QTest::newRow("meant") << "eth0"
                               << "nat-no-mapping";
        QTest::newRow("meant for another device") << "eth9"
                                                  << "peer-silent";
    }
    void natIsMissedOnlyWhereItIsMeant()
    {
        QFETCH(QString, device);
        QFETCH(QString, code);
        LogLines log;
        startInquiry(log, R"({"family":"ip","table":"nat","name":"POSTROUTING","type":"nat",)"
                          R"("hook":"postrouting","priority":100,"policy":"accept",)"
                          R"("rules":[{"handle":2,"text":"oifname )" +
                              device.toStdString() + R"( counter masquerade"}]})");
        forwardOne(log);
        auto sent = leavingByEth();
        sent.in.clear();
        log.from("wire-out").add("", sent);
        log.fact("counters", "{}");
        QCOMPARE(codeOfFirst(log), code.toStdString());
    }

    void echoRequestsMayBeIgnored()
    {
        LogLines log;
        startInquiry(log);
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING", "mangle INPUT",
                                  "filter INPUT", "security INPUT", "nat INPUT"})
            log.at(chain, arrivedByTun());
        log.fact("settings", R"({"net.ipv4.icmp_echo_ignore_all":"1"})");
        QCOMPARE(codeOfFirst(log), std::string("echo-ignored"));
    }

    // Another packet's drop is none of a frame that only passed by.
    void aFrameForAnotherHostWasNotDropped()
    {
        LogLines log;
        startInquiry(log, R"({"family":"inet","table":"early","name":"c","type":"filter","hook":"ingress",)"
                          R"("priority":0,"policy":"accept","devices":["eth1"],"rules":[]})");
        log.from("wire-in").add("", Echo{"eth1", ""});
        log.fact("dropped", R"({"reason":"NETFILTER_DROP","location":"nf_hook_slow","protocol":2048})");
        log.fact("dropped", R"({"reason":"OTHERHOST","location":"ip_rcv","protocol":2048})");
        QCOMPARE(codeOfFirst(log), std::string("other-host"));
    }

    // nftrace does not see the rules of iptables-legacy: their counters name the one that dropped.
    void aRuleOfIptablesLegacyIsNamedByItsCounter_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("policy");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("reason");
        QTest::newRow("a rule that a jump leads to")
            << 1 << 0 << "rule-drop"
            << "It was dropped by rule 2 of ip filter mine (-A mine -p icmp -j DROP), of iptables-legacy.";
        QTest::newRow("the policy")
            << 0 << 1 << "policy-drop"
            << "It was dropped by the policy of ip filter FORWARD, of iptables-legacy.";
        QTest::newRow("which of two is not known")
            << 1 << 1 << "rule-drop"
            << "It was dropped in filter FORWARD by a rule or the policy of iptables-legacy.";
    }
    void aRuleOfIptablesLegacyIsNamedByItsCounter()
    {
        QFETCH(int, rule);
        QFETCH(int, policy);
        QFETCH(QString, code);
        QFETCH(QString, reason);
        LogLines log;
        startInquiry(log);
        const auto rules = [&](int ruleCount, int policyCount) {
            log.fact("ruleset",
                     R"({"generation":1,"legacy":["filter"],"chains":[{"legacy":true,"family":"ip",)"
                     R"("table":"filter","name":"FORWARD","hook":"forward","policy":"drop","packets":)" +
                         std::to_string(policyCount) +
                         R"(,"rules":[{"handle":1,"text":"-A FORWARD -j mine","packets":9}]},{"legacy":true,)"
                         R"("family":"ip","table":"filter","name":"mine","rules":[{"handle":1,"text":)"
                         R"("-A mine -i eth9 -j DROP","packets":4},{"handle":2,"text":)"
                         R"("-A mine -p icmp -j DROP","packets":)" +
                         std::to_string(ruleCount) + "}]}]}");
        };
        rules(0, 0);
        stopAtRouting(log);
        for (const auto* chain : {"mangle FORWARD", "filter FORWARD"})
            log.at(chain, leavingByEth());
        log.fact("counters", "{}");
        rules(rule, policy);
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.code, code.toStdString());
        QCOMPARE(QString::fromStdString(words::english(ending.reason)), reason);
    }

    // It is known by its place only, which is another rule's once one was inserted before it.
    void aRuleOfIptablesLegacyThatMovedIsNoOtherOne()
    {
        LogLines log;
        startInquiry(log);
        const std::string head =
            R"({"generation":1,"legacy":["filter"],"chains":[{"legacy":true,"family":"ip",)"
            R"("table":"filter","name":"FORWARD","hook":"forward","policy":"accept","packets":0,"rules":[)";
        log.fact("ruleset", head + R"({"handle":1,"text":"-A FORWARD -p udp -j DROP","packets":9},)"
                                   R"({"handle":2,"text":"-A FORWARD -p tcp -j DROP","packets":0}]}]})");
        stopAtRouting(log);
        for (const auto* chain : {"mangle FORWARD", "filter FORWARD"})
            log.at(chain, leavingByEth());
        log.fact("counters", "{}");
        log.fact("ruleset", head + R"({"handle":1,"text":"-A FORWARD -i eth9 -j LOG","packets":0},)"
                                   R"({"handle":2,"text":"-A FORWARD -p udp -j DROP","packets":9},)"
                                   R"({"handle":3,"text":"-A FORWARD -p tcp -j DROP","packets":0}]}]})");
        const auto reason = words::english(endingOf(Trace::fromText(log.text()), 0).reason);
        QVERIFY2(reason.find("rule 2") == reason.npos, reason.c_str());
        QVERIFY(!reason.empty());
    }

    // A port of a bridge has the frame before the bridge has it: one packet.
    void aFrameAtTheBridgePortIsOfThePacket()
    {
        LogLines log;
        startInquiry(log);
        forwardOne(log);
        auto port = arrivedByTun();
        port.in = "eth1";
        log.from("wire-in").add("", port);
        QCOMPARE(Trace::fromText(log.text()).traversals().size(), std::size_t{1});
    }
};

HOOKWALK_TEST(TestInquiries)
#include "tst_inquiries.moc"
