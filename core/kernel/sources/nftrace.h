// SPDX-License-Identifier: GPL-3.0-or-later
// Packets and rules that nftrace reports (nft(8), "meta nftrace set 1"): the one source that says which
// packet an event belongs to. Read from netlink, group NFNLGRP_NFTRACE, through libmnl.
//
// An event of one of our trace points is a sighting of the packet at that chain; any other is a rule that was
// run. Events have no time; the time of reading is used. Of the packet they have the IP header, 40 bytes at
// most, and the next 20 bytes, so what an ICMP error quotes is cut short.
#pragma once

#include "kernel/base/devicenames.h"
#include "kernel/netlink/netfilterevents.h"
#include "kernel/sources/livesource.h"
#include "kernel/sources/nftraceevent.h"

#include <map>
#include <memory>
#include <unordered_set>

namespace hookwalk::kernel
{

class Nftrace : public LiveSource
{
public:
    // Listens in the network namespace that the process is in. `tag`: of the sightings' prefix.
    static Result<std::unique_ptr<Nftrace>> open(std::uint32_t tag);

    int fd() const override { return m_events.fd(); }
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override { return m_events.room(); }
    void count(protocol::Lost& lost) override { lost.nftrace = m_events.dropped(); }

private:
    Nftrace(NetfilterEvents events, std::uint32_t tag)
        : m_events(std::move(events))
        , m_tag(tag)
    {
    }
    void take(const NftraceEvent& event, ReportStream& to);
    void takeSighting(const NftraceEvent& event, ReportStream& to);
    void takeConnection(const NftraceEvent& event, ReportStream& to);

    NetfilterEvents m_events;
    std::uint32_t m_tag;
    DeviceNames m_devices;
    std::map<std::uint32_t, NftraceConnection> m_connections; // as last told, by packet
    std::unordered_set<std::uint32_t> m_marked;               // packets that a rule of ours reported
    std::uint64_t m_sequence = 0;                             // our own count of sightings
};

} // namespace hookwalk::kernel
