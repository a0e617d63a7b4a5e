// SPDX-License-Identifier: GPL-3.0-or-later
// When is a LOG line whole? What the kernel prints without a condition (nf_log_syslog.c) must be there, and
// the forms that end early are known.
#include "wire/bodyreader.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

bool hasFlag(const PacketPart& part, Text flag)
{
    return std::find(part.flags.begin(), part.flags.end(), flag) != part.flags.end();
}

// The kernel found too few bytes and said so; nothing more of this packet follows.
bool stoppedEarly(const PacketPart& part)
{
    return part.incomplete || part.unknownExtension || hasFlag(part, "TRUNCATED") ||
           (part.tcp && part.tcp->opt == "TRUNCATED");
}

bool networkIsCut(const PacketPart& part, bool ipv6)
{
    if (!ipv6)
        return !part.frag; // a later fragment of AH names no protocol
    if (has(part.espSpi))
        return false;
    // Without IP options being logged, a line about ESP ends behind FLOWLBL, or behind the fragment header.
    return !part.hoplimit || !part.flowlbl || (part.frag && !has(part.id));
}

// URGP is the kernel's last number. pve-firewall prints neither RES nor URGP, but flags.
bool tcpIsCut(const std::optional<TcpPart>& tcp)
{
    if (!tcp || !tcp->spt || !tcp->dpt || !tcp->window)
        return true;
    return !tcp->urgp && (has(tcp->res) || tcp->flags.empty());
}

bool udpIsCut(const std::optional<UdpPart>& udp)
{
    return !udp || !udp->spt || !udp->dpt || !udp->len;
}

bool icmpIsCut(const BodyState& state, bool endsWithBlank)
{
    const auto& icmp = state.line.packet.icmp;
    if (!icmp || !icmp->type || !icmp->code)
        return true;
    // Packets seen at netdev egress are printed without the quoted packet.
    const bool quoteMissing = !state.line.inner && !(endsWithBlank && state.line.in.empty());
    const auto type = *icmp->type;
    const bool echoMissing = !icmp->id || !icmp->seq;
    if (state.phase == Icmp6) {
        switch (type) {
        case 1:
        case 3:
            return quoteMissing;
        case 2:
            return quoteMissing || !icmp->mtu;
        case 4:
            return !has(icmp->pointer) || quoteMissing;
        case 128:
        case 129:
            return echoMissing;
        default:
            return false;
        }
    }
    switch (type) {
    case 0:
    case 8:
        return echoMissing;
    case 3:
        return quoteMissing || (*icmp->code == 4 && !icmp->mtu);
    case 4:
    case 11:
        return quoteMissing;
    case 5:
        return !has(icmp->gateway) || quoteMissing;
    case 12:
        return !icmp->parameter;
    default:
        return false;
    }
}

bool arpIsCut(const ArpPart& arp)
{
    if (!arp.htype || !has(arp.ptype) || !arp.opcode)
        return true;
    return *arp.htype == 1 && arp.ptype == "0x0800" && !has(arp.ipdst);
}

// A frame that is neither IP nor ARP has a line of devices and link header only (since 5.19).
bool frameIsCut(const LogLine& line, bool endsWithBlank)
{
    constexpr std::size_t ethernet = 14 * 3 - 1; // printed length of an Ethernet header
    Text type = line.macproto;
    if (line.mac.size() >= ethernet) {
        const Text octets = line.mac.substr(36, 5);
        return octets == "08:00" || octets == "86:dd";
    }
    if (has(line.mac))
        return !endsWithBlank;
    return !has(type) || type == "0800" || type == "86dd";
}

} // namespace

bool isCut(const BodyState& state, bool endsWithBlank)
{
    const LogLine& line = state.line;
    const PacketPart& part = line.packet;
    if (state.inBrackets || (state.inOptions && !hasFlag(part, "TRUNCATED")))
        return true;
    if (line.uid && !line.gid)
        return true;
    if (stoppedEarly(part))
        return false;
    const bool laterFragment = part.frag.value_or(0) != 0;
    switch (state.phase) {
    case Link:
        return frameIsCut(line, endsWithBlank);
    case Network:
        return networkIsCut(part, state.isIpv6());
    case Arp:
        return arpIsCut(*line.arp);
    case Tcp:
        return !laterFragment && tcpIsCut(part.tcp);
    case Udp:
        return !laterFragment && udpIsCut(part.udp);
    case Icmp:
    case Icmp6:
        return !laterFragment && icmpIsCut(state, endsWithBlank);
    case Ah:
        return !has(part.ahSpi);
    case Esp:
        return !laterFragment && !has(part.espSpi);
    case OtherProtocol:
    case LostProtocol:
        return false;
    }
    return false;
}

bool lacksToken(const BodyState& state)
{
    const PacketPart& part = state.line.packet;
    if (state.phase == Link || state.phase == Arp || hasFlag(part, "TRUNCATED"))
        return false;
    if (!has(part.src) || !has(part.dst) || !part.len)
        return true;
    if (state.isIpv6())
        return !part.tc || !part.hoplimit || !part.flowlbl;
    return !has(part.tos) || !has(part.prec) || !part.ttl || !has(part.id) ||
           (!has(part.proto) && !part.frag);
}

} // namespace hookwalk::wire
