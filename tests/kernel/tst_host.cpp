// SPDX-License-Identifier: GPL-3.0-or-later
// The helper on the machine itself: every verb for devices and the gateway, each refusal, and that all is as
// it was at the end. "The machine" is a network namespace of the test's own.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <cerrno>
#include <csignal>
#include <poll.h>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const auto otherTun =
    QStringLiteral("ip tuntap add dev old0 mode tun\nip link set old0 up\n"
                   "ip address add 10.9.0.1/24 dev old0\nip address add 10.9.0.2/24 dev old0\n"
                   "ip address add 2001:db8:9::1/64 dev old0\nip address add 2001:db8:9::2/64 dev old0\n"
                   "ip route add 10.10.0.0/16 via 10.9.0.7 dev old0 metric 7\n"
                   "ip route add 10.11.0.0/16 dev old0 table 77\n"
                   "ip -6 route add 2001:db8:a::/48 dev old0\n");

} // namespace

class TestHost : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theDeviceVerbsDoWhatTheySay()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        CreateTun order = tunNamed("new0");
        order.owner = 1234;
        order.group = 4321;
        DONE(order);
        DONE((SetDeviceMtu{"new0", 1400}));
        DONE((AddDeviceAddress{"new0", {address("10.1.2.3"), 24}}));
        DONE((AddDeviceAddress{"new0", {address("2001:db8:77::1"), 64}}));
        DONE((AddDeviceAddress{"new0", {address("10.1.2.4"), 32}}));
        DONE((RemoveDeviceAddress{"new0", {address("10.1.2.4"), 32}}));
        DONE((SetDeviceUp{"new0", true}));
        const auto shown = host.net.run(QStringLiteral("ip -d address show new0"));
        for (const char* part :
             {"mtu 1400", "persist on", "user 1234", "group 4321", "10.1.2.3/24", "2001:db8:77::1/64", ",UP"})
            QVERIFY2(shown.find(part) != shown.npos, (part + ("\n" + shown)).c_str());
        QVERIFY(shown.find("10.1.2.4") == shown.npos);
        DONE(OpenTun{"new0"});
        QVERIFY(helper.takeDescriptor());
        DONE((SetDeviceUp{"new0", false}));
        DONE(DeleteTun{"new0"});
        QVERIFY(host.net.run(QStringLiteral("ip link show new0")).ends_with("failed"));
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void everyRefusalSaysWhy()
    {
        const Host host(QStringLiteral("ip link add veth0 type veth peer name veth1\n"
                                       "ip tuntap add dev never0 mode tun\n") +
                        otherTun);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        HelperClient other(host.enter());
        QCOMPARE(use(other), std::string());
        QCOMPARE(unless<Done>(other.ask(tunNamed("theirs"))), std::string());
        QCOMPARE(unless<Done>(other.ask(OpenTun{"theirs"})), std::string());
        const auto held = other.takeDescriptor();

        QCOMPARE(errorOf(helper.ask(tunNamed("veth0"))).systemError, EEXIST);
        const auto exists = errorOf(helper.ask(tunNamed("theirs")));
        QCOMPARE(exists.systemError, EEXIST);
        const auto busy = errorOf(helper.ask(OpenTun{"theirs"}));
        QCOMPARE(busy.systemError, EBUSY);
        QCOMPARE(errorOf(helper.ask(DeleteTun{"theirs"})).systemError, EPERM);
        QCOMPARE(errorOf(helper.ask(DeleteTun{"old0"})).code, ErrorCode::PermissionDenied);
        for (const Request& request :
             {Request(SetDeviceUp{"veth0", true}), Request(SetDeviceMtu{"veth0", 1400}),
              Request(DeleteTun{"veth0"}), Request(AddDeviceAddress{"veth0", {address("10.0.0.1"), 24}}),
              Request(OpenTun{"veth0"})})
            QVERIFY(says(errorOf(helper.ask(request)), "kind veth"));
        for (const Request& request :
             {Request(SetDeviceUp{"none", true}), Request(SetDeviceMtu{"none", 1400}),
              Request(DeleteTun{"none"}), Request(OpenTun{"none"}),
              Request(RemoveDeviceAddress{"none", {address("10.0.0.1"), 24}})})
            QCOMPARE(errorOf(helper.ask(request)).systemError, ENODEV);
        QCOMPARE(errorOf(helper.ask(AddDeviceAddress{"old0", {address("10.9.0.1"), 24}})).systemError,
                 EEXIST);
        QVERIFY(says(errorOf(helper.ask(AddDeviceAddress{"old0", {address("10.9.0.3"), 0}})), "/0"));
        QCOMPARE(errorOf(helper.ask(RemoveDeviceAddress{"old0", {address("10.9.0.3"), 24}})).systemError,
                 EADDRNOTAVAIL);
        QVERIFY(says(errorOf(helper.ask(SetDeviceMtu{"old0", 1000})), "1280"));
        const RestoreRoute route{"old0", {IpAddress::v4(0x0a4d0000), 16}, {}, {}}; // nothing took it
        QCOMPARE(errorOf(helper.ask(route)).code, ErrorCode::NotFound);
        QVERIFY(says(errorOf(helper.ask(SetDeviceUp{"never0", true})), "never up"));
        host.net.run(QStringLiteral("ip tuntap add dev ';reboot;' mode tun"));
        QVERIFY(says(errorOf(helper.ask(DeleteTun{";reboot;"})), "By hand: ip link delete dev ';reboot;'"));
        host.net.run(QStringLiteral("ip link delete dev ';reboot;'"));
        QVERIFY(says(errorOf(helper.ask(Inject{"", std::string(20, 'E')})), "lab only"));
        QCOMPARE(errorOf(helper.ask(MakeLab{})).code, ErrorCode::Busy);
        QCOMPARE(errorOf(helper.ask(UseHost{})).code, ErrorCode::Busy);
        // The holder, by its program and number.
        const auto self = "tst_host (" + std::to_string(getpid()) + ')';
        QVERIFY2(says(busy, self), words::text(busy).c_str());
        helper.hangUp();
        other.hangUp();
        QCOMPARE(helper.waitForEnd(), 0);
        QCOMPARE(other.waitForEnd(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    // A route of IPv4 with several next hops goes as a whole with one of their devices, of IPv6 only that hop does.
    void routesWithSeveralNextHopsComeBack()
    {
        const Host host(
            QStringLiteral("ip link add eth0 type veth peer name far0\nip link set far0 addrgenmode none up\n"
                           "ip link set eth0 addrgenmode none up\nip address add 198.51.100.15/24 dev eth0\n"
                           "ip -6 address add 2001:db8:1::15/64 dev eth0 nodad\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        const auto setUp = [&] {
            std::string refused;
            for (const Request& request :
                 {Request(tunNamed("new0")), Request(AddDeviceAddress{"new0", {address("10.9.0.1"), 24}}),
                  Request(AddDeviceAddress{"new0", {address("2001:db8:9::1"), 64}}),
                  Request(SetDeviceUp{"new0", true})})
                refused += unless<Done>(helper.ask(request));
            return refused;
        };
        QCOMPARE(setUp(), std::string());
        host.net.run(QStringLiteral(
            "ip route add 10.77.0.0/16 metric 7 nexthop via 198.51.100.1 dev eth0 weight 2 nexthop via "
            "10.9.0.7 dev new0\n"
            "ip -6 route add 2001:db8:77::/48 nexthop via 2001:db8:1::1 dev eth0 nexthop via 2001:db8:9::7 "
            "dev new0 weight 3 nexthop via 2001:db8:9::8 dev new0\n"));
        const auto routes = [&] { return host.net.run(QStringLiteral("ip route; ip -6 route")); };
        const auto before = routes();
        const auto gone = helper.ask(DeleteTun{"new0"});
        QCOMPARE(unless<Done>(gone), std::string());
        QVERIFY(routes() != before);
        const auto lost = std::get<Done>(gone).lost;
        QCOMPARE(lost.size(), std::size_t(3));
        const RestoreRoute whole{"new0",
                                 *Network::parse("10.77.0.0/16"),
                                 {},
                                 {},
                                 7,
                                 254,
                                 {{"eth0", address("198.51.100.1"), 2}, {"new0", address("10.9.0.7"), 1}}};
        QVERIFY(std::ranges::find(lost, whole) != lost.end());
        QCOMPARE(setUp(), std::string());
        for (const RestoreRoute& route : lost)
            DONE(route);
        QCOMPARE(routes(), before);
        host.net.run(QStringLiteral("ip -6 route delete 2001:db8:77::/48")); // eth0's hop would stay
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void aDeviceThatAnotherHelperHasChangedIsRefused()
    {
        const Host host(otherTun);
        HelperClient helper(host.enter());
        HelperClient other(host.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(use(other), std::string());
        DONE((AddDeviceAddress{"old0", {address("10.44.0.1"), 16}}));
        const auto holder =
            "Another Hookwalk (process " + std::to_string(helper.pid()) + ") has changed old0";
        for (const Request& request :
             {Request(SetDeviceMtu{"old0", 1400}), Request(SetDeviceUp{"old0", false}),
              Request(RemoveDeviceAddress{"old0", {address("10.44.0.1"), 16}}), Request(OpenTun{"old0"})}) {
            const auto refused = errorOf(other.ask(request));
            QVERIFY2(refused.code == ErrorCode::Busy, words::text(refused).c_str());
            QVERIFY2(says(refused, holder), words::text(refused).c_str());
        }
        DONE((SetDeviceMtu{"old0", 1400}));
        QCOMPARE(helper.end(), 0);
        QTRY_COMPARE(unless<Done>(other.ask(SetDeviceMtu{"old0", 1300})), std::string());
        QCOMPARE(other.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void twoSessionsTraceInOnePlace()
    {
        const Host host;
        HelperClient helper(host.enter());
        HelperClient other(host.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(use(other), std::string());
        DONE((SetTrace{{address("10.1.0.2")}, 1, LogSource::Auto}));
        QCOMPARE(unless<Done>(other.ask(SetTrace{{address("10.1.0.2")}, 2, LogSource::Nflog})),
                 std::string());
        DONE(tunNamed("own0"));
        DONE((AddDeviceAddress{"own0", {address("10.1.0.1"), 16}}));
        DONE((SetDeviceUp{"own0", true}));
        DONE(OpenTun{"own0"});
        const auto tun = helper.takeDescriptor();
        // An echo request from 10.1.0.2 to 10.1.0.1.
        const std::string packet("\x45\0\0\x1c\0\0\0\0\x40\x01\x66\xdd\x0a\x01\0\x02\x0a\x01\0\x01"
                                 "\x08\0\xf7\xfe\0\0\0\x01",
                                 28);
        QCOMPARE(write(tun.get(), packet.data(), packet.size()), ssize_t{28});
        for (HelperClient* one : {&helper, &other}) {
            const auto shown = one->ask(ShowTrace{});
            QVERIFY(std::get<TraceShown>(shown).source ==
                    LogSource::Nflog); // another namespace than the first
            QVERIFY(one->readUntil([&] { return one->lines.size() >= 4; }));
            DONE(ClearTrace{});
        }
        helper.hangUp();
        other.hangUp();
        QCOMPARE(helper.waitForEnd(), 0);
        QCOMPARE(other.waitForEnd(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void whatItMayDoIsLittle()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        const auto status = fileContent("/proc/" + std::to_string(helper.pid()) + "/status");
        // CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG; no more by any program that it starts.
        QVERIFY(status.find("CapEff:\t0000000400003000") != status.npos);
        QVERIFY(status.find("CapPrm:\t0000000400003000") != status.npos);
        QVERIFY(status.find("NoNewPrivs:\t1") != status.npos);
    }

    void letInByPkexecItHasLittleFromTheStart()
    {
        const Host host;
        constexpr uid_t user = 65534;
        QVERIFY(seteuid(user) == 0); // whoever makes the socket asks
        HelperClient helper(
            [&] { return seteuid(0) == 0 && setenv("PKEXEC_UID", "65534", 1) == 0 && host.net.enter(); });
        QVERIFY(seteuid(0) == 0);
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
        const auto status = fileContent("/proc/" + std::to_string(helper.pid()) + "/status");
        // Those above, CAP_SYS_PTRACE and CAP_PERFMON, which it needs until the place is chosen.
        QVERIFY2(status.find("CapPrm:\t0000004400083100") != status.npos, status.c_str());
        DONE(UseHost{});
        const auto later = fileContent("/proc/" + std::to_string(helper.pid()) + "/status");
        QVERIFY2(later.find("CapPrm:\t0000000400003000") != later.npos, later.c_str());
    }

    void withoutRightsItSaysHowToGetThem()
    {
        HelperClient helper(User::Nobody);
        const auto said = errorOf(helper.ask(Hello{}));
        QCOMPARE(said.code, ErrorCode::Cancelled); // Hello is not refused
        const auto refused = errorOf(helper.ask(UseHost{}));
        QCOMPARE(refused.code, ErrorCode::PermissionDenied);
        QVERIFY2(says(refused, "pkexec"), words::text(refused).c_str());
        QCOMPARE(unless<LabMade>(helper.ask(MakeLab{})), std::string()); // the lab is still to be had
    }

    void aDeviceThatWasThereEndsAsItBegan_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("closed") << 0;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("kill -9") << SIGKILL;
    }
    void aDeviceThatWasThereEndsAsItBegan()
    {
        QFETCH(int, signal);
        const Host host(otherTun);
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        DONE((SetDeviceMtu{"old0", 1300}));
        DONE((RemoveDeviceAddress{"old0", {address("10.9.0.1"), 24}}));
        DONE((AddDeviceAddress{"old0", {address("10.44.0.1"), 16}}));
        DONE((AddDeviceAddress{"old0", {address("2001:db8:44::1"), 64}}));
        DONE((SetDeviceUp{"old0", true}));
        DONE(OpenTun{"old0"});
        QVERIFY(host.net.state() != host.before);
        helper.takeDescriptor();
        if (signal != 0)
            kill(helper.pid(), signal);
        else
            helper.hangUp();
        QVERIFY(helper.waitForEnd() >= 0);
        QCOMPARE(host.difference(), std::string());
    }
};

HOOKWALK_TEST(TestHost)
#include "tst_host.moc"
