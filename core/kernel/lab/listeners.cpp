// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/listeners.h"

#include "kernel/base/failure.h"

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hookwalk::kernel
{

namespace
{

template<typename Address> bool bindTo(int socket, const Address& address)
{
    return bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Result<UniqueFd> bound(int type, std::uint16_t port)
{
    const auto failed = [&](int error) { return systemFailure(say("no-service-at-port", port), error); };
    UniqueFd both(socket(AF_INET6, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int off = 0;
    if (both && setsockopt(both.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0) {
        sockaddr_in6 any{};
        any.sin6_family = AF_INET6;
        any.sin6_port = htons(port);
        if (bindTo(both.get(), any))
            return both;
        return failed(errno);
    }
    UniqueFd ipv4(socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)); // a kernel without IPv6
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_port = htons(port);
    if (!ipv4 || !bindTo(ipv4.get(), any))
        return failed(errno);
    return ipv4;
}

} // namespace

Result<UniqueFd> listenTcp(std::uint16_t port)
{
    return bound(SOCK_STREAM, port).and_then([](UniqueFd socket) -> Result<UniqueFd> {
        if (listen(socket.get(), SOMAXCONN) != 0)
            return systemFailure(say("service-cannot-listen"), errno);
        return socket;
    });
}

Result<UniqueFd> silentUdp(std::uint16_t port)
{
    return bound(SOCK_DGRAM, port);
}

} // namespace hookwalk::kernel
