// SPDX-License-Identifier: GPL-3.0-or-later
// Finding packets in the window and showing somebody else where: the filter and locators, with real keys.
#include "support/testprogram.h"
#include "ui/mainwindow.h"

#include <algorithm>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
    }
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void aLocatorIsCopiedAndLeadsBack()
    {
        const QString log = m_home.filePath(QStringLiteral("with # in it.kmsg"));
        QVERIFY(QFile::copy(forwardLog(), log));
        QGuiApplication::clipboard()->setText(QStringLiteral("as it was"));
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("as it was")); // in no file
        open(log);
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::ShiftModifier);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_window.get(), Qt::Key_Right);
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, log + QStringLiteral("#packet=2&step=4"));
        QTest::keyClick(m_window.get(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(m_window->selection().traversal(), 0U);

        open(copied);
        QCOMPARE(m_window->selection().traversal(), 1U);
        QCOMPARE(m_window->selection().stop(), 3);
        QVERIFY(!m_window->playhead().isPlaying());
    }

    void aScrubTellsOnlyOfTheStopThatItLeadsTo()
    {
        open(forwardLog());
        QSignalSpy stops(&m_window->selection(), &Selection::stopChanged);
        Q_EMIT m_window->findChild<TimelineView*>()->spotChosen({3, 5, 0.5});
        QCOMPARE(m_window->selection().traversal(), 3U);
        QCOMPARE(stops.size(), 1);
        QCOMPARE(stops.first().first().toInt(), 5);
        const auto& moments = m_window->playhead().pacing().moments();
        QCOMPARE(m_window->playhead().positionMs(), (moments[5] + moments[6]) / 2);
        QVERIFY(!m_window->playhead().isPlaying());
    }

    void aLocatorOfAnotherLogGetsASentence()
    {
        open(forwardLog() + QStringLiteral("#packet=99"));
        QVERIFY(m_window->messages().isVisible());
        QVERIFY(m_window->messages().text().contains(QStringLiteral("99")));
        QCOMPARE(m_window->selection().traversal(), 0U);
    }

    void aRightClickOffersIt()
    {
        open(forwardLog());
        auto* view = m_window->findChild<QTableView*>(QStringLiteral("traversals"));
        QContextMenuEvent click(QContextMenuEvent::Mouse, QPoint(40, 40),
                                view->viewport()->mapToGlobal(QPoint(40, 40)));
        QApplication::sendEvent(view->viewport(), &click);
        auto* menu = view->findChild<QMenu*>();
        QTRY_VERIFY(menu && menu->isVisible());
        QVERIFY(menu->actions().last()->isEnabled());
        QTest::keyClick(menu, Qt::Key_Up);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(
            QGuiApplication::clipboard()->text().startsWith(forwardLog() + QStringLiteral("#packet=")));
    }

    void aFilterIsTypedAndTakenAwayByKeys()
    {
        open(forwardLog());
        m_window->diagram().setFocus();
        QTest::keyClick(&m_window->diagram(), Qt::Key_Slash);
        QVERIFY(field()->hasFocus());
        QVERIFY(field()->text().isEmpty());
        QTest::keyClicks(field(), QStringLiteral("-answered icmp"));
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(chips(), QStringList({QStringLiteral("-answered"), QStringLiteral("icmp")}));
        QVERIFY(field()->text().isEmpty());
        QCOMPARE(rows(), (std::vector<TraversalIndex>{1, 3}));
        QCOMPARE(detail(), QStringLiteral("2 of 4"));
        QTest::keyClicks(field(), QStringLiteral("udp"));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(rows().empty());
        QCOMPARE(nothing(), QStringLiteral("Nothing matches. <a href=\"2\">Without udp: 2 of 4</a>"));
        QTest::keyClick(field(), Qt::Key_Backspace);
        QCOMPARE(chips().size(), 2);
        QTest::keyClick(field(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(chips().isEmpty());
        QCOMPARE(rows().size(), 4U);
        QCOMPARE(detail(), QStringLiteral("4"));
        QTest::keyClick(field(), Qt::Key_Escape); // to the list
        QVERIFY(view()->hasFocus());
        QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(field()->hasFocus());
    }

    void aCrossOrALinkTakesAChipAway()
    {
        open(forwardLog() + QStringLiteral("#filter=udp%20tcp,icmp"));
        QCOMPARE(chips(), QStringList({QStringLiteral("udp"), QStringLiteral("tcp,icmp")}));
        auto* chip = firstChip();
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(10, 12)); // its words do nothing
        QCOMPARE(chips().size(), 2);
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 12, 12));
        QCOMPARE(chips(), QStringList{QStringLiteral("tcp,icmp")});
        QCOMPARE(rows().size(), 4U);
        QTest::keyClicks(field(), QStringLiteral("udp\r"));
        Q_EMIT empty()->linkActivated(QStringLiteral("1"));
        QCOMPARE(chips(), QStringList{QStringLiteral("tcp,icmp")});
        chip = firstChip();
        QTest::keyClick(chip, Qt::Key_Delete);
        QVERIFY(chips().isEmpty());
    }

    void aMistakeStaysAndGetsASentence()
    {
        open(forwardLog());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field(), QStringLiteral("icmp 1.2.3\r"));
        QVERIFY(problem().contains(QStringLiteral("\"1.2.3\" is no address")));
        QCOMPARE(field()->text(), QStringLiteral("icmp 1.2.3"));
        QCOMPARE(rows().size(), 4U);
        QTest::keyClicks(field(), QStringLiteral(".4\r"));
        QVERIFY(problem().isEmpty());
        QCOMPARE(chips().size(), 2);
        QVERIFY(rows().empty());
        QTest::keyClick(field(), Qt::Key_Backspace);
        QTest::keyClicks(field(), QStringLiteral("dorpped\r")); // nothing of this log has that name
        QVERIFY(problem().contains(QStringLiteral("\"dorpped\"")));
        QCOMPARE(chips(), QStringList{QStringLiteral("icmp")});
        QCOMPARE(rows().size(), 4U);
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(problem().isEmpty());
        QVERIFY(field()->text().isEmpty());
    }

    void theRowsFollowWhatIsTyped()
    {
        open(forwardLog());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field(), QStringLiteral("-answered"));
        QTRY_COMPARE(rows(), (std::vector<TraversalIndex>{1, 3}));
        QVERIFY(chips().isEmpty());
        QCOMPARE(detail(), QStringLiteral("2 of 4"));
        QTest::keyClicks(field(), QStringLiteral(" eth7")); // no device of this log: the last good rows stay
        QTRY_VERIFY(problem().contains(QStringLiteral("\"eth7\"")));
        QCOMPARE(rows(), (std::vector<TraversalIndex>{1, 3}));
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(field(), Qt::Key_Backspace);
        QTRY_VERIFY(problem().isEmpty());
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(field(), Qt::Key_Backspace);
        QTRY_COMPARE(rows().size(), 4U);
        QTest::keyClicks(field(), QStringLiteral("answered"));
        QTRY_COMPARE(rows(), (std::vector<TraversalIndex>{0, 2}));
        QTest::keyClick(field(), Qt::Key_Escape); // what is typed goes, and its rows come back
        QCOMPARE(rows().size(), 4U);
        QVERIFY(field()->hasFocus());
    }

    void aCommaMakesAChipThatMayBeOneMore()
    {
        open(forwardLog());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field(), QStringLiteral("udp,"));
        QCOMPARE(chips(), QStringList{QStringLiteral("udp")});
        QVERIFY(field()->text().isEmpty());
        QTest::keyClicks(field(), QStringLiteral("icmp"));
        QTRY_COMPARE(rows().size(), 4U);
        QTest::keyClicks(field(), QStringLiteral(",tcp\r"));
        QCOMPARE(chips(), QStringList{QStringLiteral("udp,icmp,tcp")});
        QTest::keyClicks(field(), QStringLiteral("answered\r")); // Enter ends it
        QCOMPARE(chips(), QStringList({QStringLiteral("udp,icmp,tcp"), QStringLiteral("answered")}));
        QTest::keyClicks(field(), QStringLiteral("\"SYN, ACK"));
        QCOMPARE(chips().size(), 2); // a comma of a text is its own
        QTest::keyClick(field(), Qt::Key_Escape);
        QTest::keyClicks(field(), QStringLiteral("icmp,"));
        QCOMPARE(chips().size(), 3);
        QTest::keyClick(field(), Qt::Key_Backspace); // no further condition
        QCOMPARE(chips().size(), 3);
        QTest::keyClick(field(), Qt::Key_Backspace);
        QCOMPARE(chips().size(), 2);
    }

    void whatIsTypedBecomesAChipWhereItGoesOutOfSight()
    {
        open(forwardLog());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field(), QStringLiteral("-answered"));
        QTRY_COMPARE(rows().size(), 2U);
        QTest::keyClick(field(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!list()->isVisible());
        QCOMPARE(rows().size(), 2U);
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(chips(), QStringList{QStringLiteral("-answered")});
    }

    void nextAndPreviousWalkWhatIsShown()
    {
        open(forwardLog() + QStringLiteral("#packet=2&filter=-answered"));
        QCOMPARE(m_window->selection().traversal(), 1U);
        m_window->diagram().setFocus();
        QTest::keyClick(&m_window->diagram(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_window->selection().traversal(), 3U);
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 forwardLog() + QStringLiteral("#packet=4&step=1&filter=-answered"));
    }

    void aLiveListIsFilteredAsItGrows()
    {
        QFile log(forwardLog());
        QVERIFY(log.open(QIODevice::ReadOnly));
        const auto lines = log.readAll().split('\n');
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(field(), QStringLiteral("answered\r"));
        for (const auto& line : lines)
            m_window->document().append(line.toStdString() +
                                        '\n'); // a request is shown once its answer comes
        QTRY_COMPARE(rows(), (std::vector<TraversalIndex>{0, 2}));
        m_window->document().clear();
        QTRY_VERIFY(rows().empty());
    }

private:
    TimelinePanel* list() const { return m_window->findChild<TimelinePanel*>(); }
    QLineEdit* field() const { return list()->findChild<QLineEdit*>(QStringLiteral("filter")); }
    QTableView* view() const { return m_window->findChild<QTableView*>(QStringLiteral("traversals")); }
    QLabel* empty() const { return m_window->findChild<QLabel*>(QStringLiteral("nothingShown")); }
    QString nothing() const { return empty()->isVisible() ? empty()->text() : QString(); }
    QString problem() const
    {
        const auto* label = list()->findChild<QLabel*>(QStringLiteral("filterProblem"));
        return label->isVisible() ? label->text() : QString();
    }
    QString detail() const
    {
        return view()->parentWidget()->findChild<QLabel*>(QStringLiteral("detail"))->text();
    }
    QToolButton* firstChip() const
    {
        const auto all = list()->findChildren<QToolButton*>(QStringLiteral("chip"));
        return *std::ranges::find_if(all, &QWidget::isVisible);
    }
    QStringList chips() const
    {
        QStringList texts;
        for (const auto* chip : list()->findChildren<QToolButton*>(QStringLiteral("chip"))) {
            if (chip->isVisible())
                texts << chip->text();
        }
        return texts;
    }
    std::vector<TraversalIndex> rows() const
    {
        std::vector<TraversalIndex> all;
        const auto& model = static_cast<const TimelineModel&>(*view()->model());
        for (int row = 0; row < model.rowCount(); ++row) {
            all.push_back(model.traversalAt(row));
            if (model.rowOf(all.back()) != row)
                all.push_back(noIndex);
        }
        return all;
    }

    static QString forwardLog()
    {
        return QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg");
    }

    void open(const QString& locator)
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        const auto read = query::parseLocator(locator.toStdString());
        QVERIFY(read);
        m_window->openLocator(*read);
        QTRY_COMPARE(opened.count(), 1);
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestFinding)
#include "tst_finding.moc"
