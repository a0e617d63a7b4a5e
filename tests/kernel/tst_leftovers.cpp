// SPDX-License-Identifier: GPL-3.0-or-later
// What is put back later than its helper's end, or by another one: after kills in the middle, when something
// has changed since, or when it cannot be done yet.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <algorithm>
#include <cerrno>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

constexpr int longestWaitMs = 60'000;

const auto usersDevices = QStringLiteral("ip link add eth0 type veth peer name far0\nip link set eth0 up\n"
                                         "ip address add 198.51.100.15/24 dev eth0\n"
                                         "ip tuntap add dev old0 mode tun\nip link set old0 up\n"
                                         "ip address add 10.9.0.1/24 dev old0\n");

} // namespace

class TestLeftovers : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBePutBackAnyMoreIsForgotten_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::addColumn<bool>("stays");
        QTest::newRow("another start of the machine") << "s/\"boot\":\"[0-9a-f]*/\"boot\":\"0/" << false;
        QTest::newRow("a namespace that is gone")
            << "s/\"namespace\":[0-9]*/\"namespace\":1/; s/\"inode\":[0-9]*/\"inode\":1/" << false;
        QTest::newRow("another namespace") << "s/\"namespace\":[0-9]*/\"namespace\":1/" << true;
    }
    void whatCannotBePutBackAnyMoreIsForgotten()
    {
        QFETCH(QString, edit);
        QFETCH(bool, stays);
        // Some machines let nobody look into their first process, which could be in any namespace.
        const Host host(usersDevices + QStringLiteral("mount -t tmpfs none /proc/1\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        killWithItsRestorer(host.net, helper);
        host.net.run(QStringLiteral("sed -i '%1' /run/hookwalk/journal-*").arg(edit));
        HelperClient next(host.enter());
        next.ask(Hello{});
        // A process of another user, as other tests have them for a moment, could hold that namespace: then it is not known.
        const auto leftovers = [&] {
            const auto examined = next.ask(Examine{});
            const auto& checks = std::get<Examined>(examined).checks;
            return *std::ranges::find(checks, "leftovers", &Check::id);
        };
        std::string told;
        const auto isAsExpected = [&] {
            const auto check = leftovers();
            told = said(next.ask(RestoreLeftovers{}));
            return check.health == (stays ? Health::Hint : Health::Good) &&
                   (check.title.code == "leftovers-elsewhere") == stays &&
                   (stays ? told.find("it is of another network namespace") != told.npos : told.empty());
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isAsExpected(), told.c_str(), longestWaitMs);
        QCOMPARE(host.net.run(QStringLiteral("ls /run/hookwalk 2>/dev/null | wc -l")),
                 std::string(stays ? "1\n" : "0\n"));
    }

    void whatFailsIsSaidAndTriedAgain()
    {
        const Host host(usersDevices + QStringLiteral("ip address add 2001:db8:9::1/64 dev old0 nodad\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((RemoveDeviceAddress{"old0", {address("2001:db8:9::1"), 64}}));
        killWithItsRestorer(host.net, helper);
        host.net.run(QStringLiteral("sysctl -qw net.ipv6.conf.old0.disable_ipv6=1"));
        const auto told = restore(host.enter());
        QVERIFY2(told.find("old0 does not get the address 2001:db8:9::1/64 back: ") != told.npos,
                 told.c_str());
        host.net.run(QStringLiteral("sysctl -qw net.ipv6.conf.old0.disable_ipv6=0"));
        QVERIFY(restore(host.enter()).find("old0 has its addresses and routes again.") != std::string::npos);
        QVERIFY(host.net.run(QStringLiteral("ip -6 address show old0")).find("2001:db8:9::1/64") !=
                std::string::npos);
        QCOMPARE(host.net.run(QStringLiteral("ls /run")), std::string());
    }

    void aKillInTheMiddleOfForwardingIsMended()
    {
        const Host host(usersDevices + QStringLiteral("sysctl -qw net.ipv4.ip_forward=0\n"
                                                      "sysctl -qw net.ipv4.conf.eth0.forwarding=1\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(SetForwarding{});
        killWithItsRestorer(host.net, helper);
        host.net.run(QStringLiteral("sysctl -qw net.ipv4.ip_forward=0")); // as far as the killed one came
        QVERIFY(host.net.state() != host.before);
        restore(host.enter());
        QCOMPARE(host.difference(), std::string());
    }

    // A change is noted before it is made, and was not always.
    void aKillBetweenNoteAndChangeIsMended()
    {
        const Host host(usersDevices + QStringLiteral("sysctl -qw net.ipv4.ip_forward=0\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        for (const bool on : {true, false})
            DONE(change::SetForwarding{on});
        killWithItsRestorer(host.net, helper);
        host.net.run(QStringLiteral("sysctl -qw net.ipv4.ip_forward=1")); // as before the last one
        QCOMPARE(restore(host.enter()), std::string("net.ipv4.ip_forward is 0 again.\n"));
        QCOMPARE(host.difference(), std::string());
    }

    void aRenamedDeviceIsNotForgotten()
    {
        const Host host(usersDevices);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceMtu{"old0", 1400}));
        host.net.run(QStringLiteral("ip link set own0 name own1; ip link set old0 down; "
                                    "ip link set old0 name old1; ip link set old1 up"));
        DONE(DeleteTun{"own1"}); // still its own
        DONE(tunNamed("own0"));
        host.net.run(QStringLiteral("ip link set own0 name own2"));
        QCOMPARE(helper.end(), 0);
        host.net.run(
            QStringLiteral("ip link set old1 down; ip link set old1 name old0; ip link set old0 up"));
        QCOMPARE(host.difference(), std::string());
    }

    void settingsGoWithTheirDevice()
    {
        const Host host(usersDevices + QStringLiteral("sysctl -qw net.ipv4.ip_forward=0\n"
                                                      "sysctl -qw net.ipv4.conf.far0.forwarding=1\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(SetForwarding{});
        DONE(SetLogMartians{"eth0"});
        // Each has the other's name now; the setting of one that is new is nobody's to change.
        host.net.run(
            QStringLiteral("ip link set eth0 name x; ip link set far0 name eth0; ip link set x name far0\n"
                           "sysctl -qw net.ipv4.conf.eth0.log_martians=1"));
        QCOMPARE(helper.end(), 0);
        const auto values =
            QStringLiteral("cd /proc/sys/net/ipv4/conf; "
                           "cat far0/log_martians eth0/log_martians far0/forwarding eth0/forwarding");
        QTRY_COMPARE(host.net.run(values), std::string("0\n1\n0\n1\n"));
    }

    void anMtuOfIpv6sOwnIsPutBack()
    {
        const Host host(
            usersDevices +
            QStringLiteral("ip link set old0 mtu 1400\nsysctl -qw net.ipv6.conf.old0.mtu=1300\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceMtu{"old0", 1500}));
        QCOMPARE(host.net.run(QStringLiteral("sysctl -n net.ipv6.conf.old0.mtu")), std::string("1500\n"));
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void whatOthersChangedMeanwhileStays()
    {
        const Host host(usersDevices + QStringLiteral("ip address add 10.9.1.1/24 dev old0\n"
                                                      "ip route add 10.10.0.0/16 dev old0 src 10.9.0.1\n"
                                                      "ip route add 10.12.0.0/16 dev old0\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceMtu{"old0", 1400}));
        DONE((RemoveDeviceAddress{"old0", {address("10.9.0.1"), 24}})); // and one of the routes with it
        const auto routes = QStringLiteral("ip route show table all | grep -c 10.10.0.0 || :; "
                                           "ip route show table all | grep -c 10.12.0.0 || :");
        QCOMPARE(host.net.run(routes), std::string("0\n1\n"));
        const auto theirs = QStringLiteral("ip address show dev old0 | grep -E '10.55|db8:55'\n"
                                           "{ ip route show table all; ip -6 route show table all; } | "
                                           "grep -E '10.55.0|db8:55:' | sort");
        host.net.run(
            QStringLiteral("ip route delete 10.12.0.0/16 dev old0\nip address add 10.55.0.1/24 dev old0\n"
                           "ip address add 2001:db8:55::1/64 dev old0 nodad"));
        const auto before = host.net.run(theirs);
        QVERIFY2(before.find("broadcast 10.55.0.255") != before.npos &&
                     before.find("2001:db8:55::/64") != before.npos,
                 before.c_str());
        QCOMPARE(helper.end(), 0);
        QTRY_COMPARE(host.net.run(routes), std::string("1\n0\n"));
        QCOMPARE(host.net.run(theirs), before);
    }

    // IPv6 addresses go when a device is taken down, so it is not done once more at the end.
    void whatWasChangedToAndFroIsNotUndoneStepByStep()
    {
        const Host host(usersDevices + QStringLiteral("ip route add 10.10.0.0/16 via 10.9.0.7 dev old0\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        for (int i = 0; i < 3; ++i) {
            DONE((SetDeviceUp{"old0", false}));
            DONE((SetDeviceUp{"old0", true}));
        }
        host.net.run(QStringLiteral("ip address add 2001:db8:55::1/64 dev old0 nodad"));
        QCOMPARE(helper.end(), 0);
        QTRY_VERIFY(host.net.run(QStringLiteral("ip route show")).find("10.10.0.0/16") != std::string::npos);
        QVERIFY(host.net.run(QStringLiteral("ip -6 address show old0")).find("2001:db8:55::1") !=
                std::string::npos);
        host.net.run(QStringLiteral("ip address delete 2001:db8:55::1/64 dev old0"));
        QCOMPARE(host.difference(), std::string());
    }

    void anotherNameOfADeviceIsRefused()
    {
        const Host host(usersDevices + QStringLiteral("ip link property add dev old0 altname other0\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        for (const Request& request : {Request(SetDeviceUp{"other0", false}), Request(OpenTun{"other0"}),
                                       Request(SetDeviceMtu{"other0", 1400}), Request(DeleteTun{"other0"}),
                                       Request(AddDeviceAddress{"other0", {address("10.0.0.1"), 24}})}) {
            const auto said = unless<Done>(helper.ask(request));
            QVERIFY2(said.find("other0 is another name of old0") != said.npos, said.c_str());
        }
        QCOMPARE(errorOf(helper.ask(tunNamed("other0"))).systemError, EEXIST);
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void flagsOfADeviceThatIsOpenArePutBackLater()
    {
        const Host host(usersDevices +
                        QStringLiteral("ip tuntap add dev tap0 mode tap vnet_hdr multi_queue\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(OpenTun{"tap0"});
        auto open = helper.takeDescriptor();
        QVERIFY(open);
        killWithItsRestorer(host.net, helper);
        const auto told = restore(host.enter()); // the kernel says "done" and keeps them
        QCOMPARE(told, std::string("tap0 is not as it was: Device or resource busy.\n"));
        open = UniqueFd();
        QCOMPARE(restore(host.enter()), std::string("tap0 has its flags again.\n"));
        QCOMPARE(host.difference(), std::string());
    }

    void aStartRightAfterAKillWaitsForTheRestoring()
    {
        const Host host(usersDevices);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        pid_t undo = 0;
        QVERIFY(waitFor([&] { return (undo = host.net.processNamed("hookwalk-undo")) > 0; }));
        kill(undo, SIGSTOP);
        kill(helper.pid(), SIGKILL);
        HelperClient next(host.enter());
        next.ask(Hello{});
        const auto asked = next.send(UseHost{});
        QVERIFY(!QTest::qWaitFor([&] { return host.net.state() == host.before; }, 200));
        kill(undo, SIGCONT);
        QCOMPARE(unless<Done>(next.answer(asked)), std::string());
        QVERIFY(host.net.run(QStringLiteral("ip link show old0")).find(",UP") != std::string::npos);
        QCOMPARE(next.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }
};

HOOKWALK_TEST(TestLeftovers)
#include "tst_leftovers.moc"
