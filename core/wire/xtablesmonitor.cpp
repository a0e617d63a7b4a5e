// SPDX-License-Identifier: GPL-3.0-or-later
// `xtables-monitor --trace`
#include "model/lettercase.h"
#include "wire/nftmonitor.h"
#include "wire/tokenwriter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

std::optional<Text> xtablesRecord(Text text)
{
    const Text line = text.substr(0, text.find('\n'));
    const auto place = line.find("PACKET: ");
    if (place == Text::npos)
        return std::nullopt;
    Words words(line.substr(place + 8));
    words.next();
    const Text id = words.next();
    if (!isHex(id, 1, 8) || !words.rest().starts_with(" "))
        return std::nullopt;
    // The chain stands in the next line about this packet.
    constexpr int farthest = 64;
    std::size_t at = line.size();
    for (int i = 0; i < farthest && at < text.size(); ++i) {
        const auto end = std::min(text.find('\n', at + 1), text.size());
        const Text next = text.substr(at + 1, end - at - 1);
        Words ahead(next.substr(std::min(next.find("TRACE: "), next.size())));
        ahead.next();
        ahead.next();
        if (ahead.next() == id)
            return text.substr(0, end);
        at = end;
    }
    return text.substr(0, line.size() + 1); // nobody names it
}

std::optional<std::string> xtablesPacket(Text text)
{
    const Text line = text.substr(0, text.find('\n'));
    const auto place = line.find("PACKET: ");
    if (place == Text::npos)
        return std::nullopt;
    Words words(line.substr(place + 8));
    const Text family = words.next(), id = words.next();
    if (family.empty() || !isHex(id, 1, 8))
        return std::nullopt;
    if (text.size() == line.size() && text.find("TRACE: ") == Text::npos)
        return std::nullopt; // the line that names the chain belongs to it: recordOfSeveralLines()
    PacketTokens packet;
    packet.prefix =
        std::string(line.substr(0, place + 8)) + std::string(family) + ' ' + std::string(id) + ' ';
    if (const auto trace = text.rfind("TRACE: "); trace != Text::npos) {
        Words chain(text.substr(trace + 7));
        chain.next();
        chain.next();
        const Text names = chain.next();
        packet.prefix += std::string(names.substr(0, names.find(':', names.find(':') + 1))) + ' ';
    }
    const auto octets = [](Text value) { // "2:0:5e" without leading zeros
        std::string full;
        for (std::size_t at = 0; at <= value.size();) {
            const auto end = std::min(value.find(':', at), value.size());
            full.append(full.empty() ? "" : ":")
                .append(end - at == 1 ? "0" : "")
                .append(value.substr(at, end - at));
            at = end + 1;
        }
        return full;
    };
    for (Text word = words.next(); !word.empty(); word = words.next()) {
        const auto equals = word.find('=');
        if (equals == Text::npos) {
            packet.tcpFlags.append(packet.tcpFlags.empty() ? "" : " ").append(word);
            continue;
        }
        const Text key = word.substr(0, equals), value = word.substr(equals + 1);
        const std::initializer_list<std::pair<Text, std::string*>> slots{
            {"IN", &packet.in},           {"OUT", &packet.out},   {"MACPROTO", &packet.macproto},
            {"SRC", &packet.src},         {"DST", &packet.dst},   {"LEN", &packet.len},
            {"TTL", &packet.ttl},         {"TC", &packet.tc},     {"HOPLIMIT", &packet.hoplimit},
            {"FLOWLBL", &packet.flowlbl}, {"SPORT", &packet.spt}, {"DPORT", &packet.dpt},
            {"TYPE", &packet.type},       {"CODE", &packet.code}, {"SEQ", &packet.icmpSeq},
            {"MARK", &packet.mark}};
        for (const auto& [name, slot] : slots) {
            if (name == key)
                *slot = value;
        }
        if (key == "MACSRC")
            packet.macsrc = octets(value);
        if (key == "MACDST")
            packet.macdst = octets(value);
        unsigned byte = 0;
        if (key == "TOS" && value.starts_with("0x")) {
            std::from_chars(value.data() + 2, value.data() + value.size(), byte, 16);
            packet.ds = std::to_string(byte);
        }
        if (key == "PROTO" || key == "NEXTHDR")
            packet.proto = protocolName(value);
        if (key == "ID" && !packet.type.empty()) {
            packet.icmpId = value;
        } else if (key == "ID") { // "ID=6687DF"
            const auto digits = std::min(value.find_first_not_of("0123456789"), value.size());
            packet.id = value.substr(0, digits);
            for (std::size_t at = digits; at + 2 <= value.size(); at += 2)
                packet.flags.append(packet.flags.empty() ? "" : " ").append(value.substr(at, 2));
        }
    }
    if (packet.proto.empty()) // named only where nothing else tells
        packet.proto = !packet.tcpFlags.empty() ? "TCP"
                       : !packet.spt.empty()    ? "UDP"
                       : packet.type.empty()    ? ""
                       : family == "10"         ? "ICMPv6"
                                                : "ICMP";
    return packet.line();
}

std::optional<std::string> xtablesFact(Text line)
{
    const auto place = line.find("TRACE: ");
    if (place == Text::npos)
        return std::nullopt;
    Words words(line.substr(place + 7));
    const Text family = words.next(), id = words.next(), what = words.next();
    std::array<Text, 6> parts{};
    std::size_t count = 0;
    for (Text rest = what; !rest.empty() && count < parts.size(); ++count) {
        parts[count] = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(parts[count].size() + 1, rest.size()));
    }
    if (!isHex(id, 1, 8) || count < 4 || !readNumber(family, maxByte))
        return std::nullopt;
    const bool isRule = parts[2] == "rule";
    if (!isRule && parts[2] != "policy" && parts[2] != "return")
        return std::nullopt;
    nlohmann::ordered_json fact{{"packet", id},
                                {"type", parts[2]},
                                {"family", family == "10" ? "ip6" : "ip"},
                                {"table", parts[0]},
                                {"chain", parts[1]}};
    if (isRule) {
        std::uint64_t handle = 0;
        if (parts[3].starts_with("0x"))
            std::from_chars(parts[3].data() + 2, parts[3].data() + parts[3].size(), handle, 16);
        fact["handle"] = handle;
        Words rule(words.rest());
        if (const Text option = rule.next(); option == "-4" || option == "-6") {
            for (int i = 0; i < 4; ++i) // "-t filter -A FORWARD"
                rule.next();
            const Text text = rule.rest();
            const auto first = text.find_first_not_of(' ');
            if (first != Text::npos)
                fact["text"] = text.substr(first, text.find_last_not_of(' ') - first + 1);
        }
    }
    fact["verdict"] = lowerCase(isRule ? parts[4] : parts[3]);
    if (const Text target = isRule ? parts[5] : Text(); !target.empty())
        fact["target"] = target;
    return ruleFact(fact);
}

} // namespace hookwalk::wire
