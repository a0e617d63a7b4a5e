// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that trace points report through NFLOG (nfnetlink_log, through libnetfilter_log).
#pragma once

#include "kernel/base/devicenames.h"
#include "kernel/sources/livesource.h"
#include "kernel/sources/nflogclock.h"

#include <cstdint>
#include <memory>
#include <vector>

struct nflog_handle;
struct nflog_g_handle;
struct nfgenmsg;
struct nflog_data;

namespace hookwalk::kernel
{

class Nflog : public LiveSource
{
public:
    // Groups of the network namespace, one for each program that listens there.
    static constexpr std::uint16_t firstGroup = 17;
    static constexpr std::uint16_t lastGroup = 48;

    // Listens to the first group that no other program has, in the network namespace that the process is in.
    static Result<std::unique_ptr<Nflog>> open();

    std::uint16_t group() const { return m_number; } // for the trace points' log statements
    int fd() const override;
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override;
    // Packets lost because the socket's buffer was full: gaps in the kernel's sequence numbers
    // (NFULNL_CFG_F_SEQ). A loss at the end shows with the next packet, or by settle().
    void count(protocol::Lost& lost) override;
    // To be called when all that arrived has been read; `logged`: how many packets the rules sent to the
    // group.
    void settle(std::uint64_t logged);
    void countAnew() { m_missing = m_unseen = m_received = 0; }

private:
    struct CloseHandle {
        void operator()(nflog_handle* handle) const;
    };
    struct Unbind {
        void operator()(nflog_g_handle* group) const;
    };
    Nflog() = default;
    Result<void> configure();
    void take(nflog_data* data);
    void appendTo(ReportStream& to);
    static int packetArrived(nflog_g_handle*, nfgenmsg*, nflog_data* data, void* self);

    std::unique_ptr<nflog_handle, CloseHandle> m_handle;
    std::unique_ptr<nflog_g_handle, Unbind> m_group;
    std::uint16_t m_number = 0;
    std::vector<char> m_buffer;
    std::vector<wire::PacketReport> m_packets; // views into m_buffer and m_devices
    std::vector<std::int64_t> m_times;
    DeviceNames m_devices;
    NflogClock m_clock;
    std::int64_t m_realtimeOffsetUs = 0; // CLOCK_REALTIME minus CLOCK_MONOTONIC
    std::uint64_t m_sequence = 0;        // the kernel's 32-bit number, extended to 64 bits
    bool m_anyYet = false;
    std::uint64_t m_missing = 0; // gaps
    std::uint64_t m_unseen = 0;  // what settle() found out
    std::uint64_t m_received = 0;
};

} // namespace hookwalk::kernel
