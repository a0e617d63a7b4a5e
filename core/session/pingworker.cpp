// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pingworker.h"

#include "session/monotonic.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <QtGlobal>
#include <sys/eventfd.h>

namespace hookwalk::session
{

namespace
{

constexpr int packetsAtOnce = 64; // then timeouts, cancelling and the next ping are checked

// Repeats the read after EINTR.
ssize_t readAgain(int fd, std::span<std::uint8_t> buffer)
{
    ssize_t size = 0;
    do {
        size = ::read(fd, buffer.data(), buffer.size());
    } while (size < 0 && errno == EINTR);
    return size;
}

ssize_t writeAgain(int fd, std::span<const std::uint8_t> packet)
{
    ssize_t size = 0;
    do {
        size = ::write(fd, packet.data(), packet.size());
    } while (size < 0 && errno == EINTR);
    return size;
}

bool nothingToRead(ssize_t size)
{
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

PingWorker::PingWorker(UniqueFd tun)
    : m_tun(std::move(tun))
    , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    ::fcntl(m_tun.get(), F_SETFL, ::fcntl(m_tun.get(), F_GETFL) | O_NONBLOCK);
    connect(this, &PingWorker::startRequested, this, &PingWorker::work, Qt::QueuedConnection);
}

void PingWorker::start(const PingRequest& request, quint32 window)
{
    const std::scoped_lock lock(m_mutex);
    m_request = request;
    m_cancelled = false;
    m_asked = false;
    m_written = 0;
    m_allowed = m_window = window;
    Q_EMIT startRequested(QPrivateSignal());
}

void PingWorker::allow(quint32 pings)
{
    m_allowed = pings;
    m_asked = false;
    ::eventfd_write(m_wake.get(), 1);
}

void PingWorker::cancel()
{
    m_cancelled = true;
    ::eventfd_write(m_wake.get(), 1);
}

PingWorker::Batch PingWorker::take()
{
    const std::scoped_lock lock(m_mutex);
    m_announced = false;
    return std::exchange(m_batch, {});
}

void PingWorker::work()
{
    PingRequest request;
    {
        const std::scoped_lock lock(m_mutex);
        request = m_request;
    }
    discardOldPackets();
    m_heldSinceNs = 0;
    PingRun run(std::move(request), monotonicNs());
    loop(run);
    handOver(run, true);
}

void PingWorker::loop(PingRun& run)
{
    while (!run.isFinished()) {
        if (m_cancelled) {
            run.cancel();
            return;
        }
        if (mayWrite(run) && run.nextSendNs() <= monotonicNs() && !sendNext(run))
            return;
        if (!readAnswers(run) || (run.hasFollowing() && !write(run.takeFollowing(), run)))
            return;
        const qint64 now = monotonicNs();
        run.expire(now);
        if (run.hasResults() && now >= m_nextHandOverNs)
            handOver(run, false);
        const qint64 next = mayWrite(run) ? run.nextSendNs() : PingRun::never;
        if (next > now && !run.isFinished())
            wait(std::min({next, run.nextExpiryNs(), run.hasResults() ? m_nextHandOverNs : PingRun::never}));
    }
}

// Whether the next ping may be written; measures how long pings that are due have to wait.
bool PingWorker::mayWrite(PingRun& run)
{
    const quint32 allowed = m_allowed;
    if (run.written() + m_window / 2 >= allowed && !m_asked.exchange(true))
        Q_EMIT halfUsed();
    if (run.written() < allowed && m_heldSinceNs == 0)
        return true;
    const qint64 now = monotonicNs();
    const bool isHeld = run.written() >= allowed && run.nextSendNs() <= now;
    if (!isHeld && m_heldSinceNs != 0)
        run.heldBack(now - std::exchange(m_heldSinceNs, 0));
    else if (isHeld && m_heldSinceNs == 0)
        m_heldSinceNs = now;
    return run.written() < allowed;
}

bool PingWorker::sendNext(PingRun& run)
{
    const auto pieces = run.nextPackets();
    const qint64 before = monotonicNs();
    if (!write(pieces, run)) {
        run.refused(before);
        return false;
    }
    run.sent(before);
    m_written = run.written();
    return true;
}

bool PingWorker::write(const std::vector<wire::Packet>& packets, PingRun& run)
{
    for (const auto& packet : packets) {
        if (writeAgain(m_tun.get(), packet) == static_cast<ssize_t>(packet.size()))
            continue;
        const int systemError = errno;
        run.fail({systemError == EIO ? say("tun-down-to-write") : say("tun-not-written", systemError)});
        return false;
    }
    return true;
}

bool PingWorker::readAnswers(PingRun& run)
{
    std::array<std::uint8_t, 65536> buffer;
    for (int i = 0; i < packetsAtOnce; ++i) {
        const ssize_t size = readAgain(m_tun.get(), buffer);
        const qint64 now = monotonicNs();
        if (nothingToRead(size))
            return true;
        if (size <= 0) {
            const int systemError = errno;
            run.fail({size == 0            ? say("tun-closed-elsewhere")
                      : systemError == EIO ? say("tun-down-to-read")
                                           : say("tun-not-read", systemError)});
            return false;
        }
        run.received(std::span(buffer).first(static_cast<std::size_t>(size)), now);
    }
    return true;
}

// Reads and drops answers to an earlier run, and what the kernel has sent to the tun since.
void PingWorker::discardOldPackets()
{
    std::array<std::uint8_t, 65536> buffer;
    while (readAgain(m_tun.get(), buffer) > 0) {
    }
}

void PingWorker::wait(qint64 untilNs)
{
    std::array<pollfd, 2> fds{{{m_tun.get(), POLLIN, 0}, {m_wake.get(), POLLIN, 0}}};
    const qint64 left = std::max<qint64>(untilNs - monotonicNs(), 0);
    const timespec timeout{static_cast<time_t>(left / 1'000'000'000),
                           static_cast<long>(left % 1'000'000'000)};
    ::ppoll(fds.data(), fds.size(), untilNs == PingRun::never ? nullptr : &timeout, nullptr);
    if (fds[1].revents) {
        eventfd_t count = 0;
        ::eventfd_read(m_wake.get(), &count);
    }
}

void PingWorker::handOver(PingRun& run, bool finished)
{
    const std::scoped_lock lock(m_mutex);
    m_batch.results += run.takeResults();
    if (finished)
        m_batch.summary = run.summary();
    m_nextHandOverNs = monotonicNs() + handOverIntervalNs;
    if (!std::exchange(m_announced, true))
        Q_EMIT resultsReady();
}

} // namespace hookwalk::session
