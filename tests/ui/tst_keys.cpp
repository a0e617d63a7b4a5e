// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window: one table, every key in a menu and in Help > Keyboard, none while one types.
#include "support/fakeclock.h"
#include "support/testprogram.h"
#include "ui/keys/keyswindow.h"
#include "ui/mainwindow.h"
#include "ui/panels/copymenu.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
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

QString copiedByRightClick(QWidget& widget, QPoint at)
{
    QGuiApplication::clipboard()->clear();
    QContextMenuEvent click(QContextMenuEvent::Mouse, at, widget.mapToGlobal(at));
    QCoreApplication::sendEvent(&widget, &click);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (!menu || menu->objectName() != QStringLiteral("copyMenu"))
        return {};
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().front()).center());
    return QGuiApplication::clipboard()->text();
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
        QVERIFY(opened.wait(test::patienceMs));
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier); // the steps, too
    }
    void init()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->diagram().setFocus();
        m_window->showMoment(0, 0);
    }
    void cleanupTestCase() { m_window.reset(); }

    void aClickOnAnyPlaceStopsThePacketAtAStation()
    {
        DiagramView& diagram = m_window->diagram();
        Playhead& playhead = m_window->playhead();
        playhead.setPosition(playhead.pacing().moments()[3] + 100);
        playhead.play();
        const int stage = diagram.diagramLayout().indexOf(Stage::of(Chain{Table::Filter, Hook::Input}));
        const QRectF chip = diagram.picture().stages[static_cast<std::size_t>(stage)].place.rect;
        QTest::mouseClick(&diagram, Qt::LeftButton, {}, diagram.fromScene(chip.center()).toPoint());
        QVERIFY(!playhead.isPlaying());
        QCOMPARE(playhead.positionMs(), playhead.pacing().moments()[3]);
        QCOMPARE(diagram.chosenStage(), stage);
    }

    void aClickOnAButtonLeavesTheKeysToTheWalk()
    {
        int clicked = 0;
        for (auto* button : m_window->findChildren<QAbstractButton*>()) {
            const bool isOwnPart = qobject_cast<QPushButton*>(button) || button->inherits("QCheckBox");
            if (!isOwnPart || !button->isVisible())
                continue;
            QVERIFY2(!(button->focusPolicy() & Qt::ClickFocus), qPrintable(button->objectName()));
            ++clicked;
        }
        QVERIFY(clicked > 3);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("doctorSummary")), Qt::LeftButton);
        QVERIFY(m_window->diagram().hasFocus());
        const int before = m_window->selection().stop();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Right);
        QCOMPARE(m_window->selection().stop(), before + 1);
    }

    void whatIsOpenedOrGoesAwayLeavesThemToTheWalkToo()
    {
        auto* list = m_window->findChild<QTableView*>(QStringLiteral("traversals"));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_B, Qt::ControlModifier); // it is hidden
        QTRY_VERIFY(!list->isVisible());
        QVERIFY(m_window->diagram().hasFocus());
        QTest::keyClick(&m_window->diagram(), Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY(list->isVisible());
        list->setFocus();
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"));
        QVERIFY(opened.wait(test::patienceMs));
        QVERIFY(m_window->diagram().hasFocus());
    }

    void aRightClickCopiesWhereverTextStands_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("copied");
        const std::pair<const char*, const char*> all[] = {{"traversals", "echo request, seq 0\t"},
                                                           {"steps", "raw PREROUTING, +0"},
                                                           {"header", "SRC: 192.168.69.1"},
                                                           {"rawLine", "PROTO=ICMP"},
                                                           {"evidence", "Observed"},
                                                           {"stageTitle", "raw PREROUTING"},
                                                           {"stageWhat", "connection tracking"},
                                                           {"rulesNote", "Nothing here tells the rules."}};
        for (const auto& [name, copied] : all)
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(copied);
    }
    void aRightClickCopiesWhereverTextStands()
    {
        QFETCH(QString, name);
        QFETCH(QString, copied);
        m_window->showMoment(0, 1);
        auto* widget = m_window->findChild<QWidget*>(name);
        QVERIFY(widget);
        auto* list = qobject_cast<QAbstractItemView*>(widget);
        const int row = name == QStringLiteral("header") ? 2 : name == QStringLiteral("steps") ? 1 : 0;
        const QPoint at = list ? list->visualRect(list->model()->index(row, 0)).center() : QPoint(4, 4);
        auto* area = qobject_cast<QAbstractScrollArea*>(widget);
        QWidget* under = area ? area->viewport() : widget;
        const QString text = copiedByRightClick(*under, at);
        QVERIFY2(text.contains(copied), qPrintable(text));
    }

    void aRightClickCopiesTheValueWholeAndNothingElse()
    {
        QLabel address(QStringLiteral("192.0.2.1/24")), cut(QStringLiteral("interface-wi\u2026"));
        address.setAccessibleName(QStringLiteral("Address 192.0.2.1/24"));
        cut.setAccessibleName(QStringLiteral("interface-with-name"));
        for (QLabel* label : {&address, &cut})
            offerCopy(*label);
        QCOMPARE(copiedByRightClick(address, QPoint(4, 4)), QStringLiteral("192.0.2.1/24"));
        QCOMPARE(copiedByRightClick(cut, QPoint(4, 4)), QStringLiteral("interface-with-name"));
    }

    void everyButtonSaysWhatItIsFor()
    {
        for (const auto* button : m_window->findChildren<QAbstractButton*>()) {
            const bool isOurs = qobject_cast<const QPushButton*>(button) ||
                                (qobject_cast<const QToolButton*>(button) &&
                                 !button->objectName().startsWith(QStringLiteral("Scroll"))); // of a tab bar
            const bool isSeen = isOurs && button->isVisibleTo(m_window.get());
            QVERIFY2(!isSeen || !button->text().isEmpty() || !button->toolTip().isEmpty(),
                     qPrintable(button->objectName() + u' ' + button->accessibleName()));
        }
        const auto* packets = m_window->findChild<QTableView*>(QStringLiteral("traversals"))->model();
        for (int column = 0; column < packets->columnCount(); ++column) // whose cells may be cut
            QVERIFY(!packets->index(0, column).data(Qt::ToolTipRole).toString().isEmpty());
    }

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
        const KeysWindow window;
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

    void aClosedMenuLeavesEverythingEnabledAndKeysAskAnew()
    {
        QMenu& menu = *m_window->findChild<TopBar*>()->mainMenu();
        QMenu* timeline = nullptr;
        for (const QAction* action : menu.actions()) {
            if (action->text().contains(QStringLiteral("Time &machine")))
                timeline = action->menu();
        }
        QVERIFY(timeline);
        const auto enabled = [&] {
            return std::ranges::count(timeline->actions(), true, &QAction::isEnabled);
        };
        const auto all = enabled();
        m_window->selection().select(noIndex);
        timeline->popup(QPoint(0, 0));
        QVERIFY(enabled() < all); // nothing is chosen to go on from
        timeline->hide();
        QCOMPARE(enabled(), all);
        QTest::keyClick(&m_window->diagram(), Qt::Key_B); // asked again: still not possible
        QVERIFY(m_window->flags().all().empty());
        m_window->showMoment(0, 0);
        QTest::keyClick(&m_window->diagram(), Qt::Key_B);
        QCOMPARE(m_window->flags().all().size(), 1U);
        m_window->selection().select(noIndex);
        for (QAction* action : timeline->actions())
            action->trigger(); // from anywhere else
        QCOMPARE(m_window->flags().all().size(), 1U);
        m_window->flags().setAll({});
    }

    void withoutAPacketItsDocumentIsASentence()
    {
        m_window->selection().select(noIndex);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(m_window->messages().text().contains(QStringLiteral("choose one first")),
                 qPrintable(m_window->messages().text()));
        m_window->messages().clear();
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

    void theProjectorHasThePresentersKeys()
    {
        Projector& projector = m_window->projector();
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QVERIFY(projector.isVisible());
        QTest::keyClick(&projector, Qt::Key_PageDown);
        QCOMPARE(m_window->selection().stop(), 1);
        QTest::keyClick(&projector, Qt::Key_PageUp);
        QCOMPARE(m_window->selection().stop(), 0);
        QTest::keyClick(&projector, Qt::Key_Down);
        QCOMPARE(m_window->selection().traversal(), 1U);
        QTest::keyClick(&projector, Qt::Key_Up);
        for (const auto key : {Qt::Key_Period, Qt::Key_B}) {
            QTest::keyClick(&projector, key);
            QVERIFY(projector.isBlack());
            QCOMPARE(projector.grab().toImage().pixel(projector.rect().center()), qRgb(0, 0, 0));
            QTest::keyClick(&projector, key);
            QVERIFY(!projector.isBlack());
        }
        const double scale = projector.transform().m11();
        QTest::keyClick(&projector, Qt::Key_Z);
        QCOMPARE(projector.transform().m11(), 2 * scale);
        QTest::keyClick(&projector, Qt::Key_B);
        QTest::keyClick(&projector, Qt::Key_Escape); // light first
        QVERIFY(projector.isVisible() && !projector.isBlack());
        QTest::keyClick(&projector, Qt::Key_Escape);
        QVERIFY(!projector.isVisible());
        QCOMPARE(projector.transform().m11(), scale);
    }

    void theProjectorsBarComesWithThePointer()
    {
        Projector& projector = m_window->projector();
        m_window->showProjector();
        QVERIFY(!projector.bar().isVisible());
        QTest::mouseClick(&projector, Qt::LeftButton, {}, QPoint(300, 300));
        QVERIFY(projector.bar().isVisible());
        auto* slider = projector.bar().findChild<StepSlider*>();
        QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 1, slider->height() / 2));
        QVERIFY(m_window->playhead().atEnd());
        QCOMPARE(slider->value(), static_cast<int>(m_window->selection().walk()->stops.size()));
        QTest::keyClick(&projector, Qt::Key_Escape);
    }

    // Places of large-type-light.svg, in its pixels.
    void theProjectorIsAsDrawn()
    {
        Projector& projector = m_window->projector();
        projector.resize(Projector::drawn);
        QVERIFY(!projector.isVisible());
        const auto at = [&](const char* stage) {
            const int index = projector.layout().indexOf(*stageWithId(stage));
            return projector.transform().map(
                projector.picture().stages[static_cast<std::size_t>(index)].place.station);
        };
        const auto isNear = [](const QPointF& a, const QPointF& b) { return (a - b).manhattanLength() < 1; };
        QVERIFY(isNear(at("mangle-FORWARD"), QPointF(854.16, 762.88)));
        QVERIFY(isNear(at("raw-PREROUTING"), QPointF(313.04, 410.08)));
        QVERIFY(isNear(at("security-OUTPUT"), QPointF(1381.04, 539.44)));
        projector.resize(Projector::drawn / 2); // the same, smaller
        QVERIFY(isNear(at("mangle-FORWARD"), QPointF(854.16, 762.88) / 2));
    }

private:
    QTemporaryDir m_home;
    test::FakeClock m_clock;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestKeys)
#include "tst_keys.moc"
