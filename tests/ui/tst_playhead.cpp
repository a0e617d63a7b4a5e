// SPDX-License-Identifier: GPL-3.0-or-later
// The playhead moves by its own clock, in one of three kinds of time, steps from stop to stop and never leaves
// the way.
#include "support/fakeclock.h"
#include "support/testprogram.h"
#include "ui/playback/playhead.h"
#include "ui/playback/transportbar.h"

#include <cmath>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using ui::Pacing;
using ui::Playhead;
using ui::TimeKind;

namespace
{

bool isNear(double a, double b)
{
    return std::abs(a - b) < 0.51;
}

} // namespace

class TestPlayhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trueTimePlaysAtTheChosenSpeedAndEnds()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setKind(TimeKind::True);
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

    void evenTimeGivesEveryStepTheSame()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        QCOMPARE(playhead.kind(), TimeKind::Even);
        playhead.setStops({0, 5, 5, 5'000'000});
        playhead.play();
        for (int stop = 0; stop < 3; ++stop) {
            QCOMPARE(playhead.stop(), stop);
            clock.run(playhead, 600);
        }
        QCOMPARE(playhead.stop(), 3);
        playhead.toFirst();
        playhead.setSpeed(4);
        playhead.play();
        clock.run(playhead, 160);
        QCOMPARE(playhead.stop(), 1);
    }

    void stretchedTimeFollowsItsFormula_data()
    {
        QTest::addColumn<double>("gap");
        QTest::addColumn<double>("shown");
        QTest::newRow("none") << 0.0 << 250.0;
        QTest::newRow("1 µs") << 1.0 << 304.0;
        QTest::newRow("4 µs") << 4.0 << 375.0;
        QTest::newRow("31 µs") << 31.0 << 519.0;
        QTest::newRow("275 µs") << 275.0 << 686.0;
        QTest::newRow("1 ms") << 1e3 << 786.0;
        QTest::newRow("1 s") << 1e6 << 1321.0;
        QTest::newRow("10 s") << 1e7 << 1500.0;
        QTest::newRow("an hour") << 3.6e9 << 1500.0;
    }
    void stretchedTimeFollowsItsFormula()
    {
        QFETCH(double, gap);
        QFETCH(double, shown);
        QVERIFY2(isNear(ui::stretchedMs(gap), shown), qPrintable(QString::number(ui::stretchedMs(gap))));
        const Pacing pacing(TimeKind::Stretched, {0, gap, gap + 1}, 1);
        QVERIFY(isNear(pacing.moments()[1], shown));
        QVERIFY(isNear(pacing.endMs(), shown + 304));
    }

    void placesBetweenStopsGoThereAndBack()
    {
        for (const auto kind : {TimeKind::True, TimeKind::Even, TimeKind::Stretched}) {
            const Pacing pacing(kind, {-4, 0, 7, 7, 300}, 1000);
            for (const double us : {-4.0, -1.0, 3.5, 7.0, 100.0, 300.0})
                QVERIFY(std::abs(pacing.usAt(pacing.msAt(us)) - us) < 1e-6);
            QCOMPARE(pacing.stopAt(pacing.msAt(7)), 3); // the last of two at a time
            QCOMPARE(pacing.usAt(-5), -4.0);
            QCOMPARE(pacing.usAt(1e9), 300.0);
        }
        QCOMPARE(Pacing().stopAt(0), -1);
    }

    void anotherKindOfTimeKeepsThePlace()
    {
        Playhead playhead;
        playhead.setStops({0, 5, 5, 100});
        playhead.setPosition(600 + 600 + 150); // a quarter of the way behind the third stop
        for (const auto kind : {TimeKind::Stretched, TimeKind::True, TimeKind::Even}) {
            playhead.setKind(kind);
            QCOMPARE(playhead.stop(), 2);
            QVERIFY(isNear(playhead.positionUs(), 28.75));
        }
        QVERIFY(isNear(playhead.positionMs(), 1350));
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
        Playhead playhead;
        playhead.setStops({-4, 0, 0, 7});
        playhead.toFirst();
        playhead.stepBack();
        QCOMPARE(playhead.stop(), 0);
        for (int stop = 1; stop <= 3; ++stop) { // also to one of the same time
            playhead.stepForward();
            QCOMPARE(playhead.stop(), stop);
        }
        playhead.stepForward();
        QCOMPARE(playhead.positionUs(), 7.0);
        playhead.setPosition(playhead.positionMs() - 100);
        playhead.stepBack();
        QCOMPARE(playhead.stop(), 2);
        QCOMPARE(playhead.positionUs(), 0.0);
    }

    void steppingPauses()
    {
        Playhead playhead;
        playhead.setStops({0, 5, 9});
        playhead.play();
        QVERIFY(playhead.isPlaying());
        playhead.stepForward();
        QVERIFY(!playhead.isPlaying());
    }

    void aPauseSettlesOnTheNearestStop()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 5, 9});
        playhead.play();
        clock.run(playhead, 200);
        playhead.toggle();
        QVERIFY(!playhead.isPlaying());
        QCOMPARE(playhead.positionUs(), 0.0);
        playhead.toggle();
        clock.run(playhead, 400);
        playhead.toggle();
        QCOMPARE(playhead.positionUs(), 5.0);
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
        playhead.toggle();
        playhead.stepForward();
        playhead.stepBack();
        QCOMPARE(playhead.positionUs(), 0.0);
        QCOMPARE(playhead.stop(), -1);
    }

    void aWayThatGrowsKeepsItsPosition()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 5, 5, 8});
        playhead.play();
        clock.run(playhead, 800);
        const double before = playhead.positionUs();
        const int stop = playhead.stop();
        playhead.setStops({0, 5, 5, 8, 9, 12}); // more behind it
        QCOMPARE(playhead.positionUs(), before);
        QCOMPARE(playhead.stop(), stop);
        QVERIFY(playhead.isPlaying());
        clock.run(playhead, 1000);
        const double then = playhead.positionUs();
        playhead.setStops({-3, 0, 5, 5, 6, 8, 9, 12}); // and before it
        QVERIFY(std::abs(playhead.positionUs() - then) < 1e-6);
    }

    void automaticSpeedIsARoundNumberThatLastsAboutSixSeconds()
    {
        Playhead playhead;
        playhead.setKind(TimeKind::True);
        playhead.setStops({0, 26});
        QCOMPARE(playhead.effectiveSlowdown(), 200'000);
        playhead.setStops({0, 348});
        QCOMPARE(playhead.effectiveSlowdown(), 20'000);
        QCOMPARE(playhead.pacing().endMs(), 6960.0);
        playhead.setSlowdown(1'000);
        QCOMPARE(playhead.effectiveSlowdown(), 1'000);
        QCOMPARE(playhead.pacing().endMs(), 348.0);
    }

    void fasterAndSlowerGoThroughTheSpeeds()
    {
        Playhead playhead;
        for (int i = 0; i < 9; ++i)
            playhead.slower();
        QCOMPARE(playhead.speed(), 0.25);
        playhead.faster();
        QCOMPARE(playhead.speed(), 0.5);
        playhead.setKind(TimeKind::True);
        QCOMPARE(playhead.speed(), 1.0);
        playhead.faster();
        QCOMPARE(playhead.slowdown(), ui::slowdowns()[1]);
    }

    void theBarChoosesKindAndSpeed()
    {
        const ui::Appearance appearance;
        Playhead playhead;
        ui::TransportBar bar(appearance, playhead);
        bar.show();
        auto* stretched = bar.findChild<QPushButton*>(QStringLiteral("kind3"));
        QTest::mouseClick(stretched, Qt::LeftButton);
        QCOMPARE(playhead.kind(), TimeKind::Stretched);
        QVERIFY(stretched->isChecked());
        auto* speed = bar.findChild<QComboBox*>(QStringLiteral("speed"));
        QCOMPARE(speed->currentText(), QStringLiteral("1×"));
        playhead.faster();
        QCOMPARE(speed->currentText(), QStringLiteral("2×"));
        playhead.setKind(TimeKind::True);
        QCOMPARE(speed->count(), static_cast<int>(ui::slowdowns().size()));
        QCOMPARE(speed->currentIndex(), 0);
    }

    void aStalledLoopDoesNotLeap()
    {
        const test::FakeClock clock;
        Playhead playhead(clock.clock());
        playhead.setStops({0, 1000});
        playhead.play();
        clock.tick(playhead, 60'000);
        QVERIFY(playhead.positionMs() <= 100);
    }
};

HOOKWALK_TEST(TestPlayhead)
#include "tst_playhead.moc"
