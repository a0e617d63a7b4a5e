// SPDX-License-Identifier: GPL-3.0-or-later
// The journal is read with privileges, so nobody but a helper may write to it, and a line that is damaged
// asks for nothing.
#include "kernel/journal/changeline.h"
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <algorithm>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using change::SetDeviceMtu;
using change::SetDeviceUp;
using kernel::RtMessage;

namespace
{

const auto devices = QStringLiteral("ip link add eth0 type veth peer name far0\nip link set eth0 up\n"
                                    "ip address add 198.51.100.15/24 dev eth0\n"
                                    "ip tuntap add dev old0 mode tun\nip link set old0 up\n"
                                    "ip address add 10.9.0.1/24 dev old0\n");

std::uint32_t indexOf(const Host& host, const QString& device)
{
    return static_cast<std::uint32_t>(
        std::stoul(host.net.run(QStringLiteral("cat /sys/class/net/%1/ifindex").arg(device))));
}

// Of a route to 203.0.113.0/24 by the device.
RtMessage route(std::uint32_t device)
{
    struct {
        nlmsghdr head{};
        rtmsg content{};
        rtattr toHead{8, RTA_DST};
        std::uint8_t to[4]{203, 0, 113, 0};
        rtattr outHead{8, RTA_OIF};
        std::uint32_t out = 0;
    } message;
    message.head.nlmsg_len = sizeof message;
    message.head.nlmsg_type = RTM_NEWROUTE;
    message.content = {AF_INET, 24, 0, 0, RT_TABLE_MAIN, RTPROT_STATIC, RT_SCOPE_LINK, RTN_UNICAST, 0};
    message.out = device;
    return *RtMessage::parse({reinterpret_cast<const char*>(&message), sizeof message});
}

RtMessage addressOf(std::uint32_t device)
{
    struct {
        nlmsghdr head{};
        ifaddrmsg content{};
        rtattr localHead{8, IFA_LOCAL};
        std::uint8_t local[4]{10, 9, 0, 1};
    } message;
    message.head.nlmsg_len = sizeof message;
    message.head.nlmsg_type = RTM_NEWADDR;
    message.content = {AF_INET, 24, 0, 0, device};
    return *RtMessage::parse({reinterpret_cast<const char*>(&message), sizeof message});
}

// Of every kind, as a helper would write it: what each would do to a machine where nobody has done the
// change.
std::vector<kernel::JournalEntry> everyKind(std::uint32_t tun)
{
    using enum kernel::JournalEntry::Kind;
    return {{Setting, "net/ipv4/ip_forward", 0, "1", "0", {}, {{"net/ipv4/conf/eth0/forwarding", "1"}}},
            {Setting, "net/ipv4/conf/all/rp_filter", 0, "1", "0", {}, {}},
            {Made, "old0", tun, {}, "made by Hookwalk", {}, {}},
            {Up, "old0", tun, "0", "1", {}, {}},
            {Mtu, "old0", tun, "1400", "1500", {}, {}},
            {Address, "old0", tun, {}, {}, {addressOf(tun)}, {}},
            {TunFlags, "old0", tun, "4098", "4097", {}, {}},
            {State, "old0", tun, "1", {}, {addressOf(tun), route(tun)}, {}},
            {Lost, "old0", tun, "?", {}, {route(tun)}, {}}};
}

QString asUser(const QString& commands)
{
    return QStringLiteral("setpriv --reuid %1 --regid %1 --clear-groups sh -c '%2'").arg(letIn).arg(commands);
}

} // namespace

class TestJournal : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfHelpersAreRead()
    {
        for (const kernel::JournalEntry& change : everyKind(3)) {
            const auto line = kernel::toLine(change);
            const auto read = kernel::fromLine(line);
            QVERIFY2(read, line.c_str());
            QCOMPARE(kernel::toLine(*read), line);
        }
    }

    void damagedLinesAreNot_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("damaged");
        const auto row = [](const char* name, int of, const char* part, const char* damaged) {
            QTest::newRow(name) << of << QByteArray(part) << QByteArray(damaged);
        };
        row("another setting", 0, "net/ipv4/ip_forward", "kernel/core_pattern");
        row("a way out", 1, "/all/", "/../../../../etc/");
        row("a device ..", 1, "/all/", "/../");
        row("a value", 0, R"("before":"1")", R"("before":"|/bin/sh")");
        row("another along", 0, "/forwarding", "/route_localnet");
        row("IPv6 along", 0, "net/ipv4/conf", "net/ipv6/conf");
        row("no device", 2, R"("index":3)", R"("index":0)");
        row("a number beyond all", 2, R"("index":3)", R"("index":3e99)");
        row("no name", 2, "old0", "a/b");
        row("no alias of ours", 2, "made by Hookwalk", "eth0");
        row("no state", 3, R"("before":"0")", R"("before":"2")");
        row("no MTU", 4, "1400", "x");
        row("a great MTU", 4, "1400", "99999999999999999999");
        row("other flags", 6, "4097", "2048");
        row("a mode", 7, R"("before":"1")", R"("before":"9")");
        row("of another device", 5, R"("index":3)", R"("index":4)");
        row("a kind", 2, R"("kind":1)", R"("kind":99)");
        row("no JSON", 2, "{", "}");
        // Messages whose lengths do not fit. First those of the reports that led to this test.
        const auto route3 = kernel::toHex(route(3).bytes());
        for (const char* bytes :
             {"", "140000001800", "00", "f0ffff7f180000000000000000000000020000000000fe03fd0100000800",
              "f0ffff7f140000000000000000000000021800000300000008ff0100",
              "1000000018000000000000000000000000000000",
              "28000000180000000000000000000000020000"
              "00fe03fd01000000000c0009000200000003000000"})
            row(bytes, 8, route3.c_str(), bytes);
        row("no route", 8, "18000000", "19000000");
        row("a family", 8, "02180000fe", "07180000fe");
        row("half an address", 8, "08000100cb007100", "06000100cb007100");
        row("half a device", 8, "080004000300", "060004000300");
    }
    void damagedLinesAreNot()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, damaged);
        auto line = QByteArray::fromStdString(kernel::toLine(everyKind(3)[static_cast<std::size_t>(kind)]));
        const auto place = line.indexOf(part);
        QVERIFY2(place >= 0, line.constData());
        line.replace(place, part.size(), damaged);
        QVERIFY(!kernel::fromLine(line.toStdString()));
    }

    void aUserCannotWriteToTheJournalOfTheOwnHelper()
    {
        const Host host(withCopy() + devices);
        UsersHelper helper(host);
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceMtu{"old0", 1300}));
        pid_t undo = 0;
        QVERIFY(waitFor([&] { return (undo = host.net.processNamed("hookwalk-undo")) > 0; }));
        const auto look = QStringLiteral("cd /run/hookwalk; ls -la; sha256sum journal-*");
        const auto before = host.net.run(look);
        for (const kernel::JournalEntry& change : everyKind(indexOf(host, QStringLiteral("old0")))) {
            const auto line = QString::fromStdString(kernel::toLine(change));
            QVERIFY(host.net.run(asUser(QStringLiteral("echo \"%1\" >> /run/hookwalk/journal-*").arg(line)))
                        .ends_with("failed"));
        }
        for (const char* attempt :
             {"cat J", "true > J", "rm -f J", "mv J /run/hookwalk/journal-0-0",
              "ln J /run/hookwalk/journal-0-0", "chmod 0666 J", "flock -n J true",
              "touch /run/hookwalk/journal-0-0", "mkdir /run/hookwalk/0", "mv /run/hookwalk /run/elsewhere",
              "unshare -r cat J", "unshare -r touch /run/hookwalk/journal-0-0", "ls /proc/P/fd/ /proc/U/fd/",
              "cat /proc/P/fd/*", "cat /proc/U/fd/*", "cat /proc/U/root/J", "nsenter -t U -m -n true",
              "head -c 1 /proc/P/mem", "cat /proc/P/environ"}) {
            auto commands = QString::fromLatin1(attempt);
            commands.replace(QLatin1Char('J'), QStringLiteral("/run/hookwalk/journal-*"))
                .replace(QLatin1Char('P'), QString::number(helper.pid()))
                .replace(QLatin1Char('U'), QString::number(undo));
            const auto printed = host.net.run(asUser(commands));
            QVERIFY2(printed.ends_with("failed"), (attempt + ('\n' + printed)).c_str());
        }
        QCOMPARE(host.net.run(look), before);
        killWithItsRestorer(host.net, helper);
        QCOMPARE(restore(host.enter()), std::string("old0 has its MTU of 1500 again.\n"));
        QCOMPARE(host.difference(), std::string());
    }

    // A user namespace is open to whoever made it.
    void aLabOfTheCopyHasNotItsGroup()
    {
        const Host host(withCopy());
        UsersHelper helper(host);
        QCOMPARE(helper.makeLab(), std::string());
        const auto groups = host.net.run(QStringLiteral("grep Gid /proc/%1/status").arg(helper.pid()));
        QCOMPARE(groups, std::string("Gid:\t1000\t1000\t1000\t1000\n"));
    }

    void whatIsDamagedIsSaidAndTheRestIsDone()
    {
        const Host host(devices + QStringLiteral("ip tuntap add dev theirs0 mode tun\n"
                                                 "ip link set theirs0 alias 'made by Hookwalk 0123'\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        killWithItsRestorer(host.net, helper);
        const auto own = host.net.run(QStringLiteral("ls /run/hookwalk | sed 's/.*-//' | tr -d '\\n'"));
        const auto eth0 = indexOf(host, QStringLiteral("eth0"));
        const auto theirs0 = indexOf(host, QStringLiteral("theirs0"));
        using enum kernel::JournalEntry::Kind;
        QString lines;
        for (const kernel::JournalEntry& change : std::vector<kernel::JournalEntry>{
                 {Made, "theirs0", theirs0, {}, "made by Hookwalk 0123", {}, {}},
                 {Made, "theirs0", theirs0, {}, "made by Hookwalk " + own, {}, {}},
                 {Made, "eth0", eth0, {}, "made by Hookwalk " + own, {}, {}},
                 {Up, "eth0", eth0, "0", "1", {}, {}}})
            lines += QString::fromStdString(kernel::toLine(change)) + QLatin1Char('\n');
        QCOMPARE(
            host.net.run(QStringLiteral("tee -a /run/hookwalk/journal-* > /dev/null <<'LINES'\n%1}{\nLINES\n")
                             .arg(lines)),
            std::string());
        const auto told = restore(host.enter());
        for (const char* part :
             {"Line 6 of /run/hookwalk/journal-", "Line 10 of ",
              "theirs0 was given another alias since, so it is left.", "old0 is up again."})
            QVERIFY2(told.find(part) != told.npos, told.c_str());
        QCOMPARE(std::ranges::count(told, '\n'), 4); // nothing else
        QCOMPARE(host.difference(), std::string());
    }
};

HOOKWALK_TEST(TestJournal)
#include "tst_journal.moc"
