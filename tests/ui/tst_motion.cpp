// SPDX-License-Identifier: GPL-3.0-or-later
// How the picture changes with the playhead: it is a pure function of it, so it can be held at any moment.
#include "support/pictures.h"
#include "support/testprogram.h"
#include "ui/diagram/pathsplit.h"

using namespace hookwalk;
using namespace hookwalk::test;

namespace
{

bool same(const Picture& a, const Picture& b)
{
    return a.stages == b.stages && a.walked == b.walked && a.ahead == b.ahead && a.packets == b.packets &&
           a.notes == b.notes && a.currentStop == b.currentStop && a.caption == b.caption &&
           a.captionMix == b.captionMix && a.cardsOnRoute == b.cardsOnRoute &&
           a.edgesOnRoute == b.edgesOnRoute;
}

} // namespace

class TestMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRouteIsSplitAtThePlayhead()
    {
        const Walk walk = forwardedReply();
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
        const Walk walks[] = {forwardedReply(), droppedInFilter(), throughLoopback()};
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
        const Walk walk = forwardedRequest();
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
        const Walk walk = forwardedReply();
        const double from = offsetOf(walk, "mangle-FORWARD"), to = offsetOf(walk, "filter-FORWARD");
        Scene scene;
        scene.selected = &walk;
        scene.perSecond = 1000; // 5 µs are 5 ms
        scene.playhead = (from + to) / 2;
        const Picture picture = pictureOf(diagram(), scene);
        const QPointF middle =
            (at(picture, "mangle-FORWARD").place.station + at(picture, "filter-FORWARD").place.station) / 2;
        QVERIFY(distance(packetOf(picture).at, middle) < 0.5);
    }

    void aChipLightsUpInTheLast160MillisecondsBeforeItsEvent()
    {
        const Walk walk = forwardedReply();
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
        const Walk walk = forwardedReply();
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
        const Walk walk = forwardedReply();
        Scene scene;
        scene.selected = &walk;
        scene.reducedMotion = true;
        scene.playhead = offsetOf(walk, "filter-FORWARD") - 0.01;
        const Picture before = pictureOf(diagram(), scene);
        QCOMPARE(packetOf(before).at, at(before, "mangle-FORWARD").place.station);
        QCOMPARE(at(before, "filter-FORWARD").light, 0.0);
        QCOMPARE(before.captionMix, 0.0);
        scene.playhead += 0.01;
        const Picture after = pictureOf(diagram(), scene);
        QCOMPARE(packetOf(after).at, at(after, "filter-FORWARD").place.station);
        QCOMPARE(at(after, "filter-FORWARD").light, 1.0);
    }

    void aDroppedPacketEndsInAMarkAndFadesAway()
    {
        const Walk walk = droppedInFilter();
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

    void thePacketStandsAtTheLastStopThatIsNotLaterAndNeverAtASkippedOne()
    {
        const Walk walk = forwardedReply();
        QCOMPARE(stopAt(Walk{}, 0), -1);
        QCOMPARE(stopAt(walk, walk.startUs - 100), 0);
        QCOMPARE(stopAt(walk, walk.durationUs + 100), static_cast<int>(walk.stops.size()) - 1);
        const int atSkip = stopAt(walk, offsetOf(walk, "nat-PREROUTING"));
        QVERIFY(walk.stops[static_cast<std::size_t>(atSkip)].stage == *stageWithId("mangle-PREROUTING"));
    }
};

HOOKWALK_TEST(TestMotion)
#include "tst_motion.moc"
