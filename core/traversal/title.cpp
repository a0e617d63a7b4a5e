// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/title.h"

#include "traversal/event.h"

namespace hookwalk
{

namespace
{

// Of ICMP, RFC 792 and RFC 1191; "": it has no name here.
const char* icmpTitle(std::uint8_t type, std::uint8_t code)
{
    switch (type) {
    case 3:
        return code == 4   ? "packet-fragmentation-needed"
               : code == 3 ? "packet-port-unreachable"
                           : "packet-unreachable";
    case 5:
        return "packet-redirect";
    case 11:
        return "packet-time-exceeded";
    case 12:
        return "packet-parameter-problem";
    default:
        return "";
    }
}

// Of ICMPv6, RFC 4443 and RFC 4861.
const char* icmp6Title(std::uint8_t type)
{
    switch (type) {
    case 1:
        return "packet-unreachable";
    case 2:
        return "packet-too-big";
    case 3:
        return "packet-time-exceeded";
    case 4:
        return "packet-parameter-problem";
    case 133:
        return "packet-router-solicitation";
    case 134:
        return "packet-router-advertisement";
    case 135:
        return "packet-neighbour-solicitation";
    case 136:
        return "packet-neighbour-advertisement";
    default:
        return "";
    }
}

} // namespace

Said titleOf(const TraceEvent& event, const wire::LogLine& line)
{
    const auto& packet = line.packet;
    if (packet.icmp) {
        if (isEchoRequest(event))
            return say("packet-echo-request", event.portB);
        if (isEchoReply(event))
            return say("packet-echo-reply", event.portB);
        const bool six = event.protocol == 58;
        const std::string code = six ? icmp6Title(event.icmpType) : icmpTitle(event.icmpType, event.icmpCode);
        return code.empty() ? say("packet-icmp", six ? "ICMPv6" : "ICMP", event.icmpType) : say(code);
    }
    if (packet.tcp && !packet.tcp->flags.empty()) {
        std::string flags;
        for (const auto flag : packet.tcp->flags)
            flags.append(flags.empty() ? "" : " ").append(flag);
        return say("packet-tcp", event.portA, event.portB, flags);
    }
    if (packet.tcp || packet.udp)
        return say("packet-ports", packet.tcp ? "TCP" : packet.proto, event.portA, event.portB);
    if (line.arp)
        return say("packet-of", "ARP");
    if (wire::has(packet.proto)) {
        const bool number = !packet.proto.empty() && packet.proto[0] >= '0' && packet.proto[0] <= '9';
        return number ? say("packet-protocol", packet.proto) : say("packet-of", packet.proto);
    }
    return say("packet");
}

} // namespace hookwalk
