// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes and the playhead: what is painted as it moves, and that it stays in view.
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/theme/text.h"
#include "ui/timeline/overview.h"
#include "ui/timeline/pathmarks.h"
#include "ui/timeline/ruler.h"
#include "words/times.h"

#include <cmath>
#include <QLabel>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

// What is painted of a widget.
class Painted : public QObject
{
public:
    explicit Painted(QWidget* widget)
        : m_widget(widget)
    {
        widget->installEventFilter(this);
    }
    bool covers(const QRect& rect) const
    {
        return QRegion(rect & m_widget->rect()).subtracted(m_region).isEmpty();
    }
    void forget()
    {
        m_widget->repaint(); // nothing is left to be painted
        m_region = {};
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            m_region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }

private:
    QWidget* m_widget;
    QRegion m_region;
};

} // namespace

class TestLanes : public QObject
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
    void cleanup() { view().setRowKind(RowKind::Packets); }
    void cleanupTestCase()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void theWalkedPartIsPaintedAnewAtEachStep()
    {
        Painted painted(view().viewport());
        const auto press = [&](Qt::Key key) {
            QCoreApplication::processEvents();
            painted.forget();
            QTest::keyClick(&m_window->diagram(), key);
        };
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_End, Qt::Key_Left, Qt::Key_Home}) {
            press(key);
            QTRY_VERIFY2(painted.covers(lane(0)), qPrintable(QKeySequence(key).toString()));
        }
        view().setRowKind(RowKind::Opened); // the connection's row shows its packets, too
        QTRY_VERIFY(view().model()->rowCount() > 4);
        press(Qt::Key_Right);
        QTRY_VERIFY(painted.covers(lane(0)) && painted.covers(lane(1)));
        view().setRowKind(RowKind::Connections);
        QTRY_VERIFY(view().model()->rowCount() < 4);
        press(Qt::Key_K); // another packet of the same row
        QCOMPARE(m_window->selection().traversal(), 1U);
        QTRY_VERIFY(painted.covers(lane(0)));
    }

    void theWindowFollowsThePlayhead()
    {
        Playhead& playhead = m_window->playhead();
        for (const TimeKind kind : {TimeKind::True, TimeKind::Even, TimeKind::Stretched}) {
            playhead.setKind(kind);
            m_window->showMoment(0, 0);
            lookAt(placeOf(0, 0));
            const double length = scale().window().length();
            for (const bool isEnd : {true, false}) {
                isEnd ? playhead.toLast() : playhead.toFirst();
                QVERIFY(scale().window().has(placeOf(0, playhead.stop())));
                QVERIFY(scale().playheadX());
                QVERIFY(std::abs(scale().window().length() - length) < 1e-3);
            }
            playhead.play(); // out of the window, which goes with it
            playhead.setPosition(playhead.pacing().endMs() - 1);
            QVERIFY(scale().playheadX());
            playhead.pause();
        }
    }

    void aPersonLooksElsewhereWhileItPlays()
    {
        Playhead& playhead = m_window->playhead();
        playhead.play();
        lookAt(placeOf(3, 0));
        const TimeSpan window = scale().window();
        playhead.setPosition(playhead.pacing().moments()[2]);
        QCOMPARE(scale().window(), window);
        playhead.stepForward();
        QVERIFY(scale().window().has(placeOf(0, 3)));
    }

    // Wherever the playhead stood on the way of the packet before.
    void aPacketThatBeginsInViewLeavesTheWindow()
    {
        m_window->playhead().toLast();
        lookAt(placeOf(1, 0));
        scale().reveal(1);
        const TimeSpan window = scale().window();
        QVERIFY(!window.has(placeOf(1, static_cast<int>(m_window->document().walk(1)->stops.size()) - 1)));
        m_window->selection().select(1);
        QVERIFY(std::abs(scale().window().begin - window.begin) < 1e-3);
        QCOMPARE(m_window->playhead().stop(), 0);
    }

    // Frames and the kernel's log have clocks of their own, far from each other for a window of some microseconds.
    void aRecordStandsWhereItsStepDoes()
    {
        open(QStringLiteral("../streams/ttl.kmsg"));
        const Document& document = m_window->document();
        double farthest = 0;
        for (auto packet = document.first(); packet < document.count(); ++packet) {
            const auto walk = document.walk(packet);
            for (std::size_t stop = 0; stop < walk->stops.size(); ++stop) {
                const auto record = walk->stops[stop].event;
                if (record == noIndex)
                    continue;
                const double us = placeOf(packet, static_cast<int>(stop));
                const auto told = static_cast<double>(document.trace().events()[record].timeUs);
                farthest = std::max(farthest, std::abs(told - us));
                lookAt(us);
                const auto x = scale().xOfRecord(record);
                QVERIFY2(x && *x >= 0 && *x <= scale().width(), qPrintable(QString::number(record)));
                QCOMPARE(*x, scale().stopsOf(packet)[stop]);
                lookAt(us + 40);
                QCOMPARE(scale().xOfRecord(record).has_value(), scale().window().has(us));
            }
        }
        QVERIFY2(farthest > 15, qPrintable(QString::number(farthest)));
    }

    // Its last step is inferred behind the last record: it has a place there, but no later time.
    void theRulerAndTheTransportTellTheSameTime()
    {
        const auto* time = m_window->findChild<QLabel*>(QStringLiteral("time"));
        m_window->showMoment(1, 0);
        const Walk& walk = *m_window->selection().walk();
        QVERIFY(*seenForUs(walk) < walk.durationUs);
        for (int stop = 0; stop < static_cast<int>(walk.stops.size()); ++stop) {
            m_window->playhead().goTo(stop);
            const QString told = view().ruler().handleText();
            QVERIFY2(time->text().startsWith(told + QStringLiteral(" ·")), qPrintable(time->text()));
        }
        QCOMPARE(view().ruler().handleText(), qt(words::offset(*seenForUs(walk))));
    }

    // What is in view is said first, and when all begins and ends where it does not run into that.
    void narrowTheOverviewSaysLess()
    {
        auto* overview = m_window->findChild<Overview*>();
        scale().setWindow({scale().all().begin, scale().all().begin + scale().all().length() / 3});
        std::size_t least = 3;
        for (const int width : {900, 360, 300, 240, 180, 120, 60}) {
            overview->resize(width, overview->height());
            const auto words = test::paintedBy(*overview);
            QVERIFY(!words.empty() && words.size() <= least);
            least = words.size();
            QVERIFY(width < 180 || words.front().text == overview->inWords());
            for (auto one = words.begin(); one != words.end(); ++one) {
                QVERIFY(QRectF(overview->rect()).contains(one->place));
                for (auto other = one + 1; other != words.end(); ++other)
                    QVERIFY2(!one->place.intersects(other->place), qPrintable(one->text + other->text));
            }
        }
        QCOMPARE(least, std::size_t{1});
        overview->resize(900, overview->height());
        QCOMPARE(test::paintedBy(*overview).size(), std::size_t{3});
    }

private:
    double placeOf(TraversalIndex packet, int stop) const
    {
        return scale().beginOf(packet) +
               m_window->document().walk(packet)->stops[static_cast<std::size_t>(stop)].offsetUs;
    }
    void lookAt(double us) { scale().setWindow({us - 15, us + 15}); }
    TimelineView& view() const { return *m_window->findChild<TimelineView*>(); }
    LaneScale& scale() const { return view().scale(); }
    QRect lane(int row) const { return view().visualRect(view().model()->index(row, TimelineModel::Lane)); }
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

HOOKWALK_TEST(TestLanes)
#include "tst_lanes.moc"
