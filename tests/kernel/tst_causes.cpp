// SPDX-License-Identifier: GPL-3.0-or-later
// Every cause for which a packet stops, or is not answered, made for real in a lab, and what Hookwalk says of
// it. Prints the table of them. A full table of connections is one for the whole machine: tst_wholemachine.
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "traversal/cause.h"

#include <fstream>
#include <QTest>

using namespace hookwalk::test;

namespace
{

const QString farHost = QStringLiteral("203.0.113.29"), farHost6 = QStringLiteral("2001:db8:ffff::29");
const QString own = QStringLiteral("192.168.69.100"); // the tun's
const QString nowhere =
    QStringLiteral("198.18.0.1"); // for benchmarks of devices (RFC 2544), so not to be met elsewhere

} // namespace

class TestCauses : public KernelTest
{
    Q_OBJECT

private:
    QStringList m_table;

    // arguments: of explain, behind the source; prepared: commands run in the lab before, one a line; proof:
    // words that the evidence must have.
    static void row(const char* name, const QString& code, const QString& at, const QStringList& arguments,
                    const QString& prepared, const QStringList& proof)
    {
        QTest::newRow(name) << code << at << arguments << prepared << proof;
    }
    static void drop(const QString& table, const QString& chain, const QStringList& arguments)
    {
        const auto place = table + QLatin1Char(' ') + chain;
        const auto rule = QStringLiteral(" -t %1 -A %2 -p icmp -j DROP").arg(table, chain);
        row(qPrintable(place + QStringLiteral(" DROP")), QStringLiteral("rule-drop"), place, arguments,
            QStringLiteral("iptables-nft") + rule, {QStringLiteral("-A %1 -p icmp -j DROP").arg(chain)});
        row(qPrintable(place + QStringLiteral(" DROP, legacy")), QStringLiteral("rule-drop"), place,
            arguments, QStringLiteral("iptables-legacy") + rule,
            {QStringLiteral("rule 1 of ip %1 %2 (-A %2 -p icmp -j DROP)").arg(table, chain)});
    }

private Q_SLOTS:
    void theCauseIsNamed_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("prepared");
        QTest::addColumn<QStringList>("proof");
        const QString routing = "routing decision";

        row("ip_forward = 0", "ip-forward-off", routing, {"auto", farHost},
            "sysctl -qw net.ipv4.ip_forward=0", {"EHOSTUNREACH", "Ip.InAddrErrors", "ip_forward is 0"});
        row("IPv6 forwarding = 0", "ip-forward-off", routing, {"auto", farHost6},
            "sysctl -qw net.ipv6.conf.all.forwarding=0", {"Ip6InAddrErrors"});
        row("no route", "no-route", routing, {"auto", nowhere}, "ip route del default",
            {"ENETUNREACH", "IpExt.InNoRoutes", "type 3 code 0"});
        row("no IPv6 route", "no-route", routing, {"auto", "2001:db8:9999::1"}, "ip -6 route del default",
            {"ENETUNREACH", "Ip6InNoRoutes"});
        for (const char* type : {"blackhole", "unreachable", "prohibit"})
            row(type, QStringLiteral("route-") + type, routing, {"auto", nowhere},
                QStringLiteral("ip route add %1 198.18.0.0/15").arg(type),
                {QStringLiteral("of type ") + type});
        row("rp_filter", "rp-filter", routing, {"192.0.2.99", farHost},
            "sysctl -qw net.ipv4.conf.all.rp_filter=1", {"TcpExt.IPReversePathFilter", "rp_filter is 1"});
        row("own address as source", "martian-source", routing, {own, farHost},
            "sysctl -qw net.ipv4.conf.all.log_martians=1",
            {"martian source 203.0.113.29 from 192.168.69.100"});
        row("127.0.0.1 as source", "martian-source", routing, {"127.0.0.1", farHost}, "", {"127.0.0.1"});
        row("127.0.0.1 as destination", "martian-destination", routing, {"auto", "127.0.0.1"}, "", {});
        row("TTL 1", "ttl-expired", routing, {"auto", farHost, "--ttl", "1"}, "",
            {"type 11 code 0", "Ip.InHdrErrors"});
        row("hop limit 1", "ttl-expired", routing, {"auto", farHost6, "--ttl", "1"}, "",
            {"type 3 code 0", "Ip6InHdrErrors"});

        for (const char* table : {"raw", "mangle"})
            drop(table, "PREROUTING", {"auto", farHost});
        for (const char* table : {"mangle", "filter", "security"})
            drop(table, "FORWARD", {"auto", farHost});
        for (const char* table : {"mangle", "filter", "security"})
            drop(table, "INPUT", {"auto", own});
        for (const char* table : {"raw", "mangle", "filter", "security"})
            drop(table, "OUTPUT", {"198.51.100.15", farHost, "--iif", "local"});
        drop("mangle", "POSTROUTING", {"auto", farHost});
        row("IPv6 DROP", "rule-drop", "filter FORWARD", {"auto", farHost6},
            "ip6tables-nft -A FORWARD -j DROP", {"ip6 filter FORWARD (-A FORWARD -j DROP)"});
        row("a chain of one's own", "rule-drop", "filter FORWARD", {"auto", farHost},
            "iptables-nft -N mine\niptables-nft -A mine -p icmp -j DROP\niptables-nft -A FORWARD -j mine",
            {"ip filter mine (-A mine -p icmp -j DROP)"});
        row("nftables, another priority", "rule-drop", "inet fw f (FORWARD 10)", {"auto", farHost},
            "nft add table inet fw\nnft 'add chain inet fw f { type filter hook forward priority 10; }'\n"
            "nft add rule inet fw f icmp type echo-request drop",
            {"inet fw f (icmp type echo-request drop)"});
        // REJECT is for the filter table (xt_REJECT); nftables rejects in raw and mangle, too
        row("REJECT in FORWARD", "rule-reject", "filter FORWARD", {"auto", farHost},
            "iptables-nft -A FORWARD -p icmp -j REJECT", {"REJECT", "type 3 code 3"});
        row("REJECT in INPUT", "rule-reject", "filter INPUT", {"auto", own},
            "iptables-nft -A INPUT -p icmp -j REJECT", {"REJECT", "type 3 code 3"});
        row("REJECT in OUTPUT", "rule-reject", "filter OUTPUT", {"198.51.100.15", farHost, "--iif", "local"},
            "iptables-nft -A OUTPUT -p icmp -j REJECT", {"REJECT"});
        row("reject at mangle's priority", "rule-reject", "ip m f (FORWARD -150)", {"auto", farHost},
            "nft add table ip m\nnft 'add chain ip m f { type filter hook forward priority mangle; }'\n"
            "nft add rule ip m f icmp type echo-request reject",
            {"ip m f (icmp type echo-request", "type 3"});
        row("reject at security's priority", "rule-reject", "ip s f (FORWARD 50)", {"auto", farHost},
            "nft add table ip s\nnft 'add chain ip s f { type filter hook forward priority security; }'\n"
            "nft add rule ip s f icmp type echo-request reject",
            {"ip s f (icmp type echo-request"});
        row("IPv6 REJECT", "rule-reject", "filter FORWARD", {"auto", farHost6},
            "ip6tables-nft -A FORWARD -j REJECT", {"ICMPv6 type 1 code 4"});
        row("a chain of one's own, legacy", "rule-drop", "filter FORWARD", {"auto", farHost},
            "iptables-legacy -N mine\niptables-legacy -A mine -i eth9 -j DROP\n"
            "iptables-legacy -A mine -p icmp -j DROP\niptables-legacy -A FORWARD -j mine",
            {"rule 2 of ip filter mine (-A mine -p icmp -j DROP)"});
        row("REJECT in FORWARD, legacy", "rule-reject", "filter FORWARD", {"auto", farHost},
            "iptables-legacy -A FORWARD -p icmp -j REJECT", {"rule 1 of ip filter FORWARD", "type 3 code 3"});
        row("policy DROP, legacy", "policy-drop", "filter FORWARD", {"auto", farHost},
            "iptables-legacy -P FORWARD DROP", {"the policy of ip filter FORWARD"});
        row("policy DROP", "policy-drop", "filter FORWARD", {"auto", farHost}, "iptables-nft -P FORWARD DROP",
            {"the policy of ip filter FORWARD"});
        const QString atIngress =
            "nft add table %1 t\n"
            "nft 'add chain %1 t c { type filter hook ingress device tun0 priority 0; }'\n"
            "nft add rule %1 t c meta l4proto %2 counter reject%3";
        row("reject at ingress", "rule-reject", "inet t c (INGRESS 0)", {"auto", farHost, "--proto", "tcp"},
            atIngress.arg("inet", "tcp", " with tcp reset"), {"TCP reset", "counter"});
        row("reject by an error at ingress", "rule-reject", "inet t c (INGRESS 0)",
            {"auto", farHost, "--proto", "udp"}, atIngress.arg("inet", "udp", ""),
            {"type 3 code 3", "counter"});
        row("reject at a device", "rule-reject", "netdev t c (INGRESS 0)",
            {farHost, "192.168.69.1", "--iif", "eth0", "--proto", "tcp"},
            QString(atIngress.arg("netdev", "tcp", " with tcp reset")).replace("tun0", "eth0"),
            {"TCP reset", "counter"});
        // `ip rule`: the later one stands before, and asks for another port, TOS or protocol
        row("a rule for a port", "route-unreachable", routing,
            {"auto", farHost, "--proto", "udp", "--port", "6"},
            "ip rule add ipproto udp dport 6 unreachable\nip rule add ipproto udp dport 7 blackhole\n"
            "ip rule add tos 0x10 blackhole\nip rule add ipproto tcp prohibit",
            {"ENETUNREACH"});
        row("DNAT to where no route leads", "route-blackhole", routing, {"auto", farHost},
            "ip route add blackhole 10.6.0.0/16\n"
            "iptables-nft -t nat -A PREROUTING -p icmp -j DNAT --to-destination 10.6.0.1",
            {"the destination 10.6.0.1"});
        row("DNAT at output, to where no route leads", "route-unreachable", "nat OUTPUT",
            {"198.51.100.15", farHost, "--iif", "local"},
            "ip route add unreachable 10.5.0.0/16\n"
            "iptables-nft -t nat -A OUTPUT -p icmp -j DNAT --to-destination 10.5.0.1",
            {"the destination 10.5.0.1"});
        row("the answer's way is refused", "route-blackhole", "eth0", {"auto", farHost},
            "ip rule add to 192.168.69.1 iif eth0 blackhole", {"EINVAL"});
        row("this machine's answer finds no way", "route-prohibit", "local process",
            {"auto", "198.51.100.15"}, "ip rule add to 192.168.69.1 iif lo prohibit", {"EACCES"});
        row("a rule sets the TTL", "ttl-expired", routing, {"auto", farHost},
            "iptables-nft -t mangle -A PREROUTING -p icmp -j TTL --ttl-set 1", {"--ttl-set 1"});
        row("a zone of one direction", "nat-no-mapping", "eth0", {"auto", farHost},
            "iptables-nft -t raw -A PREROUTING -i tun0 -j CT --zone 7", {"198.51.100.15"});
        row("NOTRACK on the way back", "nat-no-mapping", "eth0", {"auto", farHost},
            "iptables-nft -t raw -A PREROUTING -i eth0 -j CT --notrack", {"198.51.100.15"});
        row("a group that nobody joined", "no-route", routing, {"auto", "239.1.2.3"}, "", {"239.1.2.3"});
        row("IPsec is asked for", "xfrm-policy", "local process", {"auto", "198.51.100.15"},
            "ip xfrm policy add src 192.168.69.1/32 dst 198.51.100.15/32 dir in "
            "tmpl src 192.0.2.5 dst 192.0.2.6 proto esp mode tunnel",
            {"XfrmIn"});

        row("INVALID dropped", "invalid-dropped", "filter FORWARD",
            {"auto", farHost, "--damage", "transport"},
            "iptables-nft -A FORWARD -m conntrack --ctstate INVALID -j DROP",
            {"--ctstate INVALID", "no connection"});

        row("no MASQUERADE", "nat-no-mapping", "eth0", {"auto", farHost},
            "nft flush chain ip nat POSTROUTING", {"The frame at eth0 still has the source 192.168.69.1"});
        row("NOTRACK", "untracked-no-nat", "eth0", {"auto", farHost},
            "iptables-nft -t raw -A PREROUTING -j NOTRACK",
            {"The frame at eth0 still has the source 192.168.69.1"});
        row("a silent port", "peer-silent", "eth0", {"auto", farHost, "--proto", "udp", "--port", "9"}, "",
            {"with the source 198.51.100.15"});
        row("a closed UDP port", "peer-refused", "eth0", {"auto", farHost, "--proto", "udp"}, "",
            {"type 3 code 3"});
        row("a closed TCP port", "peer-refused", "eth0", {"auto", farHost, "--proto", "tcp", "--port", "81"},
            "", {"TCP reset"});
        row("a closed port here", "no-listener", "local process", {"auto", own, "--proto", "udp"}, "",
            {"type 3 code 3"});
        row("MTU and DF", "mtu-exceeded", routing, {"auto", farHost, "--size", "1400", "--df"},
            "ip link set eth0 mtu 1000", {"type 3 code 4", "Ip.FragFails"});
        row("IPv6 and MTU", "mtu-exceeded", routing, {"auto", farHost6, "--size", "1400"},
            "ip link set eth0 mtu 1280", {"ICMPv6 type 2", "Ip6InTooBigErrors"});
        row("wrong IP checksum", "bad-checksum", "tun0", {"auto", farHost, "--damage", "ip"}, "",
            {"IpExt.InCsumErrors"});
        row("device out is down", "interface-down", routing, {"auto", farHost}, "ip link set eth0 down",
            {"eth0 is down"});
        row("a queue without room", "qdisc-drop", "eth0", {"auto", farHost},
            "tc qdisc add dev eth0 root handle 7: pfifo limit 1\ntc qdisc change dev eth0 root handle 7: "
            "pfifo limit 0",
            {"QDISC_DROP", "Device.eth0.pfifo 7: dropped"});
        row("a shaper that lets nothing so large pass", "qdisc-drop", "eth0", {"auto", farHost6},
            "tc qdisc add dev eth0 root handle 7: tbf rate 8bit burst 10 limit 10",
            {"Device.eth0.tbf 7: dropped"});
        row("a shaper that is slow", "qdisc-held", "eth0", {"auto", farHost, "--size", "600"},
            "tc qdisc add dev eth0 root handle 7: tbf rate 8bit burst 1000 limit 9000\n"
            "ping -c1 -W1 -s 800 203.0.113.29 >/dev/null; true",
            {"Device.eth0.tbf 7: queued"});
        const QString shot = " bpf direct-action bytecode '1,6 0 0 2,'"; // TC_ACT_SHOT
        row("a filter at egress", "tc-drop", "eth0", {"auto", farHost},
            "tc qdisc add dev eth0 clsact\ntc filter add dev eth0 egress" + shot,
            {"TC_EGRESS", "Device.eth0.clsact ffff: dropped"});
        row("a filter at ingress", "tc-drop", "tun0", {"auto", farHost},
            "tc qdisc add dev tun0 clsact\ntc filter add dev tun0 ingress" + shot,
            {"TC_INGRESS", "Device.tun0.clsact ffff: dropped"});
        const QString viaV6 = "ip link set eth0 arp on\nip nexthop add id 1 via 2001:db8:1::77 dev eth0\nip "
                              "nexthop add id 2 group 1\n";
        row("an object's next hop is silent", "next-hop-silent", "eth0", {"auto", nowhere},
            "sysctl -qw net.ipv4.nexthop_compat_mode=0\n" + viaV6 + "ip route add 198.18.0.0/15 nhid 1",
            {"2001:db8:1::77"});
        row("a group's next hop is silent", "next-hop-silent", "eth0", {"auto", "2001:db8:9999::1"},
            viaV6 + "ip -6 route add 2001:db8:9999::/48 nhid 2", {"2001:db8:1::77"});
        row("an object that drops", "route-blackhole", routing, {"auto", nowhere},
            "ip nexthop add id 3 blackhole\nip route add 198.18.0.0/15 nhid 3", {"of type blackhole"});
        row("an object that drops, IPv6", "route-blackhole", routing, {"auto", "2001:db8:9999::1"},
            "ip -6 nexthop add id 3 blackhole\nip -6 route add 2001:db8:9999::/48 nhid 3",
            {"of type blackhole"});
        row("a tun nobody has open", "tun-closed", "tun7", {"auto", "192.168.70.9"},
            "ip tuntap add dev tun7 mode tun\nip addr add 192.168.70.1/24 dev tun7\nip link set tun7 up",
            {"No frame left by tun7", "no carrier"});
        row("a reply to such a tun", "tun-closed", "tun7", {farHost, "192.168.70.9", "--iif", "eth0"},
            "ip tuntap add dev tun7 mode tun\nip addr add 192.168.70.1/24 dev tun7\nip link set tun7 up",
            {"No frame left by tun7"});

        // A chain of type route at output: the kernel looks for the route again, with the new mark.
        const QStringList fromHere{"auto", farHost, "--from", "local"};
        const QString marked =
            "nft add table ip t\nnft add chain ip t o '{ type route hook output priority mangle; }'\n"
            "nft add rule ip t o meta mark set 1\nip rule add fwmark 1 table 100\n";
        row("marked at output, and refused then", "route-unreachable", "ip t o (OUTPUT -150)", fromHere,
            marked + "ip route add unreachable default table 100", {"mark 1", "EHOSTUNREACH"});
        row("marked by iptables, and refused then", "route-blackhole", "mangle OUTPUT", fromHere,
            "iptables-nft -t mangle -A OUTPUT -p icmp -j MARK --set-mark 1\nip rule add fwmark 1 table 100\n"
            "ip route add blackhole default table 100",
            {"mark 1", "EINVAL"});
        row("marked at output, and sent elsewhere then", "tun-closed", "tun7", fromHere,
            marked + "ip tuntap add dev tun7 mode tun\nip link set tun7 up\nip route add default dev tun7 "
                     "table 100",
            {"No frame left by tun7"});

        row("answered", "", "eth0", {"auto", farHost}, "", {});
        row("answered, IPv6 with NAT66", "", "eth0", {"auto", farHost6}, "", {});
        row("answered by this machine", "", "local process", {"auto", own}, "", {});
        row("DNAT to the LAN server", "", "eth1",
            {"auto", "198.51.100.15", "--proto", "tcp", "--port", "8080"}, "", {});
        row("REDIRECT to this machine", "", "local process",
            {"auto", "198.51.100.15", "--proto", "tcp", "--port", "8081"}, "", {});
    }
    void theCauseIsNamed()
    {
        QFETCH(QString, code);
        QFETCH(QString, at);
        QFETCH(QStringList, arguments);
        QFETCH(QString, prepared);
        QFETCH(QStringList, proof);
        if (!code.isEmpty())
            QVERIFY(std::ranges::find(hookwalk::causeCodes, code.toStdString()) !=
                    hookwalk::causeCodes.end());
        for (const auto& command : prepared.split('\n', Qt::SkipEmptyParts))
            arguments << "--prepare" << command;
        check(code, at, arguments, proof);
    }

    void withoutPrivilegesTheKernelAnswersToo_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("prepared");
        QTest::addColumn<QString>("source");
        QTest::newRow("forwarding") << "ip-forward-off"
                                    << "sysctl -qw net.ipv4.ip_forward=0"
                                    << "auto";
        QTest::newRow("rp_filter") << "rp-filter"
                                   << "sysctl -qw net.ipv4.conf.all.rp_filter=1"
                                   << "192.0.2.99";
        QTest::newRow("martian") << "martian-source"
                                 << "true" << own;
        QTest::newRow("DROP") << "rule-drop"
                              << "iptables-nft -A FORWARD -j DROP"
                              << "auto";
    }
    void withoutPrivilegesTheKernelAnswersToo()
    {
        QFETCH(QString, code);
        QFETCH(QString, prepared);
        QFETCH(QString, source);
        const auto output =
            runCli({"explain", "--json", source, farHost, "--prepare", prepared}, User::Nobody);
        QVERIFY2(output.status == 1, output.complaint);
        QCOMPARE(output.summary()["code"].toString(), code);
    }

    void cleanupTestCase()
    {
        if (QTest::currentTestFailed() || m_table.isEmpty())
            return;
        qInfo().noquote() << "\n| made by | code | at | evidence |\n|---|---|---|---|\n" + m_table.join('\n');
    }

private:
    void check(const QString& code, const QString& at, const QStringList& arguments, const QStringList& proof)
    {
        const auto output = runCli(QStringList{"explain", "--json"} + arguments);
        QVERIFY2(output.status == (code.isEmpty() ? 0 : output.status), output.complaint);
        const auto said = output.summary();
        QVERIFY2(said.contains("code"), output.complaint);
        QStringList evidence;
        for (const auto& sentence : said["evidence"].toArray())
            evidence << sentence.toString();
        const auto all = evidence.join(' ');
        QVERIFY2(said["code"].toString() == code,
                 qPrintable(said["code"].toString() + ": " + said["reason"].toString() + ' ' + all));
        const auto ending = output.packets().first().value("ending").toObject();
        QCOMPARE(ending.value("at").toString(), at);
        for (const auto& words : proof)
            QVERIFY2(all.contains(words), qPrintable(words + " is not in: " + all));
        if (!code.isEmpty()) {
            QVERIFY(!evidence.isEmpty() && !said["reason"].toString().isEmpty());
            m_table << QStringLiteral("| %1 | `%2` | %3 | %4 |")
                           .arg(QString::fromUtf8(QTest::currentDataTag()), code, at, all);
        }
    }
};

HOOKWALK_TEST(TestCauses)
#include "tst_causes.moc"
