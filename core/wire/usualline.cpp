// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/usualline.h"

namespace hookwalk::wire
{

namespace
{

struct IcmpSlots {
    Number &type, &code, &id, &sequence;
};
struct UdpSlots {
    Number &sourcePort, &destinationPort, &length;
};
struct TcpSlots {
    Number &sourcePort, &destinationPort, &sequence, &acknowledged, &window, &urgent;
    Text& reserved;
    TextList<10>& flags;
};

struct LogLineSlots {
    LogLine& line;
    PacketPart& packet = line.packet;
    Text &in = line.in, &out = line.out, &mac = line.mac;
    Text &source = packet.src, &destination = packet.dst, &tos = packet.tos, &prec = packet.prec,
         &ipId = packet.id, &protocol = packet.proto;
    Number &length = packet.len, &ttl = packet.ttl;
    TextList<6>& flags = packet.flags;

    IcmpSlots icmp() const
    {
        auto& part = packet.icmp.emplace();
        return {part.type, part.code, part.id, part.seq};
    }
    UdpSlots udp() const
    {
        auto& part = packet.udp.emplace();
        return {part.spt, part.dpt, part.len};
    }
    TcpSlots tcp() const
    {
        auto& part = packet.tcp.emplace();
        return {part.spt, part.dpt, part.seq, part.ack, part.window, part.urgp, part.res, part.flags};
    }
};

} // namespace

[[gnu::flatten]] bool readUsualLine(Text body, LogLine& line)
{
    return readUsualBody(body, LogLineSlots{line});
}

} // namespace hookwalk::wire
