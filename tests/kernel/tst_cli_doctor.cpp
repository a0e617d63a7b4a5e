// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli doctor as people run it.
#include "protocol/level.h"
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk::test;

namespace
{

QStringList idsOf(const CliOutput& output, const char* health)
{
    QStringList ids;
    for (const auto& check : output.objects) {
        if (check["health"].toString() == QLatin1String(health))
            ids << check["id"].toString();
    }
    return ids;
}

} // namespace

class TestCliDoctor : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theStatusSaysWhetherSomethingIsInTheWay_data()
    {
        QTest::addColumn<User>("user");
        QTest::addColumn<Machine>("machine");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("bad");
        QTest::newRow("this machine") << User::Nobody << Machine::Usual << QStringList() << QStringList();
        QTest::newRow("a lab") << User::Nobody << Machine::Usual << QStringList{"--lab"} << QStringList();
        QTest::newRow("a lab of root")
            << User::Root << Machine::Usual << QStringList{"--lab"} << QStringList();
        QTest::newRow("no tun") << User::Nobody << Machine::WithoutTun << QStringList()
                                << QStringList{"tun-device"};
        QTest::newRow("no user namespaces") << User::Nobody << Machine::WithoutUserNamespaces << QStringList()
                                            << QStringList{"user-namespaces"};
    }
    void theStatusSaysWhetherSomethingIsInTheWay()
    {
        QFETCH(User, user);
        QFETCH(Machine, machine);
        QFETCH(QStringList, options);
        QFETCH(QStringList, bad);
        const auto output = finishCli(*startCli(QStringList{"doctor", "--json"} + options, user, machine));
        QVERIFY2(output.complaint.isEmpty(), output.complaint);
        QCOMPARE(output.objects.size(), 18);
        QCOMPARE(idsOf(output, "bad"), bad);
        QCOMPARE(output.status, bad.isEmpty() ? 0 : 1);
        QVERIFY(idsOf(output, "good").size() > 3);
    }

    void theTextHasASignAMeaningAndARemedy()
    {
        const auto output = runCli({"doctor"}, User::Nobody, Machine::WithoutTun);
        QCOMPARE(output.status, 1);
        for (const char* part :
             {"✖ There is no /dev/net/tun\n  No tun can be made", "\n  As root: modprobe tun",
              "\n✔ User namespaces are allowed", "\n! ", "1 thing stands in the way"})
            QVERIFY2(output.text.contains(part), output.text);
    }

    // The name of a device that somebody may have made.
    void aNameCannotReachTheTerminal()
    {
        QProcess shell;
        shell.start("unshare",
                    {"-n", "sh", "-c",
                     "tun=$(printf '\\033[31m\\302\\233') && ip tuntap add dev \"$tun\" mode tun && "
                     "echo 1 > \"/proc/sys/net/ipv4/conf/$tun/rp_filter\" && exec \"$0\" doctor",
                     HOOKWALK_BIN_DIR "/hookwalk-cli"});
        const auto output = finishCli(shell);
        QVERIFY2(output.text.contains("At \\x1b[31m\\xc2\\x9b a packet"), output.text + output.complaint);
        QVERIFY(!output.text.contains('\x1b') && !output.text.contains("\xc2\x9b"));
    }

    void badArgumentsAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a word") << QStringList{"lab"};
        QTest::newRow("unknown") << QStringList{"--mend"};
        QTest::newRow("restore a lab") << QStringList{"--lab", "--restore"};
        QTest::newRow("consent to a lab") << QStringList{"--lab", "--ask"};
    }
    void badArgumentsAreRefused()
    {
        QFETCH(QStringList, arguments);
        const auto output = runCli(QStringList{"doctor"} + arguments);
        QCOMPARE(output.status, 2);
        QVERIFY(output.text.isEmpty());
        QVERIFY(!output.complaint.isEmpty());
    }

    // pkexec chooses the question by the helper's argument (packaging/polkit).
    void anAdministratorIsAskedToLookOrToChange()
    {
        const QTemporaryDir folder;
        const auto path = qgetenv("PATH");
        QFile pkexec(folder.filePath(QStringLiteral("pkexec")));
        QVERIFY(pkexec.open(QFile::WriteOnly));
        pkexec.write("#!/bin/sh\necho \"$3\" >>\"$0.asked\"\nexec \"$2\" \"$3\"\n");
        pkexec.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        pkexec.close();
        qputenv("PATH", QFile::encodeName(folder.path()) + ':' + path);
        qputenv("HOOKWALK_START", "pkexec");
        const auto looked = runCli({"doctor", "--ask", "--json"});
        const auto restored = runCli({"doctor", "--ask", "--restore"});
        qunsetenv("HOOKWALK_START");
        qputenv("PATH", path);
        QCOMPARE(looked.objects.size(), 18);
        QCOMPARE(restored.status, 0);
        QFile asked(pkexec.fileName() + QStringLiteral(".asked"));
        QVERIFY(asked.open(QFile::ReadOnly));
        QCOMPARE(asked.readAll(), QByteArray("--look\n--change\n"));
    }

    // Each level of the helper is an action of polkit's of its own.
    void thePolicyKnowsEachLevel()
    {
        QFile file(QStringLiteral(HOOKWALK_SOURCE_DIR "/packaging/polkit/org.hookwalk.helper.policy.in"));
        QVERIFY(file.open(QFile::ReadOnly));
        const auto actions = file.readAll().split('\n').join(' ').replace("</action>", "\n").split('\n');
        for (const auto word : hookwalk::protocol::levelWords) {
            const QByteArray level(word.data() + 2, static_cast<qsizetype>(word.size() - 2));
            const auto own = [&](const QByteArray& action) {
                return action.contains("id=\"org.hookwalk.helper." + level + '"') &&
                       action.contains("exec.argv1\">--" + level + '<') && action.contains("exec.path\">@");
            };
            QCOMPARE(std::count_if(actions.begin(), actions.end(), own), 1);
        }
    }

    void aHelperThatIsNotThereIsSaid()
    {
        qputenv("HOOKWALK_HELPER", "/nonexistent/helper");
        const auto output = runCli({"doctor"});
        qunsetenv("HOOKWALK_HELPER");
        QCOMPARE(output.status, 1);
        QVERIFY2(output.complaint.contains("/nonexistent/helper"), output.complaint);
    }
};

HOOKWALK_TEST(TestCliDoctor)
#include "tst_cli_doctor.moc"
