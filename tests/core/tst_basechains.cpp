// SPDX-License-Identifier: GPL-3.0-or-later
// Packets through rulesets as people have them: base chains at any priority, nat before ours, lo, queues.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/ownchains.h"
#include "traversal/ruletext.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;

namespace
{

constexpr auto traceId = "nftrace,packet=0000002a";

std::string base(const std::string& family, const std::string& table, const std::string& chain,
                 const std::string& hook, int priority, const std::string& type = "filter",
                 const std::string& rules = "[]", const std::string& more = "")
{
    return R"({"family":")" + family + R"(","table":")" + table + R"(","name":")" + chain + R"(","type":")" +
           type + R"(","hook":")" + hook + R"(","priority":)" + std::to_string(priority) +
           R"(,"policy":"accept",)" + more + R"("rules":)" + rules + "}";
}

std::string rulesetOf(const std::string& chains)
{
    return R"({"generation":1,"chains":[)" + chains + R"(],"legacy":[]})";
}

void start(LogLines& log, const std::string& chains)
{
    log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":true,"frames":true})");
    log.fact("ruleset", rulesetOf(chains));
}

void hit(LogLines& log, const std::string& chain, const std::string& verdict,
         const std::string& more = R"("type":"policy")", const std::string& packet = "0000002a")
{
    const auto blank = chain.find(' '), second = chain.find(' ', blank + 1);
    log.fact("rule", R"({"packet":")" + packet + R"(","family":")" + chain.substr(0, blank) +
                         R"(","table":")" + chain.substr(blank + 1, second - blank - 1) + R"(","chain":")" +
                         chain.substr(second + 1) + R"(","verdict":")" + verdict + "\"," + more + "}");
}

Echo echoAt(const std::string& chain)
{
    Echo echo{"tun0", ""};
    if (chain.ends_with("FORWARD") || chain.ends_with("POSTROUTING")) {
        echo.out = "eth0";
        echo.ttl = 63;
    }
    return echo;
}

void at(LogLines& log, const std::string& chain)
{
    log.from(traceId).at(chain, echoAt(chain));
}

// Chains in order: "table-HOOK" for one of the 17, "family table chain" for another.
QString chainsOf(const Walk& walk)
{
    QStringList way;
    for (const auto& stop : walk.stops) {
        if (stop.stage.kind == StageKind::BaseChain)
            way << QString::fromStdString(stop.base->fullName());
        else if (stop.stage.kind == StageKind::Chain && stop.kind != StopKind::Skipped)
            way << QString::fromStdString(stageId(stop.stage));
    }
    return way.join(QStringLiteral(", "));
}

} // namespace

class TestBaseChains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void baseChainsStandWhereTheKernelRanThem()
    {
        LogLines log;
        start(log, base("ip", "filter", "FORWARD", "forward", 0) + ',' +
                       base("inet", "a", "same", "forward", 0) + ',' +
                       base("inet", "a", "late", "forward", 10) + ',' +
                       base("inet", "a", "first", "forward", -300));
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
            at(log, chain);
        hit(log, "inet a first", "accept");
        at(log, "mangle FORWARD");
        at(log, "filter FORWARD");
        hit(log, "inet a same", "accept"); // registered before the one of iptables
        hit(log, "ip filter FORWARD", "accept");
        hit(log, "inet a late", "drop", R"("type":"rule","handle":4)");
        const auto trace = Trace::fromText(log.text());
        const auto walk = walkOf(trace, 0);
        QCOMPARE(chainsOf(walk),
                 QStringLiteral("raw-PREROUTING, mangle-PREROUTING, nat-PREROUTING, inet a first, "
                                "mangle-FORWARD, inet a same, filter-FORWARD, inet a late"));
        QCOMPARE(walk.ending.place(), std::string("inet a late (FORWARD 10)"));
        const auto own = ownChains(trace); // without the one of iptables, in the order in which they run
        QCOMPARE(own.size(), std::size_t{3});
        QCOMPARE(own[0].base.name, std::string("first"));
        QVERIFY(own[1].order == OwnChain::Order::Before && !own[1].isBehindClassic); // as it was seen
        QCOMPARE(own[1].neighbour, std::string("filter"));
        QVERIFY(own[2].hasDecided && !own[1].hasDecided && own[0].wasMet);
        const auto json = toJson(trace, walk);
        const auto& place = json["steps"].back()["place"];
        QCOMPARE(place["table"].get<std::string>(), std::string("a"));
        QCOMPARE(place["priority"].get<int>(), 10);
        QCOMPARE(json["ending"]["place"]["chain"].get<std::string>(), std::string("late"));
    }

    void theOrderOfOnePriorityIsNotWorkedOut()
    {
        LogLines log;
        start(log, base("ip", "filter", "FORWARD", "forward", 0) + ',' +
                       base("inet", "a", "same", "forward", 0) + ',' +
                       base("inet", "b", "else", "forward", 1));
        const auto own = ownChains(Trace::fromText(log.text()));
        QVERIFY(own[0].order == OwnChain::Order::NotKnown && !own[0].wasMet);
        QVERIFY(own[1].order == OwnChain::Order::Alone);
    }

    void aDormantTableIsNoPlace()
    {
        const auto ruleset = readRuleset(
            rulesetOf(base("ip", "filter", "FORWARD", "forward", 0, "filter", "[]", R"("dormant":true,)")));
        QVERIFY(!ruleset->hasBaseChain({Table::Filter, Hook::Forward}));
    }

    // The nat trace point behind it stays silent; the connection is new all the same.
    void aNatChainBeforeOursDecides()
    {
        LogLines log;
        start(log, base("inet", "p", "post", "postrouting", 90, "nat"));
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING", "mangle FORWARD",
                                  "filter FORWARD", "security FORWARD", "mangle POSTROUTING"})
            at(log, chain);
        hit(log, "inet p post", "accept", R"("type":"rule","handle":2)");
        const auto trace = Trace::fromText(log.text());
        const auto walk = walkOf(trace, 0);
        QCOMPARE(int(walk.ending.kind), int(EndingKind::Transmitted));
        for (const auto& stop : walk.stops) {
            if (stop.stage == Stage::of(Chain{Table::Nat, Hook::Postrouting}))
                QCOMPARE(stop.skipCode, std::string("decided-before"));
        }
    }

    // The device that it came by is part of the number that nftrace gives it.
    void aPacketThatComesInByLoIsTheSame()
    {
        LogLines log;
        start(log, base("inet", "t", "in", "input", 0));
        Echo out{"", "lo"}, in{"lo", ""};
        out.destination = in.destination = "192.168.69.1";
        const std::vector<std::string> outChains{"raw OUTPUT",     "mangle OUTPUT",   "nat OUTPUT",
                                                 "filter OUTPUT",  "security OUTPUT", "mangle POSTROUTING",
                                                 "nat POSTROUTING"};
        const std::vector<std::string> inChains{"raw PREROUTING", "mangle PREROUTING", "mangle INPUT",
                                                "filter INPUT", "security INPUT"};
        for (const auto* source : {"", "nftrace,packet=00000001"}) {
            for (const auto& chain : outChains)
                log.from(source).at(chain, out);
            for (const auto& chain : inChains)
                log.from(*source ? "nftrace,packet=00000002" : "").at(chain, in);
        }
        hit(log, "inet t in", "accept", R"("type":"policy")", "00000002");
        log.from("wire-out").add("", out).from("wire-in").add("", in);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.path, Path::Loopback);
        QCOMPARE(int(walk.ending.kind), int(EndingKind::Delivered));
        QVERIFY(chainsOf(walk).endsWith(QStringLiteral("inet t in")));
        for (const auto& stop : walk.stops) {
            if (stop.kind == StopKind::Skipped)
                QCOMPARE(stop.skipCode, std::string("nat-settled"));
        }
    }

    void aQueueThatNobodyReadsEndsIt()
    {
        LogLines log;
        start(log, base("ip", "filter", "FORWARD", "forward", 0));
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "mangle FORWARD", "filter FORWARD"})
            at(log, chain);
        hit(log, "ip filter FORWARD", "queue", R"("type":"rule","handle":3,"queue":7)");
        log.fact("queues", R"([{"number":6,"port":99,"waiting":0}])");
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(int(ending.kind), int(EndingKind::Queued));
        QCOMPARE(ending.code, std::string("queue-no-reader"));
    }

    void whatARuleSendsOnAtIngressIsRedirected()
    {
        LogLines log;
        const std::string rules = "[{\"handle\":2,\"text\":\"ip protocol icmp fwd to \\\"eth1\\\"\"}]";
        start(log, base("netdev", "i", "c", "ingress", -500, "filter", rules, R"("devices":["tun0"],)"));
        log.from("wire-in").add("", Echo{"tun0", ""});
        log.from("wire-out").add("", Echo{"", "eth1"});
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(int(ending.kind), int(EndingKind::Redirected));
        QCOMPARE(ending.place(), std::string("eth1"));
        QCOMPARE(ending.reason.front().code, std::string("redirected-by"));
    }

    // No trace point stands before ingress: the rule's counter tells.
    void aDropAtIngressIsNamedByItsCounter()
    {
        const auto chain = [](const char* packets) {
            return base("netdev", "i", "c", "ingress", -500, "filter",
                        R"([{"handle":2,"text":"icmp type echo-request counter drop","bytes":0,"packets":)" +
                            std::string(packets) + "}]",
                        R"("devices":["tun0"],)");
        };
        LogLines log;
        start(log, chain("0"));
        log.from("wire-in").add("", Echo{"tun0", ""});
        log.fact("counters", "{}").fact("ruleset", rulesetOf(chain("1")));
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.code, std::string("rule-drop"));
        QCOMPARE(ending.place(), std::string("netdev i c (INGRESS -500)"));
        QCOMPARE(ending.reason.front().code, std::string("dropped-at-device-by"));
    }

    // As nft monitor trace prints it without the ruleset.
    void aLineThatNamesItsChainIsNotSaidToNameNone()
    {
        const auto trace = Trace::fromText(
            "trace id 0000000b netdev mine in packet: iif \"eth0\" ip saddr 192.0.2.1 ip daddr 192.0.2.2 ip "
            "dscp cs0 "
            "ip ecn not-ect ip ttl 64 ip id 5 ip length 84 icmp type echo-request icmp code 0\n"
            "trace id 0000000b netdev mine in verdict continue\n");
        const auto ending = endingOf(trace, 0);
        QVERIFY(ending.kind == EndingKind::Unknown);
        QVERIFY(words::english(ending.reason).find("is of netdev mine in;") != std::string::npos);
    }

    // A new connection that the same rule drops is not INVALID: only the kernel's word says which it was.
    void aRuleForSeveralStatesProvesNoneOfThem()
    {
        for (const auto* states : {"invalid,new", "invalid"}) {
            const auto trace =
                Trace::fromText(std::string("trace id 0000000b ip filter FORWARD packet: iif \"eth0\" oif "
                                            "\"eth1\" ip saddr 192.0.2.1 "
                                            "ip daddr 198.51.100.2 ip dscp cs0 ip ecn not-ect ip ttl 64 ip "
                                            "id 5 ip length 84 icmp type "
                                            "echo-request icmp code 0\n"
                                            "trace id 0000000b ip filter FORWARD rule ct state ") +
                                states + " drop (verdict drop)\n");
            const auto ending = endingOf(trace, 0);
            QCOMPARE(ending.code,
                     std::string(states == std::string("invalid") ? "invalid-dropped" : "rule-drop"));
            QCOMPARE(ending.evidence.size(), std::size_t{1}); // what nftrace does not tell is none
        }
    }

    // Neither the number of the queue nor a reader is in what nft prints.
    void aQueueOfWhichNothingIsToldHasNoReaderThatIsToBlame()
    {
        const auto trace = Trace::fromText(
            "trace id 0000000b ip filter FORWARD packet: iif \"eth0\" oif \"eth1\" ip saddr 192.0.2.1 ip "
            "daddr 198.51.100.2 "
            "ip dscp cs0 ip ecn not-ect ip ttl 64 ip id 5 ip length 84 icmp type echo-request icmp code 0\n"
            "trace id 0000000b ip filter FORWARD rule ip protocol icmp queue num 3 (verdict queue)\n");
        const auto ending = endingOf(trace, 0);
        QVERIFY(ending.kind == EndingKind::Queued);
        const auto reason = words::english(ending.reason);
        QVERIFY2(reason.find("queue 0") == reason.npos && reason.find("is not told") != reason.npos,
                 reason.c_str());
    }

    // The question was answered; that nobody at the asker's wanted the answer is no fault.
    void aRedirectIsNoAnswer()
    {
        LogLines log;
        for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "mangle FORWARD", "filter FORWARD"})
            log.at(chain, echoAt(chain));
        log.raw(
            "7,9,1000100,-;raw-OUTPUT [1]IN= OUT=tun0 SRC=192.168.69.2 DST=192.168.69.1 LEN=69 TOS=0x00 "
            "PREC=0xC0 TTL=64 ID=77 PROTO=ICMP TYPE=5 CODE=1 GATEWAY=192.168.69.3 [SRC=192.168.69.1 "
            "DST=203.0.113.29 LEN=41 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=0 ]");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(trace.traversals()[1].replyTo, TraversalIndex{0});
        QCOMPARE(trace.traversals()[0].reply, noIndex);
    }

    void whatARuleDoesIsReadFromItsStatements()
    {
        QVERIFY(rejects("-A INPUT -p tcp -j REJECT --reject-with tcp-reset"));
        QVERIFY(rejects("tcp dport 25 counter reject with tcp reset"));
        QVERIFY(!rejects(R"(-A INPUT -m comment --comment "do not REJECT" -j DROP)"));
        QVERIFY(!rejects("-A INPUT -m comment --comment REJECT -j DROP"));
        QVERIFY(!rejects("jump reject"));
        QVERIFY(drops(R"(ip saddr @no_drop counter drop)"));
        QVERIFY(!drops(R"(counter accept comment "drop")"));
        QVERIFY(stopsTracking("-A PREROUTING -i lo -j CT --notrack"));
        QVERIFY(!stopsTracking(R"(jump zone_lan_notrack comment "notrack")"));
        QVERIFY(asksForInvalid("ct state { invalid } drop") == Invalid::Only);
        QVERIFY(asksForInvalid("ct state invalid,new drop") == Invalid::Among);
        QVERIFY(asksForInvalid("ct state != invalid drop") == Invalid::No);
        QVERIFY(asksForInvalid("ct state vmap { established : accept, related : accept, invalid : drop }") ==
                Invalid::Only);
        QVERIFY(asksForInvalid("ct state vmap { new : drop, invalid : drop }") == Invalid::Among);
        QVERIFY(asksForInvalid("-A INPUT -m conntrack --ctstate RELATED,INVALID -j DROP") == Invalid::Among);
        QVERIFY(asksForInvalid("-A INPUT -m conntrack --ctstate INVALID -j DROP") == Invalid::Only);
        QVERIFY(asksForInvalid("-A INPUT -m conntrack ! --ctstate INVALID,NEW -j DROP") == Invalid::No);
        QVERIFY(asksForInvalid(R"(-A INPUT -m comment --comment "was INVALID" -j DROP)") == Invalid::No);
        QCOMPARE(valueOf(R"(oifname "eth0" counter masquerade)", "oifname"), std::string_view("eth0"));
        const auto jumps = jumpsOf("tcp dport vmap { 443 : jump x, 25 : goto y }");
        QCOMPARE(jumps, (std::vector<std::string_view>{"x", "y"}));
    }
};

HOOKWALK_TEST(TestBaseChains)
#include "tst_basechains.moc"
