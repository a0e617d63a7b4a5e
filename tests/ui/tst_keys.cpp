// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window: one table, every key in a menu and in Help > Keyboard, none while one types.
#include "support/fakeclock.h"
#include "support/testprogram.h"
#include "ui/keys/keyswindow.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <set>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

void collect(const QMenu& menu, QStringList& texts)
{
    for (const QAction* action : menu.actions()) {
        texts << action->text().section(u'\t', 0, 0).remove(u'&').remove(u'…');
        if (action->menu())
            collect(*action->menu(), texts);
    }
}

} // namespace

class TestKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MainWindow::Options options;
        options.remember = false;
        options.clock = m_clock.clock();
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"));
        QVERIFY(opened.wait());
    }
    void init()
    {
        m_window->diagram().setFocus();
        m_window->showMoment(0, 0);
    }
    void cleanupTestCase() { m_window.reset(); }

    void theTableNamesEachCommandOnceAndNoKeyTwice()
    {
        std::set<std::pair<Reach, int>> seen;
        int place = 0;
        for (const CommandInfo& info : allCommands()) {
            QCOMPARE(static_cast<int>(info.command), place++); // infoOf() depends on it
            QVERIFY(!info.keys.empty());
            for (const KeyBinding& one : info.keys)
                QVERIFY2(seen.emplace(one.reach, one.key.toCombined()).second, info.text);
        }
    }

    void everyCommandStandsInAMenuAndInTheWindowOfKeys()
    {
        QStringList inMenus, inWindow;
        collect(*m_window->findChild<TopBar*>()->mainMenu(), inMenus);
        const KeysWindow window(m_appearance);
        for (const QLabel* label : window.findChildren<QLabel*>())
            inWindow << label->text();
        for (const CommandInfo& info : allCommands()) {
            QVERIFY2(inMenus.contains(plainText(info.command)), info.text);
            QVERIFY2(inWindow.contains(plainText(info.command)), info.text);
            for (const KeyBinding& one : info.keys)
                QVERIFY2(inWindow.contains(keyText(one.key)), qPrintable(keyText(one.key)));
        }
    }

    void packetsAreChosenByKeys()
    {
        const auto packet = [this] { return m_window->selection().traversal(); };
        QTest::keyClick(&m_window->diagram(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(packet(), 1U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Left, Qt::ShiftModifier); // stays at the first
        QCOMPARE(packet(), 0U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(packet(), 3U);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(packet(), 0U);
        auto* table = m_window->findChild<QTableView*>(QStringLiteral("traversals"));
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(packet(), 1U);
        m_window->showMoment(1, 5);
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(m_window->playhead().isPlaying());
        QCOMPARE(m_window->selection().stop(), 0);
    }

    void lettersAreTextWhereOneTypes()
    {
        auto* field = m_window->findChild<QLineEdit*>(QStringLiteral("destination"));
        field->setFocus();
        field->clear();
        m_window->playhead().setKind(TimeKind::Even);
        QTest::keyClicks(field, QStringLiteral("3"));
        QCOMPARE(field->text(), QStringLiteral("3"));
        QVERIFY(m_window->playhead().kind() == TimeKind::Even);
        field->setText(QStringLiteral("203.0.113.29"));
    }

    void signsAreTheSameWithShiftAndWithout()
    {
        m_window->playhead().setSpeed(1);
        m_window->playhead().setKind(TimeKind::Even);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Period, Qt::ShiftModifier); // where it needs Shift
        QCOMPARE(m_window->playhead().speed(), 2.0);
        QTest::keyClick(&m_window->diagram(), Qt::Key_Comma);
        QCOMPARE(m_window->playhead().speed(), 1.0);
    }

    void theDiagramAndTheListsHaveKeys()
    {
        DiagramView& diagram = m_window->diagram();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(diagram.scale(), 1.0);
        QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(diagram.scale() > 1.0);
        QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
        auto* table = m_window->findChild<QTableView*>(QStringLiteral("traversals"));
        QVERIFY(table->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!table->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(table->isVisible());
    }

    void helpShowsTheKeys()
    {
        for (const auto key : {Qt::Key_F1, Qt::Key_Question}) {
            bool shown = false;
            QTimer::singleShot(0, this, [&shown] {
                auto* window = qobject_cast<KeysWindow*>(QApplication::activeModalWidget());
                shown = window && window->isVisible();
                if (window)
                    QTest::keyClick(window, Qt::Key_Escape);
            });
            QTest::keyClick(&m_window->diagram(), key);
            QVERIFY(shown);
        }
    }

private:
    QTemporaryDir m_home;
    test::FakeClock m_clock;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestKeys)
#include "tst_keys.moc"
