// Frames as the devices of the network namespace receive and send them (packet(7)), like tcpdump -i any:
// before the first hook and behind the last one, damaged ones too. IP and IPv6 packets from or to traced
// addresses, 128 bytes of each, without link header. On lo each comes twice, sent and received.
//
// Each has the time at which it was read. The socket must not ask for times of arrival (SO_TIMESTAMP): while
// any does, NFLOG's times are others (kernel/nflogclock.h).
#pragma once

#include "kernel/datagrams.h"
#include "kernel/devicenames.h"
#include "kernel/fd.h"
#include "kernel/livesource.h"
#include "model/ipaddress.h"

#include <memory>
#include <vector>

namespace hookwalk::kernel
{

class Frames : public LiveSource
{
public:
    // Needs CAP_NET_RAW.
    static Result<std::unique_ptr<Frames>> open(std::vector<IpAddress> addresses);

    int fd() const override { return m_socket.get(); }
    Result<bool> read(ReportStream& to) override;
    void count(protocol::Lost& lost) override;

private:
    Frames(UniqueFd socket, std::vector<IpAddress> addresses);
    void take(int index, ReportStream& to);
    bool isTraced(std::span<const std::uint8_t> packet) const;

    UniqueFd m_socket;
    std::vector<IpAddress> m_addresses;
    Datagrams m_frames;
    DeviceNames m_devices;
    std::uint64_t m_sequence = 0; // our own count
    std::uint64_t m_lost = 0;
};

} // namespace hookwalk::kernel
