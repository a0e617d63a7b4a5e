// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a person's own machine, with the real helper: from the lab to this machine, a ping through a
// tun made there, and nothing left of it. The machine is a network namespace of the test's own.
#include "dockhands.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "ui/dock/undo.h"
#include "ui/mainwindow.h"
#include "ui/panels/netnsdialog.h"
#include "words/words.h"

#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <sys/mount.h>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::ui;
using session::Place;
using session::Session;

namespace
{

constexpr int startTimeoutMs = 30'000;

Session::Options direct()
{
    Session::Options options;
    options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
    options.startBy = session::StartBy::Direct;
    return options;
}

} // namespace

class TestLiveHost : public test::KernelTest
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase() override
    {
        KernelTest::initTestCase();
        if (geteuid() != 0) // skipped, or failed
            return;
        QVERIFY(test::enterFreshMachine());
        test::printed("ip link set lo up; nft list ruleset");
        m_before = test::MachineState::now();
        m_untouched = test::ownMachine();
        MainWindow::Options options;
        options.remember = false;
        options.session = direct();
        m_window = std::make_unique<MainWindow>(m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->startLab();
        QTRY_VERIFY_WITH_TIMEOUT(session().isReady(), startTimeoutMs);
        m_window->lab().setPlace(Place::Host);
        QTRY_VERIFY2_WITH_TIMEOUT(session().isReady(), words::text(session().lastError()).c_str(),
                                  startTimeoutMs);
    }
    void cleanup() override {} // the helper is there until the last test

private Q_SLOTS:
    void aTunOfThisMachineIsChosenAndPingedThrough()
    {
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        makeTun();
        auto* use = m_window->findChild<QPushButton*>(QStringLiteral("useTun"));
        QTRY_VERIFY(use->isVisibleTo(m_window.get()));
        use->click();
        QTRY_VERIFY(!use->isVisibleTo(m_window.get()));
        QTRY_COMPARE(m_window->lab().words().pill.section(QLatin1Char(' '), 0, 0), QStringLiteral("tun5"));
        QTRY_COMPARE(m_window->findChild<QLineEdit*>(QStringLiteral("source"))->text(),
                     QStringLiteral("192.168.69.1"));

        m_window->form().setDestination(QStringLiteral("192.168.69.100"));
        m_window->form().setCount(1);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        m_window->findChild<QPushButton*>(QStringLiteral("send"))->click();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(m_window->messages().text().startsWith(QStringLiteral("1 sent, 1 answered, median ")));
        const auto& trace = m_window->document().trace();
        QCOMPARE(trace.traversals().size(), std::size_t(2));
        QCOMPARE(pathOf(trace, 0), Path::LocalIn);
        QCOMPARE(endingOf(trace, 0).kind, EndingKind::Delivered);
        QCOMPARE(pathOf(trace, 1), Path::LocalOut);
    }

    void whoWantsTheSameTunIsToldWhoHasIt()
    {
        auto options = direct();
        options.place = Place::Host;
        Session other(options);
        QSignalSpy failed(&other, &Session::failed);
        other.start();
        QTRY_VERIFY_WITH_TIMEOUT(other.isReady(), startTimeoutMs);
        QTRY_COMPARE(other.devices().size(), std::size_t(1));
        other.useTun(QStringLiteral("tun5"));
        QTRY_COMPARE(failed.size(), 1);
        const auto sentence = QString::fromStdString(words::text(failed.first().first().value<Error>()));
        QVERIFY2(sentence.contains(QStringLiteral("(%1)").arg(QCoreApplication::applicationPid())),
                 qPrintable(sentence));
        QCOMPARE(session().lab().tun, std::string("tun5")); // and ours goes on
    }

    void aTunThatIsDeletedElsewhereIsNoLongerInUse()
    {
        test::printed("ip link delete tun5");
        QTRY_COMPARE(m_window->lab().words().pill, QStringLiteral("No tun chosen"));
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
    }

    // A person agrees once, to all of its steps.
    void undoGivesRoutesBack_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::newRow("set down") << QByteArray("upDown");
        QTest::newRow("an address removed") << QByteArray("remove 192.168.69.100/24");
        QTest::newRow("deleted") << QByteArray("deleteTun");
    }
    void undoGivesRoutesBack()
    {
        QFETCH(QByteArray, button);
        if (session().devices().empty())
            makeTun();
        test::printed("ip route replace 10.77.0.0/16 dev tun5 metric 7; ip route replace 10.78.0.0/16 via "
                      "192.168.69.7; "
                      "ip route replace 10.79.0.0/16 dev tun5 src 192.168.69.100 mtu 1400 table 100");
        const auto routes = [] { return test::printed("ip route; ip route show table 100"); };
        const auto before = routes();
        QVERIFY2(before.count("tun5") == 4, before);
        auto& dock = *m_window->findChild<LeftDock*>();
        auto* apply = test::part<QPushButton>(dock.strip(), "apply");
        test::press(dock.findChild<QAbstractButton*>(QString::fromLatin1(button)));
        test::press(apply);
        QTRY_VERIFY(!routes().contains("10.77."));
        QTRY_VERIFY(dock.undo().isPossible() && !dock.strip().isWaiting());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(dock.strip().isArmed());
        QVERIFY2(
            dock.strip().commands().contains(QStringLiteral("ip route add 10.77.0.0/16 dev tun5 metric 7")),
            qPrintable(dock.strip().commands()));
        test::press(apply);
        QTRY_VERIFY2(!dock.undo().isPossible(), qPrintable(dock.strip().commands()));
        QVERIFY2(dock.strip().refusal().isEmpty(), qPrintable(dock.strip().refusal()));
        QTRY_COMPARE(routes(), before);
    }

    // By its name in the menu, then by a process in it.
    void theWindowGoesIntoANetworkNamespace()
    {
        test::printed("ip netns add web; ip -n web link set lo up");
        QProcess inside;
        inside.start(QStringLiteral("ip"),
                     {QStringLiteral("netns"), QStringLiteral("exec"), QStringLiteral("web"),
                      QStringLiteral("sleep"), QStringLiteral("600")});
        QVERIFY(inside.waitForStarted());
        auto* place = m_window->findChild<QPushButton*>(QStringLiteral("place"));
        const QRect slot = place->geometry();
        auto* menu = place->menu();
        menu->popup({});
        const auto actions = menu->actions();
        const auto web = std::ranges::find(actions, QStringLiteral("web"), &QAction::text);
        QVERIFY(web != actions.end());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(*web).center());
        QTRY_VERIFY2_WITH_TIMEOUT(session().isReady(), words::text(session().lastError()).c_str(),
                                  startTimeoutMs);
        QCOMPARE(place->text(), QStringLiteral("web"));
        QCOMPARE(place->geometry(), slot);
        session().change(CreateTun{"tun7"}, [](const std::optional<Error>& refusal) { QVERIFY(!refusal); });
        QTRY_VERIFY(test::printed("ip -n web -o link").contains("tun7"));
        QVERIFY(!test::printed("ip -o link").contains("tun7"));
        QCOMPARE(m_window->findChild<LeftDock*>()->strip().prefix(),
                 QStringLiteral("nsenter --net=/run/netns/web"));

        menu->popup({});
        auto* other = menu->findChild<QAction*>(QStringLiteral("otherNetns"));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(other).center());
        auto* dialog = m_window->findChild<NetnsDialog*>();
        QVERIFY(dialog);
        auto* edit = dialog->findChild<QLineEdit*>(QStringLiteral("netns"));
        const QString pid = QString::number(inside.processId());
        QTRY_VERIFY(session::findNetns(pid).has_value() &&
                    !session::findNetns(pid)->file.isEmpty()); // it is in there
        QTest::keyClicks(edit, pid);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(session().isReady(), words::text(session().lastError()).c_str(),
                                  startTimeoutMs);
        QCOMPARE(place->text(), pid);
        QTRY_VERIFY(!test::printed("ip -n web -o link").contains("tun7")); // the helper before has undone it

        menu->popup({});
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
        QCOMPARE(place->text(), QStringLiteral("This machine"));
        QTRY_VERIFY_WITH_TIMEOUT(session().isReady(), startTimeoutMs);
        inside.kill();
        inside.waitForFinished();
        // A process that has ended is nowhere.
        const auto gone = session::findNetns(pid);
        QVERIFY(!gone && gone.error().code == ErrorCode::NotFound);
        test::printed("ip netns delete web");
        QCOMPARE(umount2("/run/netns", MNT_DETACH), 0); // the program leaves a folder
        test::printed("rmdir /run/netns");
    }

    void nothingIsLeftBehind()
    {
        m_window.reset();
        const auto left = [before = m_untouched.split('\n')] {
            QByteArray more;
            for (const QByteArray& line : test::ownMachine().split('\n'))
                more += before.contains(line) ? QByteArray() : line + '\n';
            return more;
        };
        QTRY_COMPARE(left(), QByteArray());
        QTRY_COMPARE(test::ownMachine(), m_untouched);
        const auto difference = test::MachineState::differenceTo(m_before);
        QVERIFY2(difference.empty(), difference.c_str());
    }

private:
    Session& session() { return m_window->lab().session(); }
    void makeTun()
    {
        for (const change::Change& request :
             {change::Change(CreateTun{"tun5"}),
              change::Change(AddDeviceAddress{"tun5", {*IpAddress::parse("192.168.69.100"), 24}}),
              change::Change(SetDeviceUp{"tun5", true})})
            session().change(request, [](const std::optional<Error>& refusal) {
                QVERIFY2(!refusal, refusal ? words::text(*refusal).c_str() : "");
            });
        QTRY_VERIFY(!session().devices().empty() && session().devices().front().up);
    }

    Appearance m_appearance;
    QByteArray m_untouched;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestLiveHost)
#include "tst_livehost.moc"
