// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/investigation.h"

#include "kernel/answers/policyrouting.h"
#include "kernel/base/clock.h"
#include "kernel/base/procfile.h"
#include "kernel/base/sysctl.h"
#include "kernel/netlink/routes.h"
#include "wire/factline.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace hookwalk::kernel
{

namespace
{

using Json = nlohmann::ordered_json;

Json toJson(const std::vector<Link>& links)
{
    Json list = Json::array();
    for (const Link& link : links) {
        Json addresses = Json::array();
        for (const Network& one : link.addresses)
            addresses.push_back(one.toString());
        Json told{{"name", link.name}, {"kind", link.kind},
                  {"up", link.isUp},   {"carrier", link.isUp && link.hasCarrier},
                  {"mtu", link.mtu},   {"addresses", std::move(addresses)}};
        if (link.overUdp.port != 0)
            told["port"] = link.overUdp.port;
        if (!link.overUdp.encapsulation.empty())
            told["encapsulation"] = link.overUdp.encapsulation;
        list.push_back(std::move(told));
    }
    return list;
}

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

Json toJson(const protocol::RouteQuestion& question, const RouteAnswer& answer)
{
    return {{"source", question.source.toString()},
            {"destination", question.destination.toString()},
            {"in", question.in},
            {"mark", question.mark},
            {"protocol", question.protocol},
            {"sourcePort", question.sourcePort},
            {"destinationPort", question.destinationPort},
            {"tos", question.tos},
            {"error", textOrNull(answer.errorName)},
            {"errno", answer.error},
            {"type", textOrNull(answer.type)},
            {"out", textOrNull(answer.out)},
            {"gateway", textOrNull(answer.gateway)},
            {"mtu", answer.mtu ? Json(answer.mtu) : Json()}};
}

Json toJson(const Drop& drop)
{
    return {{"reason", drop.reason}, {"location", drop.location}, {"protocol", drop.protocol}};
}

// The queues that programs read: seq_show() in net/netfilter/nfnetlink_queue.c prints one a line, its number,
// the reader's netlink port, packets that wait, …. Without that module there is no file, and nobody reads.
Json readQueues()
{
    std::istringstream lines(readProcFile("/proc/self/net/netfilter/nfnetlink_queue"));
    Json list = Json::array();
    for (std::uint32_t number = 0, port = 0, waiting = 0; lines >> number >> port >> waiting;) {
        list.push_back({{"number", number}, {"port", port}, {"waiting", waiting}});
        lines.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return list;
}

// As sysctl(8) names them, "net.ipv4.conf.eth0.rp_filter"; a device's name may have dots of its own. Those that
// this kernel does not have, or has not loaded (nf_conntrack), are left out.
Json settingsThatDecide(const std::vector<Link>& links)
{
    std::map<std::string, std::string> settings;
    const auto read = [&](std::string folder, const std::string& device, const std::string& name) {
        const auto value = sysctlValue(folder + (device.empty() ? "" : '/' + device) + '/' + name);
        std::ranges::replace(folder, '/', '.');
        if (!value.empty())
            settings[folder + (device.empty() ? "" : '.' + device) + '.' + name] = value;
    };
    const auto readEach = [&](const std::string& device) {
        for (const char* name : {"rp_filter", "log_martians", "forwarding", "route_localnet"})
            read("net/ipv4/conf", device, name);
        read("net/ipv6/conf", device, "forwarding");
    };
    read("net/ipv4", "", "ip_forward");
    read("net/ipv4", "", "icmp_echo_ignore_all");
    read("net/ipv6/icmp", "", "echo_ignore_all");
    read("net/netfilter", "", "nf_conntrack_max");
    read("net/netfilter", "", "nf_conntrack_count");
    for (const Link& link : links)
        readEach(link.name);
    readEach("all");
    return settings;
}

} // namespace

Result<Investigation> Investigation::open(std::optional<Drops> drops)
{
    return connectNetlink(NETLINK_ROUTE).map([&](NlSocket socket) {
        return Investigation(std::move(socket), std::move(drops));
    });
}

Result<void> Investigation::mark()
{
    return listLinks(m_socket.get())
        .and_then([&](const std::vector<Link>& links) { return readCounters(m_socket.get(), links); })
        .map([&](Counters counters) {
            m_marked = std::move(counters);
            if (m_drops)
                m_drops->start();
        });
}

Result<std::string> Investigation::investigate(const protocol::Investigate& order)
{
    const auto drops = m_drops ? m_drops->stop() : std::vector<Drop>();
    const auto links = listLinks(m_socket.get());
    if (!links)
        return tl::unexpected(links.error());
    const auto counters = readCounters(m_socket.get(), *links);
    if (!counters)
        return tl::unexpected(counters.error());
    std::string lines;
    for (const Drop& drop : drops)
        wire::appendFactLine(drop.timeUs, "dropped", toJson(drop), lines);
    const auto now = clockUs();
    wire::appendFactLine(now, "counters", risen(m_marked, *counters), lines);
    wire::appendFactLine(now, "settings", settingsThatDecide(*links), lines);
    wire::appendFactLine(now, "links", toJson(*links), lines);
    wire::appendFactLine(now, "queues", readQueues(), lines);
    const auto policy = readPolicy(m_socket.get());
    const auto neighbours = readNeighbours(m_socket.get());
    if (!policy || !neighbours)
        return tl::unexpected(policy ? neighbours.error() : policy.error());
    wire::appendFactLine(now, "policy", *policy, lines);
    wire::appendFactLine(now, "neighbours", *neighbours, lines);
    for (const protocol::RouteQuestion& question : order.questions) {
        const auto answer = askRoute(m_socket.get(), question);
        if (!answer)
            return tl::unexpected(answer.error());
        wire::appendFactLine(now, "route", toJson(question, *answer), lines);
    }
    return lines;
}

} // namespace hookwalk::kernel
