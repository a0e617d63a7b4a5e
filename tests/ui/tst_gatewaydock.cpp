// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway's switches: what they show, what they ask for, and the setup that is made of them.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/dock/changeform.h"
#include "ui/dock/commandsview.h"
#include "ui/dock/dockwidgets.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/editrow.h"
#include "ui/dock/gatewaypanel.h"
#include "ui/dock/setupdialog.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::ui;
using hookwalk::protocol::Health;
using hookwalk::test::part;
using hookwalk::test::press;
using hookwalk::test::someDevice;

namespace
{

using enum Setting::Kind;

protocol::GatewayShown shownWith(std::vector<protocol::SettingShown> settings)
{
    protocol::GatewayShown shown;
    shown.settings = std::move(settings);
    return shown;
}

SetNat masquerade(const char* subnet, const char* out)
{
    return {SourceNat::Masquerade, Network::parse(subnet).value_or(Network()), out, {}};
}

} // namespace

class TestGatewayDock : public QObject, hookwalk::test::PanelTest<GatewayPanel>
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void forwardingIsAskedForAndGoesBackWhereRefused()
    {
        auto* box = part<QCheckBox>(*m_panel, "forwarding");
        press(box);
        const auto* asked = m_helper.latest<SetForwarding>();
        QVERIFY(asked);
        QVERIFY(asked->on);
        QVERIFY(!box->isChecked()); // until the kernel says so
        QVERIFY(!box->isEnabled());
        m_helper.answer("Read-only file system: /proc/sys cannot be written here.");
        QVERIFY(!box->isChecked());
        QVERIFY(box->isEnabled());
        QVERIFY(m_strip->refusal().startsWith(QStringLiteral("Read-only")));
        press(box);
        QVERIFY(m_strip->refusal().isEmpty());
        m_helper.answer();
        auto shown = shownWith({{{Forwarding4}, "1", "0"}});
        shown.forwarding = true;
        m_panel->showGateway(shown);
        QVERIFY(box->isChecked());
        QCOMPARE(part<EditRow>(*m_panel, "forwarding")->hint(),
                 QStringLiteral("net.ipv4.ip_forward = 1, was 0"));
        QVERIFY(m_helper.asked.empty()); // what is shown asks for nothing
    }

    void masqueradeTakesTheSubnetOfTheTun()
    {
        const auto device = someDevice("tun0");
        m_panel->setDevice(&device);
        m_panel->setOut(QStringLiteral("eth0"));
        QCOMPARE(part<EditRow>(*m_panel, "nat")->hint(), QStringLiteral("192.168.69.0/24 by eth0"));
        press(part<QCheckBox>(*m_panel, "nat"));
        const auto* asked = m_helper.latest<SetNat>();
        QVERIFY(asked);
        QVERIFY(*asked == masquerade("192.168.69.0/24", "eth0"));
        m_helper.answer();
        protocol::GatewayShown shown;
        shown.nat = masquerade("192.168.69.0/24", "eth0");
        m_panel->showGateway(shown);
        press(part<QCheckBox>(*m_panel, "nat"));
        asked = m_helper.latest<SetNat>();
        QVERIFY(asked);
        QCOMPARE(asked->kind, SourceNat::Off);
        QCOMPARE(m_strip->commands(), QStringLiteral("nft delete table ip hookwalk_gateway"));
    }

    void aLongHeadEndsWithAnEllipsisBesideTheBox()
    {
        CommandsView view(*m_appearance);
        view.show({Order{change::Change{SetNat{SourceNat::Off, {}, {}, {}}}},
                   change::Change{masquerade("192.168.69.0/24", "eth0")}});
        auto* head = part<QLabel>(view, "changeWords");
        view.resize(140, 200);
        view.setVisible(true);
        QVERIFY(!head->text().isEmpty());
        const auto painted = test::paintedBy(*head);
        QCOMPARE(painted.size(), 1U);
        QVERIFY2(painted[0].text.endsWith(u'…'), qPrintable(painted[0].text));
        QVERIFY(head->rect().adjusted(-1, -1, 1, 1).contains(painted[0].place.toAlignedRect()));
        QCOMPARE(head->toolTip(), head->text());
    }

    void anotherTranslationTakesTheOneInForceAwayFirst()
    {
        const auto device = someDevice("tun0");
        m_panel->setDevice(&device);
        protocol::GatewayShown shown;
        shown.nat = masquerade("10.0.0.0/8", "eth0");
        m_panel->showGateway(shown);
        m_panel->setDevice(&device); // its counters tick
        QCOMPARE(part<EditRow>(*m_panel, "nat")->hint(), QStringLiteral("10.0.0.0/8 by eth0"));
        press(part<QPushButton>(*m_panel, "changeNat"));
        QCOMPARE(part<QLineEdit>(*m_panel, "natSubnet")->text(), QStringLiteral("10.0.0.0/8"));
        auto* out = part<QLineEdit>(*m_panel, "natOut");
        out->selectAll();
        QTest::keyClicks(out, QStringLiteral("eth1"));
        const QStringList lines = m_strip->commands().split(u'\n');
        QCOMPARE(lines.first(), QStringLiteral("nft delete table ip hookwalk_gateway"));
        QCOMPARE(lines.value(1), QStringLiteral("nft create table ip hookwalk_gateway"));
        QVERIFY(lines.value(2).contains(QStringLiteral("priority srcnat + 10;")));
        QVERIFY(lines.last().contains(QStringLiteral("eth1")));
    }

    void withoutASubnetTheFormComesFirst()
    {
        press(part<QCheckBox>(*m_panel, "nat"));
        QVERIFY(m_helper.asked.empty());
        QVERIFY(!part<QCheckBox>(*m_panel, "nat")->isChecked());
        auto* form = part<ChangeForm>(*m_panel, "natForm");
        QVERIFY(form->isVisible());
        QVERIFY(!part<QLabel>(*form, "problem")->text().isEmpty());
    }

    void snatNeedsAnAddressOfTheSameFamily()
    {
        const auto device = someDevice("tun0");
        m_panel->setDevice(&device);
        press(part<QPushButton>(*m_panel, "changeNat"));
        auto* form = part<ChangeForm>(*m_panel, "natForm");
        auto* ok = part<QPushButton>(*m_strip, "apply");
        QVERIFY(ok->isEnabled());
        part<QComboBox>(*form, "natKind")->setCurrentIndex(1);
        QVERIFY(!ok->isEnabled());
        QTest::keyClicks(part<QLineEdit>(*form, "natSource"), QStringLiteral("2001:db8::1"));
        QVERIFY(!ok->isEnabled());
        part<QLineEdit>(*form, "natSource")->clear();
        QTest::keyClicks(part<QLineEdit>(*form, "natSource"), QStringLiteral("198.51.100.15"));
        QVERIFY(ok->isEnabled());
        press(ok);
        const auto* asked = m_helper.latest<SetNat>();
        QVERIFY(asked);
        QCOMPARE(asked->kind, SourceNat::Snat);
        QCOMPARE(asked->source.toString(), std::string("198.51.100.15"));
        m_helper.answer("Somebody else's table stands in the way.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("Somebody else's table stands in the way."));
        QCOMPARE(part<QLineEdit>(*form, "natSource")->text(), QStringLiteral("198.51.100.15"));
    }

    void settingsOfAllAndOfTheTunHaveTheirControls()
    {
        const auto device = someDevice("tun0");
        m_panel->setDevice(&device);
        m_panel->showGateway(shownWith({{{RpFilter, "all"}, "2", "1"},
                                        {{RpFilter, "tun0"}, "0", ""},
                                        {{RpFilter, "eth7"}, "1", ""},
                                        {{LogMartians, "all"}, "0", ""}}));
        auto* all = part<EditRow>(*m_panel, "net.ipv4.conf.all.rp_filter");
        QVERIFY(all && all->isVisible());
        QCOMPARE(all->hint(), QStringLiteral("net.ipv4.conf.all.rp_filter = 2, was 1"));
        QVERIFY(part<EditRow>(*m_panel, "net.ipv4.conf.tun0.rp_filter"));
        QVERIFY(!part<EditRow>(*m_panel, "net.ipv4.conf.eth7.rp_filter"));
        auto* box = all->findChild<QComboBox*>();
        QCOMPARE(box->currentText(), QStringLiteral("loose"));
        QWheelEvent wheel({5, 5}, box->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &wheel);
        QCOMPARE(box->currentText(), QStringLiteral("loose"));
        QVERIFY(m_helper.asked.empty());
        QTest::keyClick(box, Qt::Key_Up);
        QTest::keyClick(box, Qt::Key_Up); // on its way from loose to off
        QVERIFY(m_helper.asked.empty());
        QCOMPARE(m_strip->commands(), QStringLiteral("sysctl -w net.ipv4.conf.all.rp_filter=0"));
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(box->currentText(), QStringLiteral("loose"));
        QVERIFY(!m_strip->isArmed());
        QTest::keyClick(box, Qt::Key_Up);
        QTest::keyClick(box, Qt::Key_Return);
        const auto* asked = m_helper.latest<SetRpFilter>();
        QVERIFY(asked);
        QVERIFY((*asked == SetRpFilter{"all", 1}));
        m_helper.answer("No.");
        QCOMPARE(m_strip->refusal(), QStringLiteral("No."));
        press(part<QPushButton>(*m_strip, "cancel"));
        QCOMPARE(box->currentText(), QStringLiteral("loose"));
        m_strip->setPlace({}, true);
        QTest::keyClick(box, Qt::Key_F4);
        QTest::keyClick(box->view(), Qt::Key_Home);
        QTest::keyClick(box->view(), Qt::Key_Return);          // picked in the list
        QCOMPARE(box->currentText(), QStringLiteral("loose")); // the kernel's, until it is another one
        QVERIFY(m_helper.asked.empty());
        QVERIFY(m_strip->isArmed());
        QCOMPARE(m_strip->words(), QStringLiteral("Reverse path: off"));
        press(part<QPushButton>(*m_strip, "cancel"));
        m_strip->setPlace({}, false);
        press(part<EditRow>(*m_panel, "net.ipv4.conf.all.log_martians")->findChild<QCheckBox*>());
        const auto* martians = m_helper.latest<SetLogMartians>();
        QVERIFY(martians);
        QVERIFY(martians->on);
    }

    void longNamesDoNotWidenTheDock()
    {
        auto device = someDevice("abcdefghijklmno");
        device.addresses = {"2001:db8:1234:5678:9abc:def0:1234:5678/128"};
        m_panel->setDevice(&device);
        m_panel->showGateway(shownWith(
            {{{RpFilter, "abcdefghijklmno"}, "2", "1"}, {{LogMartians, "abcdefghijklmno"}, "0", ""}}));
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.showChecks({{"good", Health::Good, {}, {}, {}},
                           {"hint", Health::Hint, {}, {}, {}},
                           {"one",
                            Health::Bad,
                            say("nf_conntrack_without_any_blank_in_its_name"),
                            {},
                            protocol::Command{"sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"}}});
        constexpr int room = dockWidth - scrollBarWidth;
        QVERIFY2(m_panel->minimumSizeHint().width() <= room,
                 qPrintable(QString::number(m_panel->minimumSizeHint().width())));
        QVERIFY2(doctor.minimumSizeHint().width() <= room,
                 qPrintable(QString::number(doctor.minimumSizeHint().width())));
    }

    void somebodyElsesNatIsSaid()
    {
        protocol::GatewayShown shown;
        shown.otherNat = {"ip nat POSTROUTING", "ip mine post"};
        m_panel->showGateway(shown);
        QVERIFY(part<QLabel>(*m_panel, "otherNat")->isVisible());
        QVERIFY(part<QLabel>(*m_panel, "otherNat")->text().endsWith(": ip nat POSTROUTING, ip mine post."));
    }

    void theCommandsFollowWhatOnePointsAt()
    {
        const auto device = someDevice("tun0");
        m_panel->setDevice(&device);
        m_panel->showGateway(shownWith({{{LogMartians, "tun0"}, "0", ""}}));
        m_panel->activateWindow();
        part<QCheckBox>(*m_panel, "forwarding")->setFocus();
        QTRY_VERIFY(m_panel->isActiveWindow());
        QTRY_COMPARE(m_strip->commands(), QStringLiteral("sysctl -w net.ipv4.ip_forward=1"));
        part<QCheckBox>(*m_panel, "nat")->setFocus();
        QTRY_VERIFY(m_strip->commands().contains(QStringLiteral("masquerade")));
        part<EditRow>(*m_panel, "net.ipv4.conf.tun0.log_martians")->findChild<QCheckBox*>()->setFocus();
        QTRY_COMPARE(m_strip->commands(), QStringLiteral("sysctl -w net.ipv4.conf.tun0.log_martians=1"));
    }

    void forwardingIsOfBothFamiliesWhereTheTunHasBoth()
    {
        auto device = someDevice("tun0");
        device.addresses = {"192.168.69.100/24", "fe80::1/64", "2001:db8:69::1/64"};
        m_panel->setDevice(&device);
        auto shown = shownWith({{{Forwarding4}, "1", "0"}, {{Forwarding6}, "0", ""}});
        shown.forwarding = true;
        m_panel->showGateway(shown);
        auto* box = part<QCheckBox>(*m_panel, "forwarding");
        QVERIFY(!box->isChecked()); // half of it is off
        QCOMPARE(part<EditRow>(*m_panel, "forwarding")->hint(),
                 QStringLiteral("net.ipv4.ip_forward = 1, was 0\nnet.ipv6.conf.all.forwarding = 0"));
        press(box);
        const auto* asked = m_helper.latest<SetForwarding>();
        QVERIFY(asked && asked->on && asked->withV6);
        QVERIFY(m_strip->commands().contains(QStringLiteral("net.ipv6.conf.all.forwarding=1")));
    }

    void theSetupIsSavedAsAScriptThatCanBeRun()
    {
        auto shown = shownWith({{{Forwarding4}, "1", "0"}, {{RpFilter, "all"}, "2", "0"}});
        shown.forwarding = true;
        shown.nat = masquerade("192.168.69.0/24", "");
        SetupDialog dialog(setupOf({someDevice("tun0")}, shown));
        for (const char* words : {"tun0", "192.168.69.100/24", "ip_forward", "masquerade", "rp_filter"})
            QVERIFY2(dialog.script().contains(QLatin1String(words)), words);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("setup.sh"));
        QVERIFY(dialog.saveTo(path));
        QVERIFY(part<QLabel>(dialog, "saved")->text().contains(path));
        QVERIFY(QFileInfo(path).isExecutable());
        QVERIFY(!dialog.saveTo(folder.filePath(QStringLiteral("no/such/folder.sh"))));
        QVERIFY(part<QLabel>(dialog, "saved")->text().isEmpty());
    }

    void theSetupIsWhole()
    {
        protocol::GatewayShown shown;
        shown.forwarding = true;
        auto first = someDevice("tun0"), second = someDevice("tun1");
        second.addresses = {"fe80::1/64", "2001:db8::1/64"};
        const auto script = [](const std::vector<Change>& setup) {
            return QString::fromStdString(change::setupScript(setup, change::NatTool::Nft));
        };
        const QString both = script(setupOf({first, second}, shown));
        for (const char* words : {"dev tun0", "dev tun1", "2001:db8::1/64", "ip_forward=1"})
            QVERIFY2(both.contains(QLatin1String(words)), words);
        QVERIFY(!both.contains(QStringLiteral("fe80"))); // the kernel makes it itself
        QVERIFY(script(setupOf({}, shown)).contains(QStringLiteral("ip_forward=1")));
    }
};

HOOKWALK_TEST(TestGatewayDock)
#include "tst_gatewaydock.moc"
