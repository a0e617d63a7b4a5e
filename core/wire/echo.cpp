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

// Redirect and source quench are advice: the echo itself went on, so they answer nothing.
Received errorKind(Tins::ICMP::Flags type)
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
    const Tins::IP ip(quote->payload().data(), static_cast<std::uint32_t>(quote->payload_size()));
    const auto* echo = ip.find_pdu<Tins::ICMP>();
    if (!echo || echo->type() != Tins::ICMP::ECHO_REQUEST)
        return;
    received.kind = errorKind(error.type());
    received.id = echo->id();
    received.sequence = echo->sequence();
}

void readIp(const Tins::IP& ip, ReceivedPacket& received)
{
    received.source = fromTins(ip.src_addr());
    received.destination = fromTins(ip.dst_addr());
    received.ttl = ip.ttl();
    const auto* icmp = ip.find_pdu<Tins::ICMP>();
    if (!icmp)
        return;
    received.icmpType = static_cast<std::uint8_t>(icmp->type());
    received.icmpCode = icmp->code();
    if (icmp->type() == Tins::ICMP::ECHO_REPLY) {
        received.kind = Received::EchoReply;
        received.id = icmp->id();
        received.sequence = icmp->sequence();
    } else if (errorKind(icmp->type()) != Received::Foreign) {
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
        readIp(Tins::IP(bytes.data(), static_cast<std::uint32_t>(bytes.size())), received);
    } catch (const Tins::exception_base&) {
        received.kind = Received::Foreign; // too short, or lengths in it that cannot be
    }
    return received;
}

} // namespace hookwalk::wire
