// SPDX-License-Identifier: GPL-3.0-or-later
// What is replaced, and that packets take the same ways afterwards.
#include "recording/anonymise.h"
#include "support/testprogram.h"
#include "traversal/trace.h"
#include "traversal/walk.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <set>

using namespace hookwalk;
using recording::Anonymiser;
using recording::Pseudonyms;

namespace
{

const Pseudonyms::Key key{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

// "~" as a quote within a string of JSON.
std::string quoted(std::string_view text)
{
    std::string all;
    for (const char c : text)
        all += c == '~' ? std::string("\\\"") : std::string(1, c);
    return all;
}

std::string changed(std::string_view text)
{
    Anonymiser others(key);
    std::string all;
    others.lines(text, [&](std::string_view lines) {
        all += lines;
        return true;
    });
    return all;
}

IpAddress address(const char* text)
{
    return IpAddress::parse(text).value();
}

int commonBits(const IpAddress& a, const IpAddress& b)
{
    int bits = 0;
    while (bits < 128 && ((a.bytes[bits / 8] ^ b.bytes[bits / 8]) >> (7 - bits % 8) & 1) == 0)
        ++bits;
    return bits;
}

} // namespace

class TestAnonymise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesKeepTheirPrefixesAndKinds()
    {
        Pseudonyms others(key);
        const std::vector<const char*> real{"10.1.2.3",          "10.1.2.4",     "10.1.9.4",
                                            "172.16.5.5",        "192.168.1.7",  "192.168.1.200",
                                            "8.8.8.8",           "8.8.4.4",      "93.184.216.34",
                                            "100.64.3.3",        "169.254.9.9",  "2a00:1450:4001::1",
                                            "2a00:1450:4001::2", "fd12:3456::1", "fe80::1234:56ff:fe78:9abc"};
        std::set<IpAddress> made;
        for (const char* a : real) {
            const auto other = others.address(address(a));
            QVERIFY2(other != address(a), a);
            QCOMPARE(others.address(address(a)), other);
            QVERIFY(made.insert(other).second);
            for (const char* b : real)
                QCOMPARE(commonBits(other, others.address(address(b))), commonBits(address(a), address(b)));
        }
        const auto isIn = [&](const char* one, const char* network) {
            return Network::parse(network)->contains(others.address(address(one)));
        };
        QVERIFY(isIn("10.1.2.3", "10.0.0.0/8") && isIn("172.16.5.5", "172.16.0.0/12") &&
                isIn("192.168.1.7", "192.168.0.0/16") && isIn("169.254.9.9", "169.254.0.0/16") &&
                isIn("fd12:3456::1", "fc00::/7") && isIn("fe80::1234:56ff:fe78:9abc", "fe80::/64"));
        QVERIFY(!isIn("8.8.8.8", "10.0.0.0/8") && !isIn("8.8.8.8", "0.0.0.0/8"));
        for (const char* stays : {"127.0.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.251", "203.0.113.29",
                                  "198.51.100.1", "::1", "::", "ff02::1", "2001:db8:ffff::29"})
            QCOMPARE(others.address(address(stays)), address(stays));
        QCOMPARE(others.network(*Network::parse("10.1.0.0/16")).subnet(),
                 others.network(*Network::parse("10.1.0.0/16")));
        QVERIFY(others.network(*Network::parse("10.1.0.0/16")).contains(others.address(address("10.1.2.3"))));
    }

    void nothingRealIsLeft()
    {
        const std::string text =
            "Nov 29 22:10:01 gw.acme.example kernel: [ 5281.733217] ACME-deny: IN=enp3s0 OUT=wg-acme "
            "MAC=52:54:00:12:34:56:a4:bb:6d:01:02:03:08:00 SRC=10.20.30.40 DST=93.184.216.34 LEN=84 TOS=0x00 "
            "PREC=0x00 TTL=63 ID=4711 DF PROTO=UDP SPT=5353 DPT=53 LEN=64 \n"
            "Nov 29 22:10:02 gw.acme.example sshd[77]: Accepted publickey for alice from 10.20.30.41\n"
            "4,7,9000,-;IPv4: martian source 10.20.30.40 from 93.184.216.34, on dev enp3s0\n"
            "7,8,9001,-;nat-PREROUTING [1]IN=enp3s0 OUT= MAC=ff:ff:ff:ff:ff:ff:a4:bb:6d:01:02:03:86:dd "
            "SRC=2a00:1450:4001:0000:0000:0000:0000:0001 DST=ff02:0000:0000:0000:0000:0000:0000:0001 LEN=104 "
            "TC=0 "
            "HOPLIMIT=64 FLOWLBL=1 PROTO=ICMPv6 TYPE=128 CODE=0 ID=7 SEQ=1 \n"
            R"({"MESSAGE":"acme IN=enp3s0 OUT= SRC=10.20.30.40 DST=10.20.30.41 LEN=28 TOS=0x00 PREC=0x00 TTL=1 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=1","_HOSTNAME":"gw","_MACHINE_ID":"0123acme"})"
            "\n" +
            quoted(
                R"(6,0,1,-,source=hookwalk;hookwalk ruleset {"generation":1,"chains":[{"family":"inet","table":"acme","name":"to_alice","handle":1,"rules":[{"handle":4,"text":"iifname ~enp3s0~ ip saddr 10.20.0.0/16 ip daddr { 10.20.30.40, 10.20.30.41 } tcp dport 22 log prefix ~alice: ~ comment ~for alice~ jump to_alice","iptables":"-A to_alice -i enp3s0 -s 10.20.30.40/32 -m comment --comment ~for alice~ -j ACME"}]}]})") +

            "\n"
            R"(6,0,1,-,source=hookwalk;hookwalk links [{"name":"enp3s0","kind":"ipip","up":true,"addresses":["10.20.30.1/24"],"port":5555,"encapsulation":"fou"}])"
            "\n"
            R"(6,0,1,-,source=hookwalk;hookwalk counters {"Ip.InAddrErrors":1,"Device.enp3s0.tx_dropped":2})"
            "\n"
            R"(6,0,1,-,source=hookwalk;hookwalk flags {"flags":[{"line":1,"note":"from 10.20.30.40"}]})"
            "\n";
        const auto other = changed(text);
        for (const char* real : {"acme", "ACME", "alice", "enp3s0", "gw", "52:54:00", "a4:bb:6d", "10.20.30",
                                 "93.184", "2a00:1450:4001:0000:0000:0000:0000:0001", "0123", "sshd"})
            QVERIFY2(other.find(real) == other.npos, (std::string(real) + "\n" + other).c_str());
        for (const char* stays :
             {"PROTO=UDP SPT=5353 DPT=53", "ID=4711", "[ 5281.733217]", "nat-PREROUTING [1]IN=dev9001",
              "MAC=ff:ff:ff:ff:ff:ff", "DST=ff02:0000:0000:0000:0000:0000:0000:0001", "deny",
              "Device.dev9001.tx_dropped", "\"port\":5555,\"encapsulation\":\"fou\"", "\"handle\":4",
              "tcp dport 22", "martian source"})
            QVERIFY2(other.find(stays) != other.npos, (std::string(stays) + "\n" + other).c_str());
        QCOMPARE(std::ranges::count(other, '\n'), std::ranges::count(text, '\n'));
        const auto before = Trace::fromText(text), after = Trace::fromText(other);
        QCOMPARE(after.events().size(), before.events().size());
        QVERIFY(after.ruleset() != nullptr);
    }

    // A word of a person's can stand anywhere in them; what tells of losses and drops is written anew.
    void whatOthersWroteIsLeftOutAndCounted()
    {
        const std::string packet =
            "IN=eth0 OUT= SRC=198.51.100.1 DST=203.0.113.2 LEN=36 TOS=0x00 PREC=0x00 TTL=64 "
            "ID=7 PROTO=ICMP TYPE=8 CODE=0 ID=99 SEQ=1 \n";
        const std::string text =
            "7,0,5,-,source=wire-in,token=1a2b,comment=alice\\x20of\\x20acme\\x2c\\x2010.20.30.40;" + packet +
            "7,0,6,-,source=wire-in,comment=acme;" + packet +
            "Nov 29 22:10:02 gw sshd[77]: dropped 3 messages of alice at 10.20.30.40, 12 messages lost by "
            "acme\n"
            "Nov 29 22:10:02 gw rsyslogd: imuxsock lost 12 messages from pid 77 of acme due to "
            "rate-limiting\n"
            "5,9,7,-;acme: martian source 10.20.30.40 from 10.20.30.41, on dev acme0\n"
            "5,10,8,-;martian alice, source of all\n"
            "4,11,9,-;nf_conntrack: nf_conntrack: table full, dropping packet of acme\n"
            "10.20.30.40;acme\n"
            "\n"
            "6,0,1,-,source=hookwalk;hookwalk mood {alice\n"
            "Nov 29 22:10:03 10.20.30.42 kernel: acme-10.20.30.40: " +
            packet +
            R"(6,0,1,-,source=hookwalk;hookwalk view {"filter":"10.20.30.40"})"
            "\n"
            R"(6,0,1,-,source=hookwalk;hookwalk mood {"of":"alice"})"
            "\n";
        Anonymiser others(key);
        std::string other;
        others.lines(text, [&](std::string_view lines) {
            other += lines;
            return true;
        });
        for (const char* real : {"acme", "alice", "10.20.30.", "sshd", "comment="})
            QVERIFY2(other.find(real) == other.npos, (std::string(real) + "\n" + other).c_str());
        for (const char* stays : {"7,0,5,-,source=wire-in,token=1a2b;IN=", "lost 12 messages",
                                  "martian source 10.", "nf_conntrack: table full", "12 messages lost"})
            QVERIFY2(other.find(stays) != other.npos, (std::string(stays) + "\n" + other).c_str());
        QCOMPARE(others.leftOut().comments, std::uint64_t{2});
        QCOMPARE(others.leftOut().lines,
                 std::uint64_t{3}); // of alice the martian, of acme, a fact that is none
        QCOMPARE(std::ranges::count(other, '\n'), std::ranges::count(text, '\n'));
        QCOMPARE(Trace::fromText(other).events().size(), Trace::fromText(text).events().size());
    }

    void packetsTakeTheSameWays_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* folder : {HOOKWALK_TEST_DATA "/traces", HOOKWALK_TEST_DATA "/streams",
                                   HOOKWALK_SOURCE_DIR "/resources/examples"}) {
            for (QDirIterator it(QString::fromUtf8(folder), QDir::Files); it.hasNext();) {
                const auto path = it.next();
                QTest::newRow(qPrintable(it.fileName())) << path;
            }
        }
    }
    void packetsTakeTheSameWays()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll().toStdString();
        const auto before = Trace::fromText(text), after = Trace::fromText(changed(text));
        QCOMPARE(after.traversals().size(), before.traversals().size());
        QCOMPARE(after.lineCount(), before.lineCount());
        for (TraversalIndex i = 0; i < before.traversals().size(); ++i) {
            const auto a = walkOf(before, i), b = walkOf(after, i);
            QCOMPARE(b.stops.size(), a.stops.size());
            for (std::size_t at = 0; at < a.stops.size(); ++at)
                QVERIFY(a.stops[at].stage == b.stops[at].stage &&
                        a.stops[at].verdict == b.stops[at].verdict &&
                        a.stops[at].offsetUs == b.stops[at].offsetUs &&
                        a.stops[at].rules.size() == b.stops[at].rules.size());
            QCOMPARE(b.path, a.path);
            QCOMPARE(b.ending.kind, a.ending.kind);
            QCOMPARE(b.ending.code, a.ending.code);
        }
    }
};

HOOKWALK_TEST(TestAnonymise)
#include "tst_anonymise.moc"
