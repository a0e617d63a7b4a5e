// SPDX-License-Identifier: GPL-3.0-or-later
// A line's tokens as a list, and what differs between two sightings of a packet.
#include "support/testprogram.h"
#include "wire/fields.h"
#include "wire/linejson.h"

#include <QTest>

using namespace hookwalk;

namespace
{

wire::LogLine read(std::string_view text)
{
    wire::LogReader reader;
    wire::LogLine line;
    reader.read(text, line);
    return line;
}

QString written(const std::vector<wire::FieldChange>& changes)
{
    return QString::fromStdString(wire::dumpLine(wire::toJson(changes)));
}

constexpr const char* request =
    "nat-PREROUTING [1]IN=tun0 OUT= MAC= SRC=192.168.69.1 DST=203.0.113.29 LEN=41 TOS=0x00 PREC=0x00 TTL=64 "
    "ID=1 DF PROTO=ICMP TYPE=8 CODE=0 ID=0 SEQ=5 ";

} // namespace

class TestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsStandInTheKernelsOrder()
    {
        QStringList list;
        for (const auto& field : wire::fields(read(request))) {
            list << QString::fromUtf8(field.name.data(), qsizetype(field.name.size())) +
                        (field.number ? QStringLiteral("#") : QStringLiteral("=")) +
                        QString::fromStdString(field.value);
        }
        QCOMPARE(list.join(u' '), QStringLiteral("in=tun0 out= mac= src=192.168.69.1 dst=203.0.113.29 len#41 "
                                                 "tos=0x00 prec=0x00 ttl#64 id#1 flags=DF "
                                                 "proto=ICMP icmp.type#8 icmp.code#0 icmp.id#0 icmp.seq#5"));
    }

    void quotedPacketsAndFlagsHaveTheirNames()
    {
        const auto line = read("IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 "
                               "ID=7 PROTO=ICMP TYPE=3 CODE=3 "
                               "[SRC=10.0.0.2 DST=10.0.0.1 LEN=71 TOS=0x00 PREC=0x00 TTL=63 ID=9 PROTO=TCP "
                               "SPT=1 DPT=2 WINDOW=3 RES=0x00 ACK "
                               "PSH URGP=0 ] ");
        const auto list = wire::fields(line);
        QVERIFY(std::find(list.begin(), list.end(), wire::Field{"inner.tcp.flags", "ACK PSH", false}) !=
                list.end());
        QVERIFY(std::find(list.begin(), list.end(), wire::Field{"inner.ttl", "63", true}) != list.end());
    }

    void changesNameWhatNatAndForwardingDid()
    {
        const auto after = read("mangle-FORWARD [1]IN=tun0 OUT=eth0 MAC= SRC=192.168.69.1 DST=203.0.113.29 "
                                "LEN=41 TOS=0x00 PREC=0x00 TTL=63 ID=1 "
                                "DF PROTO=ICMP TYPE=8 CODE=0 ID=0 SEQ=5 MARK=0x1 ");
        QCOMPARE(written(wire::changes(read(request), after)),
                 QStringLiteral(R"({"out":["","eth0"],"ttl":[64,63],"mark":[null,"0x1"]})"));
        QCOMPARE(written(wire::changes(after, read(request))),
                 QStringLiteral(R"({"out":["eth0",""],"ttl":[63,64],"mark":["0x1",null]})"));
        QVERIFY(wire::changes(after, after).empty());
    }

    void whatALineDoesNotTellIsNoChange()
    {
        const auto byEbtables =
            read("TRACE: eb:nat:PREROUTING IN=p1 OUT= MAC source = 02:00:5e:00:53:02 MAC dest = "
                 "02:00:5e:00:53:01 proto = 0x0800 IP SRC=192.168.69.1 IP DST=203.0.113.29, "
                 "IP tos=0x00, IP proto=1 ");
        QVERIFY(wire::has(byEbtables.packet.src));
        QVERIFY(wire::changes(byEbtables, read(request)).empty());
        QVERIFY(wire::changes(read(request), byEbtables).empty());
        auto elsewhere = byEbtables;
        elsewhere.packet.dst = "203.0.113.30";
        QCOMPARE(written(wire::changes(elsewhere, read(request))),
                 QStringLiteral(R"({"dst":["203.0.113.30","203.0.113.29"]})"));
        auto damaged = read(request);
        damaged.mark = "0x1";
        damaged.packet.ttl.reset();
        damaged.damaged.add("TTL=6x");
        QVERIFY(wire::changes(read(request), damaged).empty());
    }

    void deviceNamesAreUnescaped()
    {
        const auto list = wire::fields(read("4,1,2,-;IN=\\xc3\\xa40 OUT= MAC= TRUNCATED"));
        QCOMPARE(list.front().value, std::string("\xc3\xa4"
                                                 "0"));
    }
};

HOOKWALK_TEST(TestFields)
#include "tst_fields.moc"
