// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/connectionfact.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <libmnl/libmnl.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack_tcp.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace hookwalk::kernel
{

namespace
{

using Json = nlohmann::ordered_json;

// Where libnetfilter_conntrack keeps one direction of a connection.
struct Direction {
    nf_conntrack_attr source4, destination4, source6, destination6, sourcePort, destinationPort;
    std::uint16_t tuple; // in the message
};
constexpr Direction original{ATTR_ORIG_IPV4_SRC, ATTR_ORIG_IPV4_DST, ATTR_ORIG_IPV6_SRC, ATTR_ORIG_IPV6_DST,
                             ATTR_ORIG_PORT_SRC, ATTR_ORIG_PORT_DST, CTA_TUPLE_ORIG};
constexpr Direction reply{ATTR_REPL_IPV4_SRC, ATTR_REPL_IPV4_DST, ATTR_REPL_IPV6_SRC, ATTR_REPL_IPV6_DST,
                          ATTR_REPL_PORT_SRC, ATTR_REPL_PORT_DST, CTA_TUPLE_REPLY};

// Bit by bit as in enum ip_conntrack_status.
constexpr std::array statusNames{"expected",     "seen-reply", "assured",       "confirmed",
                                 "src-nat",      "dst-nat",    "seq-adjust",    "src-nat-done",
                                 "dst-nat-done", "dying",      "fixed-timeout", "template",
                                 "untracked",    "helper",     "offload",       "hw-offload"};
// In the order of enum tcp_conntrack.
constexpr std::array tcpStateNames{"NONE",       "SYN_SENT", "SYN_RECV",  "ESTABLISHED", "FIN_WAIT",
                                   "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE",       "SYN_SENT2"};

// ---- ICMP: the library keeps the original direction alone, and NAT may change the id of the reply
// ----------

struct IcmpPart {
    std::uint16_t wantedTuple = 0;
    std::optional<std::uint16_t> id;
    std::optional<std::uint8_t> type, code;
};

int takeProtocol(const nlattr* attribute, void* to)
{
    auto& part = *static_cast<IcmpPart*>(to);
    const auto size = mnl_attr_get_payload_len(attribute);
    switch (mnl_attr_get_type(attribute)) {
    case CTA_PROTO_ICMP_ID:
    case CTA_PROTO_ICMPV6_ID:
        if (size >= sizeof(std::uint16_t))
            part.id = ntohs(mnl_attr_get_u16(attribute));
        break;
    case CTA_PROTO_ICMP_TYPE:
    case CTA_PROTO_ICMPV6_TYPE:
        if (size > 0)
            part.type = mnl_attr_get_u8(attribute);
        break;
    case CTA_PROTO_ICMP_CODE:
    case CTA_PROTO_ICMPV6_CODE:
        if (size > 0)
            part.code = mnl_attr_get_u8(attribute);
        break;
    default:
        break;
    }
    return MNL_CB_OK;
}

int takeTuple(const nlattr* attribute, void* to)
{
    if (mnl_attr_get_type(attribute) == CTA_TUPLE_PROTO)
        mnl_attr_parse_nested(attribute, takeProtocol, to);
    return MNL_CB_OK;
}

int takeWantedTuple(const nlattr* attribute, void* to)
{
    if (mnl_attr_get_type(attribute) == static_cast<IcmpPart*>(to)->wantedTuple)
        mnl_attr_parse_nested(attribute, takeTuple, to);
    return MNL_CB_OK;
}

// ---- the fact -------------------------------------------------------------------------------------------

Json directionFact(const nlmsghdr& message, const nf_conntrack* connection, const Direction& direction)
{
    Json fact;
    fact["source"] = addressOf(connection, direction.source4, direction.source6).toString();
    fact["destination"] = addressOf(connection, direction.destination4, direction.destination6).toString();
    if (nfct_attr_is_set(connection, direction.sourcePort) > 0) {
        fact["sourcePort"] = ntohs(nfct_get_attr_u16(connection, direction.sourcePort));
        fact["destinationPort"] = ntohs(nfct_get_attr_u16(connection, direction.destinationPort));
    }
    IcmpPart icmp{direction.tuple, {}, {}, {}};
    mnl_attr_parse(&message, sizeof(nfgenmsg), takeWantedTuple, &icmp);
    if (icmp.id)
        fact["icmpId"] = *icmp.id;
    if (icmp.type)
        fact["icmpType"] = *icmp.type;
    if (icmp.code)
        fact["icmpCode"] = *icmp.code;
    return fact;
}

Json statusFact(std::uint32_t status)
{
    Json names = Json::array();
    for (std::size_t bit = 0; bit < statusNames.size(); ++bit) {
        if (status >> bit & 1)
            names.push_back(statusNames[bit]);
    }
    return names;
}

const char* eventName(const nlmsghdr& message)
{
    if (NFNL_MSG_TYPE(message.nlmsg_type) == IPCTNL_MSG_CT_DELETE)
        return "destroy";
    return message.nlmsg_flags & NLM_F_CREATE ? "new" : "update";
}

bool hasOneOf(std::span<const IpAddress> addresses, const nf_conntrack* connection)
{
    for (const Direction& direction : {original, reply}) {
        for (const IpAddress& end : {addressOf(connection, direction.source4, direction.source6),
                                     addressOf(connection, direction.destination4, direction.destination6)}) {
            if (std::ranges::find(addresses, end) != addresses.end())
                return true;
        }
    }
    return false;
}

} // namespace

IpAddress addressOf(const nf_conntrack* connection, nf_conntrack_attr attribute4,
                    nf_conntrack_attr attribute6)
{
    IpAddress address;
    if (nfct_attr_is_set(connection, attribute4) > 0)
        address = IpAddress::v4(ntohl(nfct_get_attr_u32(connection, attribute4)));
    else if (const void* bytes = nfct_get_attr(connection, attribute6))
        std::memcpy(address.bytes.data(), bytes, address.bytes.size());
    return address;
}

nlohmann::ordered_json connectionFact(const nlmsghdr& message, std::span<const IpAddress> addresses)
{
    const TrackedConnection parsed(nfct_new());
    const nf_conntrack* const connection = parsed.get();
    if (!connection || NFNL_SUBSYS_ID(message.nlmsg_type) != NFNL_SUBSYS_CTNETLINK ||
        nfct_nlmsg_parse(&message, parsed.get()) < 0 || !hasOneOf(addresses, connection))
        return {};
    Json fact;
    fact["event"] = eventName(message);
    fact["id"] = nfct_get_attr_u32(connection, ATTR_ID);
    fact["family"] = nfct_get_attr_u8(connection, ATTR_L3PROTO) == AF_INET6 ? "ip6" : "ip";
    fact["protocol"] = nfct_get_attr_u8(connection, ATTR_L4PROTO);
    fact["original"] = directionFact(message, connection, original);
    fact["reply"] = directionFact(message, connection, reply);
    if (nfct_attr_is_set(connection, ATTR_STATUS) > 0)
        fact["status"] = statusFact(nfct_get_attr_u32(connection, ATTR_STATUS));
    if (nfct_attr_is_set(connection, ATTR_MARK) > 0)
        fact["mark"] = nfct_get_attr_u32(connection, ATTR_MARK);
    if (nfct_attr_is_set(connection, ATTR_TIMEOUT) > 0)
        fact["timeout"] = nfct_get_attr_u32(connection, ATTR_TIMEOUT);
    if (nfct_attr_is_set(connection, ATTR_TCP_STATE) > 0) {
        const std::size_t state = nfct_get_attr_u8(connection, ATTR_TCP_STATE);
        fact["tcpState"] = state < tcpStateNames.size() ? tcpStateNames[state] : "";
    }
    return fact;
}

} // namespace hookwalk::kernel
