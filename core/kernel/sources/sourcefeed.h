// SPDX-License-Identifier: GPL-3.0-or-later
// Live sources read together, as one descriptor and one stream. Some of them wait: the kernel hands NFLOG
// packets over up to one of its ticks late, and what nftrace, conntrack and the devices report of a packet is
// only understood behind its sightings. So their reports are held back for a time, and longer where the
// sources without delay have not been read to their end.
#pragma once

#include "kernel/sources/livesource.h"
#include "model/uniquefd.h"

#include <chrono>
#include <deque>
#include <memory>
#include <vector>

namespace hookwalk::kernel
{

class SourceFeed
{
public:
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::milliseconds;

    static Result<SourceFeed> make();

    // In the order in which reports of the same age are to be passed on. Zero: no delay.
    Result<void> add(std::shared_ptr<LiveSource> source, Milliseconds delay);
    // Takes over what another feed still holds back; it goes first, then `reports`.
    void startWith(SourceFeed&& other, ReportStream reports);

    int fd() const { return m_epoll.get(); } // readable: read() has something to do
    // What has come, and what was held back for long enough.
    Result<void> read(ReportStream& to);
    // What can be read now, to its end; holds back what was not held for long enough.
    Result<void> catchUp(ReportStream& to);
    // Everything: reads for at least `wait`, then until all sources are empty, and holds nothing back.
    Result<void> drain(ReportStream& to, Milliseconds wait);
    void count(protocol::Lost& lost);
    std::uint32_t room() const; // of the source that has least

private:
    struct Held {
        Clock::time_point since; // when the first of them was read
        ReportStream reports;
        Clock::time_point due(Milliseconds delay) const;
    };
    struct Member {
        std::shared_ptr<LiveSource> source;
        Milliseconds delay{};
        std::deque<Held> held;
    };

    SourceFeed(UniqueFd epoll, UniqueFd timer)
        : m_epoll(std::move(epoll))
        , m_timer(std::move(timer))
    {
    }
    Result<void> watch(int fd);
    Result<bool> readAll(ReportStream& to);
    Result<bool> readHeld(Member& member);
    void release(ReportStream& to, Clock::time_point now);
    std::size_t heldBytes() const;
    void setTimer() const;

    UniqueFd m_epoll, m_timer;
    std::vector<Member> m_members;
    ReportStream m_first;
    bool m_promptEmpty = false; // the sources without delay, after the last round
};

} // namespace hookwalk::kernel
