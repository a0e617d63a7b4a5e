// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as connections: what they say, opened and closed, while packets come, go and are filtered, and a million of them.
#include "support/loggenerator.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/timeline/dropmarks.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

// Two hosts ask in turn; the second one's packets come no further than filter FORWARD.
void askInTurn(test::LogLines& log, int from, int to)
{
    for (int id = from; id < to; ++id) {
        const bool isFirst = id % 2 == 0;
        const auto way = isFirst ? test::requestChains.size() : 5;
        for (std::size_t i = 0; i < way; ++i) {
            auto echo = test::requestAt(test::requestChains[i], isFirst ? 7 : 8, 1 + id);
            echo.source = isFirst ? "192.168.69.1" : "192.168.69.2";
            echo.sequence = id;
            log.at(test::requestChains[i], echo);
        }
    }
}

} // namespace

class TestConnectionRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void aRowTellsOfAllPacketsOfAConnection()
    {
        Document document;
        TimelineModel packets(document);
        ConnectionModel model(packets);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        test::LogLines log;
        askInTurn(log, 0, 5);
        document.append(log.text());
        QCOMPARE(model.rowCount(), 0); // not in use
        model.setKind(RowKind::Connections);
        QCOMPARE(model.rowCount(), 2);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, TimelineModel::Packet), QStringLiteral("ICMP, 3 packets"));
        QCOMPARE(text(1, TimelineModel::Packet), QStringLiteral("ICMP, 2 packets"));
        QCOMPARE(text(1, TimelineModel::Route), QStringLiteral("192.168.69.2 → 203.0.113.29"));
        QCOMPARE(text(0, TimelineModel::Ending), QStringLiteral("left by eth0"));
        QCOMPARE(model.connectionAt(0)->drops, std::size_t{0});
        QCOMPARE(model.connectionAt(1)->drops, std::size_t{2});
        QVERIFY(isDropped(document.walk(model.connectionAt(1)->worst)->ending.kind));
        QCOMPARE(text(0, TimelineModel::Time), packets.index(0, TimelineModel::Time).data().toString());
        QVERIFY(!text(0, TimelineModel::Duration).isEmpty());
        QVERIFY(model.index(1, TimelineModel::Packet)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .startsWith(QStringLiteral("Connection: ICMP, 2 packets, 192.168.69.2")));
        QCOMPARE(model.rowOf(3), 1);
        QCOMPARE(model.traversalAt(1), 1U);
        QCOMPARE(model.rowOf(99), -1);
    }

    void nearDropsAreOneOctagonWithTheirNumber()
    {
        DropMarks drops;
        drops.add(10, EndingMark::DroppedByPolicy, 8);
        for (const double x : {40.0, 51.0, 54.0}) // the number makes room for the third
            drops.add(x, EndingMark::DroppedByRule, 7);
        drops.add(12, EndingMark::Rejected, 7); // ends before those that began before it
        for (int i = 0; i < 500 && !drops.isFullAt(90); ++i)
            drops.add(90, EndingMark::DroppedByRule, 7);
        const auto& marks = drops.marks();
        QCOMPARE(marks.size(), std::size_t{3});
        QCOMPARE(marks[0].count, 2);
        QCOMPARE(marks[1].count, 3);
        QCOMPARE(marks[2].count, DropMarks::mostCounted + 1);
        QVERIFY(marks[0].radius < marks[2].radius);
        QVERIFY(!drops.isFullAt(40) && !drops.isFullAt(200));
    }

    void openedItsPacketsStandBelow()
    {
        Document document;
        TimelineModel packets(document);
        ConnectionModel model(packets);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        test::LogLines log;
        askInTurn(log, 0, 5);
        document.append(log.text());
        model.setKind(RowKind::Opened);
        QCOMPARE(rowsOf(model), (std::vector<int>{-1, 0, 2, 4, -1, 1, 3}));
        QCOMPARE(model.rowOf(4), 3);
        QVERIFY(model.isWithin(3) && !model.isWithin(4));
        QCOMPARE(model.index(3, TimelineModel::Packet).data(),
                 packets.index(4, TimelineModel::Packet).data());
        model.toggle(2); // by one of its packets
        QCOMPARE(rowsOf(model), (std::vector<int>{-1, -1, 1, 3}));
        QCOMPARE(model.rowOf(4), 0);
        const auto before = log.text().size();
        askInTurn(log, 5, 7);
        document.append(log.text().substr(before));
        QTRY_COMPARE(rowsOf(model), (std::vector<int>{-1, -1, 1, 3, 5}));
        model.toggle(0);
        QCOMPARE(rowsOf(model), (std::vector<int>{-1, 0, 2, 4, 6, -1, 1, 3, 5}));
        model.setKind(RowKind::Connections);
        QCOMPARE(rowsOf(model), (std::vector<int>{-1, -1}));
    }

    void theFilterDecidesWhatAConnectionHas()
    {
        Document document;
        PacketFilter filter(document);
        TimelineModel packets(document);
        packets.setFilter(filter);
        ConnectionModel model(packets);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        test::LogLines log;
        askInTurn(log, 0, 4);
        document.append(log.text());
        model.setKind(RowKind::Opened);
        filter.setFilter(*query::parseFilter("-dropped"));
        QTRY_COMPARE(rowsOf(model), (std::vector<int>{-1, 0, 2}));
        filter.setFilter({});
        QTRY_COMPARE(rowsOf(model), (std::vector<int>{-1, 0, 2, -1, 1, 3}));
    }

    // Of few connections the rows that come and go are told, and the list is not made anew 60 times a second.
    void openedOnesGrowAndForgetInPlace()
    {
        Document document;
        document.setLimit(1000);
        TimelineModel packets(document);
        ConnectionModel model(packets);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        test::LogLines log;
        std::size_t told = 0;
        const auto come = [&](int from, int to) {
            askInTurn(log, from, to);
            document.append(log.text().substr(std::exchange(told, log.text().size())));
        };
        come(0, 1000);
        model.setKind(RowKind::Opened);
        QSignalSpy anew(&model, &QAbstractItemModel::modelReset);
        QTRY_VERIFY(!model.isReading());
        anew.clear();
        for (int id = 1000; id < 4000; id += 250) {
            come(id, id + 250);
            QTRY_VERIFY(!model.isReading());
        }
        const int first = static_cast<int>(document.first()) / 2 * 2;
        QVERIFY(first > 1000);
        std::vector<int> rows{-1};
        for (const int host : {0, 1}) {
            for (int packet = first + host; packet < 4000; packet += 2) {
                if (packet >= static_cast<int>(document.first()))
                    rows.push_back(packet);
            }
            if (host == 0)
                rows.push_back(-1);
        }
        QCOMPARE(rowsOf(model), rows);
        QCOMPARE(anew.count(), 0);
    }

    void theOldestPacketsGoWithoutTheOthers_data()
    {
        QTest::addColumn<RowKind>("kind");
        QTest::newRow("connections") << RowKind::Connections;
        QTest::newRow("opened") << RowKind::Opened;
    }
    void theOldestPacketsGoWithoutTheOthers()
    {
        QFETCH(RowKind, kind);
        Document document;
        document.setLimit(1000);
        TimelineModel packets(document);
        ConnectionModel model(packets);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setKind(kind);
        const auto log = test::generateLog(15'000);
        for (std::size_t from = 0; from < log.text.size();) {
            const auto to = log.text.find('\n', std::min(from + 40'000, log.text.size() - 1)) + 1;
            document.append(log.text.substr(from, to - from));
            from = to;
        }
        QTRY_VERIFY(!model.isReading());
        std::size_t all = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto one = model.connectionAt(row);
            QVERIFY(one && one->packets.front() >= document.first());
            for (const auto packet : one->packets) {
                row += kind == RowKind::Opened ? 1 : 0;
                QCOMPARE(model.rowOf(packet), row);
                QCOMPARE(model.traversalAt(row), kind == RowKind::Opened ? packet : one->packets.front());
            }
            all += one->packets.size();
        }
        QCOMPARE(all, static_cast<std::size_t>(packets.rowCount()));
        document.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aMillionLinesAreGroupedInPieces()
    {
        const auto log = test::generateLog(1'000'000);
        Document document;
        document.showFile(Trace::fromText(log.text), QStringLiteral("large"));
        TimelineModel packets(document);
        ConnectionModel model(packets);
        model.setKind(RowKind::Connections);
        QVERIFY(model.isReading() && model.rowCount() > 0); // the first ones are there at once
        QTRY_VERIFY_WITH_TIMEOUT(!model.isReading(), 60'000);
        QCOMPARE(document.walksMade(), 0U);
        std::size_t all = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            all += model.connectionAt(row)->packets.size();
        QCOMPARE(all, static_cast<std::size_t>(packets.rowCount()));
    }

    void theWindowChoosesOpensAndKeepsThem()
    {
        auto window = make();
        test::LogLines log;
        askInTurn(log, 0, 5);
        window->document().append(log.text());
        auto& view = *window->findChild<TimelineView*>();
        const auto rows = [&] { return view.model()->rowCount(); };
        window->showMoment(2, 1);
        QTest::keyClick(&window->diagram(), Qt::Key_R);
        QCOMPARE(rows(), 2);
        QCOMPARE(view.currentIndex().row(), 0); // it is there, within
        QCOMPARE(window->selection().traversal(), 2U);
        QTest::keyClick(&window->diagram(), Qt::Key_O);
        QCOMPARE(rows(), 5);
        QTest::keyClick(&window->diagram(), Qt::Key_O);
        const auto chevron = view.visualRect(view.model()->index(1, TimelineModel::Packet));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(chevron.left() + 6, chevron.center().y()));
        QCOMPARE(rows(), 4);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.model()->index(3, 2)).center());
        QCOMPARE(window->selection().traversal(), 3U);
        QTest::keyClick(&window->diagram(), Qt::Key_Right, Qt::ShiftModifier); // in time, not in rows
        QCOMPARE(window->selection().traversal(), 4U);
        // A mark on the lane of a connection leads to the step of its packet.
        const auto stops = view.scale().stopsOf(4);
        const auto lane = view.visualRect(view.model()->index(0, TimelineModel::Lane));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(lane.left() + qRound(stops[3]), lane.center().y()));
        QCOMPARE(window->selection().traversal(), 4U);
        QCOMPARE(window->selection().stop(), 3);
        window->close();
        window = make();
        window->document().append(log.text());
        QCOMPARE(window->findChild<TimelineView*>()->rowKind(), RowKind::Connections);
        QCOMPARE(window->findChild<TimelineView*>()->model()->rowCount(), 2);

        auto& again = *window->findChild<TimelineView*>();
        auto* head = again.horizontalHeader();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(TimelineModel::Duration) + 20, 10));
        QCOMPARE(again.rowKind(), RowKind::Packets); // connections stand in time
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(TimelineModel::Packet) + 20, 10));
        auto* menu = again.findChild<QMenu*>(QStringLiteral("rowKinds"));
        QVERIFY(menu && menu->isVisible());
        menu->actions()[2]->trigger();
        menu->close();
        QCOMPARE(again.model()->rowCount(), 7);
        QVERIFY(again.lanesShown());
    }

private:
    // A packet, or -1 for a connection.
    static std::vector<int> rowsOf(const ConnectionModel& model)
    {
        std::vector<int> all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.push_back(model.connectionAt(row) ? -1 : static_cast<int>(model.traversalAt(row)));
        return all;
    }
    std::unique_ptr<MainWindow> make()
    {
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        auto window = std::make_unique<MainWindow>(*m_appearance, options);
        window->resize(1600, 1000);
        window->show();
        return window;
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
};

HOOKWALK_TEST(TestConnectionRows)
#include "tst_connectionrows.moc"
