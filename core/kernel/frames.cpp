#include "kernel/frames.h"

#include "kernel/clock.h"
#include "kernel/failure.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr int socketBytes = 4 * 1024 * 1024;
constexpr std::size_t frameBytes = 128;
constexpr unsigned framesAtOnce = 64;
constexpr unsigned framesAtMost = 1024; // in one read()

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

} // namespace

Frames::Frames(UniqueFd socket, std::vector<IpAddress> addresses)
    : m_socket(std::move(socket))
    , m_addresses(std::move(addresses))
    , m_frames(framesAtOnce, frameBytes, sizeof(sockaddr_ll))
{
}

Result<std::unique_ptr<Frames>> Frames::open(std::vector<IpAddress> addresses)
{
    UniqueFd socket(::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket)
        return systemFailure("The frames at the devices cannot be seen (packet socket)", errno,
                             "That takes CAP_NET_RAW: trace without frames, or give the helper that right.");
    enlargeReceiveBuffer(socket.get(), socketBytes);
    sockaddr_ll everything{};
    everything.sll_family = AF_PACKET;
    everything.sll_protocol = htons(ETH_P_ALL); // also what is sent
    if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&everything), sizeof everything) != 0)
        return systemFailure("The frames at the devices cannot be seen (packet socket)", errno);
    return std::unique_ptr<Frames>(new Frames(std::move(socket), std::move(addresses)));
}

Result<bool> Frames::read(ReportStream& to)
{
    m_devices.forget();
    for (unsigned taken = 0; taken < framesAtMost;) {
        const int count = m_frames.receive(fd());
        // A device that went down says so once; the others go on.
        if (count < 0 && errno != ENETDOWN)
            return systemFailure("The frames at the devices cannot be read any more", errno);
        if (count == 0)
            return false;
        for (int i = 0; i < count; ++i)
            take(i, to);
        taken += static_cast<unsigned>(std::max(count, 1));
    }
    return true;
}

void Frames::take(int index, ReportStream& to)
{
    const auto& from = *static_cast<const sockaddr_ll*>(m_frames.address(index));
    const bool isIp = from.sll_protocol == htons(ETH_P_IP) || from.sll_protocol == htons(ETH_P_IPV6);
    if (!isIp || !isTraced(m_frames.bytes(index)))
        return;
    const bool sent = from.sll_pkttype == PACKET_OUTGOING;
    const auto device = m_devices[static_cast<std::uint32_t>(from.sll_ifindex)];
    wire::PacketReport report;
    report.source = sent ? wire::Source::WireOut : wire::Source::WireIn;
    report.timeUs = clockUs();
    report.sequence = ++m_sequence;
    (sent ? report.out : report.in) = device;
    report.packet = m_frames.bytes(index);
    to.add(report);
}

bool Frames::isTraced(std::span<const std::uint8_t> packet) const
{
    const Addresses& layout = !packet.empty() && packet[0] >> 4 == 6 ? inIpv6 : inIpv4;
    if (packet.size() < layout.headerSize)
        return false;
    const auto isOneOfOurs = [&](std::size_t place) {
        return std::ranges::find(m_addresses, addressAt(packet, place, layout.size)) != m_addresses.end();
    };
    return isOneOfOurs(layout.place) || isOneOfOurs(layout.place + layout.size);
}

// The kernel forgets its numbers when they are read.
void Frames::count(protocol::Lost& lost)
{
    tpacket_stats statistics{};
    socklen_t size = sizeof statistics;
    if (getsockopt(fd(), SOL_PACKET, PACKET_STATISTICS, &statistics, &size) == 0)
        m_lost += statistics.tp_drops;
    lost.frames = m_lost;
}

} // namespace hookwalk::kernel
