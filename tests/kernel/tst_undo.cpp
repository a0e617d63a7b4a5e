// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is left behind: random sequences of actions with random ends, on a machine that has rules,
// settings, links, addresses, routes and a tun of its own, which all must be the same afterwards.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"

#include <csignal>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const auto machine = QStringLiteral(
    "sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0\n"
    "ip link add eth0 type veth peer name far0\nip link set eth0 up\nip link set far0 up\n"
    "ip address add 198.51.100.15/24 dev eth0\nip -6 address add 2001:db8:1::15/64 dev eth0 nodad\n"
    "ip route add default via 198.51.100.1\nip -6 route add default via 2001:db8:1::1\n"
    "ip tuntap add dev old0 mode tun user 1000\nip link set old0 mtu 1400 up\n"
    "ip address add 10.9.0.1/24 dev old0\nip address add 10.9.0.2/24 dev old0\n"
    "ip address add 10.9.1.1 peer 10.9.1.2 dev old0\n"
    "ip address add 2001:db8:9::1/64 dev old0\nip address add 2001:db8:9::2/64 dev old0\n"
    "ip route add 10.10.0.0/16 via 10.9.0.7 dev old0 metric 7\nip route add 10.11.0.0/16 dev old0 table 77\n"
    "ip -6 route add 2001:db8:a::/48 dev old0\n"
    "ip tuntap add dev pi0 mode tun pi\nip tuntap add dev tap0 mode tap vnet_hdr multi_queue\nip link set "
    "tap0 up\n"
    "ip address add 10.7.0.1/24 dev tap0\n"
    "ip tuntap add dev down0 mode tun\nip link set down0 up\nip link set down0 down\n"
    "ip address add 10.8.0.1/24 dev down0\n"
    "sysctl -qw net.ipv4.conf.all.rp_filter=2 net.ipv4.conf.eth0.forwarding=1 "
    "net.ipv6.conf.eth0.forwarding=1 net.ipv4.conf.old0.log_martians=1 net.ipv4.ip_forward=0\n"
    "sysctl -qw net.ipv4.conf.eth0.forwarding=1\n"
    "nft -f - <<'RULES'\n"
    "table inet mine {\n set s { type ipv4_addr; elements = { 10.0.0.1, 10.0.0.2 } }\n"
    " chain forward { type filter hook forward priority 0; policy accept; ip saddr @s counter drop; }\n"
    " chain nat { type nat hook postrouting priority srcnat; ip saddr 10.9.0.0/24 masquerade; }\n}\n"
    "RULES\n"
    "iptables-nft -t nat -A POSTROUTING -s 10.7.0.0/16 -o eth0 -j MASQUERADE\n"
    "iptables-nft -A INPUT -p tcp --dport 22 -j ACCEPT\n");

class Sequence
{
public:
    Sequence(QRandomGenerator& random)
        : m_random(random)
    {
    }

    Request next()
    {
        switch (m_random.bounded(11)) {
        case 0:
        case 1: {
            CreateTun order;
            order.name = device();
            order.tap = flip();
            order.owner = flip() ? 1000 : nobody;
            order.persistent = flip();
            return order;
        }
        case 2:
            return DeleteTun{device()};
        case 3:
        case 4:
            return SetDeviceUp{device(), flip()};
        case 5:
            return SetDeviceMtu{device(), 1280U + m_random.bounded(400U)};
        case 6:
            return AddDeviceAddress{device(), {someAddress(), prefix()}};
        case 7:
            return RemoveDeviceAddress{device(), {someAddress(), prefix()}};
        case 8:
            return OpenTun{device()};
        default:
            return gateway();
        }
    }

private:
    bool flip() { return m_random.bounded(2) == 1; }
    std::string device()
    {
        static const std::array<const char*, 7> names{"new0", "new1", "old0", "down0", "eth0", "pi0", "tap0"};
        return names[m_random.bounded(7)];
    }
    IpAddress someAddress()
    {
        static const std::array<const char*, 6> known{"10.9.0.1",      "10.9.0.2",  "10.8.0.1",
                                                      "2001:db8:9::1", "10.50.0.1", "2001:db8:50::1"};
        m_address = IpAddress::parse(known[m_random.bounded(6)]).value();
        return m_address;
    }
    std::uint8_t prefix() { return m_address.isV4() ? 24 : 64; }
    Request gateway()
    {
        const bool v4 = m_random.bounded(3) > 0;
        const std::string place = flip() ? "all" : "old0";
        switch (m_random.bounded(4)) {
        case 0:
            return SetForwarding{flip(), flip()};
        case 1:
            return SetNat{static_cast<SourceNat>(m_random.bounded(3)),
                          Network::parse(v4 ? "10.50.0.0/24" : "2001:db8:50::/64").value(),
                          flip() ? "eth0" : "",
                          IpAddress::parse(v4 ? "198.51.100.15" : "2001:db8:1::15").value()};
        case 2:
            return SetRpFilter{place, static_cast<std::uint8_t>(m_random.bounded(3))};
        default:
            return SetLogMartians{place, flip()};
        }
    }

    QRandomGenerator& m_random;
    IpAddress m_address;
};

} // namespace

class TestUndo : public KernelTest
{
    Q_OBJECT

private:
    static std::string restoreBy(const Host& host)
    {
        UsersHelper helper(host);
        return restoreWith(helper);
    }

private Q_SLOTS:
    void randomSequencesWithRandomEndsLeaveNothing()
    {
        const int sequences = qEnvironmentVariableIntValue("HOOKWALK_SEQUENCES") > 0
                                  ? qEnvironmentVariableIntValue("HOOKWALK_SEQUENCES")
                                  : 500; // a minute and a half
        const quint32 seed = qEnvironmentVariable("HOOKWALK_SEED", QStringLiteral("20240229")).toUInt();
        QRandomGenerator random(seed);
        qInfo("seed %u, %d sequences", seed, sequences);
        const Host host(machine);
        QElapsedTimer timer;
        timer.start();
        int done = 0;
        for (int i = 0; i < sequences; ++i) {
            HelperClient helper(host.enter());
            const auto refused = use(helper);
            QVERIFY2(refused.empty(), refused.c_str());
            Sequence sequence(random);
            std::string story;
            for (int length = 1 + random.bounded(8); length > 0; --length) {
                const auto request = sequence.next();
                story += std::to_string(request.index()) + ' ';
                if (random.bounded(4) == 0) {
                    helper.send(request); // so that the end may come in the middle
                } else {
                    const auto reply = helper.ask(request);
                    done += std::holds_alternative<Done>(reply);
                }
            }
            const int end = random.bounded(4);
            helper.takeDescriptor();
            if (end == 0) {
                helper.hangUp();
            } else if (end == 3) { // both, then a new one
                killWithItsRestorer(host.net, helper);
            } else {
                kill(helper.pid(), end == 1 ? SIGTERM : SIGKILL);
                if (random.bounded(2) == 0) // the session as well
                    helper.hangUp();
            }
            QVERIFY(end == 3 || helper.waitForEnd() >= 0);
            helper.hangUp(); // a device may be on its way in the socket, and open as long
            QVERIFY(waitFor([&] { return host.net.processNamed("hookwalk-undo") == 0; }));
            if (end == 3) {
                HelperClient next(host.enter());
                next.ask(Hello{});
                QCOMPARE(unless<Restored>(next.ask(RestoreLeftovers{})), std::string());
                QCOMPARE(next.end(), 0);
            }
            const auto difference = host.difference();
            QVERIFY2(difference.empty(), ("sequence " + std::to_string(i) + ", end " + std::to_string(end) +
                                          ", requests " + story + '\n' + difference)
                                             .c_str());
        }
        qInfo("%d requests carried out, %lld ms", done, timer.elapsed());
        QVERIFY(done > sequences);
    }

    void helpersOfTwoUsersAtOnceLeaveNothing()
    {
        const int kills = qEnvironmentVariableIntValue("HOOKWALK_KILLS") > 0
                              ? qEnvironmentVariableIntValue("HOOKWALK_KILLS")
                              : 24;
        const quint32 seed = qEnvironmentVariable("HOOKWALK_SEED", QStringLiteral("20240229")).toUInt();
        QRandomGenerator random(seed);
        const Host host(withCopy() + machine);
        int done = 0;
        for (int killed = 0; killed < kills;) {
            HelperClient roots(host.enter());
            UsersHelper users(host);
            const std::array<HelperClient*, 2> both{&roots, &users};
            for (HelperClient* const one : both) {
                const auto refused = use(*one);
                QVERIFY2(refused.empty(), refused.c_str());
            }
            Sequence sequence(random);
            for (int length = 1 + random.bounded(10); length > 0; --length) {
                auto& one = *both[random.bounded(2)];
                const auto request = sequence.next();
                if (random.bounded(2) == 0)
                    one.send(request);
                else
                    done += std::holds_alternative<Done>(one.ask(request));
            }
            QTest::qWait(random.bounded(10));
            const int first = random.bounded(2);
            for (HelperClient* const one : {both[first], both[1 - first]}) {
                const int end = random.bounded(4);
                if (end == 0)
                    one->hangUp();
                else if (end == 1)
                    kill(one->pid(), SIGKILL);
                else
                    killWithItsRestorer(host.net, *one);
                killed += end == 0 ? 0 : end == 1 ? 1 : 2;
                QVERIFY(end > 1 || one->waitForEnd() >= 0);
                one->takeDescriptor();
                one->hangUp();
            }
            QVERIFY(waitFor([&] { return host.net.processNamed("hookwalk-undo") == 0; }));
            const auto told = random.bounded(2) == 0 ? restore(host.enter()) : restoreBy(host);
            const auto difference = host.difference();
            QVERIFY2(difference.empty(), (std::to_string(killed) + " kills\n" + told + difference).c_str());
        }
        qInfo("seed %u, %d kills, %d requests carried out", seed, kills, done);
        QVERIFY(done > 0);
    }
};

HOOKWALK_TEST(TestUndo)
#include "tst_undo.moc"
