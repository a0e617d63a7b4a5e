// SPDX-License-Identifier: GPL-3.0-or-later
// Connections of traced addresses, as "connection" lines (wire/factline.h): first those that are tracked
// already, then each event. Through libmnl and libnetfilter_conntrack.
//
// By default (net.netfilter.nf_conntrack_events = 2) the kernel sends events only of connections that began
// while somebody listened. Events have no time; the time of reading is used.
#pragma once

#include "kernel/netlink/netfilterevents.h"
#include "kernel/sources/followed.h"
#include "kernel/sources/livesource.h"
#include "model/ipaddress.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace hookwalk::kernel
{

class Conntrack : public LiveSource
{
public:
    // In the network namespace that the process is in.
    // `followed`: told of the addresses of each connection.
    static Result<std::unique_ptr<Conntrack>> open(std::vector<IpAddress> addresses,
                                                   std::shared_ptr<Followed> followed = {});

    int fd() const override { return m_events.fd(); }
    // The first call also gives the connections that existed at open(), as updates.
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override { return m_events.room(); }
    void count(protocol::Lost& lost) override { lost.connections = m_events.dropped(); }

private:
    Conntrack(NetfilterEvents events, std::vector<IpAddress> addresses, std::shared_ptr<Followed> followed)
        : m_events(std::move(events))
        , m_addresses(std::move(addresses))
        , m_followed(std::move(followed))
    {
    }
    Result<void> dump();
    void take(const nlmsghdr& message, ReportStream& to) const;
    void follow(const nlohmann::ordered_json& fact) const;

    NetfilterEvents m_events;
    std::vector<IpAddress> m_addresses;
    std::shared_ptr<Followed> m_followed; // null: nobody asks
    ReportStream m_known;
};

} // namespace hookwalk::kernel
