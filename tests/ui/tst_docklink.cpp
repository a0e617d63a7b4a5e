// SPDX-License-Identifier: GPL-3.0-or-later
// The dock with a session whose helper is played by support/fakehelper.cpp, and how the dock folds.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/testprogram.h"
#include "ui/dock/docklink.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "ui/topbar.h"

#include <QAction>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::FakeHelper;
using hookwalk::test::part;
using hookwalk::test::press;

namespace
{

class DockOfSession
{
public:
    DockOfSession(const Appearance& appearance, const char* part, session::Place place)
    {
        qputenv("HOOKWALK_FAKE", part);
        session::Session::Options options;
        options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        options.place = place;
        options.startBy = session::StartBy::Direct;
        session = std::make_unique<session::Session>(options);
        link = new DockLink(*session, &window);
        dock = new LeftDock(appearance, link->ask(), &window);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        link->serve(*dock);
        window.resize(1600, 1000);
        window.show();
    }
    ~DockOfSession() { session->stop(); }
    bool startsIn(session::Place place)
    {
        session->setPlace(place);
        session->start();
        return test::waitFor([this] { return session->isReady(); });
    }

    QMainWindow window;
    std::unique_ptr<session::Session> session;
    DockLink* link;
    LeftDock* dock;
};

} // namespace

class TestDockLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }
    void cleanupTestCase() { m_appearance.reset(); }

    void pingsGoIntoATunOfThisMachineWheneverThatIsChosen()
    {
        using session::Place;
        DockOfSession live(*m_appearance, "host", Place::Lab);
        QVERIFY(live.startsIn(Place::Lab));
        auto* use = part<QPushButton>(*live.dock, "useTun");
        QTRY_VERIFY(live.dock->tun().device());
        QVERIFY(!use->isVisible()); // the lab has a tun of its own
        QVERIFY(live.startsIn(Place::Host));
        QTRY_VERIFY(use->isVisible());
        press(use);
        QTRY_COMPARE(live.session->lab().tun, std::string("tun7"));
        QVERIFY(!use->isVisible());
        QVERIFY(live.startsIn(Place::Lab));
        QTRY_VERIFY(live.dock->tun().device());
        QVERIFY(!use->isVisible());
    }

    void aPlaceThatFailedSaysWhyAndKeepsItsDoctor()
    {
        DockOfSession live(*m_appearance, "no namespaces", session::Place::Lab);
        auto* start = part<QPushButton>(*live.dock, "start");
        QCOMPARE(start->text(), QStringLiteral("Start"));
        press(start);
        QTRY_COMPARE(live.session->state(), session::Session::State::Failed);
        QTRY_COMPARE(part<QLabel>(*live.dock, "idle")->text(),
                     QStringLiteral("There is no lab. This machine does not allow user namespaces, which a "
                                    "lab without root needs: Operation not permitted."));
        QCOMPARE(start->text(), QStringLiteral("Try again"));
        QVERIFY(!live.dock->tun().isVisible());
        QVERIFY(live.dock->doctor().isVisible());
        QTRY_VERIFY(part<QWidget>(live.dock->doctor(), "check forwarding"));
        press(start);
        QCOMPARE(live.session->state(), session::Session::State::Starting);
    }

    void whatWasPutBackIsSaid()
    {
        DockOfSession live(*m_appearance, "host", session::Place::Host);
        QVERIFY(live.startsIn(session::Place::Host));
        bool answered = false;
        live.link->ask()(live.dock, protocol::RestoreLeftovers{}, [&](const auto& refusal) {
            QVERIFY(!refusal);
            answered = true;
        });
        QTRY_VERIFY(answered);
        QCOMPARE(part<QLabel>(*live.dock, "restored")->text(), QStringLiteral("tun9 is gone again."));
    }

    void whoeverWaitsIsToldThatTheHelperIsGone()
    {
        DockOfSession live(*m_appearance, "host", session::Place::Host);
        QVERIFY(live.startsIn(session::Place::Host));
        int refused = 0;
        const auto count = [&](const auto& refusal) { refused += refusal ? 1 : 0; };
        live.link->ask()(live.dock, protocol::RestoreLeftovers{}, count);
        live.link->ask()(live.dock, change::CreateTun{"tun8"}, count);
        live.session->stop();
        QCOMPARE(refused, 2);
    }

    void aChangeIsLookedAtByGatewayAndDoctor()
    {
        DockOfSession live(*m_appearance, "host", session::Place::Host);
        QVERIFY(live.startsIn(session::Place::Host));
        QSignalSpy examined(live.session.get(), &session::Session::examined);
        QSignalSpy gateway(live.session.get(), &session::Session::gatewayChanged);
        QTRY_COMPARE(examined.size(), 1);
        QTRY_VERIFY(!gateway.isEmpty());
        const auto before = gateway.size();
        live.link->ask()(live.dock, change::CreateTun{"tun8"}, [](const auto&) {});
        live.link->ask()(live.dock, change::CreateTun{"tun9"}, [](const auto&) {});
        QTRY_COMPARE(gateway.size(), before + 2); // each has settings of its own
        QTRY_COMPARE(examined.size(), 2);         // once for both
    }

    void aNarrowWindowShowsTheDockWhereATunIsToBeChosen()
    {
        DockOfSession live(*m_appearance, "host", session::Place::Lab);
        live.window.resize(1200, 700);
        QVERIFY(live.startsIn(session::Place::Lab));
        QTRY_VERIFY(!live.dock->isVisible());
        QVERIFY(live.startsIn(session::Place::Host));
        QTRY_VERIFY(live.dock->isVisible());
        live.dock->toggleAction()->trigger();
        QVERIFY(!live.dock->isVisible());
    }

    void aButtonOfTheBarFoldsTheDock()
    {
        QMainWindow window;
        auto* dock = new LeftDock(*m_appearance, m_helper.ask(), &window);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        TopBar bar(*m_appearance);
        bar.setDockAction(dock->toggleAction());
        bar.show();
        window.resize(1600, 900);
        window.show();
        auto* button = part<QToolButton>(bar, "dock");
        QVERIFY(button->isChecked());
        press(button);
        QVERIFY(!dock->isVisible());
        QVERIFY(!button->isChecked());
        dock->toggleAction()->trigger();
        QVERIFY(dock->isVisible());
        QVERIFY(button->isChecked());
    }

    void theDockFoldsAwayInNarrowWindowsUntilOneWantsIt()
    {
        QMainWindow window;
        auto* dock = new LeftDock(*m_appearance, m_helper.ask(), &window);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        window.resize(1600, 900);
        window.show();
        QVERIFY(dock->isVisible());
        QVERIFY(part<QLabel>(*dock, "idle")->isVisible());
        QVERIFY(!dock->tun().isVisible());
        dock->setIdle({});
        QVERIFY(dock->tun().isVisible());
        window.resize(1200, 900);
        QVERIFY(!dock->isVisible());
        dock->toggleAction()->trigger();
        QVERIFY(dock->isVisible());
        window.resize(1100, 900);
        QVERIFY(dock->isVisible());
        dock->toggleAction()->trigger();
        QVERIFY(!dock->isVisible());
    }

private:
    std::unique_ptr<Appearance> m_appearance;
    FakeHelper m_helper;
};

HOOKWALK_TEST(TestDockLink)
#include "tst_docklink.moc"
