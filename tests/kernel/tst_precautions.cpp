// SPDX-License-Identifier: GPL-3.0-or-later
// Before the machine itself is changed, everything that a change could cut is asked for: connections through
// the machine, the far ends of its sockets, networks behind its routers. Where that cannot be asked nothing
// is changed.
#include "kernel/precautions/inuse.h"
#include "support/kerneltest.h"
#include "support/router.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <sys/resource.h>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

// A UDP socket of that machine with another end, which need not be there.
UniqueFd talkTo(const HostNet& from, const IpAddress& to)
{
    const InNamespaceOf there(from.holder());
    UniqueFd talker(socket(to.isV4() ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in end4{};
    end4.sin_family = AF_INET;
    end4.sin_port = htons(53);
    std::copy_n(to.bytes.begin() + 12, 4, reinterpret_cast<std::uint8_t*>(&end4.sin_addr));
    sockaddr_in6 end6{};
    end6.sin6_family = AF_INET6;
    end6.sin6_port = htons(53);
    std::ranges::copy(to.bytes, end6.sin6_addr.s6_addr);
    const auto* const end =
        to.isV4() ? reinterpret_cast<const sockaddr*>(&end4) : reinterpret_cast<const sockaddr*>(&end6);
    const auto size = static_cast<socklen_t>(to.isV4() ? sizeof end4 : sizeof end6);
    return connect(talker.get(), end, size) == 0 ? std::move(talker) : UniqueFd();
}

const auto tracking =
    QStringLiteral("nft 'table ip watch { chain forward { type filter hook forward priority 0; "
                   "ct state established counter; }; }'\n");

// A router with a server far behind it, at 203.0.113.29.
struct FarRouter : Router {
    explicit FarRouter(const QString& more)
    {
        right.run(QStringLiteral("ip address add 203.0.113.29/32 dev lo\nip link set lo up\n"));
        machine.net.run(QStringLiteral("ip route add default via 198.51.100.2\n") + more);
    }
};

} // namespace

#define REFUSED(request, part)                                                                               \
    do {                                                                                                     \
        const auto error = errorOf(helper.ask(request));                                                     \
        QVERIFY2(says(error, part), words::text(error).c_str());                                             \
    } while (false)

class TestPrecautions : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theFarEndOfAForwardedConnection()
    {
        const FarRouter router(tracking);
        const Connection through(router.left, router.right, "203.0.113.29");
        QVERIFY(through.lives());
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        constexpr auto words = "A connection of 192.0.2.2 with 203.0.113.29 passes through this machine";
        REFUSED((AddDeviceAddress{"own0", {address("203.0.113.5"), 24}}), words);
        REFUSED((AddDeviceAddress{"own0", {address("203.0.113.29"), 32}}), words);
        REFUSED(natFor("203.0.113.0/24"), words);
        DONE((AddDeviceAddress{"own0", {address("203.0.113.129"), 25}}));
        QVERIFY(through.lives());
    }

    // Without connection tracking nobody knows what passes through.
    void aRouterThatTracksNothing()
    {
        const FarRouter router({});
        const Connection through(router.left, router.right, "203.0.113.29");
        QVERIFY(through.lives());
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        REFUSED((AddDeviceAddress{"own0", {address("203.0.113.5"), 24}}), "tracks no connections");
        REFUSED(natFor("203.0.113.0/24"), "tracks no connections");
        DONE((AddDeviceAddress{"own0", {address("192.168.69.100"), 24}}));
        QVERIFY(through.lives());
    }

    void whatHookwalkForwardsIsCutByNobody()
    {
        const FarRouter router(tracking + QStringLiteral("sysctl -q -w net.ipv4.ip_forward=0\n"));
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        const SetForwarding off{false};
        DONE(SetForwarding{});
        DONE(off);
        DONE(SetForwarding{});
        const Connection through(router.left, router.right, "203.0.113.29"); // somebody relies on it now
        QVERIFY(through.lives());
        REFUSED(off, "A connection of 192.0.2.2 with 203.0.113.29 passes through this machine");
        QVERIFY(through.lives());
    }

    void theOtherEndOfAUdpSocket()
    {
        const Host machine(
            QStringLiteral("ip link add eth0 type veth peer name far0\nip link set far0 up\nip address add "
                           "10.1.1.1/24 dev eth0\n"
                           "ip address add 2001:db8:1::1/64 dev eth0 nodad\nip link set eth0 up\n"
                           "ip route add default via 10.1.1.254\n"
                           "ip route add default via 2001:db8:1::254\n"));
        const auto talker = talkTo(machine.net, address("203.0.113.53"));
        const auto talker6 = talkTo(machine.net, address("2001:db8:9::53"));
        QVERIFY(talker && talker6);
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        REFUSED((AddDeviceAddress{"own0", {address("203.0.113.53"), 32}}), "a connection with 203.0.113.53");
        REFUSED((AddDeviceAddress{"own0", {address("203.0.113.1"), 24}}), "a connection with 203.0.113.53");
        REFUSED((AddDeviceAddress{"own0", {address("2001:db8:9::1"), 64}}),
                "a connection with 2001:db8:9::53");
        DONE((AddDeviceAddress{"own0", {address("2001:db8:8::1"), 64}}));
    }

    void networksBehindARouter()
    {
        const Router router;
        router.machine.net.run(QStringLiteral("ip route add 10.20.0.0/16 via 198.51.100.2\n"
                                              "ip route add 10.30.0.0/16 via 198.51.100.2 table 77\n"
                                              "ip route add 10.40.0.0/16 via 172.31.1.1 dev eth1 onlink\n"
                                              "ip route add 0.0.0.0/1 via 198.51.100.2\n"));
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        REFUSED((AddDeviceAddress{"own0", {address("10.20.5.1"), 24}}),
                "10.20.0.0/16, which is reached through eth1");
        REFUSED((AddDeviceAddress{"own0", {address("10.30.5.1"), 24}}),
                "10.30.0.0/16, which is reached through eth1");
        REFUSED((AddDeviceAddress{"own0", {address("172.31.1.1"), 32}}), "The router 172.31.1.1");
        REFUSED(natFor("10.20.5.0/24"), "which is reached through eth1");
        DONE(
            (AddDeviceAddress{"own0", {address("10.50.0.1"), 24}})); // 0.0.0.0/1 is but another default route
    }

    // A route by a next-hop object, or by a group, is one by its gateways, whether the kernel tells of them with it or not.
    void routersOfSeveralNextHopsAndOfObjects_data()
    {
        QTest::addColumn<QString>("told");
        QTest::newRow("told") << "1";
        QTest::newRow("not told") << "0";
    }
    void routersOfSeveralNextHopsAndOfObjects()
    {
        QFETCH(QString, told);
        const Router router;
        QCOMPARE(
            router.machine.net.run(
                QStringLiteral("sysctl -qw net.ipv4.nexthop_compat_mode=%1\n"
                               "ip route add 10.20.0.0/16 nexthop via 172.31.1.1 dev eth1 onlink nexthop "
                               "via 198.51.100.2 dev eth1\n"
                               "ip nexthop add id 1 via 172.31.2.1 dev eth1 onlink\n"
                               "ip nexthop add id 2 via 2001:db8:3::1 dev eth1 onlink\n"
                               "ip nexthop add id 3 group 1\n"
                               "ip route add 10.30.0.0/16 nhid 3\nip route add 10.40.0.0/16 nhid 2\n"
                               "ip -6 route add 2001:db8:9::/48 nhid 2\n")
                    .arg(told)),
            std::string());
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        const auto add = [](const char* network) {
            return AddDeviceAddress{"own0", *Network::parse(network)};
        };
        REFUSED(add("172.31.1.1/32"), "The router 172.31.1.1");
        REFUSED(add("172.31.2.9/24"), "The router 172.31.2.1");
        REFUSED(add("2001:db8:3::9/64"), "The router 2001:db8:3::1");
        for (const auto* behind : {"10.30.5.1/24", "10.40.5.1/24", "2001:db8:9::1/64"})
            REFUSED(add(behind), "which is reached through eth1");
    }

    void natForAPartOfSomebodysNetwork()
    {
        const Router router;
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        REFUSED(natFor("192.0.2.128/25"), "overlaps with 192.0.2.1/24 at eth0");
        REFUSED(natFor("192.0.2.50/32"), "overlaps with 192.0.2.1/24 at eth0");
        REFUSED(natFor("10.8.0.128/25"), "overlaps with 10.8.0.2/24 at held0"); // of a VPN that others use
    }

    // An address goes by itself, with its device, or because the device goes down.
    void whatHasAnEndAtAnAddressThatGoes()
    {
        const Host machine;
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        DONE((AddDeviceAddress{"own0", {address("192.168.69.100"), 24}}));
        auto talker = talkTo(machine.net, address("192.168.69.7"));
        QVERIFY(talker);
        constexpr auto words = "has a connection from 192.168.69.100 with 192.168.69.7";
        REFUSED((RemoveDeviceAddress{"own0", {address("192.168.69.100"), 24}}), words);
        REFUSED((SetDeviceUp{"own0", false}), words);
        REFUSED((DeleteTun{"own0"}), words);
        talker = UniqueFd();
        DONE((RemoveDeviceAddress{"own0", {address("192.168.69.100"), 24}}));
        DONE((SetDeviceUp{"own0", false}));
        DONE((DeleteTun{"own0"}));
    }

    // A default route through a tun that comes back would take the conversation of who sits elsewhere.
    void aRouteThatWouldTakeOverAConnection()
    {
        const Host machine(QStringLiteral(
            "ip link add eth0 type veth peer name far0\nip link set far0 addrgenmode none up\n"
            "ip address add 10.1.1.1/24 dev eth0\nip address add 2001:db8:1::1/64 dev eth0 nodad\n"
            "ip link set eth0 addrgenmode none up\n"
            "ip route add default via 10.1.1.254 metric 100\nip route add 203.0.113.0/25 via 10.1.1.254\n"
            "ip route add default via 2001:db8:1::254\nip tuntap add old0 mode tun\n"
            "ip address add 10.9.0.1/24 dev old0\nip link set old0 up\n"
            "ip route add default dev old0 metric 50\nip route add default dev old0 metric 200\n"
            "ip route add default dev old0 table 77\nip route add 203.0.113.0/24 dev old0\n"
            "ip route add 10.77.0.0/16 dev old0\n"));
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        const auto down = helper.ask(SetDeviceUp{"old0", false});
        QCOMPARE(unless<Done>(down), std::string());
        const auto lost = std::get<Done>(down).lost;
        QCOMPARE(lost.size(), std::size_t(5));
        const auto route = [&](const char* to, std::uint32_t metric, std::uint32_t table = 254) {
            const RestoreRoute wanted{"old0", *Network::parse(to), {}, {}, metric, table};
            return std::ranges::find(lost, wanted) == lost.end() ? RestoreRoute() : wanted;
        };
        DONE((SetDeviceUp{"old0", true}));
        auto near = talkTo(machine.net, address("203.0.113.53")); // by a route that stays the better one
        DONE(route("203.0.113.0/24", 0));
        auto far = talkTo(machine.net, address("198.18.0.7"));
        QVERIFY(near && far);
        constexpr auto words =
            "This machine has a connection with 198.18.0.7. The route to default would take";
        REFUSED(route("0.0.0.0/0", 50), words);
        DONE(route("0.0.0.0/0", 200)); // behind the one in use
        DONE(route("10.77.0.0/16", 0));
        far = UniqueFd();
        REFUSED(route("0.0.0.0/0", 0, 77), "a connection with 203.0.113.53"); // a rule may lead it there
        near = UniqueFd();
        DONE(route("0.0.0.0/0", 0, 77));
        DONE(route("0.0.0.0/0", 50));
        const auto own = talkTo(machine.net, address("198.18.0.7")); // from an address of the tun
        QVERIFY(own);
        machine.net.run(QStringLiteral("ip route delete default dev old0 metric 50"));
        DONE(route("0.0.0.0/0", 50));
        QCOMPARE(helper.end(), 0);
        QCOMPARE(machine.difference(), std::string());
    }

    // On a router that tracks nothing, what it would take over is not known.
    void aRouteOnARouterThatTracksNothing()
    {
        const FarRouter router(
            QStringLiteral("ip tuntap add old0 mode tun\n"
                           "ip address add 10.9.0.1/24 dev old0\nip link set old0 up\n"
                           "ip route add 203.0.113.0/24 dev old0\nip route add 10.77.0.0/16 dev old0\n"));
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetDeviceUp{"old0", false}));
        DONE((SetDeviceUp{"old0", true}));
        REFUSED((RestoreRoute{"old0", *Network::parse("203.0.113.0/24"), {}, {}}), "tracks no connections");
        DONE((RestoreRoute{"old0", *Network::parse("10.77.0.0/16"), {}, {}}));
    }

    // Undoing is a change, too: who came to rely on what Hookwalk changed is cut by nobody.
    void whatSomebodyReliesOnAtTheEndIsLeftUntilItIsFree()
    {
        FarRouter router(tracking +
                         QStringLiteral("sysctl -q -w net.ipv4.ip_forward=0 "
                                        "net.ipv4.conf.all.rp_filter=1\n"
                                        "ip tuntap add old0 mode tun\nip address add 10.9.0.1/24 dev "
                                        "old0\nip link set old0 up\n"
                                        "ip tuntap add old1 mode tun\nip address add 10.7.0.1/24 dev "
                                        "old1\nip link set old1 up\nip link add eth2 type veth peer "
                                        "name far2\nip link set far2 addrgenmode none up\n"
                                        "ip link set eth2 addrgenmode none up\n"));
        const auto& net = router.machine.net;
        router.machine.before = net.state();
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(SetForwarding{});
        DONE((SetRpFilter{"all", 0}));
        DONE((AddDeviceAddress{"old0", {address("192.168.69.100"), 24}}));
        DONE((SetDeviceUp{"old1", false}));
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        DONE((AddDeviceAddress{"own0", {address("192.168.70.100"), 24}}));
        std::optional<Connection> through(std::in_place, router.left, router.right, "203.0.113.29");
        QVERIFY(through->lives());
        auto talker = talkTo(net, address("192.168.69.7"));
        auto ownTalker = talkTo(net, address("192.168.70.7"));
        QVERIFY(talker && ownTalker);
        net.run(QStringLiteral("ip address add 10.7.0.9/24 dev eth2"));

        QCOMPARE(helper.end(), 0);
        const auto told = restore(router.machine.enter());
        for (const char* part :
             {"net.ipv4.ip_forward is left as it is for now. A connection of 192.0.2.2 with 203.0.113.29",
              "net.ipv4.conf.all.rp_filter is left as it is for now. This machine has several networks",
              "old0 is left as it is for now. A program on this machine has a connection from "
              "192.168.69.100",
              "old1 is left as it is for now. 10.7.0.1/24 overlaps with 10.7.0.9/24 at eth2",
              "own0 is left as it is for now. A program on this machine has a connection from "
              "192.168.70.100"})
            QVERIFY2(told.find(part) != told.npos, (part + ("\n" + told)).c_str());
        QVERIFY(through->lives());
        for (const auto* socket : {&talker, &ownTalker}) {
            sockaddr_storage own{};
            socklen_t size = sizeof own;
            QCOMPARE(getsockname(socket->get(), reinterpret_cast<sockaddr*>(&own), &size), 0);
            const InNamespaceOf there(net.holder());
            const UniqueFd again(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
            reinterpret_cast<sockaddr_in*>(&own)->sin_port = 0;
            QCOMPARE(bind(again.get(), reinterpret_cast<sockaddr*>(&own), size), 0); // still its address
        }

        through.reset();
        talker = UniqueFd();
        ownTalker = UniqueFd();
        net.run(QStringLiteral("ip address delete 10.7.0.9/24 dev eth2\n"
                               "sysctl -q -w net.ipv4.conf.all.rp_filter=1\n")); // as its owner wants it
        const auto done = restore(router.machine.enter());
        const auto difference = router.machine.difference();
        QVERIFY2(difference.empty(), (done + difference).c_str());
    }

    void whatCannotBeAskedIsRefused()
    {
        const Host machine;
        HelperClient helper(machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        machine.net.run(QStringLiteral("mount -t tmpfs none /proc/sys/net\n"));
        REFUSED((AddDeviceAddress{"own0", {address("192.168.69.100"), 24}}),
                "nobody can tell what would be cut");
        machine.net.run(QStringLiteral("umount /proc/sys/net\n"));
        DONE((AddDeviceAddress{"own0", {address("192.168.69.100"), 24}}));
    }

    // Not even a part of the answer is taken for the whole.
    void aPartThatDoesNotAnswerIsAnError()
    {
        const auto route = kernel::connectNetlink(NETLINK_ROUTE);
        QVERIFY(route);
        QVERIFY(kernel::whatIsInUse(route->get()));
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
        const rlimit none{3, limit.rlim_max}; // the links still answer; no socket more for the others
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        const auto asked = kernel::whatIsInUse(route->get());
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
        QVERIFY(!asked);
        const kernel::NlSocket unconnected(nl_socket_alloc());
        QVERIFY(!kernel::whatIsInUse(unconnected.get()));
    }
};

HOOKWALK_TEST(TestPrecautions)
#include "tst_precautions.moc"
