// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds: nothing to press or to stand on without a name and a role; the diagram's stages and the
// packets in words; the step; and the order and ring of the focus.
#include "support/testprogram.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/leftdock.h"
#include "ui/keys/keyswindow.h"
#include "ui/mainwindow.h"
#include "ui/panels/popup.h"
#include "ui/panels/tracepointsdialog.h"
#include "ui/theme/focus.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

bool isForAction(QAccessibleInterface& one)
{
    auto* action = one.actionInterface();
    return action && (action->actionNames().contains(QAccessibleActionInterface::pressAction()) ||
                      action->actionNames().contains(QAccessibleActionInterface::toggleAction()));
}

// The branch as far down as it is seen; `path` says where.
void collectNameless(QAccessibleInterface* one, const QString& path, QStringList& nameless)
{
    if (!one || !one->isValid() || one->state().invisible)
        return;
    const QString name = one->text(QAccessible::Name);
    const auto role = one->role();
    const QString here =
        QStringLiteral("%1 / %2 %3 %4")
            .arg(path, one->object() ? QLatin1String(one->object()->metaObject()->className()) : QString())
            .arg(role, 0, 16)
            .arg(name.left(24));
    const bool matters = one->state().focusable || isForAction(*one);
    if (matters && (name.isEmpty() || role == QAccessible::NoRole || role == QAccessible::Client))
        nameless << here;
    for (int i = 0; i < one->childCount(); ++i) {
        auto* child = one->child(i);
        if (child && child->parent() && one->indexOfChild(child) != i && role != QAccessible::Table)
            nameless << here + QStringLiteral(": loses its child %1").arg(i);
        collectNameless(child, here, nameless);
    }
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        m_window = std::make_unique<MainWindow>(m_appearance, options);
        m_window->resize(1920, 1080);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QSignalSpy ready(&m_window->lab(), &LabLink::ready), finished(&m_window->lab(), &LabLink::finished);
        m_window->startLab();
        QVERIFY(ready.wait(test::patienceMs));
        m_window->form().setCount(2);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("send")), Qt::LeftButton);
        QVERIFY(finished.wait(test::patienceMs));
        m_window->showMoment(0, 1);
    }
    void cleanupTestCase() { m_window.reset(); }

    void nothingToPressIsWithoutNameAndRole()
    {
        QVERIFY(m_window->findChild<LeftDock*>()->isVisible());
        CreateTunDialog tun({}, m_window->findChild<LeftDock*>()->strip());
        TracePointsDialog points(m_window->lab().session().trace());
        KeysWindow keys;
        m_window->projector().bar().show();
        std::vector<QWidget*> windows{m_window.get(), &tun, &points, &keys, &m_window->projector()};
        for (QWidget* one : m_window->findChildren<QWidget*>()) {
            auto* menu = qobject_cast<SourcesMenu*>(one);
            if (menu)
                Q_EMIT menu->aboutToShow();
            if (qobject_cast<Popup*>(one) || menu)
                windows.push_back(one);
        }
        QStringList nameless;
        for (QWidget* window : windows) {
            window->show();
            collectNameless(QAccessible::queryAccessibleInterface(window), {}, nameless);
            if (window != m_window.get())
                window->hide();
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(u'\n' + nameless.join(u'\n')));
    }

    void theDiagramHasItsStagesForChildren()
    {
        auto* diagram = QAccessible::queryAccessibleInterface(&m_window->diagram());
        const auto* raw = child(diagram, QStringLiteral("raw PREROUTING"));
        QVERIFY(raw);
        QVERIFY(raw->role() == QAccessible::Button);
        QVERIFY(raw->parent() == diagram);
        QVERIFY(!raw->text(QAccessible::Description).isEmpty());
        const QPoint middle = raw->rect().center();
        QVERIFY(diagram->childAt(middle.x(), middle.y()) == raw);
        auto* input = child(diagram, QStringLiteral("filter INPUT"));
        QVERIFY(input->text(QAccessible::Description).startsWith(QStringLiteral("Not on the way")));
        input->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
        QVERIFY(input->state().focused);
        QVERIFY(diagram->focusChild() == input);
    }

    // Where a screen reader runs, the name's change is an event; without one Qt sends none that could be seen here.
    void theDiagramSaysTheStep()
    {
        m_window->showMoment(0, 0);
        const auto said = [this] {
            return QAccessible::queryAccessibleInterface(&m_window->diagram())->text(QAccessible::Name);
        };
        QVERIFY2(said().contains(QStringLiteral("step 1 of")), qPrintable(said()));
        QTest::keyClick(&m_window->diagram(), Qt::Key_Right);
        QVERIFY2(said().contains(QStringLiteral("step 2 of")), qPrintable(said()));
    }

    void aPacketIsARowInWords()
    {
        const auto* model = m_window->findChild<QTableView*>(QStringLiteral("traversals"))->model();
        const QString row = model->index(0, TimelineModel::Packet).data(Qt::AccessibleTextRole).toString();
        for (int column : {TimelineModel::Packet, TimelineModel::Route, TimelineModel::Ending})
            QVERIFY2(row.contains(model->index(0, column).data().toString()), qPrintable(row));
        const QModelIndex path = model->index(0, TimelineModel::Path);
        const QString chains = path.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(chains.contains(QStringLiteral("PREROUTING: raw, mangle")), qPrintable(chains));
        QCOMPARE(path.data(Qt::ToolTipRole).toString(), chains); // not by colour alone, for who sees either
    }

    void tabGoesAsOneReads()
    {
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier); // the steps, too
        const auto order = focusOrder(*m_window);
        const auto place = [&](const char* name) {
            const auto found = std::ranges::find(order, QLatin1String(name), &QObject::objectName);
            return found == order.end() ? -1 : static_cast<int>(found - order.begin());
        };
        const char* names[] = {"menu",    "dock",       "place", "probe",          "source", "destination",
                               "count",   "interval",   "ttl",   "send",           "trace",  "look",
                               "diagram", "traversals", "steps", "previousPacket", "back",   "play",
                               "forward", "nextPacket", "lists"};
        int before = -1;
        for (const char* name : names) {
            QVERIFY2(place(name) > before, name);
            before = place(name);
        }
        // And so do the keys, through everything and round.
        order.front()->setFocus(Qt::TabFocusReason);
        for (std::size_t i = 1; i < std::min<std::size_t>(order.size(), 12); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), order[i]);
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), order[10]);
    }

    void theRingIsForWhoUsesTheKeyboard()
    {
        auto* count = m_window->findChild<QWidget*>(QStringLiteral("count"));
        auto* menu = m_window->findChild<QWidget*>(QStringLiteral("menu"));
        auto* lists = m_window->findChild<QWidget*>(QStringLiteral("lists"));
        menu->setFocus(Qt::TabFocusReason);
        QCOMPARE(FocusRing::shown(), menu);
        lists->setFocus(Qt::MouseFocusReason);
        QCOMPARE(FocusRing::shown(), nullptr);
        count->setFocus(Qt::MouseFocusReason); // text is typed there
        QCOMPARE(FocusRing::shown(), count->parentWidget());
        menu->setFocus(Qt::TabFocusReason);
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("look")), Qt::LeftButton);
        QCOMPARE(FocusRing::shown(), nullptr);
        m_window->diagram().setFocus(Qt::TabFocusReason); // around a stage, by itself
        QCOMPARE(FocusRing::shown(), nullptr);
    }

private:
    static QAccessibleInterface* child(QAccessibleInterface* parent, const QString& name)
    {
        for (int i = 0; i < parent->childCount(); ++i) {
            if (auto* one = parent->child(i); one && one->text(QAccessible::Name) == name)
                return one;
        }
        return nullptr;
    }

    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestAccessibility)
#include "tst_accessibility.moc"
