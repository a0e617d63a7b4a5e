// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window works: the menu of places, and what is asked about a network namespace. tst_livehost enters real ones.
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/panels/netnsdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryFile>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void theMenuNamesThePlacesAndWhereOneIs()
    {
        auto* menu = openMenu();
        QStringList texts, checked;
        for (const QAction* action : menu->actions()) {
            texts << action->text();
            if (action->isChecked())
                checked << action->text();
            QVERIFY2(action->isSeparator() || !action->toolTip().isEmpty(), qPrintable(action->text()));
        }
        QVERIFY(texts.startsWith(QStringLiteral("Lab")));
        QVERIFY(texts.contains(QStringLiteral("This machine")));
        QVERIFY(texts.contains(QStringLiteral("Other network namespace…")));
        QCOMPARE(checked, QStringList{QStringLiteral("Lab")});
        menu->close();
    }

    void whatIsNoNamespaceIsSaidAndThePlaceStays_data()
    {
        QTest::addColumn<QString>("given");
        QTest::newRow("no name") << QStringLiteral("no-such-namespace");
        QTest::newRow("no process") << QStringLiteral("4194304"); // PID_MAX_LIMIT
        QTest::newRow("no such file") << QStringLiteral("/no/such/file");
        QTest::newRow("another file") << QStringLiteral("/dev/null");
        QTest::newRow("a folder") << QStringLiteral("/proc");
    }
    void whatIsNoNamespaceIsSaidAndThePlaceStays()
    {
        QFETCH(QString, given);
        auto* dialog = ask();
        QVERIFY(!part<QPushButton>(dialog, "go")->isEnabled()); // nothing is typed
        auto* edit = part<QLineEdit>(dialog, "netns");
        QTRY_COMPARE(dialog->focusWidget(), edit);
        QTest::keyClicks(edit, given);
        QTest::keyClick(edit, Qt::Key_Return);
        const auto* problem = part<QLabel>(dialog, "problem");
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().startsWith(
                     QStringLiteral("The network namespace %1 cannot be entered: ").arg(given)) &&
                     problem->text().contains(QStringLiteral("ip netns")),
                 qPrintable(problem->text()));
        QVERIFY(!part<QPlainTextEdit>(dialog, "command")->isVisible());
        QTest::keyClick(edit, Qt::Key_Backspace); // one is at it
        QVERIFY(!problem->isVisible());
        QTest::keyClick(edit, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<NetnsDialog*>());
        QCOMPARE(m_window->lab().placeName(), QStringLiteral("Lab"));
    }

    void whoMayNotEnterIsGivenTheCommand()
    {
        NetnsDialog dialog(m_window.get());
        dialog.showRefused(QStringLiteral("a b"),
                           Error{ErrorCode::PermissionDenied, say("netns-not-entered", "a b"), EPERM,
                                 say("netns-takes-root")});
        dialog.open();
        QTest::mouseClick(part<QPushButton>(&dialog, "copyCommand"), Qt::LeftButton);
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(
            command.startsWith(QStringLiteral("sudo -E nsenter '--net=/run/netns/a b' setpriv --reuid=")) &&
                command.endsWith(QStringLiteral("ui_tests --host")),
            qPrintable(command));
        QVERIFY(part<QLabel>(&dialog, "problem")->text().contains(QStringLiteral("It takes root.")));
    }

    void ownProcessesAreThisMachine()
    {
        const auto own = session::findNetns(QString::number(QCoreApplication::applicationPid()));
        QVERIFY(own && own->file.isEmpty());
        for (const auto& known : session::knownNetns())
            QVERIFY(known.given != QString::number(QCoreApplication::applicationPid()));
    }

private:
    template<typename Widget> static Widget* part(const QWidget* whole, const char* name)
    {
        return whole->findChild<Widget*>(QLatin1String(name));
    }
    QMenu* openMenu() const
    {
        auto* menu = m_window->findChild<QPushButton*>(QStringLiteral("place"))->menu();
        menu->popup({});
        return menu;
    }
    NetnsDialog* ask() const
    {
        auto* menu = openMenu();
        auto* other = menu->findChild<QAction*>(QStringLiteral("otherNetns"));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(other).center());
        auto* dialog = m_window->findChild<NetnsDialog*>();
        return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestPlaces)
#include "tst_places.moc"
