// The tun panel and its forms: what is said of a device, what is asked for, and that nothing typed is lost
// when the kernel refuses.
#include "dockprobe.h"
#include "protocol/fields.h"
#include "ui/dock/accounts.h"
#include "ui/dock/addressrows.h"
#include "ui/dock/changeform.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/devicelist.h"
#include "ui/dock/docklink.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/factrows.h"
#include "ui/dock/fieldchecks.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "ui/topbar.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::FakeHelper;
using hookwalk::test::someDevice;

namespace
{

template<typename Widget> Widget* part(const QWidget& whole, const char* name)
{
    return whole.findChild<Widget*>(QLatin1String(name));
}

void type(QLineEdit& edit, const char* text)
{
    edit.selectAll();
    QTest::keyClicks(&edit, QLatin1String(text));
}

} // namespace

// The dock with a session whose helper is played by support/fakehelper.cpp.
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
        return QTest::qWaitFor([this] { return session->isReady(); });
    }

    QMainWindow window;
    std::unique_ptr<session::Session> session;
    DockLink* link;
    LeftDock* dock;
};

class TestTunDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }
    void cleanupTestCase()
    {
        m_panel.reset();
        m_strip.reset();
        m_appearance.reset();
    }
    void init()
    {
        m_helper.asked.clear();
        m_panel.reset();
        m_strip = std::make_unique<ChangeStrip>(*m_appearance, m_helper.ask());
        m_panel = std::make_unique<TunPanel>(*m_appearance, *m_strip);
        m_strip->show();
        m_panel->show();
    }

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
        button->click();
        const auto* asked = m_helper.latest<protocol::SetDeviceUp>();
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
        list->setCurrentRow(1);
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

    void aRefusedAddressStaysInTheFieldWithTheKernelsSentence()
    {
        m_panel->showDevices({someDevice("tun0")});
        part<QPushButton>(*m_panel, "addAddress")->click();
        auto* form = part<ChangeForm>(*m_panel, "addForm");
        auto* edit = part<QLineEdit>(*m_panel, "newAddress");
        auto* apply = part<QPushButton>(*m_strip, "apply");
        QVERIFY(form->isVisible());
        QVERIFY(apply->isVisible());
        QVERIFY(!apply->isEnabled());
        type(*edit, "2001:db8::1/64");
        QVERIFY(apply->isEnabled());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip address add 2001:db8::1/64 dev tun0"));
        apply->click();
        const auto* asked = m_helper.latest<protocol::AddDeviceAddress>();
        QVERIFY(asked);
        QCOMPARE(asked->address.toString(), std::string("2001:db8::1"));
        QCOMPARE(asked->prefix, std::uint8_t(64));
        QVERIFY(!apply->isEnabled()); // one question at a time
        QVERIFY(!form->isEnabled());
        m_helper.answer("The kernel refused: Permission denied. IPv6 is disabled on tun0.");
        QCOMPARE(m_strip->refusal(),
                 QStringLiteral("The kernel refused: Permission denied. IPv6 is disabled on tun0."));
        QVERIFY(apply->isEnabled());
        QVERIFY(form->isVisible());
        QCOMPARE(edit->text(), QStringLiteral("2001:db8::1/64"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(m_helper.latest<protocol::AddDeviceAddress>());
        m_helper.answer();
        QVERIFY(!form->isVisible());
        QVERIFY(edit->text().isEmpty());
        QVERIFY(!apply->isVisible());
        QVERIFY(m_strip->refusal().isEmpty());
    }

    void whatIsTypedIsLeftByEscapeAndByCancel()
    {
        m_panel->showDevices({someDevice("tun0")});
        auto* add = part<QPushButton>(*m_panel, "addAddress");
        auto* form = part<ChangeForm>(*m_panel, "addForm");
        auto* edit = part<QLineEdit>(*m_panel, "newAddress");
        add->click();
        type(*edit, "192.0.2.7/24");
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!form->isVisible());
        QVERIFY(!m_strip->isArmed());
        add->click();
        QCOMPARE(edit->text(), QStringLiteral("192.0.2.7/24"));
        QVERIFY(m_strip->isArmed());
        part<QPushButton>(*m_strip, "cancel")->click();
        QVERIFY(!form->isVisible());
        QVERIFY(!m_strip->isArmed());
        QVERIFY(m_helper.asked.empty());
    }

    void onThisMachineAClickAsksNothingBeforeApply()
    {
        m_strip->setPlace({}, true);
        m_panel->showDevices({someDevice("tun0")});
        auto* button = part<QPushButton>(*m_panel, "upDown");
        auto* apply = part<QPushButton>(*m_strip, "apply");
        button->click();
        QVERIFY(m_helper.asked.empty());
        QCOMPARE(m_strip->words(), QStringLiteral("Set tun0 down"));
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link set dev tun0 down"));
        QVERIFY(apply->isVisible());
        button->click(); // impatience is no consent
        QVERIFY(m_helper.asked.empty());
        QTest::keyClick(apply, Qt::Key_Escape);
        QVERIFY(!apply->isVisible());
        QVERIFY(m_helper.asked.empty());
        button->click();
        m_strip->activateWindow();
        QTRY_COMPARE(QApplication::focusWidget(), apply);
        QTest::keyClick(apply, Qt::Key_Return);
        QVERIFY(m_helper.latest<protocol::SetDeviceUp>());
        QVERIFY(!button->isEnabled());
        m_helper.answer("Operation not permitted.");
        QVERIFY(button->isEnabled());
        QCOMPARE(m_strip->refusal(), QStringLiteral("Operation not permitted."));
        QVERIFY(apply->isEnabled());
        apply->click();
        m_helper.answer();
        QVERIFY(!apply->isVisible());
        QVERIFY(m_strip->refusal().isEmpty());
    }

    void nobodyAgreesToAnotherChangeThanWasShown()
    {
        m_strip->setPlace({}, true);
        m_panel->showDevices({someDevice("tun0"), someDevice("tun1")});
        part<QPushButton>(*m_panel, "upDown")->click();
        QVERIFY(m_strip->isArmed());
        auto down = someDevice("tun0");
        down.up = false; // somebody else was faster
        m_panel->showDevices({down, someDevice("tun1")});
        QVERIFY(!m_strip->isArmed());
        part<QToolButton>(*m_panel, "deleteTun")->click();
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
        const auto change = [] { return Change{QStringLiteral("Up"), protocol::SetDeviceUp{"tun0", true}}; };
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
        part<QPushButton>(*m_panel, "upDown")->click();
        QVERIFY(m_helper.latest<protocol::SetDeviceUp>()); // the lab is for trying
        part<QToolButton>(*m_strip, "copyCommands")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("nsenter -t 42 -n ip link set dev tun0 down"));
        QVERIFY(part<QLabel>(*m_strip, "inPlace")->text().contains(QStringLiteral("nsenter -t 42 -n")));
        m_strip->setPlace({}, true);
        QVERIFY(!part<QLabel>(*m_strip, "inPlace")->isVisible());
        part<QToolButton>(*m_strip, "copyCommands")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ip link set dev tun0 down"));
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
        part<QToolButton>(*m_panel, "remove 192.168.69.100/24")->click();
        const auto* asked = m_helper.latest<protocol::RemoveDeviceAddress>();
        QVERIFY(asked);
        QCOMPARE(asked->address.toString(), std::string("192.168.69.100"));
        QCOMPARE(asked->prefix, std::uint8_t(24));
        m_helper.answer("No such address.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("No such address."));
    }

    void theMtuIsChangedWhereItStandsAndKeepsWhatIsTyped()
    {
        m_panel->showDevices({someDevice("tun0")});
        auto* edit = part<QLineEdit>(*m_panel, "mtu");
        type(*edit, "20");
        QVERIFY(!part<QLabel>(*m_panel, "mtuProblem")->text().isEmpty());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(m_helper.asked.empty());
        QVERIFY(!part<QPushButton>(*m_strip, "apply")->isEnabled());
        type(*edit, "1400");
        QVERIFY(part<QLabel>(*m_panel, "mtuProblem")->text().isEmpty());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link set dev tun0 mtu 1400"));
        QVERIFY(part<QPushButton>(*m_strip, "apply")->isVisible());
        m_panel->showDevices({someDevice("tun0")}); // counters tick meanwhile
        QCOMPARE(edit->text(), QStringLiteral("1400"));
        QTest::keyClick(edit, Qt::Key_Return);
        const auto* asked = m_helper.latest<protocol::SetDeviceMtu>();
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
        part<QPushButton>(*m_strip, "apply")->click(); // the same as Return
        QCOMPARE(m_helper.latest<protocol::SetDeviceMtu>()->mtu, 1300U);
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
        part<QToolButton>(*m_panel, "deleteTun")->click();
        QVERIFY(m_helper.asked.empty());
        QVERIFY(part<QLabel>(*m_strip, "warning")->isVisible());
        QCOMPARE(m_strip->commands(), QStringLiteral("ip link delete dev tun0"));
        part<QPushButton>(*m_strip, "apply")->click();
        QVERIFY(m_helper.latest<protocol::DeleteTun>());
        m_helper.answer("Device or resource busy: cat (42) has tun0 open.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("Device or resource busy: cat (42) has tun0 open."));
        QVERIFY(m_strip->isArmed());
        part<QPushButton>(*m_strip, "cancel")->click();
        QVERIFY(!m_strip->isArmed());
        QVERIFY(m_helper.asked.empty());
    }

    void creatingSuggestsTheNextNameAndKeepsARefusedForm()
    {
        CreateTunDialog dialog(*m_appearance, {QStringLiteral("tun0")}, *m_strip);
        dialog.show();
        QCOMPARE(dialog.name(), QStringLiteral("tun1"));
        type(*part<QLineEdit>(dialog, "tunOwner"), "root");
        part<QRadioButton>(dialog, "tap")->click();
        part<QCheckBox>(dialog, "persistent")->click();
        part<QPushButton>(dialog, "apply")->click();
        const auto* asked = m_helper.latest<protocol::CreateTun>();
        QVERIFY(asked);
        QCOMPARE(asked->name, std::string("tun1"));
        QCOMPARE(asked->owner, 0U);
        QCOMPARE(asked->group, protocol::nobody);
        QVERIFY(asked->tap);
        QVERIFY(!asked->persistent);
        dialog.reject(); // an answer is on its way
        QVERIFY(dialog.isVisible());
        m_helper.answer("File exists.");
        QVERIFY(dialog.isVisible());
        QCOMPARE(part<QLabel>(dialog, "refusal")->text(), QStringLiteral("File exists."));
        type(*part<QLineEdit>(dialog, "tunName"), "tun2");
        part<QPushButton>(dialog, "apply")->click();
        m_helper.answer();
        QVERIFY(!dialog.isVisible());
    }

    void anOwnerThatIsNobodyIsSaidAtOnce()
    {
        CreateTunDialog dialog(*m_appearance, {}, *m_strip);
        dialog.show();
        type(*part<QLineEdit>(dialog, "tunOwner"), "no-such-user-here");
        QVERIFY(!dialog.request());
        QVERIFY(!part<QPushButton>(dialog, "apply")->isEnabled());
        type(*part<QLineEdit>(dialog, "tunOwner"), "4242");
        QVERIFY(dialog.request());
        QVERIFY(accountNames(Account::User).contains(QStringLiteral("root")));
    }

    void namesAreCheckedAsTheHelperDoes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("usual") << "tun0" << true;
        QTest::newRow("15 bytes") << "abcdefghijklmno" << true;
        QTest::newRow("16 bytes") << "abcdefghijklmnop" << false;
        QTest::newRow("8 letters, 16 bytes") << QStringLiteral("ääääääää") << false;
        QTest::newRow("none") << "" << false;
        QTest::newRow("slash") << "a/b" << false;
        QTest::newRow("blank") << "a b" << false;
        QTest::newRow("tab") << "a\tb" << false;
        QTest::newRow("dot") << "." << false;
        QTest::newRow("dots") << ".." << false;
        QTest::newRow("three dots") << "..." << true;
        QTest::newRow("minus") << "-x" << false;
        QTest::newRow("pattern") << "tun%d" << false;
        QTest::newRow("colon") << "tun:0" << false;
    }
    void namesAreCheckedAsTheHelperDoes()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(deviceNameProblem(name).isEmpty(), good);
        protocol::CreateTun request;
        request.name = name.toStdString();
        const bool fits = !request.name.empty() && request.name.size() <= protocol::deviceName.most;
        QCOMPARE(fits && !protocol::nonsense(request), good);
    }

    void addressesNeedAPrefixThatFits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("IPv4") << "192.0.2.1/24" << true;
        QTest::newRow("IPv4 host") << "192.0.2.1/32" << true;
        QTest::newRow("the helper takes 1 and more") << "192.0.2.1/0" << false;
        QTest::newRow("IPv4 too long") << "192.0.2.1/33" << false;
        QTest::newRow("no prefix") << "192.0.2.1" << false;
        QTest::newRow("empty prefix") << "192.0.2.1/" << false;
        QTest::newRow("signed prefix") << "192.0.2.1/+8" << false;
        QTest::newRow("three numbers") << "192.0.2/24" << false;
        QTest::newRow("IPv6") << "2001:db8::1/64" << true;
        QTest::newRow("IPv6 too long") << "2001:db8::1/129" << false;
        QTest::newRow("nothing") << "::/64" << false;
        QTest::newRow("words") << "here/24" << false;
    }
    void addressesNeedAPrefixThatFits()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        QCOMPARE(networkProblem(text).isEmpty(), good);
    }

    void theRestOfTheChecks()
    {
        QVERIFY(mtuProblem(QStringLiteral("68")).isEmpty());
        QVERIFY(mtuProblem(QStringLiteral("65535")).isEmpty());
        for (const char* bad : {"67", "65536", "", "1500x", "-1500"})
            QVERIFY(!mtuProblem(QLatin1String(bad)).isEmpty());
        QVERIFY(subnetProblem(QStringLiteral("192.168.69.0/24")).isEmpty());
        QVERIFY(
            subnetProblem(QStringLiteral("192.168.69.100/24")).contains(QStringLiteral("192.168.69.0/24")));
        QCOMPARE(toText(networkIn(QStringLiteral("2001:db8:1:2:3::9/62"))->subnet()),
                 QStringLiteral("2001:db8:1::/62"));
        QVERIFY(!networkProblem(QStringLiteral("192.0.2.1/24"), {QStringLiteral("192.0.2.1/24")}).isEmpty());
        QCOMPARE(freeName({QStringLiteral("tun0"), QStringLiteral("tun2")}), QStringLiteral("tun1"));
    }

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
        use->click();
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
        start->click();
        QTRY_COMPARE(live.session->state(), session::Session::State::Failed);
        QTRY_COMPARE(part<QLabel>(*live.dock, "idle")->text(),
                     QStringLiteral("There is no lab. User namespaces are switched off. Run as root."));
        QCOMPARE(start->text(), QStringLiteral("Try again"));
        QVERIFY(!live.dock->tun().isVisible());
        QVERIFY(live.dock->doctor().isVisible());
        QTRY_VERIFY(part<QWidget>(live.dock->doctor(), "check forwarding"));
        start->click();
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
        QCOMPARE(part<QLabel>(*live.dock, "restored")->text(), QStringLiteral("tun9 is gone."));
    }

    void whoeverWaitsIsToldThatTheHelperIsGone()
    {
        DockOfSession live(*m_appearance, "host", session::Place::Host);
        QVERIFY(live.startsIn(session::Place::Host));
        int refused = 0;
        const auto count = [&](const auto& refusal) { refused += refusal ? 1 : 0; };
        live.link->ask()(live.dock, protocol::RestoreLeftovers{}, count);
        live.link->ask()(live.dock, protocol::CreateTun{"tun8"}, count);
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
        live.link->ask()(live.dock, protocol::CreateTun{"tun8"}, [](const auto&) {});
        live.link->ask()(live.dock, protocol::CreateTun{"tun9"}, [](const auto&) {});
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
        window.resize(1600, 900);
        window.show();
        auto* button = part<QToolButton>(bar, "dock");
        QVERIFY(button->isChecked());
        button->click();
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
    std::unique_ptr<ChangeStrip> m_strip;
    std::unique_ptr<TunPanel> m_panel;
};

QTEST_MAIN(TestTunDock)
#include "tst_tundock.moc"
