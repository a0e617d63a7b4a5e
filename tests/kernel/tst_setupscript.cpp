// SPDX-License-Identifier: GPL-3.0-or-later
// The script of a setup, run in a network namespace of its own: it does what the same commands by hand do,
// and its teardown leaves nothing. /run is a tmpfs of the test's own mount namespace.
#include "change/shelltext.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::change;

namespace
{

constexpr auto state = "ip -o address; ip -d -o link; ip route; nft list ruleset; iptables -t nat -S; "
                       "sysctl -a 2>/dev/null | grep ^net; ls -A /run";
// What the kernel and iptables keep of the first time for good is there before: lo's address, the nat chains.
constexpr auto thisMachinesRules =
    "ip link set lo up; ip link set lo down; iptables -t nat -A POSTROUTING -j RETURN; "
    "iptables -t nat -D POSTROUTING -j RETURN\n";

// Each run has a machine of its own.
struct FreshMachine {
    QByteArray run(const QString& commands)
    {
        QProcess shell;
        shell.setChildProcessModifier([] {
            if (!test::enterFreshMachine())
                _exit(100);
        });
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), commands});
        if (!shell.waitForFinished() || shell.exitStatus() != QProcess::NormalExit)
            return "the shell does not end";
        status = shell.exitCode();
        complaint = shell.readAllStandardError();
        return shell.readAllStandardOutput();
    }
    int status = -1;
    QByteArray complaint;
};

std::vector<Change> setupByHand(const std::string& tun = "tun0")
{
    return {CreateTun{tun}, AddDeviceAddress{tun, {IpAddress::v4(0xc0a84564), 24}}, SetDeviceUp{tun},
            SetForwarding{}, SetNat{SourceNat::Masquerade, {IpAddress::v4(0xc0a84500), 24}, {}, {}}};
}

std::vector<Change> moreOfASetup(const std::string& tun = "tun0")
{
    auto changes = setupByHand(tun);
    changes.insert(changes.end(), {SetDeviceMtu{tun, 1400}, SetDeviceMtu{"lo", 20'000}, SetDeviceUp{"lo"},
                                   SetRpFilter{"lo", 2}, SetLogMartians{"lo"}, SetRpFilter{tun, 1}});
    return changes;
}

} // namespace

class TestSetupScript : public test::KernelTest
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString save(const std::vector<Change>& changes, NatTool tool) const
    {
        QFile file(m_folder.filePath(QStringLiteral("setup.sh")));
        const auto script = setupScript(changes, tool);
        return file.open(QFile::WriteOnly) && file.write(script.data(), qint64(script.size())) > 0
                   ? file.fileName()
                   : QString();
    }

private Q_SLOTS:
    void itDoesWhatTheSetupByHandDoes()
    {
        const QString rest = QStringLiteral("\nrm -rf /run/*\n") + state;
        FreshMachine byHand;
        const auto wanted = byHand.run(QStringLiteral("set -e\n"
                                                      "ip tuntap add dev tun0 mode tun\n"
                                                      "ip addr add 192.168.69.100/24 dev tun0\n"
                                                      "ip link set tun0 up\n"
                                                      "iptables -t nat -A POSTROUTING -s 192.168.69.0/24 -j "
                                                      "MASQUERADE\n"
                                                      "sysctl -q net.ipv4.ip_forward=1\n") +
                                       rest);
        QVERIFY2(byHand.status == 0 && wanted.contains("MASQUERADE"), byHand.complaint);
        FreshMachine byScript;
        const auto got = byScript.run(
            QStringLiteral("sh %1 setup > /dev/null || exit 9").arg(save(setupByHand(), NatTool::Iptables)) +
            rest);
        QVERIFY2(byScript.status == 0, byScript.complaint);
        QCOMPARE(got, wanted);
    }

    void theTeardownLeavesNothing_data()
    {
        QTest::addColumn<int>("tool");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("nft") << int(NatTool::Nft) << QByteArray("tun0");
        QTest::newRow("iptables") << int(NatTool::Iptables) << QByteArray("tun0");
        QTest::newRow("a command for a name") << int(NatTool::Nft) << QByteArray(";id;a='<UP>");
        QTest::newRow("an escape") << int(NatTool::Iptables) << QByteArray("\x1b[31m$(id)\"\xff");
    }
    void theTeardownLeavesNothing()
    {
        QFETCH(int, tool);
        QFETCH(QByteArray, name);
        FreshMachine machine;
        const auto output = machine.run(
            QLatin1String(thisMachinesRules) +
            QStringLiteral("look() { %1; }\nlook > /tmp/before.$$\n"
                           "sh %2 setup > /dev/null || exit 9\n"
                           "grep -q . /run/hookwalk_*.setup/steps || exit 8\n"
                           "cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/lo/rp_filter\n"
                           "ip link show dev %3 | grep -ao 'mtu 1400'\n"
                           "nft list ruleset 2> /dev/null | grep -c masquerade\n"
                           "sh %2 teardown > /dev/null || exit 7\n"
                           "look | diff /tmp/before.$$ - && rm /tmp/before.$$")
                .arg(QLatin1String(state), save(moreOfASetup(name.toStdString()), NatTool(tool)),
                     QString::fromStdString(shellWord(name.toStdString()))));
        QVERIFY2(machine.status == 0, machine.complaint + output);
        QCOMPARE(output, QByteArray("1\n2\nmtu 1400\n1\n"));
    }

    void aSetupThatFailsTakesItsPartBack()
    {
        auto changes = moreOfASetup();
        changes.push_back(SetDeviceUp{"nosuch0"});
        FreshMachine machine;
        const auto output = machine.run(QLatin1String(thisMachinesRules) +
                                        QStringLiteral("look() { %1; }\nlook > /tmp/before.$$\n"
                                                       "sh %2 setup > /dev/null && exit 9\n"
                                                       "look | diff /tmp/before.$$ - && rm /tmp/before.$$")
                                            .arg(QLatin1String(state), save(changes, NatTool::Nft)));
        QVERIFY2(machine.status == 0, machine.complaint + output);
        QVERIFY2(machine.complaint.contains("nosuch0"), machine.complaint);
    }

    void whatSomebodyElseMadeIsLeftAlone()
    {
        FreshMachine machine;
        const auto script = save(setupByHand(), NatTool::Nft);
        const auto output = machine.run(QStringLiteral("ip tuntap add dev tun0 mode tap; sh %1 setup\n"
                                                       "ip -d -o link show tun0 | grep -o 'tun type tap'\n"
                                                       "sh %1 teardown")
                                            .arg(script));
        QCOMPARE(output, QByteArray("tun type tap\n"));
        QCOMPARE(machine.status, 1);
        QVERIFY2(machine.complaint.contains("Nothing is set up"), machine.complaint);
    }

    void aSecondSetupIsRefused()
    {
        FreshMachine machine;
        machine.run(QStringLiteral("sh %1 setup && sh %1 setup; echo $? >&2; ip link show tun0 >&2")
                        .arg(save(setupByHand(), NatTool::Nft)));
        QVERIFY2(machine.complaint.contains("take that back first"), machine.complaint);
        QCOMPARE(machine.status, 0);
    }
};

HOOKWALK_TEST(TestSetupScript)
#include "tst_setupscript.moc"
