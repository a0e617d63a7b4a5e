// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ping.h"

#include "wire/rawpacket.h"

#include <algorithm>

namespace hookwalk::session
{

namespace
{

using Protocol = wire::Probe::Protocol;

tl::unexpected<Error> wrong(Said said)
{
    return failure(ErrorCode::BadInput, std::move(said));
}

Result<void> checkAddresses(const PingRequest& request)
{
    if (request.destination.isNull())
        return wrong(say("destination-missing"));
    if (request.source.isNull())
        return wrong(say("source-missing"));
    if (request.source.isV4() != request.destination.isV4())
        return wrong(say("families-differ"));
    if (request.also.size() > maxFurtherAddresses)
        return wrong(say("too-many-addresses"));
    return {};
}

Result<void> checkFragments(const PingRequest& request)
{
    if (request.fragmentBytes == 0)
        return {};
    if (request.fragmentBytes % 8 != 0 || request.fragmentBytes > maxFragmentBytes)
        return wrong(say("fragment-size-unusable"));
    if (request.dontFragment)
        return wrong(say("fragments-forbidden"));
    return {};
}

Result<void> checkTcp(const PingRequest& request)
{
    if (request.tcpFlags.empty() || request.tcpFlags.size() > maxTcpFlags)
        return wrong(say("too-many-tcp-packets"));
    if (request.protocol != Protocol::Tcp && request.tcpFlags != PingRequest().tcpFlags)
        return wrong(say("flags-without-tcp"));
    if (!request.handshake)
        return {};
    if (request.protocol != Protocol::Tcp || request.tcpFlags != PingRequest().tcpFlags)
        return wrong(say("handshake-needs-syn"));
    if (request.from == PingFrom::Device)
        return wrong(say("handshake-not-from-device"));
    return {};
}

std::span<const std::uint8_t> bytesOf(const std::string& packet)
{
    return {reinterpret_cast<const std::uint8_t*>(packet.data()), packet.size()};
}

// The kernel completes the IPv4 header of what a process here sends, raw_send_hdrinc() in net/ipv4/raw.c.
Result<void> checkRaw(const PingRequest& request)
{
    if (request.raw.empty())
        return {};
    if (isBySocket(request.from))
        return wrong(say("raw-from-here"));
    return wire::readRaw(bytesOf(request.raw)).map([](const auto&) {});
}

Result<void> checkOrigin(const PingRequest& request)
{
    if (request.from == PingFrom::Device && (request.device.empty() || request.device.size() > 15))
        return wrong(say("device-name-unusable"));
    return {};
}

} // namespace

std::size_t mostPayloadBytes(const PingRequest& request)
{
    std::size_t tcpHeaderMore = 0; // than UDP's header
    for (const auto flags : request.tcpFlags) {
        if (request.protocol == Protocol::Tcp)
            tcpHeaderMore = std::max(tcpHeaderMore, wire::tcpHeaderBytes(flags) - 8);
    }
    if (request.fragmentBytes != 0)
        return maxFragmentedPayloadBytes - tcpHeaderMore;
    const std::size_t ipv6HeaderMore = request.destination.isV4() ? 0 : 20;
    return maxPayloadBytes - ipv6HeaderMore - tcpHeaderMore;
}

void setRaw(PingRequest& request, std::string packet)
{
    const PingRequest usual;
    request.raw = std::move(packet);
    request.payload = usual.payload;
    request.fragmentBytes = 0;
    request.dontFragment = request.handshake = false;
    request.damage = wire::Damage::None;
    request.tcpFlags = usual.tcpFlags;
    request.sameConnection = true;
    const auto raw = wire::readRaw(bytesOf(request.raw));
    if (!raw)
        return;
    request.source = raw->source;
    request.destination = raw->destination;
    request.ttl = std::max<quint8>(raw->ttl, 1); // not used
    request.protocol = raw->protocol;
    request.destinationPort = raw->port;
    (raw->protocol == Protocol::IcmpEcho ? request.firstId : request.sourcePort) = raw->id;
}

Result<void> check(const PingRequest& request)
{
    if (auto raw = checkRaw(request); !raw)
        return raw;
    if (auto addresses = checkAddresses(request); !addresses)
        return addresses;
    if (request.count < 1 || request.count > maxPings)
        return wrong(say("count-out-of-range"));
    if (request.intervalUs < 0 || request.intervalUs > maxIntervalUs)
        return wrong(say("interval-out-of-range"));
    if (request.timeoutUs < 1 || request.timeoutUs > maxTimeoutUs)
        return wrong(say("timeout-out-of-range"));
    if (auto fragments = checkFragments(request).and_then([&] { return checkTcp(request); }); !fragments)
        return fragments;
    if (const auto most = mostPayloadBytes(request); request.payload.size() > most)
        return wrong(request.fragmentBytes == 0 ? say("payload-needs-fragments", most)
                                                : say("payload-too-long", most));
    if (request.ttl < 1)
        return wrong(say("ttl-out-of-range"));
    if (request.damage == wire::Damage::IpChecksum && !request.destination.isV4())
        return wrong(say("ipv6-without-checksum"));
    return checkOrigin(request);
}

} // namespace hookwalk::session
