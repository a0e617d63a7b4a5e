// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/event.h"

#include "model/printable.h"
#include "wire/escapes.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace hookwalk
{

namespace
{

constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmpv6 = 58, udplite = 136;

template<typename To> To narrow(const wire::Number& number)
{
    return static_cast<To>(number.value_or(0));
}

std::uint32_t decimal(wire::Text text)
{
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::uint8_t protocolNumber(wire::Text proto)
{
    if (proto == "ICMP")
        return icmp;
    if (proto == "TCP")
        return tcp;
    if (proto == "UDP")
        return udp;
    if (proto == "ICMPv6")
        return icmpv6;
    if (proto == "UDPLITE")
        return udplite;
    if (proto == "ESP")
        return 50;
    if (proto == "AH")
        return 51;
    return static_cast<std::uint8_t>(decimal(proto));
}

// Addresses are the hottest part of reading a log, so IPv4 as the kernel prints it is read here; anything
// else is left to IpAddress.
IpAddress addressOf(wire::Text text)
{
    std::uint32_t address = 0, number = 0;
    int dots = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            number = number * 10 + static_cast<std::uint32_t>(c - '0');
        } else if (c == '.') {
            address = address << 8 | number;
            number = 0;
            ++dots;
        } else {
            return IpAddress::parse(text).value_or(IpAddress{});
        }
    }
    return dots == 3 ? IpAddress::v4(address << 8 | number) : IpAddress{};
}

void fill(TraceEvent& event, const wire::PacketPart& packet)
{
    if (wire::has(packet.src))
        event.source = addressOf(packet.src);
    if (wire::has(packet.dst))
        event.destination = addressOf(packet.dst);
    event.length = packet.len.value_or(0);
    event.ttl = narrow<std::uint8_t>(packet.ttl ? packet.ttl : packet.hoplimit);
    if (wire::has(packet.id) && packet.ttl)
        event.ipId = static_cast<std::uint16_t>(decimal(packet.id));
    if (wire::has(packet.proto))
        event.protocol = protocolNumber(packet.proto);
    if (packet.icmp) {
        event.icmpType = narrow<std::uint8_t>(packet.icmp->type);
        event.icmpCode = narrow<std::uint8_t>(packet.icmp->code);
        event.portA = narrow<std::uint16_t>(packet.icmp->id);
        event.portB = narrow<std::uint16_t>(packet.icmp->seq);
    } else if (packet.tcp) {
        event.portA = narrow<std::uint16_t>(packet.tcp->spt);
        event.portB = narrow<std::uint16_t>(packet.tcp->dpt);
    } else if (packet.udp) {
        event.portA = narrow<std::uint16_t>(packet.udp->spt);
        event.portB = narrow<std::uint16_t>(packet.udp->dpt);
    }
    if (wire::has(packet.src) && wire::has(packet.dst))
        event.flags |= TraceEvent::HasPacket;
}

// A multiply-and-fold mix (the finaliser of MurmurHash3): cheap, and good in its low bits.
class Mixer
{
public:
    Mixer& add(std::uint64_t value)
    {
        m_state = (m_state ^ value) * 0xff51afd7ed558ccdULL;
        m_state ^= m_state >> 33;
        return *this;
    }
    Mixer& add(const IpAddress& address)
    {
        std::array<std::uint64_t, 2> halves;
        std::memcpy(halves.data(), address.bytes.data(), sizeof halves);
        return add(halves[0]).add(halves[1]);
    }
    std::uint64_t key() const { return m_state; }

private:
    std::uint64_t m_state = 0x9e3779b97f4a7c15ULL;
};

bool isIcmp(const TraceEvent& event)
{
    return event.protocol == icmp || event.protocol == icmpv6;
}

} // namespace

std::uint16_t DeviceNames::numberOf(std::string_view name, std::string_view host)
{
    if (name.empty())
        return 0;
    if (const auto number = known(name, host))
        return number;
    if (m_devices.size() == 0xffff)
        return 0;
    m_devices.push_back({std::string(name), std::string(host)});
    return static_cast<std::uint16_t>(m_devices.size());
}

std::uint16_t DeviceNames::known(std::string_view name, std::string_view host) const
{
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        if (m_devices[i].name == name && m_devices[i].host == host)
            return static_cast<std::uint16_t>(i + 1);
    }
    return 0;
}

std::string_view DeviceNames::nameOf(std::uint16_t number) const
{
    return number == 0 ? std::string_view{} : std::string_view{m_devices[number - 1U].name};
}

// As people write it, where they can.
static std::uint16_t numberOf(DeviceNames& devices, std::string_view name, const wire::LogLine& line)
{
    if (name.find("\\x") != name.npos) {
        const auto plain = wire::unescaped(name, line.escapes);
        if (isPrintable(plain))
            return devices.numberOf(plain, line.host);
    }
    return devices.numberOf(name, line.host);
}

TraceEvent eventOf(const wire::LogLine& line, DeviceNames& devices)
{
    TraceEvent event;
    event.timeUs = line.timeUs.value_or(noTime);
    event.in = numberOf(devices, line.in, line);
    event.out = numberOf(devices, line.out, line);
    if (line.baseChain)
        event.chain = chainIndex(*line.baseChain);
    fill(event, line.packet);
    if (line.arp && !wire::has(line.packet.src)) {
        event.source = addressOf(line.arp->ipsrc);
        event.destination = addressOf(line.arp->ipdst);
    }
    if (line.traceType != wire::TraceType::None)
        event.flags |= TraceEvent::Traced;
    else if (!wire::has(line.tag) && line.packetId == 0)
        event.flags |= TraceEvent::OneRule;
    if (!line.damaged.empty())
        event.flags |= TraceEvent::Damaged;
    const auto& flags = line.packet.flags;
    if (line.packet.frag || std::ranges::find(flags, std::string_view("MF")) != flags.end())
        event.flags |= TraceEvent::Fragment;
    std::uint32_t hash = 0;
    for (const char c : line.prefix)
        hash = hash * 31 + static_cast<unsigned char>(c);
    event.prefixHash = static_cast<std::uint16_t>(hash ^ hash >> 16);
    return event;
}

std::size_t KnownPrefixes::slot(std::string_view prefix)
{
    if (prefix.empty())
        return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(prefix[at]); };
    return (prefix.size() * 3 + byte(0) * 5U + byte(prefix.size() / 2)) % 64;
}

const KnownPrefixes::Meaning* KnownPrefixes::find(std::string_view prefix) const
{
    const auto& meaning = m_meanings[slot(prefix)];
    return meaning.known && meaning.prefix == prefix ? &meaning : nullptr;
}

void KnownPrefixes::tell(std::string_view prefix, const TraceEvent& event)
{
    if ((event.flags & TraceEvent::Traced) == 0) // a TRACE prefix has a number that changes all the time
        m_meanings[slot(prefix)] = {std::string(prefix), event.chain, event.prefixHash, true,
                                    (event.flags & TraceEvent::OneRule) != 0};
}

TraceEvent eventOf(const wire::Skimmed& skimmed, const KnownPrefixes::Meaning& meaning, DeviceNames& devices)
{
    TraceEvent event;
    event.timeUs = skimmed.timeUs;
    event.source = IpAddress::v4(skimmed.source);
    event.destination = IpAddress::v4(skimmed.destination);
    event.length = skimmed.length;
    event.in = devices.numberOf(skimmed.in);
    event.out = devices.numberOf(skimmed.out);
    event.portA = skimmed.portA;
    event.portB = skimmed.portB;
    event.ipId = skimmed.ipId;
    event.prefixHash = meaning.hash;
    event.chain = meaning.chain;
    event.protocol = skimmed.protocol;
    event.ttl = skimmed.ttl;
    event.icmpType = skimmed.icmpType;
    event.icmpCode = skimmed.icmpCode;
    event.flags = TraceEvent::HasPacket;
    if (meaning.oneRule)
        event.flags |= TraceEvent::OneRule;
    return event;
}

TraceEvent quotedEventOf(const wire::PacketPart& inner)
{
    TraceEvent event;
    fill(event, inner);
    return event;
}

bool tellsAddress(const TraceEvent& event, const IpAddress& address)
{
    return !address.isNull() || (event.flags & TraceEvent::HasPacket) != 0;
}

bool isSameHeader(const TraceEvent& a, const TraceEvent& b)
{
    return isSame(a.source, b.source) && isSame(a.destination, b.destination) && a.length == b.length &&
           a.ipId == b.ipId && a.portA == b.portA && a.portB == b.portB && a.protocol == b.protocol &&
           a.icmpType == b.icmpType && a.icmpCode == b.icmpCode;
}

bool hasPorts(const TraceEvent& event)
{
    const bool mayHave = event.protocol == tcp || event.protocol == udp || event.protocol == udplite;
    return mayHave && (event.portA != 0 || event.portB != 0);
}

bool isEchoRequest(const TraceEvent& event)
{
    return (event.protocol == icmp && event.icmpType == 8) ||
           (event.protocol == icmpv6 && event.icmpType == 128);
}

bool isEchoReply(const TraceEvent& event)
{
    return (event.protocol == icmp && event.icmpType == 0) ||
           (event.protocol == icmpv6 && event.icmpType == 129);
}

bool isIcmpError(const TraceEvent& event)
{
    if (event.protocol == icmpv6)
        return event.icmpType >= 1 && event.icmpType <= 4;
    return event.protocol == icmp && (event.icmpType == 3 || event.icmpType == 4 || event.icmpType == 5 ||
                                      event.icmpType == 11 || event.icmpType == 12);
}

bool isRedirect(const TraceEvent& event)
{
    return event.protocol == icmp && event.icmpType == 5; // RFC 792; IPv6 has its own message (RFC 4861)
}

std::uint64_t exactKey(const TraceEvent& event)
{
    return Mixer()
        .add(event.source)
        .add(event.destination)
        .add(std::uint64_t{event.length} << 32 | std::uint32_t{event.ipId} << 16 | event.portA)
        .add(std::uint64_t{event.portB} << 32 | std::uint32_t{event.protocol} << 16 |
             std::uint32_t{event.icmpType} << 8 | event.icmpCode)
        .key();
}

std::uint64_t looseKey(const TraceEvent& event)
{
    const std::uint16_t sequence =
        isEchoRequest(event) || isEchoReply(event) ? event.portB : std::uint16_t{0};
    return Mixer()
        .add(std::uint64_t{event.length} << 32 | std::uint32_t{event.ipId} << 16 | sequence)
        .add(std::uint32_t{event.protocol} << 16 | std::uint32_t{event.icmpType} << 8 | event.icmpCode)
        .key();
}

std::uint64_t tokenKey(const TraceEvent& event)
{
    return event.token == 0
               ? 0
               : std::uint64_t{event.token} << 32 | std::uint64_t{event.ipId} << 8 | event.protocol;
}

std::uint64_t peerKey(const TraceEvent& request)
{
    return Mixer()
        .add(request.destination)
        .add(std::uint32_t{request.protocol} << 16 | request.portB) // the port, or the echo sequence number
        .key();
}

std::uint64_t peerKeyOfReply(const TraceEvent& reply)
{
    return Mixer()
        .add(reply.source)
        .add(std::uint32_t{reply.protocol} << 16 | (isIcmp(reply) ? reply.portB : reply.portA))
        .key();
}

} // namespace hookwalk
