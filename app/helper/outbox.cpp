// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox.h"

#include "kernel/base/failure.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace hookwalk::helper
{

namespace
{

ssize_t sendSome(int socket, std::string_view bytes, int attached)
{
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    if (attached >= 0) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &attached, sizeof attached);
    }
    return sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

void Outbox::add(std::string frame, UniqueFd attached)
{
    m_bytes += frame.size();
    m_parcels.push_back({std::move(frame), std::move(attached)});
}

Result<void> Outbox::send()
{
    while (!m_parcels.empty()) {
        Parcel& first = m_parcels.front();
        const auto rest = std::string_view(first.bytes).substr(m_sent);
        const auto size = sendSome(m_socket, rest, first.attached.get());
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return {};
        if (size < 0 && (errno == EPIPE || errno == ECONNRESET)) { // reading from it reports that, too
            m_parcels.clear();
            m_sent = m_bytes = 0;
            return {};
        }
        if (size < 0)
            return kernel::systemFailure(say("session-not-reached"), errno);
        first.attached = UniqueFd(); // now owned by the session
        m_sent += static_cast<std::size_t>(size);
        m_bytes -= static_cast<std::size_t>(size);
        if (m_sent == first.bytes.size()) {
            m_parcels.pop_front();
            m_sent = 0;
        }
    }
    return {};
}

} // namespace hookwalk::helper
