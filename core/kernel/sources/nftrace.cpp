// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/nftrace.h"

#include "kernel/base/clock.h"
#include "kernel/netlink/linkheader.h"
#include "kernel/sources/rulefact.h"
#include "kernel/sources/tracepoints.h"
#include "wire/factline.h"
#include "wire/traceprefix.h"

#include <algorithm>
#include <array>
#include <linux/netfilter/nfnetlink.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t packetsRemembered = 4096; // far more than are on their way at a time

// True if the transport header follows directly after the network header as reported; false if the network
// header is longer than what the kernel copies, as with long options or extension headers.
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

void addFact(std::string_view kind, const nlohmann::ordered_json& content, ReportStream& to)
{
    std::string line;
    wire::appendFactLine(clockUs(), kind, content, line);
    to.addFacts(line);
}

} // namespace

Result<std::unique_ptr<Nftrace>> Nftrace::open(std::uint32_t tag)
{
    return NetfilterEvents::open({NFNLGRP_NFTRACE}, "nftrace").map([&](NetfilterEvents events) {
        return std::unique_ptr<Nftrace>(new Nftrace(std::move(events), tag));
    });
}

Result<bool> Nftrace::read(ReportStream& to)
{
    m_devices.forget();
    return m_events.read([&](const nlmsghdr& message) {
        if (const auto event = readNftraceEvent(message))
            take(*event, to);
    });
}

void Nftrace::take(const NftraceEvent& event, ReportStream& to)
{
    if (!isTraceTable(event.table)) {
        addFact("rule", ruleFact(event), to);
    } else if (event.table == traceTableName() && !event.networkHeader.empty()) {
        // By a rule of ours; or by the policy, for a packet that had a traced address before NAT.
        if (m_marked.size() >= packetsRemembered)
            m_marked.clear();
        if (event.handle)
            m_marked.insert(event.packetId);
        if (!m_marked.contains(event.packetId))
            return; // marked by somebody else
        takeSighting(event, to);
        takeConnection(event, to);
    }
}

// Reports a packet's connection once, and again when it changes. Before raw there is none yet; the packet's
// number may then have belonged to an earlier one.
void Nftrace::takeConnection(const NftraceEvent& event, ReportStream& to)
{
    if (!event.connection) {
        m_connections.erase(event.packetId);
        return;
    }
    if (m_connections.size() >= packetsRemembered)
        m_connections.clear();
    const auto [place, isNew] = m_connections.try_emplace(event.packetId, *event.connection);
    if (!isNew && place->second.isSamePlace(*event.connection))
        return;
    place->second = *event.connection;
    addFact("tracking", trackingFact(event), to);
}

void Nftrace::takeSighting(const NftraceEvent& event, ReportStream& to)
{
    // The policy of the canary's chain: a packet of somebody's that passed by.
    const bool isCanary = event.chain == canaryChain && event.handle;
    const auto chain =
        isCanary ? std::optional(Chain{Table::Raw, Hook::Prerouting}) : traceChainNamed(event.chain);
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

} // namespace hookwalk::kernel
