// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/nftraceevent.h"

#include <arpa/inet.h>
#include <endian.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

namespace hookwalk::kernel
{

namespace
{

// What include/uapi/linux/netfilter/nf_tables.h has in enum nft_trace_attributes since Linux 6.16.
enum LaterTraceAttributes : std::uint16_t {
    TraceCtId = NFTA_TRACE_PAD + 1, // NFTA_TRACE_CT_ID
    TraceCtDirection,               // NFTA_TRACE_CT_DIRECTION
    TraceCtStatus,                  // NFTA_TRACE_CT_STATUS
    TraceCtState,                   // NFTA_TRACE_CT_STATE
};

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

} // namespace hookwalk::kernel
