// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools print of packets, rules and connections, packed and foreign text, several packets in a line, several
// machines in a file; and what a log does not show is not said.
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "traversal/ownchains.h"
#include "traversal/skipped.h"
#include "traversal/trace.h"
#include "wire/linejson.h"
#include "wire/othertools.h"
#include "words/traversaljson.h"

#include <archive.h>
#include <archive_entry.h>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;

namespace
{

#define TRACED(chain, devices, ttl)                                                                          \
    "TRACE: " chain " " devices " SRC=192.0.2.50 DST=203.0.113.80 LEN=60 TOS=0x00 PREC=0x00 TTL=" ttl        \
    " ID=1197 DF PROTO=TCP SPT=40000 DPT=25 SEQ=1 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0 "
constexpr const char* atRaw = TRACED("raw:PREROUTING:policy:2", "IN=lan OUT= MAC=", "64");
constexpr const char* atForward = TRACED("filter:FORWARD:rule:7", "IN=lan OUT=wan MAC=", "63");

constexpr const char* nftTrace =
    "trace id 9c07fc2b inet fw4 raw_prerouting packet: iif \"lan\" ether saddr 02:00:5e:00:53:02 ether daddr "
    "02:00:5e:00:53:01 ip saddr 192.0.2.50 ip daddr 203.0.113.80 ip dscp cs1 ip ecn not-ect ip ttl 64 ip id "
    "6687 "
    "ip protocol tcp ip length 60 tcp sport 62702 tcp dport 25 tcp flags == syn tcp window 64240\n"
    "trace id 9c07fc2b inet fw4 raw_prerouting rule meta nftrace set 1 (verdict continue)\n"
    "trace id 9c07fc2b inet fw4 raw_prerouting policy accept\n"
    "trace id 9c07fc2b inet fw4 forward packet: iif \"lan\" oif \"wan\" ip saddr 192.0.2.50 ip daddr "
    "203.0.113.80 "
    "ip dscp cs1 ip ecn not-ect ip ttl 63 ip id 6687 ip protocol tcp ip length 60 tcp sport 62702 tcp dport "
    "25 "
    "tcp flags == syn tcp window 64240\n"
    "trace id 9c07fc2b inet fw4 forward rule iifname \"lan\" jump forward_lan (verdict jump forward_lan)\n"
    "trace id 9c07fc2b inet fw4 forward_lan rule tcp dport 25 drop (verdict drop)\n";

constexpr const char* xtablesMonitor =
    "PACKET: 2 8dedbefb IN=lan MACSRC=2:0:5e:0:53:2 MACDST=2:0:5e:0:53:1 MACPROTO=0800 SRC=192.0.2.50 "
    "DST=203.0.113.80 LEN=60 TOS=0x0 TTL=64 ID=65387DF SPORT=50700 DPORT=25 SYN \n"
    " TRACE: 2 8dedbefb raw:PREROUTING:rule:0x2:CONTINUE  -4 -t raw -A PREROUTING -j TRACE\n"
    " TRACE: 2 8dedbefb raw:PREROUTING:policy:ACCEPT \n"
    "PACKET: 2 8dedbefb IN=lan OUT=wan MACSRC=2:0:5e:0:53:2 MACDST=2:0:5e:0:53:1 MACPROTO=0800 "
    "SRC=192.0.2.50 "
    "DST=203.0.113.80 LEN=60 TOS=0x0 TTL=63 ID=65387DF SPORT=50700 DPORT=25 SYN \n"
    " TRACE: 2 8dedbefb filter:FORWARD:rule:0x7:DROP  -4 -t filter -A FORWARD -p tcp -m tcp --dport 25 -j "
    "DROP\n";

constexpr const char* ulogdJson =
    R"({"timestamp": "2026-11-28T22:52:45.828641", "oob.prefix": "OUT blocked: ", "oob.time.sec": 1795906365, )"
    R"("oob.time.usec": 828641, "oob.mark": 0, "oob.hook": 3, "oob.family": 2, "ip.protocol": 1, "ip.tos": 0, )"
    R"("ip.ttl": 64, "ip.totlen": 84, "ip.id": 14735, "ip.fragoff": 16384, "icmp.type": 8, "icmp.code": 0, )"
    R"("icmp.echoid": 20365, "icmp.echoseq": 1, "oob.in": "", "oob.out": "v0", "src_ip": "192.0.2.1", )"
    R"("dest_ip": "192.0.2.77"})"
    "\n";
constexpr const char* ulogdGprint =
    "timestamp=2026/11/28-22:52:45,oob.prefix=OUT, blocked: ,oob.family=2,oob.hook=3,oob.in=,oob.out=v0,"
    "ip.protocol=1,ip.tos=0,ip.ttl=64,ip.totlen=84,ip.id=14735,ip.fragoff=16384,icmp.type=8,icmp.code=0,"
    "icmp.echoid=20365,icmp.echoseq=1,ip.saddr.str=192.0.2.1,ip.daddr.str=192.0.2.77\n";
constexpr const char* ulogdOprint =
    "===>PACKET BOUNDARY\noob.prefix=OUT blocked: "
    "\noob.family=2\noob.hook=3\noob.in=\noob.out=v0\nip.protocol=1\n"
    "ip.tos=0\nip.ttl=64\nip.totlen=84\nip.id=14735\nip.fragoff=16384\nicmp.type=8\nicmp.code=0\n"
    "icmp.echoid=20365\nicmp.echoseq=1\nip.saddr=192.0.2.1\nip.daddr=192.0.2.77\n";

QString write(const QTemporaryDir& folder, const std::string& bytes)
{
    const auto path = folder.filePath(QStringLiteral("log"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes.data(), qint64(bytes.size()));
    return path;
}

std::string packed(const std::string& text, int (*filter)(archive*))
{
    std::string bytes(text.size() + 4096, '\0');
    std::size_t used = 0;
    auto* const out = archive_write_new();
    filter(out);
    archive_write_set_format_raw(out);
    archive_write_open_memory(out, bytes.data(), bytes.size(), &used);
    auto* const entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(out, entry);
    archive_write_data(out, text.data(), text.size());
    archive_entry_free(entry);
    archive_write_free(out);
    bytes.resize(used);
    return bytes;
}

std::string twoLines()
{
    return std::string(atRaw) + "\n" + atForward + "\n";
}

} // namespace

class TestOtherTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A log prefix that looks like the beginning of a packet.
    void theWordsOfARuleAreNoPacket()
    {
        std::string text = nftTrace;
        const auto at = text.find("tcp dport 25 drop");
        text.replace(at, 13, "tcp dport 25 log prefix \"IN=x OUT=y \" ");
        const auto trace = Trace::fromText(text);
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.kind, EndingKind::Dropped);
        QCOMPARE(ending.code, std::string("rule-drop"));
    }

    void nftMonitorTraceIsOnePacketAndItsRules()
    {
        const auto trace = Trace::fromText(nftTrace);
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto json = toJson(trace, walkOf(trace, 0));
        QCOMPARE(json["steps"].size(), std::size_t{2});
        QCOMPARE(json["steps"][1]["place"]["table"].get<std::string>(), std::string("fw4"));
        QCOMPARE(json["steps"][1]["place"]["chain"].get<std::string>(), std::string("forward"));
        QCOMPARE(json["steps"][1]["rules"][1]["text"].get<std::string>(), std::string("tcp dport 25 drop"));
        QCOMPARE(json["path"].get<std::string>(), std::string("forwarded"));
        QCOMPARE(json["ending"]["code"].get<std::string>(), std::string("rule-drop"));
        const auto line = trace.line(trace.events()[0]);
        QCOMPARE(line.packetId, 0x9c07fc2bU);
        QCOMPARE(line.packet.tos, wire::Text("0x00"));
        QCOMPARE(line.packet.prec, wire::Text("0x20"));
        QVERIFY(line.damaged.empty());
    }

    // Without a ruleset the lines say which chains there are, but not with which priority.
    void nftMonitorTraceHasPlacesOfItsOwn()
    {
        const auto own = ownChains(Trace::fromText(nftTrace));
        QCOMPARE(own.size(), std::size_t{2});
        QCOMPARE(own[0].base.fullName(), std::string("inet fw4 raw_prerouting"));
        QCOMPARE(own[0].base.hook, std::string("prerouting"));
        QCOMPARE(own[1].base.hook, std::string("forward"));
        QVERIFY(own[1].wasMet && own[1].hasDecided && !own[0].hasDecided && !own[1].base.priority);
    }

    // `journalctl -o json-pretty` prints the fields of an entry in any order.
    void timeAndHostMayStandBehindTheMessage()
    {
        const auto entry = [](const char* message, const char* host, const char* time) {
            return std::string("{\n\t\"MESSAGE\" : \"") + message + "\",\n\t\"_HOSTNAME\" : \"" + host +
                   "\",\n\t\"__REALTIME_TIMESTAMP\" : \"" + time + "\"\n}\n";
        };
        const auto trace = Trace::fromText(
            entry(atRaw, "gw1", "1795906365000001") + entry(atRaw, "gw2", "1795906365000002") +
            entry(atForward, "gw1", "1795906365000011") + entry(atForward, "gw2", "1795906365000012"));
        QCOMPARE(trace.traversals().size(), std::size_t{2}); // each host has its own
        QCOMPARE(trace.traversals()[0].eventCount, 2U);
        QCOMPARE(trace.events()[0].timeUs, std::int64_t{1795906365000001});
    }

    void conntrackAloneTellsOfItsConnections()
    {
        const QTemporaryDir folder;
        const auto trace = Trace::open(
            write(folder, "    [NEW] tcp      6 120 SYN_SENT src=192.0.2.7 dst=203.0.113.10 sport=41000 "
                          "dport=80 [UNREPLIED] src=198.51.100.5 dst=192.0.2.7 sport=8080 dport=41000\n"
                          " [UPDATE] tcp      6 60 SYN_RECV src=192.0.2.7 dst=203.0.113.10 sport=41000 "
                          "dport=80 src=198.51.100.5 dst=192.0.2.7 sport=8080 dport=41000\n"
                          "    [NEW] udp      17 30 src=192.0.2.7 dst=203.0.113.53 sport=5000 dport=53 "
                          "[UNREPLIED] src=203.0.113.53 dst=198.51.100.1 sport=53 dport=5000\n")
                .toStdString());
        QVERIFY(trace && trace->traversals().empty());
        QCOMPARE(trace->remark().code, std::string("file-of-connections"));
        const auto told = trace->knowledge().connections();
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told[0]->isDestinationNat() && !told[0]->isSourceNat() && told[1]->isSourceNat());
        const auto json = toJson(*told[0])["connection"];
        QCOMPARE(json["reply"]["src"].get<std::string>(), std::string("198.51.100.5"));
        QCOMPARE(json["tcp_state"].get<std::string>(), std::string("SYN_RECV"));
    }

    void xtablesMonitorIsOnePacketAndItsRules()
    {
        const auto trace = Trace::fromText(xtablesMonitor);
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(trace.events()[0].chain, chainIndex({Table::Raw, Hook::Prerouting}));
        QCOMPARE(trace.events()[1].chain, chainIndex({Table::Filter, Hook::Forward}));
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.code, std::string("rule-drop"));
        QCOMPARE(ending.place(), std::string("filter FORWARD"));
        const auto line = trace.line(trace.events()[0]);
        QCOMPARE(line.macsrc, wire::Text("02:00:5e:00:53:02"));
        QCOMPARE(line.packet.id, wire::Text("65387"));
        QVERIFY(line.damaged.empty());
    }

    void ulogdTellsTheHook_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("JSON") << QByteArray(ulogdJson);
        QTest::newRow("GPRINT") << QByteArray(ulogdGprint);
        QTest::newRow("OPRINT") << QByteArray(ulogdOprint);
    }
    void ulogdTellsTheHook()
    {
        QFETCH(QByteArray, text);
        const auto trace = Trace::fromText(text.toStdString() + "\n");
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto line = trace.line(trace.events()[0]);
        QVERIFY(line.hook == Hook::Output);
        QCOMPARE(line.out, wire::Text("v0"));
        QCOMPARE(line.packet.dst, wire::Text("192.0.2.77"));
        QVERIFY(line.packet.icmp && line.packet.icmp->seq == 1U);
        QVERIFY(line.damaged.empty());
    }

    void conntrackTellsOfConnections()
    {
        const auto fact = wire::otherToolsFact("    [NEW] tcp      6 120 SYN_SENT src=192.0.2.50 "
                                               "dst=198.51.100.1 sport=40000 dport=8080 [UNREPLIED] "
                                               "src=203.0.113.80 dst=192.0.2.50 sport=25 dport=40000");
        QVERIFY(fact);
        const auto trace = Trace::fromText(*fact + "\n" + twoLines());
        const auto* connection = trace.knowledge().connection(
            6, {*IpAddress::parse("192.0.2.50"), *IpAddress::parse("198.51.100.1"), 40000, 8080});
        QVERIFY(connection && connection->isDestinationNat());
        QCOMPARE(connection->tcpState, std::string("SYN_SENT"));
        QVERIFY(!wire::otherToolsFact("route src=192.0.2.1 dst=192.0.2.2"));
    }

    void packedAndForeignTextIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto text = twoLines();
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size()));
        };
        row("gzip", packed(text, archive_write_add_filter_gzip));
        row("xz", packed(text, archive_write_add_filter_xz));
        row("zstd", packed(text, archive_write_add_filter_zstd));
        std::string little = "\xff\xfe", big = "\xfe\xff";
        for (const char c : text) {
            little += std::string{c, '\0'};
            big += std::string{'\0', c};
        }
        row("UTF-16LE", little);
        row("UTF-16BE", big);
        row("UTF-16 in gzip", packed(little, archive_write_add_filter_gzip));
    }
    void packedAndForeignTextIsRead()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const auto trace = Trace::open(write(folder, bytes.toStdString()).toStdString());
        QVERIFY(trace);
        QCOMPARE(trace->traversals().size(), std::size_t{1});
        QVERIFY(trace->remark().isEmpty());
    }
    void packedDataThatEndsTooEarlyIsReadUntilThereAndFlagged()
    {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += twoLines() + std::to_string(i * 7919) + "\n";
        const auto whole = packed(text, archive_write_add_filter_gzip);
        const QTemporaryDir folder;
        const auto trace = Trace::open(write(folder, whole.substr(0, whole.size() * 3 / 4)).toStdString());
        QVERIFY(trace);
        QCOMPARE(trace->remark().code, std::string("file-ends-early"));
    }

    void severalPacketsOfALineAllCount_data()
    {
        QTest::addColumn<QByteArray>("line");
        const std::string one = atRaw, two = atForward;
        const auto row = [](const char* name, const std::string& line) {
            QTest::newRow(name) << QByteArray(line.c_str());
        };
        row("a line end was lost", "[ 2212.192318] " + one + "[ 2212.192330] " + two);
        row("and a blank", "[ 2212.192318] " + one.substr(0, one.size() - 1) + "[ 2212.192330] " + two);
        row("syslog", "Nov 28 22:46:50 fw1 kernel: " + one + "Nov 28 22:46:50 fw1 kernel: " + two);
        row("a list of JSON", R"([{"time":"2026-11-28T22:46:50Z","msg":")" + one + R"("},{"msg":")" + two +
                                  R"(","time":"2026-11-28T22:46:50Z"}])");
    }
    void severalPacketsOfALineAllCount()
    {
        QFETCH(QByteArray, line);
        const auto trace = Trace::fromText(line.toStdString() + "\n");
        QCOMPARE(trace.events().size(), std::size_t{2});
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        for (const auto& event : trace.events()) {
            QVERIFY(event.hasChain());
            QVERIFY((event.flags & TraceEvent::Damaged) == 0);
            QVERIFY(event.timeUs != noTime);
        }
    }

    void machinesAreKeptApart()
    {
        const auto line = [](const char* host) {
            return std::string("Nov 28 22:46:50 ") + host + " kernel: ";
        };
        const auto trace = Trace::fromText(line("fw1") + atRaw + "\n" + line("fw2") + atRaw + "\n" +
                                           line("fw1") + atForward + "\n" + line("fw2") + atForward + "\n");
        QCOMPARE(trace.traversals().size(), std::size_t{2});
        QCOMPARE(trace.eventsOf(0).size(), std::size_t{2});
        QCOMPARE(toJson(trace, walkOf(trace, 1))["host"].get<std::string>(), std::string("fw2"));
    }

    void whatPrefixesSayIsAHint_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("devices");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* prefix, const char* devices, const char* hint) {
            QTest::newRow(prefix) << prefix << devices << hint;
        };
        row("[UFW BLOCK] ", "IN=eth0 OUT=", "ufw: filter INPUT block");
        row("[UFW ALLOW] ", "IN= OUT=eth0", "ufw: filter OUTPUT allow");
        row("filter_FWD_public_REJECT: ", "IN=br0 OUT=eth0", "firewalld: filter FORWARD reject");
        row("FINAL_REJECT: ", "IN=eth0 OUT=", "firewalld: filter INPUT reject");
        row("rpfilter_DROP: ", "IN=eth0 OUT=", "firewalld: PREROUTING drop");
        row("Shorewall:loc-net:REJECT:", "IN=eth1 OUT=eth0", "Shorewall: FORWARD reject");
        row("Firewall: *TCP_OUT Blocked* ", "IN= OUT=eth0", "CSF: OUTPUT drop");
        row("[ipv4-FWD-filter-default-D]", "IN=eth1 OUT=eth0", "VyOS: FORWARD drop");
        row("[WAN_LOCAL-10-A]", "IN=eth0 OUT=", "VyOS: INPUT accept");
        row("REJECT wan in: ", "IN=eth0 OUT=", "OpenWrt: filter INPUT reject");
        row("drop wan forward: ", "IN=eth0 OUT=eth1", "OpenWrt: filter FORWARD drop");
        row("[mangle FORWARD] ", "IN=eth1 OUT=eth0", "words of the prefix: mangle FORWARD ");
        row("INPUT-DENIED ", "IN= OUT=eth0", "words of the prefix:  drop"); // the devices speak against INPUT
        row("ping of Monday ", "IN=eth0 OUT=", "");
    }
    void whatPrefixesSayIsAHint()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, devices);
        const auto body =
            QStringLiteral(" SRC=192.0.2.1 DST=198.51.100.9 LEN=40 TOS=0x00 PREC=0x00 TTL=244 ID=54321 "
                           "PROTO=TCP SPT=57000 DPT=22 WINDOW=65535 RES=0x00 SYN URGP=0 ");
        const auto trace = Trace::fromText(
            (QStringLiteral("Oct 12 20:25:15 h1 kernel: ") + prefix + devices + body + QLatin1Char('\n'))
                .toStdString());
        const auto walk = walkOf(trace, 0);
        const auto& hint = walk.stops.front().hint;
        QTEST(hint.isEmpty() ? QString()
                             : QString::fromStdString(hint.by + ": " + hint.place() + ' ' + hint.verdict),
              "hint");
        QCOMPARE(walk.stops.front().note.empty(), hint.isEmpty());
        QCOMPARE(walk.ending.kind, EndingKind::Unknown);
        for (const Chain chain : allChains) {
            const auto code = whyNotAt(trace, walk, chain).code;
            QVERIFY(code == "not-logged" || code == "other-path");
        }
    }

    void aRuleThatLogsSomePacketsProvesNoDrop()
    {
        const auto body =
            std::string(" SRC=192.0.2.1 DST=198.51.100.9 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP "
                        "SPT=57000 DPT=22 WINDOW=65535 RES=0x00 SYN URGP=0 ");
        const auto trace = Trace::fromText("[ 1.000001] filter-FORWARD: IN=a OUT=b" + body +
                                           "\n[ 9.000001] mangle-POSTROUTING: IN=a OUT=b" + body + "\n");
        QCOMPARE(endingKindOf(trace, 0), EndingKind::Unknown);
    }

    void aBridgeForwardsWithoutRouting()
    {
        const auto line = [](const char* head) {
            return std::string(head) +
                   " MAC= SRC=192.0.2.2 DST=192.0.2.3 LEN=84 TOS=0x00 PREC=0x00 TTL=64 ID=27214 DF "
                   "PROTO=ICMP TYPE=8 CODE=0 ID=30672 SEQ=1 \n";
        };
        const auto trace =
            Trace::fromText(line("TRACE: raw:PREROUTING:policy:2 IN=br0 OUT= PHYSIN=p1") +
                            line("TRACE: filter:FORWARD:rule:1 IN=br0 OUT=br0 PHYSIN=p1 PHYSOUT=p2") +
                            line("TRACE: mangle:POSTROUTING:policy:1 IN= OUT=br0 PHYSIN=p1 PHYSOUT=p2"));
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.path, Path::Bridged);
        QCOMPARE(walk.inDevice + walk.outDevice, std::string("p1p2"));
        const auto routing = std::ranges::find_if(
            walk.stops, [](const Stop& stop) { return stop.stage == Stage::of(StageKind::RoutingIn); });
        QCOMPARE(routing->kind, StopKind::Skipped);
        QCOMPARE(routing->skipCode, std::string("bridged"));
    }
};

HOOKWALK_TEST(TestOtherTools)
#include "tst_othertools.moc"
