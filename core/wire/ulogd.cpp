// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ulogd.h"

#include "wire/jsontext.h"
#include "wire/tokenwriter.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

constexpr Text boundary = "===>PACKET BOUNDARY";

// The keys of ulogd2 (input/ and filter/ of its sources), and their names in its JSON where they are others.
struct Packet {
    PacketTokens tokens;
    std::string seconds, microseconds, protocol, fragmentOffset, hook;
    bool isUlogd = false;

    void take(Text key, Text value)
    {
        auto& t = tokens;
        const std::initializer_list<std::pair<Text, std::string*>> slots{{"oob.in", &t.in},
                                                                         {"oob.out", &t.out},
                                                                         {"src_ip", &t.src},
                                                                         {"ip.saddr.str", &t.src},
                                                                         {"ip.saddr", &t.src},
                                                                         {"dest_ip", &t.dst},
                                                                         {"ip.daddr.str", &t.dst},
                                                                         {"ip.daddr", &t.dst},
                                                                         {"ip.totlen", &t.len},
                                                                         {"ip.tos", &t.ds},
                                                                         {"ip.ttl", &t.ttl},
                                                                         {"ip.id", &t.id},
                                                                         {"ip.protocol", &protocol},
                                                                         {"ip.fragoff", &fragmentOffset},
                                                                         {"ip6.nexthdr", &protocol},
                                                                         {"ip6.hoplimit", &t.hoplimit},
                                                                         {"ip6.flowlabel", &t.flowlbl},
                                                                         {"ip6.priority", &t.tc},
                                                                         {"src_port", &t.spt},
                                                                         {"tcp.sport", &t.spt},
                                                                         {"udp.sport", &t.spt},
                                                                         {"dest_port", &t.dpt},
                                                                         {"tcp.dport", &t.dpt},
                                                                         {"udp.dport", &t.dpt},
                                                                         {"udp.len", &t.udpLen},
                                                                         {"tcp.seq", &t.seq},
                                                                         {"tcp.ackseq", &t.ack},
                                                                         {"tcp.window", &t.window},
                                                                         {"icmp.type", &t.type},
                                                                         {"icmp.code", &t.code},
                                                                         {"icmpv6.type", &t.type},
                                                                         {"icmpv6.code", &t.code},
                                                                         {"icmp.echoid", &t.icmpId},
                                                                         {"icmp.echoseq", &t.icmpSeq},
                                                                         {"icmpv6.echoid", &t.icmpId},
                                                                         {"icmpv6.echoseq", &t.icmpSeq},
                                                                         {"icmp.fragmtu", &t.mtu},
                                                                         {"oob.uid", &t.uid},
                                                                         {"oob.gid", &t.gid},
                                                                         {"mac.saddr.str", &t.macsrc},
                                                                         {"mac.daddr.str", &t.macdst},
                                                                         {"oob.time.sec", &seconds},
                                                                         {"oob.time.usec", &microseconds},
                                                                         {"oob.hook", &hook}};
        for (const auto& [name, slot] : slots) {
            if (name == key && slot->empty())
                *slot = value;
        }
        if (key == "oob.prefix")
            t.prefix = value;
        if (key == "oob.mark" && value != "0" && readNumber(value, maxWord)) {
            std::array<char, 8> digits;
            const auto end = std::to_chars(digits.begin(), digits.end(), *readNumber(value, maxWord), 16).ptr;
            t.mark = "0x" + std::string(digits.begin(), end);
        }
        if (const auto payload = readNumber(value, maxShort); payload && key == "ip6.payloadlen")
            t.len = std::to_string(*payload + 40);
        constexpr Text flags[] = {"cwr", "ece", "urg", "ack", "psh", "rst", "syn", "fin"};
        constexpr Text words[] = {"CWR ", "ECE ", "URG ", "ACK ", "PSH ", "RST ", "SYN ", "FIN "};
        for (std::size_t i = 0; i < std::size(flags); ++i) {
            if (key.starts_with("tcp.") && key.substr(4) == flags[i] && (value == "1" || value == "true"))
                t.tcpFlags += words[i];
        }
        isUlogd = isUlogd || key.starts_with("oob.") || key.starts_with("raw.");
    }

    std::optional<std::string> line()
    {
        auto& t = tokens;
        if (!isUlogd || t.src.empty() || t.dst.empty())
            return std::nullopt;
        // The bits of the fragment field (RFC 791, 3.1)
        const auto fragment = readNumber(fragmentOffset, maxShort).value_or(0);
        t.flags = fragment & 0x4000 ? "DF" : "";
        if (fragment & 0x2000)
            t.flags += t.flags.empty() ? "MF" : " MF";
        if (const auto offset = fragment & 0x1fff; offset != 0)
            t.flags += (t.flags.empty() ? "FRAG:" : " FRAG:") + std::to_string(offset);
        t.proto = protocolName(protocol);
        const bool echo = t.type == "0" || t.type == "8" || t.type == "128" || t.type == "129";
        if (!echo)
            t.icmpId = t.icmpSeq = {};
        if (t.type != "3" || t.code != "4")
            t.mtu = {};
        if (!t.tcpFlags.empty())
            t.tcpFlags.pop_back();
        std::string head;
        if (!seconds.empty()) // as journalctl -o short-unix: "1610624880.123456 "
            head = seconds + '.' + std::string(6 - std::min<std::size_t>(microseconds.size(), 6), '0') +
                   microseconds.substr(0, 6) + " kernel: ";
        t.prefix = head + t.prefix;
        return t.line();
    }
};

// "key=value,key=value," of GPRINT: a prefix may hold a comma, a key holds a "." or is "timestamp".
void takeGprint(Text text, Packet& packet)
{
    while (!text.empty()) {
        const auto equals = text.find('=');
        if (equals == Text::npos)
            return;
        const Text key = text.substr(0, equals);
        auto end = equals;
        do {
            end = std::min(text.find(',', end + 1), text.size());
            const Text next = text.substr(std::min(end + 1, text.size()));
            const Text name = next.substr(0, next.find('='));
            const bool isKey = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._") == Text::npos;
            if (isKey || end == text.size())
                break;
        } while (true);
        packet.take(key, text.substr(equals + 1, end - equals - 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace

std::optional<Text> ulogdRecord(Text text)
{
    if (!text.starts_with(boundary))
        return std::nullopt;
    auto end = text.find(boundary, boundary.size());
    return text.substr(0, end == Text::npos ? end : end - 1);
}

std::optional<std::string> ulogdPacket(Text text)
{
    if (text.find("oob.") == Text::npos)
        return std::nullopt;
    Packet packet;
    if (text.starts_with(boundary)) {
        for (auto end = text.find('\n'); end != Text::npos;) {
            const auto begin = end + 1;
            end = text.find('\n', begin);
            Text line = text.substr(begin, end == Text::npos ? end : end - begin);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            const auto equals = line.find('=');
            if (equals != Text::npos)
                packet.take(line.substr(0, equals), line.substr(equals + 1));
        }
        return packet.line();
    }
    if (const auto json = text.find("\"oob."); json != Text::npos) {
        JsonMembers members(text.substr(text.find('{') == Text::npos ? 0 : text.find('{')));
        for (JsonMember member; members.next(member);)
            packet.take(member.key, member.value);
        return packet.line();
    }
    const auto first = std::min(text.find("timestamp="), text.find("oob."));
    if (first == Text::npos || text.find("oob.family=") == Text::npos)
        return std::nullopt;
    takeGprint(text.substr(first), packet);
    return packet.line();
}

std::optional<Hook> ulogdHook(Text text)
{
    const auto place = text.find("oob.hook");
    if (place == Text::npos)
        return std::nullopt;
    const auto digit = text.find_first_not_of("\": =", place + 8);
    if (digit == Text::npos || !isDigit(text[digit]))
        return std::nullopt;
    const auto number = static_cast<std::size_t>(text[digit] - '0');
    return number < allHooks.size() ? std::optional(allHooks[number]) : std::nullopt;
}

} // namespace hookwalk::wire
