#include "kernel/nftraceevent.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <endian.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <nlohmann/json.hpp>
#include <string>

namespace hookwalk::kernel
{

namespace
{

// include/uapi/linux/netfilter/nf_tables.h of Linux 6.16 and later goes on in enum nft_trace_attributes.
enum LaterTraceAttributes : std::uint16_t {
    TraceCtId = NFTA_TRACE_PAD + 1, // NFTA_TRACE_CT_ID
    TraceCtDirection,               // NFTA_TRACE_CT_DIRECTION
    TraceCtStatus,                  // NFTA_TRACE_CT_STATUS
    TraceCtState,                   // NFTA_TRACE_CT_STATE
};

constexpr std::uint32_t queueBits = NF_VERDICT_MASK; // above them: number of the queue, or reason of a drop

std::uint32_t number(const nlattr* attribute)
{
    return mnl_attr_get_payload_len(attribute) < sizeof(std::uint32_t) ? 0
                                                                       : ntohl(mnl_attr_get_u32(attribute));
}

std::string_view text(const nlattr* attribute)
{
    const std::string_view bytes(mnl_attr_get_str(attribute), mnl_attr_get_payload_len(attribute));
    return bytes.substr(0, bytes.find('\0'));
}

std::span<const std::uint8_t> bytes(const nlattr* attribute)
{
    return {static_cast<const std::uint8_t*>(mnl_attr_get_payload(attribute)),
            mnl_attr_get_payload_len(attribute)};
}

int takeVerdict(const nlattr* attribute, void* event)
{
    auto& to = *static_cast<NftraceEvent*>(event);
    if (mnl_attr_get_type(attribute) == NFTA_VERDICT_CODE)
        to.verdict = static_cast<int>(number(attribute));
    else if (mnl_attr_get_type(attribute) == NFTA_VERDICT_CHAIN)
        to.target = text(attribute);
    return MNL_CB_OK;
}

NftraceConnection& connectionOf(NftraceEvent& event)
{
    return event.connection ? *event.connection : event.connection.emplace();
}

void take(const nlattr* attribute, NftraceEvent& event)
{
    switch (mnl_attr_get_type(attribute)) {
    case NFTA_TRACE_TABLE:
        event.table = text(attribute);
        break;
    case NFTA_TRACE_CHAIN:
        event.chain = text(attribute);
        break;
    case NFTA_TRACE_RULE_HANDLE:
        if (mnl_attr_get_payload_len(attribute) >= sizeof(std::uint64_t))
            event.handle = be64toh(mnl_attr_get_u64(attribute));
        break;
    case NFTA_TRACE_TYPE:
        event.type = number(attribute);
        break;
    case NFTA_TRACE_VERDICT:
        mnl_attr_parse_nested(attribute, takeVerdict, &event);
        break;
    case NFTA_TRACE_POLICY:
        event.verdict = static_cast<int>(number(attribute));
        break;
    case NFTA_TRACE_ID:
        event.packetId = number(attribute);
        break;
    case NFTA_TRACE_LL_HEADER:
        event.linkHeader = bytes(attribute);
        break;
    case NFTA_TRACE_NETWORK_HEADER:
        event.networkHeader = bytes(attribute);
        break;
    case NFTA_TRACE_TRANSPORT_HEADER:
        event.transportHeader = bytes(attribute);
        break;
    case NFTA_TRACE_IIF:
        event.in = number(attribute);
        break;
    case NFTA_TRACE_OIF:
        event.out = number(attribute);
        break;
    case NFTA_TRACE_MARK:
        event.mark = number(attribute);
        break;
    case TraceCtId:
        connectionOf(event).id = number(attribute);
        break;
    case TraceCtDirection:
        connectionOf(event).isReply =
            mnl_attr_get_payload_len(attribute) > 0 && mnl_attr_get_u8(attribute) != 0;
        break;
    case TraceCtStatus:
        connectionOf(event).status = number(attribute);
        break;
    case TraceCtState:
        connectionOf(event).state = number(attribute);
        break;
    default: // of a later kernel
        break;
    }
}

int takeAttribute(const nlattr* attribute, void* event)
{
    take(attribute, *static_cast<NftraceEvent*>(event));
    return MNL_CB_OK;
}

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

// The end of a chain is told as NFT_TRACETYPE_RETURN or, by Linux 6.18 for one, as NFT_TRACETYPE_RULE
// (__nft_trace_verdict() in net/netfilter/nf_tables_core.c). That no rule comes with it shows what it is.
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

nlohmann::ordered_json connectionFact(const NftraceConnection& connection)
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

std::optional<NftraceEvent> readNftraceEvent(const nlmsghdr& message)
{
    if (message.nlmsg_type != (NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_TRACE) ||
        mnl_nlmsg_get_payload_len(&message) < sizeof(nfgenmsg))
        return std::nullopt;
    NftraceEvent event;
    event.family = static_cast<const nfgenmsg*>(mnl_nlmsg_get_payload(&message))->nfgen_family;
    mnl_attr_parse(&message, sizeof(nfgenmsg), takeAttribute, &event);
    return event;
}

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
    if (!event.target.empty())
        fact["target"] = event.target;
    if (event.mark != 0)
        fact["mark"] = event.mark;
    if (event.connection)
        fact["ct"] = connectionFact(*event.connection);
    return fact;
}

} // namespace hookwalk::kernel
