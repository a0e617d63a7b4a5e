// SPDX-License-Identifier: GPL-3.0-or-later
// Walks over the tokens of a LOG line, in the kernel's order, with their JSON names. The one place that knows
// the names; fields() and toJson() are two uses of it. Internal to wire.
#pragma once

#include "wire/token.h"

namespace hookwalk::wire
{

// `visit(name, value)` is called for each token that is there: value is a Text (as printed), a std::uint32_t,
// or a TextList of flags. A name has its object before it: "icmp.id", "inner.tcp.spt".
template<typename Visit> class TokenWalk
{
public:
    explicit TokenWalk(Visit visit)
        : m_visit(visit)
    {
    }

    void line(const LogLine& line)
    {
        one("in", line.in);
        one("out", line.out);
        one("physin", line.physin);
        one("physout", line.physout);
        one("mac", line.mac);
        one("tunnel", line.tunnel);
        one("macsrc", line.macsrc);
        one("macdst", line.macdst);
        one("vproto", line.vproto);
        one("vid", line.vid);
        one("macproto", line.macproto);
        if (line.arp)
            arp(*line.arp);
        m_skip = innerPrefix.size();
        packet(line.packet);
        if (line.inner) {
            m_skip = 0;
            packet(*line.inner);
        }
        m_skip = 0;
        one("uid", line.uid);
        one("gid", line.gid);
        one("mark", line.mark);
    }

private:
    static constexpr std::string_view innerPrefix = "inner.";

    void one(std::string_view name, Text value)
    {
        if (has(value))
            m_visit(name.substr(m_skip), value);
    }
    void one(std::string_view name, Number value)
    {
        if (value)
            m_visit(name.substr(m_skip), *value);
    }
    template<std::size_t Capacity> void one(std::string_view name, const TextList<Capacity>& flags)
    {
        if (!flags.empty())
            m_visit(name.substr(m_skip), flags);
    }
    // Printed as a decimal number in some lines, as text in others.
    void numberOrText(std::string_view name, Text value, bool isNumber)
    {
        if (isNumber)
            one(name, readNumber(value, 0xffff));
        else
            one(name, value);
    }

    void arp(const ArpPart& part)
    {
        one("arp.htype", part.htype);
        one("arp.ptype", part.ptype);
        one("arp.opcode", part.opcode);
        one("arp.macsrc", part.macsrc);
        one("arp.ipsrc", part.ipsrc);
        one("arp.macdst", part.macdst);
        one("arp.ipdst", part.ipdst);
    }

    void packet(const PacketPart& part)
    {
        constexpr std::size_t fragmentIdDigits = 8; // "ID:%08x" of IPv6; "ID=%u" of IPv4 has five at most
        one("inner.src", part.src);
        one("inner.dst", part.dst);
        one("inner.len", part.len);
        one("inner.tos", part.tos);
        one("inner.prec", part.prec);
        one("inner.ttl", part.ttl);
        one("inner.tc", part.tc);
        one("inner.hoplimit", part.hoplimit);
        one("inner.flowlbl", part.flowlbl);
        numberOrText("inner.id", part.id, has(part.id) && part.id.size() < fragmentIdDigits);
        one("inner.flags", part.flags);
        one("inner.frag", part.frag);
        one("inner.opt", part.opt);
        one("inner.unknown_ext_hdr", part.unknownExtension);
        one("inner.ah.spi", part.ahSpi);
        one("inner.esp.spi", part.espSpi);
        numberOrText("inner.proto", part.proto, has(part.proto) && isDigit(part.proto[0]));
        if (part.icmp)
            icmp(*part.icmp);
        if (part.tcp)
            tcp(*part.tcp);
        if (part.udp)
            udp(*part.udp);
        one("inner.incomplete", part.incomplete);
    }

    void icmp(const IcmpPart& part)
    {
        one("inner.icmp.type", part.type);
        one("inner.icmp.code", part.code);
        one("inner.icmp.id", part.id);
        one("inner.icmp.seq", part.seq);
        one("inner.icmp.parameter", part.parameter);
        one("inner.icmp.pointer", part.pointer);
        one("inner.icmp.gateway", part.gateway);
        one("inner.icmp.mtu", part.mtu);
    }

    void tcp(const TcpPart& part)
    {
        one("inner.tcp.spt", part.spt);
        one("inner.tcp.dpt", part.dpt);
        one("inner.tcp.seq", part.seq);
        one("inner.tcp.ack", part.ack);
        one("inner.tcp.window", part.window);
        one("inner.tcp.res", part.res);
        one("inner.tcp.flags", part.flags);
        one("inner.tcp.urgp", part.urgp);
        one("inner.tcp.opt", part.opt);
    }

    void udp(const UdpPart& part)
    {
        one("inner.udp.spt", part.spt);
        one("inner.udp.dpt", part.dpt);
        one("inner.udp.len", part.len);
    }

    Visit m_visit;
    std::size_t m_skip = 0; // the name of the packet itself is that of the quoted one without "inner."
};

} // namespace hookwalk::wire
