// SPDX-License-Identifier: GPL-3.0-or-later
// Why the kernel dropped packets, in its own terms: the tracepoint skb:kfree_skb, read through perf events
// (perf_event_open(2)). For root of the machine only; nothing is mounted, and nothing outlives the process.
//
// Reported are drops of IP packets while a watched process runs. What a process writes to a tun or sends is
// handled by the kernel within that system call, including the softirqs at its end, so these are drops of its
// own packets, in whatever namespace. Left out is what is no fault: drops without a reason, packets consumed
// by their receiver.
#pragma once

#include "kernel/answers/tracefs.h"
#include "model/result.h"
#include "model/uniquefd.h"

#include <cstdint>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hookwalk::kernel
{

struct Drop {
    std::int64_t timeUs = 0;    // CLOCK_MONOTONIC
    std::string reason;         // "NETFILTER_DROP", enum skb_drop_reason of the running kernel
    std::string location;       // "nf_hook_slow+0x9d"; "" where /proc/kallsyms may not be read
    std::uint16_t protocol = 0; // EtherType, 0x0800 or 0x86dd
};

class Drops
{
public:
    // Needs CAP_SYS_ADMIN in the initial user namespace; the other functions need none. Watches nothing yet.
    static Result<Drops> open(std::vector<pid_t> watched);

    void start();             // forgets earlier drops
    std::vector<Drop> stop(); // in order of time

private:
    // The events of one CPU, which the kernel writes into shared memory.
    class Ring
    {
    public:
        static Result<Ring> open(int cpu, const DropEvent& event);
        Ring(Ring&& other) noexcept;
        Ring& operator=(Ring&& other) = delete;
        ~Ring();
        void enable(bool on) const;
        std::string take(); // the records, whole, in order

    private:
        explicit Ring(UniqueFd fd, void* memory)
            : m_fd(std::move(fd))
            , m_memory(memory)
        {
        }
        UniqueFd m_fd;
        void* m_memory;
    };

    Drops(std::vector<pid_t> watched, DropEvent event, std::vector<Ring> rings)
        : m_watched(std::move(watched))
        , m_event(std::move(event))
        , m_rings(std::move(rings))
    {
    }

    std::vector<pid_t> m_watched;
    DropEvent m_event;
    std::vector<Ring> m_rings;
    std::map<std::uint64_t, std::string> m_places; // names by address, once looked up
};

} // namespace hookwalk::kernel
