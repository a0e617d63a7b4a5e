// SPDX-License-Identifier: GPL-3.0-or-later
// The playhead moves by its own clock, steps from stop to stop and never leaves the way.
#include "support/fakeclock.h"
#include "support/testprogram.h"
#include "ui/playback/playhead.h"

#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using ui::Playhead;

class TestPlayhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itPlaysAtTheChosenSpeedAndEnds()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({-4, 0, 7, 13, 26});
        playhead.setSlowdown(100'000); // 10 µs a second
        playhead.toFirst();
        QSignalSpy finished(&playhead, &Playhead::finished);
        playhead.play();
        clock.run(playhead, 1000);
        QCOMPARE(qRound(playhead.positionUs()), 6);
        QVERIFY(playhead.isPlaying());
        clock.run(playhead, 4000);
        QVERIFY(!playhead.isPlaying());
        QVERIFY(playhead.atEnd());
        QCOMPARE(finished.count(), 1);
    }

    void playAtTheEndBeginsAgain()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 5});
        playhead.toLast();
        playhead.play();
        QCOMPARE(playhead.positionUs(), 0.0);
    }

    void itStepsFromStopToStop()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({-4, 0, 7});
        playhead.toFirst();
        playhead.stepBack();
        QCOMPARE(playhead.positionUs(), -4.0);
        playhead.stepForward();
        QCOMPARE(playhead.positionUs(), 0.0);
        playhead.setPosition(3);
        playhead.stepForward();
        QCOMPARE(playhead.positionUs(), 7.0);
        playhead.stepForward();
        QCOMPARE(playhead.positionUs(), 7.0);
        playhead.setPosition(3);
        playhead.stepBack();
        QCOMPARE(playhead.positionUs(), 0.0);
    }

    void steppingPauses()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 5, 9});
        playhead.play();
        QVERIFY(playhead.isPlaying());
        playhead.stepForward();
        QVERIFY(!playhead.isPlaying());
    }

    void itStaysOnTheWay()
    {
        Playhead playhead;
        playhead.setStops({-4, 20});
        playhead.setPosition(1e9);
        QCOMPARE(playhead.positionUs(), 20.0);
        playhead.setPosition(-1e9);
        QCOMPARE(playhead.positionUs(), -4.0);
        playhead.setStops({});
        QCOMPARE(playhead.positionUs(), 0.0);
        playhead.play();
        QVERIFY(!playhead.isPlaying());
        playhead.stepForward();
        playhead.stepBack();
        QCOMPARE(playhead.positionUs(), 0.0);
    }

    void aWayThatGrowsKeepsItsPosition()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 5});
        playhead.play();
        clock.tick(playhead, 20);
        const double before = playhead.positionUs();
        playhead.setStops({0, 5, 9, 12});
        QCOMPARE(playhead.positionUs(), before);
        QVERIFY(playhead.isPlaying());
    }

    void automaticSpeedIsARoundNumberThatLastsAboutFiveSeconds()
    {
        Playhead playhead;
        playhead.setStops({0, 26});
        QCOMPARE(playhead.effectiveSlowdown(), 200'000);
        playhead.setStops({0, 348});
        QCOMPARE(playhead.effectiveSlowdown(), 10'000);
        playhead.setSlowdown(1'000);
        QCOMPARE(playhead.effectiveSlowdown(), 1'000);
        QCOMPARE(playhead.usPerSecond(), 1000.0);
    }

    void aStalledLoopDoesNotLeap()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 1000});
        playhead.setSlowdown(1'000'000); // 1 µs a second
        playhead.play();
        clock.tick(playhead, 60'000);
        QVERIFY(playhead.positionUs() <= 0.2);
    }
};

HOOKWALK_TEST(TestPlayhead)
#include "tst_playhead.moc"
