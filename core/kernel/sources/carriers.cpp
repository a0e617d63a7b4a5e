// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/carriers.h"

#include "kernel/netlink/links.h"

#include <algorithm>
#include <arpa/inet.h>
#include <bit>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>

namespace hookwalk::kernel
{

namespace
{

constexpr std::uint8_t ipv4Header = 20, ipv6Header = 40, ethernet = 14, vlanTag = 4, udpHeader = 8;
constexpr std::uint8_t ownHeader = 8; // VXLAN's (RFC 7348), Geneve's without options (RFC 8926)
constexpr std::uint8_t encapLimit =
    8; // the option of RFC 2473, 4.1.1, which ip6tnl and ip6gre send unless told not to
constexpr std::uint8_t greWord = 4; // RFC 2784, RFC 2890: one, and another for checksum, key, sequence number
constexpr std::uint8_t gueHeader = 4; // draft-ietf-intarea-gue; only remote checksum offload adds options
constexpr std::uint8_t protocolIpv4 = IPPROTO_IPIP, protocolIpv6 = IPPROTO_IPV6;
constexpr std::size_t vlanType = 6; // bytes before what is inside: there ETH_P_8021Q stands

std::uint8_t greHeader(const nlattr* data, int attribute)
{
    const auto flags = valueIn<std::uint16_t>(inside(data, attribute)); // GRE_… are in network order, too
    const auto words = std::popcount(static_cast<unsigned>(flags & (GRE_CSUM | GRE_KEY | GRE_SEQ)));
    return static_cast<std::uint8_t>(greWord * (1 + words));
}

// What is inside: an IP packet, or a frame with or without a VLAN tag.
void add(Carrier carrier, int bytes, bool isFrame, Carriers& to)
{
    const auto behind = [&](int more) { return static_cast<std::uint8_t>(bytes + more); };
    if (carrier.protocol == IPPROTO_UDP && carrier.port == 0)
        return; // the device was given none
    carrier.before = behind(isFrame ? ethernet : 0);
    to.push_back(carrier);
    if (isFrame) {
        carrier.before = behind(ethernet + vlanTag);
        carrier.isTagged = true;
        to.push_back(carrier);
    }
}
// With what a tunnel over IPv6 puts between.
void addBehind(const Carrier& carrier, int bytes, bool isFrame, Carriers& to)
{
    add(carrier, (carrier.version == 4 ? ipv4Header : ipv6Header) + bytes, isFrame, to);
    if (carrier.version == 6)
        add(carrier, ipv6Header + encapLimit + bytes, isFrame, to);
}

Carriers inOrder(Carriers carriers)
{
    std::ranges::sort(carriers);
    carriers.erase(std::unique(carriers.begin(), carriers.end()), carriers.end());
    return carriers;
}

std::string bitsAt(std::size_t byte, std::size_t bits)
{
    return "@nh," + std::to_string(byte * 8) + ',' + std::to_string(bits);
}

std::string elements(const std::vector<IpAddress>& addresses, bool isV4)
{
    std::string all;
    for (const auto& address : addresses) {
        if (address.isV4() != isV4)
            continue;
        all += all.empty() ? "0x" : ", 0x";
        constexpr std::string_view digits = "0123456789abcdef";
        for (std::size_t i = isV4 ? 12 : 0; i < address.bytes.size(); ++i) {
            all += digits[address.bytes[i] >> 4];
            all += digits[address.bytes[i] & 15];
        }
    }
    return all;
}

} // namespace

Carriers carriersOf(std::string_view kind, const nlattr* data)
{
    Carriers found;
    const std::uint8_t version = kind.starts_with("ip6") ? 6 : 4;
    const auto udp = overUdpOf(kind, data);
    const int around =
        udp.encapsulation.empty() ? 0 : udpHeader + (udp.encapsulation == "gue" ? gueHeader : 0);
    const auto behind = [&](std::uint8_t protocol) {
        return Carrier{version, around == 0 ? protocol : std::uint8_t{IPPROTO_UDP}, udp.port};
    };
    if (kind == "vxlan" || kind == "geneve") {
        const bool isFrame = kind == "geneve" || !inside(data, IFLA_VXLAN_GPE);
        add({4, IPPROTO_UDP, udp.port}, ipv4Header + udpHeader + ownHeader, isFrame, found);
        add({6, IPPROTO_UDP, udp.port}, ipv6Header + udpHeader + ownHeader, isFrame, found);
    } else if (kind == "gre" || kind == "gretap" || kind == "ip6gre" || kind == "ip6gretap") {
        const bool isFrame = kind.ends_with("tap");
        for (const int attribute : {IFLA_GRE_OFLAGS, IFLA_GRE_IFLAGS})
            addBehind(behind(IPPROTO_GRE), around + greHeader(data, attribute), isFrame, found);
        if (inside(data, IFLA_GRE_COLLECT_METADATA)) // whoever sends by it says whether there is a key
            addBehind(behind(IPPROTO_GRE), around + 2 * greWord, isFrame, found);
    } else if (kind == "ipip" || kind == "sit" || kind == "ip6tnl") {
        for (const auto protocol : {protocolIpv4, protocolIpv6})
            addBehind(behind(protocol), around, false, found);
    }
    return inOrder(std::move(found));
}

Carriers carriersHere()
{
    Carriers all;
    const auto take = [&](nlmsghdr* message) {
        const auto* const header = static_cast<const ifinfomsg*>(nlmsg_data(message));
        const nlattr* const info = nlmsg_find_attr(message, sizeof *header, IFLA_LINKINFO);
        if ((header->ifi_flags & IFF_UP) == 0)
            return;
        const auto of = carriersOf(textIn(inside(info, IFLA_INFO_KIND)), inside(info, IFLA_INFO_DATA));
        all.insert(all.end(), of.begin(), of.end());
    };
    const auto listed = connectNetlink(NETLINK_ROUTE).and_then([&](const NlSocket& socket) {
        return dump(socket.get(), RTM_GETLINK, AF_UNSPEC, take);
    });
    return listed ? inOrder(std::move(all)) : Carriers();
}

// All from the network header on: nft 1.0.6 ends itself where it has to print what stands behind a transport header that
// it does not know (payload_expr_complete() in its payload.c), and a person may list the ruleset at any time.
std::string carrierRules(const Carriers& carriers, const std::vector<IpAddress>& addresses,
                         const std::string& report)
{
    std::string text;
    for (const auto& carrier : carriers) {
        for (const bool isV4 : {true, false}) {
            const auto traced = elements(addresses, isV4);
            const bool isOther = carrier.protocol == (isV4 ? protocolIpv6 : protocolIpv4);
            if (traced.empty() || isOther)
                continue;
            const std::size_t source = carrier.before + (isV4 ? 12U : 8U), size = isV4 ? 4 : 16;
            for (const auto place : {source, source + size}) {
                text += "    meta nfproto ipv" + std::to_string(carrier.version);
                text += carrier.port != 0 ? " udp dport " + std::to_string(carrier.port)
                                          : " meta l4proto " + std::to_string(carrier.protocol);
                if (carrier.isTagged)
                    text += ' ' + bitsAt(carrier.before - vlanType, 16) + ' ' + std::to_string(ETH_P_8021Q);
                text += ' ' + bitsAt(carrier.before, 4) + (isV4 ? " 4 " : " 6 ");
                text += bitsAt(place, size * 8) + " { ";
                text += traced;
                text += " } ";
                text += report;
                text += '\n';
            }
        }
    }
    return text;
}

std::span<const std::uint8_t> packetInside(std::span<const std::uint8_t> packet, const Carriers& carriers)
{
    constexpr std::size_t leastInside = ipv4Header;
    if (packet.size() < ipv4Header)
        return {};
    const auto version = packet[0] >> 4;
    const std::size_t header = version == 6 ? ipv6Header : ipv4Header;
    if (packet.size() < header + 2U * udpHeader ||
        (version == 4 && ((packet[6] & 0x1f) != 0 || packet[7] != 0)))
        return {}; // or a later fragment
    const bool hasOption = version == 6 && packet[6] == IPPROTO_DSTOPTS;
    const auto protocol = hasOption ? packet[header] : packet[version == 6 ? 6 : 9];
    const auto numberAt = [&](std::size_t at) { return packet[at] * 256 + packet[at + 1]; };
    const auto port = protocol == IPPROTO_UDP ? numberAt(header + (hasOption ? encapLimit : 0U) + 2) : 0;
    for (const auto& carrier : carriers) {
        if (carrier.version != version || carrier.protocol != protocol || carrier.port != port ||
            packet.size() < carrier.before + leastInside ||
            (carrier.isTagged && numberAt(carrier.before - vlanType) != ETH_P_8021Q))
            continue;
        const auto inner = packet.subspan(carrier.before);
        if (inner[0] >> 4 == 4 || (inner[0] >> 4 == 6 && inner.size() >= ipv6Header))
            return inner;
    }
    return {};
}

} // namespace hookwalk::kernel
