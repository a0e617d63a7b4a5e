// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/drops.h"

#include "kernel/answers/symbols.h"
#include "kernel/base/failure.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <linux/perf_event.h>
#include <net/ethernet.h>
#include <optional>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t ringPages = 16; // some 700 drops; a power of two
constexpr std::string_view notGiven = "NOT_SPECIFIED";

// These concern one socket's copy of a packet, not the packet itself: a capture that is not read fast enough,
// a raw socket whose filter does not match.
constexpr std::array<std::string_view, 4> ordinary{notGiven, "SOCKET_FILTER", "SOCKET_RCVBUFF",
                                                   "PACKET_SOCK_ERROR"};

std::size_t pageBytes()
{
    return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// The filter runs in the kernel, so that other processes' drops do not fill the ring.
std::string filterOf(const DropEvent& event)
{
    std::string filter = "(protocol == " + std::to_string(ETHERTYPE_IP) +
                         " || protocol == " + std::to_string(ETHERTYPE_IPV6) + ")";
    for (const auto& [number, name] : event.reasons) {
        if (std::ranges::find(ordinary, name) != ordinary.end())
            filter += " && reason != " + std::to_string(number);
    }
    return filter;
}

template<typename Number> Number take(std::string_view& from)
{
    Number number{};
    if (from.size() >= sizeof number) {
        std::memcpy(&number, from.data(), sizeof number);
        from.remove_prefix(sizeof number);
    }
    return number;
}

std::uint64_t valueOf(const TraceField& field, std::string_view record)
{
    auto at = record.substr(std::min(field.offset, record.size()));
    switch (field.size) {
    case 2:
        return take<std::uint16_t>(at);
    case 4:
        return take<std::uint32_t>(at);
    default:
        return take<std::uint64_t>(at);
    }
}

struct Seen {
    Drop drop;
    std::uint64_t location = 0; // address in the kernel
};

// PERF_RECORD_SAMPLE of PERF_SAMPLE_TID | TIME | RAW, behind its header.
std::optional<Seen> readSample(std::string_view sample, const std::vector<pid_t>& watched,
                               const DropEvent& event)
{
    const auto process = static_cast<pid_t>(take<std::uint32_t>(sample));
    take<std::uint32_t>(sample); // the thread
    if (std::ranges::find(watched, process) == watched.end())
        return std::nullopt;
    Seen seen;
    seen.drop.timeUs = static_cast<std::int64_t>(take<std::uint64_t>(sample) / 1000);
    const auto size = take<std::uint32_t>(sample);
    const auto record = sample.substr(0, size);
    const auto reason = valueOf(event.reason, record);
    const auto name = event.reasons.find(reason);
    seen.drop.reason = name == event.reasons.end() ? std::to_string(reason) : name->second;
    seen.drop.protocol = static_cast<std::uint16_t>(valueOf(event.protocol, record));
    seen.location = valueOf(event.location, record);
    return seen;
}

} // namespace

Result<Drops::Ring> Drops::Ring::open(int cpu, const DropEvent& event)
{
    perf_event_attr attributes{};
    attributes.size = sizeof attributes;
    attributes.type = PERF_TYPE_TRACEPOINT;
    attributes.config = event.id;
    attributes.sample_period = 1;
    attributes.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_RAW;
    attributes.disabled = 1;
    attributes.use_clockid = 1;
    attributes.clockid = CLOCK_MONOTONIC;
    UniqueFd fd(
        static_cast<int>(syscall(SYS_perf_event_open, &attributes, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC)));
    const auto failed = [] { return systemFailure(say("drops-not-told", "perf event"), errno); };
    if (!fd || ioctl(fd.get(), PERF_EVENT_IOC_SET_FILTER, filterOf(event).c_str()) != 0)
        return failed();
    void* const memory =
        mmap(nullptr, (1 + ringPages) * pageBytes(), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED)
        return failed();
    return Ring(std::move(fd), memory);
}

Drops::Ring::Ring(Ring&& other) noexcept
    : m_fd(std::move(other.m_fd))
    , m_memory(std::exchange(other.m_memory, nullptr))
{
}

Drops::Ring::~Ring()
{
    if (m_memory)
        munmap(m_memory, (1 + ringPages) * pageBytes());
}

void Drops::Ring::enable(bool on) const
{
    ioctl(m_fd.get(), on ? PERF_EVENT_IOC_ENABLE : PERF_EVENT_IOC_DISABLE, 0);
}

std::string Drops::Ring::take()
{
    auto* const page = static_cast<perf_event_mmap_page*>(m_memory);
    const auto* const data = static_cast<const char*>(m_memory) + pageBytes();
    const std::size_t size = ringPages * pageBytes();
    const auto head = std::atomic_ref(page->data_head).load(std::memory_order_acquire);
    std::string records;
    for (auto at = page->data_tail; at < head;) {
        const auto part = std::min<std::size_t>(head - at, size - at % size);
        records.append(data + at % size, part);
        at += part;
    }
    std::atomic_ref(page->data_tail).store(head, std::memory_order_release);
    return records;
}

Result<Drops> Drops::open(std::vector<pid_t> watched)
{
    auto event = describeDropEvent();
    if (!event)
        return tl::unexpected(event.error());
    std::vector<Ring> rings;
    const auto cpus = static_cast<int>(sysconf(_SC_NPROCESSORS_CONF));
    for (int cpu = 0; cpu < cpus; ++cpu) {
        auto ring = Ring::open(cpu, *event);
        if (ring)
            rings.push_back(std::move(*ring));
        else if (ring.error().systemError != ENODEV) // a CPU that is switched off
            return tl::unexpected(ring.error());
    }
    return Drops(std::move(watched), std::move(*event), std::move(rings));
}

void Drops::start()
{
    for (Ring& ring : m_rings) {
        ring.take();
        ring.enable(true);
    }
}

std::vector<Drop> Drops::stop()
{
    std::vector<Seen> seen;
    for (Ring& ring : m_rings) {
        ring.enable(false);
        const std::string records = ring.take();
        std::string_view rest = records;
        while (rest.size() >= sizeof(perf_event_header)) {
            perf_event_header header{};
            std::memcpy(&header, rest.data(), sizeof header);
            if (header.size < sizeof header || header.size > rest.size())
                break;
            auto sample = rest.substr(sizeof header, header.size - sizeof header);
            if (header.type == PERF_RECORD_SAMPLE) {
                if (auto one = readSample(sample, m_watched, m_event))
                    seen.push_back(std::move(*one));
            }
            rest.remove_prefix(header.size);
        }
    }
    std::ranges::stable_sort(seen, {}, [](const Seen& one) { return one.drop.timeUs; });
    std::vector<std::uint64_t> unnamed;
    for (const Seen& one : seen) {
        if (!m_places.contains(one.location))
            unnamed.push_back(one.location);
    }
    m_places.merge(symbolsAt(unnamed));
    std::vector<Drop> drops;
    for (Seen& one : seen) {
        one.drop.location = m_places[one.location]; // an empty name is remembered, too
        drops.push_back(std::move(one.drop));
    }
    return drops;
}

} // namespace hookwalk::kernel
