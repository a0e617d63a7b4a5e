// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/routes.h"

#include "kernel/netlink/links.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <netlink/attr.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>
#include <tuple>

namespace hookwalk::kernel
{

namespace
{

using Route = std::unique_ptr<rtnl_route, Put<rtnl_route_put>>;

// The kernel takes no other protocol in a question (rtm_getroute_parse_ip_proto() in
// net/ipv4/fib_frontend.c).
bool mayBeAsked(std::uint8_t protocol, bool isV4)
{
    const int icmp = isV4 ? int{IPPROTO_ICMP} : int{IPPROTO_ICMPV6};
    return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == icmp;
}

NlMessage requestFor(const protocol::RouteQuestion& question, std::uint32_t in, bool withSource)
{
    NlMessage message(nlmsg_alloc_simple(RTM_GETROUTE, NLM_F_REQUEST));
    rtmsg header{};
    header.rtm_family = question.source.isV4() ? AF_INET : AF_INET6;
    header.rtm_dst_len = question.source.isV4() ? 32 : 128;
    header.rtm_src_len = withSource ? header.rtm_dst_len : 0;
    header.rtm_tos = question.tos & 0xfcU; // RFC 3168: the rest is ECN's
    nlmsg_append(message.get(), &header, sizeof header, NLMSG_ALIGNTO);
    if (withSource)
        nla_put_addr(message.get(), RTA_SRC, toNl(question.source).get());
    nla_put_addr(message.get(), RTA_DST, toNl(question.destination).get());
    if (in)
        nla_put_u32(message.get(), RTA_IIF, in);
    if (question.mark)
        nla_put_u32(message.get(), RTA_MARK, question.mark);
    if (mayBeAsked(question.protocol, question.source.isV4()))
        nla_put_u8(message.get(), RTA_IP_PROTO, question.protocol);
    if (question.sourcePort)
        nla_put_u16(message.get(), RTA_SPORT, htons(question.sourcePort));
    if (question.destinationPort)
        nla_put_u16(message.get(), RTA_DPORT, htons(question.destinationPort));
    return message;
}

std::string typeName(int type)
{
    std::array<char, 32> text{};
    return nl_rtntype2str(type, text.data(), text.size());
}

void readRoute(nl_sock* socket, rtnl_route* route, RouteAnswer& answer)
{
    answer.type = typeName(rtnl_route_get_type(route));
    if (rtnl_nexthop* hop = rtnl_route_nexthop_n(route, 0)) {
        const auto out = findLink(socket, static_cast<std::uint32_t>(rtnl_route_nh_get_ifindex(hop)));
        if (out && *out) {
            answer.out = (*out)->name;
            answer.mtu = (*out)->mtu;
        }
        const nl_addr* const gateway = rtnl_route_nh_get_gateway(hop);
        const nl_addr* const via = rtnl_route_nh_get_via(hop); // of another family: RFC 5549
        if (gateway || via)
            answer.gateway = fromNl(gateway ? gateway : via).toString();
    }
    if (std::uint32_t mtu = 0; rtnl_route_get_metric(route, RTAX_MTU, &mtu) == 0)
        answer.mtu = mtu;
}

// IPv6 answers with the route also where it is of a kind that refuses; the error is an attribute of it.
int errorBeside(nlmsghdr* message)
{
    rta_cacheinfo info{};
    const nlattr* attribute = nlmsg_find_attr(message, sizeof(rtmsg), RTA_CACHEINFO);
    if (!attribute || nla_len(attribute) < static_cast<int>(sizeof info))
        return 0;
    std::memcpy(&info, nla_data(attribute), sizeof info);
    return -static_cast<int>(info.rta_error);
}

// Orders routes to a destination: tables in the order of a new namespace's rules (local, main, default), then
// the longest prefix, then the lowest metric.
using Fit = std::tuple<int, unsigned, std::int64_t>;

std::optional<Fit> fitOf(rtnl_route* route, const nl_addr* destination)
{
    const nl_addr* network = rtnl_route_get_dst(route);
    const auto table = rtnl_route_get_table(route);
    const bool isUsual = table == RT_TABLE_LOCAL || table == RT_TABLE_MAIN || table == RT_TABLE_DEFAULT;
    if (!isUsual || nl_addr_get_family(network) != nl_addr_get_family(destination) ||
        nl_addr_cmp_prefix(network, destination) != 0)
        return std::nullopt;
    return Fit{static_cast<int>(table), nl_addr_get_prefixlen(network),
               -static_cast<std::int64_t>(rtnl_route_get_priority(route))};
}

// IPv4 answers with the error alone, even when asked for the matching route (RTM_F_FIB_MATCH), so the route's
// type is looked up in the tables.
std::string typeOfBestRoute(nl_sock* socket, const IpAddress& destination)
{
    nl_cache* found = nullptr;
    const NlAddress address = toNl(destination);
    if (rtnl_route_alloc_cache(socket, nl_addr_get_family(address.get()), 0, &found) < 0)
        return {};
    const NlCache routes(found);
    std::optional<Fit> best;
    std::string type;
    for (nl_object* item = nl_cache_get_first(found); item; item = nl_cache_get_next(item)) {
        auto* route = reinterpret_cast<rtnl_route*>(item);
        if (const auto fit = fitOf(route, address.get()); fit && (!best || *fit > *best)) {
            best = fit;
            type = typeName(rtnl_route_get_type(route));
        }
    }
    return type;
}

// Returns the errno of the answer; where there is a route, it is read into `answer`.
Result<int> askOnce(nl_sock* socket, nl_msg* request, RouteAnswer& answer)
{
    Route route;
    const auto take = [&](nlmsghdr* message) { // no other request uses the socket meanwhile
        rtnl_route* parsed = nullptr;
        if (rtnl_route_parse(message, &parsed) >= 0)
            route.reset(parsed);
        answer.error = errorBeside(message);
    };
    auto asked = ask(socket, request, take);
    if (route)
        readRoute(socket, route.get(), answer);
    return asked;
}

RouteAnswer withName(RouteAnswer answer)
{
    if (const char* name = answer.error ? strerrorname_np(answer.error) : nullptr)
        answer.errorName = name;
    return answer;
}

} // namespace

Result<RouteAnswer> askRoute(nl_sock* socket, const protocol::RouteQuestion& question)
{
    RouteAnswer answer;
    std::uint32_t in = 0;
    if (!question.in.empty()) {
        const auto device = findLink(socket, question.in);
        if (!device || !*device) {
            answer.error = ENODEV;
            return withName(answer);
        }
        in = (*device)->index;
    }
    auto error = askOnce(socket, requestFor(question, in, true).get(), answer);
    if (error && *error && in == 0) // raw(7) may send from an address that is not this machine's
        error = askOnce(socket, requestFor(question, 0, false).get(), answer);
    if (!error)
        return tl::unexpected(error.error());
    if (*error) {
        answer.error = *error;
        answer.type = typeOfBestRoute(socket, question.destination);
    }
    return withName(answer);
}

} // namespace hookwalk::kernel
