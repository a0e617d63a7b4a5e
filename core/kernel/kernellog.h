// The kernel log, tailed: /dev/kmsg (Documentation/ABI/testing/dev-kmsg), one record a read.
#pragma once

#include "kernel/fd.h"
#include "model/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

// A record that trace points with this tag made, as far as the session may see it: facility kern, one of our
// prefixes, its first line. Empty where the record is anything else. The rest of the kernel log is not for
// programs without privileges.
std::string_view traceRecord(std::string_view record, std::string_view tag);

class KernelLog
{
public:
    // At the end of the log as it is now.
    static Result<KernelLog> open(std::uint32_t tag);

    int fd() const { return m_device.get(); } // readable: there are records
    // Appends what there is as "prio,seq,usec,flags;text\n", at most some 256 KiB at a time.
    Result<void> read(std::string& lines);
    // Records that the kernel overwrote before they were read, ours or not: the sequence counts them all.
    std::uint64_t lost() const { return m_lost; }

private:
    KernelLog(UniqueFd device, std::uint32_t tag)
        : m_device(std::move(device))
        , m_tag(std::to_string(tag))
    {
    }
    enum class Outcome { Record, Nothing, Overrun };
    Result<Outcome> readRecord();

    UniqueFd m_device;
    std::string m_tag;
    std::string m_record;     // the one read last
    std::uint64_t m_next = 0; // sequence number that comes next, 0 before the first record
    std::uint64_t m_lost = 0;
};

} // namespace hookwalk::kernel
