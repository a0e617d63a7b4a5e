// The picture as a pure function of walk and playhead: states, route, motion, captions.
#include "support/walks.h"
#include "ui/diagram/motion.h"
#include "ui/diagram/pathsplit.h"
#include "ui/diagram/picture.h"

#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

constexpr double usPerSecond = 10; // a glide of 400 ms is 4 µs of the walk

const Layout& diagram()
{
    return Layout::netfilter();
}

Picture pictureAt(const Walk& walk, double playheadUs)
{
    Scene scene;
    scene.selected = &walk;
    scene.playheadUs = playheadUs;
    scene.usPerSecond = usPerSecond;
    return pictureOf(diagram(), scene);
}

const StagePicture& at(const Picture& picture, const char* id)
{
    return picture.stages[static_cast<std::size_t>(diagram().indexOf(*stageWithId(id)))];
}

double offsetOf(const Walk& walk, const char* id)
{
    for (const Stop& stop : walk.stops) {
        if (stop.stage == *stageWithId(id))
            return stop.offsetUs;
    }
    return qQNaN();
}

const PacketPicture& packetOf(const Picture& picture)
{
    return picture.packets.back();
}

bool same(const Picture& a, const Picture& b)
{
    return a.stages == b.stages && a.walked == b.walked && a.ahead == b.ahead && a.packets == b.packets &&
           a.notes == b.notes && a.currentStop == b.currentStop && a.captionTitle == b.captionTitle &&
           a.captionMix == b.captionMix && a.cardsOnRoute == b.cardsOnRoute &&
           a.edgesOnRoute == b.edgesOnRoute;
}

double distance(const QPointF& a, const QPointF& b)
{
    return QLineF(a, b).length();
}

} // namespace

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
        const Walk walk = test::forwardedReply();
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
        const Walk walk = test::forwardedReply();
        const StagePicture nat = at(pictureAt(walk, walk.durationUs), "nat-PREROUTING");
        QCOMPARE(nat.state, StageState::Skipped);
        QCOMPARE(nat.word, QStringLiteral("known"));
        QVERIFY(nat.reason.contains(QStringLiteral("first packet")));
        QCOMPARE(nat.light, 0.0);
    }

    void theRouteBowsAroundSkippedNat()
    {
        const Walk walk = test::forwardedReply();
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
        const Walk walk = test::forwardedReply();
        const Picture picture = pictureAt(walk, walk.durationUs);
        QVERIFY(at(picture, "conntrack-PREROUTING").inferred);
        QCOMPARE(at(picture, "conntrack-PREROUTING").word, QStringLiteral("inferred"));
        QVERIFY(at(picture, "routing-in").inferred);
        QVERIFY(!at(picture, "mangle-PREROUTING").inferred);
        QCOMPARE(at(picture, "conntrack-PREROUTING").offset, QString());
    }

    void theRewrittenAddressIsNoted()
    {
        const Walk walk = test::forwardedReply();
        const auto before = pictureAt(walk, 0).notes;
        QCOMPARE(before.size(), std::size_t{1});
        QVERIFY(!before[0].reached);
        const auto after = pictureAt(walk, walk.durationUs).notes;
        QVERIFY(after[0].reached);
        const QStringList lines{QStringLiteral("conntrack rewrites"), QStringLiteral("DST 198.51.100.15"),
                                QStringLiteral("→ 192.168.69.1")};
        QCOMPARE(after[0].lines, lines);
    }

    void theRouteIsSplitAtThePlayhead()
    {
        const Walk walk = test::forwardedReply();
        const double whole = pictureAt(walk, walk.startUs).ahead.length();
        double walkedBefore = -1;
        for (double playhead = walk.startUs; playhead <= walk.durationUs; playhead += 0.25) {
            const Picture picture = pictureAt(walk, playhead);
            const double walked = picture.walked.isEmpty() ? 0 : picture.walked.length();
            QVERIFY(walked >= walkedBefore - 0.5);
            walkedBefore = walked;
            if (!picture.walked.isEmpty())
                QVERIFY(distance(picture.walked.currentPosition(), packetOf(picture).at) < 1);
            if (!picture.ahead.isEmpty())
                QVERIFY(distance(picture.ahead.elementAt(0), packetOf(picture).at) < 1);
        }
        QVERIFY(pictureAt(walk, walk.durationUs).ahead.isEmpty());
        QVERIFY(walkedBefore > whole); // the bows make it longer
    }

    void aPathIsCutWithoutChangingItsShape()
    {
        QPainterPath path(QPointF(0, 0));
        path.lineTo(100, 0);
        path.cubicTo(150, 0, 200, 50, 200, 100);
        for (const double part : {0.0, 0.1, 0.5, 0.77, 1.0}) {
            const auto [before, behind] = split(path, part);
            const double length =
                (before.isEmpty() ? 0 : before.length()) + (behind.isEmpty() ? 0 : behind.length());
            QVERIFY(std::abs(length - path.length()) < 1);
            if (part > 0 && part < 1)
                QVERIFY(distance(before.currentPosition(), path.pointAtPercent(part)) < 1);
        }
    }

    void scrubbingBackGivesTheSamePictureAsPlayingForward()
    {
        const Walk walks[] = {test::forwardedReply(), test::droppedInFilter(), test::throughLoopback()};
        for (const Walk& walk : walks) {
            std::vector<Picture> forward;
            std::vector<double> times;
            for (double playhead = walk.startUs; playhead <= walk.durationUs + 1; playhead += 0.37)
                times.push_back(playhead);
            for (const double playhead : times)
                forward.push_back(pictureAt(walk, playhead));
            for (std::size_t i = times.size(); i-- > 0;)
                QVERIFY(same(forward[i], pictureAt(walk, times[i])));
        }
    }

    void thePacketRestsAndThenGlides()
    {
        const Walk walk = test::forwardedRequest();
        const double from = offsetOf(walk, "raw-PREROUTING");
        const double to = offsetOf(walk, "conntrack-PREROUTING"); // 7 µs later: a glide of 4 µs
        QVERIFY(to - from > 4);
        const auto station = [&](const char* id) { return at(pictureAt(walk, from), id).place.station; };
        const double height = station("conntrack-PREROUTING").y() - station("raw-PREROUTING").y();
        const auto part = [&](double playhead) {
            return (packetOf(pictureAt(walk, playhead)).at.y() - station("raw-PREROUTING").y()) / height;
        };
        QCOMPARE(part(from), 0.0);
        QCOMPARE(part(to - 4), 0.0);
        QVERIFY(std::abs(part(to - 3) - 4 * 0.25 * 0.25 * 0.25) < 0.01); // InOutCubic
        QVERIFY(std::abs(part(to - 2) - 0.5) < 0.01);
        QVERIFY(std::abs(part(to - 1) - (1 - 0.25 * 0.25 * 0.25 * 4)) < 0.01);
        QCOMPARE(part(to), 1.0);
    }

    void theGlideIsNoLongerThanTheGap()
    {
        const Walk walk = test::forwardedReply();
        const double from = offsetOf(walk, "mangle-FORWARD"), to = offsetOf(walk, "filter-FORWARD");
        Scene scene;
        scene.selected = &walk;
        scene.usPerSecond = 1000; // 5 µs are 5 ms
        scene.playheadUs = (from + to) / 2;
        const Picture picture = pictureOf(diagram(), scene);
        const QPointF middle =
            (at(picture, "mangle-FORWARD").place.station + at(picture, "filter-FORWARD").place.station) / 2;
        QVERIFY(distance(packetOf(picture).at, middle) < 0.5);
    }

    void aChipLightsUpInTheLast160MillisecondsBeforeItsEvent()
    {
        const Walk walk = test::forwardedReply();
        const double event = offsetOf(walk, "filter-FORWARD");
        QCOMPARE(at(pictureAt(walk, event - 1.61), "filter-FORWARD").light, 0.0);
        QVERIFY(std::abs(at(pictureAt(walk, event - 0.8), "filter-FORWARD").light - 0.875) <
                0.001); // OutCubic
        QCOMPARE(at(pictureAt(walk, event), "filter-FORWARD").light, 1.0);
        QCOMPARE(at(pictureAt(walk, event), "filter-FORWARD").emphasis, 1.0);
        QCOMPARE(at(pictureAt(walk, walk.durationUs), "filter-FORWARD").light, 1.0);
        QCOMPARE(at(pictureAt(walk, walk.durationUs), "filter-FORWARD").emphasis, 0.0);
    }

    void theTagIsAwayWhileThePacketGlides()
    {
        const Walk walk = test::forwardedReply();
        const double from = offsetOf(walk, "mangle-FORWARD"), to = offsetOf(walk, "filter-FORWARD");
        const int mangle = diagram().indexOf(*stageWithId("mangle-FORWARD"));
        const int filter = diagram().indexOf(*stageWithId("filter-FORWARD"));
        QCOMPARE(packetOf(pictureAt(walk, from)).tagStage, mangle);
        QCOMPARE(packetOf(pictureAt(walk, to - 2)).tagStage, -1);
        QCOMPARE(packetOf(pictureAt(walk, to)).tagStage, filter);
        QCOMPARE(packetOf(pictureAt(walk, to)).tagOpacity, 1.0);
    }

    void withReducedMotionPacketsJump()
    {
        const Walk walk = test::forwardedReply();
        Scene scene;
        scene.selected = &walk;
        scene.reducedMotion = true;
        scene.playheadUs = offsetOf(walk, "filter-FORWARD") - 0.01;
        const Picture before = pictureOf(diagram(), scene);
        QCOMPARE(packetOf(before).at, at(before, "mangle-FORWARD").place.station);
        QCOMPARE(at(before, "filter-FORWARD").light, 0.0);
        QCOMPARE(before.captionMix, 0.0);
        scene.playheadUs += 0.01;
        const Picture after = pictureOf(diagram(), scene);
        QCOMPARE(packetOf(after).at, at(after, "filter-FORWARD").place.station);
        QCOMPARE(at(after, "filter-FORWARD").light, 1.0);
    }

    void aDroppedPacketEndsInAMarkAndFadesAway()
    {
        const Walk walk = test::droppedInFilter();
        const Picture end = pictureAt(walk, walk.durationUs);
        QVERIFY(at(end, "filter-FORWARD").deathMark);
        QCOMPARE(at(end, "filter-FORWARD").deathScale, 1.0);
        QCOMPARE(packetOf(end).opacity, 0.0);
        QVERIFY(packetOf(end).dropped);
        QVERIFY(end.ahead.isEmpty());
        QCOMPARE(at(end, "security-FORWARD").state, StageState::NotVisited);

        const Picture fading = pictureAt(walk, walk.durationUs - 1.2); // half of 240 ms
        QVERIFY(std::abs(packetOf(fading).opacity - 0.5) < 0.01);
        QVERIFY(at(fading, "filter-FORWARD").deathScale > 0.6);
        QVERIFY(at(fading, "filter-FORWARD").deathScale < 1);
        QVERIFY(!at(pictureAt(walk, walk.durationUs - 3), "filter-FORWARD").deathMark);
    }

    void whereForwardingIsOffThePacketDiesAtTheRoutingDecision()
    {
        const Walk walks[] = {test::forwardingOff(), test::timeToLiveRanOut()};
        for (const Walk& walk : walks) {
            const Picture end = pictureAt(walk, walk.durationUs);
            QVERIFY(at(end, "routing-in").deathMark);
            QCOMPARE(at(end, "mangle-FORWARD").state, StageState::NotVisited);
            QCOMPARE(end.walked.currentPosition(), at(end, "routing-in").place.station);
        }
    }

    void chipsFollowTheOrderInWhichThePacketMetThem()
    {
        const Walk walk = test::localIn();
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
        const Walk walk = test::localOutToTun();
        const Picture start = pictureAt(walk, walk.startUs);
        QCOMPARE(packetOf(start).at, QPointF(648, 48));
        QCOMPARE(at(start, "local-process").state, StageState::Current);
        const Picture end = pictureAt(walk, walk.durationUs);
        QCOMPARE(at(end, "tun-read").state, StageState::Current);
        QCOMPARE(at(end, "raw-PREROUTING").state, StageState::NotVisited);
    }

    void aPacketToItselfComesBackByLoopback()
    {
        const Walk walk = test::throughLoopback();
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
        const Walk reply = test::forwardedReply(), request = test::forwardedRequest();
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
        const Walk reply = test::forwardedReply();
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
        const Walk walks[] = {test::forwardedRequest(), test::forwardedReply(), test::localIn(),
                              test::localAnswer(),      test::localOutToTun(),  test::forwardingOff(),
                              test::droppedInFilter(),  test::throughLoopback()};
        for (const Walk& walk : walks) {
            for (int i = 0; i < static_cast<int>(walk.stops.size()); ++i) {
                const Caption caption = captionOf(walk, i);
                const QByteArray id =
                    QByteArray::fromStdString(stageId(walk.stops[static_cast<std::size_t>(i)].stage));
                QVERIFY2(!caption.small.isEmpty() && !caption.title.isEmpty() && !caption.body.isEmpty(), id);
                QVERIFY2(!caption.title.contains(QLatin1Char('{')) &&
                             !caption.body.contains(QLatin1Char('{')),
                         id);
                QVERIFY2(caption.title.size() < 34, id);
            }
        }
    }

    void theCaptionOfTheReplyInForward()
    {
        const Walk walk = test::forwardedReply();
        const Picture picture = pictureAt(walk, offsetOf(walk, "mangle-FORWARD"));
        QCOMPARE(picture.captionSmall, QStringLiteral("Echo reply, seq 0  ·  step 8 of 13"));
        QCOMPARE(picture.captionTitle, QStringLiteral("Forwarded to tun0"));
        QCOMPARE(picture.captionBody,
                 QStringLiteral("The TTL is one lower now. conntrack has already put the sender of "
                                "the ping back as destination."));
    }

    void theCaptionTellsOfSkipsRewritesAndDeaths()
    {
        const Walk reply = test::forwardedReply();
        QCOMPARE(pictureAt(reply, offsetOf(reply, "nat-PREROUTING")).captionTitle,
                 QStringLiteral("nat PREROUTING is skipped"));
        QCOMPARE(pictureAt(reply, offsetOf(reply, "rewrite-PREROUTING")).captionTitle,
                 QStringLiteral("The destination is rewritten"));
        const Walk dead = test::droppedInFilter();
        QCOMPARE(pictureAt(dead, dead.durationUs).captionTitle, QStringLiteral("Dropped in filter FORWARD"));
        const Walk old = test::timeToLiveRanOut();
        QCOMPARE(pictureAt(old, old.durationUs).captionTitle, QStringLiteral("The TTL ran out"));
        const Walk off = test::forwardingOff();
        QCOMPARE(pictureAt(off, off.durationUs).captionTitle,
                 QStringLiteral("Dropped at the routing decision"));
    }

    void offsetsAreWrittenShort()
    {
        QCOMPARE(offsetText(0), QStringLiteral("+0\u202fµs"));
        QCOMPARE(offsetText(13), QStringLiteral("+13\u202fµs"));
        QCOMPARE(offsetText(1200), QStringLiteral("+1.2\u202fms"));
        QCOMPARE(offsetText(52'000), QStringLiteral("+52\u202fms"));
        QCOMPARE(offsetText(3'400'000), QStringLiteral("+3.4\u202fs"));
    }

    void thePacketStandsAtTheLastStopThatIsNotLaterAndNeverAtASkippedOne()
    {
        const Walk walk = test::forwardedReply();
        QCOMPARE(stopAt(Walk{}, 0), -1);
        QCOMPARE(stopAt(walk, walk.startUs - 100), 0);
        QCOMPARE(stopAt(walk, walk.durationUs + 100), static_cast<int>(walk.stops.size()) - 1);
        const int atSkip = stopAt(walk, offsetOf(walk, "nat-PREROUTING"));
        QVERIFY(walk.stops[static_cast<std::size_t>(atSkip)].stage == *stageWithId("mangle-PREROUTING"));
    }

    void aWalkWithoutAKnownPlaceDrawsNoPacket()
    {
        Walk walk;
        walk.title = "packet";
        Stop stop;
        stop.stage = Stage::of(StageKind::Unplaced);
        walk.stops.push_back(stop);
        const Picture picture = pictureAt(walk, 0);
        QVERIFY(picture.packets.empty());
        QVERIFY(picture.walked.isEmpty());
    }
};

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
