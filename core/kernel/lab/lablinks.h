// SPDX-License-Identifier: GPL-3.0-or-later
// What a namespace of the lab is given through rtnetlink: links, addresses, routes and neighbours. Internal to
// kernel.
#pragma once

#include "kernel/netlink/netlink.h"
#include "model/network.h"

#include <array>
#include <string>

namespace hookwalk::kernel
{

using MacAddress = std::array<std::uint8_t, 6>;

class LabLinks
{
public:
    // For the network namespace that the process is in now, also after the process has entered another one.
    static Result<LabLinks> open();

    struct End {
        std::string name;
        MacAddress mac;
    };
    // Two joined Ethernet devices, `here` in this namespace, `there` in the one behind the descriptor.
    Result<void> addVeth(const End& here, const End& there, int thereNamespace);
    Result<std::uint32_t> indexOf(const std::string& link);
    // IPv6 addresses without a search for duplicates: they can be used at once.
    Result<void> addAddress(const std::string& link, const Network& network);
    Result<void> addDefaultRoute(const std::string& link, const IpAddress& gateway);
    // A permanent entry, so that no packet waits for ARP.
    Result<void> addNeighbour(const std::string& link, const IpAddress& address, const MacAddress& mac);
    // Without multicast and ARP, so that the device neither joins a multicast group of IPv6 nor announces that
    // (MLD).
    Result<void> setUp(const std::string& link);
    // Until the kernel reports the link as ready to carry packets (IF_OPER_UP, RFC 2863), at most three
    // seconds.
    Result<void> waitUntilReady(const std::string& link);

private:
    LabLinks(NlSocket requests, NlSocket events)
        : m_requests(std::move(requests))
        , m_events(std::move(events))
    {
    }

    NlSocket m_requests;
    NlSocket m_events; // tells when a link changes
};

} // namespace hookwalk::kernel
