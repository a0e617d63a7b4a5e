// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/helperstream.h"

#include "protocol/reportbatch.h"
#include "session/monotonic.h"
#include "wire/factline.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

namespace hookwalk::session
{

namespace
{

constexpr std::size_t receiveBytes = 256 * 1024;

// The file descriptor that came with the bytes, if one did.
UniqueFd descriptorOf(const msghdr& message)
{
    const cmsghdr* first = CMSG_FIRSTHDR(&message);
    if (!first || first->cmsg_level != SOL_SOCKET || first->cmsg_type != SCM_RIGHTS)
        return UniqueFd();
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(first), sizeof fd);
    return UniqueFd(fd);
}

// Lost as a line, so that the stream itself says what is missing from it.
std::string lostLine(const protocol::Lost& lost)
{
    std::string line;
    wire::appendFactLine(monotonicNs() / 1000, "lost",
                         {{"kernelLog", lost.kernelLog},
                          {"nflog", lost.nflog},
                          {"nftrace", lost.nftrace},
                          {"connections", lost.connections},
                          {"frames", lost.frames}},
                         line);
    return line;
}

} // namespace

HelperStream::HelperStream(QObject* parent)
    : QObject(parent)
{
}

HelperStream::~HelperStream()
{
    stop();
}

void HelperStream::start(int socket)
{
    m_socket = socket;
    m_thread = std::thread([this, socket] {
        ::pthread_setname_np(::pthread_self(), "hookwalk-stream");
        loop(socket);
    });
}

void HelperStream::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_taken.notify_one();
    ::shutdown(m_socket, SHUT_RDWR); // the thread reads what has arrived, then the end
    m_thread.join();
}

std::deque<HelperStream::Item> HelperStream::take()
{
    const std::scoped_lock lock(m_mutex);
    m_announced = false;
    m_urgent = false;
    m_waiting = 0;
    m_taken.notify_one();
    return std::exchange(m_items, {});
}

void HelperStream::waitForRoom()
{
    std::unique_lock lock(m_mutex);
    m_taken.wait(lock, [this] { return m_waiting < mostWaiting || m_stopping; });
}

void HelperStream::loop(int socket)
{
    constexpr timespec handOverInterval{0, handOverIntervalNs};
    std::vector<char> buffer(receiveBytes);
    bool nothingWaits = true;
    for (;;) {
        pollfd readable{socket, POLLIN, 0};
        ::ppoll(&readable, 1, nothingWaits ? nullptr : &handOverInterval, nullptr);
        if (readable.revents && !receive(socket, buffer))
            return;
        nothingWaits = announceIfDue();
        waitForRoom();
    }
}

bool HelperStream::receive(int socket, std::span<char> buffer)
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    iovec part{buffer.data(), buffer.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t size = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (size <= 0) {
        end(Error{ErrorCode::HelperGone, say("helper-gone"), size < 0 ? errno : 0});
        return false;
    }
    if (auto descriptor = descriptorOf(message); descriptor)
        m_descriptors.push_back(std::move(descriptor));
    m_decoder.feed({buffer.data(), static_cast<std::size_t>(size)});
    return decode();
}

bool HelperStream::decode()
{
    for (;;) {
        auto reply = m_decoder.next();
        if (!reply) {
            end(std::move(reply.error()));
            return false;
        }
        if (!*reply)
            return true;
        if (auto* lines = std::get_if<protocol::KernelLogLines>(&**reply)) {
            keepLines(std::move(lines->text));
        } else if (auto* facts = std::get_if<protocol::Facts>(&**reply)) {
            keepLines(std::move(facts->text));
        } else if (const auto* packets = std::get_if<protocol::PacketReports>(&**reply)) {
            std::string written;
            written.reserve(packets->bytes.size() * 2); // a line is about 1.5 times as long as its packet
            protocol::ReportBatchReader reader(packets->bytes);
            wire::PacketReport packet;
            auto more = reader.next(packet);
            for (; more && *more; more = reader.next(packet))
                wire::appendLogLine(packet, written);
            keepLines(std::move(written));
            if (!more) {
                end(std::move(more.error()));
                return false;
            }
        } else {
            if (const auto* lost = std::get_if<protocol::Lost>(&**reply))
                keepLines(lostLine(*lost));
            keep(std::move(**reply));
        }
    }
}

void HelperStream::keep(protocol::Reply reply)
{
    Answer answer{std::move(reply), UniqueFd()};
    const auto* done = std::get_if<protocol::Done>(&answer.reply);
    if (done && done->withDescriptor && !m_descriptors.empty()) {
        answer.descriptor = std::move(m_descriptors.front());
        m_descriptors.pop_front();
    }
    const std::scoped_lock lock(m_mutex);
    m_urgent = m_urgent || !std::holds_alternative<protocol::Lost>(answer.reply);
    m_items.emplace_back(std::move(answer));
}

void HelperStream::keepLines(std::string text)
{
    constexpr std::size_t joinedAtMost = 256 * 1024; // short items are joined; long ones are not copied
    if (text.empty())
        return;
    const std::scoped_lock lock(m_mutex);
    m_waiting += text.size();
    m_urgent = m_urgent || m_waiting >= mostWaiting; // nothing more is read until they are taken
    auto* const last = m_items.empty() ? nullptr : std::get_if<Lines>(&m_items.back());
    if (last && last->text.size() + text.size() <= joinedAtMost)
        last->text += text;
    else
        m_items.emplace_back(Lines{std::move(text)});
}

void HelperStream::end(Error error)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_urgent = true;
        m_items.emplace_back(End{std::move(error)});
    }
    announceIfDue();
}

bool HelperStream::announceIfDue()
{
    const std::scoped_lock lock(m_mutex);
    if (m_items.empty() || m_announced)
        return true;
    const qint64 now = monotonicNs();
    if (!m_urgent && now - m_lastAnnouncedNs < handOverIntervalNs)
        return false;
    m_lastAnnouncedNs = now;
    m_announced = true;
    Q_EMIT arrived();
    return true;
}

} // namespace hookwalk::session
