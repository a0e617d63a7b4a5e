// SPDX-License-Identifier: GPL-3.0-or-later
// What may be typed into the forms of the left dock, and the dialog that creates a tun.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/testprogram.h"
#include "ui/dock/accounts.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/fieldchecks.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::part;
using hookwalk::test::press;
using hookwalk::test::type;

class TestDockFields : public QObject, hookwalk::test::StripTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void creatingSuggestsTheNextNameAndKeepsARefusedForm()
    {
        CreateTunDialog dialog({QStringLiteral("tun0")}, *m_strip);
        dialog.show();
        QCOMPARE(dialog.name(), QStringLiteral("tun1"));
        type(*part<QLineEdit>(dialog, "tunOwner"), "root");
        press(part<QRadioButton>(dialog, "tap"));
        press(part<QCheckBox>(dialog, "persistent"));
        press(part<QPushButton>(dialog, "apply"));
        const auto* asked = m_helper.latest<change::CreateTun>();
        QVERIFY(asked);
        QCOMPARE(asked->name, std::string("tun1"));
        QCOMPARE(asked->owner, 0U);
        QCOMPARE(asked->group, change::nobody);
        QVERIFY(asked->tap);
        QVERIFY(!asked->persistent);
        dialog.reject(); // an answer is on its way
        QVERIFY(dialog.isVisible());
        m_helper.answer("File exists.");
        QVERIFY(dialog.isVisible());
        QCOMPARE(part<QLabel>(dialog, "refusal")->text(), QStringLiteral("File exists."));
        type(*part<QLineEdit>(dialog, "tunName"), "tun2");
        press(part<QPushButton>(dialog, "apply"));
        m_helper.answer();
        QVERIFY(!dialog.isVisible());
    }

    void anOwnerThatIsNobodyIsSaidAtOnce()
    {
        CreateTunDialog dialog({}, *m_strip);
        dialog.show();
        type(*part<QLineEdit>(dialog, "tunOwner"), "no-such-user-here");
        QVERIFY(!dialog.create());
        QVERIFY(!part<QPushButton>(dialog, "apply")->isEnabled());
        type(*part<QLineEdit>(dialog, "tunOwner"), "4242");
        QVERIFY(dialog.create());
        QVERIFY(accountNames(Account::User).contains(QStringLiteral("root")));
    }

    // What a name can be: tst_change.
    void aNameIsCheckedAsEverywhere()
    {
        QCOMPARE(deviceNameProblem(QStringLiteral("tun0")), QString());
        QVERIFY(deviceNameProblem(QStringLiteral("tun0"), {QStringLiteral("tun0")})
                    .contains(QStringLiteral("tun0")));
        QCOMPARE(deviceNameProblem(QStringLiteral("a/b")), sentenceOf(change::checkDeviceName("a/b")));
        QVERIFY(!deviceNameProblem(QString()).isEmpty());
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
};

HOOKWALK_TEST(TestDockFields)
#include "tst_dockfields.moc"
