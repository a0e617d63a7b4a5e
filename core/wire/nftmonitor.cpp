// SPDX-License-Identifier: GPL-3.0-or-later
// `nft monitor trace`
#include "wire/nftmonitor.h"

#include "wire/factline.h"
#include "wire/tokenwriter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

namespace
{

using Json = nlohmann::ordered_json;
using Name = std::pair<Text, int>;

template<std::size_t Size> std::string numberOf(Text word, const Name (&names)[Size])
{
    for (const auto& [name, number] : names) {
        if (name == word)
            return std::to_string(number);
    }
    return std::string(word);
}

constexpr Name protocols[] = {{"icmp", 1},   {"igmp", 2},  {"tcp", 6},        {"udp", 17},    {"gre", 47},
                              {"esp", 50},   {"ah", 51},   {"ipv6-icmp", 58}, {"icmpv6", 58}, {"comp", 108},
                              {"sctp", 132}, {"dccp", 33}, {"udplite", 136}};
constexpr Name services[] = {{"cs0", 0},   {"cs1", 8},   {"cs2", 16},  {"cs3", 24},  {"cs4", 32},
                             {"cs5", 40},  {"cs6", 48},  {"cs7", 56},  {"df", 0},    {"be", 0},
                             {"lephb", 1}, {"af11", 10}, {"af12", 12}, {"af13", 14}, {"af21", 18},
                             {"af22", 20}, {"af23", 22}, {"af31", 26}, {"af32", 28}, {"af33", 30},
                             {"af41", 34}, {"af42", 36}, {"af43", 38}, {"ef", 46},   {"va", 44}};
constexpr Name congestion[] = {{"not-ect", 0}, {"ect1", 1}, {"ect0", 2}, {"ce", 3}};
constexpr Name icmpTypes[] = {{"echo-reply", 0},           {"destination-unreachable", 3},
                              {"source-quench", 4},        {"redirect", 5},
                              {"echo-request", 8},         {"router-advertisement", 9},
                              {"router-solicitation", 10}, {"time-exceeded", 11},
                              {"parameter-problem", 12},   {"timestamp-request", 13},
                              {"timestamp-reply", 14}};
constexpr Name icmp6Types[] = {
    {"destination-unreachable", 1}, {"packet-too-big", 2},        {"time-exceeded", 3},
    {"parameter-problem", 4},       {"echo-request", 128},        {"echo-reply", 129},
    {"mld-listener-query", 130},    {"mld-listener-report", 131}, {"nd-router-solicit", 133},
    {"nd-router-advert", 134},      {"nd-neighbor-solicit", 135}, {"nd-neighbor-advert", 136},
    {"nd-redirect", 137},           {"mld2-listener-report", 143}};
constexpr Name icmpCodes[] = {{"net-unreachable", 0},  {"host-unreachable", 1}, {"prot-unreachable", 2},
                              {"port-unreachable", 3}, {"frag-needed", 4},      {"net-prohibited", 9},
                              {"host-prohibited", 10}, {"admin-prohibited", 13}};
constexpr Name icmp6Codes[] = {{"no-route", 0},         {"admin-prohibited", 1}, {"addr-unreachable", 3},
                               {"port-unreachable", 4}, {"policy-fail", 5},      {"reject-route", 6}};

std::string unquoted(Text word)
{
    if (word.size() >= 2 && word.starts_with('"') && word.ends_with('"'))
        word = word.substr(1, word.size() - 2);
    return std::string(word);
}

// "syn,ack", "syn | ack" or "0x12" as the words of a LOG line.
void addFlags(Text word, std::string& flags)
{
    constexpr Text names[] = {"cwr", "ecn", "urg", "ack", "psh", "rst", "syn", "fin"};
    constexpr Text words[] = {"CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN"};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (word.find(names[i]) != Text::npos)
            flags.append(flags.empty() ? "" : " ").append(words[i]);
    }
}

// "FIELD VALUE" behind the name of a header: "ttl 64" of ip.
class Header
{
public:
    explicit Header(PacketTokens& packet)
        : m_packet(packet)
    {
    }

    void read(Text header, Text field, Text value)
    {
        auto& p = m_packet;
        // Older nft leaves out the field that says so.
        if (p.proto.empty() && (header == "tcp" || header == "udp" || header == "icmp" || header == "icmpv6"))
            p.proto = protocolName(numberOf(header, protocols));
        if (header == "ether") {
            store(field, value, {{"saddr", &p.macsrc}, {"daddr", &p.macdst}});
        } else if (header == "ip") {
            store(field, value,
                  {{"saddr", &p.src}, {"daddr", &p.dst}, {"ttl", &p.ttl}, {"id", &p.id}, {"length", &p.len}});
            readShared(field, value, "protocol");
        } else if (header == "ip6") {
            store(
                field, value,
                {{"saddr", &p.src}, {"daddr", &p.dst}, {"hoplimit", &p.hoplimit}, {"flowlabel", &p.flowlbl}});
            readShared(field, value, "nexthdr");
            if (const auto payload = readNumber(value, maxShort); payload && field == "length")
                p.len = std::to_string(*payload + 40);
        } else if (header == "tcp") {
            store(field, value,
                  {{"sport", &p.spt}, {"dport", &p.dpt}, {"window", &p.window}, {"urgptr", &p.urgp}});
        } else if (header == "udp" || header == "udplite") {
            store(field, value, {{"sport", &p.spt}, {"dport", &p.dpt}, {"length", &p.udpLen}});
        } else if (header == "icmp" || header == "icmpv6") {
            readIcmp(header == "icmp", field, value);
        }
    }

    void finish()
    {
        const auto service = readNumber(m_service, 63), bits = readNumber(m_congestion, 3);
        if (!service)
            return;
        auto& byte = m_packet.hoplimit.empty() ? m_packet.ds : m_packet.tc;
        byte = std::to_string(*service << 2 | bits.value_or(0));
    }

private:
    static void store(Text field, Text value, std::initializer_list<std::pair<Text, std::string*>> slots)
    {
        for (const auto& [name, slot] : slots) {
            if (name == field)
                *slot = value;
        }
    }
    void readShared(Text field, Text value, Text protocol)
    {
        if (field == "dscp")
            m_service = numberOf(value, services);
        else if (field == "ecn")
            m_congestion = numberOf(value, congestion);
        else if (field == protocol)
            m_packet.proto = protocolName(numberOf(value, protocols));
    }
    void readIcmp(bool four, Text field, Text value)
    {
        auto& p = m_packet;
        store(field, value, {{"id", &p.icmpId}, {"sequence", &p.icmpSeq}, {"mtu", &p.mtu}});
        if (field == "type")
            p.type = four ? numberOf(value, icmpTypes) : numberOf(value, icmp6Types);
        if (field == "code")
            p.code = four ? numberOf(value, icmpCodes) : numberOf(value, icmp6Codes);
    }

    PacketTokens& m_packet;
    std::string m_service, m_congestion;
};

// Only these have an id and a sequence number; of other messages they are the same bytes with another meaning.
void dropMeaningless(PacketTokens& packet)
{
    const bool echo = packet.proto == "ICMP" ? packet.type == "0" || packet.type == "8"
                                             : packet.type == "128" || packet.type == "129";
    if (!echo)
        packet.icmpId = packet.icmpSeq = {};
}

std::string verdictText(Json& fact, Text verdict)
{
    Words words(verdict);
    const Text name = words.next(), target = words.next();
    if (!target.empty())
        fact["target"] = target;
    return std::string(name);
}

} // namespace

std::string ruleFact(const Json& rule)
{
    std::string line;
    appendFactLine(0, "rule", rule, line);
    line.pop_back();
    return line;
}

std::optional<NftTraceHead> readNftTraceHead(Text text)
{
    const auto place = text.find("trace id ");
    if (place == Text::npos)
        return std::nullopt;
    Words words(text.substr(place + 9));
    NftTraceHead head;
    head.packet = words.next();
    head.family = words.next();
    head.table = words.next();
    head.chain = words.next();
    constexpr std::array<Text, 6> families{"ip", "ip6", "inet", "arp", "bridge", "netdev"};
    if (!isHex(head.packet, 1, 8) ||
        std::find(families.begin(), families.end(), head.family) == families.end() || head.chain.empty())
        return std::nullopt;
    head.begin = place;
    head.rest = words.rest();
    return head;
}

std::optional<std::string> nftTracePacket(Text text)
{
    const auto head = readNftTraceHead(text);
    if (!head)
        return std::nullopt;
    Words words(head->rest);
    if (words.next() != "packet:")
        return std::nullopt;
    PacketTokens packet;
    packet.prefix =
        std::string(text.substr(0, static_cast<std::size_t>(words.rest().data() - text.data()))) + ' ';
    Header header(packet);
    for (Text word = words.next(); !word.empty(); word = words.next()) {
        if (word == "iif" || word == "iifname") {
            packet.in = unquoted(words.next());
        } else if (word == "oif" || word == "oifname") {
            packet.out = unquoted(words.next());
        } else if (word == "mark") {
            packet.mark = words.next();
        } else {
            const Text field = words.next();
            Text value = words.next();
            if (word == "tcp" && field == "flags") {
                if (value == "==")
                    value = words.next();
                addFlags(value, packet.tcpFlags);
                for (Words ahead = words; ahead.next() == "|";) {
                    words = ahead;
                    addFlags(words.next(), packet.tcpFlags);
                    ahead = words;
                }
            } else {
                header.read(word, field, value);
            }
        }
    }
    header.finish();
    dropMeaningless(packet);
    return packet.line();
}

bool isNftTraceOfRule(Text text)
{
    const auto head = readNftTraceHead(text);
    return head && Words(head->rest).next() == "rule";
}

std::optional<std::string> nftTraceFact(Text line)
{
    const auto head = readNftTraceHead(line);
    if (!head)
        return std::nullopt;
    Words words(head->rest);
    const Text kind = words.next();
    Json fact{{"packet", head->packet},
              {"type", kind == "policy" ? "policy"
                       : kind == "rule" ? "rule"
                                        : "return"},
              {"family", head->family},
              {"table", head->table},
              {"chain", head->chain}};
    Text verdict = words.rest();
    if (kind == "rule") {
        const auto open = verdict.rfind(" (verdict ");
        if (open == Text::npos)
            return std::nullopt;
        fact["text"] = verdict.substr(std::min<std::size_t>(1, open), open - std::min<std::size_t>(1, open));
        verdict = verdict.substr(open + 10);
        verdict = verdict.substr(0, verdict.find(')'));
    } else if (kind != "policy" && kind != "verdict") {
        return std::nullopt;
    }
    fact["verdict"] = verdictText(fact, verdict);
    return ruleFact(fact);
}

} // namespace hookwalk::wire
