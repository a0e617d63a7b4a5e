// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel has once for all network namespaces, so that no other test may run meanwhile: the setting of the
// machine itself that a lab borrows, and the limit of tracked connections.
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <csignal>
#include <fstream>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

class TestWholeMachine : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatHelpersOfOthersBorrowIsNotCounted()
    {
        HelperClient theirs([] { return unsetenv(helperMark) == 0; });
        QCOMPARE(theirs.makeLab(), std::string());
        QCOMPARE(unless<Done>(theirs.ask(SetTrace{{theirs.lab().farAddress}, 1, LogSource::KernelLog})),
                 std::string());
        QCOMPARE(fileContent("/proc/sys/net/netfilter/nf_log_all_netns"), std::string("1"));
        QVERIFY(MachineState::now() == m_before);
        QCOMPARE(theirs.end(), 0);
    }

    void theKernelSettingIsRestoredAfterTheLastOfSeveralHelpers()
    {
        const auto setting = [] { return fileContent("/proc/sys/net/netfilter/nf_log_all_netns"); };
        const auto traced = [](HelperClient& helper) {
            const auto problem = helper.makeLab();
            return problem.empty() ? unless<Done>(helper.ask(
                                         SetTrace{{helper.lab().farAddress}, 1, LogSource::KernelLog}))
                                   : problem;
        };
        HelperClient second;
        {
            HelperClient first;
            QCOMPARE(traced(first), std::string());
            QCOMPARE(setting(), std::string("1"));
            QCOMPARE(traced(second), std::string());
            QCOMPARE(first.end(), 0);
        }
        HelperClient third; // its start leaves alone what the second one uses
        QCOMPARE(traced(third), std::string());
        QCOMPARE(third.end(), 0);
        QCOMPARE(setting(), std::string("1"));
        QVERIFY(MachineState::now().journal);
        QCOMPARE(second.end(), 0);
    }

    void theNextHelperRestoresWhatOneKilledTogetherWithItsRestoringProcessLeft()
    {
        HelperClient helper;
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(unless<Done>(helper.ask(SetTrace{{helper.lab().farAddress}, 1, LogSource::KernelLog})),
                 std::string());
        const pid_t restoring = restoringProcess();
        QVERIFY(restoring != 0);
        kill(restoring, SIGKILL);
        QTRY_VERIFY(restoringProcess() == 0);
        kill(helper.pid(), SIGKILL);
        QCOMPARE(helper.waitForEnd(), 128 + SIGKILL);
        QVERIFY(MachineState::now().journal);

        HelperClient next;
        QCOMPARE(next.makeLab(), std::string());
        QCOMPARE(MachineState::now().logsAllNamespaces, m_before.logsAllNamespaces);
        QVERIFY(!MachineState::now().journal);
    }

    void theTableOfConnectionsIsFull()
    {
        constexpr auto limit =
            "/proc/sys/net/netfilter/nf_conntrack_max"; // to be set from the first one alone
        const auto before = fileContent(limit);
        std::ofstream(limit) << 1;
        const auto output = runCli({"explain", "--json", "auto", "203.0.113.29", "--prepare",
                                    "bash -c 'echo x >/dev/udp/203.0.113.29/9'"});
        std::ofstream(limit) << before;
        QCOMPARE(fileContent(limit), before);
        const auto said = output.summary();
        QVERIFY2(said["code"].toString() == QLatin1String("conntrack-full"), output.text + output.complaint);
        QVERIFY(!said["reason"].toString().isEmpty());
        QCOMPARE(output.packets().first().value("ending").toObject().value("at").toString(),
                 QStringLiteral("conntrack"));
        const auto evidence = QJsonDocument(said["evidence"].toArray()).toJson();
        for (const char* words : {"table full", "Conntrack.drop"})
            QVERIFY2(evidence.contains(words), evidence);
    }
};

HOOKWALK_TEST(TestWholeMachine)
#include "tst_wholemachine.moc"
