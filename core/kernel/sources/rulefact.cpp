// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/rulefact.h"

#include "kernel/sources/nftraceevent.h"

#include <array>
#include <charconv>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_tables.h>
#include <nlohmann/json.hpp>
#include <string>

namespace hookwalk::kernel
{

namespace
{

constexpr std::uint32_t queueBits = NF_VERDICT_MASK; // above them: number of the queue, or reason of a drop

const char* familyName(std::uint8_t family)
{
    switch (family) {
    case NFPROTO_INET:
        return "inet";
    case NFPROTO_IPV4:
        return "ip";
    case NFPROTO_IPV6:
        return "ip6";
    case NFPROTO_ARP:
        return "arp";
    case NFPROTO_NETDEV:
        return "netdev";
    case NFPROTO_BRIDGE:
        return "bridge";
    default:
        return "";
    }
}

const char* verdictName(int verdict)
{
    switch (verdict) {
    case NFT_CONTINUE:
    case NFT_BREAK:
        return "continue";
    case NFT_JUMP:
        return "jump";
    case NFT_GOTO:
        return "goto";
    case NFT_RETURN:
        return "return";
    default:
        break;
    }
    switch (static_cast<std::uint32_t>(verdict) & queueBits) {
    case NF_ACCEPT:
        return "accept";
    case NF_STOLEN:
        return "stolen";
    case NF_QUEUE:
        return "queue";
    default:
        return "drop";
    }
}

const char* stateName(std::uint32_t state)
{
    switch (state) {
    case NF_CT_STATE_INVALID_BIT:
        return "invalid";
    case NF_CT_STATE_BIT(IP_CT_ESTABLISHED):
        return "established";
    case NF_CT_STATE_BIT(IP_CT_RELATED):
        return "related";
    case NF_CT_STATE_BIT(IP_CT_NEW):
        return "new";
    case NF_CT_STATE_UNTRACKED_BIT:
        return "untracked";
    default:
        return "";
    }
}

// The end of a chain comes as NFT_TRACETYPE_RETURN or, from Linux 6.18 for example, as NFT_TRACETYPE_RULE
// (__nft_trace_verdict() in net/netfilter/nf_tables_core.c). It is recognized by having no rule.
const char* typeName(const NftraceEvent& event)
{
    return event.type == NFT_TRACETYPE_POLICY ? "policy" : event.handle ? "rule" : "return";
}

std::string hex(std::uint32_t value)
{
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    const std::string text(digits.data(), end);
    return std::string(digits.size() - text.size(), '0') + text;
}

nlohmann::ordered_json placeInConnection(const NftraceConnection& connection)
{
    nlohmann::ordered_json fact;
    if (connection.id) {
        fact["id"] = *connection.id;
        fact["direction"] = connection.isReply ? "reply" : "original";
    }
    fact["state"] = stateName(connection.state);
    if (connection.id)
        fact["status"] = connection.status;
    return fact;
}

} // namespace

nlohmann::ordered_json ruleFact(const NftraceEvent& event)
{
    nlohmann::ordered_json fact;
    fact["packet"] = hex(event.packetId);
    fact["type"] = typeName(event);
    fact["family"] = familyName(event.family);
    fact["table"] = event.table;
    fact["chain"] = event.chain;
    if (event.handle)
        fact["handle"] = *event.handle;
    fact["verdict"] = verdictName(event.verdict);
    if (fact["verdict"] == "queue") // the kernel drops the packet where nobody reads it (nf_queue)
        fact["queue"] = static_cast<std::uint32_t>(event.verdict) >> NF_VERDICT_QBITS & 0xffffU;
    if (!event.target.empty())
        fact["target"] = event.target;
    if (event.mark != 0)
        fact["mark"] = event.mark;
    if (event.connection)
        fact["ct"] = placeInConnection(*event.connection);
    return fact;
}

nlohmann::ordered_json trackingFact(const NftraceEvent& event)
{
    nlohmann::ordered_json fact;
    fact["packet"] = hex(event.packetId);
    fact["ct"] = placeInConnection(event.connection.value_or(NftraceConnection{}));
    return fact;
}

} // namespace hookwalk::kernel
