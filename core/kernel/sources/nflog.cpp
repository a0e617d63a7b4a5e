// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/nflog.h"

#include "kernel/base/clock.h"
#include "kernel/base/failure.h"
#include "kernel/netlink/datagrams.h"
#include "kernel/netlink/linkheader.h"

#include <algorithm>
#include <cerrno>
#include <libnetfilter_log/libnetfilter_log.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace hookwalk::kernel
{

namespace
{

constexpr unsigned copiedBytes = 256; // of each packet: all headers, those quoted by an ICMP error included
// The kernel sends a batch when it has so many packets or bytes, or at its next tick (timeout 0), so a single
// ping waits for at most 10 ms. With the kernel's own data a batch just fits in 16 KiB; one byte more would
// take 32 KiB of the socket's buffer.
constexpr unsigned batchPackets = 128;
constexpr unsigned datagramBytes = 16 * 1024 - 512;
constexpr unsigned leastInBatch = 32; // packets, if each has all copiedBytes
constexpr std::size_t readBytes = 256 * 1024;

std::span<const std::uint8_t> bytes(const char* data, std::size_t size)
{
    return {reinterpret_cast<const std::uint8_t*>(data), size};
}

int ignorePacket(nflog_g_handle*, nfgenmsg*, nflog_data*, void*)
{
    return 0;
}

} // namespace

void Nflog::CloseHandle::operator()(nflog_handle* handle) const
{
    nflog_close(handle);
}

void Nflog::Unbind::operator()(nflog_g_handle* bound) const
{
    // While the library waits for the kernel's answer it also reads packets, which are ignored.
    nflog_callback_register(bound, ignorePacket, nullptr);
    nflog_unbind_group(bound);
}

Result<std::unique_ptr<Nflog>> Nflog::open()
{
    std::unique_ptr<Nflog> log(new Nflog);
    log->m_handle.reset(nflog_open());
    if (!log->m_handle)
        return systemFailure(say("no-nflog"), errno, say("load-nflog"));
    // The kernel refuses a group that another program has (EPERM, nfulnl_recv_config() in
    // net/netfilter/nfnetlink_log.c).
    for (log->m_number = firstGroup; !log->m_group && log->m_number <= lastGroup; ++log->m_number)
        log->m_group.reset(nflog_bind_group(log->m_handle.get(), log->m_number));
    --log->m_number;
    if (!log->m_group)
        return systemFailure(say("nflog-groups-taken", firstGroup, lastGroup), errno,
                             say("end-nflog-listener"));
    return log->configure().map([&] { return std::move(log); });
}

Result<void> Nflog::configure()
{
    const auto g = m_group.get();
    if (nflog_set_mode(g, NFULNL_COPY_PACKET, copiedBytes) < 0 || nflog_set_timeout(g, 0) < 0 ||
        nflog_set_qthresh(g, batchPackets) < 0 || nflog_set_nlbufsiz(g, datagramBytes) < 0 ||
        nflog_set_flags(g, NFULNL_CFG_F_SEQ) < 0)
        return systemFailure(say("nflog-settings-refused"), errno);

    // Losses show in the sequence numbers. Without this option the kernel would, when the buffer is full,
    // drop everything until it has been read empty.
    const int on = 1;
    setsockopt(fd(), SOL_NETLINK, NETLINK_NO_ENOBUFS, &on, sizeof on);
    enlargeReceiveBuffer(fd());
    m_buffer.resize(2 * datagramBytes);
    return {};
}

int Nflog::fd() const
{
    return nflog_fd(m_handle.get());
}

Result<bool> Nflog::read(ReportStream& to)
{
    const auto enough = to.bytes() + readBytes;
    nflog_callback_register(m_group.get(), packetArrived, this);
    while (to.bytes() < enough) {
        const auto size = recv(fd(), m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN)
            return false;
        if (size < 0 && (errno == EINTR || errno == ENOBUFS))
            continue;
        if (size < 0)
            return systemFailure(say("nflog-not-read"), errno);
        m_realtimeOffsetUs = clockUs(CLOCK_REALTIME) - clockUs();
        nflog_handle_packet(m_handle.get(), m_buffer.data(), static_cast<int>(size));
        appendTo(to);
    }
    return true;
}

// More packets may have arrived since `logged` was counted, so this is a lower limit of what was lost, and
// exact if none did.
void Nflog::settle(std::uint64_t logged)
{
    if (logged > m_received)
        m_unseen = std::max(m_unseen, logged - m_received);
}

std::uint32_t Nflog::room() const
{
    return leastInBatch * datagramsThatFit(fd(), datagramBytes + 1024);
}

void Nflog::count(protocol::Lost& lost)
{
    lost.nflog = std::max(m_missing, m_unseen);
}

int Nflog::packetArrived(nflog_g_handle*, nfgenmsg*, nflog_data* data, void* self)
{
    static_cast<Nflog*>(self)->take(data);
    return 0;
}

void Nflog::take(nflog_data* data)
{
    wire::PacketReport packet;
    std::uint32_t sequence = 0;
    if (nflog_get_seq(data, &sequence) == 0) {
        const auto next = static_cast<std::uint32_t>(m_sequence + 1);
        const std::uint32_t missing = m_anyYet ? sequence - next : 0; // modulo 2^32, as the kernel counts
        m_missing += missing;
        m_sequence = m_anyYet ? m_sequence + 1 + missing : sequence;
        m_anyYet = true;
    }
    packet.sequence = m_sequence;
    if (const char* prefix = nflog_get_prefix(data))
        packet.prefix = prefix;
    packet.in = m_devices[nflog_get_indev(data)];
    packet.out = m_devices[nflog_get_outdev(data)];
    packet.mark = nflog_get_nfmark(data);
    char* payload = nullptr;
    if (const int size = nflog_get_payload(data, &payload); size > 0)
        packet.packet = bytes(payload, static_cast<std::size_t>(size));
    if (const char* link = nflog_get_msg_packet_hwhdr(data))
        packet.linkHeader = realLinkHeader(bytes(link, nflog_get_msg_packet_hwhdrlen(data)), packet.packet);
    m_packets.push_back(packet);
    ++m_received;

    timeval stamp{};
    m_times.push_back(nflog_get_timestamp(data, &stamp) == 0
                          ? std::int64_t{stamp.tv_sec} * 1'000'000 + stamp.tv_usec - m_realtimeOffsetUs
                          : NflogClock::unstamped);
}

void Nflog::appendTo(ReportStream& to)
{
    m_clock.fill(m_times, clockUs());
    for (std::size_t i = 0; i < m_packets.size(); ++i) {
        m_packets[i].timeUs = m_times[i];
        to.add(m_packets[i]);
    }
    m_packets.clear();
    m_times.clear();
    m_devices.forget();
}

} // namespace hookwalk::kernel
