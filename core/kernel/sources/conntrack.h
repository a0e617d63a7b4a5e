// SPDX-License-Identifier: GPL-3.0-or-later
// What connection tracking reports of traced addresses: "connection" lines (wire/factline.h) for those it
// knows already, then for each event. Through libmnl and libnetfilter_conntrack.
//
// The kernel sends events of connections that were made while somebody listened
// (net.netfilter.nf_conntrack_events = 2, its default), and gives no time: each has that of its reading.
#pragma once

#include "kernel/netlink/netfilterevents.h"
#include "kernel/sources/livesource.h"
#include "model/ipaddress.h"

#include <memory>
#include <vector>

namespace hookwalk::kernel
{

class Conntrack : public LiveSource
{
public:
    // In the network namespace that the process is in.
    static Result<std::unique_ptr<Conntrack>> open(std::vector<IpAddress> addresses);

    int fd() const override { return m_events.fd(); }
    // The first time with the connections that were there at open(), as updates.
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override { return m_events.room(); }
    void count(protocol::Lost& lost) override { lost.connections = m_events.dropped(); }

private:
    Conntrack(NetfilterEvents events, std::vector<IpAddress> addresses)
        : m_events(std::move(events))
        , m_addresses(std::move(addresses))
    {
    }
    Result<void> dump();
    void take(const nlmsghdr& message, ReportStream& to) const;

    NetfilterEvents m_events;
    std::vector<IpAddress> m_addresses;
    ReportStream m_known;
};

} // namespace hookwalk::kernel
