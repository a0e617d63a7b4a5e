// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/sourcefeed.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

using namespace std::chrono_literals;

// Beyond this nothing is read from the sockets; there the kernel counts what does not fit.
constexpr std::size_t heldAtMost = 32 * 1024 * 1024;
// catchUp() ends even where packets come faster than they can be read.
constexpr SourceFeed::Milliseconds caughtUpAtMost = 3s;
// Reports that come within this time are held back as one.
constexpr SourceFeed::Milliseconds slice = 1ms;

timespec toTimespec(SourceFeed::Clock::time_point time)
{
    const auto sinceStart = time.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(sinceStart);
    return {seconds.count(), std::chrono::nanoseconds(sinceStart - seconds).count()};
}

} // namespace

SourceFeed::Clock::time_point SourceFeed::Held::due(Milliseconds delay) const
{
    return since + slice + delay;
}

Result<SourceFeed> SourceFeed::make()
{
    UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
    UniqueFd timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)); // the clock of steady_clock
    if (!epoll || !timer)
        return systemFailure(say("no-descriptor-for-sources"), errno);
    SourceFeed feed(std::move(epoll), std::move(timer));
    return feed.watch(feed.m_timer.get()).map([&] { return std::move(feed); });
}

Result<void> SourceFeed::watch(int fd)
{
    epoll_event event{};
    event.events = EPOLLIN;
    if (epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        return systemFailure(say("source-not-watched"), errno);
    return {};
}

Result<void> SourceFeed::add(std::shared_ptr<LiveSource> source, Milliseconds delay, bool cannotWait)
{
    return watch(source->fd()).map([&] { m_members.push_back({std::move(source), delay, cannotWait, {}}); });
}

void SourceFeed::startWith(SourceFeed&& other, ReportStream reports)
{
    m_first = std::move(other.m_first);
    for (Member& member : other.m_members) {
        for (Held& held : member.held)
            m_first.append(std::move(held.reports));
    }
    m_first.append(std::move(reports));
    setTimer();
}

// True: there may be more.
Result<bool> SourceFeed::readHeld(Member& member)
{
    const auto now = Clock::now();
    if (member.held.empty() || now - member.held.back().since > slice)
        member.held.push_back({now, {}});
    return member.source->read(member.held.back().reports).map([&](bool more) {
        if (member.held.back().reports.bytes() == 0)
            member.held.pop_back();
        return more;
    });
}

// One round. Sources without delay are read first, so that where there is too much to read, the others lose, but for
// those that cannot wait.
// Those with delay are read in reverse order: of a packet that arrives meanwhile, this round then has the
// report to be passed on first, and the next round the others.
Result<bool> SourceFeed::readAll(ReportStream& to)
{
    bool more = false;
    for (Member& member : m_members) {
        if (member.delay != 0ms)
            continue;
        auto read = member.source->read(to);
        if (!read)
            return read;
        more |= *read;
    }
    m_promptEmpty = !more;
    const bool hasRoom = heldBytes() < heldAtMost;
    for (auto member = m_members.rbegin(); hasRoom && member != m_members.rend(); ++member) {
        if (member->delay == 0ms || !(m_promptEmpty || member->cannotWait))
            continue;
        auto read = readHeld(*member);
        if (!read)
            return read;
        more |= *read;
    }
    return more;
}

Result<void> SourceFeed::read(ReportStream& to)
{
    to.append(std::exchange(m_first, {}));
    const auto now = Clock::now();
    return readAll(to).map([&](bool) {
        if (m_promptEmpty)
            release(to, now);
        setTimer();
    });
}

Result<void> SourceFeed::catchUp(ReportStream& to)
{
    const auto start = Clock::now();
    to.append(std::exchange(m_first, {}));
    for (bool more = true; more && Clock::now() - start < caughtUpAtMost;) {
        const auto read = readAll(to);
        if (!read)
            return tl::unexpected(read.error());
        more = *read;
    }
    if (m_promptEmpty)
        release(to, start);
    setTimer();
    return {};
}

void SourceFeed::release(ReportStream& to, Clock::time_point now)
{
    for (Member& member : m_members) {
        while (!member.held.empty() && member.held.front().due(member.delay) <= now) {
            to.append(std::move(member.held.front().reports));
            member.held.pop_front();
        }
    }
}

Result<bool> SourceFeed::drain(ReportStream& to, Milliseconds wait, Milliseconds atMost)
{
    to.append(std::exchange(m_first, {}));
    const itimerspec never{};
    timerfd_settime(m_timer.get(), 0, &never, nullptr);
    const auto start = Clock::now();
    bool isEmpty = false;
    for (bool isLast = false; !isEmpty;) {
        const auto more = readAll(to);
        if (!more)
            return tl::unexpected(more.error());
        const auto passed = Clock::now() - start;
        if (passed > atMost)
            break;
        // Once more behind the end: what one source said last may decide what another one reports.
        isEmpty = !*more && passed >= wait && std::exchange(isLast, true);
        if (*more || isLast)
            continue;
        pollfd readable{fd(), POLLIN, 0};
        poll(&readable, 1, static_cast<int>(std::chrono::ceil<Milliseconds>(wait - passed).count()));
    }
    release(to, Clock::time_point::max());
    setTimer();
    return isEmpty;
}

void SourceFeed::count(protocol::Lost& lost)
{
    for (Member& member : m_members)
        member.source->count(lost);
}

std::uint32_t SourceFeed::room() const
{
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    for (const Member& member : m_members)
        least = std::min(least, member.source->room());
    return least;
}

std::size_t SourceFeed::heldBytes() const
{
    std::size_t bytes = 0;
    for (const Member& member : m_members) {
        for (const Held& held : member.held)
            bytes += held.reports.bytes();
    }
    return bytes;
}

// Sets the timer to when the next held report is due; off if there is none.
void SourceFeed::setTimer() const
{
    auto due = m_first.bytes() > 0 ? Clock::time_point() + 1ns : Clock::time_point::max();
    for (const Member& member : m_members) {
        if (!member.held.empty())
            due = std::min(due, member.held.front().due(member.delay));
    }
    itimerspec setting{};
    if (due != Clock::time_point::max())
        setting.it_value = toTimespec(due);
    timerfd_settime(m_timer.get(), TFD_TIMER_ABSTIME, &setting, nullptr);
}

} // namespace hookwalk::kernel
