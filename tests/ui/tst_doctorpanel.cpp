// The doctor's list: what it says first, what it mends, and what is copied from it.
#include "dockhands.h"
#include "dockprobe.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/remedies.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::protocol::Health;
using hookwalk::protocol::SetGateway;
using hookwalk::test::FakeHelper;
using hookwalk::test::part;

class TestDoctorPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }
    void cleanupTestCase()
    {
        m_strip.reset();
        m_appearance.reset();
    }
    void init()
    {
        m_helper.asked.clear();
        m_strip = std::make_unique<ChangeStrip>(*m_appearance, m_helper.ask());
        m_strip->show();
    }

    void theDoctorSaysWhatIsWrongFirstAndCounts()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.show();
        const std::vector<protocol::Check> checks{
            {"one", Health::Good, "Kernel log readable", "", ""},
            {"two", Health::Hint, "Forwarding is off", "Nothing is passed on.",
             "sysctl -w net.ipv4.ip_forward=1"},
            {"three", Health::Bad, "No /dev/net/tun", "No tun.", "modprobe tun"},
        };
        doctor.showChecks(checks);
        QCOMPARE(countsOf(checks), QStringLiteral("1 bad, 1 hint"));
        auto* bad = part<QWidget>(doctor, "check three");
        auto* good = part<QWidget>(doctor, "check one");
        QTRY_VERIFY(bad->y() < good->y());
        QCOMPARE(bad->accessibleName(), QStringLiteral("bad: No /dev/net/tun"));
        QCOMPARE(part<QLabel>(*bad, "meaning")->text(), QStringLiteral("No tun."));
        part<QToolButton>(*bad, "copyRemedy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("modprobe tun"));
        QSignalSpy refresh(&doctor, &DoctorPanel::refreshAsked);
        part<QPushButton>(*part<QWidget>(doctor, "check two"), "mend")->click();
        const auto* asked = m_helper.latest<SetGateway>();
        QVERIFY(asked);
        QVERIFY(asked->forwarding);
        QCOMPARE(refresh.size(), 0);
        m_helper.answer();
        QCOMPARE(refresh.size(), 1);
        part<QToolButton>(doctor, "examine")->click();
        QCOMPARE(refresh.size(), 2);
    }

    void onlyOurOwnVerbsBecomeButtons_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<bool>("own");
        QTest::newRow("forwarding") << "sysctl -w net.ipv4.ip_forward=1" << true;
        QTest::newRow("loose") << "sysctl -w net.ipv4.conf.all.rp_filter=2" << true;
        QTest::newRow("restore") << "hookwalk-cli doctor --restore" << true;
        QTest::newRow("other setting") << "sysctl -w kernel.dmesg_restrict=0" << false;
        QTest::newRow("more than one") << "sysctl -w net.ipv4.ip_forward=1 && reboot" << false;
        QTest::newRow("forwarding to 2") << "sysctl -w net.ipv4.ip_forward=2" << false;
        QTest::newRow("module") << "modprobe tun" << false;
    }
    void onlyOurOwnVerbsBecomeButtons()
    {
        QFETCH(QString, command);
        QFETCH(bool, own);
        QCOMPARE(ownRemedy(command).has_value(), own);
    }

    void rowsOfTheDoctorStayWhileTheySayTheSame()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.show();
        protocol::Check one{"one", Health::Hint, "Forwarding is off", "", "sysctl -w net.ipv4.ip_forward=1"};
        protocol::Check two{"two", Health::Good, "Kernel log readable", "", ""};
        doctor.showChecks({one, two});
        const QPointer<QWidget> first = part<QWidget>(doctor, "check one");
        const QPointer<QWidget> second = part<QWidget>(doctor, "check two");
        two.health = Health::Bad;
        doctor.showChecks({one, two});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(first);
        QVERIFY(!second);
        QTRY_VERIFY(first->isVisible());
        QTRY_VERIFY(part<QWidget>(doctor, "check two")->y() < first->y());
    }

    void whatTheDoctorCopiesRunsInTheLab()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        m_strip->setPlace(QStringLiteral("nsenter -t 42 -n"), false);
        doctor.showChecks({{"own", Health::Hint, "", "", "sysctl -w net.netfilter.nf_conntrack_events=1"},
                           {"all", Health::Hint, "", "", "sysctl -w net.netfilter.nf_log_all_netns=1"}});
        part<QToolButton>(*part<QWidget>(doctor, "check own"), "copyRemedy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("nsenter -t 42 -n sysctl -w net.netfilter.nf_conntrack_events=1"));
        part<QToolButton>(*part<QWidget>(doctor, "check all"), "copyRemedy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("sysctl -w net.netfilter.nf_log_all_netns=1")); // of the whole machine
    }

private:
    std::unique_ptr<Appearance> m_appearance;
    FakeHelper m_helper;
    std::unique_ptr<ChangeStrip> m_strip;
};

QTEST_MAIN(TestDoctorPanel)
#include "tst_doctorpanel.moc"
