// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture shows of a walk: states, words, route, captions.
#include "support/pictures.h"
#include "support/testprogram.h"
#include "ui/diagram/sideways.h"
#include "ui/timeline/pathmarks.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

using namespace hookwalk;
using namespace hookwalk::test;

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAPacketNothingIsLit()
    {
        const Picture picture = pictureOf(diagram(), {});
        for (const StagePicture& stage : picture.stages) {
            QCOMPARE(stage.state, StageState::NotVisited);
            QCOMPARE(stage.light, 0.0);
        }
        QVERIFY(picture.packets.empty());
        QVERIFY(picture.walked.isEmpty());
        QCOMPARE(picture.currentStop, -1);
    }

    void theReplyOnItsWayThroughForward()
    {
        const Walk walk = forwardedReply();
        const Picture picture = pictureAt(walk, offsetOf(walk, "mangle-FORWARD"));
        QCOMPARE(at(picture, "network-in").state, StageState::Passed);
        QCOMPARE(at(picture, "raw-PREROUTING").state, StageState::Passed);
        QCOMPARE(at(picture, "mangle-PREROUTING").offset, QStringLiteral("+7\u202fµs"));
        QCOMPARE(at(picture, "mangle-FORWARD").state, StageState::Current);
        QCOMPARE(at(picture, "filter-FORWARD").state, StageState::Ahead);
        QCOMPARE(at(picture, "nat-POSTROUTING").state, StageState::Ahead);
        QCOMPARE(at(picture, "tun-read").state, StageState::Ahead);
        QCOMPARE(at(picture, "tun-written").state, StageState::NotVisited);
        QCOMPARE(at(picture, "filter-INPUT").state, StageState::NotVisited);
        QCOMPARE(distance(packetOf(picture).at, at(picture, "mangle-FORWARD").place.station), 0.0);
        QCOMPARE(packetOf(picture).tag, QStringLiteral("echo reply · TTL 63"));
    }

    void skippedNatIsPaleWithAWordAndAReason()
    {
        const Walk walk = forwardedReply();
        const StagePicture nat = at(pictureAt(walk, walk.durationUs), "nat-PREROUTING");
        QCOMPARE(nat.state, StageState::Skipped);
        QCOMPARE(nat.word, QStringLiteral("known"));
        QVERIFY(nat.reason.contains(QStringLiteral("first packet")));
        QCOMPARE(nat.light, 0.0);
    }

    void theRouteBowsAroundSkippedNat()
    {
        const Walk walk = forwardedReply();
        const Picture picture = pictureAt(walk, walk.durationUs);
        for (const char* id : {"nat-PREROUTING", "nat-POSTROUTING"}) {
            const QPointF station = at(picture, id).place.station;
            double nearest = 1e9, atApex = 1e9;
            for (int i = 0; i <= 4000; ++i) {
                const QPointF point = picture.walked.pointAtPercent(i / 4000.0);
                nearest = std::min(nearest, distance(point, station));
                atApex = std::min(atApex, distance(point, station - QPointF(16, 0)));
            }
            QVERIFY2(nearest > 10, id);
            QVERIFY2(atApex < 1, id);
        }
    }

    void aStageWithoutALineIsInferred()
    {
        const Walk walk = forwardedReply();
        const Picture picture = pictureAt(walk, walk.durationUs);
        QVERIFY(at(picture, "conntrack-PREROUTING").inferred);
        QCOMPARE(at(picture, "conntrack-PREROUTING").word, QStringLiteral("inferred"));
        QVERIFY(at(picture, "routing-in").inferred);
        QVERIFY(!at(picture, "mangle-PREROUTING").inferred);
        QCOMPARE(at(picture, "conntrack-PREROUTING").offset, QString());
    }

    void theRewrittenAddressIsNoted()
    {
        const Walk walk = forwardedReply();
        const auto before = pictureAt(walk, 0).notes;
        QCOMPARE(before.size(), std::size_t{1});
        QVERIFY(!before[0].reached);
        const auto after = pictureAt(walk, walk.durationUs).notes;
        QVERIFY(after[0].reached);
        const QStringList lines{QStringLiteral("conntrack rewrites"), QStringLiteral("DST 198.51.100.15"),
                                QStringLiteral("→ 192.168.69.1")};
        QCOMPARE(after[0].lines, lines);
    }

    void whereForwardingIsOffThePacketDiesAtTheRoutingDecision()
    {
        const Walk walks[] = {forwardingOff(), timeToLiveRanOut()};
        for (const Walk& walk : walks) {
            const Picture end = pictureAt(walk, walk.durationUs);
            QVERIFY(at(end, "routing-in").deathMark);
            QCOMPARE(at(end, "mangle-FORWARD").state, StageState::NotVisited);
            QCOMPARE(end.walked.currentPosition(), at(end, "routing-in").place.station);
        }
    }

    void chipsFollowTheOrderInWhichThePacketMetThem()
    {
        const Walk walk = localIn();
        const Picture picture = pictureAt(walk, walk.durationUs);
        QVERIFY(at(picture, "security-INPUT").place.station.y() < at(picture, "nat-INPUT").place.station.y());
        const Picture idle = pictureOf(diagram(), {});
        QVERIFY(at(idle, "security-INPUT").place.station.y() > at(idle, "nat-INPUT").place.station.y());
        // It never turns back: on the way up through INPUT the height only falls.
        double lowest = 1e9;
        for (int i = 0; i <= 2000; ++i) {
            const QPointF point = picture.walked.pointAtPercent(i / 2000.0);
            if (std::abs(point.x() - 472) < 0.5 && point.y() < 340) {
                QVERIFY(point.y() <= lowest + 0.01);
                lowest = point.y();
            }
        }
        QVERIFY(lowest < 100);
    }

    void aLocalPacketLeavesTheLocalProcessAtItsSide()
    {
        const Walk walk = localOutToTun();
        const Picture start = pictureAt(walk, walk.startUs);
        QCOMPARE(packetOf(start).at, QPointF(648, 48));
        QCOMPARE(at(start, "local-process").state, StageState::Current);
        const Picture end = pictureAt(walk, walk.durationUs);
        QCOMPARE(at(end, "tun-read").state, StageState::Current);
        QCOMPARE(at(end, "raw-PREROUTING").state, StageState::NotVisited);
    }

    void aPacketToItselfComesBackByLoopback()
    {
        const Walk walk = throughLoopback();
        const Picture picture = pictureAt(walk, walk.durationUs);
        bool usesLoop = false;
        for (std::size_t i = 0; i < diagram().edges().size(); ++i)
            usesLoop = usesLoop || (diagram().edges()[i].onlyWhenUsed && picture.edgesOnRoute[i]);
        QVERIFY(usesLoop);
        QCOMPARE(at(picture, "local-process").state, StageState::Current);
        QCOMPARE(at(picture, "tun-read").state, StageState::NotVisited);
        QCOMPARE(at(pictureAt(walk, offsetOf(walk, "filter-OUTPUT")), "local-process").state,
                 StageState::Passed);
    }

    void otherPacketsAreDots()
    {
        const Walk reply = forwardedReply(), request = forwardedRequest();
        Scene scene;
        scene.selected = &reply;
        scene.others = {{&request, 0}, {&request, request.durationUs}, {nullptr, 0}};
        const Picture picture = pictureOf(diagram(), scene);
        QCOMPARE(picture.packets.size(), std::size_t{3});
        QVERIFY(!picture.packets[0].selected && picture.packets[0].tag.isEmpty());
        QCOMPARE(picture.packets[0].at, at(picture, "raw-PREROUTING").place.station);
        QVERIFY(picture.packets[2].selected);
    }

    void portsCarryTheDevicesOfThePacketAndOfThePlace()
    {
        const Walk reply = forwardedReply();
        const Picture picture = pictureAt(reply, 0);
        QCOMPARE(at(picture, "network-in").title, QStringLiteral("eth0"));
        QCOMPARE(at(picture, "tun-read").title, QStringLiteral("tun0"));
        QCOMPARE(at(picture, "tun-written").title, QStringLiteral("tun0"));
        Scene scene;
        QCOMPARE(at(pictureOf(diagram(), scene), "tun-read").title, QStringLiteral("tun"));
        scene.networkName = QStringLiteral("wlan0");
        QCOMPARE(at(pictureOf(diagram(), scene), "network-out").title, QStringLiteral("wlan0"));
    }

    void theCaptionTellsWhatHappensAtEveryStop()
    {
        const Walk walks[] = {forwardedRequest(), forwardedReply(), localIn(),         localAnswer(),
                              localOutToTun(),    forwardingOff(),  droppedInFilter(), throughLoopback()};
        for (const Walk& walk : walks) {
            for (int i = 0; i < static_cast<int>(walk.stops.size()); ++i) {
                const words::Caption caption = words::captionOf(walk, i);
                const QByteArray id =
                    QByteArray::fromStdString(stageId(walk.stops[static_cast<std::size_t>(i)].stage));
                QVERIFY2(!caption.small.empty() && !caption.title.empty() && !caption.body.empty(), id);
                QVERIFY2((caption.title + caption.body).find('%') == std::string::npos, id);
                QVERIFY2(caption.title.size() < 34, id);
            }
        }
    }

    void theCaptionOfTheReplyInForward()
    {
        const Walk walk = forwardedReply();
        const Picture picture = pictureAt(walk, offsetOf(walk, "mangle-FORWARD"));
        QCOMPARE(picture.caption.small, std::string("Echo reply, seq 0  ·  step 8 of 13"));
        QCOMPARE(picture.caption.title, std::string("Forwarded to tun0"));
        QCOMPARE(picture.caption.body,
                 std::string("The TTL is one lower now. conntrack has already put the sender of "
                             "the ping back as destination."));
    }

    void theCaptionTellsOfSkipsRewritesAndDeaths()
    {
        const Walk reply = forwardedReply();
        QCOMPARE(pictureAt(reply, offsetOf(reply, "nat-PREROUTING")).caption.title,
                 std::string("nat PREROUTING is skipped"));
        QCOMPARE(pictureAt(reply, offsetOf(reply, "rewrite-PREROUTING")).caption.title,
                 std::string("The destination is rewritten"));
        const Walk dead = droppedInFilter();
        QCOMPARE(pictureAt(dead, dead.durationUs).caption.title, std::string("Dropped in filter FORWARD"));
        const Walk old = timeToLiveRanOut();
        QCOMPARE(pictureAt(old, old.durationUs).caption.title, std::string("The TTL ran out"));
        const Walk off = forwardingOff();
        QCOMPARE(pictureAt(off, off.durationUs).caption.title,
                 std::string("Dropped at the routing decision"));
    }

    void everyEndingIsToldByTheShapeOfItsMark()
    {
        std::vector<QImage> shapes;
        for (const auto mark :
             {EndingMark::Transmitted, EndingMark::Delivered, EndingMark::DroppedByRule,
              EndingMark::DroppedByPolicy, EndingMark::DroppedByKernel, EndingMark::Rejected,
              EndingMark::Queued, EndingMark::Stolen, EndingMark::Duplicated, EndingMark::Unknown}) {
            QImage image(12, 12, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            Theme plain = Theme::of(Look::Light);
            plain.accent = plain.dropped = plain.hint = plain.text2 = plain.text3 = Qt::black;
            paintEndingMark(painter, mark, {6, 6}, 5.5, plain, Qt::white);
            painter.end();
            QVERIFY(std::find(shapes.begin(), shapes.end(), image) == shapes.end());
            shapes.push_back(image);
        }
    }

    void aDropIsARulesAPolicysOrTheKernels()
    {
        Ending ending = droppedInFilter().ending;
        QCOMPARE(int(markOf(ending)), int(EndingMark::DroppedByRule));
        for (const auto& [code, mark] : {std::pair{"policy-drop", EndingMark::DroppedByPolicy},
                                         {"rule-reject", EndingMark::Rejected},
                                         {"conntrack-full", EndingMark::DroppedByKernel}}) {
            ending.code = code;
            QCOMPARE(int(markOf(ending)), int(mark));
        }
        QCOMPARE(int(markOf(forwardingOff().ending)), int(EndingMark::DroppedByKernel));
    }

    void theAnswerOfARejectedPacketGoesBack()
    {
        Walk walk = droppedInFilter();
        QVERIFY(!pictureAt(walk, walk.durationUs).answer); // nobody was told
        walk.ending.kind = EndingKind::Rejected;
        walk.ending.code = "rule-reject";
        walk.refusal = say("packet-port-unreachable");
        const Picture end = pictureAt(walk, walk.durationUs);
        QVERIFY(end.answer);
        QCOMPARE(end.answer->from, at(end, "filter-FORWARD").place.station);
        QCOMPARE(end.answer->back, QPointF(-1, 0));
        QCOMPARE(end.answer->words, QStringLiteral("port unreachable"));
        QVERIFY(!pictureAt(walk, walk.durationUs - 5).answer); // not before it has ended
        walk.refusal = {};
        QVERIFY(
            pictureAt(walk, walk.durationUs).answer->words.isEmpty()); // no answer was seen: the rule says so
    }

    void aCopyLeavesWhereItWasSent()
    {
        Walk walk = forwardedRequest();
        const auto mangle = std::ranges::find_if(walk.stops, [](const Stop& stop) {
            return stop.stage == Stage::of(Chain{Table::Mangle, Hook::Forward});
        });
        mangle->copy = CopySent{{}, "198.51.100.9", 1};
        const Picture end = pictureAt(walk, walk.durationUs);
        QCOMPARE(end.copies.size(), std::size_t(1));
        QCOMPARE(end.copies.front().from, at(end, "mangle-FORWARD").place.station);
        QCOMPARE(end.copies.front().words, QStringLiteral("copy to 198.51.100.9"));
        QCOMPARE(int(end.end->mark), int(EndingMark::Transmitted)); // the packet itself went on
        QVERIFY(pictureAt(walk, mangle->offsetUs - 5).copies.empty());
        QVERIFY(pathMarks(walk).size() == pathMarks(forwardedRequest()).size() + 1);
    }

    // Beside its card, where no chip is.
    void waysAsideCrossNoChip()
    {
        const Layout& layout = Layout::netfilter();
        for (const CardLayout& card : layout.cards()) {
            for (const int chip : card.chips) {
                const auto& station = layout.stages()[static_cast<std::size_t>(chip)].station;
                const SideWay side = sideWayFrom(layout, chip, station);
                QVERIFY(!card.rect.contains(side.corner));
                QVERIFY(!card.rect.contains(side.corner + side.back * side.room));
                QVERIFY(QRectF({0, 0}, layout.size()).contains(side.corner + side.back * side.room));
            }
        }
    }

    void nothingIsKnownBehindAnUnknownEnding()
    {
        Walk walk = droppedInFilter();
        walk.ending.kind = EndingKind::Unknown;
        walk.ending.code = "lines-lost";
        const Picture end = pictureAt(walk, walk.durationUs);
        QVERIFY(end.end);
        QCOMPARE(int(end.end->mark), int(EndingMark::Unknown));
        QVERIFY(!at(end, "filter-FORWARD").deathMark);
        QCOMPARE(QPointF(end.fading.elementAt(0)), end.walked.currentPosition());
        QCOMPARE(std::round(end.fading.length()), 76.0);
        QCOMPARE(packetOf(end).tag, QStringLiteral("lines lost"));
        QVERIFY(!packetOf(end).dropped);
    }

    void theEndingStandsAtItsPlaceAndIsNamed()
    {
        const Walk gone = forwardedRequest(), here = localIn();
        const Picture left = pictureAt(gone, gone.durationUs), delivered = pictureAt(here, here.durationUs);
        QVERIFY(left.end && delivered.end);
        QCOMPARE(int(left.end->mark), int(EndingMark::Transmitted));
        QCOMPARE(left.end->at.x() + 8, at(left, "network-out").place.rect.left());
        QCOMPARE(packetOf(left).tag, QStringLiteral("left by eth0"));
        QCOMPARE(int(delivered.end->mark), int(EndingMark::Delivered));
        QVERIFY(!pictureAt(gone, gone.durationUs - 5).end);
    }

    void aNeighbourIsNotMarkedForAPlaceThatIsNotInTheDiagram()
    {
        Walk walk = droppedInFilter();
        Stop stop;
        stop.stage = Stage::of(StageKind::Unplaced);
        stop.offsetUs = ++walk.durationUs;
        walk.stops.push_back(stop);
        const Picture end = pictureAt(walk, walk.durationUs);
        QVERIFY(!end.end);
        QVERIFY(!at(end, "filter-FORWARD").deathMark);
    }

    void aWalkWithoutAKnownPlaceDrawsNoPacket()
    {
        Walk walk;
        walk.title = say("packet");
        Stop stop;
        stop.stage = Stage::of(StageKind::Unplaced);
        walk.stops.push_back(stop);
        const Picture picture = pictureAt(walk, 0);
        QVERIFY(picture.packets.empty());
        QVERIFY(picture.walked.isEmpty());
    }
};

HOOKWALK_TEST(TestPicture)
#include "tst_picture.moc"
