// SPDX-License-Identifier: GPL-3.0-or-later
// Every token that the kernel prints behind the prefix, on literal lines: what `decode` makes of it.
#include "support/decoded.h"
#include "support/testprogram.h"

#include <QTest>

using namespace hookwalk;

namespace
{

void row(const char* name, const char* line, const char* json)
{
    QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(json);
}

// The head that most lines share, and what is read of it.
#define HEAD "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 "
#define HEAD_JSON                                                                                            \
    R"({"in":"eth0","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,)"
#define V6                                                                                                   \
    "IN=eth0 OUT= MAC= SRC=2001:0db8:0000:0000:0000:0000:0000:0001 "                                         \
    "DST=2001:0db8:0000:0000:0000:0000:0000:0002 LEN=60 TC=0 HOPLIMIT=64 FLOWLBL=12 "
#define V6_JSON                                                                                              \
    R"({"in":"eth0","out":"","mac":"","src":"2001:0db8:0000:0000:0000:0000:0000:0001","dst":"2001:0db8:0000:0000:0000:0000:0000:0002","len":60,"tc":0,"hoplimit":64,"flowlbl":12,)"
#define ECHO "PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=2 "
#define ECHO_JSON R"("proto":"ICMP","icmp":{"type":8,"code":0,"id":1,"seq":2})"

} // namespace

class TestLogLine : public QObject
{
    Q_OBJECT

    static void check()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, json);
        QCOMPARE(test::decodedBody(line.toStdString()), json);
        // Syslog daemons and editors strip the blank that the kernel puts last.
        if (line.endsWith(' '))
            QCOMPARE(test::decodedBody(line.trimmed().toStdString()), json);
    }
    static void columns()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("json");
    }

private Q_SLOTS:
    void devices_data()
    {
        columns();
        row("input only",
            "IN=eth0.90 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO,
            R"({"in":"eth0.90","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,)" ECHO_JSON
            "}");
        row("output only",
            "IN= OUT=he-ipv6 SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO,
            R"({"in":"","out":"he-ipv6","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,)" ECHO_JSON
            "}");
        row("bridge ports",
            "IN=br-lan.12 OUT=br0 PHYSIN=cali5cb173fd42f PHYSOUT=eth1 "
            "MAC=02:42:0a:00:00:01:02:42:0a:00:00:02:08:00 SRC=10.0.0.1 "
            "DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 PROTO=2 ",
            R"({"in":"br-lan.12","out":"br0","physin":"cali5cb173fd42f","physout":"eth1","mac":"02:42:0a:00:00:01:02:42:0a:00:00:02:08:00",)"
            R"("src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":2})");
        row("order of old kernels",
            "IN=br0 PHYSIN=eth1 OUT=br0 PHYSOUT=eth2 SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 "
            "PREC=0x00 TTL=64 ID=7 PROTO=2 ",
            R"({"in":"br0","out":"br0","physin":"eth1","physout":"eth2","src":"10.0.0.1","dst":"10.0.0.2","len":60,)"
            R"("tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":2})");
        row("odd names",
            "IN=abc.123 OUT=WAN SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 PROTO=2 ",
            R"({"in":"abc.123","out":"WAN","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":2})");
    }
    void devices() { check(); }

    void linkLayer_data()
    {
        columns();
#define REST "SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 PROTO=2 "
#define REST_JSON                                                                                            \
    R"("src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":2})"
        row("device with a VLAN",
            "IN=eth0.5 OUT= MAC=02:42:0a:00:00:01:02:42:0a:00:00:02:08:00:45:fc:02:1c " REST,
            R"({"in":"eth0.5","out":"","mac":"02:42:0a:00:00:01:02:42:0a:00:00:02:08:00:45:fc:02:1c",)" REST_JSON);
        row("short header", "IN=odd0 OUT= MAC=01:02:03:04 " REST,
            R"({"in":"odd0","out":"","mac":"01:02:03:04",)" REST_JSON);
        row("sit tunnel", "IN=sit0 OUT= MAC=45:00 TUNNEL=192.0.2.1->198.51.100.1 " REST,
            R"({"in":"sit0","out":"","mac":"45:00","tunnel":"192.0.2.1->198.51.100.1",)" REST_JSON);
        row("decoded", "IN=eth0 OUT= MACSRC=02:42:0a:00:00:02 MACDST=02:42:0a:00:00:01 MACPROTO=0800 " REST,
            R"({"in":"eth0","out":"","macsrc":"02:42:0a:00:00:02","macdst":"02:42:0a:00:00:01","macproto":"0800",)" REST_JSON);
        row("decoded, VLAN tag held aside",
            "IN=eth0 OUT= MACSRC=02:42:0a:00:00:02 MACDST=02:42:0a:00:00:01 VPROTO=8100 VID=12 "
            "MACPROTO=0800 " REST,
            R"({"in":"eth0","out":"","macsrc":"02:42:0a:00:00:02","macdst":"02:42:0a:00:00:01","vproto":"8100","vid":12,"macproto":"0800",)" REST_JSON);
        row("link header never set", "IN=eth0 OUT= " REST, R"({"in":"eth0","out":"",)" REST_JSON);
        row("frame that is neither IP nor ARP", "IN=eth0 OUT= MAC=01:80:c2:00:00:0e:02:42:0a:00:00:02:88:cc ",
            R"({"in":"eth0","out":"","mac":"01:80:c2:00:00:0e:02:42:0a:00:00:02:88:cc"})");
        row("the same, decoded",
            "IN=eth0 OUT= MACSRC=02:42:0a:00:00:02 MACDST=01:80:c2:00:00:0e MACPROTO=88cc ",
            R"({"in":"eth0","out":"","macsrc":"02:42:0a:00:00:02","macdst":"01:80:c2:00:00:0e","macproto":"88cc"})");
    }
    void linkLayer()
    {
        check();
    }

    void ipv4_data()
    {
        columns();
        row("all flags", HEAD "CE DF MF FRAG:185 OPT (94040000) " ECHO "UID=1000 GID=100 MARK=0x1f ",
            HEAD_JSON R"("flags":["CE","DF","MF"],"frag":185,"opt":"94040000",)" ECHO_JSON
                      R"(,"uid":1000,"gid":100,"mark":"0x1f"})");
        row("DS field",
            "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x1E PREC=0xE0 TTL=64 ID=7 PROTO=2 ",
            R"({"in":"eth0","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x1E","prec":"0xE0","ttl":64,"id":7,"proto":2})");
        row("GSO length",
            "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=185000 TOS=0x00 PREC=0x00 TTL=64 ID=7 PROTO=2 ",
            R"({"in":"eth0","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":185000,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":2})");
        row("no room for a header", "IN=eth0 OUT= MAC= TRUNCATED",
            R"({"in":"eth0","out":"","mac":"","flags":["TRUNCATED"]})");
        row("options that are not there", HEAD "TRUNCATED", HEAD_JSON R"("flags":["TRUNCATED"]})");
    }
    void ipv4()
    {
        check();
    }

    void ipv6_data()
    {
        columns();
        row("echo", V6 "PROTO=ICMPv6 TYPE=128 CODE=0 ID=5 SEQ=1 ",
            V6_JSON R"("proto":"ICMPv6","icmp":{"type":128,"code":0,"id":5,"seq":1}})");
        row("first fragment", V6 "FRAG:0 INCOMPLETE ID:0000abcd PROTO=UDP SPT=1 DPT=2 LEN=3000 ",
            V6_JSON
            R"("id":"0000abcd","flags":["INCOMPLETE"],"frag":0,"proto":"UDP","udp":{"spt":1,"dpt":2,"len":3000}})");
        row("later fragment, wrapped", V6 "OPT ( FRAG:1448 ID:12345678 ) PROTO=UDP ",
            V6_JSON R"("id":"12345678","frag":1448,"proto":"UDP"})");
        row("hop by hop", V6 "OPT ( ) PROTO=ICMPv6 TYPE=143 CODE=0 ",
            V6_JSON R"("opt":"","proto":"ICMPv6","icmp":{"type":143,"code":0}})");
        row("AH and TCP", V6 "OPT ( AH SPI=0x1f ) PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 SYN URGP=0 ",
            V6_JSON
            R"("ah":{"spi":"0x1f"},"proto":"TCP","tcp":{"spt":1,"dpt":2,"window":3,"res":"0x00","flags":["SYN"],"urgp":0}})");
        row("AH too short", V6 "OPT ( AH INCOMPLETE [65535 bytes] )", V6_JSON R"("incomplete":65535})");
        row("AH, later fragment", V6 "OPT ( AH )", V6_JSON);
        row("ESP", V6 "OPT ( ESP SPI=0xc0ffee )", V6_JSON R"("esp":{"spi":"0xc0ffee"}})");
        row("ESP without its options", V6, V6_JSON);
        row("unknown header", V6 "Unknown Ext Hdr 139", V6_JSON R"("unknown_ext_hdr":139})");
        row("extension header too short", V6 "TRUNCATED", V6_JSON R"("flags":["TRUNCATED"]})");
        row("fragment header too short", V6 "OPT ( FRAG:TRUNCATED ", V6_JSON R"("flags":["TRUNCATED"]})");
        row("no next header", V6 "PROTO=59 ", V6_JSON R"("proto":59})");
    }
    void ipv6()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, json);
        if (json.endsWith(u','))
            json = json.chopped(1) + u'}';
        QCOMPARE(test::decodedBody(line.toStdString()), json);
    }

    void tcp_data()
    {
        columns();
        row("all",
            HEAD "PROTO=TCP SPT=40000 DPT=80 SEQ=4294967295 ACK=17 WINDOW=64240 RES=0x00 AE CWR ECE URG ACK "
                 "PSH RST SYN FIN URGP=9 "
                 "OPT (020405B40402080A) MARK=0x1 ",
            HEAD_JSON
            R"("proto":"TCP","tcp":{"spt":40000,"dpt":80,"seq":4294967295,"ack":17,"window":64240,"res":"0x00",)"
            R"("flags":["AE","CWR","ECE","URG","ACK","PSH","RST","SYN","FIN"],"urgp":9,"opt":"020405B40402080A"},"mark":"0x1"})");
        row("usual", HEAD "PROTO=TCP SPT=40000 DPT=80 WINDOW=64240 RES=0x00 ACK SYN URGP=0 ",
            HEAD_JSON
            R"("proto":"TCP","tcp":{"spt":40000,"dpt":80,"window":64240,"res":"0x00","flags":["ACK","SYN"],"urgp":0}})");
        row("no flags", HEAD "PROTO=TCP SPT=40000 DPT=80 WINDOW=64240 RES=0x04 URGP=0 ",
            HEAD_JSON R"("proto":"TCP","tcp":{"spt":40000,"dpt":80,"window":64240,"res":"0x04","urgp":0}})");
        row("later fragment", HEAD "FRAG:185 PROTO=TCP ", HEAD_JSON R"("frag":185,"proto":"TCP"})");
        row("too short", HEAD "PROTO=TCP INCOMPLETE [12 bytes] ",
            HEAD_JSON R"("proto":"TCP","incomplete":12})");
        row("options too short", HEAD "PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 SYN URGP=0 OPT (TRUNCATED)",
            HEAD_JSON
            R"("proto":"TCP","tcp":{"spt":1,"dpt":2,"window":3,"res":"0x00","flags":["SYN"],"urgp":0,"opt":"TRUNCATED"}})");
    }
    void tcp()
    {
        check();
    }

    void otherTransports_data()
    {
        columns();
        row("UDP: two lengths", HEAD "DF PROTO=UDP SPT=53 DPT=1024 LEN=40 ",
            HEAD_JSON R"("flags":["DF"],"proto":"UDP","udp":{"spt":53,"dpt":1024,"len":40}})");
        row("UDP-Lite", HEAD "PROTO=UDPLITE SPT=53 DPT=1024 LEN=40 ",
            HEAD_JSON R"("proto":"UDPLITE","udp":{"spt":53,"dpt":1024,"len":40}})");
        row("UDP too short", HEAD "PROTO=UDP INCOMPLETE [4 bytes] ",
            HEAD_JSON R"("proto":"UDP","incomplete":4})");
        row("AH", HEAD "PROTO=AH SPI=0x1 ", HEAD_JSON R"("ah":{"spi":"0x1"},"proto":"AH"})");
        row("AH, later fragment", HEAD "FRAG:185 ", HEAD_JSON R"("frag":185})");
        row("AH too short", HEAD "PROTO=AH INCOMPLETE [4 bytes] ",
            HEAD_JSON R"("proto":"AH","incomplete":4})");
        row("ESP", HEAD "PROTO=ESP SPI=0xdeadbeef ",
            HEAD_JSON R"("esp":{"spi":"0xdeadbeef"},"proto":"ESP"})");
        row("ESP, later fragment", HEAD "FRAG:185 PROTO=ESP ", HEAD_JSON R"("frag":185,"proto":"ESP"})");
        row("SCTP", HEAD "PROTO=132 MARK=0x2 ", HEAD_JSON R"("proto":132,"mark":"0x2"})");
        row("GRE", HEAD "PROTO=47 UID=0 GID=0 ", HEAD_JSON R"("proto":47,"uid":0,"gid":0})");
    }
    void otherTransports()
    {
        check();
    }

    void icmp_data()
    {
        columns();
        row("two IDs", HEAD "PROTO=ICMP TYPE=0 CODE=0 ID=20175 SEQ=1 ",
            HEAD_JSON R"("proto":"ICMP","icmp":{"type":0,"code":0,"id":20175,"seq":1}})");
        row("timestamp: nothing behind the code", HEAD "PROTO=ICMP TYPE=13 CODE=0 ",
            HEAD_JSON R"("proto":"ICMP","icmp":{"type":13,"code":0}})");
        row("parameter problem", HEAD "PROTO=ICMP TYPE=12 CODE=0 PARAMETER=20 ",
            HEAD_JSON R"("proto":"ICMP","icmp":{"type":12,"code":0,"parameter":20}})");
        row("later fragment", HEAD "FRAG:185 PROTO=ICMP ", HEAD_JSON R"("frag":185,"proto":"ICMP"})");
        row("too short", HEAD "PROTO=ICMP INCOMPLETE [2 bytes] ",
            HEAD_JSON R"("proto":"ICMP","incomplete":2})");
        row("too short behind the code", HEAD "PROTO=ICMP TYPE=3 CODE=1 INCOMPLETE [6 bytes] MARK=0x1 ",
            HEAD_JSON R"("proto":"ICMP","icmp":{"type":3,"code":1},"incomplete":6,"mark":"0x1"})");
        row("unreachable quotes",
            HEAD
            "PROTO=ICMP TYPE=3 CODE=3 [SRC=10.0.0.2 DST=10.0.0.1 LEN=71 TOS=0x00 PREC=0x00 TTL=63 ID=9 DF "
            "PROTO=UDP SPT=4000 DPT=53 LEN=51 ] ",
            HEAD_JSON
            R"("proto":"ICMP","icmp":{"type":3,"code":3},"inner":{"src":"10.0.0.2","dst":"10.0.0.1","len":71,"tos":"0x00",)"
            R"("prec":"0x00","ttl":63,"id":9,"flags":["DF"],"proto":"UDP","udp":{"spt":4000,"dpt":53,"len":51}}})");
        row("nested brackets and MTU",
            HEAD
            "PROTO=ICMP TYPE=3 CODE=4 [SRC=10.0.0.2 DST=10.0.0.1 LEN=1500 TOS=0x00 PREC=0x00 TTL=63 ID=9 DF "
            "PROTO=TCP INCOMPLETE [8 bytes] ] MTU=1492 ",
            HEAD_JSON
            R"("proto":"ICMP","icmp":{"type":3,"code":4,"mtu":1492},"inner":{"src":"10.0.0.2","dst":"10.0.0.1","len":1500,)"
            R"("tos":"0x00","prec":"0x00","ttl":63,"id":9,"flags":["DF"],"proto":"TCP","incomplete":8}})");
        row("redirect",
            HEAD "PROTO=ICMP TYPE=5 CODE=1 GATEWAY=10.0.0.254 [SRC=10.0.0.2 DST=10.0.0.1 LEN=84 TOS=0x00 "
                 "PREC=0x00 TTL=63 ID=9 "
                 "PROTO=ICMP TYPE=8 CODE=0 ID=3 SEQ=4 ] ",
            HEAD_JSON
            R"("proto":"ICMP","icmp":{"type":5,"code":1,"gateway":"10.0.0.254"},"inner":{"src":"10.0.0.2","dst":"10.0.0.1","len":84,)"
            R"("tos":"0x00","prec":"0x00","ttl":63,"id":9,"proto":"ICMP","icmp":{"type":8,"code":0,"id":3,"seq":4}}})");
        row("quoted packet too short", HEAD "PROTO=ICMP TYPE=11 CODE=0 [TRUNCATED] ",
            HEAD_JSON R"("proto":"ICMP","icmp":{"type":11,"code":0},"inner":{"flags":["TRUNCATED"]}})");
        row("ICMPv6 packet too big",
            V6 "PROTO=ICMPv6 TYPE=2 CODE=0 [SRC=2001:0db8:0000:0000:0000:0000:0000:0002 "
               "DST=2001:0db8:0000:0000:0000:0000:0000:0001 "
               "LEN=1500 TC=0 HOPLIMIT=63 FLOWLBL=0 PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 ACK URGP=0 ] "
               "MTU=1280 ",
            V6_JSON
            R"("proto":"ICMPv6","icmp":{"type":2,"code":0,"mtu":1280},"inner":{"src":"2001:0db8:0000:0000:0000:0000:0000:0002",)"
            R"("dst":"2001:0db8:0000:0000:0000:0000:0000:0001","len":1500,"tc":0,"hoplimit":63,"flowlbl":0,"proto":"TCP",)"
            R"("tcp":{"spt":1,"dpt":2,"window":3,"res":"0x00","flags":["ACK"],"urgp":0}}})");
        row("ICMPv6 parameter problem",
            V6 "PROTO=ICMPv6 TYPE=4 CODE=1 POINTER=00000028 [SRC=2001:0db8:0000:0000:0000:0000:0000:0002 "
               "DST=2001:0db8:0000:0000:0000:0000:0000:0001 LEN=60 TC=0 HOPLIMIT=63 FLOWLBL=0 PROTO=253 ] ",
            V6_JSON
            R"("proto":"ICMPv6","icmp":{"type":4,"code":1,"pointer":"00000028"},"inner":{"src":"2001:0db8:0000:0000:0000:0000:0000:0002",)"
            R"("dst":"2001:0db8:0000:0000:0000:0000:0000:0001","len":60,"tc":0,"hoplimit":63,"flowlbl":0,"proto":253}})");
    }
    void icmp()
    {
        check();
    }

    void arp_data()
    {
        columns();
        row("request",
            "IN=eth0 OUT= ARP HTYPE=1 PTYPE=0x0800 OPCODE=1 MACSRC=02:42:0a:00:00:02 IPSRC=10.0.0.2 "
            "MACDST=00:00:00:00:00:00 IPDST=10.0.0.1",
            R"({"in":"eth0","out":"","arp":{"htype":1,"ptype":"0x0800","opcode":1,"macsrc":"02:42:0a:00:00:02","ipsrc":"10.0.0.2",)"
            R"("macdst":"00:00:00:00:00:00","ipdst":"10.0.0.1"}})");
        row("MACSRC twice",
            "IN=eth0 OUT= MACSRC=02:42:0a:00:00:02 MACDST=ff:ff:ff:ff:ff:ff MACPROTO=0806 ARP HTYPE=1 "
            "PTYPE=0x0800 OPCODE=1 "
            "MACSRC=02:42:0a:00:00:03 IPSRC=10.0.0.2 MACDST=00:00:00:00:00:00 IPDST=10.0.0.1",
            R"({"in":"eth0","out":"","macsrc":"02:42:0a:00:00:02","macdst":"ff:ff:ff:ff:ff:ff","macproto":"0806",)"
            R"("arp":{"htype":1,"ptype":"0x0800","opcode":1,"macsrc":"02:42:0a:00:00:03","ipsrc":"10.0.0.2","macdst":"00:00:00:00:00:00","ipdst":"10.0.0.1"}})");
        row("garbage of old kernels", "IN= OUT=eth0 ARP HTYPE=14000 PTYPE=0x4ae2 OPCODE=49782",
            R"({"in":"","out":"eth0","arp":{"htype":14000,"ptype":"0x4ae2","opcode":49782}})");
        row("body too short", "IN=eth0 OUT= ARP HTYPE=1 PTYPE=0x0800 OPCODE=1 INCOMPLETE [8 bytes]",
            R"({"in":"eth0","out":"","arp":{"htype":1,"ptype":"0x0800","opcode":1},"incomplete":8})");
        row("header too short", "IN=eth0 OUT= TRUNCATED", R"({"in":"eth0","out":"","flags":["TRUNCATED"]})");
    }
    void arp()
    {
        check();
    }

    void dialects_data()
    {
        columns();
        row("ulogd2",
            "IN=br0 OUT=eth4 MAC=  SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=00 PREC=0x00 TTL=64 ID=7 DF "
            "PROTO=TCP SPT=1 DPT=2 SEQ=3 "
            "ACK=0 WINDOW=64240 SYN URGP=0 MARK=1a0000 ",
            R"({"in":"br0","out":"eth4","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"00","prec":"0x00","ttl":64,"id":7,"flags":["DF"],)"
            R"("proto":"TCP","tcp":{"spt":1,"dpt":2,"seq":3,"ack":0,"window":64240,"flags":["SYN"],"urgp":0},"mark":"1a0000"})");
        row("Proxmox",
            "100 6 tap100i0-IN 14/Jan/2021:11:48:00 +0100 policy DROP: IN=fwbr100i0 "
            "MAC=02:42:0a:00:00:01:02:42:0a:00:00:02:86:dd "
            "SRC=2001:db8::1 DST=2001:db8::2 LEN=80 TC=0 FLOWLBL=5 HOPLIMIT=64 PROTO=TCP SPT=1 DPT=2 SEQ=3 "
            "ACK=0 WINDOW=64240 SYN ",
            R"({"in":"fwbr100i0","mac":"02:42:0a:00:00:01:02:42:0a:00:00:02:86:dd","src":"2001:db8::1","dst":"2001:db8::2","len":80,"tc":0,)"
            R"("hoplimit":64,"flowlbl":5,"proto":"TCP","tcp":{"spt":1,"dpt":2,"seq":3,"ack":0,"window":64240,"flags":["SYN"]}})");
        row("Proxmox, output only",
            "0 6 PVEFW-HOST-OUT 14/Jan/2021:11:48:00 +0100 ACCEPT: OUT=vmbr0 SRC=10.0.0.1 DST=10.0.0.2 "
            "LEN=60 TOS=0x00 "
            "PREC=0x00 TTL=64 ID=7 PROTO=UDP SPT=1 DPT=2 LEN=40 ",
            R"({"out":"vmbr0","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"proto":"UDP","udp":{"spt":1,"dpt":2,"len":40}})");
        row("ebtables, IPv4",
            "IN=eth0 OUT=eth1 MAC source = 02:42:0a:00:00:02 MAC dest = 02:42:0a:00:00:01 proto = 0x0800 IP "
            "SRC=10.0.0.1 "
            "IP DST=10.0.0.2, IP tos=0x00, IP proto=17 SPT=1 DPT=2",
            R"({"in":"eth0","out":"eth1","macsrc":"02:42:0a:00:00:02","macdst":"02:42:0a:00:00:01","macproto":"0x0800","src":"10.0.0.1",)"
            R"("dst":"10.0.0.2","tos":"0x00","proto":17,"udp":{"spt":1,"dpt":2}})");
        row("ebtables, ARP",
            "IN=eth0 OUT= MAC source = 02:42:0a:00:00:02 MAC dest = ff:ff:ff:ff:ff:ff proto = 0x0806 ARP "
            "HTYPE=1, PTYPE=0x0800, "
            "OPCODE=1 ARP MAC SRC=02:42:0a:00:00:02 ARP IP SRC=10.0.0.2 ARP MAC DST=00:00:00:00:00:00 ARP IP "
            "DST=10.0.0.1",
            R"({"in":"eth0","out":"","macsrc":"02:42:0a:00:00:02","macdst":"ff:ff:ff:ff:ff:ff","macproto":"0x0806",)"
            R"("arp":{"htype":1,"ptype":"0x0800","opcode":1,"macsrc":"02:42:0a:00:00:02","ipsrc":"10.0.0.2","macdst":"00:00:00:00:00:00","ipdst":"10.0.0.1"}})");
        row("xtables-monitor is another language",
            "PACKET: 2 1266087f IN=eth0 OUT=eth1 MACSRC=2:42:a:0:0:2 SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TTL=64 "
            "ID=4835DF SPORT=1",
            "");
    }
    void dialects()
    {
        check();
    }
};

HOOKWALK_TEST(TestLogLine)
#include "tst_logline.moc"
