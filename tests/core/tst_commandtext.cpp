// Requests as commands: word for word, quoted for a shell, and whole scripts that a shell accepts.
#include "protocol/commandtext.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::protocol;

namespace
{

IpAddress address(const char* text)
{
    return IpAddress::parse(text).value_or(IpAddress());
}

SetGateway natOf(const char* subnet, std::uint8_t prefix)
{
    SetGateway request;
    request.set = SetGateway::Nat;
    request.nat = SourceNat::Masquerade;
    request.subnet = address(subnet);
    request.prefix = prefix;
    return request;
}

SetGateway forwarding(bool on)
{
    SetGateway request;
    request.set = SetGateway::Forwarding;
    request.forwarding = on;
    return request;
}

// One of each, with a name that a shell would take apart.
std::vector<Request> all()
{
    SetGateway settings;
    settings.set = SetGateway::RpFilter | SetGateway::LogMartians;
    settings.device = "eth0.100";
    settings.rpFilter = 2;
    settings.logMartians = true;
    auto snat = natOf("192.168.69.100", 24);
    snat.nat = SourceNat::Snat;
    snat.snat = address("198.51.100.15");
    snat.out = "it's;id";
    auto tap = CreateTun{"t;reboot", true, 1000, 100, false};
    return {tap,
            AddDeviceAddress{"t;reboot", address("2001:db8::1"), 64},
            RemoveDeviceAddress{"eth0", address("192.0.2.1"), 32},
            SetDeviceMtu{"t;reboot", 1400},
            SetDeviceUp{"t;reboot", true},
            SetDeviceUp{"eth1", false},
            forwarding(true),
            settings,
            snat};
}

QStringList lines(const std::vector<std::string>& commands)
{
    QStringList list;
    for (const std::string& command : commands)
        list << QString::fromStdString(command);
    return list;
}

// The program's complaint about a script; "" where it has none.
QByteArray complaintOf(const QString& program, const QStringList& arguments, const std::string& script)
{
    QTemporaryFile file;
    if (!file.open() || file.write(script.data(), qint64(script.size())) < 0 || !file.flush())
        return "the script cannot be saved";
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments + QStringList{file.fileName()});
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return "it does not run";
    return process.exitCode() == 0 ? QByteArray() : process.readAll() + " in:\n" + script.c_str();
}

} // namespace

class TestCommandText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSetupByHandComesOut()
    {
        const std::vector<Request> requests{CreateTun{"tun0"},
                                            AddDeviceAddress{"tun0", address("192.168.69.100"), 24},
                                            SetDeviceUp{"tun0"}, natOf("192.168.69.0", 24), forwarding(true)};
        const auto commands = shellCommands(requests, NatTool::Iptables, {{"net.ipv4.ip_forward", "0"}});
        QCOMPARE(lines(commands.setup),
                 (QStringList{"ip tuntap add dev tun0 mode tun", "ip address add 192.168.69.100/24 dev tun0",
                              "ip link set dev tun0 up",
                              "iptables -t nat -A POSTROUTING -s 192.168.69.0/24 -j MASQUERADE",
                              "sysctl -w net.ipv4.ip_forward=1"}));
        QCOMPARE(lines(commands.teardown),
                 (QStringList{"sysctl -w net.ipv4.ip_forward=0",
                              "iptables -t nat -D POSTROUTING -s 192.168.69.0/24 -j MASQUERADE",
                              "ip link set dev tun0 down", "ip address del 192.168.69.100/24 dev tun0",
                              "ip tuntap del dev tun0 mode tun"}));
    }

    void nftablesGetATableOfItsOwn()
    {
        auto request = natOf("2001:db8:69::7", 64);
        request.out = "eth0";
        const auto commands = shellCommands({request}, NatTool::Nft);
        QCOMPARE(lines(commands.setup),
                 (QStringList{"nft create table ip6 hookwalk_gateway",
                              "nft add chain ip6 hookwalk_gateway postrouting '{ type nat hook postrouting "
                              "priority srcnat + 10; }'",
                              "nft add rule ip6 hookwalk_gateway postrouting ip6 saddr 2001:db8:69::/64 "
                              "oifname '\"eth0\"' masquerade"}));
        QCOMPARE(lines(commands.teardown), QStringList{"nft delete table ip6 hookwalk_gateway"});
    }

    void everyWordIsQuotedForTheShell()
    {
        const auto commands = lines(shellCommands(all(), NatTool::Iptables).setup);
        QCOMPARE(
            commands,
            (QStringList{"ip tuntap add dev 't;reboot' mode tap user 1000 group 100",
                         "ip address add 2001:db8::1/64 dev 't;reboot'",
                         "ip address del 192.0.2.1/32 dev eth0", "ip link set dev 't;reboot' mtu 1400",
                         "ip link set dev 't;reboot' up", "ip link set dev eth1 down",
                         "sysctl -w net.ipv4.ip_forward=1", "sysctl -w net.ipv4.conf.eth0/100.rp_filter=2",
                         "sysctl -w net.ipv4.conf.eth0/100.log_martians=1",
                         "iptables -t nat -A POSTROUTING -s 192.168.69.0/24 -o 'it'\\''s;id' -j SNAT "
                         "--to-source 198.51.100.15"}));
        for (const char* word : {"", "a b", "it's", "$(id)", "~", "a\"b", "*", "#", "a\nb", "\\"}) {
            QProcess shell;
            shell.start("sh", {"-c", "printf %s " + QString::fromStdString(shellWord(word))});
            QVERIFY(shell.waitForFinished());
            QCOMPARE(shell.readAll(), QByteArray(word));
        }
    }

    void whatIsNotKnownIsACommentInTheTeardown()
    {
        const auto commands = shellCommands({forwarding(true)}, NatTool::Nft);
        QCOMPARE(commands.teardown.size(), std::size_t(1));
        QVERIFY(commands.teardown.front().starts_with("# sysctl -w net.ipv4.ip_forward=..."));
    }

    void whatIsTakenBackLaterLeavesNoTrace()
    {
        auto off = natOf("192.168.69.0", 24);
        off.nat = SourceNat::Off;
        const auto commands =
            shellCommands({CreateTun{"tun1"}, SetDeviceUp{"tun1"}, natOf("192.168.69.0", 24),
                           SetDeviceUp{"tun0"}, DeleteTun{"tun1"}, off, Examine{}, WatchDevices{}},
                          NatTool::Nft);
        QCOMPARE(lines(commands.setup), QStringList{"ip link set dev tun0 up"});
        QCOMPARE(lines(shellCommands({DeleteTun{"tun7"}}, NatTool::Nft).setup),
                 QStringList{"ip link delete dev tun7"});
    }

    void aShellAcceptsTheScript_data()
    {
        QTest::addColumn<int>("tool");
        QTest::addColumn<bool>("empty");
        QTest::newRow("nft") << int(NatTool::Nft) << false;
        QTest::newRow("iptables") << int(NatTool::Iptables) << false;
        QTest::newRow("nothing to do") << int(NatTool::Nft) << true;
    }
    void aShellAcceptsTheScript()
    {
        QFETCH(int, tool);
        QFETCH(bool, empty);
        const auto script = setupScript(empty ? std::vector<Request>() : all(), NatTool(tool));
        QVERIFY(script.starts_with("#!/bin/sh\n"));
        QVERIFY(script.find("\nset -eu\n") != std::string::npos);
        QCOMPARE(complaintOf("sh", {"-n"}, script), QByteArray());
        if (QStandardPaths::findExecutable("shellcheck").isEmpty())
            QSKIP("shellcheck is not installed.");
        QCOMPARE(complaintOf("shellcheck", {}, script), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestCommandText)
#include "tst_commandtext.moc"
