// SPDX-License-Identifier: GPL-3.0-or-later
// The doctor's list: what it says first, what it mends, and what is copied from it.
#include "dockhands.h"
#include "dockprobe.h"
#include "support/testprogram.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/doctorpanel.h"

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
using hookwalk::test::part;
using hookwalk::test::press;

class TestDoctorPanel : public QObject, hookwalk::test::StripTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theDoctorSaysWhatIsWrongFirstAndCounts()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.show();
        const std::vector<protocol::Check> checks{
            {"one", Health::Good, say("kernel-log-open"), {}, {}},
            {"two",
             Health::Hint,
             say("forwarding-off"),
             {say("forwarding-off-means")},
             change::SetForwarding{}},
            {"three",
             Health::Bad,
             say("tun-device-missing"),
             {say("tun-device-missing-means")},
             protocol::Command{"modprobe tun"}},
        };
        doctor.showChecks(checks);
        QCOMPARE(countsOf(checks), QStringLiteral("1 bad, 1 hint"));
        auto* bad = part<QWidget>(doctor, "check three");
        auto* good = part<QWidget>(doctor, "check one");
        QTRY_VERIFY(bad->y() < good->y());
        QCOMPARE(bad->accessibleName(), QStringLiteral("bad: There is no /dev/net/tun"));
        QCOMPARE(part<QLabel>(*bad, "meaning")->text(),
                 QStringLiteral("No tun can be made, so there is nothing to send into."));
        press(part<QToolButton>(*bad, "copyRemedy"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("modprobe tun"));
        QSignalSpy refresh(&doctor, &DoctorPanel::refreshAsked);
        press(part<QPushButton>(*part<QWidget>(doctor, "check two"), "mend"));
        const auto* asked = m_helper.latest<change::SetForwarding>();
        QVERIFY(asked);
        QVERIFY(asked->on);
        QCOMPARE(refresh.size(), 0);
        m_helper.answer();
        QCOMPARE(refresh.size(), 1);
        press(part<QToolButton>(doctor, "examine"));
        QCOMPARE(refresh.size(), 2);
    }

    void onlyWhatTheHelperDoesBecomesAButton()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.show();
        doctor.showChecks({{"change", Health::Hint, {}, {}, change::SetRpFilter{"all", 2}},
                           {"restore", Health::Bad, {}, {}, protocol::RestoreLeftovers{}},
                           {"command", Health::Bad, {}, {}, protocol::Command{"reboot"}},
                           {"nothing", Health::Bad, {}, {}, {}}});
        const auto button = [&](const char* check) {
            return part<QPushButton>(*part<QWidget>(doctor, check), "mend");
        };
        QCOMPARE(button("check change")->text(), QStringLiteral("Reverse path: loose"));
        QCOMPARE(button("check change")->toolTip(),
                 QStringLiteral("sysctl -w net.ipv4.conf.all.rp_filter=2"));
        QVERIFY(!button("check command"));
        QVERIFY(!button("check nothing"));
        press(button("check restore"));
        QVERIFY(std::holds_alternative<protocol::RestoreLeftovers>(m_helper.asked.back().order));
    }

    void rowsOfTheDoctorStayWhileTheySayTheSame()
    {
        DoctorPanel doctor(*m_appearance, *m_strip);
        doctor.show();
        protocol::Check one{"one", Health::Hint, say("forwarding-off"), {}, change::SetForwarding{}};
        protocol::Check two{"two", Health::Good, say("kernel-log-open"), {}, {}};
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
        doctor.show();
        m_strip->setPlace(QStringLiteral("nsenter -t 42 -n"), false);
        doctor.showChecks(
            {{"own",
              Health::Hint,
              {},
              {},
              protocol::Command{"sysctl -w net.netfilter.nf_conntrack_events=1", true}},
             {"all", Health::Hint, {}, {}, protocol::Command{"sysctl -w net.netfilter.nf_log_all_netns=1"}}});
        press(part<QToolButton>(*part<QWidget>(doctor, "check own"), "copyRemedy"));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("nsenter -t 42 -n sysctl -w net.netfilter.nf_conntrack_events=1"));
        press(part<QToolButton>(*part<QWidget>(doctor, "check all"), "copyRemedy"));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("sysctl -w net.netfilter.nf_log_all_netns=1")); // of the whole machine
    }
};

HOOKWALK_TEST(TestDoctorPanel)
#include "tst_doctorpanel.moc"
