// SPDX-License-Identifier: GPL-3.0-or-later
// What pages and animations draw: places that are found only here, ways that are too long, endings, words that are long.
#include "exports/account.h"
#include "exports/diagram.h"
#include "exports/drawing.h"
#include "support/loglines.h"
#include "support/testprogram.h"

#include <QTest>
#include <set>

using namespace hookwalk;

namespace
{

// Through two base chains that are none of the 17. (Not in the class: moc does not read raw strings.)
Trace throughOwnChains()
{
    test::LogLines lines;
    const auto chain = [](const char* name, const char* hook, int priority) {
        return R"({"family":"inet","table":"fw4","type":"filter","policy":"accept","rules":[],"name":")" +
               std::string(name) + R"(","hook":")" + hook + R"(","priority":)" + std::to_string(priority) +
               '}';
    };
    lines.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":true,"frames":true})");
    lines.fact("ruleset", R"({"generation":1,"legacy":[],"chains":[)" + chain("pre", "prerouting", -160) +
                              ',' + chain("fwd", "forward", 10) + "]}");
    const auto hit = [&](const char* name) {
        lines.fact(
            "rule",
            R"({"packet":"0000002a","family":"inet","table":"fw4","verdict":"accept","type":"policy","chain":")" +
                std::string(name) + "\"}");
    };
    lines.from("nftrace,packet=0000002a");
    for (const auto& at : test::requestChains) {
        if (at == "mangle PREROUTING")
            hit("pre");
        if (at == "security FORWARD")
            hit("fwd");
        lines.at(at, test::requestAt(at));
    }
    return Trace::fromText(lines.text());
}

} // namespace

class TestExportDrawings : public QObject
{
    Q_OBJECT

    static Trace recorded(const char* name)
    {
        return std::move(*Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name));
    }
    Trace m_forward = recorded("traces/kernel-6.18-forward.kmsg"), m_drop = recorded("streams/drop.kmsg");

private Q_SLOTS:
    void otherBaseChainsStandWhereThePacketMetThem()
    {
        const auto trace = throughOwnChains();
        const Walk walk = walkOf(trace, 0);
        const std::array walks{&walk};
        const exports::Diagram diagram(walks);
        std::vector<int> way;
        for (const Stop& stop : walk.stops)
            way.push_back(diagram.placeOf(stop));
        QVERIFY(std::ranges::find(way, -1) == way.end());
        QCOMPARE(std::ranges::count_if(diagram.places(), &exports::Place::isOwn), 2);
        // It goes on, never back and around.
        for (std::size_t i = 1; i < way.size(); ++i)
            QVERIFY(diagram.way(way[i - 1], way[i]).length() < 330);
        const auto svg = *exports::make(exports::Form::AnimatedSvg, exports::Packet{trace, 0}, {});
        QVERIFY(svg.contains(">fw4</text>") && svg.contains("inet fw4 pre (PREROUTING -160)"));
    }

    // In it and along its edge, never across the picture; ports make room for each other.
    void aDevicesChainsStandAtItsPort_data()
    {
        QTest::addColumn<bool>("isExit");
        QTest::addColumn<bool>("isTun");
        for (const bool isExit : {false, true}) {
            for (const bool isTun : {false, true})
                QTest::addRow("%s %s", isTun ? "tun" : "network", isExit ? "egress" : "ingress")
                    << isExit << isTun;
        }
    }
    void aDevicesChainsStandAtItsPort()
    {
        QFETCH(const bool, isExit);
        QFETCH(const bool, isTun);
        const auto own = [&](const char* name) {
            Stop stop = Stop::inferred(Stage::baseChain(isExit ? Hook::Postrouting : Hook::Prerouting), {});
            stop.base = BaseChain{"netdev", "n", name, "filter", isExit ? "egress" : "ingress", 0};
            return stop;
        };
        const Stop port =
            Stop::inferred(Stage::of(isExit ? (isTun ? StageKind::TunRead : StageKind::NetworkOut)
                                            : (isTun ? StageKind::TunWritten : StageKind::NetworkIn)),
                           {});
        Walk walk;
        walk.stops = {own("a"), own("b")};
        walk.stops.insert(isExit ? walk.stops.end() : walk.stops.begin(), port);
        const std::array walks{&walk};
        const exports::Diagram diagram(walks);
        QVERIFY(!diagram.lane());
        const exports::Box& box = diagram.places()[static_cast<std::size_t>(diagram.placeOf(port))].box;
        std::vector<int> way;
        for (const Stop& stop : walk.stops) {
            way.push_back(diagram.placeOf(stop));
            const exports::Place& place = diagram.places()[static_cast<std::size_t>(way.back())];
            QVERIFY(place.box.y >= box.y && place.box.y + place.box.height <= box.y + box.height);
        }
        QVERIFY(diagram.way(way[0], way[1]).length() < 40 && diagram.way(way[1], way[2]).length() < 40);
        for (const exports::Place& other : diagram.places()) {
            if (other.shape == exports::Place::Shape::Port && other.box.y != box.y && other.box.x == box.x)
                QVERIFY(other.box.y >= box.y + box.height || other.box.y + other.box.height <= box.y);
        }
    }

    // The first and the last stay, with what changed between, and the one that is asked for.
    void theMiddleIsLeftOut()
    {
        const auto whole = exports::accountOf(exports::Packet{m_forward, 0});
        const auto count = whole.steps.size();
        for (const auto size : {std::size_t{2}, std::size_t{5}, count - 1}) {
            const auto shorter = exports::withoutMiddle(whole, size, 0);
            QCOMPARE(shorter.steps.size(), size);
            QCOMPARE(shorter.count(), count);
            QCOMPARE(shorter.steps.front().title, whole.steps.front().title);
            QCOMPARE(shorter.steps.back().title, whole.steps.back().title);
            for (std::size_t i = 0; i < size; ++i) {
                const auto number = shorter.numberOf(i);
                QCOMPARE(shorter.indexOf(static_cast<int>(number)), static_cast<int>(i));
                QCOMPARE(shorter.steps[i].title, whole.steps[number - 1].title);
                QCOMPARE(stageId(shorter.stopOf(shorter.steps[i]).stage),
                         stageId(whole.stopOf(whole.steps[number - 1]).stage));
            }
            exports::Paints paints;
            QCOMPARE(exports::draw(shorter, paints).ways[0].end.value_or(0), size - 1);
        }
        QCOMPARE(exports::withoutMiddle(whole, 2, 0).indexOf(2), -1);
        for (int number = 1; number <= static_cast<int>(count); ++number)
            QVERIFY(exports::withoutMiddle(whole, count - 3, number).indexOf(number) >= 0);
        QVERIFY(!exports::withoutMiddle(whole, 2, 0).legs[0].inGap.empty()); // TTL, OUT
        QCOMPARE(exports::withoutMiddle(whole, count, 0).inGap, std::size_t{0});
    }

    // By its shape, and the packet's dot gives way to it.
    void eachEndingHasItsMark()
    {
        std::set<std::string> pictures;
        for (const auto kind : allEndingKinds) {
            auto account = exports::accountOf(exports::Packet{m_forward, 0});
            account.legs[0].walk.ending.kind = kind;
            exports::Paints paints;
            const auto drawn = exports::draw(account, paints);
            QVERIFY(drawn.svg.find("id=\"x" + std::to_string(account.steps.size() - 1) + '"') !=
                    std::string::npos);
            QCOMPARE(drawn.ways[0].end.value_or(0), account.steps.size() - 1);
            pictures.insert(drawn.svg);
        }
        QCOMPARE(pictures.size(), allEndingKinds.size());
        auto cut = exports::firstOf(exports::accountOf(exports::Packet{m_forward, 0}), 5);
        exports::Paints paints;
        QVERIFY(!exports::draw(cut, paints).ways[0].end); // its way goes on
    }

    // Of the ending, and where both logs are from.
    void anAnimationsWordsAreNotCut()
    {
        auto account = exports::accountOf(exports::Pair{{m_forward, 0}, {m_drop, 0}});
        account.outcome =
            "Queued at filter FORWARD. It was handed by rule 1 of ip filter FORWARD (-A FORWARD -p icmp -j "
            "NFQUEUE --queue-num 7) to queue 7, which no program reads: without bypass such a packet is "
            "dropped.";
        exports::Options options;
        options.source = "forward-and-back.log", options.sourceOfB = "dropped-by-a-rule.log";
        const auto svg = exports::animationOf(account, options).value();
        QVERIFY(svg.size() <= 30'000 && svg.find("…</text>") == std::string::npos);
        QVERIFY(svg.find("dropped.</text>") != std::string::npos &&
                svg.find("rule.log.</text>") != std::string::npos);
        QVERIFY(svg.find(">A</text>") != std::string::npos &&
                svg.find("mask=\"url(#m1)\"") != std::string::npos);
    }
};

HOOKWALK_TEST(TestExportDrawings)
#include "tst_exportdrawings.moc"
