// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that do not come from the tun: made by a process of the machine under study, or arriving from one
// of its neighbours.
#pragma once

#include "kernel/lab/lablinks.h"
#include "model/uniquefd.h"
#include "protocol/messages.h"

#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// The other end of a device of the machine under study, in a namespace of its own.
class FarEnd
{
public:
    // To be called in that namespace; needs CAP_NET_RAW there. `device` is the device of the machine under
    // study, `nearMac` its address.
    static Result<FarEnd> open(std::string device, const MacAddress& nearMac);
    // The index of this end's own device, once that is made.
    void setIndex(std::uint32_t index) { m_index = static_cast<int>(index); }

    const std::string& device() const { return m_device; }
    // The IP packet in an Ethernet frame, byte for byte as given, so that it arrives at the device.
    Result<void> send(std::string_view packet) const;

private:
    FarEnd(std::string device, const MacAddress& nearMac, UniqueFd socket)
        : m_device(std::move(device))
        , m_nearMac(nearMac)
        , m_socket(std::move(socket))
    {
    }

    std::string m_device;
    MacAddress m_nearMac;
    UniqueFd m_socket; // packet(7), sends only
    int m_index = 0;
};

// Sends from this process and its namespace, through raw(7) with the IP header as given: OUTPUT, POSTROUTING.
// The kernel fills in checksum and length of the IPv4 header, and the id if it is 0 (raw_send_hdrinc() in
// net/ipv4/raw.c). It is no error if a rule drops the packet in OUTPUT (EPERM): it was sent and then stopped.
// It is an Error with errno if the kernel makes no packet at all (ENETUNREACH: no route).
Result<void> sendFromHere(std::string_view packet);

// By a socket of this process and its namespace; see protocol::SendHere. It is no error if a rule drops the packet in
// OUTPUT. An Error with errno if the kernel sends nothing at all (EADDRNOTAVAIL: no address of this machine;
// ENETUNREACH: no route).
Result<void> sendBySocket(const protocol::SendHere& order);

} // namespace hookwalk::kernel
