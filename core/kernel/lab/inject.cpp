// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/inject.h"

#include "kernel/base/checksum.h"
#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace hookwalk::kernel
{

namespace
{

int versionOf(std::string_view packet)
{
    return static_cast<unsigned char>(packet.front()) >> 4;
}

struct SocketAddress {
    sockaddr_in6 bytes{}; // has room for both families
    socklen_t size = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

bool sendTo(int socket, std::string_view packet, const sockaddr* to, socklen_t size)
{
    return sendto(socket, packet.data(), packet.size(), 0, to, size) >= 0;
}

SocketAddress socketAddress(const IpAddress& address, std::uint16_t port)
{
    SocketAddress made;
    if (address.isV4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        std::memcpy(&v4.sin_addr, address.bytes.data() + 12, sizeof v4.sin_addr);
        std::memcpy(&made.bytes, &v4, sizeof v4);
        made.size = sizeof v4;
    } else {
        made.bytes.sin6_family = AF_INET6;
        made.bytes.sin6_port = htons(port);
        std::memcpy(&made.bytes.sin6_addr, address.bytes.data(), sizeof made.bytes.sin6_addr);
        made.size = sizeof made.bytes;
    }
    return made;
}

IpAddress destinationOf(std::string_view packet)
{
    IpAddress address = versionOf(packet) == 4 ? IpAddress::v4(0) : IpAddress();
    if (address.isV4())
        std::memcpy(address.bytes.data() + 12, packet.data() + 16, 4);
    else
        std::memcpy(address.bytes.data(), packet.data() + 24, 16);
    return address;
}

// RFC 792, RFC 4443; the kernel fills in the checksum of ICMPv6 (raw(7), ipv6(7)).
std::string echoRequest(const protocol::SendHere& order)
{
    const bool isV4 = order.source.isV4();
    icmphdr echo{}; // icmp6hdr has the same places for an echo
    echo.type = isV4 ? std::uint8_t{ICMP_ECHO} : std::uint8_t{ICMPV6_ECHO_REQUEST};
    echo.un.echo.id = htons(order.sourcePort);
    echo.un.echo.sequence = htons(order.destinationPort);
    std::string bytes(reinterpret_cast<const char*>(&echo), sizeof echo);
    bytes += order.payload;
    if (isV4) {
        echo.checksum =
            htons(checksumOf({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
        bytes.replace(0, sizeof echo, reinterpret_cast<const char*>(&echo), sizeof echo);
    }
    return bytes;
}

bool setHeader(int socket, const protocol::SendHere& order)
{
    const bool isV4 = order.source.isV4();
    const int on = 1, ttl = order.ttl, discovery = order.dontFragment ? IP_PMTUDISC_DO : IP_PMTUDISC_DONT;
    const auto set = [socket](int level, int option, const int& value) {
        return setsockopt(socket, level, option, &value, sizeof value) == 0;
    };
    return set(SOL_SOCKET, SO_REUSEADDR, on) &&
           (isV4 ? set(IPPROTO_IP, IP_TTL, ttl) : set(IPPROTO_IPV6, IPV6_UNICAST_HOPS, ttl)) &&
           (!isV4 || set(IPPROTO_IP, IP_MTU_DISCOVER, discovery));
}

Result<void> openAndClose(int socket, const SocketAddress& to, std::uint32_t timeoutMs)
{
    if (connect(socket, to.get(), to.size) == 0 || errno == ECONNREFUSED)
        return {};
    if (errno != EINPROGRESS)
        return systemFailure(say("packet-not-sent"), errno);
    pollfd opened{socket, POLLOUT, 0};
    poll(&opened, 1, static_cast<int>(timeoutMs));
    return {};
}

} // namespace

Result<FarEnd> FarEnd::open(std::string device, const MacAddress& nearMac)
{
    UniqueFd opened(socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!opened)
        return systemFailure(say("no-packet-socket", device), errno);
    return FarEnd(std::move(device), nearMac, std::move(opened));
}

Result<void> FarEnd::send(std::string_view packet) const
{
    sockaddr_ll to{};
    to.sll_family = AF_PACKET;
    to.sll_protocol = htons(versionOf(packet) == 6 ? ETHERTYPE_IPV6 : ETHERTYPE_IP);
    to.sll_ifindex = m_index;
    to.sll_halen = ETH_ALEN;
    std::ranges::copy(m_nearMac, std::begin(to.sll_addr));
    if (!sendTo(m_socket.get(), packet, reinterpret_cast<const sockaddr*>(&to), sizeof to))
        return systemFailure(say("packet-not-sent-to", m_device), errno, say("bring-device-up"));
    return {};
}

Result<void> sendFromHere(std::string_view packet)
{
    constexpr std::size_t headerBytes4 = 20;
    constexpr std::size_t headerBytes6 = 40;
    const int version = versionOf(packet);
    const bool isV4 = version == 4 && packet.size() >= headerBytes4;
    const bool isV6 = version == 6 && packet.size() >= headerBytes6;
    if (!isV4 && !isV6)
        return failure(ErrorCode::BadInput, say("no-ip-header"));
    const UniqueFd raw(socket(isV4 ? AF_INET : AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW));
    if (!raw)
        return systemFailure(say("no-raw-socket"), errno);
    const auto to = socketAddress(destinationOf(packet), 0);
    if (!sendTo(raw.get(), packet, to.get(), to.size) && errno != EPERM)
        return systemFailure(say("packet-not-sent"), errno);
    return {};
}

Result<void> sendBySocket(const protocol::SendHere& order)
{
    const bool isV4 = order.source.isV4();
    const bool isTcp = order.protocol == IPPROTO_TCP, isUdp = order.protocol == IPPROTO_UDP;
    const int type = isTcp ? SOCK_STREAM : isUdp ? SOCK_DGRAM : SOCK_RAW;
    const UniqueFd sender(
        socket(isV4 ? AF_INET : AF_INET6, type | SOCK_CLOEXEC | SOCK_NONBLOCK, order.protocol));
    const bool hasPorts = isTcp || isUdp;
    const auto from = socketAddress(order.source, hasPorts ? order.sourcePort : 0);
    const auto to = socketAddress(order.destination, hasPorts ? order.destinationPort : 0);
    if (!sender || !setHeader(sender.get(), order) || bind(sender.get(), from.get(), from.size) < 0)
        return systemFailure(say("packet-not-sent"), errno);
    if (isTcp)
        return openAndClose(sender.get(), to, order.timeoutMs);
    const std::string content = isUdp ? order.payload : echoRequest(order);
    if (!sendTo(sender.get(), content, to.get(), to.size) && errno != EPERM)
        return systemFailure(say("packet-not-sent"), errno);
    return {};
}

} // namespace hookwalk::kernel
