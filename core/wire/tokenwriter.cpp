// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tokenwriter.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

void put(std::string& line, Text name, const std::string& value)
{
    if (!value.empty())
        line.append(name).append(value).append(" ");
}

// "TOS=0x%02X PREC=0x%02X" of the byte that both are part of (nf_log_syslog.c)
void putServices(std::string& line, const std::string& byte)
{
    const auto value = readNumber(byte, maxByte);
    if (!value)
        return;
    constexpr Text digits = "0123456789ABCDEF";
    const auto hex = [&](std::uint32_t number) {
        return std::string("0x") + digits[number >> 4 & 15] + digits[number & 15] + ' ';
    };
    line += "TOS=" + hex(*value & 0x1e) + "PREC=" + hex(*value & 0xe0);
}

} // namespace

std::string PacketTokens::line() const
{
    std::string line = prefix + "IN=" + in + " OUT=" + out + ' ';
    put(line, "MACSRC=", macsrc);
    put(line, "MACDST=", macdst);
    put(line, "MACPROTO=", macproto);
    put(line, "SRC=", src);
    put(line, "DST=", dst);
    put(line, "LEN=", len);
    if (hoplimit.empty())
        putServices(line, ds);
    put(line, "TC=", tc);
    put(line, "TTL=", ttl);
    put(line, "HOPLIMIT=", hoplimit);
    put(line, "FLOWLBL=", flowlbl);
    put(line, "ID=", id);
    put(line, "", flags);
    put(line, "PROTO=", proto);
    put(line, "SPT=", spt);
    put(line, "DPT=", dpt);
    put(line, "LEN=", udpLen);
    put(line, "SEQ=", seq);
    put(line, "ACK=", ack);
    put(line, "WINDOW=", window);
    put(line, "", tcpFlags);
    put(line, "URGP=", urgp);
    put(line, "TYPE=", type);
    put(line, "CODE=", code);
    put(line, "ID=", icmpId);
    put(line, "SEQ=", icmpSeq);
    put(line, "MTU=", mtu);
    put(line, "UID=", uid);
    put(line, "GID=", gid);
    put(line, "MARK=", mark);
    return line;
}

Text protocolName(Text number)
{
    constexpr std::array<std::pair<Text, Text>, 7> names{{{"1", "ICMP"},
                                                          {"6", "TCP"},
                                                          {"17", "UDP"},
                                                          {"50", "ESP"},
                                                          {"51", "AH"},
                                                          {"58", "ICMPv6"},
                                                          {"136", "UDPLITE"}}};
    for (const auto& [value, name] : names) {
        if (value == number)
            return name;
    }
    return number;
}

} // namespace hookwalk::wire
