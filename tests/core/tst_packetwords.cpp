// SPDX-License-Identifier: GPL-3.0-or-later
// What people read of packets, stages, endings and times: complete, and worded as they know it.
#include "exports/walktext.h"
#include "support/testprogram.h"
#include "traversal/cause.h"
#include "traversal/title.h"
#include "words/packets.h"
#include "words/sentences.h"
#include "words/stages.h"
#include "words/times.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;

class TestPacketWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPacketHasATitle()
    {
        for (const int protocol : {1, 58}) {
            for (int type = 0; type <= 255; ++type) {
                for (const int code : {0, 3, 4}) {
                    TraceEvent event{};
                    event.protocol = static_cast<std::uint8_t>(protocol);
                    event.icmpType = static_cast<std::uint8_t>(type);
                    event.icmpCode = static_cast<std::uint8_t>(code);
                    wire::LogLine line;
                    line.packet.icmp.emplace();
                    const auto title = titleOf(event, line);
                    QVERIFY2(words::findSentence(title.code), title.code.c_str());
                }
            }
        }
        QCOMPARE(words::text(say("packet-tcp", 40000, 80, "SYN")), std::string("TCP 40000 → 80 SYN"));
        QCOMPARE(words::briefTitle(say("packet-echo-reply", 3)), std::string("echo reply"));
        QCOMPARE(words::briefTitle(say("packet-tcp", 1, 2, "ACK")), std::string("TCP 1 → 2 ACK"));
    }

    void everyStageHasATitleAndAnExplanation()
    {
        std::vector<Stage> stages;
        for (const Chain chain : allChains)
            stages.push_back(Stage::of(chain));
        for (const Hook hook : {Hook::Prerouting, Hook::Output})
            stages.push_back(Stage::conntrack(hook));
        for (const Hook hook : {Hook::Prerouting, Hook::Input, Hook::Output, Hook::Postrouting})
            stages.push_back(Stage::rewrite(hook));
        for (const auto kind :
             {StageKind::RoutingIn, StageKind::RoutingOut, StageKind::RerouteCheck, StageKind::LocalProcess,
              StageKind::NetworkIn, StageKind::NetworkOut, StageKind::TunWritten, StageKind::TunRead,
              StageKind::BaseChain, StageKind::Unplaced})
            stages.push_back(Stage::of(kind));
        for (const Stage& stage : stages) {
            const auto id = stageId(stage);
            QVERIFY2(words::stageTitle(stage).find("stage-") == std::string::npos, id.c_str());
            QVERIFY2(words::stagePurpose(stage).ends_with('.'), id.c_str());
        }
    }

    void prioritiesAreTheKernels()
    {
        QCOMPARE(words::priority(Stage::of(Chain{Table::Mangle, Hook::Forward})), std::string("−150"));
        QCOMPARE(words::priority(Stage::of(Chain{Table::Nat, Hook::Postrouting})), std::string("100"));
        QCOMPARE(words::priority(Stage::conntrack(Hook::Output)), std::string("−200"));
        QCOMPARE(words::priority(Stage::of(StageKind::RoutingIn)), std::string());
    }

    void everyCauseHasWords()
    {
        for (const auto code : causeCodes)
            QVERIFY2(!words::ofCause(code).empty(), std::string(code).c_str());
        QVERIFY(words::ofCause("").empty());
    }

    void everyPathHasAName()
    {
        for (const auto path :
             {Path::Unknown, Path::Forwarded, Path::LocalIn, Path::LocalOut, Path::Loopback})
            QCOMPARE(words::pathName(path), std::string(name(path)));
    }

    // For people and, in English, for scripts.
    void anEndingIsNamedWithItsPlace()
    {
        const auto decision = [](EndingKind kind, std::optional<Stage> at, const char* device = "") {
            Ending ending;
            ending.kind = kind;
            ending.at = at;
            ending.device = device;
            return words::english(words::decision(ending)) + " @" + ending.place();
        };
        const auto chain = Stage::of(Chain{Table::Filter, Hook::Forward});
        const auto routing = Stage::of(StageKind::RoutingIn);
        QCOMPARE(decision(EndingKind::Transmitted, Stage::of(StageKind::NetworkOut), "eth0"),
                 std::string("sent on by eth0 @eth0"));
        QCOMPARE(decision(EndingKind::Delivered, Stage::of(StageKind::LocalProcess)),
                 std::string("delivered to the local process @local process"));
        QCOMPARE(decision(EndingKind::Dropped, routing),
                 std::string("dropped at routing decision @routing decision"));
        QCOMPARE(decision(EndingKind::Dropped, chain),
                 std::string("dropped at filter FORWARD @filter FORWARD"));
        QCOMPARE(decision(EndingKind::Dropped, Stage::conntrack(Hook::Output)),
                 std::string("dropped at conntrack @conntrack"));
        QCOMPARE(decision(EndingKind::Dropped, {}), std::string("dropped @"));
        QCOMPARE(decision(EndingKind::Unknown, chain),
                 std::string("not known behind filter FORWARD @filter FORWARD"));
        QCOMPARE(decision(EndingKind::Unknown, {}), std::string("not known @"));
    }

    void anAddressThatTheLineDoesNotTellIsNoAddress()
    {
        const auto headOf = [](const std::string& line) {
            const auto trace = Trace::fromText(line + '\n');
            return QString::fromStdString(
                trace.events().empty() ? "" : exports::walkText(trace, walkOf(trace, 0)).front());
        };
        QCOMPARE(headOf("[bridge] IN=p1 OUT=p2 ARP HTYPE=1 PTYPE=0x0800 OPCODE=1 MACSRC=02:00:5e:00:53:02 "
                        "IPSRC=192.0.2.2 MACDST=00:00:00:00:00:00 IPDST=192.0.2.3 "),
                 QStringLiteral("Packet 1: ARP, 192.0.2.2 → 192.0.2.3, forwarded"));
        QCOMPARE(headOf("TRACE: eb:filter:INPUT IN=p1 OUT= MAC source = 02:00:5e:00:53:02 MAC dest = "
                        "02:00:5e:00:53:01 proto = 0x88cc "),
                 QStringLiteral("Packet 1: packet, (not in the line) → (not in the line), unknown"));
        // The one that a host has until it has another (RFC 4291, 2.5.2).
        QVERIFY(
            headOf(
                "[v6] IN=p1 OUT= MAC= SRC=0000:0000:0000:0000:0000:0000:0000:0000 "
                "DST=ff02:0000:0000:0000:0000:0000:0000:0016 LEN=96 TC=0 HOPLIMIT=1 FLOWLBL=0 PROTO=ICMPv6 "
                "TYPE=143 CODE=0 ")
                .contains(QStringLiteral(", :: → ff02::16, ")));
    }

    void aColonBehindAnAddressOfIpv6IsNoPartOfIt()
    {
        const auto sent = [](const std::string& to) { return words::text(say("packet-not-sent-to", to)); };
        QVERIFY(QString::fromStdString(sent("2001:db8::")).contains(QStringLiteral("to [2001:db8::]: ")));
        QVERIFY(QString::fromStdString(sent("192.0.2.1")).contains(QStringLiteral("to 192.0.2.1: ")));
    }

    void whatTheKernelAnsweredAndWhatItsTablesHoldAreTwoSentences()
    {
        QCOMPARE(
            words::text(
                say("route-refused-of-type", "192.0.2.1", "203.0.113.29", "tun0", "EACCES", "unicast")),
            std::string(
                "Asked which way a packet from 192.0.2.1 to 203.0.113.29 goes that comes in by tun0, the "
                "kernel answered with the error EACCES. The best route to 203.0.113.29 in its routing "
                "tables, looked up beside that, is of type unicast."));
        QCOMPARE(
            words::text(say("policy-rule-refuses", 32765, "prohibit")),
            std::string("Policy routing refuses it: the rule with priority 32765 (see ip rule) is of type "
                        "prohibit."));
    }

    void aNumberThatIsTooHighIsToldWithTheLastOne()
    {
        QCOMPARE(words::text(say("locator-no-such-packet", 99, 4)),
                 std::string("There is no packet 99: the last one of this log is number 4."));
        QCOMPARE(words::text(say("locator-no-such-step", 2, 40, 12)),
                 std::string("Packet 2 has no step 40: its last one is number 12."));
    }

    void timesAreWrittenShort()
    {
        QCOMPARE(words::duration(0), std::string("0 µs"));
        QCOMPARE(words::duration(26.4), std::string("26 µs"));
        QCOMPARE(words::duration(14'200), std::string("14.2 ms"));
        QCOMPARE(words::duration(2'500'000), std::string("2500 ms"));
        QCOMPARE(words::duration(25'000'000), std::string("25.0 s"));
        QCOMPARE(words::offset(0), std::string("+0\u202fµs"));
        QCOMPARE(words::offset(13), std::string("+13\u202fµs"));
        QCOMPARE(words::offset(1200), std::string("+1.2\u202fms"));
        QCOMPARE(words::offset(52'000), std::string("+52\u202fms"));
        QCOMPARE(words::offset(3'400'000), std::string("+3.4\u202fs"));
    }
};

HOOKWALK_TEST(TestPacketWords)
#include "tst_packetwords.moc"
