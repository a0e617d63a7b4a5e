// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel log, tailed: /dev/kmsg (Documentation/ABI/testing/dev-kmsg), one record a read.
#pragma once

#include "kernel/sources/livesource.h"
#include "model/uniquefd.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// A record that trace points with this tag made, as far as the session may see it: facility kern, one of our
// prefixes, its first line. Empty where the record is anything else. The rest of the kernel log is not for
// programs without privileges.
std::string_view traceRecord(std::string_view record, std::string_view tag);
// The same for what the kernel itself says about packets it drops: martian sources and destinations
// (ip_handle_martian_source() in net/ipv4/route.c) and the full table of connections
// (net/netfilter/nf_conntrack_core.c).
std::string_view dropRecord(std::string_view record);
// The line with what says that so many records before it were passed over (wire/origin.h): who reads the
// stream knows then that none was lost.
std::string withPassedOver(std::string_view line, std::uint64_t records);

// /dev/kmsg, to be read without waiting. An error where it is closed to this process or is not the kernel
// log: containers bind another file over it.
Result<UniqueFd> openKernelLog();
// Size of the kernel log's ring buffer (syslog(2), SYSLOG_ACTION_SIZE_BUFFER).
std::size_t kernelLogBytes();

class KernelLog : public LiveSource
{
public:
    // At the end of the log as it is now. Without a tag: only what the kernel says about drops.
    static Result<std::unique_ptr<KernelLog>> open(std::optional<std::uint32_t> tag);

    int fd() const override { return m_device.get(); }
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override;
    // Records that the kernel overwrote before they were read, ours or not: the sequence counts them all.
    // Without a tag nothing, as nobody waits for a certain record.
    void count(protocol::Lost& lost) override;

private:
    explicit KernelLog(UniqueFd device)
        : m_device(std::move(device))
    {
    }
    enum class Outcome { Record, Nothing, Overrun };
    Result<Outcome> readRecord();

    UniqueFd m_device;
    std::optional<std::string> m_tag;
    std::string m_record;     // the one read last
    std::uint64_t m_next = 0; // sequence number that comes next, 0 before the first record
    std::uint64_t m_lost = 0;
    std::uint64_t m_passedOver = 0; // read since the last one that was passed on
};

} // namespace hookwalk::kernel
