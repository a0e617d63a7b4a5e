#include "wire/echo.h"

#include <tins/exceptions.h>
#include <tins/icmp.h>
#include <tins/ip.h>
#include <tins/rawpdu.h>

namespace hookwalk::wire
{

namespace
{

Tins::IPv4Address toTins(const IpAddress& address)
{
    return Tins::IPv4Address(address.toString());
}

IpAddress fromTins(Tins::IPv4Address address)
{
    return IpAddress::parse(address.to_string()).value_or(IpAddress{});
}

const Tins::ICMP* icmpIn(const Tins::IP& ip)
{
    return dynamic_cast<const Tins::ICMP*>(ip.inner_pdu());
}

// The type as a number: Tins::ICMP::type() gives an enumeration that does not hold every byte.
std::uint8_t icmpType(std::span<const std::uint8_t> packet, const Tins::IP& ip)
{
    return packet[ip.head_len() * 4U];
}

// Redirect and source quench are advice: the echo itself went on, so they answer nothing.
Received errorKind(std::uint8_t type)
{
    switch (type) {
    case Tins::ICMP::TIME_EXCEEDED:
        return Received::TimeExceeded;
    case Tins::ICMP::DEST_UNREACHABLE:
        return Received::Unreachable;
    case Tins::ICMP::PARAM_PROBLEM:
        return Received::OtherIcmpError;
    default:
        return Received::Foreign;
    }
}

// An ICMP error quotes the header of the packet it is about and at least 8 bytes more (RFC 792): for an echo
// request just its ICMP header.
void readQuotedEcho(const Tins::ICMP& error, ReceivedPacket& received)
{
    const auto* quote = error.find_pdu<Tins::RawPDU>();
    if (!quote)
        return;
    const std::span bytes(quote->payload());
    const Tins::IP ip(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
    const auto* echo = icmpIn(ip);
    if (!echo || icmpType(bytes, ip) != Tins::ICMP::ECHO_REQUEST)
        return;
    received.kind = errorKind(received.icmpType);
    received.id = echo->id();
    received.sequence = echo->sequence();
}

void readIp(std::span<const std::uint8_t> bytes, ReceivedPacket& received)
{
    const Tins::IP ip(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
    received.source = fromTins(ip.src_addr());
    received.destination = fromTins(ip.dst_addr());
    received.ttl = ip.ttl();
    const auto* icmp = icmpIn(ip);
    if (!icmp)
        return;
    received.icmpType = icmpType(bytes, ip);
    received.icmpCode = icmp->code();
    if (received.icmpType == Tins::ICMP::ECHO_REPLY) {
        received.kind = Received::EchoReply;
        received.id = icmp->id();
        received.sequence = icmp->sequence();
    } else if (errorKind(received.icmpType) != Received::Foreign) {
        readQuotedEcho(*icmp, received);
    }
}

} // namespace

std::vector<std::uint8_t> craft(const EchoRequest& request)
{
    Tins::ICMP echo(Tins::ICMP::ECHO_REQUEST);
    echo.id(request.id);
    echo.sequence(request.sequence);
    Tins::IP ip = Tins::IP(toTins(request.destination), toTins(request.source)) / echo;
    if (!request.payload.empty())
        ip /= Tins::RawPDU(request.payload);
    ip.id(request.ipId);
    ip.ttl(request.ttl);
    return ip.serialize();
}

ReceivedPacket readPacket(std::span<const std::uint8_t> bytes)
{
    ReceivedPacket received;
    constexpr unsigned ipv4 = 4;
    if (bytes.empty() || bytes[0] >> 4 != ipv4)
        return received;
    try {
        readIp(bytes, received);
    } catch (const Tins::exception_base&) {
        received.kind = Received::Foreign; // too short, or lengths in it that cannot be
    }
    return received;
}

} // namespace hookwalk::wire
