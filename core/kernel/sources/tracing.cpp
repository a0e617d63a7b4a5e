// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/tracing.h"

#include "kernel/base/checksum.h"
#include "kernel/base/clock.h"
#include "kernel/sources/conntrack.h"
#include "kernel/sources/framesource.h"
#include "kernel/sources/kernellog.h"
#include "kernel/sources/nftrace.h"
#include "wire/factline.h"
#include "wire/traceprefix.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <iterator>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <nlohmann/json.hpp>
#include <span>
#include <sys/socket.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

using protocol::LogSource;
using protocol::Reply;
using namespace std::chrono_literals;

// The kernel sends an incomplete NFLOG batch at its next tick, after 10 ms at most.
constexpr SourceFeed::Milliseconds tick = 15ms;
constexpr SourceFeed::Milliseconds atOnce = 0ms;
constexpr SourceFeed::Milliseconds settledAtMost = 3s;
// Once the trace points are silent only what others report can come without end.
constexpr SourceFeed::Milliseconds finishedAtMost = 10s;
// By then nftrace's reports of a packet have been read, so conntrack's and the devices' can follow.
constexpr SourceFeed::Milliseconds behindNftrace = tick + 5ms;
constexpr SourceFeed::Milliseconds behindConntrack = behindNftrace + 5ms;

// The share of the kernel log's ring buffer that packets may take; the machine needs the rest for itself.
constexpr std::size_t shareForPackets = 10; // a tenth
// Lines of a packet and its answer in the lab: 14 trace points.
constexpr std::size_t bytesOfPacket = std::size_t{14} * 220;

Result<std::shared_ptr<LiveSource>> kernelLogFor(const protocol::SetTrace& order,
                                                 Result<NamespaceLogging>& logging)
{
    if (!logging)
        return tl::unexpected(logging.error());
    const std::size_t all = kernelLogBytes();
    if (order.source == LogSource::Auto && order.packets > all / shareForPackets / bytesOfPacket)
        return failure(ErrorCode::Unsupported, say("kernel-log-too-small", order.packets, all / 1024));
    return logging->borrow()
        .and_then([&] { return KernelLog::open(order.tag); })
        .map([](std::unique_ptr<KernelLog> log) { return std::shared_ptr<LiveSource>(std::move(log)); });
}

bool wantsRules(const protocol::SetTrace& order)
{
    return order.rules || order.source == LogSource::Nftrace;
}

const char* name(LogSource source)
{
    switch (source) {
    case LogSource::KernelLog:
        return "kmsg";
    case LogSource::Both:
        return "both";
    case LogSource::Nftrace:
        return "nftrace";
    default:
        return "nflog";
    }
}

constexpr std::uint16_t canaryPort = 9; // discard (RFC 863)

// UDP without data and without checksum (RFC 768, RFC 791).
std::array<std::uint8_t, 28> canaryPacket()
{
    iphdr ip{};
    ip.version = 4;
    ip.ihl = 5;
    ip.tot_len = htons(28);
    ip.ttl = 64;
    ip.protocol = IPPROTO_UDP;
    std::memcpy(&ip.saddr, wire::canaryAddress.bytes.data() + 12, sizeof ip.saddr);
    ip.daddr = ip.saddr;
    const udphdr udp{htons(canaryPort), htons(canaryPort), htons(sizeof udp), 0};
    std::array<std::uint8_t, 28> packet{};
    std::memcpy(packet.data(), &ip, sizeof ip);
    ip.check = htons(checksumOf(std::span(packet).first(sizeof ip)));
    std::memcpy(packet.data(), &ip, sizeof ip);
    std::memcpy(packet.data() + sizeof ip, &udp, sizeof udp);
    return packet;
}

// As a frame that comes back by lo: it passes no chain of OUTPUT and POSTROUTING.
bool sendByLo(std::span<const std::uint8_t> packet)
{
    const UniqueFd socket(::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_ll to{};
    to.sll_family = AF_PACKET;
    to.sll_protocol = htons(ETH_P_IP);
    to.sll_ifindex = 1; // LOOPBACK_IFINDEX in include/net/flow.h
    to.sll_halen = ETH_ALEN;
    return socket && sendto(socket.get(), packet.data(), packet.size(), 0,
                            reinterpret_cast<const sockaddr*>(&to), sizeof to) >= 0;
}

std::string sourcesLine(LogSource sightings, const protocol::SetTrace& order)
{
    std::string line;
    wire::appendFactLine(clockUs(), "sources",
                         {{"sightings", name(sightings)},
                          {"rules", wantsRules(order)},
                          {"connections", order.connections},
                          {"frames", order.frames}},
                         line);
    return line;
}

} // namespace

Result<Tracing> Tracing::start(const protocol::SetTrace& order, Result<NamespaceLogging>& logging)
{
    return TracePoints::open().and_then([&](TracePoints points) {
        return SourceFeed::make().and_then([&](SourceFeed feed) {
            Tracing tracing(std::move(points), std::move(feed));
            return tracing.change(order, logging).map([&] { return std::move(tracing); });
        });
    });
}

Result<Tracing::Choice> Tracing::choose(const protocol::SetTrace& order,
                                        Result<NamespaceLogging>& logging) const
{
    if (order.source == LogSource::Nftrace)
        return Choice{LogSource::Nftrace, {say("asked-for-nftrace")}, {}, {}};
    Choice choice{LogSource::Nflog, {say("asked-for-nflog")}, {}, {}};
    if (order.source != LogSource::Nflog) {
        auto log = kernelLogFor(order, logging);
        if (!log && order.source != LogSource::Auto)
            return failure(log.error().code, sentencesOf(log.error()).front(), log.error().systemError,
                           say("choose-nflog"));
        if (log) {
            choice.kernelLog = std::move(*log);
            choice.source = order.source == LogSource::Auto ? LogSource::KernelLog : order.source;
            choice.why = {order.source == LogSource::Auto   ? say("kernel-log-shows-namespace")
                          : order.source == LogSource::Both ? say("asked-for-both")
                                                            : say("asked-for-kernel-log")};
        } else {
            choice.why = sentencesOf(log.error());
            choice.why.push_back(say("so-nflog"));
        }
    }
    if (choice.source == LogSource::KernelLog)
        return choice;
    if (m_nflog) { // its group has one listener, who stays
        choice.nflog = m_nflog;
        return choice;
    }
    return Nflog::open().map([&](std::unique_ptr<Nflog> nflog) {
        choice.nflog = std::move(nflog);
        return std::move(choice);
    });
}

Result<SourceFeed> Tracing::open(const Choice& choice, const protocol::SetTrace& order) const
{
    auto feed = SourceFeed::make();
    const auto followed = order.connections ? std::make_shared<Followed>() : nullptr;
    const auto add = [&](const std::shared_ptr<LiveSource>& source, SourceFeed::Milliseconds delay,
                         bool cannotWait = false) {
        return source ? feed->add(source, delay, cannotWait) : Result<void>();
    };
    if (!feed)
        return feed;
    // nftrace numbers the packets, so it goes first where it is asked for: whatever rules change in a header,
    // the others' sightings find the packet that it told of at the same chain.
    const bool rules = wantsRules(order);
    const auto behindRules = rules ? tick : atOnce;
    auto added = Result<void>();
    if (rules) {
        added = Nftrace::open(order.tag).and_then(
            [&](std::unique_ptr<Nftrace> trace) { return add(std::move(trace), atOnce); });
    }
    if (added) {
        // They are told later and read at once: a ring that is full forgets, and where the kernel gives no time, that
        // of reading counts.
        added = add(choice.kernelLog, behindRules, true).and_then([&] {
            return add(choice.nflog, behindRules, true);
        });
    }
    if (added && !choice.kernelLog) {
        // Without the right to read the kernel log there are no messages about drops, which is no error.
        if (auto drops = KernelLog::open(std::nullopt))
            added = add(std::move(*drops), behindRules);
    }
    if (added && order.connections) {
        added =
            Conntrack::open(order.addresses, followed).and_then([&](std::unique_ptr<Conntrack> conntrack) {
                return add(std::move(conntrack), behindRules + behindNftrace);
            });
    }
    if (added && order.frames) {
        auto addresses = order.addresses;
        addresses.push_back(wire::canaryAddress);
        added = Frames::open(std::move(addresses), followed, m_carriers)
                    .and_then([&](std::unique_ptr<Frames> frames) {
                        return add(std::move(frames), behindRules + behindConntrack);
                    });
    }
    return added.map([&] { return std::move(*feed); });
}

Result<void> Tracing::change(const protocol::SetTrace& order, Result<NamespaceLogging>& logging)
{
    auto choice = choose(order, logging);
    if (!choice)
        return tl::unexpected(choice.error());
    auto feed = open(*choice, order);
    if (!feed)
        return tl::unexpected(feed.error());
    TraceOrder points{order.addresses,   order.tag,     {}, choice->kernelLog != nullptr,
                      wantsRules(order), carriersHere()};
    if (choice->nflog)
        points.nflogGroup = choice->nflog->group();
    return m_points.set(points).map([&] {
        *m_carriers = points.carriers;
        m_set = std::move(points);
        ReportStream first;
        first.addFacts(sourcesLine(choice->source, order));
        feed->startWith(std::move(m_feed), std::move(first));
        m_feed = std::move(*feed);
        m_nflog = std::move(choice->nflog);
        if (m_nflog)
            m_nflog->countAnew();
        m_order = order;
        m_source = choice->source;
        m_why = std::move(choice->why);
        m_lostTold = 0;
    });
}

std::vector<Reply> Tracing::repliesTo(ReportStream reports)
{
    auto replies = reports.takeMessages();
    protocol::Lost lost;
    m_feed.count(lost);
    if (const auto total = lost.total(); std::exchange(m_lostTold, total) != total)
        replies.push_back(lost);
    return replies;
}

Result<std::vector<Reply>> Tracing::read()
{
    ReportStream reports;
    return m_feed.read(reports).map([&] { return repliesTo(std::move(reports)); });
}

Result<std::vector<Reply>> Tracing::catchUp()
{
    ReportStream reports;
    return m_feed.catchUp(reports).map([&] { return repliesTo(std::move(reports)); });
}

Result<std::vector<Reply>> Tracing::settle()
{
    return settle(settledAtMost);
}

Result<std::vector<Reply>> Tracing::settle(SourceFeed::Milliseconds atMost)
{
    // Only NFLOG is late: the reports of the other sources can be read at once.
    const auto logged = m_nflog ? m_points.counted() : std::uint64_t{0};
    if (!logged)
        return tl::unexpected(logged.error());
    ReportStream reports;
    return m_feed.drain(reports, m_nflog ? tick : atOnce, atMost).map([&](bool isEmpty) {
        if (m_nflog && isEmpty) // else what is missing may only not have been read yet
            m_nflog->settle(*logged);
        return repliesTo(std::move(reports));
    });
}

Result<std::vector<Reply>> Tracing::sendCanary()
{
    auto before = followTunnels();
    if (!before)
        return before;
    const bool sent = sendByLo(canaryPacket());
    return settle().map([&](std::vector<Reply> replies) {
        std::ranges::move(replies, std::back_inserter(*before));
        std::string line;
        wire::appendFactLine(clockUs(), "canary", {{"sent", sent}}, line);
        before->emplace_back(protocol::Facts{std::move(line)});
        return std::move(*before);
    });
}

Result<std::vector<Reply>> Tracing::followTunnels()
{
    auto now = carriersHere();
    if (now == *m_carriers)
        return std::vector<Reply>();
    return settle().and_then([&](std::vector<Reply> replies) {
        auto points = m_set;
        points.carriers = now;
        return m_points.set(points).map([&] {
            m_set = std::move(points);
            *m_carriers = std::move(now);
            if (m_nflog)
                m_nflog->countAnew();
            return std::move(replies);
        });
    });
}

Result<std::vector<Reply>> Tracing::finish(Tracing tracing)
{
    return tracing.m_points.silence().and_then([&] { return tracing.settle(finishedAtMost); });
}

Result<protocol::TraceShown> Tracing::show()
{
    return m_points.show().map([&](const TracePoints::Shown& points) {
        protocol::TraceShown shown;
        shown.active = !points.chains.empty();
        shown.tag = m_order.tag;
        for (const Chain chain : points.chains)
            shown.chains.push_back(name(chain));
        shown.addresses = m_order.addresses;
        shown.source = m_source;
        shown.rules = wantsRules(m_order);
        shown.connections = m_order.connections;
        shown.frames = m_order.frames;
        shown.room = m_feed.room();
        shown.why = m_why;
        shown.ruleset = points.ruleset;
        return shown;
    });
}

} // namespace hookwalk::kernel
