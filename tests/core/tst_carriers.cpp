// SPDX-License-Identifier: GPL-3.0-or-later
// Packets inside those of a tunnel: which headers its device puts before them, and that nobody else's are taken for them.
#include "kernel/sources/tracepoints.h"
#include "support/testprogram.h"

#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::kernel;

namespace
{

using Bytes = std::vector<std::uint8_t>;

const IpAddress probe = IpAddress::v4(0xc0a84501), other = IpAddress::v4(0xcb007107);

// What a device says of itself: big-endian numbers, or flags that are there.
class Described
{
public:
    Described()
        : m_message(nlmsg_alloc())
        , m_nest(nla_nest_start(m_message.get(), IFLA_INFO_DATA))
    {
    }
    Described& with(int attribute, std::uint16_t value)
    {
        nla_put_u16(m_message.get(), attribute, htons(value));
        return *this;
    }
    Described& with(int attribute)
    {
        nla_put_flag(m_message.get(), attribute);
        return *this;
    }
    Carriers of(std::string_view kind)
    {
        nla_nest_end(m_message.get(), m_nest);
        return carriersOf(kind, m_nest);
    }

private:
    NlMessage m_message;
    nlattr* m_nest;
};

// An IP header and what stands behind it.
Bytes packetOf(std::uint8_t protocol, const IpAddress& source, const Bytes& behind)
{
    Bytes packet(20);
    packet[0] = 0x45;
    packet[3] = static_cast<std::uint8_t>(20 + behind.size());
    packet[9] = protocol;
    std::copy(source.bytes.begin() + 12, source.bytes.end(), packet.begin() + 12);
    packet.insert(packet.end(), behind.begin(), behind.end());
    return packet;
}

Bytes joined(Bytes first, const Bytes& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

// The headers of VXLAN between the outer and the inner IP header.
Bytes vxlan(std::uint16_t port)
{
    Bytes bytes(8 + 8 + 14);
    bytes[2] = static_cast<std::uint8_t>(port >> 8);
    bytes[3] = static_cast<std::uint8_t>(port);
    return bytes;
}

} // namespace

class TestCarriers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTunnelTellsItsHeaders()
    {
        const auto frames = [](std::uint16_t port) { // without and with a VLAN tag
            return Carriers{{4, IPPROTO_UDP, port, 50},
                            {4, IPPROTO_UDP, port, 54, true},
                            {6, IPPROTO_UDP, port, 70},
                            {6, IPPROTO_UDP, port, 74, true}};
        };
        QVERIFY(Described().with(IFLA_VXLAN_PORT, 8472).of("vxlan") == frames(8472));
        const Carriers withoutFrames{{4, IPPROTO_UDP, 4790, 36}, {6, IPPROTO_UDP, 4790, 56}};
        QVERIFY(Described().with(IFLA_VXLAN_PORT, 4790).with(IFLA_VXLAN_GPE).of("vxlan") == withoutFrames);
        QVERIFY(Described().with(IFLA_GENEVE_PORT, 6081).of("geneve") == frames(6081));
        QVERIFY(Described().of("gre") == (Carriers{{4, IPPROTO_GRE, 0, 24}}));
        QVERIFY(Described().of("gretap") ==
                (Carriers{{4, IPPROTO_GRE, 0, 38}, {4, IPPROTO_GRE, 0, 42, true}}));
        // A key out, and a key and a checksum in (RFC 2890).
        QVERIFY(Described().with(IFLA_GRE_OFLAGS, 0x2000).with(IFLA_GRE_IFLAGS, 0xa000).of("gre") ==
                (Carriers{{4, IPPROTO_GRE, 0, 28}, {4, IPPROTO_GRE, 0, 32}}));
        QVERIFY(Described().with(IFLA_GRE_COLLECT_METADATA).of("ip6gre") ==
                (Carriers{{6, IPPROTO_GRE, 0, 44},
                          {6, IPPROTO_GRE, 0, 48},
                          {6, IPPROTO_GRE, 0, 52},
                          {6, IPPROTO_GRE, 0, 56}}));
        QVERIFY(Described().of("ipip") == (Carriers{{4, IPPROTO_IPIP, 0, 20}, {4, IPPROTO_IPV6, 0, 20}}));
        QCOMPARE(Described().of("ip6tnl").size(), std::size_t{4}); // with and without its option
        for (const char* kind : {"wireguard", "bridge", "veth", ""})
            QVERIFY(Described().of(kind).empty());
    }

    // `encap fou`, `encap gue`: to the port that the device was given.
    void aTunnelOverUdpTellsItsPort()
    {
        const auto ipip = [](std::uint16_t type, std::uint16_t port) {
            return Described()
                .with(IFLA_IPTUN_ENCAP_TYPE, htons(type)) // of this machine's order
                .with(IFLA_IPTUN_ENCAP_DPORT, port)
                .of("ipip");
        };
        QVERIFY(ipip(TUNNEL_ENCAP_FOU, 5555) == (Carriers{{4, IPPROTO_UDP, 5555, 28}}));
        QVERIFY(ipip(TUNNEL_ENCAP_GUE, 5555) == (Carriers{{4, IPPROTO_UDP, 5555, 32}}));
        QVERIFY(ipip(TUNNEL_ENCAP_FOU, 0).empty());
        QVERIFY(ipip(TUNNEL_ENCAP_NONE, 0) == Described().of("ipip"));
        QVERIFY(Described()
                    .with(IFLA_GRE_ENCAP_TYPE, htons(TUNNEL_ENCAP_FOU))
                    .with(IFLA_GRE_ENCAP_DPORT, 5555)
                    .of("ip6gre") ==
                (Carriers{{6, IPPROTO_UDP, 5555, 52}, {6, IPPROTO_UDP, 5555, 60}})); // with its option
    }

    void onlyItsOwnPacketsAreLookedInto()
    {
        const Carriers carriers{{4, IPPROTO_IPIP, 0, 20},
                                {4, IPPROTO_UDP, 4789, 50},
                                {4, IPPROTO_UDP, 4789, 54, true},
                                {4, IPPROTO_GRE, 0, 28}};
        const auto inner = packetOf(IPPROTO_ICMP, probe, Bytes(8));
        const auto inside = [&](const Bytes& packet) {
            const auto found = packetInside(packet, carriers);
            return Bytes(found.begin(), found.end());
        };
        QVERIFY(inside(packetOf(IPPROTO_UDP, other, joined(vxlan(4789), inner))) == inner);
        QVERIFY(inside(packetOf(IPPROTO_GRE, other, joined(Bytes(8), inner))) == inner);
        QVERIFY(inside(packetOf(IPPROTO_IPIP, other, inner)) == inner);
        QVERIFY(inside(packetOf(IPPROTO_UDP, other, joined(vxlan(4790), inner))).empty()); // another port
        QVERIFY(inside(packetOf(IPPROTO_TCP, other, joined(vxlan(4789), inner))).empty());
        QVERIFY(inside(packetOf(IPPROTO_UDP, other, joined(vxlan(4789), Bytes(28)))).empty()); // ARP, say
        auto tagged = joined(vxlan(4789), Bytes{0, 5, 8, 0});
        tagged[28] = 0x81; // 802.1Q
        QVERIFY(inside(packetOf(IPPROTO_UDP, other, joined(tagged, inner))) == inner);
        tagged[28] = 0x88;
        QVERIFY(inside(packetOf(IPPROTO_UDP, other, joined(tagged, inner))).empty());
        auto fragment = packetOf(IPPROTO_IPIP, other, inner);
        fragment[7] = 2;
        QVERIFY(inside(fragment).empty());
        const auto whole = packetOf(IPPROTO_UDP, other, joined(vxlan(4789), inner));
        for (std::size_t size = 0; size < whole.size() - 8; ++size) // cut short: never read beyond
            QVERIFY(inside(Bytes(whole.begin(), whole.begin() + static_cast<long>(size))).empty());
    }

    // By the addresses of the packet inside: what others send through the same tunnel matches no rule.
    void theRulesMatchTheInnerAddresses()
    {
        TraceOrder order{{probe, *IpAddress::parse("2001:db8::1")}, 7, {}};
        order.carriers = {
            {4, IPPROTO_UDP, 4789, 50}, {4, IPPROTO_UDP, 4789, 54, true}, {4, IPPROTO_IPIP, 0, 20}};
        const auto text =
            QString::fromStdString(traceTable("hookwalk_1", order, livePriorities(nlohmann::json::array())));
        for (const char* rule :
             {"meta nfproto ipv4 udp dport 4789 @nh,400,4 4 @nh,496,32 { 0xc0a84501 } counter",
              "meta nfproto ipv4 udp dport 4789 @nh,400,4 4 @nh,528,32 { 0xc0a84501 } counter",
              "udp dport 4789 @nh,400,4 6 @nh,464,128 { 0x20010db8000000000000000000000001 } counter",
              "udp dport 4789 @nh,384,16 33024 @nh,432,4 4 @nh,528,32 { 0xc0a84501 } counter",
              "meta l4proto 4 @nh,160,4 4 @nh,256,32 { 0xc0a84501 } counter"})
            QCOMPARE(text.count(QLatin1String(rule)), 17);
        QCOMPARE(text.count(QStringLiteral(" accept\n")), 17 * (4 + 10)); // IPv6 is not in protocol 4
    }
};

HOOKWALK_TEST(TestCarriers)
#include "tst_carriers.moc"
