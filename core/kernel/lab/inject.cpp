// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/inject.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hookwalk::kernel
{

namespace
{

int versionOf(std::string_view packet)
{
    return static_cast<unsigned char>(packet.front()) >> 4;
}

template<typename Address> bool sendTo(int socket, std::string_view packet, const Address& to)
{
    return sendto(socket, packet.data(), packet.size(), 0, reinterpret_cast<const sockaddr*>(&to),
                  sizeof to) >= 0;
}

bool sendRaw4(int socket, std::string_view packet)
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    std::memcpy(&to.sin_addr, packet.data() + 16, sizeof to.sin_addr);
    return sendTo(socket, packet, to);
}

bool sendRaw6(int socket, std::string_view packet)
{
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    std::memcpy(&to.sin6_addr, packet.data() + 24, sizeof to.sin6_addr);
    return sendTo(socket, packet, to);
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
    if (!sendTo(m_socket.get(), packet, to))
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
    const bool sent = isV4 ? sendRaw4(raw.get(), packet) : sendRaw6(raw.get(), packet);
    if (!sent && errno != EPERM)
        return systemFailure(say("packet-not-sent"), errno);
    return {};
}

} // namespace hookwalk::kernel
