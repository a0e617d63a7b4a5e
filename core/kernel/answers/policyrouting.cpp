// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/policyrouting.h"

#include "kernel/base/devicenames.h"

#include <cstring>
#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <nlohmann/json.hpp>

namespace hookwalk::kernel
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr std::size_t most = 1000; // of each list

template<typename Content> bool readHeader(const nlmsghdr* message, Content& content)
{
    if (nlmsg_datalen(message) < static_cast<int>(sizeof content))
        return false;
    std::memcpy(&content, nlmsg_data(message), sizeof content);
    return true;
}

std::string prefixIn(const nlattr* attribute, unsigned length, int family)
{
    if (length == 0)
        return {};
    const auto any = family == AF_INET ? IpAddress::v4(0) : IpAddress();
    return (attribute ? addressIn(attribute) : any).toString() + '/' + std::to_string(length);
}

// The same words for what a rule does and for what a route is; "" for what refuses nothing.
const char* refusal(int kind)
{
    switch (kind) {
    case RTN_BLACKHOLE: // as FR_ACT_BLACKHOLE, which has the same number, and so on
        return "blackhole";
    case RTN_UNREACHABLE:
        return "unreachable";
    case RTN_PROHIBIT:
        return "prohibit";
    default:
        return "";
    }
}
static_assert(FR_ACT_BLACKHOLE == int{RTN_BLACKHOLE} && FR_ACT_UNREACHABLE == int{RTN_UNREACHABLE} &&
              FR_ACT_PROHIBIT == int{RTN_PROHIBIT});

// Of Linux 6.14 and later; the headers at hand may be older.
constexpr int dscpAttribute = 25, flowLabelAttribute = 26, sourceMaskAttribute = 28,
              destinationMaskAttribute = 29, dscpMaskAttribute = 30;

// What else a rule asks for, where it does: TOS, protocol, ports, the user of a socket. "more": what is not told here.
void addFlow(nlmsghdr* message, const fib_rule_hdr& header, Json& rule)
{
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof header, attribute); };
    const auto* dscp = find(dscpAttribute);
    if (header.tos != 0 || dscp)
        rule["tos"] = dscp ? valueIn<std::uint8_t>(dscp) << 2 : header.tos;
    if (const auto protocol = valueIn<std::uint8_t>(find(FRA_IP_PROTO)))
        rule["protocol"] = protocol;
    for (const auto& [name, attribute] :
         {std::pair{"sourcePorts", FRA_SPORT_RANGE}, std::pair{"destinationPorts", FRA_DPORT_RANGE}}) {
        const auto ports = valueIn<fib_rule_port_range>(find(attribute));
        if (ports.end != 0)
            rule[name] = {ports.start, ports.end};
    }
    if (const auto* users = find(FRA_UID_RANGE)) {
        const auto range = valueIn<fib_rule_uid_range>(users);
        rule["users"] = {range.start, range.end};
    }
    const auto isPart = [&](int attribute, unsigned whole) { // a mask that leaves bits out
        const auto* mask = find(attribute);
        return mask && valueIn<std::uint16_t>(mask) != whole;
    };
    const bool more = find(FRA_TUN_ID) || valueIn<std::uint8_t>(find(FRA_L3MDEV)) != 0 ||
                      find(flowLabelAttribute) || isPart(sourceMaskAttribute, 0xffff) ||
                      isPart(destinationMaskAttribute, 0xffff) || isPart(dscpMaskAttribute, 0x3f);
    if (more)
        rule["more"] = true;
}

Json ruleFact(nlmsghdr* message, const fib_rule_hdr& header)
{
    const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof header, attribute); };
    const auto* table = find(FRA_TABLE);
    Json rule{{"family", header.family == AF_INET ? "ip" : "ip6"}, {"priority", valueIn(find(FRA_PRIORITY))}};
    rule["from"] = prefixIn(find(FRA_SRC), header.src_len, header.family);
    rule["to"] = prefixIn(find(FRA_DST), header.dst_len, header.family);
    rule["in"] = textIn(find(FRA_IIFNAME));
    rule["out"] = textIn(find(FRA_OIFNAME));
    rule["mark"] = valueIn(find(FRA_FWMARK));
    rule["mask"] = valueIn(find(FRA_FWMASK));
    rule["not"] = (header.flags & unsigned{FIB_RULE_INVERT}) != 0;
    rule["action"] = header.action == FR_ACT_TO_TBL ? "lookup" : refusal(header.action);
    rule["table"] = table ? valueIn(table) : header.table;
    addFlow(message, header, rule);
    return rule;
}

} // namespace

Result<Json> readPolicy(nl_sock* socket)
{
    Json rules = Json::array(), routes = Json::array();
    const auto addRule = [&](nlmsghdr* message) {
        if (fib_rule_hdr header{}; readHeader(message, header) && rules.size() < most)
            rules.push_back(ruleFact(message, header));
    };
    const auto addRoute = [&](nlmsghdr* message) {
        rtmsg header{};
        if (!readHeader(message, header) || routes.size() == most || !*refusal(header.rtm_type))
            return;
        const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof header, attribute); };
        const auto* table = find(RTA_TABLE);
        routes.push_back({{"family", header.rtm_family == AF_INET ? "ip" : "ip6"},
                          {"to", prefixIn(find(RTA_DST), header.rtm_dst_len, header.rtm_family)},
                          {"type", refusal(header.rtm_type)},
                          {"table", table ? valueIn(table) : header.rtm_table}});
    };
    return dump(socket, RTM_GETRULE, AF_UNSPEC, addRule)
        .and_then([&] { return dump(socket, RTM_GETROUTE, AF_UNSPEC, addRoute); })
        .map([&] {
            return Json{{"rules", std::move(rules)}, {"routes", std::move(routes)}};
        });
}

Result<Json> readNeighbours(nl_sock* socket)
{
    Json list = Json::array();
    DeviceNames devices;
    return dump(socket, RTM_GETNEIGH, AF_UNSPEC,
                [&](nlmsghdr* message) {
                    ndmsg header{};
                    const bool known = readHeader(message, header);
                    const bool silent = (header.ndm_state & (NUD_INCOMPLETE | NUD_FAILED)) != 0;
                    if (!known || !silent || list.size() == most ||
                        (header.ndm_family != AF_INET && header.ndm_family != AF_INET6))
                        return;
                    const auto address =
                        addressIn(nlmsg_find_attr(message, sizeof header, NDA_DST)).toString();
                    list.push_back({{"address", address},
                                    {"device", devices[static_cast<std::uint32_t>(header.ndm_ifindex)]},
                                    {"state", header.ndm_state & NUD_FAILED ? "failed" : "incomplete"}});
                })
        .map([&] { return std::move(list); });
}

} // namespace hookwalk::kernel
