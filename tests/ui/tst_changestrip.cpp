// SPDX-License-Identifier: GPL-3.0-or-later
// The strip through which every change of the left dock goes: shown, then done, and nothing else than was
// shown.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/testprogram.h"
#include "ui/dock/changeform.h"
#include "ui/dock/tunpanel.h"
#include "ui/dock/undo.h"

#include <QApplication>
#include <QClipboard>
#include <QEnterEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::part;
using hookwalk::test::press;
using hookwalk::test::someDevice;
using hookwalk::test::type;

class TestChangeStrip : public QObject, hookwalk::test::PanelTest<TunPanel>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void whatIsTypedIsLeftByEscapeAndByCancel()
    {
        m_panel->showDevices({someDevice("tun0")});
        auto* add = part<QPushButton>(*m_panel, "addAddress");
        auto* form = part<ChangeForm>(*m_panel, "addForm");
        auto* edit = part<QLineEdit>(*m_panel, "newAddress");
        press(add);
        type(*edit, "192.0.2.7/24");
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!form->isVisible());
        QVERIFY(!m_strip->isArmed());
        press(add);
        QCOMPARE(edit->text(), QStringLiteral("192.0.2.7/24"));
        QVERIFY(m_strip->isArmed());
        press(part<QPushButton>(*m_strip, "cancel"));
        QVERIFY(!form->isVisible());
        QVERIFY(!m_strip->isArmed());
        QVERIFY(m_helper.asked.empty());
    }

    void theLatestChangeIsTakenBackTheSameWay()
    {
        using change::RestoreRoute;
        const protocol::GatewayShown gateway;
        Undo undo([&] { return InForce{m_panel->devices(), gateway}; });
        ChangeStrip strip(*m_appearance, undo.through(m_helper.ask()));
        m_panel = std::make_unique<TunPanel>(*m_appearance, strip);
        m_panel->show();
        auto device = someDevice("tun0");
        device.addresses.push_back("2001:db8:69::100/64");
        m_panel->showDevices({device});
        press(part<QPushButton>(*m_panel, "upDown"));
        m_helper.answer("Not now.");
        QVERIFY(!undo.isPossible()); // it was refused
        press(part<QPushButton>(*m_panel, "upDown"));
        const RestoreRoute route{"tun0", *Network::parse("10.77.0.0/16"), {}, {}};
        undo.alsoLost({route}); // as the helper tells it with its answer
        m_helper.answer();
        QCOMPARE(undo.words(), QStringLiteral("Set tun0 down"));
        device.up = false;
        m_panel->showDevices({device});
        undo.run(strip);
        QVERIFY(m_helper.latest<change::SetDeviceUp>() && m_helper.latest<change::SetDeviceUp>()->up);
        m_helper.answer();
        // The kernel takes IPv6 addresses away when a device goes down.
        QVERIFY(m_helper.latest<change::AddDeviceAddress>());
        QCOMPARE(m_helper.latest<change::AddDeviceAddress>()->network.toString(),
                 std::string("2001:db8:69::100/64"));
        m_helper.answer();
        QVERIFY(m_helper.latest<RestoreRoute>() && *m_helper.latest<RestoreRoute>() == route);
        QCOMPARE(strip.commands(), QStringLiteral("ip route add 10.77.0.0/16 dev tun0"));
        m_helper.answer();
        QVERIFY(!undo.isPossible());
        QVERIFY(m_helper.asked.empty());
        m_panel.reset(); // before its strip
    }

    // On this machine a person sees all steps, and agrees to them at once; what is refused ends them.
    void undoAsksOnceForAllItsSteps()
    {
        const protocol::GatewayShown gateway;
        Undo undo([&] { return InForce{m_panel->devices(), gateway}; });
        ChangeStrip strip(*m_appearance, undo.through(m_helper.ask()));
        strip.setPlace({}, true);
        strip.show();
        m_panel = std::make_unique<TunPanel>(*m_appearance, strip);
        m_panel->show();
        auto device = someDevice("tun0");
        device.addresses.push_back("2001:db8:69::100/64");
        for (const bool isRefused : {false, true}) {
            device.up = true;
            m_panel->showDevices({device});
            press(part<QPushButton>(*m_panel, "upDown"));
            press(part<QPushButton>(strip, "apply"));
            m_helper.answer();
            device.up = false;
            m_panel->showDevices({device});
            undo.run(strip);
            QVERIFY(strip.isArmed());
            QCOMPARE(strip.commands(), QStringLiteral("ip link set dev tun0 up\n"
                                                      "ip address add 2001:db8:69::100/64 dev tun0"));
            QVERIFY(m_helper.asked.empty());
            press(part<QPushButton>(strip, "apply"));
            QVERIFY(m_helper.latest<change::SetDeviceUp>());
            m_helper.answer(isRefused ? "Not now." : "");
            if (isRefused) {
                QVERIFY(m_helper.asked.empty());
                QVERIFY(!strip.isWaiting());
                break;
            }
            QVERIFY(m_helper.latest<change::AddDeviceAddress>());
            m_helper.answer();
            QVERIFY(!undo.isPossible());
            QVERIFY(m_helper.asked.empty());
        }
        m_panel.reset(); // before its strip
    }

    void whatWasUndoneIsMadeAgain()
    {
        const protocol::GatewayShown gateway;
        Undo undo([&] { return InForce{m_panel->devices(), gateway}; });
        ChangeStrip strip(*m_appearance, undo.through(m_helper.ask()));
        m_panel = std::make_unique<TunPanel>(*m_appearance, strip);
        m_panel->show();
        auto device = someDevice("tun0");
        const auto answerAs = [&](bool up) {
            m_helper.answer();
            device.up = up;
            m_panel->showDevices({device});
        };
        m_panel->showDevices({device});
        press(part<QPushButton>(*m_panel, "upDown"));
        answerAs(false);
        QVERIFY(undo.isPossible() && !undo.isRedoPossible());
        undo.run(strip);
        answerAs(true);
        QVERIFY(!undo.isPossible());
        QCOMPARE(undo.redoWords(), QStringLiteral("Set tun0 down"));
        undo.redo(strip);
        QVERIFY(m_helper.latest<change::SetDeviceUp>() && !m_helper.latest<change::SetDeviceUp>()->up);
        answerAs(false);
        QVERIFY(undo.isPossible() && !undo.isRedoPossible());
        undo.run(strip);
        answerAs(true);
        m_panel->showDevices({device});
        strip.make(m_panel.get(), [] { return Proposal{change::SetDeviceMtu{"tun0", 1400}}; });
        m_helper.answer();
        QVERIFY(!undo.isRedoPossible()); // something else was changed since
        m_panel.reset();                 // before its strip
    }

    void whatADeletedTunHadComesBackWithIt()
    {
        auto device = someDevice("tun0");
        device.mtu = 1400;
        const std::vector devices{device};
        protocol::GatewayShown gateway;
        gateway.forwarding6 = true;
        const InForce before{devices, gateway};
        using namespace change;
        const auto back = wayBack(DeleteTun{"tun0"}, before);
        const std::vector<Change> whole{CreateTun{"tun0", false, 0}, SetDeviceMtu{"tun0", 1400},
                                        AddDeviceAddress{"tun0", *Network::parse("192.168.69.100/24")},
                                        SetDeviceUp{"tun0", true}};
        QVERIFY(back == whole);
        QVERIFY(wayBack(SetDeviceMtu{"tun0", 1400}, before).empty()); // as it was
        device.addresses.push_back("2001:db8:69::100/64");
        const std::vector withV6{device};
        const std::vector<Change> wide{SetDeviceMtu{"tun0", 1400},
                                       AddDeviceAddress{"tun0", *Network::parse("2001:db8:69::100/64")}};
        QVERIFY(wayBack(SetDeviceMtu{"tun0", 1279}, {withV6, gateway}) == wide); // too small for IPv6
        QVERIFY(wayBack(SetForwarding{true, true}, before).empty());             // one switch, two states
        QVERIFY(wayBack(SetForwarding{true}, before) == std::vector<Change>{SetForwarding{false}});
    }

    void onThisMachineAClickAsksNothingBeforeApply()
    {
        m_strip->setPlace({}, true);
        m_panel->showDevices({someDevice("tun0")});
        auto* button = part<QPushButton>(*m_panel, "upDown");
        auto* apply = part<QPushButton>(*m_strip, "apply");
        press(button);
        QVERIFY(m_helper.asked.empty());
        QCOMPARE(m_strip->words(), QStringLiteral("Set tun0 down"));
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link set dev tun0 down"));
        QVERIFY(apply->isVisible());
        press(button); // impatience is no consent
        QVERIFY(m_helper.asked.empty());
        QTest::keyClick(apply, Qt::Key_Escape);
        QVERIFY(!apply->isVisible());
        QVERIFY(m_helper.asked.empty());
        press(button);
        m_strip->activateWindow();
        QTRY_COMPARE(QApplication::focusWidget(), apply);
        QTest::keyClick(apply, Qt::Key_Return);
        QVERIFY(m_helper.latest<change::SetDeviceUp>());
        QVERIFY(!button->isEnabled());
        m_helper.answer("Operation not permitted.");
        QVERIFY(button->isEnabled());
        QCOMPARE(m_strip->refusal(), QStringLiteral("Operation not permitted."));
        QVERIFY(apply->isEnabled());
        press(apply);
        m_helper.answer();
        QVERIFY(!apply->isVisible());
        QVERIFY(m_strip->refusal().isEmpty());
    }

    void nobodyAgreesToAnotherChangeThanWasShown()
    {
        m_strip->setPlace({}, true);
        m_panel->showDevices({someDevice("tun0"), someDevice("tun1")});
        press(part<QPushButton>(*m_panel, "upDown"));
        QVERIFY(m_strip->isArmed());
        auto down = someDevice("tun0");
        down.up = false; // somebody else was faster
        m_panel->showDevices({down, someDevice("tun1")});
        QVERIFY(!m_strip->isArmed());
        press(part<QToolButton>(*m_panel, "deleteTun"));
        QVERIFY(m_strip->isArmed());
        m_panel->showDevices({down, someDevice("tun1")}); // counters tick meanwhile
        QVERIFY(m_strip->isArmed());
        m_panel->choose(QStringLiteral("tun1"));
        QVERIFY(!m_strip->isArmed());
        QVERIFY(m_helper.asked.empty());
    }

    void aControlThatIsGoneTakesItsChangeAlong()
    {
        m_strip->setPlace({}, true);
        auto control = std::make_unique<QPushButton>();
        const auto change = [] { return Proposal{change::SetDeviceUp{"tun0", true}}; };
        m_strip->watch(control.get(), change);
        m_strip->make(control.get(), change);
        QVERIFY(m_strip->isArmed());
        control.reset();
        QVERIFY(!m_strip->isArmed());
        QVERIFY(!part<QPushButton>(*m_strip, "apply")->isVisible());
    }

    void aControlShowsItsCommandsBeforeItIsUsed()
    {
        m_panel->showDevices({someDevice("tun0")});
        const auto pointAt = [](QWidget* control) {
            QEnterEvent enter({}, {}, {});
            QCoreApplication::sendEvent(control, &enter);
        };
        pointAt(part<QPushButton>(*m_panel, "upDown"));
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link set dev tun0 down"));
        QVERIFY(!part<QPushButton>(*m_strip, "apply")->isVisible());
        pointAt(part<QToolButton>(*m_panel, "remove 192.168.69.100/24"));
        QCOMPARE(m_strip->commands(), QStringLiteral("ip address del 192.168.69.100/24 dev tun0"));
        pointAt(part<QToolButton>(*m_panel, "deleteTun"));
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link delete dev tun0"));
        QVERIFY(m_helper.asked.empty());
        const int height = m_strip->sizeHint().height();
        m_strip->rest();
        QCOMPARE(m_strip->sizeHint().height(), height);
    }

    void whatIsCopiedRunsInTheLab()
    {
        m_strip->setPlace(QStringLiteral("nsenter -t 42 -n"), false);
        m_panel->showDevices({someDevice("tun0")});
        press(part<QPushButton>(*m_panel, "upDown"));
        QVERIFY(m_helper.latest<change::SetDeviceUp>()); // the lab is for trying
        press(part<QToolButton>(*m_strip, "copyCommands"));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("nsenter -t 42 -n ip link set dev tun0 down"));
        QVERIFY(part<QLabel>(*m_strip, "inPlace")->text().contains(QStringLiteral("nsenter -t 42 -n")));
        m_strip->setPlace({}, true);
        QVERIFY(!part<QLabel>(*m_strip, "inPlace")->isVisible());
        press(part<QToolButton>(*m_strip, "copyCommands"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ip link set dev tun0 down"));
    }
};

HOOKWALK_TEST(TestChangeStrip)
#include "tst_changestrip.moc"
