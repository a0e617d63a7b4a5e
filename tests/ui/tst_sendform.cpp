// SPDX-License-Identifier: GPL-3.0-or-later
// The send form: protocols, origins, both families, presets of the lab; and the choice of sources.
#include "session/pingrun.h"
#include "support/madelab.h"
#include "support/testprogram.h"
#include "ui/panels/sendform.h"
#include "ui/panels/sourcesmenu.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using session::PingFrom;

class TestSendForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
    }
    void init()
    {
        m_form = std::make_unique<SendForm>(*m_appearance);
        m_form->setLab(test::madeLab());
        m_form->setMode(SendForm::Mode::Ready);
    }
    void cleanupTestCase()
    {
        m_form.reset();
        m_appearance.reset();
    }

    void withoutAChangeItPingsTheFarHostFromTheTun()
    {
        const auto request = m_form->request();
        QVERIFY(request);
        QCOMPARE(request->destination, test::madeLab().farAddress);
        QCOMPARE(request->source, test::madeLab().pingSource);
        QVERIFY(request->from == PingFrom::Tun && request->protocol == wire::ProbeProtocol::IcmpEcho);
        QCOMPARE(request->destinationPort, quint16{0});
        QCOMPARE(probe()->text(), QStringLiteral("Ping"));
    }

    void itAsksForTheSameBeforeItsPanelIsMade()
    {
        SendForm form(*m_appearance);
        form.setLab(test::madeLab());
        const auto* button = form.findChild<QPushButton*>(QStringLiteral("probe"));
        for (const char* to : {"203.0.113.29", "2001:db8:ffff::29"}) {
            form.findChild<QLineEdit*>(QStringLiteral("destination"))->setText(QLatin1String(to));
            QVERIFY(!form.findChild<QSpinBox*>(QStringLiteral("port")) && form.request());
        }
        const auto before = *form.request();
        const QString summary = button->text();
        form.setMode(SendForm::Mode::Ready);
        QVERIFY(form.findChild<QSpinBox*>(QStringLiteral("port")));
        const auto made = *form.request();
        QCOMPARE(button->text(), summary);
        QCOMPARE(made.source, before.source);
        QCOMPARE(made.payload, before.payload);
        QCOMPARE(made.timeoutUs, before.timeoutUs);
        QCOMPARE(made.destinationPort, before.destinationPort);
        QVERIFY(made.protocol == before.protocol && made.from == before.from && made.device == before.device);
        QVERIFY(made.sameConnection == before.sameConnection && made.firstId == before.firstId);
        QVERIFY(made.dontFragment == before.dontFragment && made.fragmentBytes == before.fragmentBytes);
        QVERIFY(made.damage == before.damage && made.raw == before.raw && made.tcpFlags == before.tcpFlags);
    }

    void theSourceFollowsTheFamilyUntilItIsTyped()
    {
        edit("destination")->setText(QStringLiteral("2001:db8:ffff::29"));
        QVERIFY(m_form->request());
        QCOMPARE(m_form->request()->source, test::madeLab().pingSource6);
        edit("source")->setText(QStringLiteral("192.168.69.7"));
        edit("source")->setModified(true);
        edit("destination")->setText(QStringLiteral("2001:db8:ffff::30"));
        QVERIFY(!m_form->request());
        QVERIFY(m_form->problem().contains(QStringLiteral("one family")));
        edit("destination")->setText(QStringLiteral("203.0.113.30"));
        QVERIFY(m_form->request());
    }

    void portsBelongToUdpAndTcp()
    {
        m_form->findChild<QPushButton*>(QStringLiteral("protocolTCP"))->click();
        QCOMPARE(spin("port")->value(), 80);
        spin("port")->setValue(8080);
        QCOMPARE(m_form->request()->destinationPort, quint16{8080});
        QVERIFY(m_form->request()->protocol == wire::ProbeProtocol::Tcp);
        QCOMPARE(probe()->text(), QStringLiteral("TCP 8080"));
        m_form->findChild<QPushButton*>(QStringLiteral("protocolICMP"))->click();
        QCOMPARE(m_form->request()->destinationPort, quint16{0});
    }

    void aTcpProbeIsARealSynUnlessOtherFlagsAreChosen()
    {
        m_form->findChild<QPushButton*>(QStringLiteral("protocolTCP"))->click();
        auto request = m_form->request();
        QVERIFY(request->payload.empty() && request->dontFragment && !request->handshake);
        QCOMPARE(request->tcpFlags, std::vector<quint8>{wire::Syn});
        box("tcpFlags")->setCurrentText(QStringLiteral("Handshake"));
        QVERIFY(m_form->request()->handshake);
        spin("count")->setValue(1);
        box("tcpFlags")->setCurrentText(QStringLiteral("SYN, then ACK"));
        request = m_form->request();
        QCOMPARE(request->tcpFlags, (std::vector<quint8>{wire::Syn, wire::Ack}));
        QCOMPARE(request->count, 2u);
        QCOMPARE(probe()->text(), QStringLiteral("TCP 80, SYN, then ACK"));
        m_form->findChild<QPushButton*>(QStringLiteral("protocolICMP"))->click();
        QVERIFY(!m_form->request()->dontFragment);
        QCOMPARE(m_form->request()->payload, session::PingRequest().payload);
    }

    void theSourceFitsWhereItIsSentFrom()
    {
        box("from")->setCurrentText(QStringLiteral("This machine"));
        QVERIFY(m_form->request()->from == PingFrom::ThisMachine);
        QCOMPARE(m_form->request()->source, test::madeLab().networkAddress);
        box("from")->setCurrentText(QStringLiteral("eth0"));
        QCOMPARE(m_form->request()->device, std::string("eth0"));
        QCOMPARE(m_form->request()->source, test::madeLab().farAddress);
        box("from")->setCurrentText(QStringLiteral("lan0")); // as this lab calls it
        QCOMPARE(m_form->request()->device, std::string("lan0"));
        QCOMPARE(m_form->request()->source, test::madeLab().lanServer);
    }

    void whatDoesNotFitIsSaid()
    {
        edit("destination")->setText(QStringLiteral("203.0.113"));
        QVERIFY(m_form->problem().startsWith(QStringLiteral("To “203.0.113”")));
        edit("destination")->setText(QStringLiteral("2001:db8:ffff::29"));
        QVERIFY(m_form->problem().isEmpty());
        QCOMPARE(probe()->text(), QStringLiteral("Ping, IPv6"));
        spin("payload")->setValue(1472); // fits into IPv4 only
        QVERIFY(m_form->problem().contains(QStringLiteral("payload")));
        QVERIFY(!m_form->request());
        spin("fragments")->setValue(512);
        QVERIFY(m_form->request());
    }

    void aPacketMayBeDamagedAndCutUpOnPurpose()
    {
        box("checksum")->setCurrentIndex(2);
        spin("fragments")->setValue(16);
        spin("payload")->setValue(2000);
        spin("probeId")->setValue(77);
        const auto request = m_form->request();
        QVERIFY(request);
        QVERIFY(request->damage == wire::Damage::TransportChecksum);
        QCOMPARE(request->fragmentBytes, quint16{16});
        QCOMPARE(request->payload.size(), std::size_t{2000});
        QCOMPARE(request->firstId, quint16{77});
        m_form->findChild<QCheckBox*>(QStringLiteral("dontFragment"))->setChecked(true);
        QVERIFY(m_form->problem().contains(QStringLiteral("fragment")));
    }

    void presetsSetAllThatBelongsToThem()
    {
        auto* presets = m_form->findChild<QMenu*>(QStringLiteral("presets"));
        QStringList names;
        for (QAction* action : presets->actions()) {
            action->trigger();
            QVERIFY2(m_form->request(), qPrintable(action->text() + m_form->problem()));
            names << action->text().section(QLatin1Char('\t'), 0, 0);
            if (names.last().contains(QStringLiteral("DNAT"))) {
                QCOMPARE(m_form->request()->destination, test::madeLab().networkAddress);
                QCOMPARE(m_form->request()->destinationPort, quint16{8080});
            }
            if (names.last().contains(QStringLiteral("IPv6")))
                QCOMPARE(m_form->request()->source, test::madeLab().pingSource6);
        }
        QCOMPARE(names.size(), 6);
        QVERIFY(m_form->request()->protocol ==
                wire::ProbeProtocol::IcmpEcho); // the last one: the tun's address
    }

    void withoutIpV6ThereIsNoPresetOfIt()
    {
        auto made = test::madeLab();
        made.farAddress6 = made.pingSource6 = {};
        QCOMPARE(presetsOf(made).size(), std::size_t{5});
        QVERIFY(presetsOf({}).empty());
    }

    // ---- raw

    void rawShowsTheBytesOfTheProbeAndSendsThemAsTheyAre()
    {
        openPanel();
        click("protocolRaw");
        const auto before = m_form->request();
        QVERIFY(before);
        auto* bytes = m_form->findChild<QPlainTextEdit*>(QStringLiteral("rawBytes"));
        QVERIFY(bytes->isVisible() && bytes->toPlainText().startsWith(QStringLiteral("45 00 00 29 ")));
        QCOMPARE(before->raw.size(), std::size_t{41});
        QCOMPARE(before->destination, test::madeLab().farAddress);
        QVERIFY(!edit("destination")->isEnabled());
        QCOMPARE(probe()->text(), QStringLiteral("Raw, ICMP"));
        // The TTL is the 9th byte; its old checksum is no longer right, and stays.
        bytes->setFocus();
        QTest::keyClick(bytes, Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < 8 * 3; ++i)
            QTest::keyClick(bytes, Qt::Key_Right);
        QTest::keyClick(bytes, Qt::Key_Delete);
        QTest::keyClick(bytes, Qt::Key_Delete);
        QTest::keyClicks(bytes, QStringLiteral("05"));
        const auto after = m_form->request();
        QVERIFY(after);
        QCOMPARE(after->ttl, quint8{5});
        std::string expected = before->raw;
        expected[8] = 5;
        QCOMPARE(after->raw, expected);
        const auto* what = m_form->findChild<QLabel*>(QStringLiteral("rawWhat"));
        QVERIFY(what->text().contains(QStringLiteral("IP checksum is wrong")));
        const auto sent = session::PingRun(*after, 0).nextPackets();
        QVERIFY(sent.size() == 1 && std::ranges::equal(sent.front(), expected, {}, {},
                                                       [](char c) { return static_cast<std::uint8_t>(c); }));
        click("protocolTCP");
        QVERIFY(m_form->request()->raw.empty() && edit("destination")->isEnabled());
        click("protocolRaw"); // what was edited is still there
        QCOMPARE(m_form->request()->raw, expected);
    }

    void tabGoesThroughThePanelAsOneReads()
    {
        openPanel();
        click("protocolTCP");
        QWidget* panel = spin("port")->window();
        QVERIFY(panel != m_form.get());
        QCOMPARE(panel->focusWidget()->objectName(), QStringLiteral("protocolICMP"));
        for (const char* name : {"port", "from", "payload", "fragments", "checksum", "newConnection",
                                 "probeId", "timeout", "dontFragment", "tcpFlags"}) {
            QTest::keyClick(panel->focusWidget(), Qt::Key_Tab);
            QCOMPARE(panel->focusWidget()->objectName(), QLatin1String(name));
        }
    }

    void rawBytesThatAreNoPacketAreRefusedWithASentence()
    {
        openPanel();
        click("protocolRaw");
        auto* bytes = m_form->findChild<QPlainTextEdit*>(QStringLiteral("rawBytes"));
        const auto* problem = m_form->findChild<QLabel*>(QStringLiteral("probeProblem"));
        const std::pair<const char*, const char*> wrong[] = {{"45 0g", "“0g”|\"0g\""},
                                                             {"", "no bytes"},
                                                             {"00 11", "version of IP"},
                                                             {"45 00 00 1d", "not whole"}};
        for (const auto& [typed, sentence] : wrong) {
            bytes->setFocus();
            bytes->selectAll();
            QTest::keyClick(bytes, Qt::Key_Delete);
            QTest::keyClicks(bytes, QLatin1String(typed));
            QVERIFY2(problem->text().contains(QRegularExpression(QLatin1String(sentence))),
                     qPrintable(problem->text()));
            QVERIFY(problem->isVisible() && !m_form->request());
        }
        box("from")->setCurrentText(QStringLiteral("This machine"));
        QVERIFY(!m_form->request());
    }

    // ---- presets of one's own

    void aProbeIsSavedUnderANameChosenAndRemoved()
    {
        openPanel();
        click("protocolUDP");
        spin("port")->setValue(53);
        spin("payload")->setValue(99);
        click("saveProbeAs");
        QTest::keyClicks(edit("probeName"), QStringLiteral("DNS"));
        click("saveProbe");
        click("protocolICMP");
        QCOMPARE(probe()->text(), QStringLiteral("Ping"));

        m_form = std::make_unique<SendForm>(*m_appearance); // another start
        m_form->setLab(test::madeLab());
        openPanel();
        auto* saved = box("savedProbes");
        QVERIFY(saved->isVisible());
        saved->setFocus();
        QTest::keyClick(saved, Qt::Key_Down); // to the only one
        QCOMPARE(saved->currentText(), QStringLiteral("DNS"));
        const auto request = m_form->request();
        QVERIFY(request && request->protocol == wire::ProbeProtocol::Udp);
        QCOMPARE(request->destinationPort, quint16{53});
        QCOMPARE(request->payload.size(), std::size_t{99});
        spin("port")->setValue(54); // no longer that one
        QCOMPARE(saved->currentIndex(), -1);
        QTest::keyClick(saved, Qt::Key_Down);
        QCOMPARE(m_form->request()->destinationPort, quint16{53});
        QTest::mouseClick(m_form->findChild<QToolButton*>(QStringLiteral("removeProbe")), Qt::LeftButton);
        QVERIFY(!saved->isVisible());
        SendForm next(*m_appearance);
        next.setMode(SendForm::Mode::Ready);
        QCOMPARE(next.findChild<QComboBox*>(QStringLiteral("savedProbes"))->count(), 0);
    }

    // ---- sources

    void theChoiceOfSourcesIsTold()
    {
        SourcesMenu menu;
        session::Session session({});
        menu.showState({}, session);
        Q_EMIT menu.aboutToShow();
        QSignalSpy chosen(&menu, &SourcesMenu::chosen);
        menu.findChild<QRadioButton*>(QStringLiteral("source4"))->click();
        QCOMPARE(chosen.count(), 1);
        auto choice = chosen.takeFirst().first().value<SourcesMenu::Choice>();
        QVERIFY(choice.source == protocol::LogSource::Nftrace);
        menu.showState(choice, session);
        QVERIFY(
            !menu.findChild<QCheckBox*>(QStringLiteral("rulesSwitch"))->isEnabled()); // it tells them anyway
        menu.findChild<QCheckBox*>(QStringLiteral("framesSwitch"))->click();
        choice = chosen.takeFirst().first().value<SourcesMenu::Choice>();
        QVERIFY(!choice.frames && choice.rules && choice.connections);
    }

    void theChoiceIsRemembered()
    {
        QVERIFY(SourcesMenu::remembered() == SourcesMenu::Choice());
        const SourcesMenu::Choice choice{protocol::LogSource::Both, false, true, false};
        SourcesMenu::remember(choice);
        QVERIFY(SourcesMenu::remembered() == choice);
        QSettings().setValue(QStringLiteral("sources/source"), 99);
        QVERIFY(SourcesMenu::remembered().source == protocol::LogSource::Auto);
    }

private:
    QLineEdit* edit(const char* name) const { return m_form->findChild<QLineEdit*>(QLatin1String(name)); }
    QComboBox* box(const char* name) const { return m_form->findChild<QComboBox*>(QLatin1String(name)); }
    QSpinBox* spin(const char* name) const { return m_form->findChild<QSpinBox*>(QLatin1String(name)); }
    void openPanel()
    {
        m_form->setMode(SendForm::Mode::Ready);
        m_form->setSlots(slotsFor(1600));
        m_form->show();
        QTest::mouseClick(probe(), Qt::LeftButton);
        QTRY_VERIFY(spin("port")->isVisible());
    }
    void click(const char* name) const
    {
        auto* button = m_form->findChild<QPushButton*>(QLatin1String(name));
        QVERIFY2(button && button->isVisible(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QPushButton* probe() const { return m_form->findChild<QPushButton*>(QStringLiteral("probe")); }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<SendForm> m_form;
};

HOOKWALK_TEST(TestSendForm)
#include "tst_sendform.moc"
