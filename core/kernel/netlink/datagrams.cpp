// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/datagrams.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <vector>

namespace hookwalk::kernel
{

void enlargeReceiveBuffer(int socket)
{
    constexpr int bytes = 32 * 1024 * 1024; // the kernel takes twice that, for what it adds (socket(7))
    if (setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

std::uint32_t datagramsThatFit(int socket, std::size_t bytesEach)
{
    int bytes = 0;
    socklen_t size = sizeof bytes;
    getsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, &size);
    return static_cast<std::uint32_t>(static_cast<std::size_t>(bytes) / bytesEach);
}

std::uint64_t droppedDatagrams(int socket)
{
    std::array<std::uint32_t, SK_MEMINFO_VARS> numbers{};
    socklen_t size = sizeof numbers;
    getsockopt(socket, SOL_SOCKET, SO_MEMINFO, numbers.data(), &size);
    return numbers[SK_MEMINFO_DROPS];
}

struct Datagrams::Slots {
    std::vector<std::uint8_t> bytes;
    std::vector<iovec> parts;
    std::vector<mmsghdr> headers;
};

Datagrams::Datagrams(unsigned count, std::size_t bytes)
    : m_count(count)
    , m_bytes(bytes)
    , m_slots(std::make_unique<Slots>())
{
    m_slots->bytes.resize(count * bytes);
    m_slots->parts.resize(count);
    m_slots->headers.resize(count);
    for (unsigned i = 0; i < count; ++i) {
        m_slots->parts[i] = {m_slots->bytes.data() + i * bytes, bytes};
        auto& header = m_slots->headers[i].msg_hdr;
        header.msg_iov = &m_slots->parts[i];
        header.msg_iovlen = 1;
    }
}

Datagrams::~Datagrams() = default;
Datagrams::Datagrams(Datagrams&& other) noexcept = default;
Datagrams& Datagrams::operator=(Datagrams&& other) noexcept = default;

int Datagrams::receive(int socket)
{
    for (;;) {
        const int count = recvmmsg(socket, m_slots->headers.data(), m_count, MSG_DONTWAIT, nullptr);
        if (count >= 0)
            return count;
        if (errno == EAGAIN)
            return 0;
        if (errno != EINTR && errno != ENOBUFS) // ENOBUFS: some were dropped; the rest can be read
            return -1;
    }
}

std::span<const std::uint8_t> Datagrams::bytes(int index) const
{
    const auto i = static_cast<std::size_t>(index);
    return {m_slots->bytes.data() + i * m_bytes, std::min<std::size_t>(m_slots->headers[i].msg_len, m_bytes)};
}

} // namespace hookwalk::kernel
