// SPDX-License-Identifier: GPL-3.0-or-later
// Events become packets: the seed's traces, interleaving, NAT, known connections, replies, endings.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/trace.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;

namespace
{

const std::string traces = HOOKWALK_TEST_DATA "/traces/";

std::vector<std::uint32_t> linesOf(const Trace& trace, TraversalIndex packet)
{
    std::vector<std::uint32_t> lines;
    for (const auto index : trace.eventsOf(packet))
        lines.push_back(trace.events()[index].line);
    return lines;
}
using Lines = std::vector<std::uint32_t>;

} // namespace

class TestTraversal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savedTracesHoldTheseWays_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("packets"); // "path:lines:ending@place<answers"
        QTest::newRow("seed request") << "seed-forward-request.dmesg"
                                      << "forwarded:7:transmitted@eth0<0";
        QTest::newRow("seed reply") << "seed-forward-reply.dmesg"
                                    << "forwarded:5:transmitted@tun0<0";
        QTest::newRow("seed ping -I") << "seed-ping-I-tun0.dmesg"
                                      << "local-out:6:transmitted@tun0<0";
        QTest::newRow("forward") << "kernel-6.18-forward.kmsg"
                                 << "forwarded:8:transmitted@eth0<0 forwarded:6:transmitted@tun0<1 "
                                    "forwarded:6:transmitted@eth0<0 forwarded:6:transmitted@tun0<3";
        QTest::newRow("local input") << "kernel-6.18-local-input.kmsg"
                                     << "local-in:7:delivered@local process<0 local-out:5:transmitted@eth0<1";
        QTest::newRow("ping -I") << "kernel-6.18-ping-I-tun0.kmsg"
                                 << "local-out:7:transmitted@tun0<0";
        QTest::newRow("no forwarding") << "kernel-6.18-ip_forward-0.kmsg"
                                       << "unknown:2:dropped@routing decision<0";
    }

    void savedTracesHoldTheseWays()
    {
        QFETCH(QString, file);
        QFETCH(QString, packets);
        const auto trace = Trace::open(traces + file.toStdString());
        QVERIFY2(trace.has_value(), trace ? "" : words::text(trace.error()).c_str());
        QStringList found;
        for (TraversalIndex i = 0; i < trace->traversals().size(); ++i) {
            const auto ending = endingOf(*trace, i);
            const auto& traversal = trace->traversals()[i];
            found << QStringLiteral("%1:%2:%3@%4<%5")
                         .arg(QString::fromUtf8(name(pathOf(*trace, i)).data()))
                         .arg(traversal.eventCount)
                         .arg(QString::fromUtf8(name(ending.kind).data()),
                              QString::fromStdString(ending.place()))
                         .arg(traversal.replyTo == noIndex ? 0 : traversal.replyTo + 1);
            QVERIFY(!traversal.doubtful);
            QCOMPARE(endingKindOf(*trace, i), ending.kind);
        }
        QCOMPARE(found.join(QLatin1Char(' ')), packets);
    }

    void packetsThatInterleaveStayApart()
    {
        const Echo a{.in = "tun0", .ipId = 1, .id = 7};
        const Echo b{.in = "eth1", .source = "192.168.70.1", .ipId = 9, .id = 8};
        auto a2 = a, b2 = b;
        a2.out = b2.out = "eth0";
        a2.ttl = b2.ttl = 63;
        LogLines log;
        log.at("raw PREROUTING", a)
            .at("raw PREROUTING", b)
            .at("mangle PREROUTING", b)
            .at("mangle PREROUTING", a);
        log.at("nat PREROUTING", a).at("mangle FORWARD", a2).at("nat PREROUTING", b).at("mangle FORWARD", b2);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QVERIFY((linesOf(trace, 0) == Lines{1, 4, 5, 6}));
        QVERIFY((linesOf(trace, 1) == Lines{2, 3, 7, 8}));
    }

    void repliesOfTwoMasqueradedPingsAreToldApartByTheirId()
    {
        // Both come back to the same address with IP id 0; conntrack gives each its own destination.
        Echo a{.in = "eth0",
               .source = "203.0.113.29",
               .destination = "198.51.100.15",
               .ipId = 0,
               .type = 0,
               .id = 7};
        Echo b = a;
        b.id = 8;
        auto a2 = a, b2 = b;
        a2.out = b2.out = "tun0";
        a2.ttl = b2.ttl = 63;
        a2.destination = "192.168.69.1";
        b2.destination = "192.168.69.2";
        LogLines log;
        log.at("raw PREROUTING", a)
            .at("mangle PREROUTING", a)
            .at("raw PREROUTING", b)
            .at("mangle PREROUTING", b);
        log.at("mangle FORWARD", a2).at("mangle FORWARD", b2);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QVERIFY((linesOf(trace, 0) == Lines{1, 2, 5}));
        QVERIFY((linesOf(trace, 1) == Lines{3, 4, 6}));
        QVERIFY(!trace.traversals()[0].doubtful);
    }

    void packetsThatNothingTellsApartAreMarkedDoubtful()
    {
        const Echo same{.in = "tun0"};
        LogLines log;
        log.at("raw PREROUTING", same).at("raw PREROUTING", same).at("mangle PREROUTING", same);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QVERIFY(trace.traversals()[1].doubtful);
    }

    void aPacketThatStoppedIsNotContinuedByALaterTwin()
    {
        const Echo same{.in = "tun0", .ipId = 0};
        LogLines log;
        log.at("raw PREROUTING", same).at("mangle PREROUTING", same);
        log.at("raw PREROUTING", same, 2'000'000).at("mangle PREROUTING", same).at("nat PREROUTING", same);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QVERIFY((linesOf(trace, 0) == Lines{1, 2}));
        QVERIFY((linesOf(trace, 1) == Lines{3, 4, 5}));
    }

    void addressesMayChangeOnlyWhereNatDoesIt()
    {
        Echo a{.in = "tun0"};
        auto b = a;
        b.destination = "203.0.113.30";
        const auto within =
            Trace::fromText(LogLines().at("raw PREROUTING", a).at("mangle PREROUTING", b).text());
        QCOMPARE(within.traversals().size(), std::size_t{2});
        b.out = "eth0";
        b.ttl = 63;
        const auto across =
            Trace::fromText(LogLines().at("nat PREROUTING", a).at("mangle FORWARD", b).text());
        QCOMPARE(across.traversals().size(), std::size_t{1});
    }

    void destinationNatOfALocalPacketHappensBetweenItsChains()
    {
        const Echo a{.out = "eth0", .source = "198.51.100.15"};
        auto b = a;
        b.destination = "203.0.113.30";
        LogLines log;
        log.at("raw OUTPUT", a).at("mangle OUTPUT", a).at("nat OUTPUT", a).at("filter OUTPUT", b);
        log.at("mangle POSTROUTING", b);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(pathOf(trace, 0), Path::LocalOut);
    }

    void loopbackIsOnePacketThroughAllFourHooks()
    {
        const Echo out{.out = "lo", .source = "127.0.0.1", .destination = "127.0.0.1"};
        auto in = out;
        in.in = "lo";
        in.out = "";
        LogLines log;
        log.at("raw OUTPUT", out).at("filter OUTPUT", out).at("mangle POSTROUTING", out);
        log.at("raw PREROUTING", in).at("mangle INPUT", in).at("filter INPUT", in).at("security INPUT", in);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(pathOf(trace, 0), Path::Loopback);
        QCOMPARE(endingOf(trace, 0).kind, EndingKind::Delivered);
    }

    void kernelsBefore55PrintNoInputDeviceInPostrouting()
    {
        const Echo in{.in = "tun0"};
        auto forward = in;
        forward.out = "eth0";
        forward.ttl = 63;
        auto post = forward;
        post.in = "";
        const auto trace = Trace::fromText(LogLines()
                                               .at("raw PREROUTING", in)
                                               .at("filter FORWARD", forward)
                                               .at("nat POSTROUTING", post)
                                               .text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(pathOf(trace, 0), Path::Forwarded);
    }

    void aDropIsPlacedAtTheLastChainThatWasEntered()
    {
        const Echo in{.in = "tun0"};
        auto forward = in;
        forward.out = "eth0";
        forward.ttl = 63;
        LogLines log;
        log.at("raw PREROUTING", in).at("mangle PREROUTING", in).at("nat PREROUTING", in);
        log.at("mangle FORWARD", forward).at("filter FORWARD", forward);
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.kind, EndingKind::Dropped);
        QCOMPARE(ending.place(), std::string("filter FORWARD"));
    }

    void aLogOfOneChainDoesNotClaimToKnowTheEnd()
    {
        const Echo forward{.in = "tun0", .out = "eth0"};
        const auto trace = Trace::fromText(LogLines().add("filter-FORWARD: ", forward).text());
        QCOMPARE(endingOf(trace, 0).kind, EndingKind::Unknown);
        QCOMPARE(pathOf(trace, 0), Path::Forwarded);
    }

    void aPacketWhoseTtlRanOutIsAnsweredByTimeExceeded()
    {
        const Echo in{.in = "tun0", .ttl = 1, .ipId = 77};
        LogLines log;
        log.at("raw PREROUTING", in).at("mangle PREROUTING", in).at("nat PREROUTING", in);
        log.raw("7,9,1000100,-;raw-OUTPUT [1]IN= OUT=tun0 SRC=192.168.69.100 DST=192.168.69.1 LEN=69 "
                "TOS=0x00 PREC=0xC0 "
                "TTL=64 ID=5 PROTO=ICMP TYPE=11 CODE=0 [SRC=192.168.69.1 DST=203.0.113.29 LEN=41 TOS=0x00 "
                "PREC=0x00 "
                "TTL=1 ID=77 PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=0 ] ");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(trace.traversals()[1].replyTo, TraversalIndex{0});
        const auto ending = endingOf(trace, 0);
        QVERIFY(ending.isAt(StageKind::RoutingIn));
        QCOMPARE(ending.code, std::string("ttl-expired"));
    }

    void everyPingOfOneConnectionGetsItsOwnReply()
    {
        LogLines log;
        for (int sequence = 0; sequence < 3; ++sequence) {
            const Echo asked{
                .out = "eth0", .source = "198.51.100.15", .ipId = sequence, .sequence = sequence};
            const Echo answer{.in = "eth0",
                              .source = "203.0.113.29",
                              .destination = "198.51.100.15",
                              .ipId = 100 + sequence,
                              .type = 0,
                              .sequence = sequence};
            log.at("raw OUTPUT", asked).at("mangle POSTROUTING", asked).at("raw PREROUTING", answer);
        }
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{6});
        for (TraversalIndex i = 0; i < 6; i += 2) {
            QCOMPARE(trace.traversals()[i + 1].replyTo, i);
            QCOMPARE(trace.traversals()[i].reply, i + 1);
        }
    }

    void bothDirectionsOfATcpConnectionAreLinked()
    {
        const std::string tail = " WINDOW=64240 RES=0x00 ";
        LogLines log;
        log.raw("7,1,100,-;filter-OUTPUT [1]IN= OUT=eth0 SRC=198.51.100.15 DST=203.0.113.29 LEN=60 TOS=0x00 "
                "PREC=0x00 "
                "TTL=64 ID=1 DF PROTO=TCP SPT=40000 DPT=80" +
                tail + "SYN URGP=0 ");
        log.raw(
            "7,2,200,-;filter-INPUT [1]IN=eth0 OUT= MAC= SRC=203.0.113.29 DST=198.51.100.15 LEN=60 TOS=0x00 "
            "PREC=0x00 TTL=64 ID=0 DF PROTO=TCP SPT=80 DPT=40000" +
            tail + "ACK SYN URGP=0 ");
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(trace.traversals()[1].replyTo, TraversalIndex{0});
    }

    void traceLinesOfOnePacketAreOneTraversal()
    {
        const Echo in{.in = "tun0"};
        auto forward = in;
        forward.out = "eth0";
        forward.ttl = 63;
        LogLines log;
        log.add("TRACE: raw:PREROUTING:policy:2 ", in).add("TRACE: mangle:PREROUTING:rule:1 ", in);
        log.add("TRACE: filter:FORWARD:rule:1 ", forward).add("TRACE: filter:mychain:return:2 ", forward);
        log.add("TRACE: filter:FORWARD:policy:3 ", forward)
            .add("TRACE: mangle:POSTROUTING:policy:1 ", forward);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(trace.traversals()[0].eventCount, 6U);
    }

    void twoRulesThatLogOnePacketAreOnePacket()
    {
        const Echo in{.in = "eth0"};
        const auto twoRules = Trace::fromText(LogLines().add("[AUDIT] ", in).add("[BLOCK] ", in).text());
        QCOMPARE(twoRules.traversals().size(), std::size_t{1});
        const auto twoPackets = Trace::fromText(LogLines().add("[BLOCK] ", in).add("[BLOCK] ", in).text());
        QCOMPARE(twoPackets.traversals().size(), std::size_t{2});
    }

    void eventsMayArriveInAnyPortions()
    {
        auto whole = Trace::open(traces + "kernel-6.18-forward.kmsg");
        QVERIFY(whole.has_value());
        Trace portions;
        for (const auto& event : whole->events())
            portions.append(std::string(whole->text(event)) + '\n');
        QCOMPARE(portions.traversals().size(), whole->traversals().size());
        QCOMPARE(portions.lineCount(), whole->lineCount());
        for (TraversalIndex i = 0; i < portions.traversals().size(); ++i)
            QVERIFY(linesOf(portions, i) == linesOf(*whole, i));
        QCOMPARE(QString::fromStdString(std::string(portions.text(portions.events()[5]))),
                 QString::fromStdString(std::string(whole->text(whole->events()[5]))));
    }

    void filesThatAreNoLogAreRefusedWithASentence()
    {
        const auto missing = Trace::open("/nonexistent/saved.log");
        QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
        const auto other = Trace::open(HOOKWALK_SOURCE_DIR "/CMakeLists.txt");
        QVERIFY(!other && words::text(other.error()).find("no line of netfilter") != std::string::npos);
    }
};

HOOKWALK_TEST(TestTraversal)
#include "tst_traversal.moc"
