// SPDX-License-Identifier: GPL-3.0-or-later
// One event of nftrace: a message of the netlink group NFNLGRP_NFTRACE (nft_trace_notify() in
// net/netfilter/nf_tables_trace.c), taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

struct nlmsghdr;

namespace hookwalk::kernel
{

// The packet's connection and direction. Reported since Linux 6.16, once for each base chain.
struct NftraceConnection {
    std::optional<std::uint32_t> id; // the same as in conntrack events
    bool isReply = false;
    std::uint32_t status = 0;                              // bits of enum ip_conntrack_status
    std::uint32_t state = 0;                               // NF_CT_STATE_BIT() of enum ip_conntrack_info
    bool isSamePlace(const NftraceConnection& other) const // whatever the status
    {
        return id == other.id && isReply == other.isReply && state == other.state;
    }
};

struct NftraceEvent {           // the views point into the message
    std::uint32_t packetId = 0; // as nft monitor prints it, after "trace id"
    std::uint32_t type = 0;     // enum nft_trace_types
    std::uint8_t family = 0;    // NFPROTO_…, of the table
    std::string_view table, chain;
    std::optional<std::uint64_t> handle; // of the rule
    int verdict = 0;                     // NF_…, or NFT_… if negative; also of a policy
    std::string_view target;             // chain of a jump or goto
    std::uint32_t mark = 0;
    // With the first event of each base chain only.
    std::uint32_t in = 0, out = 0;                 // indices of devices, 0: none
    std::span<const std::uint8_t> linkHeader;      // 20 bytes at most
    std::span<const std::uint8_t> networkHeader;   // 40 bytes at most
    std::span<const std::uint8_t> transportHeader; // 20 bytes at most
    std::optional<NftraceConnection> connection;
};

// Nothing where the message is no trace event.
std::optional<NftraceEvent> readNftraceEvent(const nlmsghdr& message);

} // namespace hookwalk::kernel
