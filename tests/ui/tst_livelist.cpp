// SPDX-License-Identifier: GPL-3.0-or-later
// The lists while packets come: frozen and cleared, flags of what is forgotten, what is told later, long searches.
#include "support/dialogs.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/panels/footpanel.h"
#include "ui/timeline/noteeditor.h"
#include "ui/timeline/overview.h"

#include <algorithm>
#include <cmath>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestLiveList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_log = {};
        m_told = 0;
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void clearThawsAndTakesTheFlagsWithIt()
    {
        come(0, 3);
        m_window->showMoment(1, 0);
        press(Qt::Key_B);
        come(3, 5);
        QCOMPARE(rows(), 3);
        QVERIFY(!m_window->flags().all().empty() && !newer().isEmpty());
        test::answer(QStringLiteral("Discard")); // it asks for the flag
        m_window->findChild<QToolButton*>(QStringLiteral("clear"))->click();
        QVERIFY(m_window->flags().all().empty() && newer().isEmpty());
        come(5, 7);
        QCOMPARE(rows(), 2);
        QCOMPARE(m_window->selection().traversal(), 5U); // it is followed again
        QVERIFY(newer().isEmpty());
    }

    void flagsGoWithTheirPackets()
    {
        m_window->document().setLimit(1000);
        come(0, 1000);
        m_window->flags().setAll({{1, "oldest"}, {500, ""}, {900, "stays"}});
        come(1000, 1600);
        QCOMPARE(m_window->flags().all(), (std::vector<Flag>{{900, "stays"}}));
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"));
        QTRY_COMPARE(opened.count(), 1);
        come(1600, 2200); // beside the file
        m_window->showLab();
        QVERIFY(m_window->flags().all().empty());
    }

    void whatIsNewerIsCountedAsTheFilterShowsIt()
    {
        come(0, 2);
        m_window->filter().setFilter(*query::parseFilter("198.51.100.7"));
        m_window->filter().setFilter({});
        m_window->showMoment(0, 0);
        come(2, 4);
        come(4, 7, "198.51.100.7");
        QVERIFY2(newer().contains(QStringLiteral(">5 newer")), qPrintable(newer()));
        m_window->filter().setFilter(*query::parseFilter("198.51.100.7"));
        QTRY_VERIFY2(newer().contains(QStringLiteral(">3 newer")), qPrintable(newer()));
        come(7, 8);
        come(8, 9, "198.51.100.7");
        QTRY_VERIFY2(newer().contains(QStringLiteral(">4 newer")), qPrintable(newer()));
        m_window->filter().setFilter({});
        QTRY_VERIFY2(newer().contains(QStringLiteral(">7 newer")), qPrintable(newer()));
    }

    void factsLeaveTheLanesAndTheListWhereAPersonMovedThem()
    {
        come(0, 200);
        m_window->filter().setFilter(
            *query::parseFilter("\"SRC\" -answered")); // its answer may be another one
        QTRY_COMPARE(rows(), 200);
        m_window->showMoment(10, 0);
        LaneScale& scale = view().scale();
        const auto& all = scale.all();
        scale.setWindow({all.begin + all.length() * 0.6, all.begin + all.length() * 0.7});
        view().verticalScrollBar()->setValue(150 * 24 + 7);
        const TimeSpan window = scale.window();
        QSignalSpy reset(view().model(), &QAbstractItemModel::modelReset);
        QSignalSpy learned(&m_window->document(), &Document::learned);
        m_log.fact("sources", R"({"sightings":"kmsg","rules":true})");
        told();
        QCOMPARE(learned.count(), 1);
        QCOMPARE(scale.window(), window);
        QTest::qWait(800); // all packets are judged anew, and nothing of it is seen
        QCOMPARE(reset.count(), 0);
        QCOMPARE(scale.window(), window);
        QCOMPARE(view().verticalScrollBar()->value(), 150 * 24 + 7);
    }

    void manyRowsThatComeAndGoLeaveTheOthersInSight()
    {
        come(0, 400);
        TimelineModel& model = static_cast<TimelineModel&>(*view().model());
        m_window->filter().setFilter(*query::parseFilter("192.168.69.1"));
        QTRY_COMPARE(rows(), 400);
        view().verticalScrollBar()->setValue(300 * 24 + 5);
        Q_EMIT m_window->filter().changed(); // the rows are made anew
        QCOMPARE(view().verticalScrollBar()->value(), 300 * 24 + 5);
        QCOMPARE(model.rowCount(), 400);
    }

    // More of them than walks are kept: each paint would work them all out anew.
    void paintedFlagsAskForNoWalk()
    {
        come(0, 3000);
        std::vector<Flag> flags;
        for (std::uint32_t packet = 0; packet < 3000; ++packet)
            flags.push_back({packet * static_cast<std::uint32_t>(test::requestChains.size()) + 1, ""});
        m_window->flags().setAll(flags);
        auto* ruler = m_window->findChild<QWidget*>(QStringLiteral("ruler"));
        (void)ruler->grab();
        const auto before = m_window->document().walksMade();
        for (int i = 0; i < 3; ++i)
            (void)ruler->grab();
        QCOMPARE(m_window->document().walksMade(), before);
    }

    void aLongSearchLetsTheWindowLive()
    {
        come(0, 400);
        RowSearch search(static_cast<TimelineModel&>(*view().model()));
        int looked = 0;
        std::vector<TraversalIndex> found;
        const auto slow = [&](TraversalIndex packet) {
            ++looked;
            QThread::usleep(200);
            return packet == 390;
        };
        const auto note = [&](TraversalIndex packet) { found.push_back(packet); };
        search.start(0, 1, slow, note);
        QVERIFY(search.isSearching() && found.empty());
        QVERIFY2(looked <= 64, qPrintable(QString::number(looked))); // as long as a piece
        QTRY_COMPARE(found, std::vector<TraversalIndex>{390});
        QCOMPARE(looked, 390);
        search.start(300, -1, slow, note); // backwards, and given up
        search.start(0, -1, slow, note);
        QCOMPARE(found, (std::vector<TraversalIndex>{390, noIndex}));
        search.start(0, 1, slow, note);
        search.stop();
        QVERIFY(!search.isSearching());
        QCOMPARE(found.size(), 2U);
    }

    void theNextDropIsOneThatIsShown()
    {
        for (int id = 0; id < 6; ++id) { // every other one comes no further than filter FORWARD
            const auto way = id % 2 == 0 ? test::requestChains.size() : 5;
            for (std::size_t i = 0; i < way; ++i) {
                auto echo = test::requestAt(test::requestChains[i], 7 + id, 1 + id);
                echo.destination = id == 3 ? "203.0.113.30" : "203.0.113.29";
                m_log.at(test::requestChains[i], echo);
            }
        }
        told();
        const auto first = m_window->document().first();
        const auto drop = [&](Qt::Key key) {
            QTest::keyClick(&m_window->diagram(), key);
            return m_window->selection().traversal() - first;
        };
        m_window->showMoment(first, 0);
        QCOMPARE(drop(Qt::Key_BracketRight), 1U);
        QVERIFY(isDropped(m_window->selection().walk()->ending.kind));
        QCOMPARE(m_window->selection().stop(), lastStop(*m_window->selection().walk()));
        QCOMPARE(drop(Qt::Key_BracketRight), 3U);
        QCOMPARE(drop(Qt::Key_BracketRight), 5U);
        m_window->filter().setFilter(*query::parseFilter("203.0.113.29"));
        QCOMPARE(drop(Qt::Key_BracketLeft), 1U); // the one between them is filtered out
        QCOMPARE(drop(Qt::Key_BracketLeft), 1U);
        QVERIFY(m_window->messages().text().contains(QStringLiteral("before this packet")));
    }

    void oneGoesToAPacketOrATime()
    {
        come(0, 50); // from 1.000005 s on, 5 us apart
        const auto go = [&](const char* typed) {
            QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier);
            auto* line = m_window->findChild<QLineEdit*>(QStringLiteral("goTo"));
            QVERIFY(line->hasFocus());
            QVERIFY(line->text().isEmpty());
            QTest::keyClicks(line, QLatin1String(typed));
            QTest::keyClick(line, Qt::Key_Return);
        };
        const auto packet = [&] { return m_window->selection().traversal(); };
        go("7");
        QCOMPARE(packet(), 6U);
        go("1.000050"); // as its record has it
        QCOMPARE(packet(), 9U);
        go("1.000051"); // the next one
        QCOMPARE(packet(), 10U);
        go("00:00:01.000100");
        QCOMPARE(packet(), 19U);
        go("7200.5"); // behind all: the last one
        QCOMPARE(packet(), 49U);
        go("51");
        QVERIFY(m_window->messages().text().contains(QStringLiteral("There is no packet 51")));
        go("there");
        QVERIFY(m_window->messages().text().contains(QStringLiteral("no packet and no time")));
        QCOMPARE(packet(), 49U);
        QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier);
        auto* line = m_window->findChild<QLineEdit*>(QStringLiteral("goTo"));
        QTest::keyClicks(line, QStringLiteral("3"));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!line->isVisible());
        QCOMPARE(packet(), 49U);
    }

    void whatOneTypesIntoStaysInSight()
    {
        m_window->resize(1280, 720);
        come(0, 3);
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier); // the lists lie over the diagram
        QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier);
        auto* editor = m_window->findChild<QWidget*>(QStringLiteral("goToEditor"));
        const QRect place = editor->geometry();
        QTRY_VERIFY(editor->isVisible() && m_window->diagram().rect().contains(place));
        QVERIFY(m_window->findChild<FootPanel*>()->geometry().contains(place.center()));
        QVERIFY(editor->isAncestorOf(m_window->diagram().childAt(place.topLeft() + QPoint(40, 20))));
    }

    void dragWithAltOffersATermForTheFilter()
    {
        come(0, 50);
        auto* overview = m_window->findChild<Overview*>();
        const TimeSpan window = view().scale().window();
        const int from = overview->width() / 4, to = overview->width() / 2;
        QTest::mousePress(overview, Qt::LeftButton, Qt::AltModifier, QPoint(from, 10));
        QMouseEvent move(QEvent::MouseMove, QPointF(to, 10), overview->mapToGlobal(QPointF(to, 10)),
                         Qt::NoButton, Qt::LeftButton, Qt::AltModifier);
        QCoreApplication::sendEvent(overview, &move);
        QTest::mouseRelease(overview, Qt::LeftButton, Qt::AltModifier, QPoint(to, 10));
        QCOMPARE(view().scale().window(), window);
        QCOMPARE(rows(), 50); // it is offered, not taken
        auto* field = m_window->findChild<TimelinePanel*>()->findChild<QLineEdit*>(QStringLiteral("filter"));
        QVERIFY2(field->hasFocus() && field->text().startsWith(QStringLiteral("time 1.0000")),
                 qPrintable(field->text()));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(rows() > 5 && rows() < 20);
        QCOMPARE(view().scale().window(), window);
    }

    void anotherKindOfTimeLeavesTheEventWhereItIs()
    {
        for (int id = 0; id < 60; ++id) {
            for (const auto& chain : test::requestChains)
                m_log.at(chain, test::requestAt(chain, 7, 1 + id), id % 3 == 0 ? 4000 : 7);
        }
        told();
        m_window->playhead().setKind(TimeKind::Even);
        m_window->showMoment(30, 4);
        LaneScale& scale = view().scale();
        const auto us = scale.beginOf(30);
        const double length = scale.all().length();
        scale.setWindow({us - length * 0.1, us + length * 0.15});
        for (const TimeKind kind : {TimeKind::Stretched, TimeKind::True, TimeKind::Even}) {
            const auto before = scale.playheadX();
            QVERIFY(before);
            m_window->playhead().setKind(kind);
            const auto now = scale.playheadX();
            QVERIFY(now && scale.axis().kind() == kind);
            QVERIFY2(
                std::abs(*now - *before) < scale.width() / 50,
                qPrintable(QStringLiteral("%1 is at %2, was at %3").arg(int(kind)).arg(*now).arg(*before)));
        }
    }

    void enterKeepsANoteAndEscapeForgetsIt()
    {
        come(0, 3);
        m_window->messages().show(MessageBar::Tone::Bad, QStringLiteral("Oh."),
                                  {{QStringLiteral("Do"), [] { QFAIL("Enter was for the note"); }}});
        auto* editor = m_window->findChild<NoteEditor*>();
        auto* note = editor->findChild<QLineEdit*>();
        m_window->showMoment(0, 0);
        press(Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(note->hasFocus());
        QTest::keyClicks(note, QStringLiteral("not this"));
        QTest::keyClick(note, Qt::Key_Escape);
        QVERIFY(!editor->isVisible() && m_window->flags().all().empty());
        QVERIFY(m_window->messages().isVisible()); // Escape was for the note, too
        press(Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(note->text().isEmpty());
        QTest::keyClicks(note, QStringLiteral("this"));
        QTest::keyClick(note, Qt::Key_Return);
        QVERIFY(!editor->isVisible());
        QCOMPARE(m_window->flags().at(1)->note, std::string("this"));
        m_window->showMoment(2, 0);
        press(Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(note->text().isEmpty());
        const auto buttons = editor->findChildren<QPushButton*>(); // Keep, Back, Remove
        buttons[1]->setFocus();
        QTest::keyClick(buttons[1], Qt::Key_Return);
        QVERIFY(!editor->isVisible());
        QCOMPARE(m_window->flags().all().size(), 1U);
        press(Qt::Key_B, Qt::ShiftModifier);
        m_window->document().clear(); // what it is open for is gone
        QVERIFY(!editor->isVisible());
        QVERIFY(m_window->flags().all().empty());
    }

private:
    TimelineView& view() const { return *m_window->findChild<TimelineView*>(); }
    int rows() const { return view().model()->rowCount(); }
    QString newer() const { return m_window->findChild<QLabel*>(QStringLiteral("newer"))->text(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&m_window->diagram(), key, modifiers);
    }
    void come(int from, int to, const std::string& destination = "203.0.113.29")
    {
        for (int id = from; id < to; ++id)
            m_log.at("raw PREROUTING", {"tun0", "", "192.168.69.1", destination, 64, id, 8, id});
        told();
    }
    void told()
    {
        m_window->document().append(m_log.text().substr(std::exchange(m_told, m_log.text().size())));
    }

    test::LogLines m_log;
    std::size_t m_told = 0;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestLiveList)
#include "tst_livelist.moc"
