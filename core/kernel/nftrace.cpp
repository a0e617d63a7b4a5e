#include "kernel/nftrace.h"

#include "kernel/clock.h"
#include "kernel/failure.h"
#include "kernel/linkheader.h"
#include "kernel/nftraceevent.h"
#include "kernel/tracepoints.h"
#include "wire/factline.h"
#include "wire/traceprefix.h"

#include <array>
#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace hookwalk::kernel
{

namespace
{

constexpr int socketBytes = 8 * 1024 * 1024;
// An event names two chains and a table of up to 255 bytes each and has some 250 bytes besides.
constexpr std::size_t eventBytes = 2048;
constexpr unsigned eventsAtOnce = 64;
constexpr unsigned eventsAtMost = 1024; // in one read()

// True where the transport header stands right behind what was handed over of the network header: not where
// that is longer than what the kernel copies, as with long options or extension headers.
bool isWholeHeader(std::span<const std::uint8_t> header)
{
    if (header.empty())
        return false;
    if (header[0] >> 4 == 4)
        return header.size() == (header[0] & 15u) * 4;
    constexpr std::size_t ipv6HeaderBytes = 40;
    constexpr std::array<std::uint8_t, 6> extensions{IPPROTO_HOPOPTS, IPPROTO_ROUTING, IPPROTO_FRAGMENT,
                                                     IPPROTO_AH,      IPPROTO_DSTOPTS, IPPROTO_MH};
    return header.size() == ipv6HeaderBytes && std::ranges::find(extensions, header[6]) == extensions.end();
}

} // namespace

void Nftrace::Close::operator()(mnl_socket* socket) const
{
    mnl_socket_close(socket);
}

Nftrace::Nftrace(mnl_socket* socket, std::uint32_t tag)
    : m_socket(socket)
    , m_tag(tag)
    , m_messages(eventsAtOnce, eventBytes)
{
}

Result<std::unique_ptr<Nftrace>> Nftrace::open(std::uint32_t tag)
{
    auto* const socket = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
    if (!socket)
        return systemFailure("This kernel does not offer nftrace", errno, "As root: modprobe nf_tables.");
    std::unique_ptr<Nftrace> trace(new Nftrace(socket, tag));
    return trace->subscribe().map([&] { return std::move(trace); });
}

Result<void> Nftrace::subscribe()
{
    enlargeReceiveBuffer(fd(), socketBytes);
    int group = NFNLGRP_NFTRACE;
    if (mnl_socket_bind(m_socket.get(), 0, MNL_SOCKET_AUTOPID) != 0 ||
        mnl_socket_setsockopt(m_socket.get(), NETLINK_ADD_MEMBERSHIP, &group, sizeof group) != 0)
        return systemFailure("The kernel does not let this program listen to nftrace", errno);
    return {};
}

int Nftrace::fd() const
{
    return mnl_socket_get_fd(m_socket.get());
}

Result<bool> Nftrace::read(ReportStream& to)
{
    m_devices.forget();
    for (unsigned taken = 0; taken < eventsAtMost;) {
        const int count = m_messages.receive(fd());
        if (count < 0)
            return systemFailure("nftrace cannot be read any more", errno);
        for (int i = 0; i < count; ++i) {
            const auto bytes = m_messages.bytes(i);
            const auto* const message = reinterpret_cast<const nlmsghdr*>(bytes.data());
            if (!mnl_nlmsg_ok(message, static_cast<int>(bytes.size())))
                continue;
            if (const auto event = readNftraceEvent(*message))
                take(*event, to);
        }
        if (count == 0)
            return false;
        taken += static_cast<unsigned>(count);
    }
    return true;
}

void Nftrace::take(const NftraceEvent& event, ReportStream& to)
{
    if (!isTraceTable(event.table)) {
        std::string line;
        wire::appendFactLine(clockUs(), "rule", ruleFact(event), line);
        to.addFacts(line);
    } else if (event.table == traceTableName() && event.handle) {
        takeSighting(event, to);
    }
}

void Nftrace::takeSighting(const NftraceEvent& event, ReportStream& to)
{
    const auto chain = traceChainNamed(event.chain);
    if (!chain)
        return;
    std::vector<std::uint8_t> packet(event.networkHeader.begin(), event.networkHeader.end());
    if (isWholeHeader(event.networkHeader))
        packet.insert(packet.end(), event.transportHeader.begin(), event.transportHeader.end());
    const std::string prefix = wire::tracePrefix(*chain, m_tag);
    wire::PacketReport report;
    report.source = wire::Source::Nftrace;
    report.packetId = event.packetId;
    report.timeUs = clockUs();
    report.sequence = ++m_sequence;
    report.prefix = prefix;
    report.in = m_devices[event.in];
    report.out = m_devices[event.out];
    report.linkHeader = realLinkHeader(event.linkHeader, packet);
    report.mark = event.mark;
    report.packet = packet;
    to.add(report);
}

void Nftrace::count(protocol::Lost& lost)
{
    lost.nftrace = droppedDatagrams(fd());
}

} // namespace hookwalk::kernel
