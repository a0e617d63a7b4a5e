// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ping.h"

namespace hookwalk::session
{

namespace
{

using Protocol = wire::Probe::Protocol;

tl::unexpected<Error> wrong(std::string sentence)
{
    return failure(ErrorCode::BadInput, std::move(sentence));
}

Result<void> checkAddresses(const PingRequest& request)
{
    if (request.destination.isNull())
        return wrong("The destination is no address. Give one like 203.0.113.29.");
    if (request.source.isNull())
        return wrong("The source is no address. Give one like 192.168.69.1.");
    if (request.source.isV4() != request.destination.isV4())
        return wrong("The source is an address of the other family. Give two IPv4 or two IPv6 addresses.");
    if (request.also.size() > maxFurtherAddresses)
        return wrong("More than 60 further addresses cannot be traced. Leave some out.");
    return {};
}

Result<void> checkFragments(const PingRequest& request)
{
    if (request.fragmentBytes == 0)
        return {};
    if (request.fragmentBytes % 8 != 0 || request.fragmentBytes > maxFragmentBytes)
        return wrong("The size of the fragments cannot be used. Give a multiple of 8 from 8 to 1448.");
    if (request.dontFragment)
        return wrong("A packet that must not be fragmented cannot be sent in fragments. Choose one.");
    return {};
}

Result<void> checkOrigin(const PingRequest& request)
{
    if (request.from == PingFrom::Device && (request.device.empty() || request.device.size() > 15))
        return wrong("The device cannot be used. Give a name of 1 to 15 bytes, for example eth0.");
    return {};
}

} // namespace

std::size_t mostPayloadBytes(const PingRequest& request)
{
    const std::size_t tcpHeaderMore = request.protocol == Protocol::TcpSyn ? 12 : 0; // than UDP's 8 bytes
    if (request.fragmentBytes != 0)
        return maxFragmentedPayloadBytes - tcpHeaderMore;
    const std::size_t ipv6HeaderMore = request.destination.isV4() ? 0 : 20;
    return maxPayloadBytes - ipv6HeaderMore - tcpHeaderMore;
}

Result<void> check(const PingRequest& request)
{
    if (auto addresses = checkAddresses(request); !addresses)
        return addresses;
    if (request.count < 1 || request.count > maxPings)
        return wrong("The count is out of range. Give a number from 1 to 1000000.");
    if (request.intervalUs < 0 || request.intervalUs > maxIntervalUs)
        return wrong("The interval is out of range. Give 0 to 3600 seconds.");
    if (request.timeoutUs < 1 || request.timeoutUs > maxTimeoutUs)
        return wrong("The timeout is out of range. Give more than 0 and at most 60 seconds.");
    if (auto fragments = checkFragments(request); !fragments)
        return fragments;
    if (const auto most = mostPayloadBytes(request); request.payload.size() > most)
        return wrong("The payload is too long. At most " + std::to_string(most) + " bytes fit into one " +
                     (request.fragmentBytes == 0 ? "packet; more only in fragments." : "packet."));
    if (request.ttl < 1)
        return wrong("The TTL is out of range. Give a number from 1 to 255.");
    if (request.damage == wire::Damage::IpChecksum && !request.destination.isV4())
        return wrong("IPv6 headers have no checksum that could be wrong. Damage the transport's instead.");
    return checkOrigin(request);
}

} // namespace hookwalk::session
