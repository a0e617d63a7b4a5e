// SPDX-License-Identifier: GPL-3.0-or-later
// Why the kernel threw packets away, by its own name: the tracepoint skb:kfree_skb through perf events
// (perf_event_open(2)). For root of the machine only; nothing is mounted, and all goes with the process.
//
// Which drops are told: those of IP packets that happen while a process that is watched runs. What a process
// writes to a tun or sends is carried through the kernel within that very system call, softirqs at its end
// included, so that these are the drops of its own packets, in whatever namespace they happen. Left out is
// what is no fault: a reason that was not given, a packet taken by its receiver.
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
    // Takes CAP_SYS_ADMIN in the initial user namespace; afterwards none. Watches nothing yet.
    static Result<Drops> open(std::vector<pid_t> watched);

    void start();             // forgets what was before
    std::vector<Drop> stop(); // in order of time

private:
    // The events of one CPU; the kernel writes them into memory that both see.
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
