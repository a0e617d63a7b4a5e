// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/carriers.h"

#include <algorithm>
#include <arpa/inet.h>
#include <bit>
#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>

namespace hookwalk::kernel
{

namespace
{

constexpr std::uint8_t ipv4Header = 20, ipv6Header = 40, ethernet = 14, udpHeader = 8;
constexpr std::uint8_t ownHeader = 8; // VXLAN's (RFC 7348), Geneve's without options (RFC 8926)
constexpr std::uint8_t encapLimit =
    8; // the option of RFC 2473, 4.1.1, which ip6tnl and ip6gre send unless told not to
constexpr std::uint8_t greWord = 4; // RFC 2784, RFC 2890: one, and another for checksum, key, sequence number
constexpr std::uint8_t protocolIpv4 = IPPROTO_IPIP, protocolIpv6 = IPPROTO_IPV6;

std::uint8_t greHeader(const nlattr* data, int attribute)
{
    const auto flags = valueIn<std::uint16_t>(inside(data, attribute)); // GRE_… are in network order, too
    const auto words = std::popcount(static_cast<unsigned>(flags & (GRE_CSUM | GRE_KEY | GRE_SEQ)));
    return static_cast<std::uint8_t>(greWord * (1 + words));
}

// By either family of IP, with what a tunnel over IPv6 puts between.
void addBehind(std::uint8_t version, std::uint8_t protocol, int bytes, Carriers& to)
{
    const auto header = version == 4 ? ipv4Header : ipv6Header;
    to.push_back({version, protocol, 0, static_cast<std::uint8_t>(header + bytes)});
    if (version == 6)
        to.push_back({version, protocol, 0, static_cast<std::uint8_t>(header + encapLimit + bytes)});
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
    const bool isVxlan = kind == "vxlan";
    if (isVxlan || kind == "geneve") {
        const auto port = ntohs(
            valueIn<std::uint16_t>(inside(data, isVxlan ? int(IFLA_VXLAN_PORT) : int(IFLA_GENEVE_PORT))));
        const auto frame = isVxlan && inside(data, IFLA_VXLAN_GPE) ? 0 : ethernet;
        for (const auto header : {ipv4Header, ipv6Header})
            found.push_back({static_cast<std::uint8_t>(header == ipv4Header ? 4 : 6), IPPROTO_UDP, port,
                             static_cast<std::uint8_t>(header + udpHeader + ownHeader + frame)});
    } else if (kind == "gre" || kind == "gretap" || kind == "ip6gre" || kind == "ip6gretap") {
        const auto frame = kind.ends_with("tap") ? ethernet : 0;
        for (const int attribute : {IFLA_GRE_OFLAGS, IFLA_GRE_IFLAGS})
            addBehind(version, IPPROTO_GRE, greHeader(data, attribute) + frame, found);
        if (inside(data, IFLA_GRE_COLLECT_METADATA)) // whoever sends by it says whether there is a key
            addBehind(version, IPPROTO_GRE, 2 * greWord + frame, found);
    } else if (kind == "ipip" || kind == "sit" || kind == "ip6tnl") {
        for (const auto protocol : {protocolIpv4, protocolIpv6})
            addBehind(version, protocol, 0, found);
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
    const auto port = protocol == IPPROTO_UDP ? packet[header + 2] * 256 + packet[header + 3] : 0;
    for (const auto& carrier : carriers) {
        if (carrier.version != version || carrier.protocol != protocol || carrier.port != port ||
            packet.size() < carrier.before + leastInside)
            continue;
        const auto inner = packet.subspan(carrier.before);
        if (inner[0] >> 4 == 4 || (inner[0] >> 4 == 6 && inner.size() >= ipv6Header))
            return inner;
    }
    return {};
}

} // namespace hookwalk::kernel
