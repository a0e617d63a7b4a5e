// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language: read, written, and held against the walks of the same packets.
#include "exports/packetfiles.h"
#include "query/columns.h"
#include "query/density.h"
#include "query/locator.h"
#include "query/query.h"
#include "support/loggenerator.h"
#include "support/testprogram.h"
#include "traversal/cause.h"
#include "traversal/walk.h"
#include "words/words.h"

#include <algorithm>
#include <functional>
#include <QTest>

using namespace hookwalk;

namespace
{

Trace saved(const char* name)
{
    return std::move(*Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name));
}

QString usual(const char* text)
{
    const auto filter = query::parseFilter(text);
    return filter ? QString::fromStdString(query::toText(*filter))
                  : QString::fromStdString(filter.error().said.code + " at " + filter.error().said.values[0]);
}

std::vector<TraversalIndex> shown(const Trace& trace, const char* text)
{
    const auto filter = query::parseFilter(text);
    if (!filter)
        qFatal("%s", words::text(filter.error()).c_str());
    const auto packets = query::packetsShown(trace, *filter);
    if (!packets)
        qFatal("%s", words::text(packets.error()).c_str());
    return *packets;
}

std::vector<TraversalIndex> all(const Trace& trace, const std::function<bool(const Walk&)>& holds)
{
    std::vector<TraversalIndex> packets;
    for (TraversalIndex i = 0; i < trace.traversals().size(); ++i) {
        if (holds(walkOf(trace, i)))
            packets.push_back(i);
    }
    return packets;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCauseOfAPacketIsThatOfItsEnding()
    {
        std::vector<Trace> read;
        read.push_back(Trace::fromText(test::generateLog(20'000).text));
        for (const auto* name : {"traces/kernel-6.18-forward.kmsg", "traces/kernel-6.18-ip_forward-0.kmsg",
                                 "traces/seed-ping-I-tun0.dmesg", "streams/drop.kmsg", "streams/ttl.kmsg"}) {
            auto trace = Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name);
            QVERIFY2(trace, name);
            read.push_back(std::move(*trace));
        }
        // Nothing behind it; dropped at the first chain, at the routing decision, as a redirect; lost.
        std::string text;
        for (const auto* chain :
             {"raw-PREROUTING", "mangle-PREROUTING", "filter-INPUT", "raw-OUTPUT", "filter-OUTPUT"}) {
            for (const auto* rest :
                 {"TTL=64 ID=7 PROTO=UDP SPT=1 DPT=2 LEN=20 ", "TTL=1 ID=8 PROTO=ICMP TYPE=5 CODE=1 "})
                text += std::string("[ 5281.733217] ") + chain +
                        " [1]IN=eth0 OUT= SRC=198.51.100.15 DST=203.0.113.29 "
                        "LEN=60 TOS=0x00 PREC=0x00 " +
                        rest + "\n";
        }
        read.push_back(Trace::fromText(text));
        read.push_back(Trace::fromText(text + "[ 5281.733218] ** 12 printk messages dropped **\n" + text));
        for (const auto& trace : read) {
            const auto end = static_cast<TraversalIndex>(trace.traversals().size());
            query::Columns columns;
            columns.readDeep(trace, end);
            for (TraversalIndex i = 0; i < end; ++i) {
                const auto cause = columns[i].cause();
                QCOMPARE(cause == query::Columns::noCause ? std::string_view() : causeCodes[cause],
                         std::string_view(endingOf(trace, i).code));
                QCOMPARE(columns[i].ending(), endingOf(trace, i).kind);
            }
        }
    }

    // ICMP has none, and of a later fragment nobody knows them: they are not of any port, also not of 0.
    void whatTellsNoPortsIsOfNone()
    {
        const auto line = [](const std::string& id, const std::string& rest) {
            return "7,1,1,-;raw-PREROUTING [1]IN=eth0 OUT= SRC=198.51.100.15 DST=203.0.113.29 LEN=60 "
                   "TOS=0x00 PREC=0x00 "
                   "TTL=64 ID=" +
                   id + ' ' + rest + " \n";
        };
        const auto trace = Trace::fromText(line("1", "PROTO=UDP SPT=53 DPT=0 LEN=40") +
                                           line("2", "PROTO=ICMP TYPE=8 CODE=0 ID=53 SEQ=80") +
                                           line("3", "FRAG:185 PROTO=UDP") + line("4", "FRAG:185 PROTO=TCP"));
        QCOMPARE(trace.traversals().size(), std::size_t{4});
        using Packets = std::vector<TraversalIndex>;
        QCOMPARE(shown(trace, ":53"), Packets{0});
        QCOMPARE(shown(trace, ":0"), Packets{0});
        QCOMPARE(shown(trace, ":80"), Packets{});
        for (const char* none : {"-:53", "!:0", "icmp,!:53,!:53", "-port 53"})
            QCOMPARE(shown(trace, none), (Packets{1, 2, 3}));
        QCOMPARE(shown(trace, "-:80"), (Packets{0, 1, 2, 3}));
        const auto csv = exports::exported(trace, Packets{2}, exports::FileFormat::Csv);
        QVERIFY2(csv.find("198.51.100.15,,203.0.113.29,,17") != csv.npos, csv.c_str());
    }

    void isWrittenInItsUsualForm_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("usual");
        const auto row = [](const char* typed, const char* usual) { QTest::newRow(typed) << typed << usual; };
        row("", "");
        row("  dropped , !UDP   198.51.100.7/24 ", "dropped,!udp 198.51.100.0/24");
        row("!dropped,rejected", "-dropped,rejected");
        row("no answer answered unanswered", "no answer answered no answer");
        row("nat prerouting", "nat PREROUTING");
        row("NAT table filter POSTROUTING", "table nat table filter POSTROUTING");
        row(":8080 port 22 rule 3 protocol 6 protocol 200", ":8080 :22 rule 3 tcp protocol 200");
        row("2001:DB8:0::1 2001:db8::/32 ::1", "2001:db8::1 2001:db8::/32 ::1");
        row("device eth0,chain fw_in tun0", "device eth0,chain fw_in tun0");
        row("no-route -rp-filter forwarded local-in", "no-route -rp-filter forwarded local-in");
        row("\"SYN URGP=0\",\"a\\\"b\\\\\"", "\"SYN URGP=0\",\"a\\\"b\\\\\"");
        row("chain \"forward\" device \"a b\"", "chain \"forward\" device \"a b\"");
        row("chain forward", "FORWARD");
        row("TIME 10:42:31..10:42:35.5,tcp", "time 10:42:31..10:42:35.5,tcp");
        row("-time 31.402..35", "-time 31.402..35");
    }

    void isWrittenInItsUsualForm()
    {
        QFETCH(QString, typed);
        QFETCH(QString, usual);
        QCOMPARE(::usual(typed.toUtf8()), usual);
        QCOMPARE(::usual(usual.toUtf8()), usual); // and is read back as the same
    }

    void aMistakeIsSaidWithItsPlace_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* typed, const char* said) { QTest::newRow(typed) << typed << said; };
        row("tcp,", "filter-condition-missing at 5");
        row("tcp -", "filter-condition-missing at 6");
        row(", tcp", "filter-condition-missing at 1");
        row("-tcp,!udp", "filter-not-twice at 6");
        row("tcp 300.1.2.3", "filter-no-address at 5");
        row("198.51.100.0/33", "filter-no-address at 1");
        row("10.0.0.1:80", "filter-no-address at 1");
        row("2001:db8::/129", "filter-no-address at 1");
        row("tcp :70000", "filter-no-port at 5");
        row(":http", "filter-no-port at 1");
        row("dropped raw FORWARD", "filter-no-such-chain at 9");
        row("rule", "filter-number-missing at 1");
        row("rule 0", "filter-number-missing at 1");
        row("rule x", "filter-number-missing at 1");
        row("device", "filter-name-missing at 1");
        row("table nta", "filter-name-missing at 1");
        row("time", "filter-name-missing at 1");
        row("time 10:42", "filter-name-missing at 1");
        row("time 10:42..", "filter-no-time at 6");
        row("tcp time 10:61..10:62", "filter-no-time at 10");
        row("time 10:42..31.4", "filter-no-time at 6");
        row("time 24:00..24:01", "filter-no-time at 6");
        row("time 5..4", "filter-no-time at 6");
        row("time 1.0000001..2", "filter-no-time at 6");
        row("\"ä\" \"open", "filter-quote-open at 5");
        row("\"\"", "filter-quote-empty at 1");
        row("\"a\"b", "filter-behind-quote at 4");
    }

    void aMistakeIsSaidWithItsPlace()
    {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        QCOMPARE(usual(typed.toUtf8()), said);
        QVERIFY(words::text(query::parseFilter(typed.toStdString()).error()).size() > 40); // a sentence
    }

    void aLocatorIsReadBackAsItWasWritten()
    {
        const query::Locator locator{
            "/tmp/50%#a=b&c.log", {}, 7, 4, *query::parseFilter("\"a&b #%\" nat INPUT,:80")};
        const auto text = query::toText(locator);
        QCOMPARE(
            text,
            std::string("/tmp/50%#a=b&c.log#packet=7&step=4&filter=%22a%26b%20%23%25%22%20nat%20INPUT,:80"));
        QCOMPARE(*query::parseLocator(text), locator);
        QCOMPARE(query::parseLocator("a#b.log")->file, std::string("a#b.log"));
        QCOMPARE(query::toText(query::Locator{"a", {}, 0, 0, {}}), std::string("a"));
    }

    void showsWhatTheWalksSay()
    {
        for (const char* name : {"traces/kernel-6.18-forward.kmsg", "traces/kernel-6.18-local-input.kmsg",
                                 "streams/drop.kmsg", "streams/ttl.kmsg", "streams/udp.kmsg"}) {
            const auto trace = saved(name);
            for (const auto kind : allEndingKinds)
                QCOMPARE(shown(trace, std::string(hookwalk::name(kind)).c_str()),
                         all(trace, [&](const Walk& walk) { return walk.ending.kind == kind; }));
            for (const auto& code : causeCodes) {
                if (code != "stolen") // that is the ending
                    QCOMPARE(shown(trace, std::string(code).c_str()),
                             all(trace, [&](const Walk& walk) { return walk.ending.code == code; }));
            }
            for (const Chain chain : allChains)
                QCOMPARE(shown(trace, hookwalk::name(chain).c_str()), all(trace, [&](const Walk& walk) {
                             return trace.traversals()[walk.traversal].saw(chain);
                         }));
            QCOMPARE(shown(trace, "rule 1"), all(trace, [](const Walk& walk) {
                         return std::ranges::any_of(walk.stops, [](const Stop& stop) {
                             return std::ranges::any_of(stop.rules,
                                                        [](const RuleHit& hit) { return hit.number == 1; });
                         });
                     }));
            QCOMPARE(shown(trace, "answered"), all(trace, [&](const Walk& walk) {
                         return trace.traversals()[walk.traversal].reply != noIndex;
                     }));
        }
    }

    void findsAddressesBeforeAndBehindNat()
    {
        const auto trace = saved("traces/kernel-6.18-forward.kmsg"); // 192.168.69.1 becomes 198.51.100.15
        const auto everyone = shown(trace, "");
        QCOMPARE(everyone.size(), trace.traversals().size());
        QCOMPARE(shown(trace, "192.168.69.1"), everyone);
        QCOMPARE(shown(trace, "192.168.0.0/16 203.0.113.29"), everyone);
        QCOMPARE(shown(trace, "198.51.100.15"),
                 (std::vector<TraversalIndex>{1, 3})); // the replies had it first
        QVERIFY(shown(trace, "10.0.0.0/8").empty());
        QVERIFY(shown(trace, "::/0").empty());
        QCOMPARE(shown(trace, "-10.0.0.0/8,udp"), everyone);
        QCOMPARE(shown(trace, "udp,!10.0.0.0/8"), everyone);
    }

    void findsTimes()
    {
        // Two packets at 100 s and 200.25 s, and the same as the clock of a day has them.
        const std::string line =
            "IN=tun0 OUT= SRC=192.0.2.1 DST=192.0.2.2 LEN=84 TOS=0x00 PREC=0x00 TTL=64 ID=1 "
            "PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=";
        const auto at = [&](std::int64_t us, int which) {
            return "7," + std::to_string(which) + ',' + std::to_string(us) + ",-;raw-PREROUTING [1]" + line +
                   std::to_string(which) + '\n';
        };
        const Trace trace = Trace::fromText(at(100'000'000, 1) + at(200'250'000, 2));
        using Packets = std::vector<TraversalIndex>;
        QCOMPARE(shown(trace, "time 0..100"), Packets{0});
        QCOMPARE(shown(trace, "time 100..200.25"), (Packets{0, 1}));
        QCOMPARE(shown(trace, "time 100.1..300"), Packets{1});
        QCOMPARE(shown(trace, "-time 100.1..300"), Packets{0});
        QCOMPARE(shown(trace, "time 00:01..00:02"), Packets{0});
        QCOMPARE(shown(trace, "time 00:03:20.25..00:04"), Packets{1});
        const auto span = [](std::int64_t from, std::int64_t to, bool isOfDay) {
            return query::timeCondition(from, to, isOfDay).text;
        };
        QCOMPARE(span(100'400'000, 200'250'000, true), std::string("time 00:01:40..00:03:21"));
        QCOMPARE(span(100'400'000, 101'250'000, false), std::string("time 100.40..101.25"));
        const auto day = std::int64_t{86'400} * 20'000 * 1'000'000;
        QCOMPARE(span(day + 60'000'000, day + 80'000'000, true), std::string("time 00:01:00..00:01:20"));
    }

    void findsDevicesTextsAndNames()
    {
        const auto trace = saved("traces/kernel-6.18-forward.kmsg");
        QVERIFY(!shown(trace, "eth0").empty());
        QCOMPARE(shown(trace, "eth0"), shown(trace, "device eth0"));
        QVERIFY(shown(trace, "device nobody").empty());
        QCOMPARE(shown(trace, "\"TYPE=8\""), all(trace, [&](const Walk& walk) {
                     return trace.line(trace.events()[trace.traversals()[walk.traversal].first])
                                .packet.icmp->type == 8U;
                 }));
        const auto unknown = query::packetsShown(trace, *query::parseFilter("tcp,dorpped"));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().said, say("filter-unknown-name", "dorpped"));
    }

    void findsChainsThatALogOfOthersNames()
    {
        const auto trace = Trace::fromText(
            "[    1.0] TRACE: filter:MYCHAIN:rule:3 IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 "
            "TOS=0x00 "
            "PREC=0x00 TTL=64 ID=7 DF PROTO=UDP SPT=53 DPT=0 LEN=40 \n"
            "[    2.0] filter-INPUT [7]IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 "
            "TTL=64 ID=8 PROTO=ICMP TYPE=8 CODE=0 ID=53 SEQ=2 \n");
        QCOMPARE(shown(trace, "MYCHAIN"), std::vector<TraversalIndex>{0});
        QCOMPARE(shown(trace, "rule 3 chain MYCHAIN"), std::vector<TraversalIndex>{0});
        QVERIFY(shown(trace, "rule 2").empty());
        QCOMPARE(shown(trace, ":53"), std::vector<TraversalIndex>{0}); // an echo has an id, not a port
        QCOMPARE(shown(trace, ":0"), std::vector<TraversalIndex>{0});
    }

    void tellsWhatComesBackWithoutATerm()
    {
        const auto trace = Trace::fromText(test::generateLog(20'000).text);
        query::Query query;
        query.setFilter(*query::parseFilter("dropped udp filter FORWARD"));
        QVERIFY(query.work(trace, 700)); // not all at once
        QCOMPARE(query.judgedTo(), 700U);
        while (query.work(trace, query.portion())) {
        }
        QCOMPARE(query.shown(), shown(trace, "dropped udp filter FORWARD").size());
        QCOMPARE(query.shownWithout(0), shown(trace, "udp filter FORWARD").size());
        QCOMPARE(query.shownWithout(1), shown(trace, "dropped filter FORWARD").size());
        QVERIFY(query.shownWithout(0) > query.shown());

        QVERIFY(query.asksFacts());
        query.setFilter(*query::parseFilter("udp"));
        QVERIFY(!query.asksFacts());
        QCOMPARE(query.judgedTo(), TraversalIndex(trace.traversals().size())); // what stays is known
        QCOMPARE(query.shown(), shown(trace, "udp").size());
        QCOMPARE(query.shownWithout(0), trace.traversals().size());
    }

    void followsATraceThatGrowsAndForgets()
    {
        const auto log = test::generateLog(6'000).text;
        Trace trace;
        query::Query query;
        query.setFilter(*query::parseFilter("-dropped 10.0.0.0/8,192.0.0.0/8 nat POSTROUTING"));
        for (std::size_t at = 0; at < log.size();) {
            const auto end = log.find('\n', std::min(at + log.size() / 9, log.size() - 1)) + 1;
            const auto before = static_cast<TraversalIndex>(trace.traversals().size());
            const auto events = trace.events().size();
            trace.append(log.substr(at, end - at));
            std::vector<TraversalIndex> seenAgain;
            for (auto event = events; event < trace.events().size(); ++event) {
                const auto packet = trace.events()[event].traversal;
                for (const auto one : {packet, trace.traversals()[packet].replyTo}) {
                    if (one < before)
                        seenAgain.push_back(one);
                }
            }
            query.judgeAgain(trace, seenAgain);
            trace.keepLatest(300);
            while (query.work(trace, 100)) {
            }
            at = end;
        }
        const auto packets = shown(trace, "-dropped 10.0.0.0/8,192.0.0.0/8 nat POSTROUTING");
        QVERIFY(!packets.empty());
        QCOMPARE(query.shown(), packets.size());
        QVERIFY(std::ranges::all_of(packets, [&](TraversalIndex packet) { return query.shows(packet); }));
    }

    // The pyramid: whatever is asked of it, each packet is counted once, with few bins however long the log.
    void aDensityCountsEachPacketOnce()
    {
        query::Density density;
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 2000; ++i)
            times.push_back(5'000'000 + i * i * 997);
        times.push_back(1'000); // earlier than the first
        times.push_back(90'000'000'000'000);
        for (std::size_t i = 0; i < times.size(); ++i) {
            density.add(times[i]);
            if (i % 3 == 0)
                density.show(times[i], i % 100 == 0);
        }
        QVERIFY(density.binCount() <= 2U << 16);
        for (const std::size_t parts : {1U, 7U, 500U}) {
            query::Density::Bin sum;
            for (const auto& part : density.parts(0, 100'000'000'000'000, parts)) {
                sum.all += part.all;
                sum.shown += part.shown;
                sum.drops += part.drops;
            }
            QCOMPARE(sum, (query::Density::Bin{2002, 668, 7}));
        }
        density.showNone();
        QCOMPARE(density.sum(0, 100'000'000'000'000), (query::Density::Bin{2002, 0, 0}));

        query::Density fine; // a short log in short bins
        for (int i = 0; i < 100; ++i)
            fine.add(i * 1000);
        QCOMPARE(fine.binUs(), 2);
        for (const auto& part : fine.parts(0, 100'000, 10))
            QVERIFY(part.all >= 9 && part.all <= 11); // to the sixteenth of a part
        QCOMPARE(fine.sum(0, 100'000).all, 100U);
    }
};

HOOKWALK_TEST(TestFilter)
#include "tst_filter.moc"
