// SPDX-License-Identifier: GPL-3.0-or-later
// Live sources read together, as one descriptor and one stream. The kernel sends NFLOG packets up to a tick
// late, and what conntrack and the devices report of a packet can only be understood after its sightings; those find
// their packet by what nftrace told before, where rules are asked for. So the reports of these are held back for a
// time, and longer while the sources without delay still have something to read.
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

    // In the order in which reports of the same age are to be passed on. Zero: no delay. `cannotWait`: it is read in
    // each round, however much there is to read from those without delay.
    Result<void> add(std::shared_ptr<LiveSource> source, Milliseconds delay, bool cannotWait = false);
    // Takes over what another feed still holds back, and then `reports`.
    void startWith(SourceFeed&& other, ReportStream reports);

    int fd() const { return m_epoll.get(); } // readable: read() has something to do
    // What has arrived, and what was held back for long enough.
    Result<void> read(ReportStream& to);
    // Reads until all sources are empty; what was not held back for long enough stays held back.
    Result<void> catchUp(ReportStream& to);
    // Everything: reads for at least `wait`, then until all sources are empty, and holds nothing back. Where packets
    // come faster than they can be read, it ends after `atMost`. False: there is more to read.
    Result<bool> drain(ReportStream& to, Milliseconds wait, Milliseconds atMost);
    void count(protocol::Lost& lost);
    std::uint32_t room() const; // of the source that has the least

private:
    struct Held {
        Clock::time_point since; // when the first of them was read
        ReportStream reports;
        Clock::time_point due(Milliseconds delay) const;
    };
    struct Member {
        std::shared_ptr<LiveSource> source;
        Milliseconds delay{};
        bool cannotWait = false;
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
    bool m_promptEmpty = false; // whether the sources without delay were read empty in the last round
};

} // namespace hookwalk::kernel
