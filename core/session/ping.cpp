// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ping.h"

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

Result<void> check(const PingRequest& request)
{
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
