// SPDX-License-Identifier: GPL-3.0-or-later
// Changes as values: what is refused and why, what puts them back, and what to type for them, whatever the
// devices are called.
#include "change/check.h"
#include "change/setting.h"
#include "change/shelltext.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::change;

namespace
{

// Legal for the kernel, and made to be taken apart.
const std::vector<std::string> nastyNames{
    ";reboot;", "$(reboot)", "`reboot`",   "a'b",   "a\"b",     "'",        "\"\"",    "a\\",      "\\n",
    "-x",       "--help",    "*",          "?[a]",  "~",        "#a",       "!a",      "a=b",      "&&",
    "|a",       "<a>",       "x<UP>,UP,a", "{a,b}", "\x1b[31m", "\x7f",     "\x9b",    "\xff\xfe", "...",
    "a+",       "$IFS",      "${PATH}",    "a\x01", "@x",       "eth0.100", "\xc3\xa4"};

Network network(const char* text)
{
    return Network::parse(text).value_or(Network());
}

// One of each that names a device.
std::vector<Change> changesOf(const std::string& name)
{
    return {CreateTun{name, true, 1000, 100, false},
            DeleteTun{name},
            SetDeviceUp{name, false},
            SetDeviceMtu{name, 1400},
            AddDeviceAddress{name, network("2001:db8::1/64")},
            RemoveDeviceAddress{name, network("192.0.2.1/32")},
            SetNat{SourceNat::Snat, network("192.168.69.0/24"), name, network("198.51.100.15/32").address},
            SetRpFilter{name, 2},
            SetLogMartians{name, true},
            RestoreRoute{name, network("2001:db8:9::/64"), network("2001:db8::1/64").address, {}, 1024}};
}

QStringList lines(const std::vector<std::string>& commands)
{
    QStringList list;
    for (const std::string& command : commands)
        list << QString::fromStdString(command);
    return list;
}

QStringList linesOf(const std::vector<Change>& changes, NatTool tool)
{
    QStringList list;
    for (const Change& change : changes)
        list << lines(shellLines(change, tool));
    return list;
}

struct Ran {
    int status = -1;
    QByteArray output;
};
Ran run(const QString& program, const QStringList& arguments, const std::string& script)
{
    QTemporaryFile file;
    if (!file.open() || file.write(script.data(), qint64(script.size())) < 0 || !file.flush())
        return {};
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments + QStringList{file.fileName()});
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAll()};
}

// What a shell would run: each word of each command behind a bar.
QByteArray wordsOf(const std::vector<std::string>& commands)
{
    std::string script = "say() { for word in \"$@\"; do printf '|%s' \"$word\"; done; echo; }\n";
    for (const char* tool : {"ip", "nft", "iptables", "ip6tables", "sysctl"})
        script += std::string(tool) + "() { say " + tool + " \"$@\"; }\n";
    for (const std::string& command : commands)
        script += command + '\n';
    const auto ran = run("sh", {}, script);
    return ran.status == 0 ? ran.output : "failed: " + ran.output;
}

std::string fieldOf(const Change& change)
{
    const auto problem = check(change);
    return problem ? problem->field + (words::text(problem->said).ends_with('.') ? "" : ": no sentence") : "";
}

} // namespace

class TestChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseOfTheKernel_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("good");
        for (const std::string& name : nastyNames)
            QTest::addRow("%s", qPrintable(QString::fromStdString(name))) << QByteArray(name.c_str()) << true;
        QTest::newRow("usual") << QByteArray("tun0") << true;
        QTest::newRow("15 bytes") << QByteArray("abcdefghijklmno") << true;
        QTest::newRow("16 bytes") << QByteArray("abcdefghijklmnop") << false;
        QTest::newRow("8 letters, 16 bytes") << QByteArray("ääääääää") << false;
        QTest::newRow("none") << QByteArray("") << false;
        for (const char* name : {".", "..", "all", "default", "a/b", "a:b", "a b", "a\tb", "a\nb", "a\rb",
                                 "a\vb", "a\fb", "tun%d", "a%b", "\xc3\xa0" /* its second byte is A0 */})
            QTest::addRow("refused: %s", name) << QByteArray(name) << false;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
    }
    void namesAreThoseOfTheKernel()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, good);
        QCOMPARE(!checkDeviceName(name.toStdString()), good);
        for (const Change& change : changesOf(name.toStdString())) {
            const bool isRule = std::holds_alternative<SetNat>(change); // those have words of their own
            if (!good && !(isRule && name.isEmpty()) &&
                !(name == "all" && deviceOf(change).empty() && !isRule))
                QVERIFY(check(change));
            else if (!isRule)
                QVERIFY(!check(change));
        }
    }

    void aRuleNamesNoDeviceThatItCannotWrite()
    {
        for (const char* name : {"a\"b", "eth*", "eth+"})
            QCOMPARE(fieldOf(SetNat{SourceNat::Masquerade, network("10.0.0.0/8"), name, {}}),
                     std::string("out"));
        for (const char* name : {"a*b", "a+b", "a'b", "a\\", "", "eth0"})
            QCOMPARE(fieldOf(SetNat{SourceNat::Masquerade, network("10.0.0.0/8"), name, {}}), std::string());
    }

    void theFieldThatCannotBeIsNamed()
    {
        const auto good = network("192.0.2.1/24");
        const auto v6 = network("2001:db8::1/64");
        QCOMPARE(fieldOf(SetDeviceMtu{"tun0", 67}), std::string("mtu"));
        QCOMPARE(fieldOf(SetDeviceMtu{"tun0", 68}), std::string());
        QCOMPARE(fieldOf(SetDeviceMtu{"tun0", 65535}), std::string());
        QCOMPARE(fieldOf(SetDeviceMtu{"tun0", 65536}), std::string("mtu"));
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", good}), std::string());
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {good.address, 33}}), std::string("network"));
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {good.address, 0}}), std::string("network"));
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {v6.address, 128}}), std::string());
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {v6.address, 129}}), std::string("network"));
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {}}), std::string("network"));
        QCOMPARE(fieldOf(AddDeviceAddress{"tun0", {IpAddress::v4(0), 8}}), std::string("network"));
        QCOMPARE(fieldOf(RemoveDeviceAddress{"", good}), std::string("name"));
        QCOMPARE(fieldOf(SetNat{}), std::string());
        QCOMPARE(fieldOf(SetNat{SourceNat::Masquerade, good, {}, {}}), std::string("subnet"));
        QCOMPARE(fieldOf(SetNat{SourceNat::Masquerade, good.subnet(), {}, {}}), std::string());
        QCOMPARE(fieldOf(SetNat{SourceNat::Snat, good.subnet(), {}, {}}), std::string("source"));
        QCOMPARE(fieldOf(SetNat{SourceNat::Snat, good.subnet(), {}, v6.address}), std::string("source"));
        QCOMPARE(fieldOf(SetNat{SourceNat::Snat, good.subnet(), {}, good.address}), std::string());
        QCOMPARE(fieldOf(SetRpFilter{"all", 2}), std::string());
        QCOMPARE(fieldOf(SetRpFilter{"all", 3}), std::string("value"));
        QCOMPARE(fieldOf(SetRpFilter{"default", 1}), std::string("device"));
        QCOMPARE(fieldOf(SetLogMartians{"../x", true}), std::string("device"));
        const RestoreRoute route{"tun0", good.subnet(), good.address, {}};
        QCOMPARE(fieldOf(route), std::string());
        QCOMPARE(fieldOf(RestoreRoute{"tun0", {IpAddress::v4(0), 0}, {}, {}}), std::string());
        QCOMPARE(fieldOf(RestoreRoute{"tun0", {{}, 0}, {}, {}}), std::string()); // ::/0
        QCOMPARE(fieldOf(RestoreRoute{"tun0", {{}, 64}, {}, {}}), std::string("destination"));
        QCOMPARE(fieldOf(RestoreRoute{"tun0", good, {}, {}}), std::string("destination"));
        QCOMPARE(fieldOf(RestoreRoute{"tun0", good.subnet(), v6.address, {}}), std::string("gateway"));
        QCOMPARE(fieldOf(RestoreRoute{"tun0", good.subnet(), {}, v6.address}), std::string("source"));
        auto several = route;
        several.gateway = {};
        several.hops = {{"tun0", good.address, 1}, {"eth0", {}, 2}};
        QCOMPARE(fieldOf(several), std::string());
        QCOMPARE(shellLines(several).front(), std::string("ip route add 192.0.2.0/24 nexthop via "
                                                          "192.0.2.1 dev tun0 weight 1 nexthop dev eth0 "
                                                          "weight 2"));
        several.hops[1].gateway = v6.address;
        QCOMPARE(fieldOf(several), std::string("hops"));
        several.hops = {{"../x", good.address, 1}};
        QCOMPARE(fieldOf(several), std::string("hops"));
    }

    void theInversePutsBackWhatWasBefore()
    {
        const CreateTun tun{"tun1", true, 7, 8, true};
        const auto one = network("192.0.2.1/24");
        QVERIFY(inverse(tun) == Change(DeleteTun{"tun1"}));
        QVERIFY(inverse(DeleteTun{"tun1"}, tun) == Change(tun));
        QVERIFY(!inverse(DeleteTun{"tun2"}, tun));
        QVERIFY(!inverse(DeleteTun{"tun1"}));
        QVERIFY(inverse(AddDeviceAddress{"tun1", one}) == Change(RemoveDeviceAddress{"tun1", one}));
        QVERIFY(inverse(RemoveDeviceAddress{"tun1", one}) == Change(AddDeviceAddress{"tun1", one}));
        QVERIFY(!inverse(SetDeviceMtu{"tun1", 1400}));
        const Change mtu = SetDeviceMtu{"tun1", 1500};
        QVERIFY(inverse(SetDeviceMtu{"tun1", 1400}, mtu) == mtu);
        QVERIFY(!inverse(SetDeviceMtu{"tun2", 1400}, mtu));
        QVERIFY(!inverse(SetDeviceUp{"tun1"}, mtu));
        const Change nat = SetNat{SourceNat::Masquerade, one.subnet(), "eth0", {}};
        QVERIFY(inverse(SetNat{}, nat) == nat);
        QVERIFY(inverse(nat, Change(SetNat{})) == Change(SetNat{}));
        QVERIFY(!inverse(SetRpFilter{"tun1", 2}, Change(SetRpFilter{"all", 0})));
    }

    void aSettingIsFoundByItsPath()
    {
        for (const std::string& name : nastyNames) {
            for (const Change& change : {Change(SetRpFilter{name, 1}), Change(SetLogMartians{name, true})}) {
                const auto setting = settingsOf(change).front().setting;
                QVERIFY(Setting::at(setting.path()) == setting);
            }
        }
        const auto both = settingsOf(SetForwarding{true, true});
        QCOMPARE(both.size(), std::size_t(2));
        QCOMPARE(both[1].setting.key(), std::string("net.ipv6.conf.all.forwarding"));
        QVERIFY(Setting::at(both[0].setting.path()) == both[0].setting);
        QVERIFY(Setting::at(both[1].setting.path()) == both[1].setting);
        for (const char* path :
             {"", "net/ipv4/conf/rp_filter", "net/ipv4/conf//rp_filter", "net/ipv4/ip_forward/x",
              "net/ipv4/conf/../rp_filter", "net/ipv4/conf/a/b/rp_filter", "net/ipv4/conf/tun0/forwarding",
              "net/ipv4/conf/default/rp_filter"})
            QVERIFY2(!Setting::at(path), path);
    }

    void theSetupByHandComesOut()
    {
        const auto subnet = network("192.168.69.0/24");
        QCOMPARE(
            linesOf({CreateTun{"tun0"}, AddDeviceAddress{"tun0", network("192.168.69.100/24")},
                     SetDeviceUp{"tun0"}, SetNat{SourceNat::Masquerade, subnet, {}, {}}, SetForwarding{}},
                    NatTool::Iptables),
            (QStringList{"ip tuntap add dev tun0 mode tun", "ip address add 192.168.69.100/24 dev tun0",
                         "ip link set dev tun0 up",
                         "iptables -t nat -A POSTROUTING -s 192.168.69.0/24 -j MASQUERADE",
                         "sysctl -w net.ipv4.ip_forward=1"}));
    }

    void nftablesGetATableOfItsOwn()
    {
        const SetNat change{SourceNat::Masquerade, network("2001:db8:69::/64"), "eth0", {}};
        const QStringList made{"nft create table ip6 hookwalk_gateway",
                               "nft add chain ip6 hookwalk_gateway postrouting '{ type nat hook postrouting "
                               "priority srcnat + 10; }'",
                               "nft add rule ip6 hookwalk_gateway postrouting ip6 saddr 2001:db8:69::/64 "
                               "oifname '\"eth0\"' masquerade"};
        const QString gone("nft delete table ip6 hookwalk_gateway");
        QCOMPARE(lines(shellLines(change)), made);
        QCOMPARE(lines(shellLines(SetNat{}, NatTool::Nft, change)), QStringList{gone});
        QCOMPARE(lines(shellLines(change, NatTool::Nft, change)), QStringList{gone} + made);
        QCOMPARE(lines(shellLines(SetNat{}, NatTool::Iptables, change)),
                 QStringList{"ip6tables -t nat -D POSTROUTING -s 2001:db8:69::/64 -o eth0 -j MASQUERADE"});
    }

    // None of these runs anything but the one command, and that gets the name as it is.
    void aShellReadsEveryNameAsOneWord()
    {
        const auto words = [](const std::string& name) {
            const QByteArray n(name.c_str());
            const bool sysctl = !n.contains('=');
            auto key = n;
            key.replace('.', '/');
            return "|ip|tuntap|add|dev|" + n + "|mode|tap|user|1000|group|100\n|ip|link|delete|dev|" + n +
                   "\n|ip|link|set|dev|" + n + "|down\n|ip|link|set|dev|" + n + "|mtu|1400\n" +
                   "|ip|address|add|2001:db8::1/64|dev|" + n + "\n|ip|address|del|192.0.2.1/32|dev|" + n +
                   "\n|iptables|-t|nat|-A|POSTROUTING|-s|192.168.69.0/24|-o|" + n +
                   "|-j|SNAT|--to-source|198.51.100.15\n" +
                   (sysctl ? "|sysctl|-w|net.ipv4.conf." + key + ".rp_filter=2\n|sysctl|-w|net.ipv4.conf." +
                                 key + ".log_martians=1\n"
                           : QByteArray()) +
                   "|ip|-6|route|append|2001:db8:9::/64|via|2001:db8::1|dev|" + n + "|metric|1024\n";
        };
        for (const std::string& name : nastyNames) {
            std::vector<std::string> commands;
            for (const Change& change : changesOf(name)) {
                for (const std::string& line : shellLines(change, NatTool::Iptables)) {
                    if (!line.starts_with("echo ")) // to a file, where sysctl has no word for the device
                        commands.push_back(line);
                }
            }
            QCOMPARE(wordsOf(commands), words(name));
        }
        for (const char* word : {"", "a b", "a\nb"})
            QCOMPARE(run("sh", {}, "printf %s " + shellWord(word)).output, QByteArray(word));
        QCOMPARE(shellLines(DeleteTun{";reboot;"}).front(), std::string("ip link delete dev ';reboot;'"));
        QCOMPARE(shellLines(SetRpFilter{"a=b", 2}).front(),
                 std::string("echo 2 > /proc/sys/net/ipv4/conf/a=b/rp_filter"));
    }

    void aShellAcceptsTheScript_data()
    {
        QTest::addColumn<int>("tool");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("nft") << int(NatTool::Nft) << QByteArray("it's;id=");
        QTest::newRow("iptables") << int(NatTool::Iptables) << QByteArray("t;reboot");
        QTest::newRow("nothing to do") << int(NatTool::Nft) << QByteArray();
    }
    void aShellAcceptsTheScript()
    {
        QFETCH(int, tool);
        QFETCH(QByteArray, name);
        const auto script = setupScript(
            name.isEmpty() ? std::vector<Change>() : changesOf(name.toStdString()), NatTool(tool));
        QVERIFY(script.starts_with("#!/bin/sh\n"));
        QVERIFY(script.find("\nset -eu\n") != std::string::npos);
        const auto read = run("sh", {"-n"}, script);
        QVERIFY2(read.status == 0, read.output);
        if (QStandardPaths::findExecutable("shellcheck").isEmpty())
            QSKIP("shellcheck is not installed.");
        const auto checked = run("shellcheck", {}, script);
        QVERIFY2(checked.status == 0, checked.output);
    }
};

HOOKWALK_TEST(TestChange)
#include "tst_change.moc"
