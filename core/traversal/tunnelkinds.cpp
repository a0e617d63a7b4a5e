// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/tunnelkinds.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"

#include <algorithm>
#include <array>

namespace hookwalk
{

namespace
{

constexpr std::uint8_t protocolUdp = 17; // IANA number
// Bytes.
constexpr std::uint32_t ethernetHeader = 14, vlanTag = 4, udpHeader = 8;

enum class Inside : std::uint8_t { Packets, Frames, Both };
struct TunnelKind {
    std::string_view name;                   // for people
    std::array<std::string_view, 4> devices; // as `ip -d link` calls them
    std::array<std::uint8_t, 2> protocols;   // IANA numbers
    std::array<std::uint16_t, 2> ports;      // UDP: IANA's, and what Linux takes where none is named
    Inside inside;
    std::uint32_t least, most; // bytes between the outer IP header and what is inside, in steps of four
};
// RFC 7348, draft-ietf-nvo3-vxlan-gpe, RFC 8926, RFC 2784 with RFC 2890, RFC 2003 with RFC 4213 and RFC 2473.
constexpr std::array tunnelKinds{
    TunnelKind{"VXLAN", {"vxlan"}, {protocolUdp}, {4789, 8472}, Inside::Frames, 16, 16},
    TunnelKind{"VXLAN-GPE", {"vxlan"}, {protocolUdp}, {4790}, Inside::Packets, 16, 16},
    TunnelKind{"Geneve", {"geneve"}, {protocolUdp}, {6081}, Inside::Frames, 16, 16 + 252},
    TunnelKind{"GRE", {"gre", "gretap", "ip6gre", "ip6gretap"}, {47}, {}, Inside::Both, 4, 16},
    TunnelKind{"IP in IP", {"ipip", "sit", "ip6tnl"}, {4, 41}, {}, Inside::Packets, 0, 0},
};

// Those whose packets are not followed, as they are encrypted or no header tells where in them another one begins.
constexpr std::array<std::string_view, 10> otherTunnels{"amt",  "bareudp", "erspan", "gtp",       "ip6erspan",
                                                        "ovpn", "vti",     "vti6",   "wireguard", "xfrm"};

// What puts GRE and IP in IP into UDP, at a port that somebody chose.
struct Encapsulation {
    std::string_view name, told; // for people, and as `ip -d link` calls it
    std::uint32_t bytes;
};
// net/ipv4/fou_core.c, draft-ietf-intarea-gue
constexpr std::array encapsulations{Encapsulation{"FOU", "fou", udpHeader},
                                    Encapsulation{"GUE", "gue", udpHeader + 4}};

// Zeros fill the lists.
template<typename List, typename One> bool lists(const List& list, const One& one)
{
    return one != One{} && std::ranges::find(list, one) != list.end();
}

bool fits(const TunnelKind& kind, std::uint32_t between)
{
    const auto isBefore = [&](std::uint32_t frame) {
        return between >= kind.least + frame && between <= kind.most + frame && (between - frame) % 4 == 0;
    };
    return (kind.inside != Inside::Frames && isBefore(0)) ||
           (kind.inside != Inside::Packets &&
            (isBefore(ethernetHeader) || isBefore(ethernetHeader + vlanTag)));
}

const Encapsulation* encapsulationOf(const LinkState& link)
{
    const auto found = std::ranges::find(encapsulations, link.encapsulation, &Encapsulation::told);
    return found == encapsulations.end() ? nullptr : &*found;
}

// What the device puts so many bytes before what it carries for; "": it does not.
std::string_view kindBy(const LinkState& link, std::uint32_t between)
{
    const auto* around = encapsulationOf(link);
    if ((around == nullptr) != link.encapsulation.empty() || (around && between < around->bytes))
        return {};
    const auto own = around ? between - around->bytes : between;
    const auto kind = std::ranges::find_if(tunnelKinds, [&](const TunnelKind& one) {
        return lists(one.devices, std::string_view(link.kind)) && fits(one, own);
    });
    return kind == tunnelKinds.end() ? std::string_view() : around ? around->name : kind->name;
}

bool isUsualFor(const TunnelKind& kind, const TraceEvent& outer)
{
    return lists(kind.protocols, outer.protocol) &&
           (outer.protocol != protocolUdp || lists(kind.ports, outer.portB));
}

} // namespace

bool isTunnel(const LinkState& link)
{
    const std::string_view device(link.kind);
    return lists(otherTunnels, device) || std::ranges::any_of(tunnelKinds, [&](const TunnelKind& kind) {
               return lists(kind.devices, device);
           });
}

bool isTunnelOf(const LinkState& link, std::string_view kind)
{
    if (const auto* around = encapsulationOf(link))
        return around->name == kind;
    return std::ranges::any_of(tunnelKinds, [&](const TunnelKind& one) {
        return one.name == kind && lists(one.devices, std::string_view(link.kind));
    });
}

bool hasPort(const LinkState& link, const TraceEvent& outer)
{
    return link.port != 0 && outer.protocol == protocolUdp && link.port == outer.portB;
}

bool hasPortOf(const LinkState& link, const TraceEvent& outer)
{
    return outer.protocol == protocolUdp &&
           (hasPort(link, outer) || std::ranges::any_of(tunnelKinds, [&](const TunnelKind& kind) {
                return lists(kind.devices, std::string_view(link.kind)) && isUsualFor(kind, outer);
            }));
}

bool mayCarry(const Trace& trace, const TraceEvent& outer)
{
    if (std::ranges::any_of(tunnelKinds, [&](const TunnelKind& kind) { return isUsualFor(kind, outer); }))
        return true;
    const auto* inquiry =
        outer.protocol == protocolUdp ? trace.knowledge().inquiryBehind(outer.line) : nullptr;
    return inquiry &&
           std::ranges::any_of(inquiry->links, [&](const LinkState& link) { return hasPort(link, outer); });
}

std::string_view tunnelKind(const Trace& trace, const TraceEvent& outer, const TraceEvent& inner)
{
    const std::uint32_t header = outer.source.isV4() ? 20 : 40;
    if (outer.length < header + inner.length || (outer.flags & TraceEvent::Fragment) != 0)
        return {};
    const auto between = outer.length - header - inner.length;
    bool isKnown = false;
    if (const auto* inquiry =
            outer.protocol == protocolUdp ? trace.knowledge().inquiryBehind(outer.line) : nullptr) {
        for (const auto& link : inquiry->links) {
            if (!hasPort(link, outer))
                continue;
            isKnown = true;
            if (const auto kind = kindBy(link, between); !kind.empty())
                return kind;
        }
    }
    const bool isOther =
        (outer.protocol == 4 && !inner.source.isV4()) || (outer.protocol == 41 && inner.source.isV4());
    const auto kind = std::ranges::find_if(
        tunnelKinds, [&](const TunnelKind& one) { return isUsualFor(one, outer) && fits(one, between); });
    return kind == tunnelKinds.end() || isKnown || isOther ? std::string_view() : kind->name;
}

} // namespace hookwalk
