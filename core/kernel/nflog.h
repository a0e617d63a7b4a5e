// Packets that trace points hand over by NFLOG (nfnetlink_log, through libnetfilter_log).
#pragma once

#include "kernel/nflogclock.h"
#include "model/result.h"
#include "wire/packetline.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct nflog_handle;
struct nflog_g_handle;
struct nfgenmsg;
struct nflog_data;

namespace hookwalk::kernel
{

class Nflog
{
public:
    static constexpr std::uint16_t group =
        17; // of the network namespace, for the trace points' log statements

    // Listens to the group in the network namespace that the process is in.
    static Result<Nflog> open();

    int fd() const; // readable: there are packets
    // Appends what there is as protocol::ReportBatchReader reads it, at most some 256 KiB at a time.
    Result<void> read(std::string& batch);
    // Packets that found the socket's buffer full: gaps of the kernel's own numbers (NFULNL_CFG_F_SEQ). Those
    // at the end are seen with the next packet that comes.
    std::uint64_t lost() const { return m_lost; }
    std::uint64_t received() const { return m_received; }
    void countAnew() { m_lost = m_received = 0; }

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
    void appendTo(std::string& batch);
    static int packetArrived(nflog_g_handle*, nfgenmsg*, nflog_data* data, void* self);
    std::string_view deviceName(std::uint32_t index);

    std::unique_ptr<nflog_handle, CloseHandle> m_handle;
    std::unique_ptr<nflog_g_handle, Unbind> m_group;
    std::vector<char> m_buffer;
    std::vector<wire::PacketReport> m_packets; // views into m_buffer and m_devices
    std::vector<std::int64_t> m_times;
    std::map<std::uint32_t, std::string> m_devices; // while one batch is read
    NflogClock m_clock;
    std::int64_t m_realtimeOffsetUs = 0; // CLOCK_REALTIME minus CLOCK_MONOTONIC
    std::uint64_t m_sequence = 0;        // the kernel's 32-bit number, carried on
    bool m_anyYet = false;
    std::uint64_t m_lost = 0;
    std::uint64_t m_received = 0;
};

} // namespace hookwalk::kernel
