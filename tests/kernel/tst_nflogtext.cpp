// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel as the judge of wire/loglinewriter: packets of every kind go through the lab twice, traced by the
// kernel log and by NFLOG. What we write for NFLOG must be what the kernel printed, byte for byte.
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"

#include <QTest>
#include <tins/icmp.h>
#include <tins/ip.h>
#include <tins/rawpdu.h>
#include <tins/tcp.h>
#include <tins/udp.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

using Bytes = std::vector<std::uint8_t>;

Bytes fromHex(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

Tins::IP ip()
{
    Tins::IP ip("203.0.113.29", "192.168.69.1");
    ip.ttl(64);
    ip.id(4711);
    return ip;
}

// Any protocol, its payload as it is.
Bytes raw(std::uint8_t protocol, const QByteArray& payload)
{
    auto packet = ip() / Tins::RawPDU(payload.toStdString());
    packet.rfind_pdu<Tins::IP>().protocol(protocol);
    return packet.serialize();
}

Bytes icmpError(std::uint8_t type, std::uint8_t code, std::uint32_t rest, const Bytes& quoted)
{
    Bytes message{type,
                  code,
                  0,
                  0,
                  std::uint8_t(rest >> 24),
                  std::uint8_t(rest >> 16),
                  std::uint8_t(rest >> 8),
                  std::uint8_t(rest)};
    message.insert(message.end(), quoted.begin(), quoted.end());
    return raw(1, QByteArray(reinterpret_cast<const char*>(message.data()), qsizetype(message.size())));
}

Bytes v6(std::uint8_t nextHeader, const QByteArray& payload)
{
    Bytes packet = fromHex("6ab12345"
                           "0000"
                           "0040"
                           "20010db8000000000000000000000001"
                           "20010db8000000000000000000000002");
    packet[4] = std::uint8_t(payload.size() >> 8);
    packet[5] = std::uint8_t(payload.size());
    packet[6] = nextHeader;
    packet.insert(packet.end(), payload.begin(), payload.end());
    return packet;
}

std::vector<Bytes> packets()
{
    const auto hex = [](const char* digits) { return QByteArray::fromHex(digits); };
    auto allFlags = Tins::TCP(80, 40000);
    allFlags.flags(0xfff);
    auto marked = ip() / Tins::UDP(53, 8000) / Tins::RawPDU("query");
    marked.tos(0xff);
    marked.flags(Tins::IP::DONT_FRAGMENT);
    auto answered = ip() / Tins::UDP(53, 8000) / Tins::RawPDU("query");
    const Bytes udp = answered.serialize();
    const Bytes udpHead(udp.begin(), udp.begin() + 28);
    const QByteArray v6Udp = hex("1f40003500080000");
    return {
        (ip() / Tins::TCP(80, 40000)).serialize(),
        (ip() / allFlags).serialize(),
        marked.serialize(),
        udp,
        raw(6, hex("0050")),
        raw(17, hex("00350035")),
        raw(136, hex("1f40003500080000")),
        raw(51, hex("060400000000abcd00000001")),
        raw(51, hex("0604")),
        raw(50, hex("f123456700000001")),
        raw(50, hex("f1")),
        raw(132, hex("000000000000000000000000")),
        raw(47, hex("00000800")),
        raw(1, hex("0800")),
        raw(1, hex("0d00000000070001")),
        icmpError(3, 3, 0, udpHead),
        icmpError(3, 4, 1492, udpHead),
        icmpError(5, 1, 0x0a0000fe, udpHead),
        icmpError(11, 0, 0, udpHead),
        icmpError(12, 0, 0x14000000, udpHead),
        icmpError(11, 0, 0, Bytes(udpHead.begin(), udpHead.begin() + 10)),
        icmpError(3, 1, 0, raw(6, hex("0050c00000000001"))),
        v6(17, v6Udp),
        v6(6, hex("0050")),
        v6(58, hex("8000000000070001")),
        v6(58, hex("0200000000000500") + QByteArray(reinterpret_cast<const char*>(v6(17, v6Udp).data()), 48)),
        v6(58, hex("0400000000000028") + QByteArray(reinterpret_cast<const char*>(v6(59, {}).data()), 40)),
        v6(58, hex("80")),
        v6(0, hex("1100050200000000") + v6Udp),
        v6(60, hex("1100010400000000") + v6Udp),
        v6(51, hex("110100000000abcd00000001") + v6Udp),
        v6(50, hex("f123456700000001")),
        v6(59, {}),
        v6(132, hex("000000000000000000000000")),
    };
}

} // namespace

class TestNflogText : public KernelTest
{
    Q_OBJECT

private:
    // The text of the lines of the first chain that a packet of ours meets.
    static QByteArrayList tracedBy(LogSource source, Lab& lab)
    {
        lab.helper.lines.clear();
        const std::vector addresses{*IpAddress::parse("203.0.113.29"), *IpAddress::parse("2001:db8::2")};
        if (!unless<Done>(lab.helper.ask(SetTrace{addresses, 7, source})).empty())
            return {};
        for (const Bytes& packet : packets())
            lab.write(packet);
        lab.shown(); // comes behind all lines
        QByteArrayList texts;
        for (const std::string& line : lab.helper.lines) {
            const auto text = QByteArray::fromStdString(line.substr(line.find(';') + 1));
            if (text.startsWith("raw-PREROUTING [7]IN=tun0 "))
                texts << text;
        }
        return texts;
    }

private Q_SLOTS:
    void everyPacketReadsAsInTheKernelLog()
    {
        Lab lab;
        QCOMPARE(lab.problem, std::string());
        const auto kernels = tracedBy(LogSource::KernelLog, lab);
        const auto ours = tracedBy(LogSource::Nflog, lab);
        QCOMPARE(kernels.size(), qsizetype(packets().size()));
        for (qsizetype i = 0; i < kernels.size(); ++i)
            QCOMPARE(ours.value(i), kernels[i]);
        QCOMPARE(ours.size(), kernels.size());
    }
};

HOOKWALK_TEST(TestNflogText)
#include "tst_nflogtext.moc"
