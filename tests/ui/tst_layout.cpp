// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram as data: every stage is in it, ways lead along its edges, a bad file is told what is wrong with
// it.
#include "support/pictures.h"
#include "support/testprogram.h"
#include "ui/diagram/layout.h"
#include "ui/diagram/ownplaces.h"
#include "words/words.h"

#include <QTest>
#include <set>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::ui;

namespace
{

QPointF stationOf(const Layout& layout, const char* id)
{
    return layout.stages()[static_cast<std::size_t>(layout.indexOf(*stageWithId(id)))].station;
}

OwnChain ownChain(const char* hook, const std::string& table, int priority, bool decided = false)
{
    OwnChain own;
    own.base = {"inet", table, "chain", "filter", hook, priority};
    own.runsAt = priority;
    own.wasMet = true;
    own.hasDecided = decided;
    return own;
}

Layout grownBy(std::vector<OwnChain> chains)
{
    OwnPlaces places;
    places.chains = std::move(chains);
    places.tunIn = places.tunOut = "tun0";
    places.networkIn = places.networkOut = "eth0";
    return withOwnPlaces(diagram(), nullptr, places);
}

const StageLayout& stageOf(const Layout& layout, const OwnChain& own)
{
    Stop stop;
    stop.stage = Stage::of(StageKind::BaseChain);
    stop.base = own.base;
    return layout.stages()[static_cast<std::size_t>(layout.indexOf(stop))];
}

bool passes(const QPainterPath& path, const QPointF& point)
{
    for (int i = 0; i <= 1000; ++i) {
        if (QLineF(path.pointAtPercent(i / 1000.0), point).length() < 1)
            return true;
    }
    return false;
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChainAndEveryOtherPlaceIsInTheDiagramOnce()
    {
        std::set<std::string> ids;
        for (const StageLayout& stage : diagram().stages())
            QVERIFY(ids.insert(stageId(stage.stage)).second);
        for (const Chain chain : allChains)
            QVERIFY2(ids.contains(stageId(Stage::of(chain))), name(chain).c_str());
        for (const char* id :
             {"conntrack-PREROUTING", "conntrack-OUTPUT", "routing-in", "routing-out", "reroute-check",
              "local-process", "network-in", "network-out", "tun-written", "tun-read"})
            QVERIFY2(ids.contains(id), id);
    }

    void everythingLiesInsideTheSceneAndStationsOnTheirChips()
    {
        const QRectF scene(QPointF(0, 0), diagram().size());
        for (const StageLayout& stage : diagram().stages()) {
            const QByteArray id = QByteArray::fromStdString(stageId(stage.stage));
            QVERIFY2(scene.contains(stage.rect), id);
            QVERIFY2(scene.contains(stage.tag.room), id);
            QVERIFY2(stage.rect.adjusted(-8, -8, 8, 8).contains(stage.station), id);
        }
    }

    void tagsStandOnNoOtherStage()
    {
        for (const StageLayout& tagged : diagram().stages()) {
            for (const StageLayout& other : diagram().stages()) {
                const bool covers = &other != &tagged && other.shape != StageShape::RewriteMark &&
                                    tagged.tag.room.intersects(other.rect);
                QVERIFY2(!covers, qPrintable(QString::fromStdString(stageId(tagged.stage) + " covers " +
                                                                    stageId(other.stage))));
            }
        }
    }

    void chipsOfACardShareItsRail()
    {
        for (const CardLayout& card : diagram().cards()) {
            for (const int chip : card.chips) {
                const QPointF station = diagram().stages()[static_cast<std::size_t>(chip)].station;
                const bool upright = card.rail[0].x() == card.rail[1].x();
                QCOMPARE(upright ? station.x() : station.y(), upright ? card.rail[0].x() : card.rail[0].y());
            }
        }
    }

    void aWayBeginsAndEndsAtTheStations()
    {
        const Way way = diagram().way(indexOf("nat-PREROUTING"), indexOf("mangle-FORWARD"));
        QCOMPARE(way.path.pointAtPercent(0), stationOf(diagram(), "nat-PREROUTING"));
        QCOMPARE(way.path.pointAtPercent(1), stationOf(diagram(), "mangle-FORWARD"));
        QVERIFY(passes(way.path, stationOf(diagram(), "routing-in")));
        QVERIFY(!way.edges.empty());
    }

    void aWayTakesTheShortestEdges()
    {
        const Way forwarded = diagram().way(indexOf("routing-in"), indexOf("mangle-POSTROUTING"));
        QVERIFY(passes(forwarded.path, stationOf(diagram(), "security-FORWARD")));
        const Way local = diagram().way(indexOf("routing-in"), indexOf("local-process"));
        QVERIFY(passes(local.path, stationOf(diagram(), "mangle-INPUT")));
        const Way out = diagram().way(indexOf("local-process"), indexOf("raw-OUTPUT"));
        QVERIFY(passes(out.path, stationOf(diagram(), "routing-out")));
        const Way leaving = diagram().way(indexOf("security-OUTPUT"), indexOf("mangle-POSTROUTING"));
        QVERIFY(passes(leaving.path, stationOf(diagram(), "reroute-check")));
    }

    void aWayBowsAroundASkippedStationAndAroundNoOther()
    {
        const int nat = indexOf("nat-PREROUTING");
        const int skipped[] = {nat};
        const QPointF station = stationOf(diagram(), "nat-PREROUTING");
        const Way straight = diagram().way(indexOf("mangle-PREROUTING"), indexOf("routing-in"));
        const Way bowed = diagram().way(indexOf("mangle-PREROUTING"), indexOf("routing-in"), skipped);
        QVERIFY(passes(straight.path, station));
        QVERIFY(!passes(bowed.path, station));
        QVERIFY(passes(bowed.path, station - QPointF(16, 0)));
    }

    void onlyALoopbackPacketTakesTheWayBackFromPostrouting()
    {
        const Way back = diagram().way(indexOf("nat-POSTROUTING"), indexOf("raw-PREROUTING"));
        bool usesLoop = false;
        for (const int edge : back.edges)
            usesLoop = usesLoop || diagram().edges()[static_cast<std::size_t>(edge)].onlyWhenUsed;
        QVERIFY(usesLoop);
        QVERIFY(passes(back.path, QPointF(400, 600)));
    }

    void chipsCanStandInAnotherOrder()
    {
        const int order[] = {indexOf("mangle-INPUT"), indexOf("filter-INPUT"), indexOf("nat-INPUT"),
                             indexOf("security-INPUT")};
        const Layout other = diagram().reordered(Hook::Input, order);
        QCOMPARE(stationOf(other, "nat-INPUT"), stationOf(diagram(), "security-INPUT"));
        QCOMPARE(stationOf(other, "security-INPUT"), stationOf(diagram(), "nat-INPUT"));
        QCOMPARE(stationOf(other, "filter-INPUT"), stationOf(diagram(), "filter-INPUT"));
        const Way way = other.way(indexOf("nat-INPUT"), indexOf("security-INPUT"));
        QCOMPARE(way.path.length(), 40.0);
        const Way end = other.way(indexOf("security-INPUT"), indexOf("local-process"));
        QVERIFY(end.path.length() < 120);
    }

    void someOfTheChipsKeepTheirPlaceWhenOthersMove()
    {
        const int order[] = {indexOf("security-INPUT"), indexOf("mangle-INPUT")};
        const Layout other = diagram().reordered(Hook::Input, order);
        QCOMPARE(stationOf(other, "security-INPUT"), stationOf(diagram(), "mangle-INPUT"));
        QCOMPARE(stationOf(other, "nat-INPUT"), stationOf(diagram(), "nat-INPUT"));
    }

    void anOwnChainStandsInThePlaceOfItsPriority()
    {
        const auto early = ownChain("prerouting", "a", -250), late = ownChain("prerouting", "b", 10),
                   input = ownChain("input", "c", 10);
        const Layout grown = grownBy({early, late, input});
        const auto y = [&](const OwnChain& own) { return stageOf(grown, own).station.y(); };
        QVERIFY(stationOf(grown, "raw-PREROUTING").y() < y(early));
        QVERIFY(y(early) < stationOf(grown, "conntrack-PREROUTING").y());
        QVERIFY(stationOf(grown, "nat-PREROUTING").y() < y(late));
        QVERIFY(stationOf(grown, "filter-INPUT").y() > y(input)); // read upwards
        QVERIFY(y(input) > stationOf(grown, "security-INPUT").y());
        const Way way = grown.way(grown.indexOf(*stageWithId("network-in")), indexOf("mangle-FORWARD"));
        for (const QPointF& station : {stageOf(grown, early).station, stageOf(grown, late).station,
                                       stationOf(grown, "raw-PREROUTING"), stationOf(grown, "routing-in")})
            QVERIFY(passes(way.path, station));
    }

    void grownCardsKeepTheirRoomsAndNothingOverlaps_data()
    {
        QTest::addColumn<int>("chains"); // at each hook
        for (const int chains : {1, 2, 3, 5, 9, 30})
            QTest::addRow("%d", chains) << chains;
    }
    void grownCardsKeepTheirRoomsAndNothingOverlaps()
    {
        QFETCH(int, chains);
        std::vector<OwnChain> all;
        for (const char* hook : {"prerouting", "input", "forward", "output", "postrouting"}) {
            for (int i = 0; i < chains; ++i)
                all.push_back(ownChain(hook, hook + std::to_string(i), -400 + 170 * i % 900, i == 1));
        }
        const Layout grown = grownBy(all);
        const QRectF rooms[] = {{144, 136, 184, 320},
                                {448, 96, 184, 248},
                                {408, 416, 320, 160},
                                {744, 96, 184, 320},
                                {744, 456, 184, 160}};
        for (const CardLayout& card : grown.cards()) {
            QVERIFY2(rooms[static_cast<std::size_t>(card.hook)].contains(card.rect), name(card.hook).data());
            for (const int a : card.chips) {
                const StageLayout& chip = grown.stages()[static_cast<std::size_t>(a)];
                const bool onRail =
                    chip.shape == StageShape::RewriteMark || chip.shape == StageShape::OwnStation;
                QVERIFY(onRail || card.rect.adjusted(7, 31, -7, -7).contains(chip.rect));
                for (const int b : card.chips) {
                    const StageLayout& other = grown.stages()[static_cast<std::size_t>(b)];
                    const bool mark =
                        other.shape == StageShape::RewriteMark || other.shape == StageShape::OwnStation;
                    QVERIFY(a == b || onRail || mark || !chip.rect.intersects(other.rect));
                }
            }
        }
        for (const OwnChain& own : all) { // each has a place where its packets can stand
            const StageLayout& stage = stageOf(grown, own);
            QVERIFY(!own.hasDecided || chains > 9 || stage.shape != StageShape::OwnCount);
        }
        QCOMPARE(grown.stages()[static_cast<std::size_t>(indexOf("filter-FORWARD"))].rect,
                 diagram().stages()[static_cast<std::size_t>(indexOf("filter-FORWARD"))].rect);
    }

    void whatNoPacketMetIsOnlyCounted()
    {
        auto asleep = ownChain("output", "a", 5);
        asleep.wasMet = false;
        const Layout grown = grownBy({asleep});
        QCOMPARE(grown.stages().size(), diagram().stages().size());
        for (const CardLayout& card : grown.cards())
            QCOMPARE(card.withoutChip, card.hook == Hook::Output ? 1 : 0);
    }

    void ingressStandsAtThePortOfItsDevice()
    {
        auto ingress = ownChain("ingress", "i", -500), elsewhere = ownChain("ingress", "e", 0);
        ingress.devices = {"eth0"};
        elsewhere.devices = {"eth7"};
        const Layout grown = grownBy({ingress, elsewhere});
        const QRectF port = grown.stages()[static_cast<std::size_t>(indexOf("network-in"))].rect;
        QVERIFY(port.contains(stageOf(grown, ingress).rect));
        const Way way = grown.way(indexOf("network-in"), indexOf("raw-PREROUTING"));
        QVERIFY(passes(way.path, stageOf(grown, ingress).station));
        Stop stop;
        stop.stage = Stage::of(StageKind::BaseChain);
        stop.base = elsewhere.base;
        QCOMPARE(grown.indexOf(stop), -1);
    }

    void bridgesHaveACardAndAWayThroughIt()
    {
        auto in = ownChain("input", "b", 0), out = ownChain("output", "b", 0);
        in.base.family = out.base.family = "bridge";
        const Layout grown = grownBy({in, out});
        QCOMPARE(grown.plates().size(), std::size_t{1});
        QVERIFY(!grown.hasLegend() && diagram().hasLegend());
        for (const OwnChain* own : {&in, &out})
            QVERIFY(grown.plates().front().rect.contains(stageOf(grown, *own).rect));
        Stop stop;
        stop.stage = Stage::of(StageKind::BaseChain);
        stop.base = in.base;
        const int chip = grown.indexOf(stop);
        for (const auto& [from, to] : {std::pair{indexOf("network-in"), chip},
                                       {indexOf("nat-PREROUTING"), chip},
                                       {chip, indexOf("routing-in")},
                                       {chip, indexOf("raw-PREROUTING")}})
            QVERIFY(!grown.way(from, to).edges.empty()); // along lines of its own, across no words
        const Way usual = grown.way(indexOf("nat-PREROUTING"), indexOf("mangle-FORWARD"));
        QVERIFY(!passes(usual.path, stageOf(grown, in).station));
    }

    void aBadFileIsRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("raw PREROUTING");
        QTest::newRow("no size") << QByteArray("{}");
        QTest::newRow("short size") << QByteArray(R"({"size": [1]})");
        QTest::newRow("unknown hook") << QByteArray(
            R"({"size":[1,1],"caption":[0,0],"legend":[0,0],"cards":[{"hook":"INGRESS","chips":[]}],"stages":[],"edges":[]})");
        QTest::newRow("edge to nowhere") << QByteArray(
            R"({"size":[1,1],"caption":[0,0],"legend":[0,0],"cards":[],"stages":[],"edges":[{"from":"routing-in","to":"FORWARD","points":[]}]})");
        QTest::newRow("wrong type") << QByteArray(
            R"({"size":["a","b"],"caption":[0,0],"legend":[0,0],"cards":[],"stages":[],"edges":[]})");
    }
    void aBadFileIsRefusedWithASentence()
    {
        QFETCH(QByteArray, json);
        const auto parsed = Layout::parse(json);
        QVERIFY(!parsed);
        QVERIFY(words::text(parsed.error()).starts_with("This is no diagram"));
    }
};

HOOKWALK_TEST(TestLayout)
#include "tst_layout.moc"
