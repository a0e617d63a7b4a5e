// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a LOG line, in the order in which net/netfilter/nf_log_syslog.c prints them.
#include "wire/bodyreader.h"
#include "wire/storetoken.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace hookwalk::wire
{

namespace
{

constexpr std::uint16_t transports = Tcp | Udp | Icmp | Icmp6 | Ah | Esp | OtherProtocol | LostProtocol;
constexpr std::uint16_t network = Link | Network; // the network header may follow the devices at once

// ---- tokens of several words

Text takeWord(BodyState& state)
{
    const Text word = state.nextWord();
    state.at = word.data() + word.size();
    return word;
}

// "INCOMPLETE [8 bytes]"; INCOMPLETE alone: more IPv6 fragments follow.
bool takeIncomplete(BodyState& state, Text word)
{
    if (!state.nextWord().starts_with('['))
        return state.phase == Network && put(state.part->flags, word);
    const Text count = takeWord(state).substr(1);
    const Text unit = state.nextWord();
    if (unit != "bytes]") {
        if (Text("bytes]").starts_with(unit))
            takeWord(state);
        return false;
    }
    takeWord(state);
    return put(state.part->incomplete, count, maxWord);
}

// "OPT (0204…)"; IPv6 wraps each extension header: "OPT ( … )".
bool takeOptions(BodyState& state, Text)
{
    if (!state.nextWord().starts_with('('))
        return false;
    const Text word = takeWord(state);
    if (word == "(") {
        if (state.phase != Network || state.inOptions)
            return false;
        state.extension = Network;
        state.inOptions = state.nextWord() != ")";
        if (!state.inOptions) {
            takeWord(state);
            state.part->opt = word.substr(1);
        }
        return true;
    }
    if (!word.ends_with(')'))
        return false;
    const Text octets = word.substr(1, word.size() - 2);
    if (state.phase == Tcp)
        return putInto(state.part->tcp, &TcpPart::opt, octets, octets == "TRUNCATED" || isHex(octets, 2, 80));
    return put(state.part->opt, octets, isHex(octets, 2, 80));
}

bool takeExtension(BodyState& state, Phase extension)
{
    if (!state.inOptions)
        return false;
    state.extension = extension;
    return true;
}

bool takeUnknownExtension(BodyState& state, Text)
{
    if (takeWord(state) != "Ext" || takeWord(state) != "Hdr")
        return false;
    return put(state.part->unknownExtension, takeWord(state), maxByte);
}

// ---- tokens whose meaning depends on where they stand

bool takeProtocol(BodyState& state, Text value)
{
    constexpr std::pair<Text, Phase> names[] = {{"TCP", Tcp},      {"UDP", Udp},     {"ICMP", Icmp},
                                                {"ICMPv6", Icmp6}, {"UDPLITE", Udp}, {"ESP", Esp},
                                                {"AH", Ah}};
    for (const auto& [name, phase] : names) {
        if (value == name) {
            state.phase = phase;
            return put(state.part->proto, value, true);
        }
    }
    const bool isNumber = readNumber(value, maxByte).has_value();
    state.phase = isNumber ? OtherProtocol : LostProtocol;
    return put(state.part->proto, value, isNumber);
}

bool takeSpi(BodyState& state, Text value)
{
    const Phase header = state.phase == Network ? state.extension : state.phase;
    if (header == Network)
        return false;
    return put(header == Ah ? state.part->ahSpi : state.part->espSpi, value, isPrefixedHex(value, 1, 8));
}

bool takeFragment(BodyState& state, Text value)
{
    if (value == "TRUNCATED")
        return put(state.part->flags, value);
    return put(state.part->frag, value, state.isIpv6() ? maxShort : 0x1fff);
}

bool takeTunnel(BodyState& state, Text value)
{
    const auto arrow = value.find("->");
    return put(state.line.tunnel, value,
               arrow != Text::npos && isIpv4(value.substr(0, arrow)) && isIpv4(value.substr(arrow + 2)));
}

bool takeArp(BodyState& state, Text)
{
    state.line.arp.emplace();
    state.phase = Arp;
    return true;
}

// "TOS=0x08", and as ulogd2 writes it "TOS=08"
bool isOctet(Text value)
{
    return isPrefixedHex(value, 2, 2) || isHex(value, 2, 2);
}

bool takeIpFlag(BodyState& state, Text word)
{
    return put(state.part->flags, word);
}

bool takeTcpFlag(BodyState& state, Text word)
{
    return putInto(state.part->tcp, &TcpPart::flags, word);
}

template<Number IcmpPart::*slot, std::uint32_t max> bool takeIcmp(BodyState& state, Text value)
{
    return putInto(state.part->icmp, slot, value, max);
}

template<Number TcpPart::*slot, std::uint32_t max> bool takeTcp(BodyState& state, Text value)
{
    return putInto(state.part->tcp, slot, value, max);
}

template<Number UdpPart::*slot> bool takeUdp(BodyState& state, Text value)
{
    return putInto(state.part->udp, slot, value, maxShort);
}

template<Text ArpPart::*slot, bool (*fits)(Text)> bool takeArpText(BodyState& state, Text value)
{
    return putInto(state.line.arp, slot, value, fits(value));
}

template<Number PacketPart::*slot, std::uint32_t max> bool takeNumber(BodyState& state, Text value)
{
    return put(state.part->*slot, value, max);
}

template<Text PacketPart::*slot, bool (*fits)(Text)> bool takeText(BodyState& state, Text value)
{
    return put(state.part->*slot, value, fits(value));
}

template<Text LogLine::*slot, bool (*fits)(Text)> bool takeLineText(BodyState& state, Text value)
{
    return put(state.line.*slot, value, fits(value));
}

// Printed behind the outer packet only.
template<Number LogLine::*slot, std::uint32_t max> bool takeLineNumber(BodyState& state, Text value)
{
    return !state.inBrackets && put(state.line.*slot, value, max);
}

bool isShortHex(Text value)
{
    return isHex(value, 4, 4);
}
bool isWordHex(Text value)
{
    return isHex(value, 8, 8);
}
bool isShort(Text value)
{
    return readNumber(value, maxShort).has_value();
}

constexpr Rule plainRules[] = {
    {"IN=", Link, takeLineText<&LogLine::in, isDevice>},
    {"OUT=", Link, takeLineText<&LogLine::out, isDevice>},
    {"PHYSIN=", Link, takeLineText<&LogLine::physin, isDevice>},
    {"PHYSOUT=", Link, takeLineText<&LogLine::physout, isDevice>},
    {"MAC=", Link, takeLineText<&LogLine::mac, isOctets>},
    {"TUNNEL=", Link, takeTunnel},
    {"MACSRC=", Link, takeLineText<&LogLine::macsrc, isMacAddress>},
    {"MACDST=", Link, takeLineText<&LogLine::macdst, isMacAddress>},
    {"VPROTO=", Link, takeLineText<&LogLine::vproto, isShortHex>},
    {"VID=", Link, takeLineNumber<&LogLine::vid, 0xfff>},
    {"MACPROTO=", Link, takeLineText<&LogLine::macproto, isShortHex>},

    {"ARP ", Link, takeArp},
    {"HTYPE=", Arp, [](BodyState& s, Text v) { return putInto(s.line.arp, &ArpPart::htype, v, maxShort); }},
    {"PTYPE=", Arp,
     [](BodyState& s, Text v) { return putInto(s.line.arp, &ArpPart::ptype, v, isPrefixedHex(v, 4, 4)); }},
    {"OPCODE=", Arp, [](BodyState& s, Text v) { return putInto(s.line.arp, &ArpPart::opcode, v, maxShort); }},
    {"MACSRC=", Arp, takeArpText<&ArpPart::macsrc, isMacAddress>},
    {"IPSRC=", Arp, takeArpText<&ArpPart::ipsrc, isIpv4>},
    {"MACDST=", Arp, takeArpText<&ArpPart::macdst, isMacAddress>},
    {"IPDST=", Arp, takeArpText<&ArpPart::ipdst, isIpv4>},

    {"SRC=", network, takeText<&PacketPart::src, isAddress>},
    {"DST=", network, takeText<&PacketPart::dst, isAddress>},
    {"LEN=", network, takeNumber<&PacketPart::len, maxWord>},
    {"TOS=", network, takeText<&PacketPart::tos, isOctet>},
    {"PREC=", network, takeText<&PacketPart::prec, isOctet>},
    {"TTL=", network, takeNumber<&PacketPart::ttl, maxByte>},
    {"ID=", network, takeText<&PacketPart::id, isShort>},
    {"TC=", network, takeNumber<&PacketPart::tc, maxByte>},
    {"HOPLIMIT=", network, takeNumber<&PacketPart::hoplimit, maxByte>},
    {"FLOWLBL=", network, takeNumber<&PacketPart::flowlbl, 0xfffff>},
    {"CE ", network, takeIpFlag},
    {"DF ", network, takeIpFlag},
    {"MF ", network, takeIpFlag},
    {"FRAG:", network, takeFragment},
    {"ID:", network, takeText<&PacketPart::id, isWordHex>},
    {"TRUNCATED ", network, takeIpFlag},
    {"INCOMPLETE ", anyPhase, takeIncomplete},
    {"OPT ", network | Tcp, takeOptions},
    {"AH ", Network, [](BodyState& s, Text) { return takeExtension(s, Ah); }},
    {"ESP ", Network, [](BodyState& s, Text) { return takeExtension(s, Esp); }},
    {"Unknown ", network, takeUnknownExtension},
    {"PROTO=", network, takeProtocol},

    {"SPT=", Tcp, takeTcp<&TcpPart::spt, maxShort>},
    {"DPT=", Tcp, takeTcp<&TcpPart::dpt, maxShort>},
    {"SEQ=", Tcp, takeTcp<&TcpPart::seq, maxWord>},
    {"ACK=", Tcp, takeTcp<&TcpPart::ack, maxWord>},
    {"WINDOW=", Tcp, takeTcp<&TcpPart::window, maxShort>},
    {"RES=", Tcp,
     [](BodyState& s, Text v) { return putInto(s.part->tcp, &TcpPart::res, v, isPrefixedHex(v, 2, 2)); }},
    {"AE ", Tcp, takeTcpFlag},
    {"CWR ", Tcp, takeTcpFlag},
    {"ECE ", Tcp, takeTcpFlag},
    {"URG ", Tcp, takeTcpFlag},
    {"ACK ", Tcp, takeTcpFlag},
    {"PSH ", Tcp, takeTcpFlag},
    {"RST ", Tcp, takeTcpFlag},
    {"SYN ", Tcp, takeTcpFlag},
    {"FIN ", Tcp, takeTcpFlag},
    {"URGP=", Tcp, takeTcp<&TcpPart::urgp, maxShort>},
    {"SPT=", Udp, takeUdp<&UdpPart::spt>},
    {"DPT=", Udp, takeUdp<&UdpPart::dpt>},
    {"LEN=", Udp, takeUdp<&UdpPart::len>},
    {"TYPE=", Icmp | Icmp6, takeIcmp<&IcmpPart::type, maxByte>},
    {"CODE=", Icmp | Icmp6, takeIcmp<&IcmpPart::code, maxByte>},
    {"ID=", Icmp | Icmp6, takeIcmp<&IcmpPart::id, maxShort>},
    {"SEQ=", Icmp | Icmp6, takeIcmp<&IcmpPart::seq, maxShort>},
    {"PARAMETER=", Icmp, takeIcmp<&IcmpPart::parameter, maxByte>},
    {"GATEWAY=", Icmp,
     [](BodyState& s, Text v) { return putInto(s.part->icmp, &IcmpPart::gateway, v, isIpv4(v)); }},
    {"POINTER=", Icmp6,
     [](BodyState& s, Text v) { return putInto(s.part->icmp, &IcmpPart::pointer, v, isWordHex(v)); }},
    {"MTU=", Icmp, takeIcmp<&IcmpPart::mtu, maxShort>},
    {"MTU=", Icmp6, takeIcmp<&IcmpPart::mtu, maxWord>},
    {"SPI=", Network | Ah | Esp, takeSpi},

    {"UID=", Network | transports, takeLineNumber<&LogLine::uid, maxWord>},
    {"GID=", Network | transports, takeLineNumber<&LogLine::gid, maxWord>},
    {"MARK=", anyPhase,
     [](BodyState& s, Text v) { // ulogd2 writes it without 0x
         return !s.inBrackets && put(s.line.mark, v, isPrefixedHex(v, 1, 8) || isHex(v, 1, 8));
     }},
};

// ---- finding a rule: by the first letter, then by the first eight bytes

constexpr std::size_t ruleCount = std::size(plainRules);
constexpr std::size_t letterCount = 'Z' - 'A' + 1;

constexpr std::uint64_t firstBytes(Text text, bool asMask)
{
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < std::min<std::size_t>(8, text.size()); ++i)
        bytes[i] = asMask ? '\xff' : text[i];
    return std::bit_cast<std::uint64_t>(bytes);
}

struct RuleIndex {
    std::array<Rule, ruleCount> rules{}; // sorted by their first letter
    std::array<std::uint8_t, letterCount + 1> first{};
};

constexpr RuleIndex makeIndex()
{
    RuleIndex index;
    std::size_t count = 0;
    for (std::size_t letter = 0; letter < letterCount; ++letter) {
        index.first[letter] = static_cast<std::uint8_t>(count);
        for (Rule rule : plainRules) {
            if (rule.key[0] != static_cast<char>('A' + letter))
                continue;
            rule.word = firstBytes(rule.key, false);
            rule.mask = firstBytes(rule.key, true);
            index.rules[count++] = rule;
        }
    }
    index.first[letterCount] = static_cast<std::uint8_t>(count);
    return index;
}

constexpr RuleIndex ruleIndex = makeIndex();
static_assert(ruleIndex.first[letterCount] == ruleCount, "every key begins with a capital letter");

// Eight bytes from `at`; behind the end of the line there are blanks.
std::uint64_t loadWord(const char* at, const char* end)
{
    std::uint64_t word = 0;
    if (end - at >= 8) {
        std::memcpy(&word, at, 8);
        return word;
    }
    std::array<char, 8> bytes;
    bytes.fill(' ');
    std::memcpy(bytes.data(), at, static_cast<std::size_t>(end - at));
    return std::bit_cast<std::uint64_t>(bytes);
}

// What stands behind the first eight bytes of a long key.
bool restMatches(const Rule& rule, const char* at, const char* end)
{
    for (std::size_t i = 8; i < rule.key.size(); ++i) {
        const char c = static_cast<std::size_t>(end - at) > i ? at[i] : ' ';
        if (c != rule.key[i])
            return false;
    }
    return true;
}

} // namespace

Match findRule(const char* word, const char* end, Phase phase)
{
    const auto letter = static_cast<std::size_t>(static_cast<unsigned char>(*word)) - 'A';
    if (letter >= letterCount)
        return {};
    const std::uint64_t bytes = loadWord(word, end);
    Match misplaced;
    for (std::size_t i = ruleIndex.first[letter]; i < ruleIndex.first[letter + 1]; ++i) {
        const Rule& rule = ruleIndex.rules[i];
        if ((bytes & rule.mask) != rule.word || !restMatches(rule, word, end))
            continue;
        if ((rule.phases & phase) != 0)
            return {&rule, false};
        misplaced = {&rule, true};
    }
    return misplaced;
}

bool beginsToken(Text word, Phase phase)
{
    return std::any_of(std::begin(plainRules), std::end(plainRules), [&](const Rule& rule) {
        return (rule.phases & phase) != 0 && word.size() < rule.key.size() && rule.key.starts_with(word);
    });
}

} // namespace hookwalk::wire
