// SPDX-License-Identifier: GPL-3.0-or-later
// Datagrams of a socket read many at a time (recvmmsg(2)), for sources that send one for each event.
#pragma once

#include "model/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

struct mmsghdr;

namespace hookwalk::kernel
{

// Enlarges the receive buffer to 64 MiB, or, without CAP_NET_ADMIN, as far as net.core.rmem_max allows.
void enlargeReceiveBuffer(int socket);
// How many datagrams of so many bytes of the kernel's memory the receive buffer holds (SO_RCVBUF).
std::uint32_t datagramsThatFit(int socket, std::size_t bytesEach);
// Datagrams that found the receive buffer full since the socket was made (SO_MEMINFO).
std::uint64_t droppedDatagrams(int socket);

class Datagrams
{
public:
    // At most `count` at a time, the first `bytes` of each.
    Datagrams(unsigned count, std::size_t bytes);
    ~Datagrams();
    Datagrams(Datagrams&& other) noexcept;
    Datagrams& operator=(Datagrams&& other) noexcept;

    // How many came; 0: none are waiting. Does not block. errno stays as the kernel set it where it is -1.
    int receive(int socket);
    std::span<const std::uint8_t> bytes(int index) const; // of the last receive()

private:
    struct Slots;
    unsigned m_count;
    std::size_t m_bytes;
    std::unique_ptr<Slots> m_slots;
};

} // namespace hookwalk::kernel
