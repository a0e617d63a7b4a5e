// SPDX-License-Identifier: GPL-3.0-or-later
// Follows the kernel log: /dev/kmsg (Documentation/ABI/testing/dev-kmsg), one record for each read().
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

// The first line of a record that trace points with this tag made (facility kern, one of our prefixes). Empty
// for any other record: unprivileged programs are not to see the rest of the kernel log.
std::string_view traceRecord(std::string_view record, std::string_view tag);
// The same for the kernel's own messages about packets that it drops: martian sources and destinations
// (ip_handle_martian_source() in net/ipv4/route.c) and the full table of connections
// (net/netfilter/nf_conntrack_core.c).
std::string_view dropRecord(std::string_view record);
// Adds to the line how many records before it were left out on purpose (wire/origin.h), so that the reader of
// the stream does not take them for lost.
std::string withPassedOver(std::string_view line, std::uint64_t records);

// Opens /dev/kmsg, non-blocking. An error where this process may not read it, or where it is not the kernel
// log: containers mount another file over it.
Result<UniqueFd> openKernelLog();
// Size of the kernel log's ring buffer (syslog(2), SYSLOG_ACTION_SIZE_BUFFER).
std::size_t kernelLogBytes();

class KernelLog : public LiveSource
{
public:
    // Starts at the present end of the log. Without a tag: only the kernel's messages about drops.
    static Result<std::unique_ptr<KernelLog>> open(std::optional<std::uint32_t> tag);

    int fd() const override { return m_device.get(); }
    Result<bool> read(ReportStream& to) override;
    std::uint32_t room() const override;
    // Records that the kernel overwrote before they were read, ours or not: the sequence number counts them
    // all. Without a tag none are counted, because no particular record is expected.
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
