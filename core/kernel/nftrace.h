// Packets and rules that nftrace reports (nft(8), "meta nftrace set 1"): the one source that says which
// packet an event belongs to. Read from netlink, group NFNLGRP_NFTRACE, through libmnl.
//
// An event of a trace point of ours is a sighting of the packet at that chain; any other is a rule that was
// run. The kernel gives no time, so each has the time at which it was read. Of the packet it gives the IP
// header, 40 bytes at most, and 20 bytes behind it: what an ICMP error quotes is cut short.
#pragma once

#include "kernel/datagrams.h"
#include "kernel/devicenames.h"
#include "kernel/livesource.h"

#include <memory>

struct mnl_socket;

namespace hookwalk::kernel
{

struct NftraceEvent;

class Nftrace : public LiveSource
{
public:
    // Listens in the network namespace that the process is in. `tag`: of the sightings' prefix.
    static Result<std::unique_ptr<Nftrace>> open(std::uint32_t tag);

    int fd() const override;
    Result<bool> read(ReportStream& to) override;
    void count(protocol::Lost& lost) override; // events

private:
    struct Close {
        void operator()(mnl_socket* socket) const;
    };
    Nftrace(mnl_socket* socket, std::uint32_t tag);
    Result<void> subscribe();
    void take(const NftraceEvent& event, ReportStream& to);
    void takeSighting(const NftraceEvent& event, ReportStream& to);

    std::unique_ptr<mnl_socket, Close> m_socket;
    std::uint32_t m_tag;
    Datagrams m_messages;
    DeviceNames m_devices;
    std::uint64_t m_sequence = 0; // our own count of sightings
};

} // namespace hookwalk::kernel
