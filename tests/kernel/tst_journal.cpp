// The journal is believed only as far as it can be: whose folder and file it is, which lines a helper can
// have written, and that helpers of root and of a user with capabilities do not meet.
#include "kernel/changeline.h"
#include "support/hosthelper.h"
#include "support/kerneltest.h"

#include <cstring>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/socket.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using kernel::Change;
using kernel::Writer;

namespace
{

constexpr uid_t user = 1000;
const auto usersFolder = QStringLiteral("install -d -m 0700 -o 1000 /run/hookwalk/1000\n");
// Some machines keep it closed.
const auto openTuns = QStringLiteral("mount -t tmpfs -o mode=0755 none /dev/net\n"
                                     "mknod -m 0666 /dev/net/tun c 10 200\nchmod 0666 /dev/net/tun\n");
const auto devices = QStringLiteral("ip link add eth0 type veth peer name far0\nip link set eth0 up\n"
                                    "ip address add 198.51.100.15/24 dev eth0\n"
                                    "ip tuntap add dev old0 mode tun\nip link set old0 up\n"
                                    "ip address add 10.9.0.1/24 dev old0\n");

// The child as a user to whom the file of the helper gives capabilities; the one to read it wherever the
// build lies is given up by the helper itself.
bool becomeUserWithCapabilities()
{
    constexpr cap_value_t own[]{CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG, CAP_DAC_READ_SEARCH};
    if (prctl(PR_SET_KEEPCAPS, 1) != 0 || setresgid(user, user, user) != 0 ||
        setresuid(user, user, user) != 0)
        return false;
    const cap_t set = cap_init();
    for (const auto kind : {CAP_PERMITTED, CAP_EFFECTIVE, CAP_INHERITABLE})
        cap_set_flag(set, kind, std::size(own), own, CAP_SET);
    if (cap_set_proc(set) != 0)
        return false;
    for (const auto capability : own) {
        if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0)
            return false;
    }
    return true;
}

std::function<bool()> asUser(const Host& host)
{
    return [&host] { return host.net.enter() && becomeUserWithCapabilities(); };
}

std::uint32_t indexOf(const Host& host, const QString& device)
{
    return static_cast<std::uint32_t>(
        std::stoul(host.net.run(QStringLiteral("cat /sys/class/net/%1/ifindex").arg(device))));
}

// Of a route to 203.0.113.0/24 by the device.
std::string route(std::uint32_t device, int type = RTN_UNICAST)
{
    struct {
        nlmsghdr head{};
        rtmsg content{};
        rtattr toHead{};
        std::uint8_t to[4]{203, 0, 113, 0};
        rtattr outHead{};
        std::uint32_t out = 0;
    } message;
    message.head.nlmsg_len = sizeof message;
    message.head.nlmsg_type = RTM_NEWROUTE;
    message.content.rtm_family = AF_INET;
    message.content.rtm_dst_len = 24;
    message.content.rtm_table = RT_TABLE_MAIN;
    message.content.rtm_protocol = RTPROT_STATIC;
    message.content.rtm_scope = RT_SCOPE_LINK;
    message.content.rtm_type = static_cast<unsigned char>(type);
    message.toHead = {8, RTA_DST};
    message.outHead = {8, RTA_OIF};
    message.out = device;
    return {reinterpret_cast<const char*>(&message), sizeof message};
}

} // namespace

class TestJournal : public KernelTest
{
    Q_OBJECT

private:
    static void append(const Host& host, const std::vector<Change>& changes)
    {
        QString lines;
        for (const Change& change : changes)
            lines += QString::fromStdString(kernel::toLine(change)) + QLatin1Char('\n');
        QCOMPARE(host.net.run(
                     QStringLiteral("tee -a /run/hookwalk/1000/journal-* > /dev/null <<'LINES'\n%1LINES\n")
                         .arg(lines)),
                 std::string());
    }

private Q_SLOTS:
    void linesOfHelpersAreRead_data()
    {
        using enum Change::Kind;
        QTest::addColumn<Change>("change");
        QTest::newRow("forwarding") << Change{
            Setting, "net/ipv4/ip_forward",
            0,       "0",
            "1",     {"net/ipv4/conf/eth0/forwarding=1", "net/ipv4/conf/all/accept_redirects=0"}};
        QTest::newRow("rp_filter") << Change{Setting, "net/ipv4/conf/a.b/rp_filter", 0, "0", "2", {}};
        QTest::newRow("made") << Change{Made, "tun7", 3, {}, {}, {}};
        QTest::newRow("up") << Change{Up, "tun7", 3, "1", "0", {}};
        QTest::newRow("mtu") << Change{Mtu, "tun7", 3, "1500", "1400", {}};
        QTest::newRow("flags") << Change{TunFlags, "tun7", 3, "4097", "1", {}};
        QTest::newRow("state") << Change{State, "tun7", 3, "1", {}, {route(3)}};
    }
    void linesOfHelpersAreRead()
    {
        QFETCH(Change, change);
        const auto read = kernel::fromLine(kernel::toLine(change), Writer::User);
        QVERIFY(read);
        QCOMPARE(kernel::toLine(*read), kernel::toLine(change));
    }

    void forgedLinesAreNot_data()
    {
        using enum Change::Kind;
        QTest::addColumn<std::string>("line");
        const auto row = [](const char* name, const Change& change) {
            QTest::newRow(name) << kernel::toLine(change);
        };
        row("another setting", {Setting, "kernel/core_pattern", 0, "1", "0", {}});
        row("a way out", {Setting, "net/ipv4/conf/../../../../etc/rp_filter", 0, "1", "0", {}});
        row("a device ..", {Setting, "net/ipv4/conf/../rp_filter", 0, "1", "0", {}});
        row("a value", {Setting, "net/ipv4/ip_forward", 0, "|/bin/sh", "0", {}});
        row("another along",
            {Setting, "net/ipv4/ip_forward", 0, "1", "0", {"net/ipv4/conf/all/route_localnet=1"}});
        row("IPv6 along", {Setting, "net/ipv4/ip_forward", 0, "1", "0", {"net/ipv6/conf/x/forwarding=1"}});
        row("no device", {Made, "tun7", 0, {}, {}, {}});
        row("no name", {Made, "a/b", 3, {}, {}, {}});
        row("no MTU", {Mtu, "tun7", 3, "x", "1500", {}});
        row("a great MTU", {Mtu, "tun7", 3, "99999999999999999999", "1500", {}});
        row("no state", {Up, "tun7", 3, "2", "1", {}});
        row("other flags", {TunFlags, "tun7", 3, "1", "2048", {}});
        row("no message", {Address, "tun7", 3, {}, {}, {}});
        row("half a message", {Address, "tun7", 3, {}, {}, {std::string("\x14\0\0\0\x14\0", 6)}});
        row("a route as address", {Address, "tun7", 3, {}, {}, {route(3)}});
        row("by another device", {State, "tun7", 3, "1", {}, {route(4)}});
        row("a black hole", {State, "tun7", 3, "1", {}, {route(3, RTN_BLACKHOLE)}});
        auto twice = route(3);
        twice += twice.substr(twice.size() - 8); // the kernel believes the last one
        const auto size = static_cast<std::uint32_t>(twice.size());
        std::memcpy(twice.data(), &size, sizeof size);
        row("an attribute twice", {State, "tun7", 3, "1", {}, {twice}});
        QTest::newRow("kind") << std::string(
            R"({"kind":99,"name":"a","index":1,"before":"","after":"","messages":[]})");
        QTest::newRow("no JSON") << std::string("}{");
        QTest::newRow("a list") << std::string("[1]");
    }
    void forgedLinesAreNot()
    {
        QFETCH(std::string, line);
        QVERIFY(!kernel::fromLine(line, Writer::User));
    }

    void whatAUserWritesIntoTheJournalIsNotDone()
    {
        using enum Change::Kind;
        const Host host(usersFolder + openTuns + devices);
        const auto old0 = indexOf(host, QStringLiteral("old0"));
        const auto eth0 = indexOf(host, QStringLiteral("eth0"));
        HelperClient helper(asUser(host));
        QCOMPARE(use(helper), std::string());
        append(host, {{Made, "eth0", eth0, {}, {}, {}},
                      {Made, "old0", old0, {}, {}, {}},
                      {Up, "eth0", eth0, "0", "1", {}},
                      {Setting, "net/ipv4/conf/all/route_localnet", 0, "1", "0", {}},
                      {State, "old0", old0, "x", {}, {}},
                      {State, "old0", old0, "0", {}, {route(eth0)}}});
        killWithItsRestorer(host.net, helper);
        const auto told = restore(asUser(host));
        for (const char* line : {"Line 5 of /run/hookwalk/1000/", "Line 6 of ", "Line 7 of "})
            QVERIFY2(told.find(line) != told.npos, told.c_str());
        QVERIFY2(told.find("Line 2") == told.npos && told.find("gone") == told.npos, told.c_str());
        QCOMPARE(host.difference(), std::string()); // the journal is gone, too
    }

    void aFolderOfSomebodyElseIsRefused_data()
    {
        QTest::addColumn<QString>("commands");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* commands, const char* words) {
            QTest::newRow(name) << QString::fromLatin1(commands) << QString::fromLatin1(words);
        };
        row("a user's", "install -d -o 1000 /run/hookwalk",
            "/run/hookwalk or put back from it: it belongs to user 1000 with mode 0755");
        row("in root's", "install -d -o 1000 /run/hookwalk/0",
            "/run/hookwalk/0 or put back from it: it belongs to user 1000");
        row("for all", "install -d -m 0777 /run/hookwalk/0", "chmod 0700 /run/hookwalk/0");
        row("elsewhere", "ln -s /tmp /run/hookwalk", "/run/hookwalk cannot be");
        row("a file", "touch /run/hookwalk", "/run/hookwalk cannot be");
    }
    void aFolderOfSomebodyElseIsRefused()
    {
        QFETCH(QString, commands);
        QFETCH(QString, words);
        const Host host(commands);
        HelperClient helper(host.enter());
        const auto refused = QString::fromStdString(use(helper));
        QVERIFY2(refused.contains(words), qPrintable(refused));
        QCOMPARE(host.net.state(), host.before);
    }

    void aUserWithoutAFolderIsToldHowToGetOne()
    {
        const Host host;
        HelperClient helper(asUser(host));
        const auto refused = use(helper);
        QVERIFY2(refused.find("As root: install -d -m 0700 -o 1000 /run/hookwalk/1000") != refused.npos,
                 refused.c_str());
        QCOMPARE(host.net.run(usersFolder), std::string());
        QCOMPARE(use(helper), std::string());
    }

    void aFileOfSomebodyElseIsNotActedOn()
    {
        const Host host(devices);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        killWithItsRestorer(host.net, helper);
        const auto down = host.net.run(QStringLiteral("chown 1000 /run/hookwalk/0/journal-*; ip -d link"));
        const auto told = restore(host.enter());
        QVERIFY2(told.find("it is not user 0's alone. As root: rm /run/hookwalk/0/journal-") != told.npos,
                 told.c_str());
        QCOMPARE(host.net.run(QStringLiteral("ip -d link")), down);
        host.net.run(QStringLiteral("chown 0 /run/hookwalk/0/journal-*"));
        QVERIFY(restore(host.enter()).find("old0 is up again.") != std::string::npos);
        QCOMPARE(host.difference(), std::string());
    }

    void rootAndAUserDoNotDisturbEachOther()
    {
        const Host host(usersFolder + openTuns + devices);
        HelperClient users(asUser(host));
        HelperClient helper(host.enter());
        QCOMPARE(use(users), std::string());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(unless<Done>(users.ask(tunNamed("users0"))), std::string());
        DONE(tunNamed("roots0"));
        QCOMPARE(users.end(), 0);
        QVERIFY(!host.net.run(QStringLiteral("ip link show roots0")).ends_with("failed"));
        QVERIFY(QTest::qWaitFor(
            [&] { return host.net.run(QStringLiteral("ip link show users0")).ends_with("failed"); }));
        HelperClient again(asUser(host)); // while a journal of root's is there
        QCOMPARE(use(again), std::string());
        QCOMPARE(again.end(), 0);
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
        QCOMPARE(host.net.run(QStringLiteral("ls /run/hookwalk")), std::string("1000\n"));
    }

    void rootPutsBackWhatAUsersHelperLeft()
    {
        const Host host(usersFolder + openTuns + devices);
        HelperClient users(asUser(host));
        QCOMPARE(use(users), std::string());
        QCOMPARE(unless<Done>(users.ask(tunNamed("users0"))), std::string());
        QCOMPARE(unless<Done>(users.ask(SetDeviceUp{"old0", false})), std::string());
        killWithItsRestorer(host.net, users);
        {
            HelperClient helper(host.enter());
            QCOMPARE(use(helper), std::string()); // it is none of its own
            const auto told = said(helper.ask(RestoreLeftovers{}));
            QVERIFY2(told.find("of user 1000 have left cannot be seen from here") != told.npos, told.c_str());
            QCOMPARE(helper.end(), 0);
        }
        const auto told = restore(host.enter());
        QVERIFY2(told.find("users0 is gone again.") != told.npos, told.c_str());
        QVERIFY2(told.find("old0 is up again.") != told.npos, told.c_str());
        QCOMPARE(host.difference(), std::string());
        QCOMPARE(host.net.run(QStringLiteral("ls /run/hookwalk")), std::string("1000\n"));
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
