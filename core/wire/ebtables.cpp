// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ebtables.h"

#include "wire/storetoken.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

bool takePort(LogLine& line, Text value, Number TcpPart::*tcpPort, Number UdpPart::*udpPort)
{
    if (line.packet.proto == "6") {
        line.packet.tcp = line.packet.tcp.value_or(TcpPart{});
        return put((*line.packet.tcp).*tcpPort, value, 0xffff);
    }
    if (line.packet.proto != "17" && line.packet.proto != "136")
        return readNumber(value, 0xffff).has_value(); // a port of SCTP or DCCP: no LOG line names one
    line.packet.udp = line.packet.udp.value_or(UdpPart{});
    return put((*line.packet.udp).*udpPort, value, 0xffff);
}

ArpPart& arp(LogLine& line)
{
    if (!line.arp)
        line.arp.emplace();
    return *line.arp;
}

struct Item {
    Text label;
    bool (*take)(LogLine& line, Text value);
};

constexpr Item items[] = {
    {"IN=", [](LogLine& l, Text v) { return put(l.in, v, isDevice(v)); }},
    {"OUT=", [](LogLine& l, Text v) { return put(l.out, v, isDevice(v)); }},
    {"MAC source = ", [](LogLine& l, Text v) { return put(l.macsrc, v, isMacAddress(v)); }},
    {"MAC dest = ", [](LogLine& l, Text v) { return put(l.macdst, v, isMacAddress(v)); }},
    {"proto = ", [](LogLine& l, Text v) { return put(l.macproto, v, isPrefixedHex(v, 4, 4)); }},
    {"IP SRC=", [](LogLine& l, Text v) { return put(l.packet.src, v, isIpv4(v)); }},
    {"IP DST=", [](LogLine& l, Text v) { return put(l.packet.dst, v, isIpv4(v)); }},
    {"IP tos=", [](LogLine& l, Text v) { return put(l.packet.tos, v, isPrefixedHex(v, 2, 2)); }},
    {"IP proto=", [](LogLine& l, Text v) { return put(l.packet.proto, v, readNumber(v, 0xff).has_value()); }},
    {"IPv6 SRC=", [](LogLine& l, Text v) { return put(l.packet.src, v, isAddress(v)); }},
    {"IPv6 DST=", [](LogLine& l, Text v) { return put(l.packet.dst, v, isAddress(v)); }},
    {"IPv6 priority=",
     [](LogLine&, Text v) { return isPrefixedHex(v, 1, 2); }}, // four bits of TC: no token of LOG
    {"Next Header=",
     [](LogLine& l, Text v) { return put(l.packet.proto, v, readNumber(v, 0xff).has_value()); }},
    {"SPT=", [](LogLine& l, Text v) { return takePort(l, v, &TcpPart::spt, &UdpPart::spt); }},
    {"DPT=", [](LogLine& l, Text v) { return takePort(l, v, &TcpPart::dpt, &UdpPart::dpt); }},
    {"ARP HTYPE=", [](LogLine& l, Text v) { return put(arp(l).htype, v, 0xffff); }},
    {"PTYPE=", [](LogLine& l, Text v) { return put(arp(l).ptype, v, isPrefixedHex(v, 4, 4)); }},
    {"OPCODE=", [](LogLine& l, Text v) { return put(arp(l).opcode, v, 0xffff); }},
    {"ARP MAC SRC=", [](LogLine& l, Text v) { return put(arp(l).macsrc, v, isMacAddress(v)); }},
    {"ARP IP SRC=", [](LogLine& l, Text v) { return put(arp(l).ipsrc, v, isIpv4(v)); }},
    {"ARP MAC DST=", [](LogLine& l, Text v) { return put(arp(l).macdst, v, isMacAddress(v)); }},
    {"ARP IP DST=", [](LogLine& l, Text v) { return put(arp(l).ipdst, v, isIpv4(v)); }},
};

bool isWhole(const LogLine& line)
{
    if (line.macproto == "0x0800" || line.macproto == "0x86dd")
        return has(line.packet.proto);
    if (line.macproto == "0x0806")
        return line.arp && line.arp->opcode;
    return has(line.macproto);
}

// The last token, or nothing where the last could not be believed.
Text readItems(Text body, LogLine& line)
{
    Text last;
    while (!body.empty()) {
        const auto* item = std::find_if(std::begin(items), std::end(items), [&](const Item& candidate) {
            return body.starts_with(candidate.label);
        });
        const std::size_t label = item == std::end(items) ? 0 : item->label.size();
        const std::size_t end = std::min(body.find_first_of(" ,", label), body.size());
        const Text token = body.substr(0, end);
        if (item != std::end(items)) {
            const bool believed = item->take(line, token.substr(label));
            last = believed ? token : Text();
            if (!believed)
                line.damaged.add(token);
        }
        body.remove_prefix(end);
        body.remove_prefix(std::min(body.find_first_not_of(" ,"), body.size()));
    }
    return last;
}

} // namespace

bool readEbtables(Text body, LogLine& line)
{
    constexpr Text mark = " MAC source = ";
    constexpr std::size_t farthest = 64; // two device names before it
    if (body.substr(0, farthest).find(mark) == Text::npos)
        return false;
    const Text last = readItems(body, line);
    if (!isWhole(line) && has(last)) {
        line = LogLine{};
        readItems(body.substr(0, static_cast<std::size_t>(last.data() - body.data())), line);
        line.damaged.add(last);
    }
    return true;
}

} // namespace hookwalk::wire
