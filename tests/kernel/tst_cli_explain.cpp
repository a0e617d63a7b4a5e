// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli explain in real labs: what was decided about one probe, and why.
#include "support/clirun.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/sabotage.h"
#include "support/testprogram.h"

#include <array>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk::test;

namespace
{

CliOutput explained(const QStringList& arguments, User user = User::Root)
{
    return runCli(QStringList{"explain"} + arguments, user);
}

// Prepares a tunnel to 10.77.0.2; more is to follow. The far end is a namespace that goes with its process.
const QString tunnel = QStringLiteral(
    "unshare -n sleep 4 >/dev/null 2>&1 </dev/null & far=$!; "
    "until [ \"$(readlink /proc/$far/ns/net)\" != \"$(readlink /proc/self/ns/net)\" ]; do :; done; "
    "ip link add near0 type veth peer name far0 netns $far && ip addr add 198.18.5.1/24 dev near0 && "
    "ip link set near0 up && ip link add vxlan0 type vxlan id 5 remote 198.18.5.2 dstport 4789 && "
    "ip addr add 10.77.0.1/24 dev vxlan0 && ip link set vxlan0 up && "
    "nsenter -t $far -n sh -c 'ip addr add 198.18.5.2/24 dev far0; ip link set far0 up; "
    "ip link add vxlan0 type vxlan id 5 remote 198.18.5.1 dstport 4789; ip link set vxlan0 up; "
    "ip addr add 10.77.0.2/24 dev vxlan0; ip addr add 10.77.0.3/24 dev vxlan0; "
    "ip route add default via 10.77.0.1' && ping -qc1 10.77.0.2 && ");

} // namespace

class TestCliExplain : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatBecameOfAProbeIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("answer"); // its beginning
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("packets");
        const auto row = [](const char* name, const QStringList& arguments, int status, const char* decision,
                            const char* answer, const char* code, int packets) {
            QTest::newRow(name) << arguments << status << decision << answer << code << packets;
        };
        row("echo", {"auto", "203.0.113.29"}, 0, "sent on by eth0", "echo reply from 203.0.113.29", "", 2);
        row("echo, IPv6", {"auto", "2001:db8:ffff::29"}, 0, "sent on by eth0",
            "echo reply from 2001:db8:ffff::29", "", 2);
        row("a source is given", {"192.168.69.7", "203.0.113.29", "--lab"}, 0, "sent on by eth0",
            "echo reply", "", 2);
        row("to the machine itself", {"auto", "198.51.100.15"}, 0, "delivered to the local process",
            "echo reply from 198.51.100.15", "", 2);
        row("SYN", {"auto", "203.0.113.29", "--proto", "tcp"}, 0, "sent on by eth0", "SYN/ACK", "", 2);
        row("handshake, where only a real SYN passes",
            {"auto", "203.0.113.29", "--proto", "tcp", "--handshake", "--prepare",
             "iptables -A FORWARD -p tcp --syn -m tcpmss --mss 536:65535 -m length --length 60 -j ACCEPT && "
             "iptables -A FORWARD -p tcp --syn -j DROP"},
            0, "sent on by eth0", "SYN/ACK from 203.0.113.29", "", 5);
        row("handshake of a socket",
            {"auto", "203.0.113.29", "--proto", "tcp", "--handshake", "--from", "local"}, 0,
            "sent on by eth0", "TCP 80 ", "", 5);
        row("ACK behind the SYN",
            {"auto", "203.0.113.29", "--proto", "tcp", "--tcp-flags", "syn", "--tcp-flags", "ack", "--wait",
             "0.1"},
            0, "sent on by eth0", "none came", "", 3);
        row("stray ACK", {"auto", "203.0.113.29", "--proto", "tcp", "--tcp-flags", "ack"}, 1,
            "sent on by eth0", "TCP reset", "peer-refused", 2);
        row("SYN to a closed port", {"auto", "203.0.113.29", "--proto", "tcp", "--port", "81"}, 1,
            "sent on by eth0", "TCP reset", "peer-refused", 2);
        row("UDP to a closed port", {"auto", "203.0.113.29", "--proto", "udp"}, 1, "sent on by eth0",
            "destination unreachable, code 3", "peer-refused", 2);
        row("UDP to a closed port, IPv6", {"auto", "2001:db8:ffff::29", "--proto", "udp"}, 1,
            "sent on by eth0", "destination unreachable, code 4", "peer-refused", 2);
        row("UDP that nobody answers", {"auto", "203.0.113.29", "--proto", "udp", "--port", "9"}, 1,
            "sent on by eth0", "none came", "peer-silent", 1);
        row("no listener here", {"auto", "198.51.100.15", "--proto", "udp", "--port", "7777"}, 1,
            "delivered to the local process", "destination unreachable, code 3", "no-listener", 2);
        row("forwarding is off", {"auto", "203.0.113.29", "--prepare", "sysctl -qw net.ipv4.ip_forward=0"}, 1,
            "dropped at routing decision", "none came", "ip-forward-off", 1);
        row("TTL", {"auto", "203.0.113.29", "--ttl", "1"}, 1, "dropped at routing decision",
            "time exceeded from 192.168.69.100", "ttl-expired", 2);
        row("wrong checksum", {"auto", "203.0.113.29", "--damage", "ip"}, 1, "dropped at tun0", "none came",
            "bad-checksum", 1);
        row("from this machine", {"auto", "203.0.113.29", "--iif", "local"}, 0, "sent on by eth0",
            "echo reply, seq 0, packet 2", "", 2);
        row("from outside", {"auto", "198.51.100.15", "--iif", "eth0"}, 0, "delivered to the local process",
            "echo reply, seq 0, packet 2", "", 2);
        row("from outside, translated",
            {"auto", "198.51.100.15", "--iif", "eth0", "--proto", "udp", "--port", "8053"}, 1,
            "sent on by eth1", "port unreachable, packet 2", "peer-refused", 2);
    }
    void whatBecameOfAProbeIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, decision);
        QFETCH(QString, answer);
        QFETCH(QString, code);
        QFETCH(int, packets);
        const auto output = explained(arguments + QStringList{"--json"});
        QVERIFY2(output.complaint.isEmpty(), output.complaint);
        QVERIFY(!output.objects.isEmpty());
        const auto outcome = output.objects.last();
        QCOMPARE(outcome["decision"].toString(), decision);
        QVERIFY2(outcome["answer"].toString().startsWith(answer), qPrintable(outcome["answer"].toString()));
        QCOMPARE(outcome["code"].toString(), code);
        QCOMPARE(outcome["code"].isNull(), code.isEmpty());
        QVERIFY(!outcome["reason"].toString().isEmpty());
        QCOMPARE(outcome["evidence"].toArray().isEmpty(), code.isEmpty());
        QCOMPARE(output.packets().size(), packets);
        for (const auto& packet : output.packets())
            QVERIFY(packet["steps"].isArray() && packet["ending"].isObject());
        QCOMPARE(output.status, status);
    }

    // Behind the last trace point and without conntrack: its frame is known by what such rules leave alone, and its answer
    // is not looked for.
    void anAddressThatARuleWritesIsNoneOfConntracks()
    {
        const auto output = explained({"auto", "203.0.113.29", "--proto", "udp", "--port", "9", "--prepare",
                                       "printf '%s\\n' 'table ip rewriting {' 'chain pre { type filter hook "
                                       "prerouting priority raw; notrack' '}' "
                                       "'chain post { type filter hook postrouting priority 200; ip protocol "
                                       "udp ip daddr set 198.51.100.2' "
                                       "'ip protocol udp ip saddr set 198.51.100.99' '}' '}' | nft -f -"});
        QVERIFY2(output.text.contains("● Out on the wire eth0     » src 192.168.69.1 → 198.51.100.99, dst "),
                 output.text);
        QVERIFY2(!output.text.contains("conntrack rewrites"), output.text);
        QVERIFY2(output.text.contains("Decision: sent on by eth0."), output.text);
        QVERIFY2(output.text.contains("nobody looked for it"), output.text);
        QVERIFY2(!output.text.contains("peer-silent"), output.text);
    }

    void theTextNamesTheRuleThatDecided()
    {
        const auto output =
            explained({"auto", "203.0.113.29", "--prepare", "iptables -A FORWARD -p icmp -j DROP"});
        QCOMPARE(output.status, 1);
        for (const char* part :
             {"Echo request from 192.168.69.1 to 203.0.113.29, 13 bytes of payload, TTL 64, "
              "written to tun0.",
              "● filter FORWARD", "drop by rule ", "(-A FORWARD -p icmp -j DROP)", "◌ Routing decision",
              "Decision: dropped at filter FORWARD.", "Cause: rule-drop. ", "Evidence:\n  "})
            QVERIFY2(output.text.contains(part), output.text);
    }

    void theTextShowsBothTuplesOfTheConnection()
    {
        const auto output = explained({"auto", "203.0.113.29", "--proto", "tcp", "--source-port", "40000"});
        QCOMPARE(output.status, 0);
        for (const char* part : {"original  192.168.69.1 port 40000 → 203.0.113.29 port 80",
                                 "reply     203.0.113.29 port 80 → 198.51.100.15 port 40000 (source NAT)",
                                 "– nat PREROUTING", "Cause: nothing is amiss. "})
            QVERIFY2(output.text.contains(part), output.text);
    }

    // The packets of a tunnel that carry a forwarded probe and its answer, and no others of that tunnel.
    void aForwardedProbeIsFollowedThroughItsTunnel_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("size");
        QTest::addColumn<QString>("more"); // prepared
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int port, int size, const QString& more,
                            const QStringList& paths, const char* code) {
            QTest::newRow(name) << port << size << more << paths << code;
        };
        const QStringList both{"forwarded", "local-out", "local-in", "forwarded"};
        const QStringList there{"forwarded", "local-out"}, first{"forwarded", "local-out", "local-in"};
        const QString narrow = "ip link set near0 mtu 900 && nsenter -t $far -n ip link set far0 mtu 900";
        const QString inPieces = "ip link set vxlan0 mtu 900";
        const QString silent = " && nsenter -t $far -n iptables-nft -A INPUT -p icmp -j DROP";
        row("there and back", 4789, 56, "true", both, "");
        row("another port", 5000, 56, "true", both, "");
        row("the tunnel is a port of a bridge", 4789, 56,
            "ip link add br9 type bridge && ip link set br9 up && ip addr flush dev vxlan0 && "
            "ip link set vxlan0 master br9 && ip addr add 10.77.0.1/24 dev br9 && ping -qc1 10.77.0.2",
            both, "");
        row("the tunnel's packet is dropped", 4789, 56, "iptables-nft -A OUTPUT -p udp --dport 4789 -j DROP",
            there, "rule-drop");
        row("the answer's is dropped", 5000, 56, "iptables-nft -A INPUT -p udp --dport 5000 -j DROP", first,
            "rule-drop");
        row("its fragments", 4789, 1300, narrow, both, "");
        row("its fragments, without an answer", 4789, 1300, narrow + silent, there, "peer-silent");
        row("too large and not to be fragmented", 4789, 1300,
            narrow + " && ip link set vxlan0 type vxlan id 5 df set", there, "mtu-exceeded");
        row("a fragment of the answer's is dropped", 4789, 1300,
            narrow + " && nft 'table netdev e { chain c { type filter hook ingress device near0 priority 0; "
                     "ip frag-off & 0x1fff != 0 counter drop; }; }'",
            there + QStringList{"unknown"}, "rule-drop");
        row("fragments inside, without an answer", 4789, 1300, inPieces + silent,
            there + QStringList{"local-out"}, "peer-silent");
    }
    void aForwardedProbeIsFollowedThroughItsTunnel()
    {
        QFETCH(int, port);
        QFETCH(int, size);
        QFETCH(QString, more);
        QFETCH(QStringList, paths);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("run.log"));
        // Others use the tunnel meanwhile.
        const auto output = explained(
            {"auto", "10.77.0.2", "--json", "--size", QString::number(size), "--save", file, "--prepare",
             QString(tunnel).replace(QStringLiteral("4789"), QString::number(port)) + more +
                 " && (timeout 2 ping -qi 0.002 -c 500 10.77.0.3 >/dev/null 2>&1 </dev/null &)"});
        QVERIFY2(output.complaint.isEmpty(), output.complaint);
        QStringList seen;
        for (const auto& packet : output.packets())
            seen << packet["path"].toString();
        QCOMPARE(seen, paths);
        QCOMPARE(output.packets().first()["inside"].toObject()["packet"].toInt(), 2);
        QCOMPARE(output.packets().first()["inside"].toObject()["tunnel"].toString(), QString("VXLAN"));
        QCOMPARE(output.objects.last()["code"].toString(), code);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const auto trace = hookwalk::Trace::fromText(saved.readAll().toStdString());
        QCOMPARE(trace.traversals().size(), std::size_t(paths.size()));
    }

    void aUserWithoutPrivilegesPreparesTheLabToo()
    {
        const auto output = explained(
            {"auto", "203.0.113.29", "--json", "--prepare", "echo 0 > /proc/sys/net/ipv4/ip_forward"},
            User::Nobody);
        QVERIFY2(output.complaint.isEmpty(), output.complaint);
        QCOMPARE(output.objects.last()["code"].toString(), QStringLiteral("ip-forward-off"));
    }

    void aPreparationThatFailsEndsWithItsMessage()
    {
        const auto output = explained({"auto", "203.0.113.29", "--prepare", "true", "--prepare",
                                       "echo printed; echo no such thing >&2; exit 3"});
        QCOMPARE(output.status, 1);
        QVERIFY2(output.complaint.contains("status 3 and said \"no such thing\""), output.complaint);
        QVERIFY(output.text.isEmpty());
    }

    void aDeviceThatTheLabLacksIsRefusedBeforeAnythingElse()
    {
        for (const char* device : {"nope", "tun9"}) {
            const auto output =
                explained({"auto", "203.0.113.29", "--iif", device, "--prepare", "echo no >&2; exit 3"});
            QCOMPARE(output.status, 2);
            QVERIFY(output.text.isEmpty());
            QVERIFY2(output.complaint.contains("Nobody is at the far end of"), output.complaint);
        }
    }

    // Each recording of a real run many times: stopped, blinded or delayed at random. HOOKWALK_SABOTAGES: how many in
    // all; HOOKWALK_SEED repeats them.
    void aSabotagedSourceMakesNoFalseVerdict()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("run.log"));
        const auto wanted = qEnvironmentVariableIntValue("HOOKWALK_SABOTAGES");
        const auto seed = qEnvironmentVariableIntValue("HOOKWALK_SEED");
        QRandomGenerator random(seed != 0 ? quint32(seed) : QRandomGenerator::global()->generate());
        const std::array<QStringList, 12> runs{
            {{"203.0.113.29"},
             {"203.0.113.29", "--prepare", "iptables -P FORWARD DROP"},
             {"203.0.113.29", "--proto", "udp", "--prepare", "iptables -A FORWARD -p udp -j REJECT",
              "--source", "nflog"},
             {"203.0.113.29", "--proto", "udp", "--port", "9"},
             {"198.51.100.15", "--proto", "tcp", "--port", "81"},
             {"203.0.113.29", "--prepare",
              "nft 'table netdev e { chain c { type filter hook egress device eth0 priority 0; icmp type "
              "echo-request counter drop; }; }'"},
             {"198.51.100.15", "--proto", "tcp", "--port", "8080", "--source", "nftrace", "--prepare",
              "iptables -t nat -I PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 192.0.2.80:80"},
             {"203.0.113.29", "--prepare", "iptables -t mangle -A PREROUTING -j TEE --gateway 192.0.2.80"},
             {"203.0.113.29", "--prepare",
              "tc qdisc add dev eth0 root handle 7: tbf rate 8bit burst 10 limit 10"},
             {"10.77.0.2", "--prepare", tunnel + "true"},
             {"10.77.0.2", "--source", "nflog", "--prepare",
              tunnel + "iptables-nft -A OUTPUT -p udp --dport 4789 -j DROP"},
             {"10.78.0.9", "--prepare",
              "ip link add br9 type bridge && ip link add p9 type veth peer name q9 && ip link set p9 master "
              "br9 up && ip link set q9 up && ip link set br9 up && ip addr add 10.78.0.1/24 dev br9"}}};
        const int each = std::max(10, wanted / int(runs.size()));
        for (const auto& arguments : runs) {
            const auto output = explained(QStringList{"auto"} + arguments + QStringList{"--save", file});
            QFile saved(file);
            QVERIFY2(saved.open(QIODevice::ReadOnly), output.complaint);
            const auto text = saved.readAll().toStdString();
            const auto whole = hookwalk::Trace::fromText(text);
            QVERIFY(text.find("hookwalk canary {\"sent\":true}") != text.npos);
            for (int i = 0; i < each; ++i) {
                const auto made = sabotaged(text, random);
                const auto falsehood = falsehoodIn(hookwalk::Trace::fromText(made.text), whole);
                QVERIFY2(falsehood.isEmpty(), qPrintable(QStringLiteral("%1: %2 %3: %4")
                                                             .arg(arguments.join(' '), made.source.c_str(),
                                                                  made.what, falsehood)));
            }
        }
    }

    // As a container sends, through a port of a bridge; and the other way, to what is in it.
    void aProbeFromTheOtherEndOfAVethEntersAtTheNearEnd()
    {
        const HostNet machine, container;
        const auto far = QString::number(container.holder()), near = QString::number(machine.holder());
        const auto made = machine.run(
            "ip link add br0 type bridge && ip addr add 192.0.2.1/24 dev br0 && ip link set br0 up && "
            "ip link add port0 type veth peer name eth0 netns " +
            far +
            " && ip link set port0 master br0 up && sysctl -qw net.ipv4.ip_forward=1 && "
            "ip link add other0 type veth peer name other1 && ip link set other0 up && "
            "ip link set other1 up && ip route add 203.0.113.0/24 dev other0 && "
            "nft add table ip t && nft 'add chain ip t c { type filter hook forward priority 0; }' && "
            "nft add rule ip t c tcp dport 443 drop");
        QVERIFY2(made.find("failed") == made.npos, made.c_str());
        const auto joined = container.run("ip link set lo up && ip addr add 192.0.2.2/24 dev eth0 nodad && "
                                          "ip link set eth0 up && ip route add default via 192.0.2.1");
        QVERIFY2(joined.find("failed") == joined.npos, joined.c_str());
        QTRY_VERIFY(container.run("ping -qc1 -W1 192.0.2.1 >/dev/null").empty());

        const auto asked = [](const QString& place, const QString& device, const QStringList& more) {
            return explained(QStringList{"auto"} + more +
                             QStringList{"--json", "--netns", place, "--from", device});
        };
        const auto echo = asked(near, "port0", {"192.0.2.1"});
        QVERIFY2(echo.status == 0, echo.text + echo.complaint);
        QVERIFY2(chainsOf(echo.packets().first()).startsWith("raw PREROUTING, mangle PREROUTING"), echo.text);
        const auto dropped = asked(near, "port0", {"203.0.113.29", "--proto", "tcp", "--port", "443"});
        QVERIFY2(dropped.summary()["code"].toString() == "rule-drop", dropped.text + dropped.complaint);
        QCOMPARE(asked(far, "eth0", {"192.0.2.2"}).status, 0);
        // No lie about where it would come from, and no try by a user who may not go there.
        const auto elsewhere = asked(near, "port0", {"127.0.0.1"});
        QVERIFY2(elsewhere.status != 0 && elsewhere.complaint.contains("it leaves by lo"),
                 elsewhere.complaint);
        const auto alien = explained({"192.0.2.7", "192.0.2.1", "--netns", near, "--from", "port0"});
        QVERIFY2(alien.status != 0 && alien.complaint.contains("cannot send from 192.0.2.7"),
                 alien.complaint);
        const auto bridge = asked(near, "br0", {"192.0.2.1"});
        QVERIFY2(bridge.status != 0 && bridge.complaint.contains("of a bridge name the port"),
                 bridge.complaint);
    }

    void badArgumentsAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const QStringList& arguments, const char* word) {
            QTest::newRow(qPrintable(arguments.join(QLatin1Char(' ')))) << arguments << QByteArray(word);
        };
        row({"203.0.113.29"}, "a source and a destination");
        row({"auto", "auto"}, "destination \"auto\"");
        row({"nobody", "203.0.113.29"}, "source \"nobody\"");
        row({"192.168.69.1", "2001:db8::1"}, "other family");
        row({"auto", "203.0.113.29", "--wait", "61"}, "--wait \"61\"");
        row({"auto", "203.0.113.29", "--proto", "gre"}, "protocol \"gre\"");
        row({"auto", "203.0.113.29", "--proto", "tcp", "--tcp-flags", "sin"}, "--tcp-flags sin");
        row({"auto", "203.0.113.29", "--tcp-flags", "ack"}, "Only TCP");
        row({"auto", "203.0.113.29", "--handshake"}, "Only a TCP SYN");
    }
    void badArgumentsAreRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const auto output = explained(arguments);
        QCOMPARE(output.status, 2);
        QVERIFY2(output.complaint.contains(word), output.complaint);
        QVERIFY(output.text.isEmpty());
    }

    void aProbeIsComparedWithTheOneBefore()
    {
        QTemporaryDir dir;
        const auto before = dir.filePath("before.hookwalk"); // a recording
        QCOMPARE(explained({"auto", "203.0.113.29", "--save", before}).status, 0);
        const auto same = explained({"auto", "203.0.113.29", "--against", before});
        QVERIFY2(same.status == 0 && same.text.contains("Same way, same ending"), same.text + same.complaint);
        const auto other = explained({"auto", "203.0.113.29", "--against", before, "--json", "--prepare",
                                      "iptables -A FORWARD -p icmp -j DROP"});
        QCOMPARE(other.status, 1);
        QCOMPARE(other.summary()["verdict"].toString(),
                 QString("B stops at filter FORWARD: rule 1 dropped it; A went on."));
        for (const auto& bad : {before + "#packet=99", dir.filePath("none")}) { // said before a lab is made
            const auto refused = explained({"auto", "203.0.113.29", "--against", bad});
            QVERIFY(refused.status == 2 && refused.text.isEmpty() && !refused.complaint.isEmpty());
        }
    }
};

HOOKWALK_TEST(TestCliExplain)
#include "tst_cli_explain.moc"
