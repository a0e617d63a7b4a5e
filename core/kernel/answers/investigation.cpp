// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/investigation.h"

#include "kernel/answers/settings.h"
#include "kernel/base/clock.h"
#include "kernel/base/procfile.h"
#include "kernel/netlink/routes.h"
#include "wire/factline.h"

#include <limits>
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
        list.push_back({{"name", link.name},
                        {"up", link.isUp},
                        {"carrier", link.isUp && link.hasCarrier},
                        {"mtu", link.mtu},
                        {"addresses", std::move(addresses)}});
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

std::vector<std::string> namesOf(const std::vector<Link>& links)
{
    std::vector<std::string> names;
    names.reserve(links.size());
    for (const Link& link : links)
        names.push_back(link.name);
    return names;
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
    return listLinks(m_socket.get()).map([&](const std::vector<Link>& links) {
        m_marked = readCounters(links);
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
    std::string lines;
    for (const Drop& drop : drops)
        wire::appendFactLine(drop.timeUs, "dropped", toJson(drop), lines);
    const auto now = clockUs();
    wire::appendFactLine(now, "counters", risen(m_marked, readCounters(*links)), lines);
    wire::appendFactLine(now, "settings", readSettings(namesOf(*links)), lines);
    wire::appendFactLine(now, "links", toJson(*links), lines);
    wire::appendFactLine(now, "queues", readQueues(), lines);
    for (const protocol::RouteQuestion& question : order.questions) {
        const auto answer = askRoute(m_socket.get(), question);
        if (!answer)
            return tl::unexpected(answer.error());
        wire::appendFactLine(now, "route", toJson(question, *answer), lines);
    }
    return lines;
}

} // namespace hookwalk::kernel
