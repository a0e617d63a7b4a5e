// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/kernellog.h"

#include "kernel/base/failure.h"
#include "wire/traceprefix.h"

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t recordBytes = 8192; // CONSOLE_EXT_LOG_MAX, kernel/printk/internal.h; less gives EINVAL
constexpr std::size_t batchBytes = 256 * 1024;
constexpr unsigned oldRecordsAtMost = 100'000; // more than any ring buffer in use holds
constexpr unsigned facilityBits = 3;           // a priority is facility * 8 + level (syslog(2))

struct Numbers {
    std::uint64_t priority = 0;
    std::uint64_t sequence = 0;
};

// "6,339,5140900,-;text"
bool readNumbers(std::string_view record, Numbers& numbers)
{
    const char* const end = record.data() + record.size();
    const auto priority = std::from_chars(record.data(), end, numbers.priority);
    if (priority.ec != std::errc() || priority.ptr == end || *priority.ptr != ',')
        return false;
    return std::from_chars(priority.ptr + 1, end, numbers.sequence).ec == std::errc();
}

struct Record {
    std::string_view line, text; // empty: no record of the kernel itself
};

Record kernelRecord(std::string_view record)
{
    const auto line = record.substr(0, record.find('\n')); // behind it: dictionary lines
    Numbers numbers;
    if (!readNumbers(line, numbers) || numbers.priority >> facilityBits != 0)
        return {};
    const auto semicolon = line.find(';');
    if (semicolon == std::string_view::npos)
        return {};
    return {line, line.substr(semicolon + 1)};
}

} // namespace

std::string_view traceRecord(std::string_view record, std::string_view tag)
{
    const auto [line, text] = kernelRecord(record);
    const auto start = text.find("]IN=");
    if (start == std::string_view::npos)
        return {};
    const auto prefix = wire::readTracePrefix(text.substr(0, start + 1));
    return prefix && prefix->baseChain && prefix->tag == tag ? line : std::string_view{};
}

std::string_view dropRecord(std::string_view record)
{
    const auto [line, text] = kernelRecord(record);
    const bool explains = text.starts_with("IPv4: martian ") || text.starts_with("martian ") ||
                          text.starts_with("ll header:") ||
                          (text.starts_with("nf_conntrack:") && text.find("table full") != text.npos);
    return explains ? line : std::string_view{};
}

std::string withPassedOver(std::string_view line, std::uint64_t records)
{
    std::string marked(line);
    if (records != 0)
        marked.insert(line.find(';'), ",passed=" + std::to_string(records));
    return marked;
}

Result<UniqueFd> openKernelLog()
{
    const auto kernelLog = makedev(1, 11); // Documentation/admin-guide/devices.txt
    UniqueFd device(::open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat status {
    };
    if (!device || fstat(device.get(), &status) != 0)
        return systemFailure(say("kernel-log-not-opened"), errno);
    if (!S_ISCHR(status.st_mode) || status.st_rdev != kernelLog)
        return failure(ErrorCode::NotFound, say("not-the-kernel-log"));
    return device;
}

std::size_t kernelLogBytes()
{
    constexpr int sizeOfBuffer = 10;                    // SYSLOG_ACTION_SIZE_BUFFER, include/linux/syslog.h
    constexpr std::size_t usual = std::size_t{1} << 17; // CONFIG_LOG_BUF_SHIFT
    const int size = klogctl(sizeOfBuffer, nullptr, 0);
    return size > 0 ? static_cast<std::size_t>(size) : usual;
}

Result<std::unique_ptr<KernelLog>> KernelLog::open(std::optional<std::uint32_t> tag)
{
    auto device = openKernelLog();
    if (!device)
        return tl::unexpected(device.error());
    std::unique_ptr<KernelLog> log(new KernelLog(std::move(*device)));
    if (tag)
        log->m_tag = std::to_string(*tag);
    // Not SEEK_END: the sequence number of the last old record is needed to count the first loss.
    for (unsigned i = 0; i < oldRecordsAtMost; ++i) {
        const auto outcome = log->readRecord();
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (*outcome == Outcome::Nothing)
            break;
    }
    log->m_lost = 0;
    return log;
}

// After an overrun the kernel continues with the oldest record that is left.
Result<KernelLog::Outcome> KernelLog::readRecord()
{
    m_record.resize(recordBytes);
    const auto size = ::read(m_device.get(), m_record.data(), m_record.size());
    if (size < 0) {
        const int error = errno;
        m_record.clear();
        if (error == EPIPE || error == EINTR)
            return Outcome::Overrun;
        if (error == EAGAIN)
            return Outcome::Nothing;
        return systemFailure(say("kernel-log-not-read"), error);
    }
    m_record.resize(static_cast<std::size_t>(size));
    Numbers numbers;
    if (readNumbers(m_record, numbers)) {
        if (m_next != 0 && numbers.sequence > m_next)
            m_lost += numbers.sequence - m_next;
        m_next = numbers.sequence + 1;
    }
    return Outcome::Record;
}

Result<bool> KernelLog::read(ReportStream& to)
{
    for (std::size_t taken = 0; taken < batchBytes; taken += m_record.size()) {
        const auto outcome = readRecord();
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (*outcome == Outcome::Nothing)
            return false;
        auto line = m_tag ? traceRecord(m_record, *m_tag) : std::string_view{};
        if (line.empty())
            line = dropRecord(m_record);
        if (line.empty() && *outcome == Outcome::Record)
            ++m_passedOver;
        else if (!line.empty())
            to.addKernelLog(withPassedOver(line, std::exchange(m_passedOver, 0)) + '\n');
    }
    return true;
}

std::uint32_t KernelLog::room() const
{
    constexpr std::size_t bytesOfRecord = 320; // a LOG line and the kernel's own data with it
    return m_tag ? static_cast<std::uint32_t>(kernelLogBytes() / bytesOfRecord) : LiveSource::room();
}

void KernelLog::count(protocol::Lost& lost)
{
    if (m_tag)
        lost.kernelLog = m_lost;
}

} // namespace hookwalk::kernel
