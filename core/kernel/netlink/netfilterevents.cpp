// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/netfilterevents.h"

#include "kernel/base/failure.h"

#include <cerrno>
#include <libmnl/libmnl.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

// The longest are nftrace's: three names of up to 255 bytes each and some 250 bytes besides.
constexpr std::size_t eventBytes = 2048;
constexpr unsigned messagesAtOnce = 64;
constexpr unsigned messagesAtMost = 1024; // in one read()

} // namespace

void NetfilterEvents::Close::operator()(mnl_socket* socket) const
{
    mnl_socket_close(socket);
}

NetfilterEvents::NetfilterEvents(mnl_socket* socket, std::string what)
    : m_socket(socket)
    , m_what(std::move(what))
    , m_messages(messagesAtOnce, eventBytes)
{
}

Result<NetfilterEvents> NetfilterEvents::open(std::initializer_list<int> groups, std::string what)
{
    auto* const socket = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
    if (!socket)
        return systemFailure(say("no-events", what), errno, say("load-event-modules"));
    NetfilterEvents events(socket, std::move(what));
    enlargeReceiveBuffer(events.fd());
    bool listens = mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) == 0;
    for (int group : groups)
        listens = listens && mnl_socket_setsockopt(socket, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) == 0;
    if (!listens)
        return systemFailure(say("events-not-allowed", events.m_what), errno);
    return events;
}

int NetfilterEvents::fd() const
{
    return mnl_socket_get_fd(m_socket.get());
}

std::uint32_t NetfilterEvents::room() const
{
    constexpr std::size_t usualBytes = 1536; // a message of 500, and the kernel's sk_buff around it
    return datagramsThatFit(fd(), usualBytes);
}

Result<bool> NetfilterEvents::read(const std::function<void(const nlmsghdr&)>& take)
{
    for (unsigned taken = 0; taken < messagesAtMost;) {
        const int count = m_messages.receive(fd());
        if (count < 0)
            return systemFailure(say("events-not-read", m_what), errno);
        if (count == 0)
            return false;
        for (int i = 0; i < count; ++i) {
            const auto bytes = m_messages.bytes(i);
            const auto* const message = reinterpret_cast<const nlmsghdr*>(bytes.data());
            if (mnl_nlmsg_ok(message, static_cast<int>(bytes.size())))
                take(*message);
        }
        taken += static_cast<unsigned>(count);
    }
    return true;
}

} // namespace hookwalk::kernel
