// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/title.h"

#include "traversal/event.h"

namespace hookwalk
{

namespace
{

std::string icmpTitle(const TraceEvent& event)
{
    const bool six = event.protocol == 58;
    if (isEchoRequest(event))
        return "echo request, seq " + std::to_string(event.portB);
    if (isEchoReply(event))
        return "echo reply, seq " + std::to_string(event.portB);
    if (six) {
        switch (event.icmpType) { // RFC 4443, RFC 4861
        case 1:
            return "destination unreachable";
        case 2:
            return "packet too big";
        case 3:
            return "time exceeded";
        case 4:
            return "parameter problem";
        case 133:
            return "router solicitation";
        case 134:
            return "router advertisement";
        case 135:
            return "neighbour solicitation";
        case 136:
            return "neighbour advertisement";
        default:
            break;
        }
    } else {
        switch (event.icmpType) { // RFC 792, RFC 1191
        case 3:
            return event.icmpCode == 4   ? "fragmentation needed"
                   : event.icmpCode == 3 ? "port unreachable"
                                         : "destination unreachable";
        case 5:
            return "redirect";
        case 11:
            return "time exceeded";
        case 12:
            return "parameter problem";
        default:
            break;
        }
    }
    return std::string(six ? "ICMPv6" : "ICMP") + " type " + std::to_string(event.icmpType);
}

std::string portsTitle(std::string_view protocol, const TraceEvent& event)
{
    return std::string(protocol) + ' ' + std::to_string(event.portA) + " → " + std::to_string(event.portB);
}

} // namespace

std::string titleOf(const TraceEvent& event, const wire::LogLine& line)
{
    const auto& packet = line.packet;
    if (packet.icmp)
        return icmpTitle(event);
    if (packet.tcp) {
        auto title = portsTitle("TCP", event);
        for (const auto flag : packet.tcp->flags)
            title.append(" ").append(flag);
        return title;
    }
    if (packet.udp)
        return portsTitle(packet.proto, event);
    if (line.arp)
        return "ARP";
    if (wire::has(packet.proto)) {
        const bool number = !packet.proto.empty() && packet.proto[0] >= '0' && packet.proto[0] <= '9';
        return (number ? "protocol " : "") + std::string(packet.proto);
    }
    return "packet";
}

} // namespace hookwalk
