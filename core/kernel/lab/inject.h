// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that do not come from the tun: made by a process of the machine under study, or arriving from one
// of its neighbours.
#pragma once

#include "kernel/lab/lablinks.h"
#include "model/uniquefd.h"

#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// The other end of a device of the machine under study, in a namespace of its own.
class FarEnd
{
public:
    // In that namespace, where the process is now; takes CAP_NET_RAW there. `device`: the one of the machine
    // under study, `nearMac` its address.
    static Result<FarEnd> open(std::string device, const MacAddress& nearMac);
    // The end's own number is known once its device is made.
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

// From a process in the namespace that the process is in, through raw(7) with the IP header as given: OUTPUT,
// POSTROUTING. The kernel fills in the checksum of the IPv4 header, its length, and an id of 0
// (raw_send_hdrinc() in net/ipv4/raw.c).
// That a rule drops it in OUTPUT (EPERM) is no error: then it was sent and stopped on its way. Where the
// kernel makes no packet of it at all (ENETUNREACH: no route) this is an Error with that errno.
Result<void> sendFromHere(std::string_view packet);

} // namespace hookwalk::kernel
