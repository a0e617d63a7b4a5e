// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/framesource.h"

#include "kernel/base/clock.h"
#include "kernel/base/failure.h"
#include "wire/packettoken.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr unsigned slotBytes = 256; // of which the kernel's headers take 80
constexpr unsigned slots = 16384;
constexpr unsigned blockBytes = 64 * 1024;
constexpr unsigned framesAtMost = 1024; // in one read()
// Frames of others that conntrack may yet say to be of a traced connection: so many, for so long.
constexpr std::size_t undecidedAtMost = 1024;
constexpr std::int64_t undecidedForUs = 200'000;
constexpr std::size_t reportedAtMost = 64; // of traced ones, to know them by other addresses

// Of IP headers, RFC 791 and RFC 8200.
struct Addresses {
    std::size_t place, size, headerSize;
};
constexpr Addresses inIpv4{12, 4, 20};
constexpr Addresses inIpv6{8, 16, 40};

IpAddress addressAt(std::span<const std::uint8_t> packet, std::size_t place, std::size_t size)
{
    IpAddress address = size == inIpv4.size ? IpAddress::v4(0) : IpAddress{};
    std::ranges::copy(packet.subspan(place, size), address.bytes.end() - static_cast<std::ptrdiff_t>(size));
    return address;
}

// Of an IPv4 packet that has a number (RFC 6864): its length and that, protocol, ports or type, and what NAT leaves alone.
// "": of another one, which could be told from no other.
std::string lastingOf(std::span<const std::uint8_t> packet)
{
    constexpr std::size_t fixed = 20, numbersAt = 2, protocolAt = 9, four = 4;
    const auto token = wire::packetToken(packet);
    if (token == 0 || packet[0] >> 4 != 4 || (packet[4] == 0 && packet[5] == 0))
        return {};
    const std::size_t header = (packet[0] & 15U) * four;
    if (header < fixed || packet.size() < header + four)
        return {};
    std::string lasting(reinterpret_cast<const char*>(packet.data()) + numbersAt, four);
    lasting += static_cast<char>(packet[protocolAt]);
    lasting.append(reinterpret_cast<const char*>(packet.data()) + header,
                   packet[protocolAt] == IPPROTO_ICMP ? 2 : four);
    return lasting.append(reinterpret_cast<const char*>(&token), sizeof token);
}

} // namespace

Frames::Ring::~Ring()
{
    munmap(m_memory, m_bytes);
}

Frames::Frames(UniqueFd socket, std::unique_ptr<Ring> ring, std::vector<IpAddress> addresses,
               std::shared_ptr<const Followed> followed, std::shared_ptr<const Carriers> carriers)
    : m_socket(std::move(socket))
    , m_ring(std::move(ring))
    , m_addresses(std::move(addresses))
    , m_followed(std::move(followed))
    , m_carriers(std::move(carriers))
    , m_realtimeOffsetUs(clockUs(CLOCK_REALTIME) - clockUs())
{
}

Result<std::unique_ptr<Frames>> Frames::open(std::vector<IpAddress> addresses,
                                             std::shared_ptr<const Followed> followed,
                                             std::shared_ptr<const Carriers> carriers)
{
    UniqueFd socket(::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket)
        return systemFailure(say("frames-not-seen", "packet socket"), errno, say("frames-need-net-raw"));
    const int version = TPACKET_V2;
    tpacket_req size{};
    size.tp_block_size = blockBytes;
    size.tp_block_nr = slots / (blockBytes / slotBytes);
    size.tp_frame_size = slotBytes;
    size.tp_frame_nr = slots;
    if (setsockopt(socket.get(), SOL_PACKET, PACKET_VERSION, &version, sizeof version) != 0 ||
        setsockopt(socket.get(), SOL_PACKET, PACKET_RX_RING, &size, sizeof size) != 0)
        return systemFailure(say("frames-not-seen", "PACKET_RX_RING"), errno);
    constexpr std::size_t bytes = std::size_t{slots} * slotBytes;
    void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, socket.get(), 0);
    if (memory == MAP_FAILED)
        return systemFailure(say("frames-not-seen", "mmap"), errno);
    auto ring = std::make_unique<Ring>(static_cast<std::uint8_t*>(memory), bytes);
    sockaddr_ll everything{};
    everything.sll_family = AF_PACKET;
    everything.sll_protocol = htons(ETH_P_ALL); // also what is sent
    if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&everything), sizeof everything) != 0)
        return systemFailure(say("frames-not-seen", "packet socket"), errno);
    return std::unique_ptr<Frames>(new Frames(std::move(socket), std::move(ring), std::move(addresses),
                                              std::move(followed), std::move(carriers)));
}

Result<bool> Frames::read(ReportStream& to)
{
    m_devices.forget();
    decide(to);
    for (unsigned taken = 0; taken < framesAtMost; ++taken) {
        auto* const slot = m_ring->at(m_next * slotBytes);
        const std::atomic_ref status(reinterpret_cast<tpacket2_hdr*>(slot)->tp_status);
        if ((status.load(std::memory_order_acquire) & TP_STATUS_USER) == 0)
            return false;
        take(slot, to);
        status.store(TP_STATUS_KERNEL, std::memory_order_release);
        m_next = (m_next + 1) % slots;
    }
    return true;
}

void Frames::take(const std::uint8_t* slot, ReportStream& to)
{
    tpacket2_hdr header;
    sockaddr_ll from;
    std::memcpy(&header, slot, sizeof header);
    std::memcpy(&from, slot + TPACKET_ALIGN(sizeof header), sizeof from);
    const std::span packet(slot + header.tp_net, std::min(header.tp_snaplen, slotBytes - header.tp_net));
    const bool isIp = from.sll_protocol == htons(ETH_P_IP) || from.sll_protocol == htons(ETH_P_IPV6);
    if (!isIp)
        return;
    const bool sent = from.sll_pkttype == PACKET_OUTGOING;
    const std::string device(m_devices[static_cast<std::uint32_t>(from.sll_ifindex)]);
    const auto timeUs = std::int64_t{header.tp_sec} * 1'000'000 + header.tp_nsec / 1000 - m_realtimeOffsetUs;
    if (isTraced(packet) || wasReported(packet, timeUs))
        return report(timeUs, sent, device, packet, to);
    if (m_undecided.size() == undecidedAtMost)
        m_undecided.pop_front();
    if (m_followed)
        m_undecided.push_back({timeUs, sent, device, {packet.begin(), packet.end()}});
}

void Frames::report(std::int64_t timeUs, bool sent, std::string_view device,
                    std::span<const std::uint8_t> packet, ReportStream& to)
{
    wire::PacketReport report;
    report.source = sent ? wire::Source::WireOut : wire::Source::WireIn;
    report.timeUs = timeUs;
    report.sequence = ++m_sequence;
    (sent ? report.out : report.in) = device;
    report.packet = packet;
    to.add(report);
    if (auto lasting = lastingOf(packet); !lasting.empty()) {
        m_reported.push_back({timeUs, std::move(lasting)});
        if (m_reported.size() > reportedAtMost)
            m_reported.pop_front();
    }
}

bool Frames::wasReported(std::span<const std::uint8_t> packet, std::int64_t timeUs)
{
    while (!m_reported.empty() && m_reported.front().timeUs < timeUs - undecidedForUs)
        m_reported.pop_front();
    const auto lasting = m_reported.empty() ? std::string() : lastingOf(packet);
    return !lasting.empty() && std::ranges::find(m_reported, lasting, &Reported::lasting) != m_reported.end();
}

// Conntrack tells of a connection when its first packet has passed: just after the frame was read, or before.
void Frames::decide(ReportStream& to)
{
    if (m_followed && std::exchange(m_decidedBy, m_followed->added()) != m_followed->added()) {
        std::erase_if(m_undecided, [&](const Undecided& frame) {
            const bool traced = isTraced(frame.packet);
            if (traced)
                report(frame.timeUs, frame.sent, frame.device, frame.packet, to);
            return traced;
        });
    }
    const auto oldest = clockUs() - undecidedForUs;
    while (!m_undecided.empty() && m_undecided.front().timeUs < oldest)
        m_undecided.pop_front();
}

bool Frames::isTraced(std::span<const std::uint8_t> packet) const
{
    return hasTracedAddress(packet) || (m_carriers && hasTracedAddress(packetInside(packet, *m_carriers)));
}

bool Frames::hasTracedAddress(std::span<const std::uint8_t> packet) const
{
    const Addresses& layout = !packet.empty() && packet[0] >> 4 == 6 ? inIpv6 : inIpv4;
    if (packet.size() < layout.headerSize)
        return false;
    const auto isOneOfOurs = [&](std::size_t place) {
        return std::ranges::find(m_addresses, addressAt(packet, place, layout.size)) != m_addresses.end();
    };
    return isOneOfOurs(layout.place) || isOneOfOurs(layout.place + layout.size) ||
           (m_followed && m_followed->has(addressAt(packet, layout.place, layout.size),
                                          addressAt(packet, layout.place + layout.size, layout.size)));
}

std::uint32_t Frames::room() const
{
    return slots;
}

// The kernel resets its counts when they are read.
void Frames::count(protocol::Lost& lost)
{
    tpacket_stats statistics{};
    socklen_t size = sizeof statistics;
    if (getsockopt(fd(), SOL_PACKET, PACKET_STATISTICS, &statistics, &size) == 0)
        m_lost += statistics.tp_drops;
    lost.frames = m_lost;
}

} // namespace hookwalk::kernel
