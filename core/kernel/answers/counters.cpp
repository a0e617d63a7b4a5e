// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/counters.h"

#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <linux/gen_stats.h>
#include <linux/rtnetlink.h>

namespace hookwalk::kernel
{

namespace
{

// Removes and returns the text up to the delimiter, which is dropped.
std::string_view take(std::string_view& from, char delimiter)
{
    const auto end = from.find(delimiter);
    const auto taken = from.substr(0, end);
    from.remove_prefix(end == from.npos ? from.size() : end + 1);
    return taken;
}

std::string_view takeWord(std::string_view& line)
{
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return take(line, ' ');
}

// Negative ones ("Tcp: MaxConn -1") are settings, no counters.
bool toNumber(std::string_view text, int base, std::uint64_t& number)
{
    return std::from_chars(text.data(), text.data() + text.size(), number, base).ec == std::errc();
}

// Those below a queue for each CPU or class may have no number of their own, and count as one.
void addQdisc(nlmsghdr* message, const std::vector<Link>& links, Counters& to)
{
    tcmsg content{};
    if (message->nlmsg_type != RTM_NEWQDISC || nlmsg_datalen(message) < static_cast<int>(sizeof content))
        return;
    std::memcpy(&content, nlmsg_data(message), sizeof content);
    const auto link = std::ranges::find(links, static_cast<std::uint32_t>(content.tcm_ifindex), &Link::index);
    auto* const stats = nlmsg_find_attr(message, sizeof content, TCA_STATS2);
    auto* const queue = inside(stats, TCA_STATS_QUEUE);
    if (link == links.end() || !queue)
        return;
    std::array<char, 16> handle{};
    std::snprintf(handle.data(), handle.size(), " %x: ", content.tcm_handle >> 16);
    const auto name = "Device." + link->name + '.' +
                      textIn(nlmsg_find_attr(message, sizeof content, TCA_KIND)) + handle.data();
    const auto counted = valueIn<gnet_stats_queue>(queue);
    const auto passed = valueIn<gnet_stats_basic>(inside(stats, TCA_STATS_BASIC));
    to[name + "dropped"] += counted.drops;
    to[name + "queued"] += counted.qlen;
    to[name + "offered"] += std::uint64_t{passed.packets} + counted.drops + counted.qlen;
}

} // namespace

void readNamedPairs(std::string_view text, Counters& to)
{
    while (!text.empty()) {
        auto names = take(text, '\n');
        auto values = take(text, '\n');
        const std::string group(take(names, ':'));
        if (take(values, ':') != group)
            return;
        for (auto name = takeWord(names); !name.empty(); name = takeWord(names)) {
            if (std::uint64_t value = 0; toNumber(takeWord(values), 10, value))
                to[group + '.' + std::string(name)] = value;
        }
    }
}

void readNamedLines(std::string_view text, Counters& to)
{
    while (!text.empty()) {
        auto line = take(text, '\n');
        const auto nameEnd = line.find_first_of(" \t");
        const auto valueStart = line.find_first_not_of(" \t", nameEnd);
        if (std::uint64_t value = 0; valueStart != line.npos && toNumber(line.substr(valueStart), 10, value))
            to[std::string(line.substr(0, nameEnd))] = value;
    }
}

void readConntrackTable(std::string_view text, Counters& to)
{
    const auto header = take(text, '\n');
    while (!text.empty()) {
        auto names = header;
        auto values = take(text, '\n');
        for (auto name = takeWord(names); !name.empty(); name = takeWord(names)) {
            std::uint64_t value = 0;
            // "entries" is the total of all CPUs, repeated in each line, and no counter.
            if (toNumber(takeWord(values), 16, value) && name != "entries")
                to["Conntrack." + std::string(name)] += value;
        }
    }
}

Result<Counters> readCounters(nl_sock* route, const std::vector<Link>& links)
{
    Counters counters;
    readNamedPairs(readProcFile("/proc/self/net/snmp"), counters);
    readNamedPairs(readProcFile("/proc/self/net/netstat"), counters);
    readNamedLines(readProcFile("/proc/self/net/snmp6"), counters);
    readNamedLines(readProcFile("/proc/self/net/xfrm_stat"), counters);
    readConntrackTable(readProcFile("/proc/self/net/stat/nf_conntrack"), counters);
    for (const Link& link : links) {
        const auto name = "Device." + link.name + '.';
        counters[name + "rx_dropped"] = link.counters.rx_dropped;
        counters[name + "tx_dropped"] = link.counters.tx_dropped;
        counters[name + "tx_carrier_errors"] = link.counters.tx_carrier_errors;
    }
    return askForAll(route, RTM_GETQDISC, tcmsg{},
                     [&](nlmsghdr* message) { addQdisc(message, links, counters); })
        .and_then([&](int error) -> Result<Counters> {
            if (error != 0 && error != EOPNOTSUPP) // it has none (CONFIG_NET_SCHED)
                return systemFailure(say("network-not-listed"), error);
            return std::move(counters);
        });
}

Counters risen(const Counters& before, const Counters& after)
{
    Counters difference;
    for (const auto& [name, value] : after) {
        const auto found = before.find(name);
        const std::uint64_t start = found == before.end() ? 0 : found->second;
        if (value > start)
            difference[name] = value - start;
    }
    return difference;
}

} // namespace hookwalk::kernel
