// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine: the axis in three kinds of time, zoom, scrubbing, jumps, flags, live and frozen, with real keys and
// a real mouse.
#include "support/loglines.h"
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/timeline/overview.h"
#include "ui/timeline/ruler.h"

#include <cmath>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

bool isClose(double a, double b, double by = 1e-6)
{
    return std::abs(a - b) <= by;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void init()
    {
        open(QStringLiteral("kernel-6.18-forward.kmsg"));
        m_window->playhead().setKind(TimeKind::Even);
        m_window->diagram().setFocus();
        m_window->showMoment(0, 0);
        scale().showAll();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void columnsHaveWhatTheirTextsNeedBeforeTheLanes()
    {
        using M = TimelineModel;
        const auto cut = [this](int column) {
            const int left = view().columnViewportPosition(column), right = left + view().columnWidth(column);
            QStringList texts;
            for (const auto& line : test::paintedBy(*view().viewport())) {
                if (line.place.left() >= left && line.place.left() < right && line.text.contains(u'…'))
                    texts << line.text;
            }
            return texts.join(u'\n');
        };
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
            m_window->resize(size);
            QCoreApplication::processEvents();
            QVERIFY(view().lanesShown());
            QVERIFY(view().columnWidth(M::Lane) >= 240);
            QCOMPARE(cut(M::Route), QString());
            QCOMPARE(cut(M::Time), QString());
            QCOMPARE(cut(M::Duration), QString());
        }
        QCOMPARE(cut(M::Packet) + cut(M::Ending), QString()); // the larger one has room for all
    }

    // As in a lab: the last record is a frame's, whose clock is a little behind that of the first.
    void aWayWhoseLastRecordIsOfAnotherClockIsInView()
    {
        for (const char* name : {"drop", "ttl", "udp"}) {
            open(QStringLiteral("../streams/%1.kmsg").arg(QLatin1String(name)));
            const Document& document = m_window->document();
            for (auto packet = document.first(); packet < document.count(); ++packet) {
                const auto& stops = scale().stopsOf(packet);
                QCOMPARE(stops.size(), document.walk(packet)->stops.size());
                QVERIFY2(stops.front() >= 0 && stops.back() <= scale().width(), name);
                QVERIFY2(document.lastTimeUs(packet) >= document.firstTimeUs(packet), name);
            }
        }
    }

    void theStretchedAxisFollowsTheFormulaAndLeadsBack()
    {
        const std::vector<double> times{0, 0, 4, 1'000'004, 99'000'000};
        const TimeAxis axis(TimeKind::Stretched, {-10, 1e8}, times);
        for (std::size_t event = 1; event < times.size(); ++event)
            QVERIFY(isClose(axis.placeOf(event) - axis.placeOf(event - 1),
                            stretchedMs(times[event] - times[event - 1])));
        QVERIFY(isClose(axis.placeOf(4) - axis.placeOf(3), 1500)); // never more
        for (const double us : {-10.0, -3.0, 0.0, 2.0, 4.0, 5e5, 5e7, 1e8})
            QVERIFY2(isClose(axis.usAt(axis.placeAt(us)), us, 1e-3), qPrintable(QString::number(us)));
        QVERIFY(axis.placeAt(-11) < 0 && axis.placeAt(2e8) > axis.end());
        for (std::size_t event = 0; event < times.size(); ++event)
            QCOMPARE(axis.nearest(axis.placeOf(event)), event);
        const double half = (axis.placeOf(0) + axis.placeOf(1)) / 2; // the same microsecond
        QCOMPARE(axis.nearest(half - 1), 0U);
        QCOMPARE(axis.nearest(half + 1), 1U);
    }

    void evenStepsAreEvenAndTrueOnesTrue()
    {
        const TimeAxis even(TimeKind::Even, {0, 1000}, {0, 1, 900});
        QVERIFY(isClose(even.placeOf(2) - even.placeOf(1), 600));
        QVERIFY(isClose(even.placeOf(1) - even.placeOf(0), 600));
        const TimeAxis real(TimeKind::True, {0, 1000}, {0, 1, 900});
        QVERIFY(isClose(real.placeAt(250), 250));
        QCOMPARE(real.nearest(600), 2U);
        // Too many: one stands for several, and the axis is about as long as with each.
        std::vector<double> all, tenth;
        for (int i = 0; i <= 1000; ++i)
            all.push_back(i * 50);
        for (int i = 0; i <= 1000; i += 10)
            tenth.push_back(i * 50);
        const double whole = TimeAxis(TimeKind::Stretched, {0, 5e4}, all).end();
        QVERIFY(isClose(TimeAxis(TimeKind::Stretched, {0, 5e4}, tenth, 10).end(), whole, whole / 1000));
        QCOMPARE(roundStep(0.3), 0.5);
        QCOMPARE(roundStep(21), 50.0);
        QCOMPARE(roundStep(100), 100.0);
    }

    void flagsAreSortedAndBelongToTheirRecords()
    {
        Flags flags;
        QSignalSpy changed(&flags, &Flags::changed);
        flags.set(7, "late\nnote");
        flags.set(3, {});
        QCOMPARE(flags.all(), (std::vector<Flag>{{3, ""}, {7, "late note"}}));
        QCOMPARE(flags.behind(3)->record, 7U);
        QCOMPARE(flags.before(7)->record, 3U);
        QVERIFY(!flags.before(3) && !flags.behind(7) && !flags.at(5));
        flags.setAll({{9, "b"}, {2, "a"}, {9, "c"}});
        QCOMPARE(flags.all(), (std::vector<Flag>{{2, "a"}, {9, "b"}}));
        flags.keep([](const Flag& flag) { return flag.record >= 5; });
        flags.remove(9);
        QVERIFY(flags.all().empty());
        QCOMPARE(changed.count(), 5);
    }

    void eachKindOfTimeShowsEachStepInOrder()
    {
        for (const TimeKind kind : {TimeKind::True, TimeKind::Even, TimeKind::Stretched}) {
            m_window->playhead().setKind(kind);
            QCOMPARE(scale().axis().kind(), kind);
            const auto stops = scale().stopsOf(0);
            QCOMPARE(stops.size(), m_window->selection().walk()->stops.size());
            QVERIFY(std::ranges::is_sorted(stops));
            QVERIFY(stops.front() >= 0 && stops.back() <= scale().width());
            if (kind == TimeKind::Even)
                QVERIFY(isClose(stops[2] - stops[1], stops[1] - stops[0], 0.01));
        }
    }

    void theRulerScrubsBothWaysAndTheDiagramFollows()
    {
        Ruler& ruler = view().ruler();
        const auto stops = scale().stopsOf(0);
        const auto at = [&](std::size_t stop) { return QPoint(qRound(stops[stop]), 10); };
        QTest::mousePress(&ruler, Qt::LeftButton, {}, at(2));
        QCOMPARE(m_window->selection().stop(), 2);
        QTest::mouseMove(&ruler, at(6));
        QCOMPARE(m_window->selection().stop(), 6);
        QTRY_COMPARE(m_window->diagram().picture().currentStop, 6);
        QTest::mouseMove(&ruler, at(1));
        QCOMPARE(m_window->selection().stop(), 1);
        const auto other = scale().stopsOf(3); // on into the other packets
        QTest::mouseMove(&ruler, QPoint(qRound(other.back()), 10));
        QCOMPARE(m_window->selection().traversal(), 3U);
        QTest::mouseMove(&ruler, at(0));
        QCOMPARE(m_window->selection().traversal(), 0U);
        QTest::mouseRelease(&ruler, Qt::LeftButton, {}, at(0));
        QVERIFY(!m_window->playhead().isPlaying());
        ruler.setFocus();
        QTest::keyClick(&ruler, Qt::Key_Right);
        QCOMPARE(m_window->selection().stop(), 1);
        QVERIFY(m_window->findChild<QLabel*>(QStringLiteral("packetPlace"))->text() ==
                QStringLiteral("packet 1 of 4"));
        QVERIFY(ruler.accessibleDescription().contains(QStringLiteral("Step 2 of")));
    }

    void zoomLeavesTheRowsAndAFilterTheWindow()
    {
        QTest::keyClick(&m_window->diagram(), Qt::Key_Plus);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Plus);
        QVERIFY(!scale().isAll());
        QCOMPARE(view().model()->rowCount(), 4);
        const TimeSpan window = scale().window();
        m_window->filter().setFilter(*query::parseFilter("-answered"));
        QCOMPARE(view().model()->rowCount(), 2);
        QCOMPARE(scale().window(), window);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(scale().window(), window);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Minus);
        QVERIFY(scale().window().length() > window.length());
        QTest::keyClick(&m_window->diagram(), Qt::Key_0);
        QVERIFY(scale().isAll());
        QCOMPARE(view().model()->rowCount(), 4);
    }

    void theWheelZoomsAtThePointer()
    {
        m_window->playhead().setKind(TimeKind::True);
        const double x = scale().width() / 4, us = scale().usAt(x);
        auto* under = view().viewport();
        const QPointF at(view().columnViewportPosition(TimelineModel::Lane) + x, 30);
        QWheelEvent turn(at, under->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(under, &turn);
        QVERIFY(!scale().isAll());
        QVERIFY2(isClose(scale().usAt(x), us, scale().window().length() / 100),
                 qPrintable(QString::number(us)));
    }

    void theOverviewsHandlesAndTheArrowMoveTheWindow()
    {
        auto* overview = m_window->findChild<Overview*>();
        QTRY_VERIFY(!overview->isReading());
        QCOMPARE(overview->density().sum(0, 4'000'000'000'000).all, 4U);
        const int width = overview->width();
        QTest::mousePress(overview, Qt::LeftButton, {}, QPoint(width - 4, 10)); // the handle outside of it
        QTest::mouseMove(overview, QPoint(width / 4, 10));
        QTest::mouseRelease(overview, Qt::LeftButton, {}, QPoint(width / 4, 10));
        QVERIFY(isClose(scale().window().length(), scale().all().length() / 4, scale().all().length() / 50));
        QVERIFY(overview->inWords().contains(QStringLiteral("in view, of")));
        // The last packet is out of it: its arrow brings it in.
        QVERIFY(scale().beginOf(3) > scale().window().end);
        const auto lane = view().visualRect(view().model()->index(3, TimelineModel::Lane));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {},
                          QPoint(lane.right() - 20, lane.center().y()));
        QVERIFY(scale().window().has(scale().beginOf(3)));
        QCOMPARE(m_window->selection().traversal(), 3U);
    }

    void aMarkOfALaneLeadsToItsStep()
    {
        const auto stops = scale().stopsOf(1);
        const auto lane = view().visualRect(view().model()->index(1, TimelineModel::Lane));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {},
                          QPoint(lane.left() + qRound(stops[4]), lane.center().y()));
        QCOMPARE(m_window->selection().traversal(), 1U);
        QCOMPARE(m_window->selection().stop(), 4);
    }

    void jumpsWalkWhatTheFilterLeaves()
    {
        const auto packet = [this] { return m_window->selection().traversal(); };
        const auto press = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(&m_window->diagram(), key, modifiers);
        };
        press(Qt::Key_K); // the reply, by its addresses
        QCOMPARE(packet(), 1U);
        press(Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(packet(), 0U);
        const auto isAtRewrite = [this] {
            const auto stop = static_cast<std::size_t>(m_window->selection().stop());
            return m_window->selection().walk()->stops[stop].stage.kind == StageKind::AddressRewrite;
        };
        press(Qt::Key_N);
        QVERIFY(packet() == 0U && isAtRewrite());
        press(Qt::Key_N);
        QVERIFY(packet() == 1U && isAtRewrite());
        press(Qt::Key_N, Qt::ShiftModifier);
        QVERIFY(packet() == 0U && isAtRewrite());
        press(Qt::Key_N, Qt::ShiftModifier);
        QVERIFY(m_window->messages().text().contains(QStringLiteral("No address")));
        QVERIFY(packet() == 0U && isAtRewrite());
        m_window->filter().setFilter(*query::parseFilter("answered")); // the requests alone
        press(Qt::Key_K);
        QCOMPARE(packet(), 2U);
        press(Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(packet(), 0U);
        press(Qt::Key_N);
        QVERIFY(packet() != 1U); // the reply is filtered out
        press(Qt::Key_BracketRight);
        QVERIFY(m_window->messages().text().contains(QStringLiteral("No drop")));
        m_window->filter().setFilter({});
    }

    void aFlagIsSetFoundAndRemovedByKeys()
    {
        auto* button = m_window->findChild<QToolButton*>(QStringLiteral("flag"));
        m_window->showMoment(1, 2);
        QTest::keyClick(&m_window->diagram(), Qt::Key_B);
        QVERIFY(button->isChecked());
        m_window->showMoment(0, 0);
        QVERIFY(!button->isChecked());
        QTest::keyClick(&m_window->diagram(), Qt::Key_BracketRight, Qt::ControlModifier);
        QCOMPARE(m_window->selection().traversal(), 1U);
        QVERIFY(button->isChecked());
        m_window->showMoment(3, 0);
        QTest::keyClick(&m_window->diagram(), Qt::Key_BracketLeft, Qt::ControlModifier);
        QCOMPARE(m_window->selection().traversal(), 1U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Delete);
        QVERIFY(!button->isChecked());
    }

    // The nearest record before it has the flag, which is not taken from there.
    void aStepWithoutARecordRemovesNoFlagOfAnother()
    {
        const auto& stops = m_window->selection().walk()->stops;
        const auto inferred = std::ranges::find(stops.begin() + 1, stops.end(), noIndex, &Stop::event);
        QVERIFY(inferred != stops.end());
        m_window->showMoment(0, static_cast<int>(inferred - stops.begin()));
        for (int press = 0; press < 2; ++press)
            QTest::keyClick(&m_window->diagram(), Qt::Key_B);
        QVERIFY(m_window->flags().all().size() == 1U && m_window->messages().text().startsWith(u"No record"));
        m_window->flags().setAll({});
    }

    void aLoopPlaysAgain()
    {
        QTest::keyClick(&m_window->diagram(), Qt::Key_L);
        m_window->playhead().toLast();
        Q_EMIT m_window->playhead().finished();
        QVERIFY(m_window->playhead().isPlaying());
        QCOMPARE(m_window->selection().traversal(), 0U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_L, Qt::ShiftModifier);
        Q_EMIT m_window->playhead().finished();
        QCOMPARE(m_window->selection().traversal(), 1U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_L, Qt::ShiftModifier);
        m_window->playhead().pause();
    }

    void aPersonsActFreezesALiveListAndLiveGoesOn()
    {
        auto* live = m_window->findChild<QWidget*>(QStringLiteral("liveOn"));
        QVERIFY(!live->isVisible()); // a file has no Live
        m_window->showLab();
        test::LogLines log;
        const auto come = [&](int from, int to) {
            const auto before = log.text().size();
            for (int id = from; id < to; ++id)
                log.at("raw PREROUTING", {"tun0", "", "192.168.69.1", "203.0.113.29", 64, id, 8, id});
            m_window->document().append(log.text().substr(before));
        };
        come(0, 3);
        QVERIFY(live->isVisible());
        QCOMPARE(view().model()->rowCount(), 3);
        m_window->selection().select(0);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Right);
        come(3, 5);
        QCOMPARE(view().model()->rowCount(), 3);
        auto* newer = m_window->findChild<QLabel*>(QStringLiteral("newer"));
        QVERIFY2(newer->text().contains(QStringLiteral("2 newer, not shown")), qPrintable(newer->text()));
        Q_EMIT newer->linkActivated({});
        QCOMPARE(view().model()->rowCount(), 5);
        QCOMPARE(m_window->selection().traversal(), 4U);
        come(5, 6);
        QCOMPARE(view().model()->rowCount(), 6);
    }

    void anotherOrderFoldsTheLanes()
    {
        auto* head = view().horizontalHeader();
        const auto click = [&](int column) {
            QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                              QPoint(head->sectionViewportPosition(column) + 20, 10));
        };
        QVERIFY(view().lanesShown());
        click(TimelineModel::Duration);
        QVERIFY(!view().lanesShown());
        click(TimelineModel::Time);
        QVERIFY(view().lanesShown());
    }

private:
    TimelineView& view() const { return *m_window->findChild<TimelineView*>(); }
    LaneScale& scale() const { return view().scale(); }
    void open(const QString& name)
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + name);
        QTRY_COMPARE(opened.count(), 1);
        m_window->playhead().pause();
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestTimeline)
#include "tst_timeline.moc"
