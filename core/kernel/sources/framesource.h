// SPDX-License-Identifier: GPL-3.0-or-later
// Frames as the devices of the network namespace receive and send them (packet(7)), like tcpdump -i any:
// before the first hook and after the last one, damaged ones too. IP and IPv6 packets from or to traced
// addresses, and where these go on with others, which a rule may write without conntrack; 176 bytes of each,
// without link header. On lo each comes twice, sent and received.
//
// The kernel copies each frame into a shared ring as it passes (PACKET_RX_RING). Reading them from the socket
// would show some as they are later, because a clone shares its header with a fragment that is forwarded and
// rewritten in place.
//
// The socket must not ask for arrival times (SO_TIMESTAMP): while any socket does, NFLOG's times mean
// something else (kernel/sources/nflogclock.h). The ring has times of its own.
#pragma once

#include "kernel/base/devicenames.h"
#include "kernel/sources/carriers.h"
#include "kernel/sources/followed.h"
#include "kernel/sources/livesource.h"
#include "model/ipaddress.h"
#include "model/uniquefd.h"

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

class Frames : public LiveSource
{
public:
    // Needs CAP_NET_RAW.
    // `followed`: frames between these are reported, too, and `carriers` of what is traced; null: none.
    static Result<std::unique_ptr<Frames>> open(std::vector<IpAddress> addresses,
                                                std::shared_ptr<const Followed> followed = {},
                                                std::shared_ptr<const Carriers> carriers = {});

    int fd() const override { return m_socket.get(); }
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override;
    void count(protocol::Lost& lost) override;

private:
    // Memory that the kernel writes into, given back with the object.
    class Ring
    {
    public:
        Ring(std::uint8_t* memory, std::size_t bytes)
            : m_memory(memory)
            , m_bytes(bytes)
        {
        }
        ~Ring();
        Ring(const Ring&) = delete;
        Ring& operator=(const Ring&) = delete;
        std::uint8_t* at(std::size_t place) const { return m_memory + place; }

    private:
        std::uint8_t* m_memory;
        std::size_t m_bytes;
    };

    // A frame that conntrack may yet say to be of a traced connection.
    struct Undecided {
        std::int64_t timeUs = 0;
        bool sent = false;
        std::string device;
        std::vector<std::uint8_t> packet;
    };

    Frames(UniqueFd socket, std::unique_ptr<Ring> ring, std::vector<IpAddress> addresses,
           std::shared_ptr<const Followed> followed, std::shared_ptr<const Carriers> carriers);
    void take(const std::uint8_t* slot, ReportStream& to);
    void report(std::int64_t timeUs, bool sent, std::string_view device, std::span<const std::uint8_t> packet,
                ReportStream& to);
    void decide(ReportStream& to);
    bool isTraced(std::span<const std::uint8_t> packet) const; // it, or the packet in it
    bool hasTracedAddress(std::span<const std::uint8_t> packet) const;
    bool wasReported(std::span<const std::uint8_t> packet, std::int64_t timeUs); // by other addresses

    UniqueFd m_socket;
    std::unique_ptr<Ring> m_ring;
    std::size_t m_next = 0; // the slot that the kernel fills next
    std::vector<IpAddress> m_addresses;
    std::shared_ptr<const Followed> m_followed;
    std::shared_ptr<const Carriers> m_carriers;
    std::deque<Undecided> m_undecided; // in the order in which they came
    struct Reported {
        std::int64_t timeUs = 0;
        std::string lasting; // what routers and such rules leave alone
    };
    std::deque<Reported> m_reported; // the latest
    std::uint64_t m_decidedBy = 0;   // Followed::added() when they were looked at
    DeviceNames m_devices;
    std::uint64_t m_sequence = 0; // our own count
    std::uint64_t m_lost = 0;
    std::int64_t m_realtimeOffsetUs = 0; // CLOCK_REALTIME, the ring's clock, minus CLOCK_MONOTONIC
};

} // namespace hookwalk::kernel
