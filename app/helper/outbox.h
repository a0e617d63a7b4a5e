// SPDX-License-Identifier: GPL-3.0-or-later
// The queue to the session: frames, and descriptors sent with one of them (SCM_RIGHTS, unix(7)). Never
// blocks.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <deque>
#include <string>

namespace hookwalk::helper
{

class Outbox
{
public:
    // If the session does not read, no more than this is queued; then the helper stops reading its sources,
    // and the kernel counts what is lost.
    static constexpr std::size_t fullBytes = 4 * 1024 * 1024;

    explicit Outbox(int socket)
        : m_socket(socket)
    {
    }
    void add(std::string frame, UniqueFd attached = UniqueFd());
    Result<void> send(); // as much as the socket takes now
    bool isEmpty() const { return m_parcels.empty(); }
    bool isFull() const { return m_bytes >= fullBytes; }

private:
    struct Parcel {
        std::string bytes;
        UniqueFd attached; // goes with the first byte
    };

    int m_socket;
    std::deque<Parcel> m_parcels;
    std::size_t m_sent = 0; // bytes of the first parcel
    std::size_t m_bytes = 0;
};

} // namespace hookwalk::helper
