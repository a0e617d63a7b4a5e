// SPDX-License-Identifier: GPL-3.0-or-later
// The tun panel and its form: what is said of a device, what is asked for, and that nothing typed is lost
// when the kernel refuses.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/dock/changeform.h"
#include "ui/dock/devicelist.h"
#include "ui/dock/editrow.h"
#include "ui/dock/factrows.h"
#include "ui/dock/tunpanel.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::part;
using hookwalk::test::press;
using hookwalk::test::someDevice;
using hookwalk::test::type;

class TestTunDock : public QObject, hookwalk::test::PanelTest<TunPanel>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aDeviceIsToldInTheKernelsWords()
    {
        m_panel->showDevices({someDevice("tun0")});
        const auto& ownership = *part<FactRows>(*m_panel, "ownership");
        const auto& traffic = *part<FactRows>(*m_panel, "traffic");
        QCOMPARE(part<QLabel>(*m_panel, "tunTitle")->text(), QStringLiteral("tun0"));
        QCOMPARE(ownership.value(QStringLiteral("Owner")), QStringLiteral("root (0)"));
        QCOMPARE(ownership.value(QStringLiteral("Group")), QStringLiteral("none"));
        QCOMPARE(ownership.value(QStringLiteral("Flags")), QStringLiteral("tun, persistent"));
        QCOMPARE(ownership.value(QStringLiteral("Open by")), QStringLiteral("hookwalk (1234)"));
        QCOMPARE(traffic.value(QStringLiteral("Queue")), QStringLiteral("500 packets"));
        QCOMPARE(traffic.value(QStringLiteral("Received")), QStringLiteral("3 packets, 123 B"));
        QCOMPARE(traffic.value(QStringLiteral("Sent")), QStringLiteral("1 packet, 1.51 kB"));
        QVERIFY(traffic.value(QStringLiteral("Dropped")).isEmpty());
        QCOMPARE(part<QLineEdit>(*m_panel, "mtu")->text(), QStringLiteral("1500"));
    }

    void dropsAreARowOnlyWhereThereAreSome()
    {
        auto device = someDevice("tun0");
        device.txDropped = 2;
        m_panel->showDevices({device});
        const auto& traffic = *part<FactRows>(*m_panel, "traffic");
        QCOMPARE(traffic.value(QStringLiteral("Dropped")), QStringLiteral("0 received, 2 sent"));
        m_panel->showDevices({someDevice("tun0")});
        QVERIFY(traffic.value(QStringLiteral("Dropped")).isEmpty());
    }

    void upDownAndNoCarrierAreDifferentStates()
    {
        auto device = someDevice("tun0");
        QCOMPARE(stateOf(device).word, QStringLiteral("up"));
        device.carrier = false;
        QCOMPARE(stateOf(device).word, QStringLiteral("no carrier"));
        device.up = false;
        QCOMPARE(stateOf(device).word, QStringLiteral("down"));
        m_panel->showDevices({device});
        auto* button = part<QPushButton>(*m_panel, "upDown");
        QCOMPARE(button->text(), QStringLiteral("Set up"));
        press(button);
        const auto* asked = m_helper.latest<change::SetDeviceUp>();
        QVERIFY(asked);
        QCOMPARE(asked->name, std::string("tun0"));
        QVERIFY(asked->up);
    }

    void theListIsThereForMoreThanOneAndKeepsTheChoice()
    {
        auto* list = part<DeviceList>(*m_panel, "devices");
        m_panel->showDevices({someDevice("tun0")});
        QVERIFY(!list->isVisible());
        m_panel->showDevices({someDevice("tun0"), someDevice("tun1")});
        QVERIFY(list->isVisible());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(m_panel->device()->name, std::string("tun1"));
        m_panel->showDevices({someDevice("tap0"), someDevice("tun0"), someDevice("tun1")});
        QCOMPARE(m_panel->device()->name, std::string("tun1"));
        m_panel->showDevices({someDevice("tap0")});
        QCOMPARE(m_panel->device()->name, std::string("tap0"));
        m_panel->showDevices({});
        QVERIFY(!m_panel->device());
        QVERIFY(!part<QPushButton>(*m_panel, "upDown")->isVisible());
        QVERIFY(part<QPushButton>(*m_panel, "createTun")->isVisible());
    }

    void twoTunsStandInLine()
    {
        auto second = someDevice("tun-with-a-name");
        second.up = false;
        m_panel->showDevices({someDevice("tun0"), second});
        auto* list = part<DeviceList>(*m_panel, "devices");
        std::map<QString, QRectF> places;
        for (const auto& [text, place] : test::paintedBy(*list->viewport()))
            places[text] = place;
        QCOMPARE(places[QStringLiteral("tun0")].left(), places[QStringLiteral("tun-with-a-name")].left());
        QVERIFY(std::abs(places[QStringLiteral("up")].right() - places[QStringLiteral("down")].right()) < 1);
    }

    void aRefusedAddressStaysInTheFieldWithTheKernelsSentence()
    {
        m_panel->showDevices({someDevice("tun0")});
        press(part<QPushButton>(*m_panel, "addAddress"));
        auto* form = part<ChangeForm>(*m_panel, "addForm");
        auto* edit = part<QLineEdit>(*m_panel, "newAddress");
        auto* apply = part<QPushButton>(*m_strip, "apply");
        QVERIFY(form->isVisible());
        QVERIFY(apply->isVisible());
        QVERIFY(!apply->isEnabled());
        type(*edit, "2001:db8::1/64");
        QVERIFY(apply->isEnabled());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip address add 2001:db8::1/64 dev tun0"));
        press(apply);
        const auto* asked = m_helper.latest<change::AddDeviceAddress>();
        QVERIFY(asked);
        QCOMPARE(asked->network.toString(), std::string("2001:db8::1/64"));
        QVERIFY(!apply->isEnabled()); // one question at a time
        QVERIFY(!form->isEnabled());
        m_helper.answer("The kernel refused: Permission denied. IPv6 is disabled on tun0.");
        QCOMPARE(m_strip->refusal(),
                 QStringLiteral("The kernel refused: Permission denied. IPv6 is disabled on tun0."));
        QVERIFY(apply->isEnabled());
        QVERIFY(form->isVisible());
        QCOMPARE(edit->text(), QStringLiteral("2001:db8::1/64"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(m_helper.latest<change::AddDeviceAddress>());
        m_helper.answer();
        QVERIFY(!form->isVisible());
        QVERIFY(edit->text().isEmpty());
        QVERIFY(!apply->isVisible());
        QVERIFY(m_strip->refusal().isEmpty());
    }

    void rowsOfAddressesStayAndTheFocusGoesToANeighbour()
    {
        auto device = someDevice("tun0");
        device.addresses = {"192.0.2.1/24", "192.0.2.2/24", "192.0.2.3/24"};
        m_panel->showDevices({device});
        m_panel->activateWindow();
        const QPointer<QToolButton> first = part<QToolButton>(*m_panel, "remove 192.0.2.1/24");
        auto* second = part<QToolButton>(*m_panel, "remove 192.0.2.2/24");
        second->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), second);
        device.addresses = {"192.0.2.1/24", "192.0.2.3/24"};
        m_panel->showDevices({device});
        QCOMPARE(QApplication::focusWidget(), part<QToolButton>(*m_panel, "remove 192.0.2.3/24"));
        QVERIFY(first && first->isVisible());
    }

    void anAddressIsRemovedByItsButton()
    {
        m_panel->showDevices({someDevice("tun0")});
        press(part<QToolButton>(*m_panel, "remove 192.168.69.100/24"));
        const auto* asked = m_helper.latest<change::RemoveDeviceAddress>();
        QVERIFY(asked);
        QCOMPARE(asked->network.toString(), std::string("192.168.69.100/24"));
        m_helper.answer("No such address.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("No such address."));
    }

    void theMtuIsChangedWhereItStandsAndKeepsWhatIsTyped()
    {
        m_panel->showDevices({someDevice("tun0")});
        auto* edit = part<QLineEdit>(*m_panel, "mtu");
        type(*edit, "20");
        QVERIFY(!part<EditRow>(*m_panel, "mtu")->problem().isEmpty());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(m_helper.asked.empty());
        QVERIFY(!part<QPushButton>(*m_strip, "apply")->isEnabled());
        type(*edit, "1400");
        QVERIFY(part<EditRow>(*m_panel, "mtu")->problem().isEmpty());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link set dev tun0 mtu 1400"));
        QVERIFY(part<QPushButton>(*m_strip, "apply")->isVisible());
        m_panel->showDevices({someDevice("tun0")}); // counters tick meanwhile
        QCOMPARE(edit->text(), QStringLiteral("1400"));
        QTest::keyClick(edit, Qt::Key_Return);
        const auto* asked = m_helper.latest<change::SetDeviceMtu>();
        QVERIFY(asked);
        QCOMPARE(asked->mtu, 1400U);
        m_helper.answer("Not now.");
        QCOMPARE(edit->text(), QStringLiteral("1400"));
        QCOMPARE(m_strip->refusal(), QStringLiteral("Not now."));
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(edit->text(), QStringLiteral("1500"));
        QVERIFY(m_strip->refusal().isEmpty());
        QVERIFY(!part<QPushButton>(*m_strip, "apply")->isVisible());
        type(*edit, "1300");
        press(part<QPushButton>(*m_strip, "apply")); // the same as Return
        QCOMPARE(m_helper.latest<change::SetDeviceMtu>()->mtu, 1300U);
        m_helper.answer();
        auto device = someDevice("tun0");
        device.mtu = 1300;
        m_panel->showDevices({device});
        QVERIFY(!m_strip->isArmed());
    }

    void deletingAsksOnceMoreAndOnlyForDevicesOfOurOwn()
    {
        auto foreign = someDevice("vpn0");
        foreign.own = false;
        m_panel->showDevices({foreign});
        QVERIFY(!part<QToolButton>(*m_panel, "deleteTun")->isEnabled());
        m_panel->showDevices({someDevice("tun0")});
        press(part<QToolButton>(*m_panel, "deleteTun"));
        QVERIFY(m_helper.asked.empty());
        QVERIFY(part<QLabel>(*m_strip, "warning")->isVisible());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link delete dev tun0"));
        press(part<QPushButton>(*m_strip, "apply"));
        QVERIFY(m_helper.latest<change::DeleteTun>());
        m_helper.answer("Device or resource busy: cat (42) has tun0 open.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("Device or resource busy: cat (42) has tun0 open."));
        QVERIFY(m_strip->isArmed());
        press(part<QPushButton>(*m_strip, "cancel"));
        QVERIFY(!m_strip->isArmed());
        QVERIFY(m_helper.asked.empty());
    }
};

HOOKWALK_TEST(TestTunDock)
#include "tst_tundock.moc"
