// SPDX-License-Identifier: GPL-3.0-or-later
// A live trace that runs for long forgets its oldest packets: what is kept stays as it was, numbers included.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "words/traversaljson.h"

#include <malloc.h>
#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;

namespace
{

// One ping with its answer, as NFLOG and nftrace report it, its rules and its connection: two packets.
std::string pingText(LogLines& log, int ping)
{
    const auto before = log.text().size();
    const int id = ping % 60'000 + 1;
    const auto number = [&](int packet) {
        const QByteArray hex = QByteArray::number(0x1000 + ping * 2 + packet, 16).rightJustified(8, '0');
        return hex.toStdString();
    };
    const auto sighting = [&](const char* chain, const Echo& echo, int packet) {
        log.from("nflog").at(chain, echo);
        log.from("nftrace,packet=" + number(packet)).at(chain, echo);
        log.fact(
            "rule",
            R"({"packet":")" + number(packet) +
                R"(","type":"policy","family":"ip","table":"filter","chain":"FORWARD","verdict":"accept"})");
    };
    const Echo in{"tun0", "", "192.168.69.1", "203.0.113.29", 64, id, 8, id};
    const Echo on{"tun0", "eth0", "192.168.69.1", "203.0.113.29", 63, id, 8, id};
    const Echo back{"eth0", "", "203.0.113.29", "192.168.69.1", 64, id, 0, id};
    const Echo out{"eth0", "tun0", "203.0.113.29", "192.168.69.1", 63, id, 0, id};
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        sighting(chain, in, 0);
    for (const char* chain : {"mangle FORWARD", "filter FORWARD", "mangle POSTROUTING", "nat POSTROUTING"})
        sighting(chain, on, 0);
    for (const char* chain : {"raw PREROUTING", "mangle PREROUTING"})
        sighting(chain, back, 1);
    for (const char* chain : {"mangle FORWARD", "filter FORWARD", "mangle POSTROUTING"})
        sighting(chain, out, 1);
    const auto connection = [&](const char* event, int of) {
        const auto icmp = R"("icmpId":)" + std::to_string(of % 60'000 + 1) + R"(,"icmpCode":0)";
        log.fact("connection",
                 R"({"event":")" + std::string(event) + R"(","id":)" + std::to_string(of + 1) +
                     R"(,"protocol":1,"original":{"source":"192.168.69.1","destination":"203.0.113.29",)" +
                     icmp + R"(},"reply":{"source":"203.0.113.29","destination":"192.168.69.1",)" + icmp +
                     R"(},"status":["confirmed"]})");
    };
    connection("new", ping);
    if (ping >= 30)
        connection("destroy", ping - 30);
    return log.text().substr(before);
}

const std::string sources = "6,0,1,-,source=hookwalk;hookwalk sources "
                            R"({"sightings":"nflog","rules":true,"connections":true,"frames":false})"
                            "\n";

} // namespace

class TestForgetting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOldestGoAndWhatIsKeptStaysAsItWas()
    {
        Trace whole, kept;
        LogLines log;
        whole.append(sources);
        kept.append(sources);
        for (int ping = 0; ping < 600; ++ping) {
            const auto text = pingText(log, ping);
            whole.append(text);
            kept.append(text);
            if (ping % 100 == 99)
                kept.keepLatest(400);
        }
        QCOMPARE(whole.traversals().size(), std::size_t{1200});
        QCOMPARE(kept.traversals().size(), std::size_t{1200});
        QCOMPARE(kept.traversals().first(), std::size_t{800});
        QCOMPARE(kept.countOf(wire::Source::Nflog), whole.countOf(wire::Source::Nflog));
        QVERIFY(kept.wholeText().size() < whole.wholeText().size() * 2 / 5);
        for (TraversalIndex i = 800; i < 1200; ++i)
            QCOMPARE(toJson(kept, walkOf(kept, i)).dump(), toJson(whole, walkOf(whole, i)).dump());
        QVERIFY(kept.knowledge().hits(799).empty());
        QVERIFY(!kept.knowledge().hits(800).empty());
        QVERIFY(!kept.knowledge().connection(1));
        QVERIFY(kept.knowledge().connection(590));
        const auto* connection = kept.knowledge().connection(590);
        QCOMPARE(kept.packetsOf(*connection), whole.packetsOf(*whole.knowledge().connection(590)));
    }

    void whatIsSavedOfTheRestIsAStreamOfItsOwn()
    {
        Trace trace;
        LogLines log;
        trace.append(sources);
        for (int ping = 0; ping < 100; ++ping)
            trace.append(pingText(log, ping));
        trace.keepLatest(20);
        const auto saved = Trace::fromText(trace.wholeText());
        QCOMPARE(saved.traversals().size(), std::size_t{20});
        QVERIFY(saved.knowledge().isOurs() && saved.knowledge().reportsRules(saved.lineCount()));
        for (TraversalIndex i = 0; i < 20; ++i)
            QCOMPARE(endingOf(saved, i).reason, endingOf(trace, i + 180).reason);
    }

    void everythingMayBeForgottenAndItGoesOn()
    {
        Trace trace;
        LogLines log;
        trace.append(sources);
        const auto ping = pingText(log, 0);
        const auto middle = ping.find('\n', ping.size() / 3) + 1;
        trace.append(ping.substr(0, middle));
        trace.keepLatest(0);
        QVERIFY(trace.traversals().empty() && trace.events().empty());
        trace.append(ping.substr(middle));
        trace.append(pingText(log, 1));
        QVERIFY(trace.traversals().first() > 0);
        for (auto i = trace.traversals().first(); i < trace.traversals().size(); ++i)
            QVERIFY(!walkOf(trace, static_cast<TraversalIndex>(i)).stops.empty());
        trace.keepLatest(0);
        trace.keepLatest(5);
        QVERIFY(trace.traversals().empty());
    }

    void memoryDoesNotGrow()
    {
        Trace trace;
        LogLines log;
        const auto run = [&](int from, int to) {
            for (int ping = from; ping < to; ++ping) {
                log = LogLines();
                trace.append(pingText(log, ping));
                if (ping % 50 == 49)
                    trace.keepLatest(1000);
            }
            return ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
        };
        const auto before = run(0, 800);
        const auto after = run(800, 2400);
        QVERIFY2(after < before + before / 4 + 1'000'000,
                 qPrintable(QStringLiteral("%1 bytes, then %2").arg(before).arg(after)));
    }
};

HOOKWALK_TEST(TestForgetting)
#include "tst_forgetting.moc"
