// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper finds out and sends beside tracing, in real labs: the table in
// core/kernel/netlink/routes.h, made row by row, the lab's services, and packets that do not come from the
// tun.
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "support/verblab.h"

#include <cerrno>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const std::string ping4 = "192.168.69.1";
const std::string far4 = "203.0.113.29";
const std::string ping6 = "2001:db8:69::1";
const std::string far6 = "2001:db8:ffff::29";

wire::Probe probe(const std::string& source, const std::string& destination)
{
    wire::Probe probe;
    probe.source = address(source);
    probe.destination = address(destination);
    probe.id = 7;
    return probe;
}

wire::Probe probe(wire::ProbeProtocol protocol, const std::string& source, const std::string& destination,
                  std::uint16_t port)
{
    auto made = probe(source, destination);
    made.protocol = protocol;
    made.destinationPort = port;
    made.id = 40000;
    return made;
}

std::string bytesOf(const wire::Packet& packet)
{
    return {packet.begin(), packet.end()};
}

std::string textOf(const nlohmann::json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

// Reasons of drops, joined by blanks.
std::string reasons(const VerbLab& lab)
{
    std::string text;
    const auto found = lab.facts.find("dropped");
    if (found == lab.facts.end())
        return text;
    for (const auto& drop : found->second)
        text += (text.empty() ? "" : " ") + textOf(drop["reason"]);
    return text;
}

} // namespace

class TestVerbs : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theyNeedALab()
    {
        HelperClient helper;
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
        const Inject inject{"", std::string(20, 'E')};
        for (const Request& request :
             {Request(ShowRules{}), Request(MarkCounters{}), Request(Investigate{}), Request(inject)})
            QCOMPARE(errorOf(helper.ask(request)).code, ErrorCode::BadInput);
    }

    void theServicesOfTheLabAnswer_data()
    {
        using enum wire::ProbeProtocol;
        using enum wire::Received;
        QTest::addColumn<wire::Probe>("sent");
        QTest::addColumn<wire::Received>("expected");
        const auto row = [](const std::string& name, const wire::Probe& sent, wire::Received expected) {
            QTest::newRow(name.c_str()) << sent << expected;
        };
        const std::string lan4 = "192.0.2.80";
        const std::string lan6 = "2001:db8:2::80";
        const std::string own4 = "198.51.100.15";
        const std::string own6 = "2001:db8:1::15";
        for (const bool v6 : {false, true}) {
            const std::string family = v6 ? "IPv6: " : "IPv4: ";
            const auto& from = v6 ? ping6 : ping4;
            const auto& world = v6 ? far6 : far4;
            const auto& lan = v6 ? lan6 : lan4;
            const auto& own = v6 ? own6 : own4;
            row(family + "ping to the world", probe(from, world), Reply);
            row(family + "ping to the LAN", probe(from, lan), Reply);
            row(family + "ping to itself", probe(from, own), Reply);
            row(family + "SYN to the world", probe(Tcp, from, world, 80), Reply);
            row(family + "SYN to the LAN", probe(Tcp, from, lan, 80), Reply);
            row(family + "SYN to itself", probe(Tcp, from, own, 80), Reply);
            row(family + "SYN to a closed port", probe(Tcp, from, world, 81), Refused);
            row(family + "DNAT to the LAN", probe(Tcp, from, own, 8080), Reply);
            row(family + "REDIRECT", probe(Tcp, from, own, 8081), Reply);
            row(family + "DNAT of UDP to a closed port", probe(Udp, from, own, 8053), Unreachable);
            row(family + "UDP to a silent port", probe(Udp, from, world, 9), Foreign);
            row(family + "UDP to a closed port", probe(Udp, from, world, 10), Unreachable);
        }
    }
    void theServicesOfTheLabAnswer()
    {
        QFETCH(wire::Probe, sent);
        QFETCH(wire::Received, expected);
        for (const User user : {User::Root, User::Nobody}) {
            const VerbLab lab(user);
            QCOMPARE(lab.problem, std::string());
            QVERIFY(lab.write(wire::craft(sent)));
            QCOMPARE(lab.next(expected == wire::Received::Foreign ? 50 : 1000).kind, expected);
            QCOMPARE(lab.next(20).kind, wire::Received::Foreign); // one answer
        }
    }

    void theKernelSaysWhyAPacketStops_data()
    {
        QTest::addColumn<QString>("commands");
        QTest::addColumn<wire::Probe>("sent");
        QTest::addColumn<QString>("error");   // of the route; "null" where there is none
        QTest::addColumn<QString>("type");    // of the route
        QTest::addColumn<QString>("counter"); // that rises by one
        QTest::addColumn<QString>("reason");  // of the drop
        const auto row = [](const char* name, const char* commands, const wire::Probe& sent,
                            const char* error, const char* type, const char* counter, const char* reason) {
            QTest::newRow(name) << QString::fromLatin1(commands) << sent << QString::fromLatin1(error)
                                << QString::fromLatin1(type) << QString::fromLatin1(counter)
                                << QString::fromLatin1(reason);
        };
        const auto v4 = probe(ping4, far4);
        row("good", "", v4, "null", "unicast", "", "");
        row("forwarding off", "echo 0 > /proc/sys/net/ipv4/ip_forward", v4, "EHOSTUNREACH", "unicast",
            "Ip.InAddrErrors", "IP_INADDRERRORS");
        row("no route", "ip route del default", v4, "ENETUNREACH", "null", "IpExt.InNoRoutes",
            "IP_INNOROUTES");
        row("device down", "ip link set eth0 down", v4, "ENETUNREACH", "null", "IpExt.InNoRoutes",
            "IP_INNOROUTES");
        row("throw", "ip route add throw 203.0.113.0/24", v4, "ENETUNREACH", "throw", "IpExt.InNoRoutes",
            "IP_INNOROUTES");
        row("blackhole", "ip route add blackhole 203.0.113.0/24", v4, "EINVAL", "blackhole", "", "");
        row("blackhole for all", "ip route replace blackhole default", v4, "EINVAL", "blackhole", "", "");
        row("unreachable", "ip route add unreachable 203.0.113.0/24", v4, "EHOSTUNREACH", "unreachable",
            "Icmp.OutDestUnreachs", "");
        row("prohibit", "ip route add prohibit 203.0.113.0/24", v4, "EACCES", "prohibit",
            "Icmp.OutDestUnreachs", "");
        row("rp_filter", "echo 1 > /proc/sys/net/ipv4/conf/tun0/rp_filter", probe("10.9.9.9", far4), "EINVAL",
            "unicast", "TcpExt.IPReversePathFilter", "IP_RPFILTER");
        row("own source", "", probe("198.51.100.15", far4), "EINVAL", "unicast", "", "IP_LOCAL_SOURCE");
        row("loopback source", "", probe("127.0.0.1", far4), "EINVAL", "unicast", "", "IP_LOCALNET");
        row("multicast source", "", probe("224.0.0.5", far4), "EINVAL", "unicast", "", "IP_INVALID_SOURCE");
        row("loopback destination", "", probe(ping4, "127.0.0.1"), "EINVAL", "local", "", "IP_LOCALNET");
        row("destination 0", "", probe(ping4, "0.0.0.0"), "EINVAL", "unicast", "", "IP_INVALID_DEST");
        row("local", "", probe(ping4, "198.51.100.15"), "null", "local", "Icmp.InEchos", "");
        auto changed = v4;
        changed.ttl = 1;
        row("TTL", "", changed, "null", "unicast", "Ip.InHdrErrors", "IP_INHDR");
        changed = v4;
        changed.payload = std::string(1000, 'x');
        changed.dontFragment = true;
        row("MTU", "ip link set eth0 mtu 600", changed, "null", "unicast", "Ip.FragFails", "PKT_TOO_BIG");
        changed = v4;
        changed.damage = wire::Damage::IpChecksum;
        row("checksum", "", changed, "null", "unicast", "IpExt.InCsumErrors", "IP_CSUM");
        row("rule",
            "nft add table ip f; nft add chain ip f c '{ type filter hook forward priority 0; policy drop; "
            "}'",
            v4, "null", "unicast", "Ip.ForwDatagrams", "NETFILTER_DROP");

        const auto v6 = probe(ping6, far6);
        row("IPv6: good", "", v6, "null", "unicast", "", "");
        row("IPv6: forwarding off", "echo 0 > /proc/sys/net/ipv6/conf/all/forwarding", v6, "null", "unicast",
            "Ip6InAddrErrors", "IP_INADDRERRORS");
        row("IPv6: no route", "ip -6 route del default", v6, "ENETUNREACH", "null", "Ip6InNoRoutes",
            "IP_INNOROUTES");
        row("IPv6: blackhole", "ip -6 route add blackhole 2001:db8:ffff::/48", v6, "EINVAL", "blackhole", "",
            "");
        row("IPv6: unreachable", "ip -6 route add unreachable 2001:db8:ffff::/48", v6, "EHOSTUNREACH",
            "unreachable", "Ip6InNoRoutes", "IP_INNOROUTES");
        row("IPv6: prohibit", "ip -6 route add prohibit 2001:db8:ffff::/48", v6, "EACCES", "prohibit",
            "Ip6InNoRoutes", "IP_INNOROUTES");
        row("IPv6: loopback source", "", probe("::1", far6), "null", "unicast", "Ip6InHdrErrors", "IP_INHDR");
        changed = v6;
        changed.ttl = 1;
        row("IPv6: hop limit", "", changed, "null", "unicast", "Ip6InHdrErrors", "IP_INHDR");
    }
    void theKernelSaysWhyAPacketStops()
    {
        QFETCH(QString, commands);
        QFETCH(wire::Probe, sent);
        QFETCH(QString, error);
        QFETCH(QString, type);
        QFETCH(QString, counter);
        QFETCH(QString, reason);
        for (const User user : {User::Root, User::Nobody}) {
            VerbLab lab(user);
            QCOMPARE(lab.problem, std::string());
            QCOMPARE(lab.run(commands), std::string());
            QCOMPARE(lab.ask(MarkCounters{}), std::string());
            QVERIFY(lab.write(wire::craft(sent)));
            Investigate order;
            order.questions.push_back({sent.source, sent.destination, "tun0", 1, 0});
            QCOMPARE(lab.ask(order), std::string());

            const auto route = lab.first("route");
            QCOMPARE(QString::fromStdString(textOf(route["error"])), error);
            QCOMPARE(route["errno"] == 0, error == QStringLiteral("null"));
            QCOMPARE(QString::fromStdString(textOf(route["type"])), type);
            const auto counters = lab.first("counters");
            if (!counter.isEmpty())
                QVERIFY2(counters.value(counter.toStdString(), 0) == 1, counters.dump().c_str());
            QCOMPARE(QString::fromStdString(reasons(lab)), user == User::Root ? reason : QString());
        }
    }

    void aGoodRouteIsToldWhole_data() { users(); }
    void aGoodRouteIsToldWhole()
    {
        QFETCH(User, user);
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        Investigate order;
        order.questions = {{address(ping4), address(far4), "tun0", 1, 0},
                           {address("198.51.100.15"), address(far4), "", 6, 0},
                           {address("10.1.1.1"), address(far4), "", 0, 0}, // as raw(7) may send
                           {address(ping6), address("2001:db8:2::80"), "tun0", 58, 0},
                           {address(ping4), address(far4), "tun7", 0, 0}};
        QCOMPARE(lab.ask(order), std::string());
        const auto& routes = lab.facts["route"];
        QCOMPARE(routes.size(), order.questions.size());
        const auto expected = nlohmann::json::parse(R"({"source": "192.168.69.1",
            "destination": "203.0.113.29", "in": "tun0", "error": null, "errno": 0, "type": "unicast",
            "out": "eth0", "gateway": "198.51.100.1", "mtu": 1500, "mark": 0, "protocol": 1, "sourcePort": 0,
            "destinationPort": 0, "tos": 0})");
        QVERIFY2(routes[0] == expected, routes[0].dump().c_str());
        QCOMPARE(textOf(routes[1]["out"]), std::string("eth0"));
        QCOMPARE(textOf(routes[2]["out"]), std::string("eth0"));
        QCOMPARE(textOf(routes[3]["out"]), std::string("eth1"));
        QVERIFY(routes[3]["gateway"].is_null());
        QCOMPARE(textOf(routes[4]["error"]), std::string("ENODEV"));

        // By mark and protocol, and with an MTU of the route's own.
        QCOMPARE(lab.run(QStringLiteral("ip rule add fwmark 5 ipproto udp lookup 100; ip route add default "
                                        "via 192.0.2.80 mtu 1280 table 100")),
                 std::string());
        order.questions = {{address(ping4), address(far4), "tun0", 17, 5},
                           {address(ping4), address(far4), "tun0", 6, 5}};
        QCOMPARE(lab.ask(order), std::string());
        QCOMPARE(textOf(lab.facts["route"][0]["out"]), std::string("eth1"));
        QCOMPARE(lab.facts["route"][0]["mtu"].get<int>(), 1280);
        QCOMPARE(textOf(lab.facts["route"][1]["out"]), std::string("eth0"));
    }

    void settingsAndLinksAreTold_data() { users(); }
    void settingsAndLinksAreTold()
    {
        QFETCH(User, user);
        VerbLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QStringLiteral("ip link set eth1 down; echo 2 > "
                                        "/proc/sys/net/ipv4/conf/eth0/rp_filter")),
                 std::string());
        QCOMPARE(lab.ask(Investigate{}), std::string());
        const auto settings = lab.first("settings");
        for (const auto& [name, value] :
             {std::pair("net.ipv4.ip_forward", "1"), std::pair("net.ipv4.conf.eth0.rp_filter", "2"),
              std::pair("net.ipv4.conf.tun0.rp_filter", "0"),
              std::pair("net.ipv4.conf.all.log_martians", "0"),
              std::pair("net.ipv6.conf.all.forwarding", "1")})
            QCOMPARE(textOf(settings[name]), std::string(value));
        QVERIFY(settings.contains("net.netfilter.nf_conntrack_max"));
        QVERIFY(settings.contains("net.netfilter.nf_conntrack_count"));
        const auto links = lab.first("links");
        QCOMPARE(links.size(), std::size_t{4});
        const auto expected = nlohmann::json::parse(
            R"({"name": "eth1", "kind": "veth", "up": false, "carrier": false, "mtu": 1500, "addresses": ["192.0.2.1/24"]})");
        QVERIFY2(links[2] == expected, links.dump().c_str());
        QVERIFY(links[3]["up"].get<bool>() && links[3]["carrier"].get<bool>());
        QVERIFY(lab.facts["dropped"].empty());
    }

    void countersAreThoseSinceTheMark()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.ping(1, 0));
        QCOMPARE(lab.ask(MarkCounters{}), std::string());
        QCOMPARE(lab.ask(Investigate{}), std::string());
        QVERIFY2(lab.first("counters") == nlohmann::json::object(), lab.first("counters").dump().c_str());
        QVERIFY(lab.ping(1, 1));
        QVERIFY(lab.run(QStringLiteral("ip link set tun0 down")).empty());
        const Inject lost{"", bytesOf(wire::craft(probe("198.51.100.15", ping4)))}; // no way to the tun
        QCOMPARE(lab.ask(lost), std::string());
        QCOMPARE(lab.ask(Investigate{}), std::string());
        QCOMPARE(lab.first("counters").value("Ip.ForwDatagrams", 0), 2);
    }

    void dropsOfOtherProcessesAreNotTold()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.ask(MarkCounters{}), std::string());
        lab.run(QStringLiteral("ping -c 1 -W 1 -t 1 203.0.113.29; nft add table ip f; nft add chain ip f c "
                               "'{ type filter hook output priority 0; policy drop; }'; ping -c 1 -W 1 "
                               "203.0.113.29"));
        QCOMPARE(lab.ask(Investigate{}), std::string());
        QCOMPARE(reasons(lab), std::string());
    }

    void aDropIsToldWithItsPlace()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.run(QStringLiteral("iptables-nft -A FORWARD -j DROP")), std::string());
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(lab.ask(MarkCounters{}), std::string());
            QVERIFY(lab.writeEcho(1, 0));
            QCOMPARE(lab.ask(Investigate{}), std::string());
            QCOMPARE(reasons(lab), std::string("NETFILTER_DROP"));
            QCOMPARE(lab.first("dropped")["protocol"].get<int>(), 0x0800);
            QVERIFY(textOf(lab.first("dropped")["location"]).find("nf") != std::string::npos);
        }
        QVERIFY(lab.writeEcho(1, 1)); // nobody asked
        QCOMPARE(lab.ask(Investigate{}), std::string());
        QCOMPARE(reasons(lab), std::string());
    }

    void packetsAreSentFromHereAndFromTheNeighbours_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<wire::Probe>("sent");
        QTest::addColumn<QString>("counter"); // that shows which way it went
        QTest::newRow("from here") << QString() << probe("198.51.100.15", far4)
                                   << QStringLiteral("Icmp.OutEchos");
        QTest::newRow("from here, IPv6")
            << QString() << probe("2001:db8:1::15", far6) << QStringLiteral("Icmp6InEchoReplies");
        QTest::newRow("from the world")
            << QStringLiteral("eth0") << probe(far4, "198.51.100.15") << QStringLiteral("Icmp.InEchos");
        QTest::newRow("from the world, IPv6")
            << QStringLiteral("eth0") << probe(far6, "2001:db8:1::15") << QStringLiteral("Icmp6InEchos");
        QTest::newRow("from the LAN")
            << QStringLiteral("eth1") << probe("192.0.2.80", far4) << QStringLiteral("Ip.ForwDatagrams");
        QTest::newRow("from the LAN, IPv6") << QStringLiteral("eth1") << probe("2001:db8:2::80", far6)
                                            << QStringLiteral("Ip6OutForwDatagrams");
    }
    void packetsAreSentFromHereAndFromTheNeighbours()
    {
        QFETCH(QString, device);
        QFETCH(wire::Probe, sent);
        QFETCH(QString, counter);
        for (const User user : {User::Root, User::Nobody}) {
            VerbLab lab(user);
            QCOMPARE(lab.problem, std::string());
            QCOMPARE(lab.ask(MarkCounters{}), std::string());
            QCOMPARE(lab.ask(Inject{device.toStdString(), bytesOf(wire::craft(sent))}), std::string());
            QCOMPARE(lab.ask(Investigate{}), std::string());
            const auto counters = lab.first("counters");
            QVERIFY2(counters.value(counter.toStdString(), 0) == 1, counters.dump().c_str());
        }
    }

    void whatCannotBeSentIsSaid()
    {
        VerbLab lab;
        QCOMPARE(lab.problem, std::string());
        const auto good = bytesOf(wire::craft(probe("198.51.100.15", far4)));
        for (const char* device : {"tun0", "lo", "eth2"})
            QCOMPARE(errorOf(lab.helper.ask(Inject{device, good})).code, ErrorCode::NotFound);
        QCOMPARE(errorOf(lab.helper.ask(Inject{"", std::string(20, '\0')})).code, ErrorCode::BadInput);
        QCOMPARE(errorOf(lab.helper.ask(
                             Inject{"", bytesOf(wire::craft(probe("2001:db8:1::15", far6))).substr(0, 39)}))
                     .code,
                 ErrorCode::BadInput);
        QCOMPARE(lab.run(QStringLiteral("iptables-nft -A OUTPUT -j DROP")), std::string());
        QCOMPARE(lab.ask(Inject{"", good}), std::string()); // sent, and dropped on its way
        QCOMPARE(lab.run(QStringLiteral("ip route del default; ip link set eth1 down")), std::string());
        QCOMPARE(errorOf(lab.helper.ask(Inject{"", good})).systemError, ENETUNREACH);
    }
};

HOOKWALK_TEST(TestVerbs)
#include "tst_verbs.moc"
